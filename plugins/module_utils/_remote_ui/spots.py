# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Places where labels stand, and which of those with the same label count."""

from __future__ import annotations

import dataclasses
import typing as t

from .controls import BUTTONS, CONTROL_TAGS, Control
from .page import text_of, value_text
from .text import UNKNOWN_MARK, label_key

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
        found = [Control(element) for node in self.nodes for element in node.iter(*CONTROL_TAGS)]
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


def closest(key: str, spots: t.List[Spot]) -> t.List[Spot]:
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
        below = {inside for node in spot.nodes for inside in node.iter()}
        return bool(below & pairs or below & inner - set(spot.nodes)) or label_key(text_of(spot.nodes[0])) == key

    found = [spot for spot in spots if not is_heading(spot)]
    return sorted(found or spots, key=_company)


def _company(spot: Spot) -> int:
    """How many elements stand beside a label that is only a text in front of another text: a heading has more than a row's label."""
    parent = spot.nodes[0].getparent() if spot.nodes and spot.rank == ADJACENT and not spot.controls else None
    return 0 if parent is None else len(parent)
