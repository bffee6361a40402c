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

import dataclasses
import re
import typing as t

from .controls import BUTTONS, Control
from .page import Page, hidden_elements, text_of, value_text
from .text import UNKNOWN_MARK, label_key, label_keys, shorten, squeeze, without_colon

_BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header"
    " hr li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "legend", "caption"])
_INLINE = frozenset(["span", "b", "strong", "em", "i", "font", "u", "small", "bdi"])
_IGNORED = frozenset(["script", "style", "noscript", "option", "select", "textarea", "title", "head", "meta", "link"])
_PAIR = re.compile(r"^(.{1,120}?)\s*[:\uff1a]\s*(.*)$", re.S)
_NO_LABEL = re.compile(r"^(?:https?|ftp|mailto|[\d\W]+)$", re.I)
_CONTROL_TAGS = ("input", "select", "textarea")

# how surely a place is a label: an explicit one first, a text in front of another text last
EXPLICIT, CELL, PAIR, ADJACENT = range(4)


@dataclasses.dataclass
class Spot:
    """A place where a label stands, with what belongs to it.

    :ivar text: the value, where it is a part of an element. :ivar hidden: a style in the page hides it; a script may still show it.
    :ivar seen: the value once it was asked for.
    """

    rank: int
    order: int
    label: str
    section: str
    nodes: t.List[t.Any]
    text: t.Optional[str] = None
    control: t.Any = None
    hidden: bool = False
    seen: t.Optional[str] = None

    @property
    def controls(self) -> t.List[Control]:
        """The visible controls that belong to the label."""
        if self.control is not None:
            return [Control(self.control)]
        found = [Control(element) for node in self.nodes for element in node.iter(*_CONTROL_TAGS)]
        return [control for control in found if control.kind != "hidden" and control.kind not in BUTTONS]

    @property
    def value(self) -> t.Optional[str]:
        """The text that stands as value; None where only the running script would know it."""
        if self.seen is None:
            # <select> and <textarea> are controls, their texts are not a text on the page
            self.seen = value_text(self.nodes) if self.text is None else self.text
        return None if UNKNOWN_MARK in self.seen else self.seen

    @property
    def link(self) -> t.Optional[str]:
        """The first ordinary link in the value."""
        for node in self.nodes:
            for anchor in node.iter("a"):
                target = (anchor.get("href") or "").strip()
                if target.lower().startswith(("http://", "https://")):
                    return target
        return None


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
            spots = _closest(label_key(text), self._index.get(label_key(text)) or [])
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
            if not isinstance(tag, str) or (tag in _IGNORED and tag not in _CONTROL_TAGS) or element in without_script:
                continue
            self._order += 1
            self._hidden = element in hidden
            if tag in _CONTROL_TAGS:
                self._told(element)
            if tag in _HEADINGS or "GroupTitle" in (element.get("class") or ""):
                self._section = text_of(element)
                if tag != "legend":
                    continue
            if tag == "label":
                self._explicit(element)
            elif tag == "input":
                self._behind(element)
            elif tag in ("th", "td", "dt", "legend"):
                self._cell(element)
            if tag in _BLOCKS or tag in _INLINE:
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
            control = next((found for found in element.iter(*_CONTROL_TAGS) if found.get("type") != "hidden"), None)
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
        if any(True for _found in element.iter("table", *_CONTROL_TAGS)) or len(element) > 12:
            return
        nodes = _cells_beside(element) or self._cell_below(element)
        label = text_of(element)
        if nodes and label not in ("", ":"):
            first = tag != "td" or next(element.itersiblings("td", "th", preceding=True), None) is None
            self._add(CELL if first else ADJACENT, label, nodes)

    def _cell_below(self, element: t.Any) -> t.List[t.Any]:
        table = next(element.iterancestors("table"), None) if element.tag == "th" else None
        if table is None:
            return []
        if table not in self._columns:
            self._columns[table] = _columns_of(table)
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
        lines = _lines(element) if element.tag == "pre" or any(True for _found in element.iter("br")) else [text]
        pairs = [pair for pair in map(_PAIR.match, lines) if pair and squeeze(pair.group(2))]
        if len(lines) == 1 and pairs and (element.tag not in _INLINE or not _has_sibling_text(element)):
            self._add(PAIR, pairs[0].group(1), [element], text=squeeze(pairs[0].group(2)))
        elif len(lines) > 1:
            for pair in pairs:  # ``<b>Label :</b> value<br>``: several pairs in one block
                self._add(PAIR, pair.group(1), [], text=squeeze(pair.group(2)))
        if pairs:
            return
        if element.tag in _BLOCKS and _has_controls(element):
            self._text_of_control(element, text)
            return
        beside = _beside(element)
        if beside and element.tag not in ("td", "dd"):
            self._add(PAIR if text.endswith((":", "\uff1a")) else ADJACENT, text, beside)

    def _text_of_control(self, element: t.Any, text: str) -> None:
        """``Label : <input>`` in one block: the text is about the control beside it, never about what follows the block."""
        has_lines = any(True for _found in element.iterchildren("br"))
        if (
            not has_lines
            and element.tag not in ("td", "dd")
            and text.endswith((":", "\uff1a"))
            and not _has_labels(element)
        ):
            self._add(PAIR, text, [element])

    def _lines_with_controls(self, element: t.Any) -> None:
        """``Label : <input><br>``: several of them in one block."""
        text = element.text or ""
        for child in element:
            if child.tag == "br":
                text = ""
            elif child.tag in _CONTROL_TAGS:
                if squeeze(text).endswith((":", "\uff1a")):
                    self._add(PAIR, text, [], control=child)
                text = ""
            elif child.tag in _INLINE:
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


def _cells_beside(element: t.Any) -> t.List[t.Any]:
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
        if sibling.tag == "td" and (text_of(sibling) not in (":", "\uff1a") or _has_controls(sibling)):
            nodes.append(sibling)
    return nodes


def labels_of(page: Page) -> Labels:
    """The labels of a page, read once."""
    if page.labels is None:
        page.labels = Labels(page)
    return t.cast(Labels, page.labels)


def _columns_of(table: t.Any) -> t.Dict[t.Any, t.Any]:
    """Header cells with the cells under them, where a table has its labels on top and one row of values."""
    found: t.Dict[t.Any, t.Any] = {}
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
    if len(rows) >= 2:
        heads, cells = list(rows[-2].iterchildren("th", "td")), list(rows[-1].iterchildren("td"))
        if len(heads) == len(cells) and all(head.tag == "th" for head in heads):
            found.update(zip(heads, cells))
    return found


def _beside(element: t.Any) -> t.List[t.Any]:
    """The element right behind a label that is neither cell nor ``<dt>``; a ``<label>``'s text may also be followed
    by a control.
    """
    for sibling in element.itersiblings():
        if not isinstance(sibling.tag, str) or sibling.tag in ("br", "script", "style"):
            continue
        if squeeze(element.tail):
            return []
        if text_of(sibling) in (":", "\uff1a") and not squeeze(sibling.tail):
            continue
        return [] if sibling.tag in _HEADINGS or sibling.tag in ("form", "table", "dl", "ul") else [sibling]
    return []


def _has_controls(element: t.Any) -> bool:
    return any(True for _found in element.iter(*_CONTROL_TAGS))


def _has_labels(element: t.Any) -> bool:
    """Whether a label stands in the element that is one by itself."""
    return any(found.get("for") for found in element.iter("label")) or any(
        text_of(found).endswith((":", "\uff1a")) for found in element.iter(*_INLINE) if found is not element
    )


def _closest(key: str, spots: t.List[Spot]) -> t.List[Spot]:
    """The spots that count: not those of a heading, whose value holds the very label once more or is nothing but that label, and no hidden
    text where there is one that is not.
    """
    if len(spots) < 2:
        return spots
    if not all(spot.hidden for spot in spots):
        spots = [spot for spot in spots if spot.controls or not spot.hidden]
    pairs = {node for spot in spots if spot.text is not None for node in spot.nodes}
    inner = {node for spot in spots for node in spot.nodes}

    def is_heading(spot: Spot) -> bool:
        if spot.text is not None or not spot.nodes:
            return False
        below = {found for node in spot.nodes for found in node.iter()}
        return bool(below & pairs or below & inner - set(spot.nodes)) or label_key(text_of(spot.nodes[0])) == key

    closest = [spot for spot in spots if not is_heading(spot)]
    return sorted(closest or spots, key=_company)


def _company(spot: Spot) -> int:
    """How many elements stand beside a label that is only a text in front of another text: a heading has more than a row's label."""
    parent = spot.nodes[0].getparent() if spot.nodes and spot.rank == ADJACENT and not spot.controls else None
    return 0 if parent is None else len(parent)


def _has_sibling_text(element: t.Any) -> bool:
    parent = element.getparent()
    return parent is not None and bool(squeeze(parent.text))


def _lines(element: t.Any) -> t.List[str]:
    lines = [element.text or ""]
    for child in element.iter():
        if child is element:
            continue
        if child.tag == "br":
            lines.append("")
        elif isinstance(child.tag, str) and child.tag not in _IGNORED:
            lines[-1] += child.text or ""
        lines[-1] += child.tail or ""
    if element.tag == "pre":
        lines = "\n".join(lines).split("\n")
    return [squeeze(line) for line in lines if squeeze(line)]
