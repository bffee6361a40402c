# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The code desk at work: a thread of ansible-playbook that reads what the waiting tasks post, and tells page, terminal and chat."""

from __future__ import annotations

import contextlib
import os
import threading
import time
import typing as t

from .board import Board, progress
from .page import Page
from .webhook import Webhook

_LOOK_SECONDS = 0.5
_ALIVE_SECONDS = 3.0  # between two signs of life on the page
_TELL_SECONDS = 5.0  # between two lines on the terminal
_INTERRUPTED = (
    "printfleet: interrupted. What was written stays, and is in audit.jsonl of the report folder; the report is still that of"
    " the run before. Run the same command again to go on."
)
_PATIENCE = 5.0  # seconds for the thread's last round


class Desk:
    """Trouble of the desk never reaches the run: each kind is one warning.

    :ivar hosts: of the current play; they are the desk's when it opens.
    :ivar board: to be told what happens, inside ``with desk.trying(...)``, because a thread looks at it.
    """

    def __init__(
        self,
        read_posts: t.Callable[[], t.Iterable[t.Dict[str, t.Any]]],
        page: Page,
        webhook: t.Optional[Webhook],
        say: t.Callable[[str], None],
        warn: t.Callable[[str], None],
    ) -> None:
        self.board = Board()
        self.hosts: t.List[str] = []
        self._read_posts, self._page, self._webhook = read_posts, page, webhook
        self._say, self._warn = say, warn
        self._lock = threading.RLock()
        self._ending = threading.Event()
        self._thread: t.Optional[threading.Thread] = None
        self._warned: t.Set[str] = set()
        self._started = time.time()
        self._is_open = self._has_page = False
        self._drawn: t.Any = None
        self._drawn_at = self._told_at = 0.0
        self._told = ""

    @contextlib.contextmanager
    def trying(self, what: str) -> t.Iterator[None]:
        """Do something that must not break the run; one thread at a time."""
        try:
            with self._lock:
                yield
        except Exception as error:
            if what not in self._warned:
                self._warned.add(what)
                self._warn(f"code desk: {what}: {type(error).__name__}: {error}")

    def watch(self) -> None:
        """Look at what is posted from now on."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="code desk", daemon=True)
            self._thread.start()

    def open(self) -> None:
        """Put the page in its place and say where it is."""
        with self.trying("the page could not be written"):
            self.board.expect(self.hosts)
            if self._is_open:
                return
            self._is_open = True  # a page that cannot be written is not tried again
            self._page.open(self._data())
            self._has_page = True
            self._say(f"printfleet: the codes are on {self._page.path.as_uri()}")

    def end(self, how: str) -> None:
        """The run is over; ``how`` is ``completed`` or ``interrupted``."""
        if self._thread is None or self._ending.is_set():
            return
        self._ending.set()
        self._thread.join(_PATIENCE)
        with self.trying("the page could not be written"):
            if self._is_open:
                self._tell(is_last=True)
                if how == "interrupted":
                    self._say(_INTERRUPTED)
            if self._has_page:
                self._page.close(self._data(how))
        with self.trying("the webhook failed"):
            if self._webhook and self._is_open:
                self._webhook.finish(self.board.totals())

    def _work(self) -> None:
        while not self._ending.wait(_LOOK_SECONDS):
            self._round()
        self._round()

    def _round(self) -> None:
        with self.trying("what the tasks tell could not be read"):
            for post in sorted(self._read_posts(), key=lambda post: str(post.get("since"))):
                self.board.take_post(post)
            if self.board.has_posts and not self._is_open:
                self.open()
        with self.trying("the page could not be written"):
            self._draw()
        with self.trying("nothing could be told"):
            if self._is_open:
                self._tell()
        with self.trying("the webhook failed"):
            if self._webhook and self._is_open:
                self._webhook.look(self.board.totals(), self.board.waiting())

    def _draw(self) -> None:
        now = time.monotonic()
        if not self._has_page:
            return
        data = self._data()
        content = (data["totals"], data["printers"])
        if content != self._drawn or now >= self._drawn_at + _ALIVE_SECONDS:
            self._page.write(data)
            self._drawn, self._drawn_at = content, now

    def _tell(self, is_last: bool = False) -> None:
        now, line = time.monotonic(), progress(self.board.totals())
        if line != self._told and (is_last or now >= self._told_at + _TELL_SECONDS):
            self._say(line)
            self._told, self._told_at = line, now

    def _data(self, ended: t.Optional[str] = None) -> t.Dict[str, t.Any]:
        return {
            "run": f"{os.getpid()}-{self._started:.3f}",
            "started": self._started,
            "now": time.time(),
            "ended": ended,
            "totals": self.board.totals(),
            "printers": self.board.rows(),
        }
