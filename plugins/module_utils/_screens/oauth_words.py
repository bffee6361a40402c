# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What the texts of [OAuth 2.0 (Microsoft) Settings] mean: its states, the user code, its time, addresses (reference ``remote-ui.md`` 10.3)."""

from __future__ import annotations

import re
import typing as t
from urllib.parse import urlsplit

from .._remote_ui import links
from .._remote_ui.page import Page
from .._remote_ui.spots import Spot
from .._remote_ui.text import phrase, squeeze
from .fields import taught
from .view import View

_UPDATED = r"Last\s{0,3}Updated(?:\s|&nbsp;){0,4}[:\uff1a](?:\s|&nbsp;){0,4}([^<>\"'\u21bb]{4,60})"
_AS_CANON_WRITES, _IN_ANY_CASE = re.compile(_UPDATED), re.compile(_UPDATED, re.I)  # the first is found much faster
_CODE = re.compile(r"^[A-Z0-9]{3,20}(?:-[A-Z0-9]{1,20}){0,3}\Z")  # nine capital letters and digits (reference 10.3)
_TIME = re.compile(r"(\d{1,6})\s{0,3}(h|m|s|\Z)", re.I)
_NOTE = re.compile(r"\([^()]{0,100}\)\s{0,9}\Z")  # may also take back what stands before it
_WHEN = re.compile(  # "Active (until 12/31/2026)"
    r"\((?:(?:until|since|expires?(?: on| at| in)?|valid (?:until|till|to|for))\s)?\s{0,3}[\d/.:, -]{1,30}"
    r"(?:\s?(?:am|pm|sec|min|hours?|days?)\.?)?\)\s{0,9}\Z",
    re.I,
)
_LONGEST = 200  # characters of a status
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


def is_connected(text: t.Optional[str], words: t.Mapping[str, t.Any]) -> t.Optional[bool]:
    """What [Server Connection Status] says; None for a text that is not known."""
    said = phrase(text)
    if said in CONNECTED or said in _phrases(words, "oauth.connected"):
        return True
    return False if said in NOT_CONNECTED or said in _phrases(words, "oauth.not_connected") else None


def token_state(text: t.Optional[str], words: t.Mapping[str, t.Any]) -> str:
    """What [Token Status] says, as one of the names of :data:`TOKEN_STATES`; ``unknown`` for any other text."""
    text = (text or "")[:_LONGEST]
    for said, states in (
        (phrase(text), TOKEN_STATES),
        (phrase(_WHEN.sub("", text)), TOKEN_STATES),
        (phrase(_NOTE.sub("", text)), ("error", "expired")),  # no note makes it any better: "Error (AADSTS700082)"
    ):
        for state in states:
            if said in TOKEN_STATES[state] or said in _phrases(words, f"oauth.token_{state}"):
                return state
    return "unknown"


def _phrases(words: t.Mapping[str, t.Any], key: str) -> t.Set[str]:
    return {phrase(text) for text in taught(words, key)}


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


def user_code(view: View) -> t.Optional[str]:
    """The code without blanks, which a printer may put between its groups as it may give each a box of its own."""
    spot = view.spot("user_code")
    boxes = [control for control in spot.controls if control.kind == "text"] if spot is not None else []
    text = "".join(view.raw(box) for box in boxes) if len(boxes) > 1 else view.value("user_code")
    groups = re.sub(r"\([^()]*\)", "", text or "").split()
    code = "".join(groups)
    # "PLEASE WAIT" is none: groups are alike, and have digits
    is_grouped = len({len(group) for group in groups}) == 1 and any(sign.isdigit() for sign in code)
    return code if _CODE.match(code) and code not in _NO_CODES and (len(groups) == 1 or is_grouped) else None


def hides_code(view: View) -> bool:
    """Whether the page may well show a code, but in another language: a new one would be asked for again and again."""
    is_pending = token_state(view.value("token_status"), view.taught) == "pending"
    return is_pending and not view.has("user_code") and view.page.language.partition("-")[0] not in ("", "en")


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


def last_updated(view: View) -> t.Optional[str]:
    """The text of [Last Updated], the device's clock when the page was made; compared, never parsed here."""
    match = _AS_CANON_WRITES.search(view.page.source) or _IN_ANY_CASE.search(view.page.source)
    if match:
        return squeeze(match.group(1))
    shown = view.value("last_updated")
    shown = squeeze((shown or "").rstrip("\u21bb "))
    return shown if re.search(r"\d", shown) else None  # the icon may be all that is there


def clean_endpoint(address: str) -> str:
    """An endpoint as two of them are compared: no blanks, no slash at the end, scheme and host without case."""
    address = squeeze(address).rstrip("/")
    scheme, mark, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    return scheme.lower() + mark + host.lower() + slash + path
