# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What a script does with the answers to its own requests: whether those come into controls of the page."""

from __future__ import annotations

import re
import typing as t

from . import script
from .controls import Control
from .outline import loading_tokens
from .page import Page

_REQUESTS = frozenset(["fetch", "XMLHttpRequest", "ActiveXObject", "axios", "ajax", "getJSON"])
_QUERY_REQUESTS = frozenset(["get", "post"])  # as jQuery has it: $.get(…)
_PROPERTIES = frozenset(["value", "checked", "selectedIndex", "innerHTML"])
_QUERIES = frozenset(["val", "prop", "attr", "html"])
_NAMED_FUNCTION = re.compile(
    r"\bfunction\s{1,9}([\w$]{1,80})\s{0,4}\(|(?<![\w$])([\w$]{1,80})\s{0,4}[=:]\s{0,4}function\b"
)
_WORD = re.compile(r"[\w$.:-]+")
_UNITS = 400  # functions of a page that are looked at

Tokens = t.Sequence[script.Token]


def may_come_into(page: Page, controls: t.Iterable[Control]) -> bool:
    """Whether code that a request leads to gives a value to one of these controls, or to one that it does not name."""
    elements = [control.element for control in controls]
    names = {name for element in elements for name in (element.get("id"), element.get("name")) if name}
    around = {near.get("id") for element in elements for near in element.iterancestors() if near.get("id")}
    return any(_gives(tokens, names, names | around) for tokens in _reached(page))


def _reached(page: Page) -> t.Iterator[Tokens]:
    """The functions that make a request, what callers hand them, and all functions that those name."""
    functions: t.Dict[str, Tokens] = {}
    for one, other in _NAMED_FUNCTION.findall(page.definitions.text)[:_UNITS]:
        function = page.definitions.function(one or other)
        if function is not None:
            functions[one or other] = function.body
    units = [*functions.items(), *(("", loading_tokens(code)) for code in page.definitions.scripts)]
    asking = {name for name, tokens in units if name and _asks(tokens)}
    todo = [tokens for _name, tokens in units if _asks(tokens)]
    todo += [given for _name, tokens in units for given in _handed_over(tokens, asking)]
    seen: t.Set[str] = set(asking)
    while todo:
        tokens = todo.pop()
        yield tokens
        for at, (kind, text) in enumerate(tokens):
            is_head = at > 0 and tokens[at - 1].text == "function"
            if kind == "name" and text in functions and text not in seen and not is_head:
                seen.add(text)
                todo.append(functions[text])


def _asks(tokens: Tokens) -> bool:
    texts = [token.text for token in tokens]
    return not _REQUESTS.isdisjoint(texts) or any(
        text in _QUERY_REQUESTS and texts[max(0, at - 2) : at] in (["$", "."], ["jQuery", "."])
        for at, text in enumerate(texts)
    )


def _handed_over(tokens: Tokens, asking: t.Set[str]) -> t.Iterator[Tokens]:
    """The arguments of calls of functions that make a request."""
    for at, token in enumerate(tokens[:-1]):
        if token.kind == "name" and token.text in asking and tokens[at + 1].text == "(":
            depth = 0
            for end in range(at + 1, len(tokens)):
                depth += {"(": 1, ")": -1}.get(tokens[end].text, 0)
                if not depth:
                    yield tokens[at + 2 : end]
                    break


def _gives(tokens: Tokens, names: t.Set[str], around: t.Set[str]) -> bool:
    for at in range(2, len(tokens) - 1):
        kind, text = tokens[at]
        if kind != "name" or tokens[at - 1].text != ".":
            continue
        is_given = text in _PROPERTIES and tokens[at + 1].text == "="
        is_given = is_given or (
            text in _QUERIES
            and tokens[at + 1].text == "("
            and [token.text for token in tokens[at + 2 : at + 3]] != [")"]
        )
        if is_given:
            meant = _target(tokens, at - 2)
            if meant is None and text not in ("innerHTML", "html"):
                return True
            if meant and not meant.isdisjoint(around if text in ("innerHTML", "html") else names):
                return True
    return False


def _target(tokens: Tokens, at: int) -> t.Optional[t.Set[str]]:
    """How the script calls what stands before a dot; None where it works that out, or has it in a variable."""
    while at >= 0:
        text = tokens[at].text
        if text not in ("]", ")"):
            is_member = at > 0 and tokens[at - 1].text == "."
            return {text} if is_member else None
        depth, end = 0, at
        while at >= 0:
            depth += {")": 1, "]": 1, "(": -1, "[": -1}.get(tokens[at].text, 0)
            if not depth:
                break
            at -= 1
        inner = tokens[at + 1 : end]
        told = {word for kind, one in inner if kind == "string" for word in _WORD.findall(script.unquote(one))}
        if told or any(kind == "name" for kind, _one in inner):
            return told or None
        at -= 1  # only a number: which one of that name
    return None
