# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Forms and their controls, with the two manners in which this family of printers sends them.

Native pages have a hidden form that holds the current values and is the only one ever sent; the controls of the
visible form have the same names, a check box has ``value="<off>/<on>"`` and a cleared one is sent as its off part
(reference ``remote-ui.md`` 5.1). Servlet pages have ordinary forms (HTML 4.01, 17.13: successful controls).
"""

from __future__ import annotations

import typing as t

from .text import UNKNOWN_MARK, label_key, squeeze

CONTROL_TAGS = ("input", "select", "textarea")
BUTTONS = frozenset(["button", "submit", "image", "reset"])
CONTROL_FIELDS = frozenset(
    [
        "Flag",
        "PageFlag",
        "FuncTypeFlag",
        "CoreNXAction",
        "CoreNXPage",
        "CoreNXFlag",
        "disp",
        "Dummy",
        "Token",
        "CorePGTAG",
    ]
)

Fields = t.List[t.Tuple[str, str]]


class Control:
    """One control of a form: an element with its kind and name."""

    def __init__(self, element: t.Any) -> None:
        self.element = element
        tag = element.tag
        kind = (element.get("type") or "text").strip().lower() if tag == "input" else tag
        self.kind = (
            kind
            if kind in ("checkbox", "radio", "hidden", "password", "select", "textarea", "file") or kind in BUTTONS
            else "text"
        )
        self.name = element.get("name") or element.get("id") or ""
        self.sent = bool(element.get("name"))
        self.disabled = element.get("disabled") is not None or any(
            ancestor.get("disabled") is not None for ancestor in element.iterancestors("fieldset")
        )

    @property
    def value(self) -> str:
        """The value as the page delivers it (for a check box or radio button what it would send)."""
        if self.kind == "select":
            return self.chosen[0] if self.chosen else ""
        if self.kind == "textarea":
            text = self.element.text or ""
            return text[1:] if text.startswith("\n") else text  # the line end behind the tag is not part of it
        return self.element.get("value") or (
            "on" if self.kind in ("checkbox", "radio") and self.element.get("value") is None else ""
        )

    @property
    def chosen(self) -> t.List[str]:
        """The values of a select that are chosen: of a plain one the first option where none is marked."""
        marked = [value for value, _text, selected in self.options if selected]
        if self.element.get("multiple") is not None:
            return marked
        return marked[-1:] or [value for value, _text, _selected in self.options[:1]]

    @property
    def pressed(self) -> Fields:
        """What a button adds to the form that it sends."""
        if (self.element.get("type") or "").lower() == "image":
            return [(self.name + ".x", "1"), (self.name + ".y", "1")]
        return [(self.name, self.element.get("value") or "")]

    @property
    def checked(self) -> bool:
        return self.element.get("checked") is not None

    @property
    def is_unknown(self) -> bool:
        """Whether only the running script would know what it holds."""
        if UNKNOWN_MARK in (self.element.get("value") or "") or self.element.get("data-unknown") is not None:
            return True
        # a script writes an attribute, such as "checked", or not
        parts = [self.element, *self.element.iter("option")] if self.kind == "select" else [self.element]
        return any(UNKNOWN_MARK in name for part in parts for name in part.keys())

    @property
    def halves(self) -> t.Optional[t.Tuple[str, str]]:
        """Off and on part of a native check box (``0/1``)."""
        parts = (self.element.get("value") or "").split("/")
        return (parts[0], parts[1]) if self.kind == "checkbox" and len(parts) == 2 else None

    @property
    def options(self) -> t.List[t.Tuple[str, str, bool]]:
        """(value, text, selected) of each option of a select."""
        found = []
        for option in self.element.iter("option"):
            text = squeeze("".join(option.itertext()))
            found.append(
                (
                    option.get("value") if option.get("value") is not None else text,
                    text,
                    option.get("selected") is not None,
                )
            )
        return found

    @property
    def limit(self) -> t.Optional[int]:
        """The length that the page itself allows, in characters."""
        text = self.element.get("maxlength") or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 7 and int(text) > 0 else None


def _controls_of(form: t.Any) -> t.List[t.Any]:
    """The controls in a form, and those that name it as theirs from elsewhere on the page."""
    own = form.get("id")
    found = [one for one in form.iter("input", "select", "textarea", "button") if one.get("form") in (None, own)]
    if not own:
        return found
    named = [one for one in form.getroottree().xpath("//*[@form=$id]", id=own) if form not in one.iterancestors("form")]
    return found + [one for one in named if one.tag in ("input", "select", "textarea", "button")]


class Form:
    """A form of a page with its controls in document order."""

    def __init__(self, element: t.Any, index: int) -> None:
        self.element = element
        self.index = index
        self.name = element.get("name") or element.get("id") or ""
        self.action = element.get("action") or ""
        self.method = (element.get("method") or "get").strip().lower()
        self.controls = [Control(found) for found in _controls_of(element)]

    @property
    def all_hidden(self) -> bool:
        return bool(self.controls) and all(control.kind == "hidden" for control in self.controls)

    @property
    def is_native(self) -> bool:
        """Whether this is the hidden form of a native page, by its control fields."""
        return self.all_hidden and len(CONTROL_FIELDS.intersection(self.names)) >= 2

    @property
    def names(self) -> t.List[str]:
        return [control.name for control in self.controls if control.sent]

    def get(self, name: str) -> t.Optional[str]:
        """The value of the (first) control ``name``."""
        for control in self.controls:
            if control.name == name and control.sent:
                return control.value
        return None

    def hidden_fields(self) -> Fields:
        return [(control.name, control.value) for control in self.controls if control.kind == "hidden" and control.sent]

    def successful(self, wanted: t.Optional[t.Mapping[t.Any, t.Any]] = None, button: t.Any = None) -> Fields:
        """What a browser would send for this form.

        :param wanted: element to new value; True/False for check boxes and radio buttons.
        :param button: the element of the button that is pressed.
        """
        wanted = wanted or {}
        fields: Fields = []
        for control in self.controls:
            element = control.element
            given = element in wanted
            if not control.sent or (control.disabled and not given):
                continue
            if control.kind in BUTTONS:
                if element is button and submits(element):
                    fields += control.pressed
            elif control.kind in ("checkbox", "radio"):
                if wanted[element] if given else control.checked:
                    fields.append((control.name, control.value))
            elif control.kind == "select" and not given:
                fields += [(control.name, value) for value in control.chosen]
            elif control.kind != "file":
                fields.append((control.name, str(wanted[element]) if given else control.value))
        return fields


def caption(control: Control) -> str:
    """The text of one radio button or check box: its label, the label around it, else what stands right behind it."""
    element = control.element
    identifier = element.get("id")
    for label in element.getroottree().iter("label"):
        if identifier and label.get("for") == identifier:
            return squeeze("".join(label.itertext()))
    around = next(element.iterancestors("label"), None)
    if around is not None:
        return squeeze("".join(around.itertext()))
    behind = element.getnext()
    if not squeeze(element.tail) and behind is not None and behind.tag in ("span", "label", "font", "b"):
        return squeeze("".join(behind.itertext()))
    return squeeze(element.tail)


def submits(element: t.Any) -> bool:
    """Whether a button sends its form by itself."""
    kind = (element.get("type") or ("submit" if element.tag == "button" else "")).strip().lower()
    return kind in ("submit", "image")


_OTHER_ON = (
    "activ\u00e9 activ\u00e9e oui ein an ja aktiviert s\u00ed s\u00ec activado attivato attiva aan"
    " \u30aa\u30f3 \u3059\u308b \u6709\u52b9 \u306f\u3044 \u5f00 \u958b \u542f\u7528 \u555f\u7528 \u662f \ucf2c \ucf1c\uae30 \uc608"
)
_OTHER_OFF = (
    "d\u00e9sactiv\u00e9 d\u00e9sactiv\u00e9e non aus nein deaktiviert desactivado disattivato disattiva uit"
    " \u30aa\u30d5 \u3057\u306a\u3044 \u7121\u52b9 \u3044\u3044\u3048 \u5173 \u95dc \u7981\u7528 \u505c\u7528 \u5426 \ub054 \ub044\uae30 \uc544\ub2c8\uc694"
)
ON_WORDS = frozenset(
    ["on", "yes", "true", "1", "enable", "enabled", "use", "allow", "allowed", "active", *_OTHER_ON.split()]
)
OFF_WORDS = frozenset(
    [
        "off",
        "no",
        "false",
        "0",
        "disable",
        "disabled",
        "donotuse",
        "donotallow",
        "notuse",
        "notused",
        "prohibit",
        "notallowed",
        "inactive",
        *_OTHER_OFF.split(),
    ]
)


def as_switch(text: t.Optional[str], words: t.Optional[t.Mapping[str, bool]] = None) -> t.Optional[bool]:
    """``On`` or ``Off`` as a truth value; None for any other text.

    :param words: further texts, by :func:`label_key`.
    """
    key = label_key(text).rstrip(".")
    if words and key in words:
        return words[key]
    return True if key in ON_WORDS else False if key in OFF_WORDS else None
