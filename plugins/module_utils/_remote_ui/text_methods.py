# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Methods of texts, and functions of the browser that make a text or number of one; only with values that are known."""

from __future__ import annotations

import re
import typing as t
from urllib.parse import quote, unquote

from .values import MAX_TEXT, UNKNOWN, Ref, is_known, plain

NAMES = frozenset(
    "toLowerCase toUpperCase trim toString concat charAt substr substring slice split replace padStart indexOf".split()
)
FUNCTIONS = frozenset(
    "parseInt Number String encodeURIComponent decodeURIComponent encodeURI decodeURI escape unescape".split()
)
_PLAIN_PATTERN = re.compile(r"/((?:\\[sdwSDW.\-/]|\[(?:0-9|a-z|A-Z|[^\[\]\\&|~-]){1,12}\]|[\w @,;:_-])[+*]?)/(g?)$")
"""One character or class, perhaps several times: no pattern that could take long."""
_ANCHORED = {r"/^\s+|\s+$/g": "", r"/(^\s+)|(\s+$)/g": ""}


def method(text: str, name: str, arguments: t.Sequence[t.Any]) -> t.Any:
    """``text.name(arguments)``; UNKNOWN where that is not understood."""
    numbers = [int(one) for one in arguments if isinstance(one, float) and one.is_integer()]
    if name in ("toLowerCase", "toUpperCase", "trim", "toString") and not arguments:
        return {"toLowerCase": text.lower, "toUpperCase": text.upper, "trim": text.strip, "toString": lambda: text}[
            name
        ]()
    if name == "concat" and all(map(is_known, arguments)):
        return "".join([text, *map(plain, arguments)])
    if name in ("substr", "substring", "slice", "charAt") and len(numbers) == len(arguments) and len(numbers) in (1, 2):
        return _part(text, name, numbers)
    if name == "indexOf" and len(arguments) == 1 and isinstance(arguments[0], str):
        return float(text.find(arguments[0]))
    if name == "split" and len(arguments) == 1 and isinstance(arguments[0], str):
        return text.split(arguments[0]) if arguments[0] else list(text)
    if (
        name == "padStart"
        and len(arguments) == 2
        and isinstance(arguments[1], str)
        and len(arguments[1]) == len(numbers) == 1
    ):
        return text.rjust(min(numbers[0], MAX_TEXT), arguments[1])
    if name == "replace" and len(arguments) == 2 and isinstance(arguments[1], str) and "$" not in arguments[1]:
        return _replaced(text, arguments[0], arguments[1])
    return UNKNOWN


def _part(text: str, name: str, numbers: t.Sequence[int]) -> str:
    first, last = numbers[0], numbers[1] if len(numbers) > 1 else len(text)
    if name == "charAt":
        return text[first : first + 1] if first >= 0 else ""
    if name == "substring":
        first, last = sorted(max(0, min(one, len(text))) for one in (first, last))
        return text[first:last]
    first = max(0, len(text) + first) if first < 0 else first
    if name == "substr":
        return text[first : first + (len(text) if len(numbers) < 2 else max(0, last))]
    return text[first : max(0, len(text) + last) if last < 0 else last]


def _replaced(text: str, what: t.Any, by: str) -> t.Any:
    if isinstance(what, str):
        return text.replace(what, by, 1)
    pattern = what.parts[0] if isinstance(what, Ref) and what.args is None else ""
    if pattern in _ANCHORED and not by:
        return text.strip()
    found = _PLAIN_PATTERN.match(pattern)
    return re.sub(found.group(1), lambda _match: by, text, count=0 if found.group(2) else 1) if found else UNKNOWN


def function(name: str, arguments: t.Sequence[t.Any]) -> t.Any:
    """``name(arguments)`` of a function that every browser has; UNKNOWN where that is not understood."""
    value = arguments[0] if arguments else None
    if not is_known(value) or isinstance(value, bool) or len(arguments) > (2 if name == "parseInt" else 1):
        return UNKNOWN
    text = plain(value)
    if name == "String":
        return text
    if name in ("parseInt", "Number"):
        base_ten = len(arguments) < 2 or arguments[1] == 10.0
        digits = re.match(r"\s*([+-]?\d{1,15})" + ("(?![xX])" if name == "parseInt" else r"(?:\.\d{1,9})?\s*$"), text)
        return UNKNOWN if digits is None or not base_ten else float(digits.group(0))
    if name == "encodeURIComponent":
        return quote(text, safe="!'()*-._~")
    if name == "encodeURI":
        return quote(text, safe="!'()*-._~;/?:@&=+$,#")
    if name == "escape":
        return quote(text, safe="@*_+-./") if text.isascii() and "~" not in text else UNKNOWN
    if name == "unescape":
        return unquote(text) if re.search(r"%(?:u|[89a-fA-F])", text) is None and text.isascii() else UNKNOWN
    if name == "decodeURI" and re.search(r"%(?:2[346BCFbcf]|3[ABDFabdf]|40)", text):
        return UNKNOWN  # it leaves these as they are
    return unquote(text) if re.search(r"%(?![0-9A-Fa-f]{2})", text) is None else UNKNOWN
