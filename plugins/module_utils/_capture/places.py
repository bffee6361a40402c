# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.
"""Places of the frame and of the portal that are the same in every language, and texts that are one value as a whole."""

from __future__ import annotations

import re

from .._remote_ui.page import Page, text_of
from .._remote_ui.text import label_key, squeeze
from .._screens import device
from . import patterns
from .masking import Masker
from .placeholders import CODE, HOST, NAME, SERIAL, TEXT, USER

_DEVICE_LINE = re.compile(r"\s/\s")
_IN_BRACKETS = re.compile(r"\(\s*([^()]{2,40})\s*\)\s*$")
_SERIAL = re.compile(r"^[A-Z]{2,4}\d{5,8}[A-Z]?$")  # three letters and five digits on this family
_CODE = re.compile(r"^(?=.*\d)(?=.*[A-Z])[A-Z0-9]{8,10}$")


def of_portal(masker: Masker, portal: Page) -> None:
    """Name, serial number and location: three rows of one table, in this order (reference ``remote-ui.md`` 7.6)."""
    facts = device.portal_facts(portal)
    masker.learn(SERIAL, facts["serial_number"])
    masker.learn(NAME, facts["device_name"])
    masker.learn(TEXT, facts["location"])
    table = portal.by_id("productInformation")
    values = [text_of(cell) for cell in table.iter("td")] if table is not None else []
    if len(values) == 3:
        masker.learn(NAME, values[0])
        in_brackets = _IN_BRACKETS.search(values[1])
        masker.learn(SERIAL, in_brackets.group(1) if in_brackets else None)
        masker.learn(TEXT, values[2])


def of_title(masker: Masker, page: Page) -> None:
    """``Remote UI : <page> : <device name> : <product name>`` (reference ``remote-ui.md`` 7.1)."""
    parts = [squeeze(part) for part in re.split(r"\s:\s", page.title)]
    if len(parts) == 4 and label_key(parts[0]) == "remoteui":
        masker.learn(NAME, parts[2])


def of_frame(masker: Masker, page: Page) -> None:
    """Places of the frame that are the same on every page (reference 2.5, 7.2)."""
    user, line = page.by_id("userName"), page.by_id("deviceName")
    if user is not None:
        masker.learn(USER, text_of(user))
    if line is not None:
        parts = _DEVICE_LINE.split(text_of(line))
        masker.learn(NAME, parts[0])
        if len(parts) >= 3:
            masker.learn(TEXT, parts[-1])


def of_whole_texts(masker: Masker, page: Page) -> None:
    """Texts that are nothing but a host name, a serial number or a user code, whatever the label beside them says."""
    for element in page.root.iter("td", "dd", "span", "option", "a", "p", "li", "b", "div"):
        text = squeeze(element.text)
        if not 5 <= len(text) < 254:
            continue
        if "." in text and patterns.is_host_name(text):
            masker.learn(HOST, text)
        elif _SERIAL.match(text):
            masker.learn(SERIAL, text)
        elif _CODE.match(text):
            masker.learn(CODE, text)
