# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The menu of a session: the rows of all pages seen, and who may see which (reference ``remote-ui.md`` 6.4).

The printer's page draws only rows whose condition holds and whose mask fits the account; the same is decided here.
"""

from __future__ import annotations

import dataclasses
import typing as t

from .menu_rows import Row, read_rows
from .page import Page
from .text import shorten, squeeze, title_key

EVERYBODY, DEVICE, NETWORK, SYSTEM = 4, 8, 16, 32
_FLAGS = ((DEVICE, "HasAuth_Device"), (NETWORK, "HasAuth_Network"), (SYSTEM, "HasAuth_System"))


@dataclasses.dataclass
class Menu:
    """Rows of all menu pages seen in a session, and the privileges that the pages name."""

    rows: t.List[Row] = dataclasses.field(default_factory=list)
    flags: t.Dict[str, str] = dataclasses.field(default_factory=dict)
    language: str = ""
    known: t.Set[t.Tuple[str, str]] = dataclasses.field(default_factory=set)

    def learn(self, page: Page) -> None:
        """Take over the rows, the privilege flags and the language of a page."""
        self.language = page.language or self.language
        for name in (
            "HasAuth_Device",
            "HasAuth_Network",
            "HasAuth_System",
            "HasMeapLogin",
            "AuthKind",
            "UserType",
            "IsRestrictedUser",
        ):
            value = page.definitions.flag(name)
            if value is not None:
                self.flags[name] = value.lower() if value.lower() in ("true", "false") else value
        for row in read_rows(page):
            self.add(row)

    def add(self, row: Row) -> None:
        key = (row.title, row.address)
        if key not in self.known:
            self.known.add(key)
            self.rows.append(row)

    def find(
        self, titles: t.Iterable[str], marks: t.Iterable[str] = (), like: t.Optional[t.Pattern[str]] = None
    ) -> t.List[Row]:
        """Rows by title (first in the order of ``titles``), then by a mark in the address such as
        ``FuncTypeFlag=EmailAdrs_Page``, then by what all titles of the screen have in common.

        Of several with one title those with a mark come first: the same title may stand below several headings.
        """
        marks = list(marks)
        for title in titles:
            found = [row for row in self.rows if title_key(row.title) == title_key(title)]
            if found:
                return sorted(found, key=lambda row: not row.address or not any(mark in row.address for mark in marks))
        for mark in marks:
            found = [row for row in self.rows if mark in row.address]
            if found:
                return found
        found = [row for row in self.rows if like is not None and like.search(squeeze(row.title))]
        return found if len({row.address for row in found}) == 1 else []

    def permitted(self, row: Row) -> bool:
        """Whether the account may see the row, by its mask and the flags of the pages."""
        if row.mask is None or row.mask & EVERYBODY:
            return True
        if self.flags.get("UserType") not in (None, "2"):
            return False
        held = {self.flags.get(name) for bit, name in _FLAGS if row.mask & bit}
        return "true" in held or None in held or not held

    def privileges(self) -> t.List[str]:
        """The privileges that the account has, in the words of the reference; empty where the pages name none."""
        names = {"HasAuth_Device": "device", "HasAuth_Network": "network", "HasAuth_System": "system"}
        return [names[name] for _bit, name in _FLAGS if self.flags.get(name) == "true"]

    @property
    def is_administrator(self) -> t.Optional[bool]:
        """Whether the account holds every privilege; None where the pages do not say."""
        held = [self.flags.get(name) for _bit, name in _FLAGS]
        return None if None in held else all(value == "true" for value in held)

    @property
    def is_foreign(self) -> bool:
        """Whether the pages say that they are in another language than English: a title that is not found may be there."""
        return self.language.partition("-")[0] not in ("", "en")

    def titles(self, limit: int = 40) -> t.List[str]:
        """The titles that the account is shown, for messages."""
        shown = (row.title for row in self.rows if row.offered is not False and self.permitted(row))
        return [shorten(title, 80) for title in dict.fromkeys(shown)][:limit]

    # -- for the session store ------------------------------------------------------------------
    def as_data(self) -> t.Dict[str, t.Any]:
        return {"rows": [row.as_list() for row in self.rows], "flags": self.flags, "language": self.language}

    @classmethod
    def from_data(cls, data: t.Mapping[str, t.Any]) -> Menu:
        menu = cls(flags=dict(data.get("flags") or {}), language=str(data.get("language") or ""))
        for values in data.get("rows") or []:
            menu.add(Row(*values))
        return menu


__all__ = ["Menu", "Row", "read_rows"]
