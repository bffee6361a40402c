# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What the controls of a page hold, by the names under which a script asks for it: ``document.F.x.checked``."""

from __future__ import annotations

import typing as t

from .controls import Control

_CONTROLS = ("input", "select", "textarea")


class Elements:
    """The elements of a page by their id, and its controls by their name, also while the page is changed."""

    def __init__(self, root: t.Any) -> None:
        self.ids: t.Dict[str, t.Any] = {}
        self._controls: t.Dict[str, t.List[t.Any]] = {}
        self.add(root)

    def add(self, part: t.Any) -> None:
        """What came into the page: an element with all that is in it."""
        for element in part.iter():
            if not isinstance(element.tag, str):
                continue
            own = element.get("id")
            if own:
                self.ids.setdefault(own, element)
            if element.tag in _CONTROLS:
                for name in {own, element.get("name")} - {None, ""}:
                    self._controls.setdefault(t.cast(str, name), []).append(element)

    def remove(self, part: t.Any) -> None:
        """What left it."""
        for element in part.iter():
            if isinstance(element.tag, str):
                if self.ids.get(element.get("id") or "") is element:
                    del self.ids[element.get("id")]
                for name in {element.get("id"), element.get("name")} & self._controls.keys():
                    self._controls[name] = [one for one in self._controls[name] if one is not element]

    def controls(self, name: str) -> t.List[t.Any]:
        """The controls with this name or id."""
        return self._controls.get(name, [])


class States(t.Mapping[str, t.Any]):
    """:param elements: those of the page, or its root. :param wanted: element to what it holds now, where that is not what the page says.
    :param native: what the hidden form holds.
    """

    def __init__(
        self,
        elements: t.Any,
        wanted: t.Optional[t.Mapping[t.Any, t.Any]] = None,
        native: t.Optional[t.Mapping[str, str]] = None,
    ) -> None:
        self._given = elements
        self._elements: t.Optional[Elements] = elements if isinstance(elements, Elements) else None
        self._wanted = wanted or {}
        self._native = native or {}

    def __contains__(self, path: object) -> bool:
        return self._state(str(path)) is not None

    def __getitem__(self, path: str) -> t.Any:
        state = self._state(path)
        if state is None:
            raise KeyError(path)
        return state

    def __iter__(self) -> t.Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def _state(self, path: str) -> t.Any:
        *names, what = path.split(".")
        if what not in ("value", "checked") or len(names) < 2:
            return None
        index = int(names.pop()) if names[-1].isdecimal() and len(names[-1]) < 4 else None
        found = [Control(element) for element in self._of_form(names)]
        if index is not None and len(found) > 1:
            found = found[index : index + 1]
        states = {self._of(control, what) for control in found}
        return states.pop() if len(states) == 1 else None

    def _of_form(self, names: t.List[str]) -> t.List[t.Any]:
        if self._elements is None:
            self._elements = Elements(self._given)
        found = self._elements.controls(names[-1])
        numbered = self._numbered(names)
        if numbered is not None:
            return [element for element in found if numbered in element.iterancestors("form")]
        inside = [
            element
            for element in found
            if any({around.get("name"), around.get("id")} & set(names[:-1]) for around in element.iterancestors("form"))
        ]
        return inside or found

    def _numbered(self, names: t.List[str]) -> t.Any:
        """The form of ``document.forms[0]``."""
        if "forms" not in names[:-1] or isinstance(self._given, Elements):
            return None
        number = names[names.index("forms") + 1]
        forms = list(self._given.iter("form")) if number.isdecimal() and len(number) < 4 else []
        return forms[int(number)] if forms and int(number) < len(forms) else None

    def _of(self, control: Control, what: str) -> t.Any:
        if control.is_unknown and control.element not in self._wanted and control.name not in self._native:
            return None
        if what == "checked":
            return self._is_checked(control)
        wanted = self._wanted.get(control.element)
        if isinstance(wanted, str):
            return wanted
        held = self._native.get(control.name)
        return control.value if held is None or control.kind in ("checkbox", "radio") else held

    def _is_checked(self, control: Control) -> t.Optional[bool]:
        if control.kind not in ("checkbox", "radio"):
            return None
        if control.element in self._wanted:
            return bool(self._wanted[control.element])
        held = self._native.get(control.name)
        if held is None:
            return control.checked
        return held == (control.value if control.halves is None else control.halves[1])
