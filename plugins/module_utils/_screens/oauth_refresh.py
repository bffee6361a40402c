# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The OAuth status page as it is now: its refresh icon, told from a button that saves (reference ``remote-ui.md`` 7.2, 10.1)."""

from __future__ import annotations

import re
import typing as t
from urllib.parse import parse_qsl, urlsplit

from .._remote_ui import links
from .._remote_ui.page import Page, text_of
from .._remote_ui.session import Session
from .oauth import STATUS, open_status
from .showing import only_shows
from .view import View

_REFRESH_TEXTS = (
    "Refresh",
    "Reload",
    "Update",
    "Refresh Icon",
    "Update Icon",
    "Update Display",
    "Refresh Display",
    "Update Status",
    "Refresh Status",
    "Last Updated",
    "\u21bb",
    "\u27f3",
)
_REFRESH_MARK = re.compile(
    r"bh_updt|refresh|reload", re.I
)  # bh_updt.gif is the icon of the native pages (reference 7.2)
_MORE = re.compile(
    r"token|(?<!o)auth|code|renew|acqui|obtain|issue|delete|clear|cancel", re.I
)  # what else a button can make anew


def look(session: Session) -> View:
    """The status page as it is now: with the icon beside [Last Updated] pressed where the page has one (reference 10.1).

    A printer may keep an old state, settings and all, until its own refresh is pressed, whatever "Last Updated" says. An icon
    that only asks for the same page once more is not pressed.
    """
    view = open_status(session)
    request = _refresh_request(view.page)
    if request is None or (request.method == "GET" and _asked(request.full_address) == _asked(view.page.address)):
        return view
    again = View(STATUS, session.act(request, view.page, STATUS.path), session.connection.labels)
    return again if again.has("token_status") else view


def _asked(address: str) -> t.Tuple[str, t.List[t.Tuple[str, str]]]:
    """Path and query of an address, without what only keeps caches away or is new on every page."""
    parts = urlsplit(address)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    return parts.path, sorted(pair for pair in pairs if pair[0] not in ("Dummy", "Token"))


def _refresh_request(page: Page) -> t.Optional[links.Request]:
    """What the refresh icon does (``#tmpReload``, or a link called so)."""
    holder = page.by_id("tmpReload")
    if holder is None:
        holder = page.with_written.by_id("tmpReload")
    holders = [] if holder is None else [holder]
    anchors = [anchor for holder in holders for anchor in holder.iter("a", "input", "button")]
    anchors += links.find_clickable(page, _REFRESH_TEXTS)
    anchors += [
        element for element in page.root.xpath("//a|//input|//button|//*[@onclick]") if _has_refresh_mark(element)
    ]
    for anchor in anchors:
        request = links.resolve(page, anchor)
        if request is not None and only_shows(page, request):  # a button [Update] may be the one that saves
            return request
    return None


def _has_refresh_mark(element: t.Any) -> bool:
    """Whether the name of its picture, or its own, says that it loads the page again; it may have no text at all."""
    parts = [element, *element.iter("img")]
    names = [part.get(key) or "" for part in parts for key in ("id", "class", "name", "src")]
    told = [
        *(part.get(key) or "" for part in parts for key in ("id", "class", "name", "value", "title", "alt")),
        text_of(element),
    ]
    return any(map(_REFRESH_MARK.search, names)) and not any(map(_MORE.search, told))
