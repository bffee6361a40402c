# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What scripts put into elements that stand in the page: ``getElementById("x").innerHTML = …``, also when the page is loaded.

Where it is not certain that a statement runs, or what it puts there, the element holds ``UNKNOWN_MARK`` afterwards.
"""

from __future__ import annotations

import functools
import itertools
import re
import typing as t

from . import script
from .controls import Control
from .definitions import Definitions
from .handlers import SELECTOR
from .markup import parse
from .outline import loading_tokens
from .states import Elements, States
from .text import UNKNOWN_MARK, squeeze
from .walk import LATER, Walk

CONTROLS = re.compile(r"\.(?:value|checked|selectedIndex)\s{0,4}=(?!=)|\.val\s{0,4}\(\s{0,4}[^)\s]")
_CALLS = 400
_MAX_CHARACTERS = 2_000_000
_ROW_LEVELS = 4
_NUMBERS = re.compile(r"\d+")
_TEXTS = {"innerHTML": True, "innerText": False, "textContent": False}  # whether it is markup
_QUERIES = {"html": "innerHTML", "text": "textContent", "val": "value"}  # as jQuery has it: $("#x").html(…)
_PUT_TEXT = {  # by a mark, which is found much faster than the expression
    **{f".{name}": re.compile(rf"\.{name}\s{{0,4}}\+?=(?!=)") for name in (*_TEXTS, "display")},
    **{f".{name}": re.compile(rf"\.{name}\s{{0,4}}\(\s{{0,4}}[^)\s]") for name in ("html", "text")},
    "createTextNode": re.compile(r"createTextNode"),
    "Option": re.compile(r"new\s{1,4}Option\b"),
}
_ANSWERS = frozenset(["onreadystatechange", "success", "onreadystate", "done"])
_EVENTS = frozenset(
    "on bind one live delegate click dblclick change submit focus blur keyup keydown keypress hover mouseover mouseout".split()
)
_OF_CONTROLS = frozenset(["value", "checked", "selectedIndex"])
_PROPERTIES = frozenset([*_TEXTS, *_OF_CONTROLS, "display"])


def fill(root: t.Any, definitions: Definitions, native: t.Optional[t.Mapping[str, str]]) -> None:
    """Change the elements of a page as its scripts do while it is loaded.

    :param native: what the hidden form of a native page holds: that, and not what stands in its controls, are its values.
    """
    walk = _Filler(definitions, root, native)
    for code in definitions.scripts:
        walk.run(loading_tokens(code), walk.variables)
    body = next(root.iter("body"), None)
    walk.later(body.get("onload") or "" if body is not None else "")


@functools.lru_cache(maxsize=16)
def puts_texts(source: str) -> bool:
    """Whether a page has a statement that puts a text into an element, or hides one."""
    return any(mark in source and pattern.search(source) is not None for mark, pattern in _PUT_TEXT.items())


def reaches(code: str, elements: t.Iterable[t.Any]) -> bool:
    """Whether a script names one of these elements, what is in them or the row around them; numbers may be put together."""
    names = {
        name
        for element in elements
        for near in (*element.iter(), *itertools.islice(element.iterancestors(), _ROW_LEVELS))
        for name in (near.get("id"), near.get("name"))
        if name
    }
    return any(all(part in code for part in _NUMBERS.split(name)) for name in names)


def _fragments(markup: str) -> t.List[t.Any]:
    """Texts and elements of a piece of markup; a mark where it cannot be read."""
    root = parse(f"<html><body>{markup}</body></html>")
    parts = [part for part in root if part.tag != "head"] if root is not None else []
    return [parts[0].text or "", *parts[0]] if [part.tag for part in parts] == ["body"] else [UNKNOWN_MARK]


def _append(element: t.Any, parts: t.Iterable[t.Any]) -> None:
    for part in parts:
        if not isinstance(part, str):
            element.append(part)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + part
        else:
            element.text = (element.text or "") + part


def _put_value(element: t.Any, value: t.Any, what: str) -> None:
    text = script.plain(value) if script.is_known(value) else UNKNOWN_MARK
    if element.tag == "textarea":
        element.text = text
    elif element.tag == "select":
        options = list(element.iter("option"))
        _choose(element, [option for option in options if text == _value_of(option)][:1], what)
    else:
        element.set("value", text)


def _value_of(option: t.Any) -> str:
    return t.cast(str, option.get("value")) if option.get("value") is not None else squeeze(option.text)


def _choose(element: t.Any, chosen: t.List[t.Any], what: str) -> None:
    """Choose an option; where it has none of this kind, or it is not known which one, nobody knows what is chosen."""
    for option in element.iter("option"):
        option.attrib.pop("selected", None)
    for option in chosen:
        option.set("selected", "selected")
    _note(element, what, is_known=bool(chosen))


def _note(element: t.Any, what: str, is_known: bool) -> None:
    if is_known:
        element.attrib.pop("data-unknown", None)
    else:
        element.set("data-unknown", what)


def _put_option(element: t.Any, arguments: t.List[t.Any], place: t.Optional[str], is_unsure: bool) -> None:
    """:param place: which one of the options it becomes; None: one more."""
    text, value = (
        script.plain(one) if script.is_known(one) else UNKNOWN_MARK
        for one in (arguments[0], arguments[min(1, len(arguments) - 1)])
    )
    option = element.makeelement("option", value=value)
    option.text = text
    before = list(element.iter("option"))
    if place is not None and place.isdecimal() and len(place) < 6 and int(place) < len(before) and not is_unsure:
        before[int(place)].getparent().replace(before[int(place)], option)
    else:
        element.append(option)
    chosen = script.truth(arguments[3]) if len(arguments) > 3 else False
    if is_unsure or chosen is None:
        _note(element, "options", is_known=False)
    elif chosen:
        _choose(element, [option], "options")


def _put_check(element: t.Any, value: t.Any, group: t.List[t.Any]) -> None:
    """:param group: the control, and of a radio button the others of its setting."""
    truth = script.truth(value)
    if truth is not False:
        for one in group:
            one.attrib.pop("checked", None)
            _note(one, "checked", is_known=truth is not None)
    element.attrib.pop("checked", None)
    if truth:
        element.set("checked", "checked")


def _put_display(element: t.Any, value: t.Any, what: str) -> None:
    style = re.sub(r"display\s*:[^;]*;?", "", element.get("style") or "", flags=re.I)
    if script.is_known(value):
        element.set("style", f"{style};display:{script.plain(value)}" if script.plain(value) else style)


def _put_index(element: t.Any, value: t.Any, what: str) -> None:
    options = list(element.iter("option"))
    is_place = isinstance(value, float) and value.is_integer() and 0 <= value < len(options)
    _choose(element, [options[int(value)]] if is_place else [], what)


_PUT: t.Dict[str, t.Callable[[t.Any, t.Any, str], None]] = {
    "value": _put_value,
    "selectedIndex": _put_index,
}


class _Filler(Walk):
    """:ivar variables: those of the page, which live on in its next script."""

    is_strict = True

    def __init__(self, definitions: Definitions, root: t.Any, native: t.Optional[t.Mapping[str, str]]) -> None:
        self._elements = Elements(root)
        self._is_native = native is not None
        super().__init__(definitions, _CALLS, States(self._elements, native=native))
        self.variables: t.Dict[str, t.Any] = {}
        self._left = _MAX_CHARACTERS

    def assigned(self, path: t.Tuple[str, ...], value: t.Any) -> None:
        if len(path) > 2 and path[-2] == "options":
            if path[-1] == "length":
                self._clear_options(path[-3], value)
            else:
                self._add_option(path[-3], value, path[-1])
            return
        what = path[-1]
        if isinstance(value, script.Function) and what in _ANSWERS:
            self._perhaps(value)
        names = [part for part in path[:-1] if part != "style"]
        if what not in _PROPERTIES or not names or (what == "display") != (path[-2] == "style"):
            return
        index = int(names[-1]) if names[-1].isdecimal() and len(names[-1]) < 4 and len(names) > 1 else None
        name = names[-2] if index is not None else names[-1]
        if index == 0 and "getElementsByName" not in path and what != "checked":
            index = None
        self._put(name, index, what, value, path)

    def called(self, call: script.Ref) -> bool:
        name, arguments = call.parts[-1], call.args or []
        if name in _QUERIES and arguments:
            selector = SELECTOR.search(call.parts[-2]) if len(call.parts) > 1 else None
            if selector:
                self._put(selector.group(1) or selector.group(2), None, _QUERIES[name], arguments[0], call.parts)
            return selector is not None
        if name == "appendChild" and len(call.parts) > 1 and arguments and isinstance(arguments[0], script.Ref):
            made = arguments[0]
            if made.parts[-1] == "createTextNode" and made.args:
                path = (*call.parts[:-1], "textContent")
                self._put(call.parts[-2], None, "textContent", script.Pieces([script.Ref(path), made.args[0]]), path)
                return True
        if (
            name in ("add", "appendChild")
            and len(call.parts) > 1
            and arguments
            and self._add_option(call.parts[-3] if call.parts[-2] == "options" else call.parts[-2], arguments[0], None)
        ):
            return True
        if name in ("write", "writeln"):
            return True
        if name in ("$", "jQuery", "ready") and arguments and isinstance(arguments[0], script.Function):
            self.later(arguments[0])
            return True
        if name in _EVENTS and isinstance(arguments[-1] if arguments else None, script.Function):
            return True  # it runs when somebody presses something
        for argument in arguments if name not in LATER else ():
            if isinstance(argument, script.Function):
                self._perhaps(argument)
        return False

    def _perhaps(self, function: script.Function) -> None:
        """A function that something else calls, such as the answer to a request of the page, with what nobody knows."""
        was_unsure, self.is_unsure = self.is_unsure, True
        self.call(function, [])
        self.is_unsure = was_unsure

    def _put(self, name: str, index: t.Optional[int], what: str, value: t.Any, path: t.Tuple[str, ...]) -> None:
        for element in self._meant(name, index, what):
            if what in _TEXTS:
                self._put_text(element, value, what, path)
            elif what == "display":
                if not self.is_unsure:
                    _put_display(element, value, what)
            elif not self._is_native and _suits(element, what):
                is_same = script.is_known(value) and _held(element, what) == value
                given = value if is_same or not self.is_unsure else script.UNKNOWN
                if what == "checked":
                    _put_check(element, given, self._group(element))
                else:
                    _PUT[what](element, given, what)

    def _group(self, element: t.Any) -> t.List[t.Any]:
        if (element.get("type") or "").lower() != "radio" or not element.get("name"):
            return [element]
        named = self._elements.controls(element.get("name"))
        return [one for one in named if (one.get("type") or "").lower() == "radio"]

    def _meant(self, name: str, index: t.Optional[int], what: str) -> t.List[t.Any]:
        found = self._elements.ids.get(name)
        if what not in _OF_CONTROLS:
            return [] if found is None or found.tag == "input" else [found]
        if found is not None and found.tag in ("input", "select", "textarea"):
            return [found]
        named = self._elements.controls(name)
        seen = [element for element in named if (element.get("type") or "").lower() != "hidden"] or named
        return seen[index : index + 1] if index is not None else seen if len(seen) == 1 else []

    def _put_text(self, element: t.Any, value: t.Any, what: str, path: t.Tuple[str, ...]) -> None:
        items = value.items if isinstance(value, script.Pieces) else [value]
        is_added = isinstance(items[0], script.Ref) and items[0].parts == path
        text = "".join(script.plain(one) if script.is_known(one) else UNKNOWN_MARK for one in items[is_added:])
        if self.is_unsure and (is_added or len(element) or (element.text or "") != text):
            text = UNKNOWN_MARK
        self._left -= len(text)
        if self._left < 0:
            text = UNKNOWN_MARK
        if element.tag == "select":
            _note(element, what, is_known=UNKNOWN_MARK not in text)
        if not is_added:
            for child in list(element):
                self._elements.remove(child)
                element.remove(child)
            element.text = None
        parts = _fragments(text) if _TEXTS[what] else [text]
        _append(element, parts)
        for part in parts:
            if not isinstance(part, str):
                self._elements.add(part)

    def _clear_options(self, name: str, value: t.Any) -> None:
        for element in self._meant(name, None, "value"):
            if value == 0.0 and not self.is_unsure:
                for option in list(element.iter("option")):
                    option.getparent().remove(option)
            elif element.tag == "select":
                _note(element, "options", is_known=False)

    def _add_option(self, name: str, made: t.Any, place: t.Optional[str]) -> bool:
        """``select.options[0] = new Option("Off", "0")``"""
        if not (isinstance(made, script.Ref) and made.parts == ("Option",) and made.args):
            return False
        for element in self._meant(name, None, "value"):
            if element.tag == "select":
                _put_option(element, made.args, place, self.is_unsure)
        return True


def _suits(element: t.Any, what: str) -> bool:
    if what == "checked":
        return (element.get("type") or "").lower() in ("checkbox", "radio")
    return what == "value" or element.tag == "select"


def _held(element: t.Any, what: str) -> t.Any:
    control = Control(element)
    return None if control.is_unknown else control.checked if what == "checked" else control.value
