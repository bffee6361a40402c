# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The menu, read from the script tables that the printer sends (reference ``remote-ui.md`` 6.4, ``settings-menu.md``).

A row is an object made from five positional arguments: title, address (or the name of a function), condition,
privilege mask, sub-table. The printer's page draws only rows whose condition holds and whose mask fits the account;
the same is decided here.
"""

from __future__ import annotations

import dataclasses
import re
import typing as t

from . import handlers, links, script
from .page import Page, text_of
from .text import label_key, shorten, squeeze, without_tags

EVERYBODY, DEVICE, NETWORK, SYSTEM = 4, 8, 16, 32
_MEMO = re.compile(r"<span\b[^<>]{0,80}\bmemo\b[^<>]{0,80}>.{0,600}?</span\s*>", re.I | re.S)
_CACHE_BUSTER = re.compile(r"[?&]Dummy=\d*$")
_STATEMENTS = frozenset(["if", "for", "while", "function", "switch", "catch", "with", "return"])
_FLAGS = ((DEVICE, "HasAuth_Device"), (NETWORK, "HasAuth_Network"), (SYSTEM, "HasAuth_System"))


@dataclasses.dataclass
class Row:
    """One row of the menu.

    ``offered``: what the row's own condition says (None: unknown). ``mask``: who may see it (None: everybody, or
    unknown). ``memo``: the title says that changes need [Apply Setting Changes]. ``address`` is absolute, its token (if
    any) left empty.
    """

    title: str
    address: str
    offered: t.Optional[bool] = None
    mask: t.Optional[int] = None
    memo: bool = False

    def as_list(self) -> t.List[t.Any]:
        return [self.title, self.address, self.offered, self.mask, self.memo]


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

    def find(self, titles: t.Iterable[str], marks: t.Iterable[str] = ()) -> t.List[Row]:
        """Rows by title (first in the order of ``titles``), then by a mark in the address such as
        ``FuncTypeFlag=EmailAdrs_Page``.
        """
        for title in titles:
            found = [row for row in self.rows if label_key(row.title) == label_key(title)]
            if found:
                return found
        for mark in marks:
            found = [row for row in self.rows if mark in row.address]
            if found:
                return found
        return []

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


def read_rows(page: Page) -> t.List[Row]:
    """All rows of a page: from its script tables, and ordinary links."""
    rows: t.List[Row] = []
    for code, tokens in zip(page.definitions.scripts, page.definitions.tokens):
        if ".cgi" in code or "portalLang" in code or "PageFlag" in code:
            _read_script(page, tokens, rows)
    for anchor in page.root.iter("a"):
        title = text_of(anchor)
        if title and len(title) < 200:
            request = links.resolve(page, anchor)
            if request is not None and request.method == "GET":
                rows.append(Row(title, request.address))
    return rows


def _read_script(page: Page, tokens: t.List[script.Token], rows: t.List[Row]) -> None:
    reader = script.Reader(tokens, page.definitions.values)
    position, end = 0, len(tokens) - 1
    while position < end and reader.budget > 0:
        kind, text = tokens[position]
        if kind == "name" and tokens[position + 1].text == "(" and text not in _STATEMENTS:
            reader.position = position
            try:
                value = reader.postfix(resolve=False)
            except script.ScriptError:
                value = None
            if _is_row(value):
                _collect(page, t.cast(script.Ref, value), rows, 0)
                position = reader.position
                continue
        position += 1


def _is_row(value: t.Any) -> bool:
    """Five arguments: a title, an address or the name of a function or nothing, a condition, a mask, a sub-table or
    nothing.
    """
    if not isinstance(value, script.Ref) or value.args is None or len(value.args) != 5:
        return False
    title, address, _condition, _mask, table = value.args
    return (
        bool(squeeze(_title(title)))
        and (
            address is None
            or isinstance(address, (script.Ref, script.Pieces))
            or handlers.looks_like_address(address)
            or _is_name(address)
        )
        and (table is None or isinstance(table, (list, script.Ref)) or table is script.UNKNOWN)
    )


def _title(title: t.Any) -> str:
    """A title; of one that is put together, the parts that are known."""
    return (
        title.fill(lambda _so_far: "") if isinstance(title, script.Pieces) else title if isinstance(title, str) else ""
    )


def _is_name(address: t.Any) -> bool:
    """The name of a function may stand there as a text, too."""
    return isinstance(address, str) and re.fullmatch(r"[A-Za-z_$][\w$.]{0,80}", address) is not None


def _collect(page: Page, value: script.Ref, rows: t.List[Row], depth: int) -> None:
    title, address, condition, mask, table = value.args or [None] * 5
    title = _title(title)
    target = _address(page, address)
    if target is not None:
        rows.append(
            Row(
                without_tags(_MEMO.sub(" ", title)) or without_tags(title),
                target,
                offered=True if condition is None else script.truth(condition),
                mask=int(mask)
                if isinstance(mask, (int, float)) and not isinstance(mask, bool) and 0 <= mask < 1024
                else None,
                memo="memo" in title,
            )
        )
    for entry in table if isinstance(table, list) and depth < 6 else ():
        if _is_row(entry):
            _collect(page, entry, rows, depth + 1)


def _address(page: Page, address: t.Any) -> t.Optional[str]:
    """The absolute address of a row; for the name of a function, the address that the function opens."""
    if isinstance(address, script.Ref):
        if address.args is not None:
            return None
        effect = handlers.follow(address.parts[-1] + "()", page.definitions)
        address = effect.address
    elif _is_name(address):
        address = handlers.follow(address.split(".")[-1] + "()", page.definitions).address
    if address is None:
        return None
    text = address.fill(_keep_open) if isinstance(address, script.Pieces) else str(address)
    return page.absolute(_CACHE_BUSTER.sub("", text))


def _keep_open(so_far: str) -> str:
    return "en" if so_far.endswith("portalLang=") else ""
