# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""[Apply Setting Changes] and restart: some printers hold a change back until then (reference ``remote-ui.md`` 5.6)."""

from __future__ import annotations

import re
import typing as t

from .._remote_ui import links
from .._remote_ui.contents import is_content
from .._remote_ui.errors import Busy, SessionLost, UnexpectedAnswer, UnknownLayout, Unreachable
from .._remote_ui.links import Request
from .._remote_ui.page import Page, text_of
from .._remote_ui.session import Session
from .._remote_ui.text import UNKNOWN_MARK, label_key
from . import questions
from .buttons import is_refresh, ok_button
from .restart import AWAY, BACK, wait_until_away, wait_until_back
from .save_request import native_request, plain_request

NATIVE = "/rps/"
APPLY = "./cnwupdt.cgi?PageFlag=c_nwupdt.tpl&Flag=Init_Data&FuncTypeFlag=Init_Request&Token=&Dummy="
RESTART = "./caboot.cgi?PageFlag=c_rbt.tpl&Flag=Init_Reboot&Token=&Dummy="
# [Apply Setting Changes] in the languages that the reference knows (8)
_APPLY_NAMES = ("applysettingchanges", "\u8a2d\u5b9a\u306e\u53cd\u6620", "\uc124\uc815\ubc18\uc601")
_FRAME = frozenset(["rebootModule", "navigation", "navigationWrapper", "tmpFooter"])
_RESTART = re.compile(
    r"\b(?:restart|reboot|power[- ]cycl)|\b(?:turn|switch)(?:ed|ing)?\b[^.]{0,40}\boff\b[^.]{0,20}\b(?:and|then)\b[^.]{0,20}\bon\b"
    r"|\bnext time\b[^.]{0,40}\bturned on\b",
    re.I,
)
_NO_RESTART = re.compile(
    r"no restart|not (?:need|require|have) to (?:be )?restart|without (?:a )?restart|(?:do not|never) (?:turn|switch|restart|reboot)",
    re.I,
)
_AGREES = ("OK", "Yes", "Apply", "Execute", "Restart")
APPLY_TEXTS, RESTART_TEXTS = ("Apply Setting Changes",), ("Restart Device", "Restart")


def visible_texts(page: Page) -> t.List[str]:
    """The sentences of a page without its frame, buttons and links."""
    found: t.List[str] = []
    for element in page.root.iter(
        "p", "div", "td", "th", "li", "span", "dd", "h2", "h3", "h4", "h5", "strong", "em", "font", "b"
    ):
        if any(
            ancestor.get("id") in _FRAME or ancestor.tag in ("fieldset", "a", "button")
            for ancestor in [element, *element.iterancestors()]
        ):
            continue
        if not any(True for _child in element.iterchildren("div", "table", "p", "ul", "form", "dl")):
            text = text_of(element)
            if text and UNKNOWN_MARK not in text:
                found.append(text)
    return found


def is_held_back(*pages: t.Optional[Page]) -> bool:
    """Whether a page says that changes need [Apply Setting Changes]."""
    return any(name in label_key(text) for text in _texts_of(pages) for name in _APPLY_NAMES)


def demands_restart(*pages: t.Optional[Page]) -> bool:
    """Whether a page says that the printer must be restarted."""
    return any(_RESTART.search(text) and not _NO_RESTART.search(text) for text in _texts_of(pages))


def _texts_of(pages: t.Iterable[t.Optional[Page]]) -> t.Iterator[str]:
    for page in pages:
        if page is not None:
            yield from visible_texts(page)


def _command_page(session: Session, page: Page, fallback: str, texts: t.Sequence[str]) -> Page:
    """The confirmation page behind one of the two buttons of the left column.

    :param fallback: its known address, below ``/rps/`` whatever page it stands on. :param texts: what the button is called.
    """
    screen, name = texts[0], fallback[2:].partition("?")[0]
    match = re.search(
        r"[\"']([\w:./\[\]-]{0,100}?" + name + r"[^\"'<>\s\\]{0,300})\\?[\"']", page.source
    )  # the quotes may be escaped
    # an address put together by script ends where the script goes on; the known one is complete
    address = match.group(1).replace("&amp;", "&") if match and "Flag=" in match.group(1) else ""
    request = None if address else _by_button(page, texts)
    if request is not None and request.method == "POST":
        return session.submit(request, page, screen)
    if request is not None:
        return session.read(request.full_address, screen)
    address = address or fallback
    if address.startswith((".", name)):
        address = NATIVE + address.removeprefix("./")
    if address.endswith("Dummy="):
        address += links.milliseconds()
    if page.token and "Token=" in address:
        address = re.sub(r"Token=\d*", "Token=" + page.token, address)
    return session.read(page.absolute(address), screen)


def _by_button(page: Page, texts: t.Sequence[str]) -> t.Optional[Request]:
    """What a link or button of that name does, where the page has one."""
    for element in links.find_clickable(page.with_written, texts):
        request = links.resolve(page.with_written, element)
        if request is not None:
            request.writes = request.method == "POST"
            return request
    return None


def _confirm(session: Session, page: Page, screen: str) -> t.Optional[Page]:
    """Press OK on a confirmation page; None where the page has none (the printer acted at once)."""
    shown = page if ok_button(page) is not None else page.with_written
    if ok_button(shown) is None:
        return _confirm_by_link(session, page, screen)
    native = page.native_form
    request: t.Optional[Request]
    if native is not None:
        request = native_request(page, native, {})
    else:
        form = shown.form_of(ok_button(shown)) or (shown.forms[0] if len(shown.forms) == 1 else None)
        request = plain_request(shown, form, {}) if form is not None else links.resolve(shown, ok_button(shown))
    if request is None:
        raise UnknownLayout(
            "The confirmation page cannot be answered",
            screen=screen,
            address=page.path,
            seen=visible_texts(page)[:5],
            remedy="Press the button once in a browser, and send a capture of this page",
        )
    request.writes = True
    return session.submit(request, page, screen)


def _confirm_by_link(session: Session, page: Page, screen: str) -> t.Optional[Page]:
    """Follow the link of a confirmation page that has no button; None where it has no such link either."""
    shown = page.with_written
    found = [
        element
        for text in _AGREES
        for element in links.find_clickable(shown, [text])
        if not is_refresh(shown, element) and is_content(element)
    ]
    request = links.resolve(shown, found[0]) if found else None
    if request is None:
        return None
    request.writes = True
    return session.submit(request, page, screen)


def apply_changes(session: Session, page: Page) -> Page:
    """Press [Apply Setting Changes] once.

    :param page: a native page just read: its token is used.
    :returns: what the printer says of it last.
    """
    confirmation = _command_page(session, page, APPLY, APPLY_TEXTS)
    answer: t.Optional[Page] = None
    try:
        answer = _confirm(session, confirmation, APPLY_TEXTS[0])
        if answer is not None:
            answer = questions.say_yes(session, answer, confirmation, APPLY_TEXTS[0])
    except (Unreachable, Busy, SessionLost) as error:
        # the printer may start its network anew; whether the change is in effect is proved by reading it
        session.connection.log(f"after Apply Setting Changes: {error.kind}")
        wait_until_back(session, page.address, AWAY)
    return answer if answer is not None else confirmation


def restart(session: Session, page: Page) -> bool:
    """Restart the device and wait until the Remote UI is back.

    :returns: whether it was seen to go away.
    :raises NotConfirmed: it did not come back in time; it may still be starting.
    """
    confirmation = _command_page(session, page, RESTART, RESTART_TEXTS)
    try:
        answer = _confirm(session, confirmation, RESTART_TEXTS[0])
        if answer is not None:
            questions.say_yes(session, answer, confirmation, RESTART_TEXTS[0], allow_more=True)
    except (Unreachable, Busy, SessionLost, UnexpectedAnswer) as error:
        session.connection.log(f"after Restart Device: {error.kind}")
    went_away = wait_until_away(session, page.address)
    wait_until_back(session, page.address, BACK)
    return went_away
