# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Which pages the menu of [Settings/Registration] is read from (reference ``remote-ui.md`` 6)."""

from __future__ import annotations

import re
import typing as t
from urllib.parse import urlsplit

from . import links
from .errors import NotPermitted, UnexpectedAnswer
from .menu import Menu
from .page import Page

SEND_MENU = "/rps/cdmenu.cgi?CorePGTAG=36"
MAX_FRAMES, FRAME_DEPTH = 4, 2  # of one page, and one in the other
MAX_MENUS = 40  # menu pages that one session reads
_CHANGES = re.compile(r"(?:(?<=&)|^)(?:Dummy|Token)=[^&]*&?")  # is another one each time


class MenuReader:
    """:ivar menu: what was learnt so far.

    :ivar pages: the pages that were read, each once in a session.
    :param read: a page by its address. :param log: takes a line about a page that could not be read.
    """

    def __init__(self, read: t.Callable[[str], Page], log: t.Callable[[str], None]) -> None:
        self.menu = Menu()
        self.pages: t.List[str] = []
        self._read = read
        self._log = log

    def forget(self) -> None:
        """Begin anew: new firmware has new rows."""
        self.menu, self.pages = Menu(), []

    def arrive(self, page: Page, follow: t.Callable[[str], Page]) -> None:
        """Learn the menu from the page that the native side forwards to, or from the menu page [Send].

        :param follow: a page by its address, without a way back where the session is lost.
        """
        forward, frames = links.forward_of(page), links.frames_of(page)
        try:
            if forward is not None:
                page = follow(forward)
                frames += links.frames_of(page)
            self.menu.learn(page)
        except (UnexpectedAnswer, NotPermitted) as error:
            self._log(f"start page of the settings: {error.message}")
        self._learn_frames([frame for frame in frames if frame != forward])
        if not self.menu.rows or forward is None:
            self.learn(SEND_MENU)

    def learn(self, address: str, depth: int = 0) -> None:
        """Read a menu page once per session.

        :param depth: how many frames are around it.
        """
        parts = urlsplit(address)
        key = f"{parts.path}?{_CHANGES.sub('', parts.query)}".rstrip("?&")
        if key in self.pages or len(self.pages) >= MAX_MENUS:
            return
        self.pages.append(key)
        try:
            page = self._read(address)
            self.menu.learn(page)
            self._learn_frames(links.frames_of(page), depth + 1)
        except (UnexpectedAnswer, NotPermitted) as error:
            self._log(f"menu page {parts.query}: {error.message}")

    def _learn_frames(self, frames: t.Sequence[str], depth: int = 1) -> None:
        for frame in frames[:MAX_FRAMES] if depth <= FRAME_DEPTH else ():
            self.learn(frame, depth)
