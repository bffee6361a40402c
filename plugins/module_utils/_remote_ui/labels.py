# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Finding a value or a control by the label that a person reads.

Field names of most screens are unknown and differ between firmwares, labels do not (reference ``remote-ui.md`` 5.1,
8; design, section 5). A label is a ``<label>``, the header cell of a row, a ``<dt>``, or a text that stands before
its value. Nothing is ever matched in part.
"""

from __future__ import annotations

import re
import typing as t

from .beside import (
    COLONS,
    HEADINGS,
    INLINE,
    NO_TEXT,
    cells_beside,
    columns_of,
    element_beside,
    has_controls,
    has_labels,
    has_sibling_text,
    lines_of,
)
from .controls import BUTTONS, CONTROL_TAGS
from .page import Page, hidden_elements, text_of
from .spots import ADJACENT, CELL, EXPLICIT, PAIR, Spot, closest
from .text import UNKNOWN_MARK, label_key, label_keys, shorten, squeeze, without_colon

_BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header"
    " hr li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
_PAIR = re.compile(r"^(.{1,120}?)\s*[:\uff1a]\s*(.*)$", re.S)
_NO_LABEL = re.compile(r"^(?:https?|ftp|mailto|[\d\W]+)$", re.I)


class Labels:
    """All labels of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._index: t.Dict[str, t.List[Spot]] = {}
        self._seen: t.Dict[str, None] = {}
        self._section = ""
        self._order = 0
        self._hidden = False
        self._columns: t.Dict[t.Any, t.Dict[t.Any, t.Any]] = {}
        self._visible: t.Dict[str, t.Any] = {}
        for key in ("id", "name"):
            for control in page.controls:
                self._visible.setdefault(control.element.get(key) or "", control.element)
        self._read()

    def find(self, *texts: str) -> t.List[Spot]:
        """The spots of the first of ``texts`` that is on the page, the surest kind first, then in the order of the
        page.
        """
        for text in texts:
            spots = closest(label_key(text), self._index.get(label_key(text)) or [])
            if spots:
                best = min(spot.rank for spot in spots)
                return [spot for spot in spots if spot.rank == best] + [spot for spot in spots if spot.rank != best]
        return []

    def between(self, first: Spot, second: Spot) -> t.List[Spot]:
        """The labelled controls that stand between two places of the page."""
        spots = {
            id(spot): spot
            for found in self._index.values()
            for spot in found
            if first.order < spot.order < second.order and spot.controls
        }
        apart = [control.name for spot in (first, second) for control in spot.controls]
        return [spot for spot in spots.values() if not any(control.name in apart for control in spot.controls)]

    def in_section(self, section: str) -> t.List[str]:
        """The labels below a heading."""
        return [spot.label for found in self._index.values() for spot in found if spot.section == section]

    def seen(self, limit: int = 60) -> t.List[str]:
        """The labels that the page shows, for an error that its reader can act on."""
        return [shorten(label, 80) for label in self._seen][:limit]

    # -- reading ---------------------------------------------------------------------------------
    def _read(self) -> None:
        body = next(self.page.root.iter("body"), self.page.root)
        without_script = {found for around in body.iter("noscript") for found in around.iter()}
        hidden = hidden_elements(body)
        for element in body.iter():
            tag = element.tag
            if not isinstance(tag, str) or (tag in NO_TEXT and tag not in CONTROL_TAGS) or element in without_script:
                continue
            self._order += 1
            self._hidden = element in hidden
            if tag in CONTROL_TAGS:
                self._told(element)
            if tag in HEADINGS or "GroupTitle" in (element.get("class") or ""):
                self._section = text_of(element)
                if tag != "legend":
                    continue
            if tag == "label":
                self._explicit(element)
            elif tag == "input":
                self._behind(element)
            elif tag in ("th", "td", "dt", "legend"):
                self._cell(element)
            if tag in _BLOCKS or tag in INLINE:
                self._texts(element)

    def _add(
        self, rank: int, label: str, nodes: t.List[t.Any], text: t.Optional[str] = None, control: t.Any = None
    ) -> None:
        label = without_colon(label)
        if not label or len(label) > 200 or UNKNOWN_MARK in label or _NO_LABEL.match(label):
            return
        if rank in (EXPLICIT, CELL, PAIR) and not self._hidden:
            self._seen.setdefault(label)
        spot = Spot(rank, self._order, label, self._section, nodes, text, control, self._hidden)
        for key in label_keys(label):
            self._index.setdefault(key, []).append(spot)

    def _explicit(self, element: t.Any) -> None:
        target = element.get("for")
        # the hidden form holds the same names, and perhaps the same ids: a label is about what a person sees
        control = self._visible.get(target) if target else None
        if control is None:
            control = next((found for found in element.iter(*CONTROL_TAGS) if found.get("type") != "hidden"), None)
        if control is not None:
            # radio buttons carry their own texts ("On"); the label of the group is the row's
            self._add(EXPLICIT, text_of(element), [], control=control)
        else:
            self._texts(element)

    def _behind(self, element: t.Any) -> None:
        """``<input type="checkbox"> Label``: the text behind a check box that has no label of its own."""
        if (element.get("type") or "").lower() == "checkbox" and squeeze(element.tail):
            self._add(PAIR, element.tail or "", [], control=element)

    def _told(self, element: t.Any) -> None:
        """Labels that a control carries itself."""
        if (element.get("type") or "").lower() in ("hidden", *BUTTONS):
            return
        named = [self.page.by_id(name) for name in (element.get("aria-labelledby") or "").split()]
        told = " ".join(text_of(found) for found in named if found is not None) or element.get("aria-label") or ""
        self._add(EXPLICIT, told, [], control=element)
        self._add(PAIR, element.get("title") or "", [], control=element)
        self._add(ADJACENT, element.get("placeholder") or "", [], control=element)

    def _cell(self, element: t.Any) -> None:
        tag = element.tag
        if tag == "legend":
            parent = element.getparent()
            if parent is not None and parent.tag == "fieldset" and next(parent.iterchildren("legend")) is element:
                self._add(
                    CELL,
                    text_of(element),
                    [child for child in parent if child is not element and isinstance(child.tag, str)],
                )
            return
        if any(True for _found in element.iter("table", *CONTROL_TAGS)) or len(element) > 12:
            return
        nodes = cells_beside(element) or self._cell_below(element)
        label = text_of(element)
        if nodes and label not in ("", ":"):
            first = tag != "td" or next(element.itersiblings("td", "th", preceding=True), None) is None
            self._add(CELL if first else ADJACENT, label, nodes)

    def _cell_below(self, element: t.Any) -> t.List[t.Any]:
        table = next(element.iterancestors("table"), None) if element.tag == "th" else None
        if table is None:
            return []
        if table not in self._columns:
            self._columns[table] = columns_of(table)
        below = self._columns[table].get(element)
        return [] if below is None else [below]

    def _texts(self, element: t.Any) -> None:
        """``Label : value`` inside one block, and a label followed by an element with its value."""
        if any(isinstance(child.tag, str) and child.tag in _BLOCKS for child in element) or element.tag in ("th", "dt"):
            self._own_texts(element)
            return
        text = text_of(element)
        if not text or len(text) > 1500:
            return
        if element.tag in _BLOCKS and any(True for _found in element.iterchildren("br")):
            self._lines_with_controls(element)
        lines = lines_of(element) if element.tag == "pre" or any(True for _found in element.iter("br")) else [text]
        pairs = [pair for pair in map(_PAIR.match, lines) if pair and squeeze(pair.group(2))]
        if len(lines) == 1 and pairs and (element.tag not in INLINE or not has_sibling_text(element)):
            self._add(PAIR, pairs[0].group(1), [element], text=squeeze(pairs[0].group(2)))
        elif len(lines) > 1:
            for pair in pairs:  # ``<b>Label :</b> value<br>``: several pairs in one block
                self._add(PAIR, pair.group(1), [], text=squeeze(pair.group(2)))
        if pairs:
            return
        if element.tag in _BLOCKS and has_controls(element):
            self._text_of_control(element, text)
            return
        following = element_beside(element)
        if following and element.tag not in ("td", "dd"):
            self._add(PAIR if text.endswith(COLONS) else ADJACENT, text, following)

    def _text_of_control(self, element: t.Any, text: str) -> None:
        """``Label : <input>`` in one block: the text is about the control beside it, never about what follows the block."""
        has_lines = any(True for _found in element.iterchildren("br"))
        if not has_lines and element.tag not in ("td", "dd") and text.endswith(COLONS) and not has_labels(element):
            self._add(PAIR, text, [element])

    def _lines_with_controls(self, element: t.Any) -> None:
        """``Label : <input><br>``: several of them in one block."""
        text = element.text or ""
        for child in element:
            if child.tag == "br":
                text = ""
            elif child.tag in CONTROL_TAGS:
                if squeeze(text).endswith(COLONS):
                    self._add(PAIR, text, [], control=child)
                text = ""
            elif child.tag in INLINE:
                text += text_of(child)
            else:
                text = ""
            text += child.tail or ""

    def _own_texts(self, element: t.Any) -> None:
        """Texts that stand directly in a block which also holds other blocks."""
        for text, follower in [(element.text, next(iter(element), None))] + [
            (child.tail, child.getnext()) for child in element
        ]:
            text = squeeze(text)
            pair = _PAIR.match(text) if text and len(text) < 600 else None
            if pair is None:
                continue
            if pair.group(2):
                self._add(PAIR, pair.group(1), [], text=squeeze(pair.group(2)))
            elif follower is not None and isinstance(follower.tag, str):
                self._add(PAIR, pair.group(1), [follower])


def labels_of(page: Page) -> Labels:
    """The labels of a page, read once."""
    if page.labels is None:
        page.labels = Labels(page)
    return t.cast(Labels, page.labels)
