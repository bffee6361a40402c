# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Going through a script statement by statement.

Conditions whose outcome is known are obeyed; behind any other both ways are gone. Loops whose end is not known are gone through once.
"""

from __future__ import annotations

import typing as t

from . import loops, script
from .definitions import Definitions

Local = t.Dict[str, t.Any]

_KEYWORDS = frozenset(
    "var let const if else for while do return switch case break continue try catch finally throw in of default".split()
)
_REPEATED = frozenset(["for", "while", "do", "switch", "catch"])
LATER = frozenset(["setTimeout", "addEventListener", "attachEvent"])
_CALLS = 60
_NESTING = 5


class Walk:
    """Base of those who look for something in a script: they say what an assignment and a call mean.

    :param calls: how many functions of the page may be entered. :param states: what the controls of the page hold.
    """

    def __init__(
        self, definitions: Definitions, calls: int = _CALLS, states: t.Optional[t.Mapping[str, t.Any]] = None
    ) -> None:
        self.definitions = definitions
        self.states: t.Mapping[str, t.Any] = {} if states is None else states
        self.calls = calls
        self.nesting = 0
        self.around: t.Tuple[str, ...] = ()  # the object of an enclosing ``with (…)``
        self.is_unsure = False  # whether what is gone through now may not run, or not in this way
        self._returned: t.List[t.Any] = []  # what the function that is gone through may give back
        self._has_ended = False  # whether it certainly has given it back

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
        reader = script.Reader(tokens, _Scope(local, self.definitions, self.states))
        dead: t.Dict[int, int] = {}  # begin and end of ``else`` blocks that are not gone through
        was_unsure, unsure_until = self.is_unsure, 0
        while not reader.ended and not self.done and not self._has_ended:
            start = reader.position
            self.is_unsure = was_unsure or start < unsure_until
            if start in dead:
                reader.position = dead.pop(start)
                continue
            try:
                unsure_until = max(unsure_until, self._step(reader, local, dead) or 0)
            except script.ScriptError:
                reader.position = start + 1
            if reader.position <= start:
                reader.position = start + 1
            self.definitions.work -= reader.position - start
            if self.definitions.work < 0:
                break
        self.is_unsure = was_unsure

    def _step(self, reader: script.Reader, local: Local, dead: t.Dict[int, int]) -> t.Optional[int]:
        """One step; returns up to where it is now not certain that the script runs."""
        token = reader.peek()
        if token.kind != "name":
            reader.position += 1
        elif token.text == "function" and reader.peek(1).text == "(":
            reader.take()  # one that is called where it stands
            reader.skip_block()
        elif token.text == "function":
            reader.function()
        elif token.text == "if":
            return _branch(reader, dead)
        elif token.text in _REPEATED:
            return self._repeat(reader, local)
        elif token.text == "return":
            return self._return(reader)
        elif token.text == "with":
            self._with(reader)
        elif token.text in _KEYWORDS:
            reader.position += 1
        else:
            self._statement(reader, local)
        return None

    def _repeat(self, reader: script.Reader, local: Local) -> t.Optional[int]:
        """``for`` and ``switch`` as often and as far as is known; otherwise once, and unsure."""
        begin = reader.position
        end = _end_of_statement(reader, begin)
        reader.position = begin
        scope = _Scope(local, self.definitions, self.states)
        rounds = loops.unfold(reader, scope, end)
        if rounds is None:
            reader.position = begin + 1
            return end
        for values, body in rounds:
            if self.done or self.definitions.work < 0 or self._has_ended:
                break
            local.update(values)
            self.run(body, local)
        reader.position = end
        return None

    def _return(self, reader: script.Reader) -> t.Optional[int]:
        reader.take("return")
        value = None if reader.at(";", "}") or reader.peek().kind == "end" else self.settled(reader.expression())
        if self.nesting:
            self._returned.append(script.UNKNOWN if self.is_unsure else value)
            self._has_ended = not self.is_unsure
        return None

    def settled(self, value: t.Any) -> t.Any:
        """A value in which calls of functions of the page are replaced by what these give back, as far as that is known."""
        if isinstance(value, script.Pieces):
            text: t.Any = ""
            for piece in value.items:
                text = script.combine("+", text, self.settled(piece))
            return text
        if not isinstance(value, script.Ref) or value.args is None or value.new or self.called(value):
            return value
        function = self.definitions.function(value.parts[-1]) if len(value.parts) < 3 else None
        if function is None:
            return value
        given = self._body(function, [self.settled(argument) for argument in value.args])
        return value if given is script.UNKNOWN else given

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
            value = self.settled(reader.expression())
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
        elif isinstance(target, script.Ref) and target.args is not None:
            self._call(target._replace(args=[self.settled(argument) for argument in target.args]))

    def _call(self, target: script.Ref) -> None:
        if not self.called(target):
            if target.parts[-1] in LATER and target.args:
                self.later(target.args[0 if target.parts[-1] == "setTimeout" else -1])
            else:
                self.enter(target)

    def enter(self, call: script.Ref) -> None:
        """Follow a call into the function, where the page defines it."""
        function = self.definitions.function(call.parts[-1])
        if function is not None:
            self._body(function, call.args or [])

    def call(self, function: script.Function, arguments: t.Sequence[t.Any]) -> None:
        """Go through a function with these arguments."""
        self._body(function, arguments)

    def later(self, what: t.Any) -> None:
        """Follow what the browser is asked to run by itself: a function, the name of one, or code as a text."""
        if isinstance(what, script.Function):
            self._body(what, [])
        elif isinstance(what, script.Ref):
            self.enter(what)
        elif isinstance(what, str) and self.nesting < _NESTING:
            self.run(script.tokenize(what), {})

    def _body(self, function: script.Function, arguments: t.Sequence[t.Any]) -> t.Any:
        """Go through a function; returns what it gives back, UNKNOWN where that cannot be known."""
        if self.calls <= 0 or self.nesting >= _NESTING or self.definitions.work < 0:
            return script.UNKNOWN
        self.calls -= 1
        local: Local = dict.fromkeys(function.parameters, script.UNKNOWN)
        local.update(zip(function.parameters, arguments))
        around, self.around = self.around, ()
        returned, self._returned, self._has_ended = self._returned, [], False
        self.nesting += 1
        self.run(function.body, local)
        self.nesting -= 1
        self.around = around
        given, self._returned, self._has_ended = self._returned, returned, False
        return given[0] if len(given) == 1 else script.UNKNOWN


def _branch(reader: script.Reader, dead: t.Dict[int, int]) -> t.Optional[int]:
    """``if (…)``: past the block that is certainly not run; a certainly dead ``else`` is noted for later.

    Returns the end of the whole where the condition is not known.
    """
    begin = reader.position
    reader.take("if")
    reader.take("(")
    condition = script.truth(reader.expression())
    reader.take(")")
    if condition is None:
        return _end_of_statement(reader, begin)
    start = reader.position
    _skip_statement(reader)
    if condition is False:
        return None
    if reader.peek().kind == "name" and reader.peek().text == "else":
        other = reader.position
        reader.position += 1
        _skip_statement(reader)
        dead[other] = reader.position
    reader.position = start
    return None


def _end_of_statement(reader: script.Reader, begin: int) -> int:
    """Where the statement (an ``if``, or one that may run again) ends that begins there; the reader goes on behind its head."""
    here = reader.position
    if here == begin:
        here += 1
    reader.position = begin
    try:
        if reader.peek().text in _REPEATED:
            reader.position += 1
            if reader.at("("):
                reader.skip_block()
        _skip_statement(reader)
        return reader.position
    except script.ScriptError:
        return here
    finally:
        reader.position = here


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

    def __init__(self, local: Local, definitions: Definitions, states: t.Mapping[str, t.Any]) -> None:
        self.local = local
        self.definitions = definitions
        self.states = states

    def __contains__(self, name: object) -> bool:
        return name in self.local or self._of_page(str(name)) is not script.UNKNOWN

    def __getitem__(self, name: str) -> t.Any:
        if name in self.local:
            return self.local[name]
        value = self._of_page(name)
        if value is script.UNKNOWN:
            raise KeyError(name)
        return value

    def _of_page(self, name: str) -> t.Any:
        if self.definitions.knows(name):
            return self.definitions.value(name)
        return self.states.get(name, script.UNKNOWN) if "." in name else self.definitions.table(name)

    def __iter__(self) -> t.Iterator[str]:
        return iter({**self.definitions.values, **self.local})

    def __len__(self) -> int:
        return len({**self.definitions.values, **self.local})
