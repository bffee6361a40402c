# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""[Register/Update Software] > [Distributed Update] > [Confirm New Firmware]: what the printer says of new firmware.

Only the path and the address of the entry are known (reference ``remote-ui.md`` 12). Nothing here starts an update.
"""

from __future__ import annotations

import typing as t
from urllib.parse import urlsplit

from .._remote_ui import links
from .._remote_ui.errors import NotPermitted, RefusedForm, UnexpectedAnswer
from .._remote_ui.links import Request
from .._remote_ui.page import Page
from .._remote_ui.session import Session
from . import firmware_pages as pages
from . import menus, restart, wizard
from .fields import Screen
from .firmware_pages import Step
from .firmware_words import Words
from .opening import find_row, not_offered

FIRMWARE = Screen(
    key="firmware",
    titles=("Register/Update Software", "Register / Update Software", "Register/Update Firmware"),
    menus=(menus.LICENSE,),
    marks=("/nis/",),
    path="Settings/Registration > License/Other > Register/Update Software",
)
ADDRESS = "/nis/?portalLang=en&disp=lic_menu"
CHECK_SECONDS = 300.0  # that the printer may take to ask for new firmware
CHECK_STEP = 3.0
_DEPTH = 6  # pages between the menu and the answer


def words_of(session: Session) -> Words:
    return Words(session.connection.labels)


def entry_address(session: Session) -> str:
    """Address of [Register/Update Software].

    :raises NotPermitted: not for this account. :raises NotOffered: the printer's menu does not have it.
    """
    row = find_row(session, FIRMWARE)
    if row is not None:
        return row.address
    menu = session.menu
    if menu.is_administrator is False:
        raise NotPermitted(
            "The account may not see the firmware screen",
            screen=FIRMWARE.path,
            seen=[f"privileges of the account: {', '.join(menu.privileges()) or 'none'}"],
            remedy="Use an account with the role Administrator",
        )
    if menu.rows and menu.is_administrator:
        raise not_offered(session, FIRMWARE, menu)
    return ADDRESS


def look(session: Session, ask: bool) -> Step:
    """Go to the firmware pages and see what they say.

    :param ask: also press [Confirm New Firmware], which makes the printer ask for new firmware. It loads nothing by that.
    :raises NotPermitted, NotOffered: see :func:`entry_address`. :raises UnknownLayout: a page is not understood.
    """
    words = words_of(session)
    step = open_step(session, Request("GET", entry_address(session)), None, before=True)
    pressed: t.Set[str] = set()
    doubt = ""
    for _page in range(_DEPTH):
        doubt = step.doubt = step.doubt or doubt
        if step.kind == pages.CHECKING:
            step = wait_for_answer(session, step)
            step.doubt = step.doubt or doubt
        if step.page is None or step.kind not in (
            pages.MENU,
            pages.UNKNOWN,
            pages.FINISHED,
            pages.FAILED,
            pages.LATEST,
        ):
            return step
        if "confirm" in pressed and step.kind != pages.MENU:
            return step
        name, element = _way_on(step.page, words, pressed)
        if element is None or name == "confirm" and not ask:
            return step
        request = wizard.press(step.page, element)
        if request is None:
            raise pages.unknown(step, f"What [{wizard.name_of(element)}] does cannot be read from the page")
        pressed.add(name)
        step = open_step(session, request, step.page, before=name != "confirm")
    step.doubt = step.doubt or doubt
    return step


def _way_on(page: Page, words: Words, pressed: t.Set[str]) -> t.Tuple[str, t.Any]:
    for name in ("confirm", "distributed"):
        element = wizard.find(page, words.buttons(name)) if name not in pressed else None
        if element is not None:
            return name, element
    return "", None


def open_step(session: Session, request: Request, page: t.Optional[Page], before: bool = False) -> Step:
    """Follow a link or button that only shows something; the printer's notices are steps, too."""
    words = words_of(session)
    try:
        if page is None or request.method == "GET" and not request.fields:
            found = session.read(request.address, FIRMWARE.path)
        else:
            found = session.submit(request, page, FIRMWARE.path)
    except (RefusedForm, UnexpectedAnswer) as error:
        if not error.seen or page is None and error.kind == UnexpectedAnswer.kind:
            raise
        return pages.of_error(error, words)
    step = pages.read(found, words, before)
    step.readable = is_readable(request, found)
    return step


def is_readable(request: Request, page: Page) -> bool:
    """Whether the address of a page shows the page: it was read, or a form led to another address."""
    return request.method == "GET" or urlsplit(request.address).path != page.path


def wait_for_answer(session: Session, step: Step) -> Step:
    """Until the printer has asked for new firmware."""
    end = restart.clock() + CHECK_SECONDS
    while step.kind == pages.CHECKING and restart.clock() < end:
        restart.pause(CHECK_STEP)
        step = again(session, step)
    return step


def again(session: Session, step: t.Optional[Step]) -> Step:
    """Look once more at a page that changes by itself, the way the page does it; else come in from the menu. Starts nothing."""
    request = _again_request(step, step.page, words_of(session)) if step is not None and step.page is not None else None
    if request is None or step is None:
        return look(session, ask=False)
    try:
        found = open_step(session, request, step.page)
    except UnexpectedAnswer:  # an address that only takes what a form sends
        return look(session, ask=False)
    return found if found.kind not in (pages.UNKNOWN, pages.MENU) else look(session, ask=False)


def _again_request(step: Step, page: Page, words: Words) -> t.Optional[Request]:
    onward = links.onward(page)
    if onward is not None and "logout" not in onward:
        return Request("GET", onward)
    if _reloads_itself(page):
        return Request("GET", page.address)
    element = wizard.find(page, words.buttons("refresh"))
    request = wizard.press(page, element) if element is not None else None
    return request or (Request("GET", page.address) if step.readable else None)


def _reloads_itself(page: Page) -> bool:
    return any((meta.get("http-equiv") or "").lower() == "refresh" for meta in page.root.iter("meta"))
