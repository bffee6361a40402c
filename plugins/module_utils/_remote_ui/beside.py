# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What stands beside a label: cells, the next element, lines of the same block."""

from __future__ import annotations

import typing as t

from .controls import CONTROL_TAGS
from .page import text_of
from .text import squeeze

COLONS = (":", "\uff1a")
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "legend", "caption"])
INLINE = frozenset(["span", "b", "strong", "em", "i", "font", "u", "small", "bdi"])
NO_TEXT = frozenset(["script", "style", "noscript", "option", "select", "textarea", "title", "head", "meta", "link"])


def cells_beside(element: t.Any) -> t.List[t.Any]:
    """The cells with the value of a header cell or of a ``<dt>``."""
    nodes: t.List[t.Any] = []
    if element.tag == "dt":
        for sibling in element.itersiblings():
            if sibling.tag == "dt":
                break
            if sibling.tag == "dd":
                nodes.append(sibling)
        return nodes
    for sibling in element.itersiblings():
        if sibling.tag == "th" or (element.tag == "td" and nodes):
            break
        if sibling.tag == "td" and (text_of(sibling) not in COLONS or has_controls(sibling)):
            nodes.append(sibling)
    return nodes


def columns_of(table: t.Any) -> t.Dict[t.Any, t.Any]:
    """Header cells with the cells under them, where a table has its labels on top and one row of values."""
    found: t.Dict[t.Any, t.Any] = {}
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
    if len(rows) >= 2:
        heads, cells = list(rows[-2].iterchildren("th", "td")), list(rows[-1].iterchildren("td"))
        if len(heads) == len(cells) and all(head.tag == "th" for head in heads):
            found.update(zip(heads, cells))
    return found


def element_beside(element: t.Any) -> t.List[t.Any]:
    """The element right behind a label that is neither cell nor ``<dt>``; a ``<label>``'s text may also be followed
    by a control.
    """
    for sibling in element.itersiblings():
        if not isinstance(sibling.tag, str) or sibling.tag in ("br", "script", "style"):
            continue
        if squeeze(element.tail):
            return []
        if text_of(sibling) in COLONS and not squeeze(sibling.tail):
            continue
        return [] if sibling.tag in HEADINGS or sibling.tag in ("form", "table", "dl", "ul") else [sibling]
    return []


def has_controls(element: t.Any) -> bool:
    return any(True for _found in element.iter(*CONTROL_TAGS))


def has_labels(element: t.Any) -> bool:
    """Whether a label stands in the element that is one by itself."""
    return any(found.get("for") for found in element.iter("label")) or any(
        text_of(found).endswith(COLONS) for found in element.iter(*INLINE) if found is not element
    )


def has_sibling_text(element: t.Any) -> bool:
    """Whether a text stands in front of everything that its parent holds."""
    parent = element.getparent()
    return parent is not None and bool(squeeze(parent.text))


def lines_of(element: t.Any) -> t.List[str]:
    """The texts of an element, line by line."""
    lines = [element.text or ""]
    for child in element.iter():
        if child is element:
            continue
        if child.tag == "br":
            lines.append("")
        elif isinstance(child.tag, str) and child.tag not in NO_TEXT:
            lines[-1] += child.text or ""
        lines[-1] += child.tail or ""
    if element.tag == "pre":
        lines = "\n".join(lines).split("\n")
    return [squeeze(line) for line in lines if squeeze(line)]
