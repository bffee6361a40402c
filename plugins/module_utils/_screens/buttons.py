# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Which button saves a page."""

from __future__ import annotations

import typing as t

from .._remote_ui import links
from .._remote_ui.controls import BUTTONS
from .._remote_ui.page import Page

OK_TEXTS = ("OK", "Save", "Apply", "Register", "Update", "Submit", "Set", "Yes", "Execute", "Start", "Confirm")
_OK_NAMES = ("ok_button", "okbutton", "btn_ok", "ok")


def ok_button(page: Page) -> t.Any:
    """The button that saves the page; None where there is none."""
    for text in OK_TEXTS:
        found = [
            element
            for element in links.find_clickable(page, [text])
            if (element.tag != "a" or links.code_of(element)) and not is_refresh(page, element)
        ]
        if found:
            return found[0]
    for element in page.root.iter("input", "button"):
        if any((element.get(key) or "").lower() in _OK_NAMES for key in ("name", "id")):
            return element
    return None


def is_refresh(page: Page, element: t.Any) -> bool:
    """Whether this is the refresh icon, whose picture may well be called "Update" (reference ``remote-ui.md`` 7.2)."""
    return (
        any(around.get("id") in ("tmpReload", "tmpUpdate") for around in element.iterancestors())
        or links.effect_of(page, element).reloads
    )


def saves(element: t.Any) -> bool:
    """Whether a button sends its form by itself, and is called so."""
    kind = (element.get("type") or ("submit" if element.tag == "button" else "text")).lower()
    if kind not in BUTTONS or kind == "reset":
        return False
    text = (element.get("value") or "") if element.tag == "input" else "".join(element.itertext())
    return text.strip().rstrip(".").casefold() in {word.casefold() for word in OK_TEXTS}
