# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""[Network Settings - E-Mail/I-Fax Settings]: the mail server, and the SMTP port, which may be on a screen of its own.

The address of the mail screen is captured, its field names are unknown, the labels are expected ones (reference ``remote-ui.md`` 9.1).
"""

from __future__ import annotations

import re
import typing as t

from .._remote_ui.errors import NotOffered, RemoteUIError, UnknownLayout
from .._remote_ui.menu import Row
from .._remote_ui.session import Session
from . import menus
from .arriving import behind_edit, read_screen
from .fields import NUMBER, SECRET, SWITCH, TEXT, Field, Screen
from .opening import open_view
from .view import View

MAIL = Screen(
    key="mail",
    titles=(
        "Network Settings - E-Mail/I-Fax Settings",
        "Network Settings - E-Mail Settings",
        "E-Mail/I-Fax Settings",
        "E-Mail Settings",
    ),
    marks=("FuncTypeFlag=EmailAdrs_Page", "cdntwkem.cgi"),
    address="/rps/cdntwkem.cgi?Flag=Init_Data&PageFlag=c_rnet.tpl&FuncTypeFlag=EmailAdrs_Page",
    menus=(menus.SEND,),
    path="Settings/Registration > Send > Network Settings - E-Mail/I-Fax Settings",
    fields=(
        Field(
            "server",
            TEXT,
            ("SMTP Server", "SMTP Server Name", "SMTP Server Address", "SMTP Server (TX)", "SMTP TX Server"),
            limit=48,
        ),
        Field(
            "port",
            NUMBER,
            (
                "SMTP TX Port Number",
                "Port Number (SMTP TX)",
                "SMTP Port Number",
                "SMTP Server Port Number",
                "SMTP Server Port",
                "SMTP Port",
                "SMTP TX Port",
                "SMTP TX",
                "Port Number (SMTP)",
            ),
            follows="server",
            next_to=("Port Number", "Port", "Port No."),
        ),
        Field(
            "email_address",
            TEXT,
            (
                "E-Mail Address",
                "Email Address",
                "E-Mail Address (Sender)",
                "Sender E-Mail Address",
                "Device E-Mail Address",
            ),
            limit=120,
        ),
        Field(
            "tls",
            SWITCH,
            (
                "Allow TLS (SMTP TX)",
                "Allow TLS (SMTP)",
                "Allow TLS for SMTP TX",
                "Use TLS for SMTP TX",
                "Use TLS (SMTP TX)",
                "TLS (SMTP TX)",
                "Allow SSL/TLS (SMTP TX)",
                "Allow SSL (SMTP TX)",
                "Use SSL (SMTP TX)",
                "Allow TLS",
                "Use TLS",
                "Enable TLS",
                "TLS",
                "Allow SSL",
                "Use SSL",
            ),
            beside="server",
        ),
        Field(
            "verify_certificate",
            SWITCH,
            (
                "Confirm TLS Certificate for SMTP TX",
                "Confirm TLS Certificate (SMTP TX)",
                "Confirm SSL Certificate for SMTP TX",
                "Verify TLS Certificate for SMTP TX",
                "Verify Certificate (SMTP TX)",
                "Verify Server Certificate (SMTP TX)",
                "Confirm TLS Certificate",
                "Confirm Certificate",
                "Verify Certificate",
                "Verify Server Certificate",
            ),
            beside="server",
        ),
        Field(
            "verify_cn",
            SWITCH,
            ("Add CN to Verification Items (SMTP TX)", "Add CN to Verification Items"),
            follows="verify_certificate",
        ),
        Field(
            "smtp_auth",
            SWITCH,
            (
                "SMTP Authentication (SMTP AUTH)",
                "SMTP Authentication",
                "SMTP AUTH",
                "Use SMTP Authentication (SMTP AUTH)",
                "Use SMTP Authentication",
                "Use SMTP AUTH",
                "SMTP Authentication (SMTP TX)",
            ),
        ),
        Field(
            "smtp_username",
            TEXT,
            (
                "SMTP AUTH User Name",
                "User Name (SMTP AUTH)",
                "SMTP Authentication User Name",
                "User Name (SMTP)",
                "User Name",
                "User",
            ),
            follows="smtp_auth",
            limit=64,
        ),
        Field(
            "smtp_password_change",
            SWITCH,
            ("Check Password (SMTP AUTH)", "Check Password", "Change Password", "Set Password"),
            follows="smtp_auth",
        ),
        Field(
            "smtp_password",
            SECRET,
            (
                "SMTP AUTH Password",
                "Password (SMTP AUTH)",
                "SMTP Authentication Password",
                "Password (SMTP)",
                "Password",
            ),
            follows="smtp_auth",
            limit=64,
        ),
        Field(
            "smtp_password_confirm",
            SECRET,
            ("Confirm Password (SMTP AUTH)", "Confirm Password", "Confirm", "Re-enter Password", "Password (Confirm)"),
            follows="smtp_password",
        ),
    ),
)

PORTS = Screen(
    key="ports",
    titles=(
        "Port Number Settings",
        "Port Number",
        "Port Settings",
        "Port Numbers",
        "Specify Port Number",
        "Port Number Setting",
        "Set Port Number",
    ),
    menus=(menus.NETWORK, menus.NETWORK_SERVLET),
    path="Settings/Registration > Network Settings > Port Number Settings",
    fields=(
        Field(
            "port",
            NUMBER,
            (
                "SMTP TX",
                "SMTP TX Port Number",
                "SMTP TX Port",
                "Port Number (SMTP TX)",
                "SMTP (TX)",
                "SMTP Send",
                "SMTP TX Port No.",
                "SMTP Port Number",
                "SMTP",
            ),
        ),
    ),
)
_ABOUT_PORTS = re.compile(r"\bports?\b", re.I)
_CANDIDATES = 4


def open_mail(session: Session) -> View:
    view = open_view(session, MAIL)
    if view.control("server") is None:
        view = behind_edit(session, view.page, MAIL, "server") or view
    if view.awaits_values:
        raise view.fetched()
    return view


def port_rows(session: Session) -> t.List[Row]:
    """Menu rows that may hold the SMTP port: by title, then any row about ports."""
    menu = session.settings()
    found: t.List[Row] = []
    for address in ("",) + PORTS.menus:
        if address:
            session.learn_menu(address)
        found = menu.find(PORTS.titles) or [row for row in menu.rows if _ABOUT_PORTS.search(row.title)]
        found = [row for row in found if row.offered is not False and menu.permitted(row)]
        if found:
            break
    return found


def open_port(session: Session, mail: View) -> t.Optional[View]:
    """The screen that shows the SMTP port: the mail screen itself or the network's port screen; None where neither does."""
    if mail.control("port") is not None:
        return mail
    known = session.notes.get("port_address")
    addresses = [known] if known else [row.address for row in port_rows(session)[:_CANDIDATES]]
    for address in addresses:
        try:
            view = View(PORTS, read_screen(session, address, PORTS.path), session.connection.labels)
        except RemoteUIError as error:
            if error.retryable:
                raise
            continue
        if view.control("port") is None:
            view = behind_edit(session, view.page, PORTS, "port") or view
        if view.control("port") is not None:
            session.notes["port_address"] = address
            return view
    return None


def reopen_port(session: Session, mail: View) -> View:
    view = open_port(session, mail)
    if view is None:
        raise port_missing(session, mail)
    return view


def port_missing(session: Session, mail: View, others: t.Sequence[str] = ()) -> UnknownLayout:
    """The error for a printer that shows the SMTP port nowhere.

    :param others: what else the mail screen does not show.
    """
    error = mail.missing([*others, "port"])
    rows = [row.title for row in port_rows(session)]
    nowhere = "The SMTP port is neither on the mail screen nor on a port screen of the network settings"
    error.message = f"{error.message}. {nowhere}" if others else nowhere
    error.seen.append("menu rows about ports: " + (", ".join(rows) or "none"))
    error.remedy = (f"{error.remedy}. " if others else "") + (
        "Set the port once at the printer and leave the option port out, or name its label with canon_labels: "
        '{mail.port: "<label>"} or {ports.title: "<title of the screen>", ports.port: "<label>"}'
    )
    return error


__all__ = ["MAIL", "NotOffered", "PORTS", "open_mail", "open_port", "port_missing", "reopen_port"]
