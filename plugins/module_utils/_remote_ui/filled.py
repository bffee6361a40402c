# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What scripts put into elements that stand in the page: ``getElementById("x").innerHTML = …``, also when the page is loaded.

Where it is not certain that a statement runs, or what it puts there, the element holds ``UNKNOWN_MARK`` afterwards.
"""

from __future__ import annotations

import itertools
import re
import typing as t

from . import script
from .definitions import Definitions
from .handlers import SELECTOR
from .libraries import lxml_html
from .outline import loading_tokens
from .states import States
from .text import UNKNOWN_MARK
from .walk import LATER, Walk

_MARKS = ("innerHTML", "innerText", "textContent", ".display", "createTextNode", "Option", ".html", ".text")
_PUT_TEXT = re.compile(
    r"\.(?:innerHTML|innerText|textContent|display)\s{0,4}\+?=(?!=)|createTextNode|\bnew\s{1,4}Option\b|\.(?:html|text)\s{0,4}\(\s{0,4}[^)\s]"
)
CONTROLS = re.compile(r"\.(?:value|checked|selectedIndex)\s{0,4}=(?!=)|\.val\s{0,4}\(\s{0,4}[^)\s]")
_CALLS = 400
_ROW_LEVELS = 4
_NUMBERS = re.compile(r"\d+")
_TEXTS = {"innerHTML": True, "innerText": False, "textContent": False}  # whether it is markup
_QUERIES = {"html": "innerHTML", "text": "textContent", "val": "value"}  # as jQuery has it: $("#x").html(…)
_ANSWERS = frozenset(["onreadystatechange", "success", "onreadystate", "done"])
_OF_CONTROLS = frozenset(["value", "checked", "selectedIndex"])
_PROPERTIES = frozenset([*_TEXTS, *_OF_CONTROLS, "display"])


def fill(root: t.Any, definitions: Definitions, controls: bool) -> None:
    """Change the elements of a page as its scripts do while it is loaded.

    :param controls: whether values of controls count, too; on a native page its hidden form has them.
    """
    walk = _Filler(definitions, root)
    for code in definitions.scripts:
        walk.run(loading_tokens(code), walk.variables)
    body = next(root.iter("body"), None)
    walk.later(body.get("onload") or "" if body is not None else "")
    for name, arguments in walk.options:
        for element in _elements(root, name, None, "value"):
            _put_option(
                element, [script.plain(value) if script.is_known(value) else UNKNOWN_MARK for value in arguments]
            )
    for (name, index, what), value in walk.found.items():
        for element in _elements(root, name, index, what):
            if controls or what not in _OF_CONTROLS:
                _PUT.get(what, _put_text)(element, value, what)


def puts_texts(source: str) -> bool:
    """Whether a page has a statement that puts a text into an element, or hides one."""
    return any(mark in source for mark in _MARKS) and _PUT_TEXT.search(source) is not None


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


def _elements(root: t.Any, name: str, index: t.Optional[int], what: str) -> t.List[t.Any]:
    found = root.xpath("//*[@id=$name]", name=name)[:1]
    if not found and what in _OF_CONTROLS:
        named = root.xpath("//*[@name=$name][self::input or self::select or self::textarea]", name=name)
        found = [element for element in named if (element.get("type") or "").lower() != "hidden"] or named
        if index is not None:
            found = found[index : index + 1]
        elif len(found) > 1:
            return []
    return found


def _put_text(element: t.Any, value: t.Any, what: str) -> None:
    if element.tag in ("input", "select"):
        return
    markup = _TEXTS[what] and script.is_known(value)
    for child in list(element):
        element.remove(child)
    element.text = None if markup else script.plain(value) if script.is_known(value) else UNKNOWN_MARK
    if markup:
        for part in lxml_html.fragments_fromstring(script.plain(value) or " "):
            if isinstance(part, str):
                element.text = part
            else:
                element.append(part)


def _put_value(element: t.Any, value: t.Any, what: str) -> None:
    text = script.plain(value) if script.is_known(value) else UNKNOWN_MARK
    if element.tag == "textarea":
        element.text = text
    elif element.tag == "select":
        if text == UNKNOWN_MARK:
            element.set("data-unknown", what)
        for option in element.iter("option"):
            option.attrib.pop("selected", None)
            if text == (option.get("value") if option.get("value") is not None else option.text):
                option.set("selected", "selected")
    else:
        element.set("value", text)


def _put_option(element: t.Any, arguments: t.List[str]) -> None:
    if element.tag == "select":
        option = lxml_html.Element("option", value=arguments[min(1, len(arguments) - 1)])
        option.text = arguments[0]
        element.append(option)


def _put_check(element: t.Any, value: t.Any, what: str) -> None:
    truth = script.truth(value)
    element.attrib.pop("checked", None)
    if truth is None:
        element.set("data-unknown", "checked")
    elif truth:
        element.set("checked", "checked")
        if (element.get("type") or "").lower() == "radio":
            for other in element.getroottree().xpath(
                "//input[@type='radio'][@name=$name]", name=element.get("name") or ""
            ):
                if other is not element:
                    other.attrib.pop("checked", None)


def _put_display(element: t.Any, value: t.Any, what: str) -> None:
    style = re.sub(r"display\s*:[^;]*;?", "", element.get("style") or "", flags=re.I)
    if script.is_known(value):
        element.set("style", f"{style};display:{script.plain(value)}" if script.plain(value) else style)


def _put_index(element: t.Any, value: t.Any, what: str) -> None:
    if not isinstance(value, float):
        element.set("data-unknown", what)
    for index, option in enumerate(element.iter("option")):
        option.attrib.pop("selected", None)
        if index == value:
            option.set("selected", "selected")


_PUT: t.Dict[str, t.Callable[[t.Any, t.Any, str], None]] = {
    "value": _put_value,
    "checked": _put_check,
    "selectedIndex": _put_index,
    "display": _put_display,
}


class _Filler(Walk):
    """:ivar found: name or id of the element, its place among those of one name, and what is put there."""

    def __init__(self, definitions: Definitions, root: t.Any) -> None:
        super().__init__(definitions, _CALLS, States(root))
        self.variables: t.Dict[str, t.Any] = {}
        self.found: t.Dict[t.Tuple[str, t.Optional[int], str], t.Any] = {}
        self.options: t.List[t.Tuple[str, t.List[t.Any]]] = []

    def assigned(self, path: t.Tuple[str, ...], value: t.Any) -> None:
        if len(path) > 2 and path[-2] == "options":
            self._add_option(path[-3], value)
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
                self._put(call.parts[-2], None, "textContent", made.args[0], call.parts)
                return True
        if (
            name in ("add", "appendChild")
            and len(call.parts) > 1
            and arguments
            and self._add_option(call.parts[-3] if call.parts[-2] == "options" else call.parts[-2], arguments[0])
        ):
            return True
        if name in ("write", "writeln"):
            return True
        if name in ("$", "jQuery", "ready") and arguments and isinstance(arguments[0], script.Function):
            self.later(arguments[0])
            return True
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
        key = (name, index, what)
        if isinstance(value, script.Pieces):
            before = self.found.get(key, "")
            items = [before if isinstance(item, script.Ref) and item.parts == path else item for item in value.items]
            value = "".join(script.plain(item) if script.is_known(item) else UNKNOWN_MARK for item in items)
        elif isinstance(value, script.Ref):
            value = script.UNKNOWN
        if self.is_unsure and self.found.get(key, script.UNKNOWN) != value:
            value = script.UNKNOWN
        self.found[key] = value

    def _add_option(self, name: str, made: t.Any) -> bool:
        """``select.options[0] = new Option("Off", "0")``"""
        if not (isinstance(made, script.Ref) and made.parts == ("Option",) and made.args):
            return False
        self.options.append((name, made.args))
        return True
