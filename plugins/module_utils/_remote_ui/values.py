# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Values of JavaScript expressions in which some parts cannot be known."""

from __future__ import annotations

import math
import typing as t

MAX_ITEMS = 400  # pieces of one text; longer ones are not an address or a label
MAX_TEXT = 400_000


class _Unknown:
    """A value that only running the script would tell; neither true nor false."""

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __bool__(self) -> bool:
        raise TypeError("UNKNOWN has no truth value")


UNKNOWN = _Unknown()
MORE = _Unknown()
"""At the end of a list of which nobody knows whether it goes on."""


class Ref(t.NamedTuple):
    """A name such as ``document.SUBMIT_FORM.PageFlag.value``, or a call of one (then ``args`` is a list)."""

    parts: t.Tuple[str, ...]
    args: t.Optional[t.List[t.Any]] = None
    new: bool = False


class Function(t.NamedTuple):
    """A function: its parameters, and where its body begins and ends in the tokens of the script."""

    parameters: t.Tuple[str, ...]
    tokens: t.Sequence[t.Any]
    start: int
    end: int

    @property
    def body(self) -> t.List[t.Any]:
        return list(self.tokens[self.start : self.end])


class Pieces:
    """A text put together from known pieces and unknown ones (kept as :class:`Ref` or UNKNOWN)."""

    def __init__(self, items: t.List[t.Any]) -> None:
        self.items = items

    @classmethod
    def join(cls, left: t.Any, right: t.Any) -> t.Any:
        """Both sides as one text; UNKNOWN where it grows beyond all measure."""
        before = left.items if isinstance(left, Pieces) else [left]
        after = right.items if isinstance(right, Pieces) else [right]
        if is_known(before[-1]) and is_known(after[0]):
            items = [*before[:-1], plain(before[-1]) + plain(after[0]), *after[1:]]
        else:
            items = [*before, *after]
        if len(items) > MAX_ITEMS or (isinstance(items[-1], str) and len(items[-1]) > MAX_TEXT):
            return UNKNOWN
        return items[0] if len(items) == 1 else cls(items)

    def fill(self, unknown: t.Callable[[str], str]) -> str:
        """The whole text; ``unknown`` is asked with the text so far for each piece that is not known."""
        text = ""
        for item in self.items:
            text += plain(item) if is_known(item) else unknown(text)
        return text


def is_known(value: t.Any) -> bool:
    """Whether a value is a text, a number or a truth value."""
    return isinstance(value, (str, float, int))


def plain(value: t.Any) -> str:
    """A literal as text; whole numbers without a decimal point."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def item(value: t.Any, name: t.Any) -> t.Any:
    """A member of a list, an object or a text; UNKNOWN where it has none of this name."""
    if name == "length" and isinstance(value, (list, str)):
        return UNKNOWN if is_open(value) else float(len(value))
    if isinstance(value, dict):
        return value.get(name, UNKNOWN)
    if isinstance(value, list) and isinstance(name, str) and name.isdecimal() and len(name) < 9:
        found = value[int(name)] if int(name) < len(value) else UNKNOWN
        return UNKNOWN if found is MORE else found
    return UNKNOWN


def is_open(value: t.Any) -> bool:
    """Whether a list may go on behind what is known of it."""
    return isinstance(value, list) and bool(value) and value[-1] is MORE


def put_item(holder: t.Any, name: t.Optional[str], value: t.Any) -> None:
    """Change a member of a list or object; all of them where it is not known which one is meant."""
    if isinstance(holder, dict):
        holder.update({name: value} if name is not None else dict.fromkeys(holder, UNKNOWN))
    elif name is not None and name.isdecimal() and len(name) < 9 and int(name) <= len(holder) + MAX_ITEMS:
        if not is_open(holder) or int(name) < len(holder) - 1:
            holder.extend([UNKNOWN] * (int(name) + 1 - len(holder)))
            holder[int(name)] = value
    elif name == "length" and value == 0.0 and not isinstance(value, bool):
        holder.clear()
    elif name is None or name == "length" or name.isdecimal():
        holder[:] = [*[UNKNOWN] * len(holder), MORE]


def copied(value: t.Any) -> t.Any:
    """A list or object of its own, so that one who changes it changes it for nobody else."""
    if isinstance(value, list):
        return [copied(one) for one in value]
    return {key: copied(one) for key, one in value.items()} if isinstance(value, dict) else value


def is_same(left: t.Any, right: t.Any) -> bool:
    """Whether two values are certainly the same; lists and objects only where they are one."""
    if isinstance(left, Ref) and isinstance(right, Ref):
        return left.args is None and right.args is None and left.parts == right.parts
    return left is right or (is_known(left) and type(left) is type(right) and bool(left == right))


def truth(value: t.Any) -> t.Optional[bool]:
    """Truth as JavaScript sees it; None where it cannot be known."""
    if value is UNKNOWN or isinstance(value, Ref):
        return None
    if isinstance(value, (list, dict, Function)):
        return True
    if isinstance(value, Pieces):
        return True if any(is_known(item) and plain(item) for item in value.items) else None
    return bool(value)


def combine(operator: str, left: t.Any, right: t.Any) -> t.Any:
    """One binary operation in three-valued logic."""
    if operator in ("&&", "||"):
        return _either(operator == "||", left, right)
    if operator == "+" and (isinstance(left, (str, Pieces)) or isinstance(right, (str, Pieces))):
        return Pieces.join(left, right)
    if any(value is UNKNOWN or isinstance(value, (Ref, list, dict, Pieces, Function)) for value in (left, right)):
        return UNKNOWN
    if operator in ("===", "!=="):
        return (type(left) is type(right) and left == right) is (operator == "===")
    if operator in ("==", "!="):
        return _loosely_equal(left, right) is (operator == "==")
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        return _calculate(operator, float(left), float(right))
    return UNKNOWN


def _either(decisive: bool, left: t.Any, right: t.Any) -> t.Any:
    """``||`` (``decisive`` true) and ``&&``: one of the two values where the first one's truth is known."""
    first, second = truth(left), truth(right)
    if first is not None:
        return left if first is decisive else right
    return decisive if second is decisive else UNKNOWN


def _loosely_equal(left: t.Any, right: t.Any) -> bool:
    if left is None or right is None:
        return left is right
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    return _number(left) == _number(right)


def _number(value: t.Any) -> float:
    """A value as number; what is no number equals nothing."""
    try:
        return float(value) if not isinstance(value, str) or value.strip() else 0.0
    except ValueError:
        return math.nan


def _calculate(operator: str, left: float, right: float) -> t.Any:
    if operator in ("|", "&"):
        if not (abs(left) < 2**53 and abs(right) < 2**53):
            return UNKNOWN
        return float(int(left) | int(right)) if operator == "|" else float(int(left) & int(right))
    if operator in ("<<", ">>"):
        if not (0 <= left < 2**31 and 0 <= right < 31 and left.is_integer() and right.is_integer()):
            return UNKNOWN
        return float((int(left) << int(right)) & 0xFFFFFFFF) if operator == "<<" else float(int(left) >> int(right))
    if operator in ("+", "-"):
        return left + right if operator == "+" else left - right
    if operator in ("<", ">", "<=", ">="):
        return {"<": left < right, ">": left > right, "<=": left <= right, ">=": left >= right}[operator]
    return UNKNOWN
