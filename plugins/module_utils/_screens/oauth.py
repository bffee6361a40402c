# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""[OAuth 2.0 (Microsoft) Settings]: the status page, and the page [Edit Basic Settings] behind it.

Addresses and field names are unknown; labels and texts are those of the manual and of the procedure (reference ``remote-ui.md`` 10).
"""

from __future__ import annotations

import re
import typing as t

from .._remote_ui import links
from .._remote_ui.controls import Control
from .._remote_ui.errors import NotPermitted, UnknownLayout
from .._remote_ui.menu import Menu, read_rows
from .._remote_ui.page import Page, text_of
from .._remote_ui.session import Session
from .._remote_ui.text import shorten, squeeze
from . import menus
from .arriving import EDIT_TEXTS, behind_edit, read_screen
from .fields import SWITCH, TEXT, Field, Screen, taught
from .opening import address_of, find_row, menu_was_read
from .view import View

_ENDPOINT = (
    "Microsoft Entra ID Authorization Server Endpoint",
    "Entra ID Authorization Server Endpoint",
    "Azure Active Directory Authorization Server Endpoint",
    "Microsoft Azure Active Directory Authorization Server Endpoint",
    "Azure AD Authorization Server Endpoint",
    "Microsoft Azure AD Authorization Server Endpoint",
    "Authorization Server Endpoint",
)
_SIGN_IN = (
    "Microsoft Entra ID Authorization Endpoint",
    "Entra ID Authorization Endpoint",
    "Azure Active Directory Authorization Endpoint",
    "Microsoft Azure Active Directory Authorization Endpoint",
    "Azure AD Authorization Endpoint",
    "Microsoft Azure AD Authorization Endpoint",
    "Authorization Endpoint",
)
_ENABLED = ("Use OAuth 2.0 (Microsoft)", "Use OAuth 2.0", "OAuth 2.0 (Microsoft)", "Use OAuth2.0 (Microsoft)")
_VERIFY = ("Verify Server Certificate", "Verify Certificate", "Confirm Server Certificate")
_VERIFY_CN = ("Add CN to Verification Items", "Add CN to Verification")
TITLES = (
    "OAuth 2.0 (Microsoft) Settings",
    "OAuth 2.0 Settings (Microsoft)",
    "OAuth 2.0 (Microsoft)",
    "OAuth 2.0 (Microsoft Entra ID) Settings",
    "OAuth 2.0 (Azure AD) Settings",
    "OAuth 2.0 (Azure Active Directory) Settings",
    "OAuth 2.0 Settings",
    "OAuth Settings",
)
_PATH = "Settings/Registration > Send > OAuth 2.0 (Microsoft) Settings"

STATUS = Screen(
    key="oauth",
    titles=TITLES,
    like=re.compile(r"^(?!.*google)(?=.*\boauth)(?=.*(?:microsoft|entra|azure))", re.I),
    menus=(menus.SEND,),
    neighbours=menus.SEND_ROWS,
    path=_PATH,
    fields=(
        Field("enabled", SWITCH, _ENABLED, written=False),
        Field("verify_server_certificate", SWITCH, _VERIFY, written=False),
        Field("verify_cn", SWITCH, _VERIFY_CN, written=False),
        Field("endpoint", TEXT, _ENDPOINT, written=False),
        Field("connection_status", TEXT, ("Server Connection Status", "Connection Status"), written=False),
        Field("message", TEXT, ("Message",), written=False),
        Field("verification_uri", TEXT, _SIGN_IN, written=False),
        Field("user_code", TEXT, ("User Code",), written=False),
        Field(
            "user_code_expires_in", TEXT, ("User Code Expires In", "User Code Expires in", "Expires In"), written=False
        ),
        Field("token_status", TEXT, ("Token Status",), written=False),
        Field("last_updated", TEXT, ("Last Updated",), written=False),
    ),
)
EDIT = Screen(
    key="oauth",
    titles=("Edit Basic Settings",),
    path=_PATH + " > Edit",
    fields=(
        Field("enabled", SWITCH, _ENABLED),
        Field("verify_server_certificate", SWITCH, _VERIFY),
        Field("verify_cn", SWITCH, _VERIFY_CN),
        Field("endpoint", TEXT, _ENDPOINT, limit=255),
    ),
)
SETTINGS = tuple(field.name for field in EDIT.fields)
_EDIT_TEXTS = (EDIT_TEXTS[0], "Edit Basic Settings", *EDIT_TEXTS[1:], "Settings")


def is_offered(session: Session) -> t.Optional[bool]:
    """Whether the printer's menu has the OAuth row: the feature test (reference 10.7).

    None where that cannot be told: the account lacks the privilege to see the row, the menu [Send] could not be read, or it is in
    a language in which the row's title is not known.
    """
    try:
        row = find_row(session, STATUS)
    except NotPermitted:
        return True
    if row is not None:
        return True
    menu = session.menu
    return None if menu.is_administrator is False or not menu_was_read(menu, STATUS) or menu.is_foreign else False


def open_status(session: Session) -> View:
    """Read the status page.

    :raises NotOffered, NotPermitted, UnknownLayout: see there.
    """
    address = session.notes.get("oauth_address") or address_of(session, STATUS)
    view = View(STATUS, read_screen(session, address, STATUS.path), session.connection.labels)
    inner = _below(session, view, address)
    if inner is not None:
        address = inner
        view = View(STATUS, read_screen(session, address, STATUS.path), session.connection.labels)
    if not any(view.has(name) for name in ("token_status", "connection_status", "enabled")):
        raise _nothing_known(view)
    if view.awaits_values:
        raise view.fetched()
    session.notes["oauth_address"] = address
    return view


def _below(session: Session, view: View, address: str) -> t.Optional[str]:
    """The address of the screen where the row with its title only leads to another menu (Google, Microsoft)."""
    if any(view.has(field.name) for field in STATUS.fields):
        return None
    rows = [row for row in read_rows(view.page) if row.address and row.address.split("#")[0] != address]
    found = Menu(rows=rows).find(taught(view.taught, "oauth.title") + STATUS.titles, (), STATUS.like)
    return found[0].address if len({row.address for row in found}) == 1 else None


def _nothing_known(view: View) -> UnknownLayout:
    """The error for a page of which no label is known; with the way to [Edit Basic Settings], which is the next obstacle."""
    error = view.missing(["enabled", "connection_status", "token_status"])
    texts = taught(view.taught, "oauth.edit") + _EDIT_TEXTS
    if not links.find_clickable(view.page.with_written, texts):
        error.seen.append("links and buttons: " + ", ".join(f'"{name}"' for name in _clickables(view.page)))
        error.remedy = (error.remedy or "").rstrip("}") + (
            ', oauth.edit: "<the text of the link or button that leads to these settings>"}'
        )
    return error


def open_edit(session: Session, status: View) -> View:
    """The page behind [Edit...] of the basic settings; the status page itself where the controls stand there.

    :raises UnknownLayout: no way to it was found on the status page.
    """
    here = View(EDIT, status.page, session.connection.labels)
    if here.control("enabled") is not None and not _is_readonly(here.control("enabled")):
        return here
    page = status.page
    view = behind_edit(session, page, EDIT, "enabled", _EDIT_TEXTS)
    if view is not None:
        return view
    raise UnknownLayout(
        "The page shows no [Edit] that leads to the basic settings",
        screen=page.title or STATUS.path,
        address=page.path,
        seen=["links and buttons: " + ", ".join(f'"{name}"' for name in _clickables(page))],
        remedy='If one of these is the right one, set canon_labels: {oauth.edit: "<its text>"}; otherwise send a capture of this screen',
    )


def _is_readonly(control: t.Optional[Control]) -> bool:
    return control is None or control.disabled or control.element.get("readonly") is not None


def _clickables(page: Page) -> t.List[str]:
    names = [
        element.get("value") if element.tag == "input" else text_of(element)
        for element in page.with_written.root.iter("a", "button", "input")
    ]
    return [shorten(squeeze(name), 60) for name in dict.fromkeys(names) if squeeze(name)][:30]
