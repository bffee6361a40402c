# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Entries of a menu in notations that no captured device has: plain objects, lists, JSON, calls with other arguments.

An entry is told by what it holds: a text beside an address. What is no menu at all does no harm: a screen is only opened by a
title that it is known by.
"""

from __future__ import annotations

import json
import re
import typing as t

from . import script
from .definitions import Definitions
from .handlers import looks_like_address

_TITLES = ("title", "title_str", "label", "text", "caption", "name", "menu", "item")
_ADDRESSES = ("url", "href", "address", "addr", "link", "cgi_str", "cgi", "path", "page", "action")
_FUNCTIONS = ("c_func", "func", "function", "fn", "handler", "onclick", "click", "action", "url", "href")
_MASKS = ("mask", "auth_flg", "auth", "privilege", "privileges", "priv", "permission")
_CONDITIONS = ("condition", "cond", "visible", "show", "enabled", "enable", "available", "offered", "disp", "display")
_REFUSALS = ("hidden", "disabled", "hide", "disable")
_NO = frozenset(["false", "no", "off", "0", "none", "hidden", ""])
_BEGINS = frozenset(["=", "(", ",", ":", "[", ";", "", "return"])
_NAME = re.compile(r"[A-Za-z_$][\w$.]{0,80}(?:\(\s{0,4}\))?\s{0,4};?")
_MAY_HOLD = re.compile(r"""[\"'`](?:\\?\.{0,2}/\w|https?:|\?)|\.(?:cgi|html?)\b""")
_NEAR = 15  # tokens from the beginning of an entry to its first text
_MAX_DEPTH = 8
_MAX_ENTRIES = 2000


class Entry(t.NamedTuple):
    """One entry as it is written: ``address`` is an address, or the name of a function of the page."""

    title: str
    address: t.Any
    condition: t.Any = None
    mask: t.Any = None


def entries(definitions: Definitions) -> t.List[Entry]:
    """All entries in the scripts of a page."""
    found: t.List[Entry] = []
    for code, tokens in zip(definitions.scripts, definitions.tokens):
        if _MAY_HOLD.search(code):
            _of_script(definitions, tokens, found)
    return found[:_MAX_ENTRIES]


def _of_script(definitions: Definitions, tokens: t.Sequence[script.Token], found: t.List[Entry]) -> None:
    reader = script.Reader(tokens, definitions.values)
    position, before = 0, ""
    texts = [index for index, token in enumerate(tokens) if token.kind == "string"]
    coming = 0
    while position < len(tokens) and reader.budget > 0 and len(found) < _MAX_ENTRIES:
        kind, text = tokens[position]
        count = len(found)
        while coming < len(texts) and texts[coming] < position:
            coming += 1
        if coming == len(texts):
            return
        if texts[coming] > position + _NEAR:  # code and no table: what is further in is looked at when it comes
            position, before = position + 1, text
            continue
        if kind == "string" and len(text) > 20:
            _gather(definitions, _json_of(text), found, 0)
        elif (kind == "op" and text in ("[", "{") and before in _BEGINS) or (
            kind == "name" and position + 1 < len(tokens) and tokens[position + 1].text == "("
        ):
            reader.position = position
            try:
                value = reader.postfix(resolve=False)
            except script.ScriptError:
                value = None
            _gather(definitions, value, found, 0)
        # what stands in a literal that was read whole is read
        position = reader.position if len(found) > count and reader.position > position else position + 1
        before = tokens[position - 1].text


def _json_of(literal: str) -> t.Any:
    text = script.unquote(literal).strip()
    if text[:1] not in ("[", "{"):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _gather(definitions: Definitions, value: t.Any, found: t.List[Entry], depth: int) -> None:
    """The entry that a value is, and those in it."""
    if depth > _MAX_DEPTH or len(found) >= _MAX_ENTRIES:
        return
    if isinstance(value, dict):
        entry = _of_object(definitions, value)
        inner: t.Iterable[t.Any] = value.values()
    elif isinstance(value, list):
        entry, inner = _of_list(value), value
    elif isinstance(value, script.Ref) and value.args:
        entry, inner = _of_list(value.args), value.args
    else:
        return
    if entry is not None:
        found.append(entry)
    for one in inner:
        _gather(definitions, one, found, depth + 1)


def _of_object(definitions: Definitions, members: t.Mapping[str, t.Any]) -> t.Optional[Entry]:
    by_name = {name.casefold(): value for name, value in members.items()}
    address = _first(by_name, _ADDRESSES, _is_address)
    if address is None:
        address = next((value for value in members.values() if _is_address(value)), None)
    if address is None:
        address = _first(by_name, _FUNCTIONS, lambda value: _is_function(definitions, value))
    title = _first(by_name, _TITLES, _is_title)
    if title is None:
        title = next((value for value in members.values() if _is_title(value) and value is not address), None)
    if title is None or address is None:
        return None
    condition = _first(by_name, _CONDITIONS, lambda value: value is not address)
    is_refused = script.truth(_word(_first(by_name, _REFUSALS, lambda value: True)))
    return Entry(title, address, False if is_refused else _word(condition), _first(by_name, _MASKS, _is_number))


def _word(value: t.Any) -> t.Any:
    """A condition that was written as a word."""
    return False if isinstance(value, str) and value.casefold() in _NO else value


def _of_list(values: t.Sequence[t.Any]) -> t.Optional[Entry]:
    """A text and an address among the first members, in whatever order."""
    first = values[:6]
    address = next((value for value in first if _is_address(value)), None)
    title = next((value for value in first if _is_title(value)), None)
    return None if address is None or title is None else Entry(title, address)


def _first(members: t.Mapping[str, t.Any], names: t.Sequence[str], fits: t.Callable[[t.Any], bool]) -> t.Any:
    return next((members[name] for name in names if name in members and fits(members[name])), None)


def _is_address(value: t.Any) -> bool:
    first = value.items[0] if isinstance(value, script.Pieces) else value
    return looks_like_address(first)


def _is_title(value: t.Any) -> bool:
    return isinstance(value, str) and 1 < len(value) < 200 and not looks_like_address(value)


def _is_number(value: t.Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_function(definitions: Definitions, value: t.Any) -> bool:
    name = ".".join(value.parts) if isinstance(value, script.Ref) and value.args is None else value
    return (
        isinstance(name, str)
        and _NAME.fullmatch(name) is not None
        and definitions.function(function_name(name)) is not None
    )


def function_name(text: str) -> str:
    """``UmdMenuTbl.goInstallPage();`` as the name of the function."""
    return text.partition("(")[0].strip(" ;").split(".")[-1]
