# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The pages that the Status Monitor lists (reference ``remote-ui.md`` 6.1, 6.2: tile and numbers; how its menu is written is unknown).

A menu is read by its structure: a link with its text and the heading above, or, in a script, a title that stands beside an address in the
same brackets, with the title of the brackets around as heading.
"""

from __future__ import annotations

import typing as t

from .._remote_ui import links
from .._remote_ui.handlers import looks_like_address
from .._remote_ui.page import Page, text_of
from .._remote_ui.script import Token, unquote
from .._remote_ui.session import Session
from .._remote_ui.text import label_key, squeeze, without_colon

TILE = "/sysmonitor"
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "legend", "dt"])
_LONGEST = 80  # characters of a title
_MOST = 600


class Entry(t.NamedTuple):
    """A page by the title under which it is listed; ``group`` is the heading above, empty where there is none."""

    title: str
    group: str
    address: str

    def is_called(self, title: str) -> bool:
        """Whether this is ``title``, or, for ``Group > Title``, that title below that heading."""
        group, below, own = title.rpartition(" > ")
        if not below:
            return label_key(self.title) == label_key(title)
        return label_key(self.title) == label_key(own) and label_key(self.group) == label_key(group)


def open_monitor(session: Session, screen: str) -> Page:
    """The first page of the Status Monitor: through its tile, which opens the native side anew (reference 3)."""
    session.settings()  # else opening it later would end what the tile opens
    page = session.read(TILE, screen)
    forward = links.forward_of(page)
    return page if forward is None else session.read(forward, screen)


def entries(page: Page) -> t.List[Entry]:
    """Everything that a page leads to by opening an address, in the order of the page."""
    found = [*_linked(page.with_written), *_listed(page)]
    return list(dict.fromkeys(found))[:_MOST]


def _linked(page: Page) -> t.Iterator[Entry]:
    group = ""
    for element in page.root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in _HEADINGS or "GroupTitle" in (element.get("class") or "").split():
            group = without_colon(text_of(element))
        elif element.tag == "a":
            title = text_of(element)
            request = links.resolve(page, element) if 0 < len(title) <= _LONGEST else None
            if request is not None and request.method == "GET":
                yield Entry(title, group, request.address)


def _listed(page: Page) -> t.Iterator[Entry]:
    for tokens in page.definitions.tokens:
        yield from _in_brackets(page, tokens)


def _in_brackets(page: Page, tokens: t.Sequence[Token]) -> t.Iterator[Entry]:
    opened: t.List[t.List[str]] = [[]]
    for position, (kind, text) in enumerate(tokens):
        if kind == "string":
            if not _is_key(tokens, position):
                opened[-1].append(squeeze(unquote(text)))
        elif kind == "op" and text in ("(", "[", "{"):
            opened.append([])
        elif kind == "op" and text in (")", "]", "}") and len(opened) > 1:
            texts = opened.pop()
            addresses = [found for found in texts if looks_like_address(found) and ("?" in found or ".cgi" in found)]
            title = _title(texts)
            if len(set(addresses)) == 1 and title:
                group = next(filter(None, map(_title, reversed(opened))), "")
                yield Entry(title, group, page.absolute(addresses[0]))


def _is_key(tokens: t.Sequence[Token], position: int) -> bool:
    """``{"title": …}``: a name and no text."""
    behind = tokens[position + 1].text if position + 1 < len(tokens) else ""
    return behind == ":" and position > 0 and tokens[position - 1].text in ("{", ",")


def _title(texts: t.Sequence[str]) -> str:
    """The first text that a person could read."""
    for text in texts:
        if 0 < len(text) <= _LONGEST and any(map(str.isalpha, text)) and not any(mark in text for mark in "<>=?/{}"):
            return without_colon(text)
    return ""
