# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Pages whose values come by a request that their script makes: empty as they were sent, and saving them would empty the printer."""

from __future__ import annotations

import re
import typing as t

from . import answered
from .controls import CONTROL_FIELDS, Control
from .filled import CONTROLS
from .page import Page

_MARKS = ("fetch", "XMLHttpRequest", "XMLHTTP", "$.", "jQuery.", "axios")  # found much faster than the expression
_REQUESTS = re.compile(
    r"(?<![\w.$])fetch\s{0,4}\(|\bXMLHttpRequest\b|\bMicrosoft\.XMLHTTP\b|(?:\$|\bjQuery)\.(?:get|post|ajax|getJSON)\b|\baxios\b"
)


def makes_requests(page: Page) -> bool:
    """Whether the page's script asks the printer for more."""
    text = page.definitions.text
    return any(mark in text for mark in _MARKS) and _REQUESTS.search(text) is not None


def awaits_values(page: Page, controls: t.Iterable[Control]) -> bool:
    """Whether a page whose script makes requests (:func:`makes_requests`) was sent without a single value.

    :param controls: those of the form that would be sent.
    """
    native = page.native_form
    if native is not None:
        values = [value for name, value in native.hidden_fields() if name not in CONTROL_FIELDS]
        return bool(values) and not any(values)
    controls = list(controls)
    fields = [control for control in controls if control.kind in ("text", "textarea", "select")]
    if not _is_empty(control for control in controls if control.kind != "select"):
        return False
    # boxes that are off and an empty field are also what a new printer shows: an answer must be able to come into them
    return answered.may_come_into(page, controls) or (
        len(fields) > 1 and _is_empty(fields) and CONTROLS.search(page.definitions.text) is not None
    )


def _is_empty(controls: t.Iterable[Control]) -> bool:
    """Whether none of these controls holds anything, and there are some."""
    held = [
        control.checked
        if control.kind in ("checkbox", "radio")
        else not control.is_unknown and control.value.strip() != ""
        for control in controls
        if control.kind in ("text", "textarea", "select", "checkbox", "radio")
    ]
    return bool(held) and not any(held)
