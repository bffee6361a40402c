# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What a control must hold for a value, as the page's own script would store it."""

from __future__ import annotations

import typing as t

from .._remote_ui import script, transforms
from .._remote_ui.controls import Control
from .._remote_ui.errors import UnknownLayout
from .._remote_ui.text import shorten
from .view import View


def encode(view: View, name: str, value: t.Any) -> t.Tuple[Control, str]:
    """The control of a field and what it must hold for ``value``.

    :raises UnknownLayout: there is no such control, or none of its choices means the value.
    """
    control = view.control(name)
    if control is None:
        raise view.missing([name])
    raw = _encoded(view, name, control, value)
    made = transforms.stored(view.page, control, value if control.kind == "checkbox" else raw)
    is_understood = made is transforms.AS_IT_IS or isinstance(made, str)
    # what could not be read back afterwards is not written
    if is_understood and transforms.shown(view.page, control) is not script.UNKNOWN:
        return control, raw if made is transforms.AS_IT_IS else made
    raise UnknownLayout(
        f'The page\'s script changes "{view.screen.field(name).labels[0]}" in a way that is not understood',
        screen=view.page.title,
        address=view.page.path,
        seen=[f"function {'Init_' if is_understood else 'Exec_'}{control.name}"],
        remedy="Nothing was sent; send a capture of this screen, so that the collection can learn it",
    )


def _encoded(view: View, name: str, control: Control, value: t.Any) -> str:
    if not isinstance(value, bool):
        return str(value)
    if control.kind == "checkbox":
        if control.halves is not None:
            return control.halves[1 if value else 0]
        return (control.value if control.value != "on" else "1") if value else "0"
    for choice, text in view.choices(control):
        if view.truth(text) is value or (view.truth(text) is None and view.truth(choice) is value):
            return choice
    raise UnknownLayout(
        f'None of the choices of "{view.screen.field(name).labels[0]}" means {"On" if value else "Off"}',
        screen=view.page.title,
        address=view.page.path,
        seen=[shorten(text or choice) for choice, text in view.choices(control)],
        remedy='Nothing was sent; say what they mean with canon_labels: {words.on: "<text>", words.off: "<text>"}',
    )
