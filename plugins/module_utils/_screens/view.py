# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""A screen as it was read: fields found by their labels, values from the hidden form where there is one."""

from __future__ import annotations

import functools
import re
import typing as t

from .._remote_ui import awaited, script, transforms
from .._remote_ui.contents import sentences
from .._remote_ui.controls import Control, Form, as_switch, caption
from .._remote_ui.errors import UnknownLayout
from .._remote_ui.labels import Labels, labels_of
from .._remote_ui.page import Page
from .._remote_ui.spots import ADJACENT, Spot
from .._remote_ui.text import label_key, shorten, squeeze
from .fields import NUMBER, SECRET, SWITCH, Field, Screen, taught

_KINDS = {
    SWITCH: ("checkbox", "radio", "select"),
    SECRET: ("password", "text"),
    NUMBER: ("text", "select"),
    "text": ("text", "textarea", "select", "radio"),
}


_FOREIGN = re.compile(r"google", re.I)  # sections of the sibling screen (reference 10.5), where one page has both
_DASHES = " -\u2010\u2012\u2013\u2014\u2212."
BELOW = " > "
"""Between a heading and a label below it, in ``canon_labels``."""


class View:
    """One reading of a screen.

    :param labels: the user's ``canon_labels``.
    """

    def __init__(self, screen: Screen, page: Page, labels: t.Mapping[str, t.Any]) -> None:
        self.screen = screen
        self.page = page
        self.taught = labels
        self._spots: t.Dict[str, t.Optional[Spot]] = {}
        self._ambiguous: t.Dict[str, UnknownLayout] = {}

    # -- finding --------------------------------------------------------------------------------
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

    def _index(self, written: bool) -> Labels:
        return labels_of(self.page.with_written if written else self.page)

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
        labels = self._index(written)
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
        """A place whose general label ("Port Number") is the next one behind the field that it belongs to."""
        for text in field.next_to if before is not None else ():
            for spot in labels.find(text):
                if spot.order > before.order and self._suits(field, spot) and not labels.between(before, spot):
                    return spot
        return None

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
        if len({self._identity(field, spot) for spot in best}) > 1 and field.written:
            return self._in_section(field, best, labels)
        return best[0]

    def _in_section(self, field: Field, spots: t.List[Spot], labels: Labels) -> Spot:
        """The one of several places with the same label that stands below the same heading as the field ``beside``.

        A section that also has something about the reception of mail (POP) tells nothing.

        :raises UnknownLayout: the headings do not tell which place is meant.
        """
        anchor = self._anchor(field.beside, labels) if field.beside is not None else None
        if anchor is not None and anchor.section:
            here = [spot for spot in spots if spot.section == anchor.section]
            alone = len({self._identity(field, spot) for spot in here}) == 1
            if alone and not any(
                "pop" in label_key(label) for label in [anchor.section, *labels.in_section(anchor.section)]
            ):
                return here[0]
        places = list(dict.fromkeys(f"{spot.section}{BELOW}{spot.label}" for spot in spots if spot.section))
        apart = len(places) == len({self._identity(field, spot) for spot in spots})
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

    def _identity(self, field: Field, spot: Spot) -> t.Any:
        controls = [control.name for control in spot.controls if control.kind in _KINDS[field.kind]]
        return tuple(dict.fromkeys(controls)) or spot.value

    def missing(self, names: t.Iterable[str]) -> UnknownLayout:
        """The error for fields that the screen does not show: what was seen, and how to teach the collection."""
        names = list(names)
        for name in names:
            if self.spot(name) is None and name in self._ambiguous:
                return self._ambiguous[name]
        usual = ", ".join(f'"{self.screen.field(name).labels[0]}"' for name in names)
        seen = self._index(self.page.with_written is not self.page).seen()
        known = any(self.has(field.name) for field in self.screen.fields)
        says = [] if known else [text for text in sentences(self.page) if " " in text][:2]  # it may say why
        others = [
            field.name for field in self.screen.fields if field.name not in names and self.spot(field.name) is None
        ]
        # where most labels are missing, the page is in another language: all of them are needed sooner or later
        is_foreign = len(others) + len(names) > len(self.screen.fields) / 2
        asked = [*names, *(others if is_foreign else ())]
        teach = ", ".join(f'{self.screen.key}.{name}: "<the label on your printer>"' for name in asked)
        return UnknownLayout(
            f"The screen does not show {usual}",
            screen=squeeze(self.page.title) or self.screen.titles[0],
            address=self.page.path,
            seen=["labels: " + (", ".join(f'"{label}"' for label in seen) or "none"), *map(shorten, says)],
            remedy=(
                "Add those of these labels that are the right ones to the printer's variables, and leave out what it does not have: "
                if len(asked) > 1
                else "If one of these labels is the right one, add it to the printer's variables as "
            )
            + f"canon_labels: {{{teach}}}",
        )

    # -- reading --------------------------------------------------------------------------------
    def control(self, name: str) -> t.Optional[Control]:
        """The control of a field, of the kind that the field needs."""
        spot = self.spot(name)
        kinds = _KINDS[self.screen.field(name).kind]
        return next((control for control in spot.controls if control.kind in kinds), None) if spot else None

    def raw(self, control: Control) -> str:
        """What the form holds for a control now: from the hidden form where it has the name, from the control
        otherwise.
        """
        native = self.page.native_form
        held = native.get(control.name) if native is not None else None
        if held is not None:
            return held
        if control.kind == "checkbox":
            return control.value if control.checked else ""
        if control.kind == "radio":
            return next((other.value for other in self.group(control) if other.checked), "")
        return control.value

    @functools.cached_property
    def awaits_values(self) -> bool:
        """Whether the values are fetched by the page's script: none of them is there."""
        spots = [spot for spot in map(self.spot, (field.name for field in self.screen.fields)) if spot is not None]
        controls = [control for spot in spots for control in spot.controls]
        if controls or self.page.native_form is not None:
            form = self.form(controls)
            return awaited.awaits_values(self.page, controls if form is None else form.controls)
        shown = [spot.value for spot in spots if spot.rank < ADJACENT]
        is_empty = bool(shown) and not any((value or "").strip(_DASHES) for value in shown)
        return is_empty and awaited.makes_requests(self.page)

    def fetched(self) -> UnknownLayout:
        """The error for such a page."""
        return UnknownLayout(
            "The values of this page are fetched by its script, so that they are not known",
            screen=squeeze(self.page.title) or self.screen.titles[0],
            address=self.page.path,
            remedy="Nothing was sent; send a capture of this screen, so that the collection can learn it",
        )

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

    def group(self, control: Control) -> t.List[Control]:
        """All radio buttons of one setting."""
        for page in (self.page, self.page.with_written):
            found = [other for other in page.controls if other.kind == "radio" and other.name == control.name]
            if any(other.element is control.element for other in found):
                return found
        return [control]

    def choices(self, control: Control) -> t.List[t.Tuple[str, str]]:
        """(value, text) of the choices of a select or of radio buttons."""
        if control.kind == "select":
            return [(value, text) for value, text, _selected in control.options]
        return [(other.value, caption(other)) for other in self.group(control)]

    def value(self, name: str) -> t.Any:
        """The value of a field: bool, int or text by its kind; None where the screen does not show it or it cannot
        be known.
        """
        field = self.screen.field(name)
        spot = self.spot(name)
        if spot is None or field.kind == SECRET:
            return None
        if self.awaits_values:
            return None
        control = self.control(name)
        if control is not None and control.is_unknown and self.page.native_form is None:
            return None
        if (
            control is None and not field.written
        ):  # a value in a control of another kind, such as a text that cannot be changed
            control = next((found for found in spot.controls if found.kind != "password"), None)
            text = spot.value if control is None else self.shown(control)
            return self._truth(text) if field.kind == SWITCH else self._typed(field, text)
        made = transforms.shown(self.page, control) if control is not None else transforms.AS_IT_IS
        if made is script.UNKNOWN:
            return None
        if field.kind == SWITCH and isinstance(made, bool):
            return made
        text = self.shown(control, made) if control is not None else spot.value
        if field.kind == SWITCH:
            return self._switch(control, made) if control is not None else self._truth(text)
        return self._typed(field, text)

    @staticmethod
    def _typed(field: Field, text: t.Optional[str]) -> t.Any:
        if text is None:
            return None
        if field.kind == NUMBER:
            digits = re.match(r"^\D{0,3}(\d{1,9})\b", text)
            return int(digits.group(1)) if digits else None
        return text

    def shown(self, control: Control, made: t.Any = transforms.AS_IT_IS) -> str:
        """The text that a person reads in a control.

        :param made: what the page's script makes of the value, where it does that.
        """
        raw = made if isinstance(made, str) else self.raw(control)
        if control.kind in ("select", "radio"):
            return next((text for value, text in self.choices(control) if value == raw and text), raw)
        return raw.strip()

    def _switch(self, control: Control, made: t.Any) -> t.Optional[bool]:
        raw = made if isinstance(made, str) else self.raw(control)
        if control.kind == "checkbox":
            if control.halves is not None:
                off, on = control.halves
                return True if raw == on else False if raw == off else None
            native = self.page.native_form
            if native is None or native.get(control.name) is None:
                return control.checked
            return self._truth(raw) if self._truth(raw) is not None else raw == control.value if raw else None
        text = next((text for value, text in self.choices(control) if value == raw), "")
        return self._truth(text) if self._truth(text) is not None else self._truth(raw)

    def _truth(self, text: t.Optional[str]) -> t.Optional[bool]:
        """``On`` or ``Off``, also in words that the user taught."""
        words = {label_key(word): True for word in taught(self.taught, "words.on")}
        words.update({label_key(word): False for word in taught(self.taught, "words.off")})
        return as_switch(text, words)

    def read(self, names: t.Optional[t.Iterable[str]] = None) -> t.Dict[str, t.Any]:
        """The values of all fields (or of ``names``), secrets left out."""
        wanted = [field.name for field in self.screen.fields if field.kind != SECRET] if names is None else list(names)
        return {name: self.value(name) for name in wanted}

    # -- writing --------------------------------------------------------------------------------
    def encode(self, name: str, value: t.Any) -> t.Tuple[Control, str]:
        """The control of a field and what it must hold for ``value``.

        :raises UnknownLayout: there is no such control, or none of its choices means the value.
        """
        control = self.control(name)
        if control is None:
            raise self.missing([name])
        raw = self._encoded(name, control, value)
        made = transforms.stored(self.page, control, value if control.kind == "checkbox" else raw)
        is_understood = made is transforms.AS_IT_IS or isinstance(made, str)
        # what could not be read back afterwards is not written
        if is_understood and transforms.shown(self.page, control) is not script.UNKNOWN:
            return control, raw if made is transforms.AS_IT_IS else made
        raise UnknownLayout(
            f'The page\'s script changes "{self.screen.field(name).labels[0]}" in a way that is not understood',
            screen=self.page.title,
            address=self.page.path,
            seen=[f"function {'Init_' if is_understood else 'Exec_'}{control.name}"],
            remedy="Nothing was sent; send a capture of this screen, so that the collection can learn it",
        )

    def _encoded(self, name: str, control: Control, value: t.Any) -> str:
        if not isinstance(value, bool):
            return str(value)
        if control.kind == "checkbox":
            if control.halves is not None:
                return control.halves[1 if value else 0]
            return (control.value if control.value != "on" else "1") if value else "0"
        for choice, text in self.choices(control):
            if self._truth(text) is value or (self._truth(text) is None and self._truth(choice) is value):
                return choice
        raise UnknownLayout(
            f'None of the choices of "{self.screen.field(name).labels[0]}" means {"On" if value else "Off"}',
            screen=self.page.title,
            address=self.page.path,
            seen=[shorten(text or choice) for choice, text in self.choices(control)],
            remedy='Nothing was sent; say what they mean with canon_labels: {words.on: "<text>", words.off: "<text>"}',
        )

    def form(self, controls: t.Iterable[Control]) -> t.Optional[Form]:
        """The visible form in which the controls stand."""
        return next(
            filter(
                None,
                (
                    self.page.form_of(control.element) or self.page.with_written.form_of(control.element)
                    for control in controls
                ),
            ),
            None,
        )

    def limit(self, name: str) -> t.Optional[int]:
        """Characters that fit, by the page or by the reference."""
        control = self.control(name)
        page_limit = control.limit if control is not None else None
        return page_limit or self.screen.field(name).limit


_CASELESS = frozenset(["server", "email_address", "endpoint"])
_ENDS = {"server": ".", "endpoint": "/"}  # what a printer may add to a name or an address, or take away


def same(left: t.Any, right: t.Any, name: str = "") -> bool:
    """Whether a value of the printer is the wanted one; host names and addresses are compared without case."""
    if isinstance(left, str) and isinstance(right, str):
        if name in _CASELESS:
            ends = _ENDS.get(name, "")
            return label_key(left).rstrip(ends) == label_key(right).rstrip(ends)
        return left.strip() == right.strip()
    return left == right
