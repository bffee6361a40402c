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
from urllib.parse import parse_qsl, urlsplit

from .._remote_ui import handlers, links
from .._remote_ui.controls import BUTTONS, Control
from .._remote_ui.errors import NotOffered, NotPermitted, UnknownLayout
from .._remote_ui.menu import Menu, read_rows
from .._remote_ui.page import Page, text_of
from .._remote_ui.session import Session
from .._remote_ui.spots import Spot
from .._remote_ui.text import label_key, phrase, shorten, squeeze
from . import menus
from .fields import SWITCH, TEXT, Field, Screen, taught
from .opening import EDIT_TEXTS, address_of, behind_edit, find_row, menu_was_read, read_screen
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
_UPDATED = re.compile(r"Last\s{0,3}Updated(?:\s|&nbsp;){0,4}[:\uff1a](?:\s|&nbsp;){0,4}([^<>\"'\u21bb]{4,60})", re.I)
_CODE = re.compile(r"^[A-Z0-9]{3,20}(?:-[A-Z0-9]{1,20}){0,3}\Z")  # nine capital letters and digits (reference 10.3)
_TIME = re.compile(r"(\d{1,6})\s{0,3}(h|m|s|\Z)", re.I)
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
# "Active (until 12/31/2026)", "Error (AADSTS700082)"; a note may also take back what stands before it
_IN_NUMBERS = re.compile(r"\((?![^()]*(?:expired|fail|error|invalid|revoked|\bnot?\b))[^()]*\d[^()]*\)\s*\Z", re.I)
_NO_CODES = frozenset(["NONE", "EXPIRED", "INVALID", "UNKNOWN", "WAITING"])
_SECONDS = {"h": 3600, "m": 60, "s": 1, "": 1}

CONNECTED = frozenset(["successfully connected", "connected", "connection successful"])
NOT_CONNECTED = frozenset(
    [
        "not connected",
        "disconnected",
        "connecting",
        "connection failed",
        "failed to connect",
        "connection error",
        "error",
    ]
)
TOKEN_STATES = {
    "not_acquired": frozenset(["not acquired", "not obtained", "none", "no token"]),
    "pending": frozenset(["being acquired", "acquiring", "waiting for authorization", "waiting for authorisation"]),
    "active": frozenset(["active", "acquired", "valid"]),
    "expired": frozenset(["expired", "token expired"]),
    "error": frozenset(
        [
            "error",
            "failed",
            "acquisition failed",
            "failed to acquire",
            "could not be acquired",
            "authorization declined",
            "declined",
            "denied",
            "invalid",
            "revoked",
        ]
    ),
}


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


def unknown_texts(view: View) -> t.List[str]:
    """What to teach where a status is shown in words that are not known."""
    told = []
    connection, token = view.value("connection_status"), view.value("token_status")
    if connection and is_connected(connection, view.taught) is None:
        told.append(
            f'[Server Connection Status] "{connection}" is not known. Say what it means with canon_labels: '
            f'{{oauth.connected: "{connection}"}} or {{oauth.not_connected: "{connection}"}}'
        )
    if token and token_state(token, view.taught) == "unknown":
        keys = ", ".join(f"oauth.token_{state}" for state in TOKEN_STATES)
        told.append(
            f'[Token Status] "{token}" is not known. Say what it means with canon_labels, as one of {keys}: "{token}"'
        )
    return told


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
        if request is not None and not _saves(page, request):
            return request
    return None


def _saves(page: Page, request: links.Request) -> bool:
    """Whether it sends what can be entered on the page: a button [Update] may be the one that saves."""
    entered = {control.name for control in page.controls if control.kind not in BUTTONS}
    fields = dict(request.fields)
    return fields.get("Flag") == handlers.APPLIES or (request.method == "POST" and not entered.isdisjoint(fields))


def _has_refresh_mark(element: t.Any) -> bool:
    """Whether the name of its picture, or its own, says that it loads the page again; it may have no text at all."""
    parts = [element, *element.iter("img")]
    names = [part.get(key) or "" for part in parts for key in ("id", "class", "name", "src")]
    return any(_REFRESH_MARK.search(name) for name in names)


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


def last_updated(view: View) -> t.Optional[str]:
    """The text of [Last Updated], the device's clock when the page was made; compared, never parsed here."""
    match = _UPDATED.search(view.page.source)
    if match:
        return squeeze(match.group(1))
    shown = view.value("last_updated")
    shown = squeeze((shown or "").rstrip("\u21bb "))
    return shown if re.search(r"\d", shown) else None  # the icon may be all that is there


def is_connected(text: t.Optional[str], words: t.Mapping[str, t.Any]) -> t.Optional[bool]:
    """What [Server Connection Status] says; None for a text that is not known."""
    said = phrase(text)
    if said in CONNECTED or said in _phrases(words, "oauth.connected"):
        return True
    return False if said in NOT_CONNECTED or said in _phrases(words, "oauth.not_connected") else None


def token_state(text: t.Optional[str], words: t.Mapping[str, t.Any]) -> str:
    """What [Token Status] says, as one of the names of :data:`TOKEN_STATES`; ``unknown`` for any other text."""
    for said in dict.fromkeys((phrase(text), phrase(_IN_NUMBERS.sub("", text or "")))):
        for state, phrases in TOKEN_STATES.items():
            if said in phrases or said in _phrases(words, f"oauth.token_{state}"):
                return state
    return "unknown"


def _phrases(words: t.Mapping[str, t.Any], key: str) -> t.Set[str]:
    return {phrase(text) for text in taught(words, key)}


def user_code(view: View) -> t.Optional[str]:
    """The code without blanks, which a printer may put between its groups as it may give each a box of its own."""
    spot = view.spot("user_code")
    boxes = [control for control in spot.controls if control.kind == "text"] if spot is not None else []
    text = "".join(view.raw(box) for box in boxes) if len(boxes) > 1 else view.value("user_code")
    text = re.sub(r"\([^()]*\)|\s", "", text or "")
    return text if _CODE.match(text) and text not in _NO_CODES else None


def expires_in(text: t.Optional[str]) -> t.Optional[int]:
    """Seconds of ``900 sec.``, ``14 min. 5 sec.`` or ``14:05``; None for another text."""
    text = re.sub(r"\([^()]*\)", "", text or "").strip()
    if re.search(r"\b(?:expired|timed out)\b", text, re.I):
        return 0
    if re.match(r"^\d{1,3}(?::\d{2}){1,2}$", text):
        seconds = 0
        for part in text.split(":"):
            seconds = seconds * 60 + int(part)
        return seconds
    parts = _TIME.findall(text)
    units = [unit.lower() for _number, unit in parts]
    if not parts or len(set(units)) != len(units) or len(parts) != len(re.findall(r"\d+", text)):
        return None
    return sum(int(number) * _SECONDS[unit.lower()] for number, unit in parts)


def hides_code(view: View) -> bool:
    """Whether the page may well show a code, but in another language: a new one would be asked for again and again."""
    is_pending = token_state(view.value("token_status"), view.taught) == "pending"
    return is_pending and not view.has("user_code") and view.page.language.partition("-")[0] not in ("", "en")


def verification_uri(view: View) -> t.Optional[str]:
    """The address of the sign-in page that the printer shows; never a constant of ours (reference ``microsoft.md`` 3.1)."""
    spot = view.spot("verification_uri")
    if spot is None:
        return None
    match = re.search(r"https?://[^\s<>\"']+", view.value("verification_uri") or "")
    return match.group(0) if match else spot.link or _opened(view.page, spot)


def _opened(page: Page, spot: Spot) -> t.Optional[str]:
    """The address that a link of script opens, where it leads away from the printer."""
    for anchor in (anchor for node in spot.nodes for anchor in node.iter("a", "button", "input")):
        request = links.resolve(page, anchor)
        if request is not None and urlsplit(request.address).netloc != urlsplit(page.address).netloc:
            return request.address
    return None


def clean_endpoint(address: str) -> str:
    """An endpoint as two of them are compared: no blanks, no slash at the end, scheme and host without case."""
    address = squeeze(address).rstrip("/")
    scheme, mark, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    return scheme.lower() + mark + host.lower() + slash + path


__all__ = ["EDIT", "NotOffered", "SETTINGS", "STATUS", "label_key", "open_edit", "open_status"]
