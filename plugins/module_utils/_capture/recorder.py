# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.
"""What was sent and answered, in order; kept in memory until it is masked."""

from __future__ import annotations

import dataclasses
import re
import typing as t
from urllib.parse import urlsplit

from .._remote_ui import login, notices
from .._remote_ui.errors import RemoteUIError
from .._remote_ui.page import Page
from .._remote_ui.transport import Answer, to_page

LOGIN, PORTAL, LOST = "login page", "portal", "session lost"
_VARYING = re.compile(r"(?<=[?&])(Dummy|Token)=[^&]*")
_TEXT = re.compile(r"text/|html|xml|javascript|json", re.I)
MAX_PAGES = 200


@dataclasses.dataclass
class Recorded:
    """One answer. ``address`` is path and query; ``body`` is None where it is no text (pictures)."""

    what: str
    method: str
    address: str
    status: int
    headers: t.List[t.Tuple[str, str]]
    body: t.Optional[str]
    page: t.Optional[Page]

    @property
    def title(self) -> str:
        return self.page.title if self.page is not None else ""


class Recorder:
    """Takes down every answer of a session; ``what`` says what is being read."""

    def __init__(self) -> None:
        self.what = "entry"
        self.recorded: t.List[Recorded] = []
        self._known: t.Dict[t.Tuple[str, str, int, str], Recorded] = {}

    def observe(self, method: str, answer: Answer) -> None:
        """Called by the transport. The same answer to the same address is kept once, the later one."""
        if len(self.recorded) >= MAX_PAGES or urlsplit(answer.address).path == "/logout":
            return
        page = body = None
        if not answer.body or _TEXT.search(answer.headers.get("Content-Type", "html")):
            try:
                page = to_page(answer)
                body = page.source
            except RemoteUIError:
                body = answer.body.decode("utf-8", "replace")
        parts = urlsplit(answer.address)
        address = still(parts.path + ("?" + parts.query if parts.query else ""))
        what = self._recognised(page) or self.what
        entry = Recorded(what, method, address, answer.status, _headers(answer.headers), body, page)
        before = self._known.get((method, address, answer.status, what if what in (LOGIN, LOST) else ""))
        if before is not None:
            before.headers, before.body, before.page = entry.headers, entry.body, entry.page
            return
        self._known[(method, address, answer.status, what if what in (LOGIN, LOST) else "")] = entry
        self.recorded.append(entry)

    def adopt(self, page: Page) -> None:
        """Keep the session's own reading of a page, so that it is not read twice."""
        for entry in reversed(self.recorded):
            if entry.page is not None and entry.page.source == page.source:
                entry.page = page
                return

    @staticmethod
    def _recognised(page: t.Optional[Page]) -> t.Optional[str]:
        if page is None:
            return None
        if login.identify(page) is not None:
            return LOGIN
        if notices.is_session_lost(page):
            return LOST
        return PORTAL if login.is_portal(page) else None


def still(address: str) -> str:
    """The address without what differs each time: the cache buster is left out, the token is emptied."""
    address = _VARYING.sub(lambda match: "Token=" if match.group(1) == "Token" else "", address)
    return re.sub(r"&{2,}", "&", address).replace("?&", "?").rstrip("?&")


def _headers(headers: t.Any) -> t.List[t.Tuple[str, str]]:
    """Names and values; cookies one by one, which the HTTP library joins with commas."""
    found: t.List[t.Tuple[str, str]] = []
    for name, value in headers.items():
        values = re.split(r", (?=[\w.-]+=)", value) if name.lower() == "set-cookie" else [value]
        found += [(str(name), str(one)) for one in values]
    return found
