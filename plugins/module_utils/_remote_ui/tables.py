# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Tables with a heading above each column, as texts."""

from __future__ import annotations

import re
import typing as t

from .page import Page, text_of
from .text import UNKNOWN_MARK, squeeze

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "caption")
_MOST_ROWS, _MOST_CELLS, _LONGEST = 1000, 60, 200  # of a text, in characters; a longer one is no cell of a list
_WIDTH = re.compile(r"^[0-9]{1,3}\Z")


class Cell(t.NamedTuple):
    """What a person sees in a cell; empty for what only the running script would know. :ivar head: a ``<th>``."""

    text: str
    head: bool


class Table(t.NamedTuple):
    """:ivar heading: the text above the table. :ivar rows: its own rows, without those that hold another table."""

    element: t.Any
    heading: str
    rows: t.List[t.List[Cell]]


def tables(page: Page) -> t.List[Table]:
    """All tables of a page in their order; a cell over several columns is followed by empty ones."""
    found: t.List[Table] = []
    heading = ""
    for element in page.root.iter("table", *_HEADINGS):
        if element.tag == "table":
            found.append(Table(element, heading, _rows(element)))
        else:
            heading = text_of(element)
    return found


def _rows(table: t.Any) -> t.List[t.List[Cell]]:
    rows: t.List[t.List[Cell]] = []
    for row in table.iter("tr"):
        if next(row.iterancestors("table"), None) is not table or next(row.iter("table"), None) is not None:
            continue
        cells: t.List[Cell] = []
        for cell in row.iterchildren("td", "th"):
            width = cell.get("colspan") or ""
            cells.append(Cell(_text(cell), cell.tag == "th"))
            cells += [Cell("", cell.tag == "th")] * (min(int(width), _MOST_CELLS) - 1 if _WIDTH.match(width) else 0)
        if cells:
            rows.append(cells[:_MOST_CELLS])
        if len(rows) == _MOST_ROWS:
            break
    return rows


def _text(cell: t.Any) -> str:
    """The text of a cell; of a picture, its alternative text."""
    text = text_of(cell)
    if not text:
        text = squeeze(" ".join(picture.get("alt") or picture.get("title") or "" for picture in cell.iter("img")))
    return "" if UNKNOWN_MARK in text or len(text) > _LONGEST else text
