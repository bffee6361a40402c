# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The names that a script knows where it is gone through."""

from __future__ import annotations

import typing as t

from . import script
from .definitions import Definitions
from .values import copied

Local = t.Dict[str, t.Any]


class Scope(t.Mapping[str, t.Any]):
    """Local names first, then global ones, then what the page defines."""

    def __init__(
        self,
        local: Local,
        outer: Local,
        tables: t.Dict[str, t.Any],
        definitions: Definitions,
        states: t.Mapping[str, t.Any],
    ) -> None:
        self.local = local
        self.outer = outer
        self.tables = tables
        self.definitions = definitions
        self.states = states

    def __contains__(self, name: object) -> bool:
        return name in self.local or name in self.outer or self._of_page(str(name)) is not script.UNKNOWN

    def __getitem__(self, name: str) -> t.Any:
        if name in self.local:
            return self.local[name]
        if name in self.outer:
            return self.outer[name]
        value = self._of_page(name)
        if value is script.UNKNOWN:
            raise KeyError(name)
        return value

    def _of_page(self, name: str) -> t.Any:
        if self.definitions.knows(name):
            return self.definitions.value(name)
        if "." in name:
            return self.states.get(name, script.UNKNOWN)
        if name not in self.tables:
            self.tables[name] = copied(self.definitions.table(name))
        return self.tables[name]

    def __iter__(self) -> t.Iterator[str]:
        return iter({**self.definitions.values, **self.outer, **self.local})

    def __len__(self) -> int:
        return len({**self.definitions.values, **self.outer, **self.local})
