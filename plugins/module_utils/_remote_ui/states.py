# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What the controls of a page hold, by the names under which a script asks for it: ``document.F.x.checked``."""

from __future__ import annotations

import typing as t

from .controls import Control

_CONTROLS = "//*[self::input or self::select or self::textarea][@name=$name or @id=$name]"


class States(t.Mapping[str, t.Any]):
    """:param wanted: element to what it holds now, where that is not what the page says. :param native: what the hidden form holds."""

    def __init__(
        self,
        root: t.Any,
        wanted: t.Optional[t.Mapping[t.Any, t.Any]] = None,
        native: t.Optional[t.Mapping[str, str]] = None,
    ) -> None:
        self._root = root
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
        found = self._root.xpath(_CONTROLS, name=names[-1])
        inside = [
            element
            for element in found
            if any({around.get("name"), around.get("id")} & set(names[:-1]) for around in element.iterancestors("form"))
        ]
        return t.cast(t.List[t.Any], inside or found)

    def _of(self, control: Control, what: str) -> t.Any:
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
