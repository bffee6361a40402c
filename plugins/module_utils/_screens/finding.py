# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Where the fields of a screen stand, found by their labels; nothing is guessed where a label stands more than once."""

from __future__ import annotations

import re
import typing as t

from .._remote_ui.controls import Control
from .._remote_ui.errors import UnknownLayout
from .._remote_ui.labels import Labels, labels_of
from .._remote_ui.page import Page
from .._remote_ui.spots import Spot
from .._remote_ui.text import label_key, squeeze
from .fields import NUMBER, SECRET, SWITCH, Field, Screen, taught

_KINDS = {
    SWITCH: ("checkbox", "radio", "select"),
    SECRET: ("password", "text"),
    NUMBER: ("text", "select"),
    "text": ("text", "textarea", "select", "radio"),
}
_FOREIGN = re.compile(r"google", re.I)  # sections of the sibling screen (reference 10.5), where one page has both
_RECEPTION = re.compile(r"\bpop|\brx\b|reception", re.I)
BELOW = " > "
"""Between a heading and a label below it, in ``canon_labels``."""


class Places:
    """The places of a screen's fields, in one reading of it.

    :param labels: the user's ``canon_labels``.
    """

    def __init__(self, screen: Screen, page: Page, labels: t.Mapping[str, t.Any]) -> None:
        self.screen = screen
        self.page = page
        self.taught = labels
        self._spots: t.Dict[str, t.Optional[Spot]] = {}
        self._ambiguous: t.Dict[str, UnknownLayout] = {}

    def spot(self, name: str) -> t.Optional[Spot]:
        """Where a field stands; None where the screen does not show it, or where its label does not tell which
        place is meant.
        """
        if name not in self._spots:
            try:
                self._spots[name] = self._find(self.screen.field(name))
            except UnknownLayout as error:
                self._spots[name], self._ambiguous[name] = None, error
        return self._spots[name]

    def has(self, name: str) -> bool:
        return self.spot(name) is not None

    def control(self, name: str) -> t.Optional[Control]:
        """The control of a field, of the kind that the field needs."""
        spot = self.spot(name)
        kinds = _KINDS[self.screen.field(name).kind]
        return next((control for control in spot.controls if control.kind in kinds), None) if spot else None

    def row(self, name: str) -> t.List[Control]:
        """The controls of a field that is spread over several; a label that names only the first in its row stands for all of them."""
        spot = self.spot(name)
        controls = spot.controls if spot is not None else []
        around = next(controls[0].element.iterancestors("tr", "dd", "div", "p"), None) if len(controls) == 1 else None
        if around is not None:
            controls = [Control(element) for element in around.iter("input", "select")]
        groups: t.Dict[t.Tuple[str, t.Any], Control] = {}
        for place, control in enumerate(controls):
            if control.kind in ("text", "select", "radio"):
                groups.setdefault((control.name, None if control.kind == "radio" else place), control)
        return list(groups.values())

    def ambiguity(self, name: str) -> t.Optional[UnknownLayout]:
        """Why a field was not found, where its label does not tell which place is meant."""
        return self._ambiguous.get(name) if self.spot(name) is None else None

    def _texts(self, field: Field) -> t.Tuple[str, ...]:
        return taught(self.taught, f"{self.screen.key}.{field.name}") + field.labels

    def _find(self, field: Field) -> t.Optional[Spot]:
        """The page is read as it was sent, and where that does not tell, with what its scripts write and put in."""
        found, error = None, None
        try:
            found = self._find_in(field, written=False)
        except UnknownLayout as ambiguous:
            error = ambiguous
        if found is None and error is None and not self._may_be_written(field):
            return None
        if found is not None and self._is_settled(field, found):
            return found
        if self.page.with_written is self.page:
            written = found
        else:  # where scripts take the label away, nobody knows what they show instead
            written = self._find_in(field, written=True)
        if written is None and error is not None:
            raise error
        return written

    def _find_in(self, field: Field, written: bool) -> t.Optional[Spot]:
        labels = labels_of(self.page.with_written if written else self.page)
        before = self._before(field, labels)
        if before is None and field.follows is not None and self.has(field.follows):
            return None  # only the page with what its scripts write holds both
        for text in self._texts(field):
            spots = [spot for spot in self._spots_of(text, labels) if self._suits(field, spot)]
            if before is None and field.follows is not None and text in field.labels and "smtp" not in label_key(text):
                continue  # a label that means this field only behind another one, which is not there
            chosen = self._choose(field, spots, before, labels) if spots else None
            if chosen is not None:
                return chosen
        return self._directly_behind(field, before, labels)

    def _is_settled(self, field: Field, spot: Spot) -> bool:
        """Whether no script changes what stands there, or the hidden form has it anyway."""
        if field.written and self.page.native_form is not None:
            return True
        parts = spot.nodes if spot.control is None else [*spot.nodes, spot.control]
        return not spot.hidden and not self.page.may_fill(parts)

    def _may_be_written(self, field: Field) -> bool:
        """Whether a script can write the label of a field, or of what it stands behind, into the page."""
        texts = [text.rpartition(BELOW)[2] for text in (*self._texts(field), *field.next_to)]
        return any(map(self.page.may_write, texts)) or (
            field.follows is not None and self._may_be_written(self.screen.field(field.follows))
        )

    @staticmethod
    def _spots_of(text: str, labels: Labels) -> t.List[Spot]:
        """The places of a label; of ``Before > Label``, which only ``canon_labels`` has, the one below that heading,
        or the next one behind that other label.
        """
        before, mark, label = text.rpartition(BELOW)
        found = labels.find(text)
        if found or not mark:
            return found
        spots = labels.find(label)
        below = [spot for spot in spots if label_key(spot.section) == label_key(before)]
        if below:
            return below
        start = min((spot.order for spot in labels.find(before)), default=None)
        behind = [spot for spot in spots if start is not None and spot.order > start]
        return sorted(behind, key=lambda spot: (spot.rank, spot.order))[:1]

    def _before(self, field: Field, labels: Labels) -> t.Optional[Spot]:
        """The place of the field behind which this one comes, in one reading of the page: only there orders compare."""
        return self._anchor(field.follows, labels) if field.follows is not None else None

    def _anchor(self, name: str, labels: Labels) -> t.Optional[Spot]:
        """The place of another field in this reading of the page."""
        spot = self.spot(name)
        if spot is None:
            return None
        other = self.screen.field(name)
        same_label = labels.find(spot.label)
        if any(found is spot for found in same_label):
            return spot
        wanted = self._identity(other, spot)
        return next((found for found in same_label if self._identity(other, found) == wanted), None)

    def _directly_behind(self, field: Field, before: t.Optional[Spot], labels: Labels) -> t.Optional[Spot]:
        """A place whose general label ("Port Number") is the next one behind the field that it belongs to.

        Where that label stands only once, other fields of the screen may stand in between, but nothing foreign, such as a POP server.
        """
        for text in field.next_to if before is not None else ():
            spots = [spot for spot in labels.find(text) if self._suits(field, spot)]
            is_single = self._count(field, spots) == 1
            for spot in spots:
                if spot.order > before.order:
                    between = labels.between(before, spot)
                    if not between or is_single and all(self._is_of_another(field, other) for other in between):
                        return spot
        return None

    def _is_of_another(self, field: Field, spot: Spot) -> bool:
        """Whether another field of the screen may have this label."""
        key = label_key(spot.label)
        return any(
            key == label_key(text) for other in self.screen.fields if other is not field for text in other.labels
        )

    def _suits(self, field: Field, spot: Spot) -> bool:
        if not field.written:
            return bool(spot.controls) or spot.value != "" or spot.rank < 2
        return any(
            control.kind in _KINDS[field.kind] and (control.kind != "select" or control.options)
            for control in spot.controls
        )

    def _choose(self, field: Field, spots: t.List[Spot], before: t.Optional[Spot], labels: Labels) -> t.Optional[Spot]:
        """The place that is meant.

        :raises UnknownLayout: several places, and nothing tells which.
        """
        best = [spot for spot in spots if spot.rank == spots[0].rank]
        best = [spot for spot in best if not _FOREIGN.search(spot.section)] or best
        if before is not None and "smtp" not in label_key(best[0].label):
            return self._behind(before, best, labels)
        if self._count(field, best) > 1 and field.written:
            return self._in_section(field, best, labels)
        return best[0]

    def _in_section(self, field: Field, spots: t.List[Spot], labels: Labels) -> Spot:
        """The one of several places with the same label that stands below the same heading as the field ``beside``, or the only one below a
        heading about SMTP where the others are about the reception of mail (POP).

        A section that also has something about the reception of mail tells nothing.

        :raises UnknownLayout: the headings do not tell which place is meant.
        """
        anchor = self._anchor(field.beside, labels) if field.beside is not None else None
        if anchor is not None and anchor.section:
            here = [spot for spot in spots if spot.section == anchor.section]
            alone = self._count(field, here) == 1
            if alone and not any(
                "pop" in label_key(label) for label in [anchor.section, *labels.in_section(anchor.section)]
            ):
                return here[0]
        sending = [spot for spot in spots if not _RECEPTION.search(spot.section)]
        if self._count(field, sending) == 1 and "smtp" in label_key(sending[0].section):
            return sending[0]
        places = list(dict.fromkeys(f"{spot.section}{BELOW}{spot.label}" for spot in spots if spot.section))
        apart = len(places) == self._count(field, spots)
        places.sort(key=lambda place: bool(_RECEPTION.search(place)))  # nobody who copies the example shall set POP
        example = places[0] if apart else f"<label before it>{BELOW}{spots[0].label}"
        teach = f'canon_labels: {{{self.screen.key}.{field.name}: "{example}"}}'
        raise UnknownLayout(
            f'The label "{spots[0].label}" stands more than once on the screen',
            screen=squeeze(self.page.title) or self.screen.titles[0],
            address=self.page.path,
            seen=places,
            remedy=f"Say which one is meant in the printer's variables, for example {teach}",
        )

    @staticmethod
    def _behind(before: Spot, spots: t.List[Spot], labels: Labels) -> t.Optional[Spot]:
        """The first place behind another field, unless something about the reception of mail (POP) stands in
        between.
        """
        behind = [
            spot
            for spot in spots
            if spot.order > before.order and (not spot.section or not before.section or spot.section == before.section)
        ]
        nearest = min(behind, key=lambda spot: spot.order, default=None)
        if nearest is None or any("pop" in label_key(spot.label) for spot in labels.between(before, nearest)):
            return None
        return nearest

    def _count(self, field: Field, spots: t.List[Spot]) -> int:
        """How many places these are: one may have its label twice."""
        return len({self._identity(field, spot) for spot in spots})

    def _identity(self, field: Field, spot: Spot) -> t.Any:
        controls = [control.name for control in spot.controls if control.kind in _KINDS[field.kind]]
        return tuple(dict.fromkeys(controls)) or spot.value
