# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Going through a script statement by statement.

Conditions whose outcome is known are obeyed; behind any other both ways are gone, loops are gone through once.
"""

from __future__ import annotations

import typing as t

from . import script
from .definitions import Definitions

Local = t.Dict[str, t.Any]

_KEYWORDS = frozenset(
    "var let const if else for while do return switch case break continue try catch finally throw in of default".split()
)
_LATER = frozenset(["setTimeout", "addEventListener", "attachEvent"])
_CALLS = 60
_NESTING = 5


class Walk:
    """Base of those who look for something in a script: they say what an assignment and a call mean.

    :param calls: how many functions of the page may be entered.
    """

    def __init__(self, definitions: Definitions, calls: int = _CALLS) -> None:
        self.definitions = definitions
        self.calls = calls
        self.nesting = 0
        self.around: t.Tuple[str, ...] = ()  # the object of an enclosing ``with (…)``

    def assigned(self, path: t.Tuple[str, ...], value: t.Any) -> None:
        """``path = value``, for anything but a plain variable."""

    def called(self, call: script.Ref) -> bool:
        """A call. Returns whether it is understood; another one is followed into the function, if the page has it."""
        return False

    @property
    def done(self) -> bool:
        """Whether what was looked for is found."""
        return False

    def run(self, tokens: t.Sequence[script.Token], local: Local) -> None:
        """Go through a list of statements with these variables."""
        reader = script.Reader(tokens, _Scope(local, self.definitions))
        dead: t.Dict[int, int] = {}  # begin and end of ``else`` blocks that are not gone through
        while not reader.ended and not self.done:
            start = reader.position
            if start in dead:
                reader.position = dead.pop(start)
                continue
            try:
                self._step(reader, local, dead)
            except script.ScriptError:
                reader.position = start + 1
            if reader.position <= start:
                reader.position = start + 1
            self.definitions.work -= reader.position - start
            if self.definitions.work < 0:
                return

    def _step(self, reader: script.Reader, local: Local, dead: t.Dict[int, int]) -> None:
        token = reader.peek()
        if token.kind != "name":
            reader.position += 1
        elif token.text == "function" and reader.peek(1).text == "(":
            reader.take()  # one that is called where it stands
            reader.skip_block()
        elif token.text == "function":
            reader.function()
        elif token.text == "if":
            _branch(reader, dead)
        elif token.text == "with":
            self._with(reader)
        elif token.text in _KEYWORDS:
            reader.position += 1
        else:
            self._statement(reader, local)

    def _with(self, reader: script.Reader) -> None:
        reader.take("with")
        reader.take("(")
        value = reader.postfix(resolve=False)
        self.around = value.parts if isinstance(value, script.Ref) else ()

    def _statement(self, reader: script.Reader, local: Local) -> None:
        target = reader.postfix(resolve=False)
        sign = reader.peek().text if reader.peek().kind == "op" else ""
        if sign in ("=", "+="):
            reader.take()
            value = reader.expression()
            if not isinstance(target, script.Ref) or target.args is not None:
                return
            if sign == "+=":
                value = script.combine("+", script.lookup(target, reader.env), value)
            if target.parts[-1] == "onload":
                self.later(value)
            elif len(target.parts) == 1 and target.parts[0] != "location":
                local[target.parts[0]] = value
            else:
                self.assigned(target.parts, value)
        elif isinstance(target, script.Ref) and target.args is not None and not self.called(target):
            if target.parts[-1] in _LATER and target.args:
                self.later(target.args[0 if target.parts[-1] == "setTimeout" else -1])
            else:
                self.enter(target)

    def enter(self, call: script.Ref) -> None:
        """Follow a call into the function, where the page defines it."""
        function = self.definitions.function(call.parts[-1])
        if function is not None:
            self._body(function, call.args or [])

    def later(self, what: t.Any) -> None:
        """Follow what the browser is asked to run by itself: a function, the name of one, or code as a text."""
        if isinstance(what, script.Function):
            self._body(what, [])
        elif isinstance(what, script.Ref):
            self.enter(what)
        elif isinstance(what, str) and self.nesting < _NESTING:
            self.run(script.tokenize(what), {})

    def _body(self, function: script.Function, arguments: t.Sequence[t.Any]) -> None:
        if self.calls <= 0 or self.nesting >= _NESTING or self.definitions.work < 0:
            return
        self.calls -= 1
        local: Local = dict.fromkeys(function.parameters, script.UNKNOWN)
        local.update(zip(function.parameters, arguments))
        around, self.around = self.around, ()
        self.nesting += 1
        self.run(function.body, local)
        self.nesting -= 1
        self.around = around


def _branch(reader: script.Reader, dead: t.Dict[int, int]) -> None:
    """``if (…)``: past the block that is certainly not run; a certainly dead ``else`` is noted for later."""
    reader.take("if")
    reader.take("(")
    condition = script.truth(reader.expression())
    reader.take(")")
    if condition is None:
        return
    start = reader.position
    _skip_statement(reader)
    if condition is False:
        return
    if reader.peek().kind == "name" and reader.peek().text == "else":
        other = reader.position
        reader.position += 1
        _skip_statement(reader)
        dead[other] = reader.position
    reader.position = start


def _skip_statement(reader: script.Reader) -> None:
    """Past one statement: a block, an ``if`` with all its branches, or everything up to a semicolon."""
    while reader.peek().kind == "name" and reader.peek().text == "if":
        reader.take()
        if not reader.at("("):
            return
        reader.skip_block()
        _skip_simple(reader)
        if not (reader.peek().kind == "name" and reader.peek().text == "else"):
            return
        reader.take()
    _skip_simple(reader)


def _skip_simple(reader: script.Reader) -> None:
    if reader.at("{"):
        reader.skip_block()
        return
    while not reader.at(";", "}") and reader.peek().kind != "end":
        if reader.at("(", "[", "{"):
            reader.skip_block()
        else:
            reader.take()
    if reader.at(";"):
        reader.take()


class _Scope(t.Mapping[str, t.Any]):
    """Local names first, then what the page defines."""

    def __init__(self, local: Local, definitions: Definitions) -> None:
        self.local = local
        self.definitions = definitions

    def __contains__(self, name: object) -> bool:
        return name in self.local or self.definitions.knows(str(name))

    def __getitem__(self, name: str) -> t.Any:
        if name in self.local:
            return self.local[name]
        if not self.definitions.knows(name):
            raise KeyError(name)
        return self.definitions.value(name)

    def __iter__(self) -> t.Iterator[str]:
        return iter({**self.definitions.values, **self.local})

    def __len__(self) -> int:
        return len({**self.definitions.values, **self.local})
