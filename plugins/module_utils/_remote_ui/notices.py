# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The printer's notices, all sent with HTTP status 200 (reference ``remote-ui.md`` 5.5, 7.3 to 7.5)."""

from __future__ import annotations

import re
import typing as t
from urllib.parse import urlsplit

from . import links, script
from .errors import RefusedForm, RemoteUIError, SessionLost, UnexpectedAnswer
from .page import Page, is_hidden, text_of
from .text import label_key, shorten, squeeze, without_tags

_LOST_TITLES = ("cannotopenthispage",)
_LOST_TARGETS = ("_top.htm",)
_LOST_WORDS = re.compile(
    r"\b(?:session|login)\b(?!\.\w).{0,40}\b(?:expired|timed? ?-?out|invalid|ended|terminated)|\blog ?in again\b", re.I
)
_ENTRIES = ("/", "/login", "/_top.htm", "/rps/", "/rps/_top.htm")  # where a page leads that has lost the login
_ALERT = re.compile(r"""\balert\(\s{0,4}(["'])([^"'<>\\\n]{4,300})\1\s{0,4}\)""")


def messages(page: Page) -> t.List[str]:
    """The texts of the message block (``Glitch``); where a script picks between two, both."""
    found: t.List[str] = []
    for name in ("MainMessage", "SubMessage"):
        for element in page.by_class(name):
            if any("Glitch" in (around.get("class") or "").split() for around in element.iterancestors()):
                found.extend(_texts(element))
    return [shorten(text) for text in dict.fromkeys(found) if text]


def _texts(element: t.Any) -> t.List[str]:
    text = text_of(element)
    texts = [text] if text else []
    for code in element.iter("script"):
        for token in script.tokenize(code.text or ""):
            if token.kind == "string":
                literal = without_tags(script.unquote(token.text))
                if " " in literal or len(literal) > 12:
                    texts.append(literal)
    return texts


def is_session_lost(page: Page) -> bool:
    """The page that every address under ``/rps/`` answers without a valid ``iR``: no form, a message block, back to
    ``_top.htm``.
    """
    if any(title in label_key(page.title) for title in _LOST_TITLES):
        return True
    if page.forms or len(page.source) > 20_000:
        return False
    if page.by_class("Glitch"):
        return any(target in page.source for target in _LOST_TARGETS)
    return _has_lost_login(page)


def _has_lost_login(page: Page) -> bool:
    """A page of its own that says so, or that has nothing to say and leads to the login."""
    body = next(page.root.iter("body"), None)
    text = text_of(body) if body is not None else ""
    is_bare = not any(True for _element in page.root.iter("table", "label", "dl"))  # what shows values is a screen
    if is_bare and len(text) < 400 and any(_LOST_WORDS.search(said) for said in (page.title, text)):
        return True
    # the first address of a printer may be no more than the way to the others
    forward = links.sure_forward(page) if not text and page.path != "/" else None
    return forward is not None and urlsplit(forward.address).path in _ENTRIES


def alerts(page: Page) -> t.List[str]:
    """Texts that the page's script shows in a box of its own."""
    return [shorten(text) for _quote, text in _ALERT.findall(page.source)]


def told(page: Page) -> t.List[str]:
    """What a page says that is no screen: its message block, else its alerts, its title and how it begins."""
    body = next(page.root.iter("body"), page.root)
    texts = messages(page) or [*alerts(page), page.title, shorten(text_of(body), 200)]
    return [text for text in dict.fromkeys(texts) if text]


def is_error_page(page: Page) -> bool:
    """The page titled "Settings/Registration Error": a message block and only the way back to the top."""
    form = page.form("SUBMIT_FORM")
    return bool(page.by_class("Glitch")) and form is not None and "_top.htm" in form.action


def is_refusal(page: Page) -> bool:
    return page.form("ERR_SUBMIT_FORM") is not None and bool(page.by_class("Glitch"))


def _is_shown(page: Page) -> bool:
    """Whether there is a message block that is not kept hidden for another time."""
    blocks = page.by_class("Glitch")
    return any(not any(map(is_hidden, [block, *block.iterancestors()])) for block in blocks)


def problem(page: Page, screen: t.Optional[str] = None) -> t.Optional[RemoteUIError]:
    """The error that a page stands for; None for an ordinary page."""
    if is_session_lost(page):
        return SessionLost(
            "The printer ended the session (it says: Cannot open this page)", screen=screen, address=page.path
        )
    seen = messages(page)
    if is_refusal(page):
        return RefusedForm(
            "The printer refused the settings",
            screen=screen or squeeze(page.title),
            address=page.path,
            seen=seen,
            remedy=RefusedForm.in_browser,
        )
    if is_error_page(page) or (_is_shown(page) and seen):
        return UnexpectedAnswer(
            "The printer shows an error page", screen=screen or squeeze(page.title), address=page.path, seen=seen
        )
    return None
