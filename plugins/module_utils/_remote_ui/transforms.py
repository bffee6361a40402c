# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Fields that a native page does not copy as they are: ``Init_<field>`` and ``Exec_<field>`` (reference ``remote-ui.md`` 5.1)."""

from __future__ import annotations

import typing as t

from . import script, text_methods
from .controls import Control
from .page import Page
from .states import States
from .walk import Walk

AS_IT_IS = object()
"""The page copies the field without a function of its own, or with one that leaves the field alone."""


def shown(page: Page, control: Control) -> t.Any:
    """What ``Init_<field>`` makes of the value in the hidden form: a truth value for a check box, else a text; UNKNOWN where it
    is not understood.
    """
    value = _run(page, "Init_", control, {}, into_native=False)
    if value is AS_IT_IS:
        return value
    if control.kind == "checkbox":
        truth = script.truth(value)
        return script.UNKNOWN if truth is None else truth
    return script.plain(value) if script.is_known(value) else script.UNKNOWN


def stored(page: Page, control: Control, value: t.Any) -> t.Any:
    """What ``Exec_<field>`` puts into the hidden form for a value of the control."""
    wanted: t.Dict[t.Any, t.Any] = {control.element: value}
    if control.kind == "radio":
        group = [other for other in page.controls if other.kind == "radio" and other.name == control.name]
        wanted = {other.element: other.value == value for other in group}
    found = _run(page, "Exec_", control, wanted, into_native=True)
    return found if found is AS_IT_IS or not script.is_known(found) else script.plain(found)


def _run(page: Page, prefix: str, control: Control, wanted: t.Mapping[t.Any, t.Any], into_native: bool) -> t.Any:
    """:param wanted: element to what it holds, where that is not what the page says."""
    function = page.definitions.function(prefix + control.name)
    native = page.native_form
    if function is None or native is None:
        return AS_IT_IS
    held = script.Ref(("document", native.name, control.name))
    seen = script.Ref(("document", "PROP_FORM", control.name))
    tried: t.List[t.Tuple[t.Any, _Transform]] = []
    # no public page tells the order of the parameters: the one counts in which the function writes to the side that it is for
    for arguments in ([held, seen], [seen, held]):
        walk = _Transform(page, control, States(page.root, wanted, dict(native.hidden_fields())), into_native)
        tried.append((walk.call(function, arguments[: len(function.parameters)]), walk))
        if walk.found is not AS_IT_IS:
            return walk.found
    # one that gives something back is asked for the value, with what is copied
    told, walk = tried[1 if into_native else 0]
    if not walk.gives_values:
        return AS_IT_IS
    if len(function.parameters) != 1 and not script.is_same(tried[0][0], tried[1][0]):
        return script.UNKNOWN
    return told if _is_value(control, told) else script.UNKNOWN


def _is_value(control: Control, told: t.Any) -> bool:
    """Whether something that a function gives back is meant as the field's value.

    Most such functions only check, and say whether to go on: by a truth value, a number, or by what another function says.
    """
    if isinstance(told, script.Ref):
        return told.args is not None and len(told.parts) > 1 and told.parts[-1] in text_methods.NAMES
    return isinstance(told, (str, script.Pieces)) or (isinstance(told, float) and control.kind in ("checkbox", "radio"))


class _Transform(Walk):
    is_strict = True

    def __init__(self, page: Page, control: Control, states: States, into_native: bool) -> None:
        super().__init__(page.definitions, states=states)
        self.found: t.Any = AS_IT_IS
        self._told: t.List[bool] = []
        self._control = control
        self._page = page
        self._native = page.native_form.name if page.native_form is not None else ""
        self._names = {control.name, control.element.get("id") or control.name}
        self._into_native = into_native
        self._what = "checked" if control.kind == "checkbox" and not into_native else "value"

    def returned(self, value: t.Any) -> None:
        if self.nesting == 1:  # not a function that this one calls
            self._told.append(_is_value(self._control, value))

    @property
    def gives_values(self) -> bool:
        """Whether whatever it may give back is meant as the field's value."""
        return bool(self._told) and all(self._told)

    def assigned(self, path: t.Tuple[str, ...], value: t.Any) -> None:
        names = [part for part in _named(self._page, path) if not part.isdecimal()]
        if len(names) < 2 or names[-2] not in self._names or names[-1] not in ("value", "checked"):
            return
        if (self._native in names) == self._into_native:
            is_certain = names[-1] == self._what and not self.is_unsure
            self.found = value if is_certain else script.UNKNOWN


def _named(page: Page, path: t.Tuple[str, ...]) -> t.List[str]:
    """A path with the name of the form in place of ``forms[0]``."""
    names = list(path)
    if "forms" in names[:-1]:
        number = names[names.index("forms") + 1]
        if number.isdecimal() and len(number) < 4 and int(number) < len(page.forms):
            names[names.index("forms") + 1] = page.forms[int(number)].name
    return names
