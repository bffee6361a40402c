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
from .._remote_ui.controls import Control, Form, as_switch, caption
from .._remote_ui.errors import UnknownLayout
from .._remote_ui.spots import ADJACENT
from .._remote_ui.text import label_key, squeeze
from .fields import NUMBER, SECRET, SWITCH, Field, taught
from .finding import Places
from .missing import missing

_DASHES = " -\u2010\u2012\u2013\u2014\u2212."


class View(Places):
    """One reading of a screen."""

    def missing(self, names: t.Iterable[str]) -> UnknownLayout:
        """The error for fields that the screen does not show."""
        return missing(self, names)

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
            return self.truth(text) if field.kind == SWITCH else self._typed(field, text)
        made = transforms.shown(self.page, control) if control is not None else transforms.AS_IT_IS
        if made is script.UNKNOWN:
            return None
        if field.kind == SWITCH and isinstance(made, bool):
            return made
        text = self.shown(control, made) if control is not None else spot.value
        if field.kind == SWITCH:
            return self._switch(control, made) if control is not None else self.truth(text)
        return self._typed(field, text)

    def read(self, names: t.Optional[t.Iterable[str]] = None) -> t.Dict[str, t.Any]:
        """The values of all fields (or of ``names``), secrets left out."""
        wanted = [field.name for field in self.screen.fields if field.kind != SECRET] if names is None else list(names)
        return {name: self.value(name) for name in wanted}

    def shown(self, control: Control, made: t.Any = transforms.AS_IT_IS) -> str:
        """The text that a person reads in a control.

        :param made: what the page's script makes of the value, where it does that.
        """
        raw = made if isinstance(made, str) else self.raw(control)
        if control.kind in ("select", "radio"):
            return next((text for value, text in self.choices(control) if value == raw and text), raw)
        return raw.strip()

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

    @functools.cached_property
    def awaits_values(self) -> bool:
        """Whether the values are fetched by the page's script: none of them is there."""
        if not awaited.makes_requests(self.page):
            return False
        spots = [spot for spot in map(self.spot, (field.name for field in self.screen.fields)) if spot is not None]
        controls = [control for spot in spots for control in spot.controls]
        if controls or self.page.native_form is not None:
            form = self.form(controls)
            return awaited.awaits_values(self.page, controls if form is None else form.controls)
        shown = [spot.value for spot in spots if spot.rank < ADJACENT]
        return bool(shown) and not any((value or "").strip(_DASHES) for value in shown)

    def fetched(self) -> UnknownLayout:
        """The error for such a page."""
        return UnknownLayout(
            "The values of this page are fetched by its script, so that they are not known",
            screen=squeeze(self.page.title) or self.screen.titles[0],
            address=self.page.path,
            remedy="Nothing was sent; send a capture of this screen, so that the collection can learn it",
        )

    @staticmethod
    def _typed(field: Field, text: t.Optional[str]) -> t.Any:
        if text is None:
            return None
        if field.kind == NUMBER:
            digits = re.match(r"^\D{0,3}(\d{1,9})\b", text)
            return int(digits.group(1)) if digits else None
        return text

    def _switch(self, control: Control, made: t.Any) -> t.Optional[bool]:
        raw = made if isinstance(made, str) else self.raw(control)
        if control.kind == "checkbox":
            if control.halves is not None:
                off, on = control.halves
                return True if raw == on else False if raw == off else None
            native = self.page.native_form
            if native is None or native.get(control.name) is None:
                return control.checked
            return self.truth(raw) if self.truth(raw) is not None else raw == control.value if raw else None
        text = next((text for value, text in self.choices(control) if value == raw), "")
        return self.truth(text) if self.truth(text) is not None else self.truth(raw)

    def truth(self, text: t.Optional[str]) -> t.Optional[bool]:
        """``On`` or ``Off``, also in words that the user taught."""
        words = {label_key(word): True for word in taught(self.taught, "words.on")}
        words.update({label_key(word): False for word in taught(self.taught, "words.off")})
        return as_switch(text, words)
