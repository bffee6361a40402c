# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Rows of the menu, read from a page (reference ``remote-ui.md`` 6.4, ``settings-menu.md``).

The captured devices send script tables: a row is an object made from five positional arguments: title, address (or the name of
a function), condition, privilege mask, sub-table. Other notations (``menu_literals.py``) are read where a page has none of these.
"""

from __future__ import annotations

import dataclasses
import re
import typing as t

from . import handlers, links, menu_literals, script
from .page import Page
from .text import squeeze, without_tags

_MEMO = re.compile(r"<span\b[^<>]{0,80}\bmemo\b[^<>]{0,80}>.{0,600}?</span\s*>", re.I | re.S)
_ENTRIES = "//a|//area|//button|//input|//*[@onclick]|//*[@aria-disabled]|//li[@class][not(.//a)]|//span[@class][not(*)]|//td[@class][not(*)]"
_GREY = re.compile(r"disabled|inactive|unavailable|gr[ae]y", re.I)
_CACHE_BUSTER = re.compile(r"[?&]Dummy=\d*$")
_STATEMENTS = frozenset(["if", "for", "while", "function", "switch", "catch", "with", "return"])


@dataclasses.dataclass
class Row:
    """One row of the menu.

    ``offered``: what the row's own condition says (None: unknown). ``mask``: who may see it (None: everybody, or
    unknown). ``memo``: the title says that changes need [Apply Setting Changes]. ``address`` is absolute, its token (if
    any) left empty. ``in_table``: it is of the tables that the captured devices send, with the whole menu in one script.
    """

    title: str
    address: str
    offered: t.Optional[bool] = None
    mask: t.Optional[int] = None
    memo: bool = False
    in_table: bool = False

    def as_list(self) -> t.List[t.Any]:
        return [self.title, self.address, self.offered, self.mask, self.memo, self.in_table]


def read_rows(page: Page) -> t.List[Row]:
    """All rows of a page: from its script tables, or other entries of its scripts, and from links and buttons."""
    rows: t.List[Row] = []
    for is_likely in (True, False):
        for code, tokens in zip(page.definitions.scripts, page.definitions.tokens) if not rows else ():
            if is_likely is (".cgi" in code or "portalLang" in code or "PageFlag" in code):
                _read_script(page, tokens, rows)
    has_tables = bool(rows)
    rows += _linked(page)
    if not has_tables:
        for entry in menu_literals.entries(page.definitions):
            _take_entry(page, entry, rows)
        if page.with_written is not page:
            rows += _linked(page.with_written)
    return rows


def _linked(page: Page) -> t.List[Row]:
    """Links and buttons that open a page; without an address those that are drawn, but do not work."""
    rows: t.List[Row] = []
    for element in page.root.xpath(_ENTRIES):
        title = links.name_of(element)
        if title and len(title) < 200:
            request = links.resolve(page, element)
            if request is not None and request.method == "GET":
                rows.append(Row(title, request.full_address))
            elif _is_grey(element):
                rows.append(Row(title, ""))
    return rows


def _is_grey(element: t.Any) -> bool:
    """Whether the page says so itself: a link without an address may be a mark to jump to, or a heading."""
    return (
        element.get("disabled") is not None
        or element.get("aria-disabled") == "true"
        or _GREY.search(element.get("class") or "") is not None
    )


def _take_entry(page: Page, entry: menu_literals.Entry, rows: t.List[Row]) -> None:
    address = entry.address
    if isinstance(address, str) and not handlers.looks_like_address(address):
        address = menu_literals.function_name(address)
    target = _address(page, address)
    title = without_tags(_MEMO.sub(" ", entry.title)) or without_tags(entry.title)
    if target is not None and title:
        offered = None if entry.condition is None else script.truth(entry.condition)
        rows.append(Row(title, target, offered, _mask(entry.mask), "memo" in entry.title))


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
                mask=_mask(mask),
                memo="memo" in title,
                in_table=True,
            )
        )
    for entry in table if isinstance(table, list) and depth < 6 else ():
        if _is_row(entry):
            _collect(page, entry, rows, depth + 1)


def _mask(mask: t.Any) -> t.Optional[int]:
    is_mask = isinstance(mask, (int, float)) and not isinstance(mask, bool) and 0 <= mask < 1024
    return int(mask) if is_mask else None


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
    return page.absolute(_CACHE_BUSTER.sub("", text.replace("&amp;", "&")))  # it may be meant for an attribute


def _keep_open(so_far: str) -> str:
    return "en" if so_far.endswith("portalLang=") else ""
