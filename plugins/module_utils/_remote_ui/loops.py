# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""``for`` and ``switch`` of a script as the pieces that run one after the other, up to a ``break`` in one of them."""

from __future__ import annotations

import typing as t

from . import script
from .values import UNKNOWN, is_known, is_open, plain

MOST = 200  # rounds
Round = t.Tuple[t.Dict[str, t.Any], t.Sequence[script.Token]]
_GIVES = frozenset(["=", "+=", "++", "--"])
_CHANGES = frozenset(["push", "pop", "shift", "unshift", "splice"])
_STEPS = {"++": 1.0, "--": -1.0}
_NOTHING = script.Token("end", "")


def unfold(reader: script.Reader, env: t.Mapping[str, t.Any], end: int) -> t.Optional[t.List[Round]]:
    """What runs in a statement that begins here: variables that are set before, and the code; None where that is not known.

    :param end: where the statement ends.
    """
    word = reader.take().text
    begin = reader.position
    if word not in ("for", "switch") or not reader.at("("):
        return None
    try:
        reader.skip_block()
        head, body = reader.tokens[begin + 1 : reader.position - 1], reader.tokens[reader.position : end]
        return _rounds(head, body, env) if word == "for" else _cases(head, body, env)
    except script.ScriptError:
        return None


def _value(tokens: t.Sequence[script.Token], env: t.Mapping[str, t.Any]) -> t.Any:
    reader = script.Reader(tokens, env)
    value = reader.expression()
    return value if reader.position == len(tokens) else UNKNOWN


def _rounds(
    head: t.Sequence[script.Token], body: t.Sequence[script.Token], env: t.Mapping[str, t.Any]
) -> t.Optional[t.List[Round]]:
    head = [token for token in head if not (token.kind == "name" and token.text in ("var", "let", "const"))]
    if len(head) > 2 and head[1].text == "in":
        held = _value(head[2:], env)
        keys = (
            list(held)
            if isinstance(held, dict)
            else [str(index) for index in range(len(held))]
            if isinstance(held, list) and not is_open(held)
            else None
        )
        return None if keys is None or len(keys) > MOST else [({head[0].text: key}, body) for key in keys]
    marks = [index for index, token in enumerate(head) if token.text == ";" and token.kind == "op"]
    if len(marks) != 2 or marks[0] < 3 or head[1].text != "=":
        return None
    first, condition, step = head[: marks[0]], head[marks[0] + 1 : marks[1]], head[marks[1] + 1 :]
    name = first[0].text
    now: t.Dict[str, t.Any] = {}
    for part in _parts(first):
        if len(part) > 2 and part[1].text == "=":
            now[part[0].text] = _value(part[2:], _Over(now, env))
    by = next((_STEPS[token.text] for token in step if token.text in _STEPS), None)
    if by is None or len(step) != 2 or not isinstance(now.get(name), float):
        return None
    if _changes(body, {name, *(token.text for token in condition if token.kind == "name")}):
        return None
    rounds: t.List[Round] = []
    values = dict(now)
    while len(rounds) <= MOST:
        goes_on = script.truth(_value(condition, _Over(now, env)))
        if goes_on is not True:
            return [*rounds, (values, ())] if goes_on is False else None
        rounds.append((values, body))
        now[name] += by
        values = {name: now[name]}  # the others are set once
    return None


def _changes(body: t.Sequence[script.Token], names: t.Set[str]) -> bool:
    """Whether the code gives something to one of these names, or adds to it: the number of rounds is not known then."""
    for before, token, behind, after in zip(
        [_NOTHING, *body], body, [*body[1:], _NOTHING], [*body[2:], _NOTHING, _NOTHING]
    ):
        if token.kind == "name" and token.text in names and before.text != ".":
            if behind.text in _GIVES or before.text in _STEPS or (behind.text == "." and after.text in _CHANGES):
                return True
    return False


def _parts(tokens: t.Sequence[script.Token]) -> t.List[t.List[script.Token]]:
    parts: t.List[t.List[script.Token]] = [[]]
    for token in tokens:
        if token.text == "," and token.kind == "op":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _cases(
    head: t.Sequence[script.Token], body: t.Sequence[script.Token], env: t.Mapping[str, t.Any]
) -> t.Optional[t.List[Round]]:
    wanted = _value(head, env)
    if not is_known(wanted):
        return None
    begin, other = None, None
    depth = 0
    for index, token in enumerate(body):
        if token.kind == "op" and token.text in "{([":
            depth += 1
        elif token.kind == "op" and token.text in "})]":
            depth -= 1
        elif depth == 1 and token.kind == "name" and token.text == "default":
            other = index + 2
        elif depth == 1 and token.kind == "name" and token.text == "case" and begin is None:
            reader = script.Reader(body, env, index + 1)
            value = reader.expression()
            if not is_known(value):
                return None
            if type(value) is type(wanted) and plain(value) == plain(wanted):
                begin = reader.position + 1
    begin = other if begin is None else begin
    return [] if begin is None else [({}, _without_labels(body[begin:-1]))]


def _without_labels(tokens: t.Sequence[script.Token]) -> t.List[script.Token]:
    """The code of a case and of all that follow it; a ``break`` in it ends it."""
    found: t.List[script.Token] = []
    depth = 0
    skip = False
    for token in tokens:
        if token.kind == "op" and token.text in "{}":
            depth += 1 if token.text == "{" else -1
        elif depth == 0 and token.kind == "name" and token.text in ("case", "default"):
            skip = True
        if not skip:
            found.append(token)
        elif token.text == ":":
            skip = False
    return found


class _Over(t.Mapping[str, t.Any]):
    """Some names before others."""

    def __init__(self, first: t.Mapping[str, t.Any], then: t.Mapping[str, t.Any]) -> None:
        self.first, self.then = first, then

    def __contains__(self, name: object) -> bool:
        return name in self.first or name in self.then

    def __getitem__(self, name: str) -> t.Any:
        return self.first[name] if name in self.first else self.then[name]

    def __iter__(self) -> t.Iterator[str]:
        return iter({**self.then, **self.first})

    def __len__(self) -> int:
        return len({**self.then, **self.first})
