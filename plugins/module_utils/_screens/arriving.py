# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Arriving at a screen: behind pages that only lead there, and behind [Edit]."""

from __future__ import annotations

import re
import typing as t

from .._remote_ui import links
from .._remote_ui.contents import headings
from .._remote_ui.page import Page, text_of
from .._remote_ui.session import Session
from . import wizard
from .fields import Screen, taught
from .showing import only_shows
from .view import View

_FORWARDS = 3
_MAY_SAVE = frozenset(["change", "settings"])  # a button of that name may just as well be the one that saves
FOREIGN = re.compile(r"^(?!.*microsoft).*google", re.I | re.S)  # the sibling screen (reference 10.5)
EDIT_TEXTS = ("Edit", "\u7de8\u96c6", "Change")


def read_screen(session: Session, address: str, path: str) -> Page:
    return arrive(session, session.read(address, path), path)


def arrive(session: Session, page: Page, path: str) -> Page:
    """The screen itself, where a printer first sends a page that only leads there."""
    for _hop in range(_FORWARDS):
        request = links.sure_forward(page)
        if request is None or not only_shows(page, request):
            break
        page = session.act(request, page, path)
    return page


def behind_edit(
    session: Session, page: Page, screen: Screen, name: str, texts: t.Sequence[str] = EDIT_TEXTS
) -> t.Optional[View]:
    """The page with the controls behind a page that only shows the values; None where no link or button leads to it.

    Nothing is pressed that could do more than show a page.

    :param name: a field that must have a control there. :param texts: what the link is called.
    """
    texts = [*taught(session.connection.labels, f"{screen.key}.edit"), *texts]
    for shown in dict.fromkeys((page, page.with_written)):
        for element in (element for text in texts for element in links.find_clickable(shown, [text])):
            request = links.resolve(shown, element)
            if request is None or not only_shows(page, request) or is_foreign(element):
                continue
            is_open = request.method == "GET" or dict(request.fields).get("Flag")
            if not is_open and wizard.name_of(element).strip(" .[]").casefold() in _MAY_SAVE:
                continue
            found = arrive(session, session.act(request, page, screen.path), screen.path)
            view = View(screen, found, session.connection.labels)
            if view.control(name) is not None and not FOREIGN.search(" ".join(headings(found))):
                return view
    return None


def is_foreign(element: t.Any) -> bool:
    """Whether an element stands in a section of the sibling screen: the heading before it is Google's."""
    before = element.xpath(
        "preceding::*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::legend or self::caption][1]"
    )
    return any(FOREIGN.search(text_of(one)) for one in before)
