# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.
"""Values that only their place on a page gives away: names, users, places, and whatever else somebody has typed in."""

from __future__ import annotations

import re
import typing as t

from .._remote_ui.controls import CONTROL_FIELDS, Control, as_switch
from .._remote_ui.labels import Labels
from .._remote_ui.page import Page
from .._remote_ui.tables import tables
from .._remote_ui.text import UNKNOWN_MARK, label_key, squeeze
from .._screens.view import View
from . import patterns, places
from .masking import Masker
from .placeholders import CODE, EMAIL, HOST, KEY, MAC, NAME, PASSWORD, SERIAL, TEXT, TOKEN, USER

# What a label says of its value, the first that fits; None: a value that is needed to learn the layout.
_LABELS: t.Tuple[t.Tuple[t.Optional[str], t.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.I))
    for kind, pattern in (
        (
            None,
            r"status|\bports?\b|interval|expires|verif|\buse\b|allow|confirm|method|protocol|version|type|number of"
            r"|last updated|time zone"
            r"|^(?:date|time)|product name$|model|product name\s*\(|message$|language|size|authentication information",
        ),
        (PASSWORD, r"password|passphrase|\bpin\b|secret|community|pre-?shared|wep key"),
        (SERIAL, r"serial|device id|\bid number"),
        (CODE, r"user code"),
        (EMAIL, r"e-?mail"),
        (MAC, r"mac address|ethernet address|hardware address"),
        (NAME, r"(?:device|printer|computer|host|netbios|bonjour|service|queue|print server|system) ?name"),
        (USER, r"user|login|logon|account|owner|contact|administrator|manager|department id"),
        (HOST, r"server|host|gateway|proxy|domain|\bdns\b|\bntp\b|realm|workgroup|ldap|address|endpoint|network|url"),
        (
            TEXT,
            r"location|place|building|floor|department|comment|memo|remark|note\b"
            r"|phone|\btel\b|fax (?:number|no)|subject"
            r"|message board|support link|destination|recipient|receiver"
            r"|ssid|name$|path|folder",
        ),
    )
)
# Fields of the known screens, by name: right in every language in which their labels are known.
_FIELDS = {
    "server": HOST,
    "email_address": EMAIL,
    "smtp_username": USER,
    "smtp_password": PASSWORD,
    "smtp_password_confirm": PASSWORD,
    "device_name": NAME,
    "location": TEXT,
    "serial_number": SERIAL,
    "address": HOST,
    "gateway": HOST,
    "dns_primary": HOST,
    "dns_secondary": HOST,
    "user_code": CODE,
    "endpoint": HOST,
    "verification_uri": HOST,
}
_IDENTIFIER = re.compile(
    r"\b(\w{0,40}(?:device_?name|host_?name|user_?name|user_?id|login_?name|account|domain|mail|ssid|serial|location|tenant"
    r"|passw|pwd|pswd|pword|secret|(?<![a-z])(?:pw|pass)(?![a-z])|owner)"
    r"\w{0,20})[\"']?\s{0,4}[:=]\s{0,4}([\"'])([^\"'<>\\\n]{2,120})\2",
    re.I,
)
_HARMLESS = re.compile(
    r"^(?:[+-]?\d{1,6}|\d{1,4}(?:[./:-]\d{1,4}){1,5}(?:\s*[AP]M)?|\d{1,6}/\d{1,6}|\.{0,2}/[\w./?=&;%-]*|[\w.-]+\.(?:tpl|cgi|html?)"
    r"|V?\d+(?:\.\d+)+|#[0-9A-Fa-f]{3,8})$"
)
_CONSTANT = re.compile(r"^[A-Za-z]+(?:_[A-Za-z]+)*$")


def of_page(masker: Masker, page: Page) -> None:
    """Learn from the markup of a page, and from the markup that its scripts write."""
    places.of_title(masker, page)
    _identifiers(masker, page.source)
    for shown in dict.fromkeys([page, page.with_written]):
        kinds = _labelled(masker, page, shown)
        _columns(masker, shown)
        for form in shown.forms:
            for control in form.controls:
                _typed_in(masker, control, kinds)
        for control in shown.controls:
            _typed_in(masker, control, kinds)
        places.of_frame(masker, shown)
        places.of_whole_texts(masker, shown)


def of_view(masker: Masker, view: View) -> None:
    """Learn from the fields of a screen that were found, and remember the words of their labels."""
    for field in view.screen.fields:
        spot = view.spot(field.name)
        if spot is None:
            continue
        masker.know_word(spot.label)
        kind = _FIELDS.get(field.name)
        if kind is not None:
            value = spot.value if not spot.controls else None
            _learn(masker, kind, value)
            for control in spot.controls:
                _learn(masker, kind, view.raw(control))


def _learn(masker: Masker, kind: str, value: t.Optional[str]) -> None:
    """A value by its label; one whose form says more is learned as what it is."""
    text = squeeze(value)
    if is_harmless(text) or UNKNOWN_MARK in text or len(text) > 300:
        return
    if patterns.is_token(text):
        masker.learn(TOKEN, text)
        return
    if kind in (SERIAL, CODE, PASSWORD):
        masker.learn(kind, text)
        return
    if "://" in text or "@" in text or patterns.ip_address(text) is not None:
        patterns.study(masker, text)
        if "://" in text or "@" not in text:
            return
        masker.learn(EMAIL if re.match(r"^\S+@\S+$", text) else TEXT, text)
    elif not patterns.PUBLIC_HOSTS.match(text):
        host = HOST if patterns.is_host_name(text) else TEXT
        masker.learn(host if kind in (HOST, EMAIL) else kind, text)


def is_harmless(text: str) -> bool:
    """Whether a value is a switch, a number, a date or an address inside the Remote UI."""
    return (
        len(text) < 2
        or as_switch(text) is not None
        or bool(_HARMLESS.match(text))
        and patterns.ip_address(text) is None
    )


def kind_of(label: str) -> t.Optional[str]:
    """What the value of a label is; None where it is not to be masked for its label."""
    return next((kind for kind, pattern in _LABELS if pattern.search(label)), None)


def _labelled(masker: Masker, page: Page, shown: Page) -> t.Dict[str, str]:
    """Learn the values of labels; returns the kinds of controls by their names."""
    labels = Labels(shown)
    native = page.native_form
    kinds: t.Dict[str, str] = {}
    for label in labels.seen(2000):
        masker.know_word(label)
        kind = kind_of(label)
        for spot in labels.find(label) if kind is not None else ():
            for control in spot.controls:
                if control.kind in ("text", "textarea", "password"):
                    kinds.setdefault(control.name, kind)
                    held = native.get(control.name) if native is not None else None
                    _learn(masker, kind, control.value if held is None else held)
            if not spot.controls:
                _learn(masker, kind, spot.value)
    return kinds


def _columns(masker: Masker, shown: Page) -> None:
    """Learn what stands below headings that say so, such as the destinations of a job log."""
    for table in tables(shown):
        has_heads = any(cell.head for row in table.rows for cell in row)
        for place, row in enumerate(table.rows):
            if len(row) < 3 or not (all(cell.head for cell in row) if has_heads else place == 0):
                continue
            for number, cell in enumerate(row):
                kind = kind_of(cell.text)
                for below in table.rows[place + 1 :] if kind is not None else ():
                    if len(below) == len(row) and not below[number].head:
                        _learn(masker, kind, below[number].text)


def _typed_in(masker: Masker, control: Control, kinds: t.Mapping[str, str]) -> None:
    """Whatever may have been typed in counts as private, known label or not."""
    value, name = control.value, control.name
    if control.kind == "select":
        if "domain" in name.lower():
            for option, text, _selected in control.options:
                for part in (option, text):
                    if part != "localhost" and "this device" not in part.casefold():
                        _learn(masker, HOST, part)
        return
    if control.kind not in ("text", "textarea", "password", "hidden") or name in CONTROL_FIELDS - {"Token"}:
        return
    if name in ("Token", "CHALLENGE"):
        masker.learn(TOKEN, value)
    elif name == "PK":
        for piece in re.findall(r"[A-Za-z0-9+/]{16,}={0,2}", value.replace("\\n", "\n")):
            masker.learn(KEY, piece)
    elif control.kind == "password":
        masker.learn(PASSWORD, value)
    elif name in kinds:
        _learn(masker, kinds[name], value)
    elif control.kind != "hidden" or not (_CONSTANT.match(value) or value.startswith("./")):
        _learn(masker, kind_of(name) or TEXT, value)


def _identifiers(masker: Masker, source: str) -> None:
    """``userName = "…"`` in a script."""
    for match in _IDENTIFIER.finditer(source):
        value = match.group(3)
        if not _CONSTANT.match(value) or "name" in match.group(1).lower():
            kind = kind_of(match.group(1).replace("_", " ")) or TEXT
            if not _is_own_name(value, match.group(1)):
                _learn(masker, kind, value)


def _is_own_name(value: str, identifier: str) -> bool:
    """``Location : "location"``: a key and not a value."""
    return (
        label_key(value) in label_key(identifier) or value[:1] in "./#&" or " " in value and value.endswith((":", "."))
    )
