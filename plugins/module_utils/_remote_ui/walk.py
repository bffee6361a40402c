# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Going through a script statement by statement.

Conditions whose outcome is known are obeyed; behind any other both ways are gone. Loops whose end is not known are gone through once.
"""

from __future__ import annotations

import contextlib
import typing as t

from . import loops, script
from .definitions import Definitions
from .scope import Local, Scope
from .statements import branch, end_of_statement
from .values import is_same, item, put_item

_KEYWORDS = frozenset(
    "var let const if else for while do return switch case break continue try catch finally throw in of default".split()
)
_REPEATED = frozenset(["for", "while", "do", "switch", "catch"])
_DECLARES = frozenset(["var", "let", "const", ","])
LATER = frozenset(["setTimeout", "addEventListener", "attachEvent"])
_ON_LOAD = frozenset(["load", "onload", "DOMContentLoaded", "readystatechange", "onreadystatechange", "pageshow"])
_CALLS = 60
_NESTING = 5
_LOOPS = 6  # one in the other


class _Frame:
    """What is known of the function, or the script, that is gone through.

    :ivar returned: what it may give back. :ivar left: the word that certainly ends what is gone through now.
    :ivar may_leave: those that perhaps did. :ivar loops: how many loops and switches are around.
    """

    def __init__(self) -> None:
        self.returned: t.List[t.Any] = []
        self.left = ""
        self.may_leave: t.Set[str] = set()
        self.loops = 0


class Walk:
    """Base of those who look for something in a script: they say what an assignment and a call mean.

    :param calls: how many functions of the page may be entered. :param states: what the controls of the page hold.
    :cvar is_strict: whether what is found must be certain: then what stands behind a way out that is perhaps taken is unsure, too,
        and a variable is not known that such code changes.
    """

    is_strict = False

    def __init__(
        self, definitions: Definitions, calls: int = _CALLS, states: t.Optional[t.Mapping[str, t.Any]] = None
    ) -> None:
        self.definitions = definitions
        self.states: t.Mapping[str, t.Any] = {} if states is None else states
        self.calls = calls
        self.nesting = 0
        self.around: t.Tuple[str, ...] = ()  # the object of an enclosing ``with (…)``
        self.is_unsure = False  # whether what is gone through now may not run, or not in this way
        self._frame = _Frame()
        self._globals: Local = {}
        self._tables: t.Dict[str, t.Any] = {}  # lists and objects of the page, which the script may change
        self._settled: t.Dict[int, script.Ref] = {}  # calls that were followed in vain

    def assigned(self, path: t.Tuple[str, ...], value: t.Any) -> None:
        """``path = value``, for anything but a plain variable."""

    def called(self, call: script.Ref) -> bool:
        """A call. Returns whether it is understood; another one is followed into the function, if the page has it."""
        return False

    def returned(self, value: t.Any) -> None:
        """``return value``, also where it is not certain that it runs."""

    @property
    def done(self) -> bool:
        """Whether what was looked for is found."""
        return False

    def run(self, tokens: t.Sequence[script.Token], local: Local) -> None:
        """Go through a list of statements with these variables."""
        if not self.nesting:
            self._globals = local
        frame = self._frame
        reader = script.Reader(tokens, self._scope(local))
        dead: t.Dict[int, int] = {}  # begin and end of ``else`` blocks that are not gone through
        was_unsure, unsure_until = self.is_unsure, 0
        before: t.Optional[Local] = None  # the variables before what is unsure
        while not reader.ended and not self.done and not frame.left:
            start = reader.position
            if before is not None and start >= unsure_until:
                self._join(local, before)
                before = None
            self.is_unsure = was_unsure or start < unsure_until or (self.is_strict and bool(frame.may_leave))
            reader.is_unsure = self.is_unsure and self.is_strict
            if start in dead:
                reader.position = dead.pop(start)
                continue
            try:
                until = self._step(reader, local, dead) or 0
                if until > unsure_until:
                    before, unsure_until = dict(local) if before is None else before, until
            except script.ScriptError:
                reader.position = start + 1
            if reader.position <= start:
                reader.position = start + 1
            self.definitions.work -= reader.position - start
            if self.definitions.work < 0:
                break
        if before is not None:
            self._join(local, before)
        self.is_unsure = was_unsure

    def _join(self, local: Local, before: Local) -> None:
        """Variables behind code that perhaps did not run."""
        for name, value in local.items():
            if name not in before or not is_same(before[name], value):
                local[name] = self.either(before.get(name, script.UNKNOWN), value)

    def either(self, before: t.Any, after: t.Any) -> t.Any:
        """What a variable holds that code changed which perhaps did not run."""
        if not self.is_strict:
            return after
        first = after.items[0] if isinstance(after, script.Pieces) else after
        if isinstance(before, str) and isinstance(first, str) and first.startswith(before):
            return script.combine("+", before, script.UNKNOWN)  # it was only added to
        return script.UNKNOWN

    def _scope(self, local: Local) -> Scope:
        return Scope(local, self._globals, self._tables, self.definitions, self.states)

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
            return branch(reader, dead)
        elif token.text in _REPEATED:
            return self._repeat(reader, local)
        elif token.text == "return":
            self._return(reader)
        elif token.text in ("break", "continue") and self._frame.loops:
            reader.take()
            self._leave(token.text)
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
        end = end_of_statement(reader, begin)
        reader.position = begin
        is_switch = reader.peek().text == "switch"
        rounds = loops.unfold(reader, self._scope(local), end) if self._frame.loops < _LOOPS else None
        if rounds is None:
            reader.position = begin + 1
            return end
        self._frame.loops += 1
        before, may_leave = dict(local), False
        for values, body in rounds:
            if self.done or self.definitions.work < 0:
                break
            local.update(values)
            self.run(body, local)
            may_leave = may_leave or not self._frame.may_leave.isdisjoint(("break", "continue"))
            if not is_switch:
                self._has_left("continue")
            if self._frame.left:
                break
        self._frame.loops -= 1
        self._has_left("break")
        self._frame.may_leave.discard("break")
        if may_leave:
            self._join(local, before)
        reader.position = end
        return None

    def _leave(self, word: str) -> None:
        if self.is_unsure:
            self._frame.may_leave.add(word)
        else:
            self._frame.left = word

    def _has_left(self, word: str) -> None:
        """What a ``break`` or ``continue`` ends is over."""
        if self._frame.left == word:
            self._frame.left = ""
        if word == "continue":
            self._frame.may_leave.discard(word)

    def _return(self, reader: script.Reader) -> None:
        reader.take("return")
        value = None if reader.at(";", "}") or reader.peek().kind == "end" else self.settled(reader.expression())
        if self.nesting:
            self.returned(value)
            self._frame.returned.append(script.UNKNOWN if self.is_unsure else value)
            self._leave("return")

    def settled(self, value: t.Any) -> t.Any:
        """A value in which calls of functions of the page are replaced by what these give back, as far as that is known."""
        if isinstance(value, script.Pieces):
            text: t.Any = ""
            for piece in value.items:
                text = script.combine("+", text, self.settled(piece))
            return text
        if not isinstance(value, script.Ref) or value.args is None or value.new or id(value) in self._settled:
            return value
        self._settled[id(value)] = value  # a variable may hold it, and be read again and again
        if self.called(value):
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
        begin = reader.position
        target = reader.postfix(resolve=False)
        place = reader.place
        sign = reader.peek().text if reader.peek().kind == "op" else ""
        if sign in ("=", "+="):
            reader.take()
            value = self.settled(reader.expression())
            if place is not None:
                self._put_item(place, value, sign)
                return
            if not isinstance(target, script.Ref) or target.args is not None:
                return
            if sign == "+=":
                value = script.combine("+", script.lookup(target, reader.env), value)
            if target.parts[-1] == "onload":
                self.later(value)
            elif len(target.parts) == 1 and target.parts[0] != "location":
                self._put_variable(
                    local, target.parts[0], value, begin > 0 and reader.tokens[begin - 1].text in _DECLARES
                )
            else:
                self.assigned(target.parts, value)
        elif isinstance(target, script.Ref) and target.args is not None:
            self._call(target._replace(args=[self.settled(argument) for argument in target.args]))

    def _put_item(self, place: t.Tuple[t.Any, t.Optional[str]], value: t.Any, sign: str) -> None:
        before = item(*place)
        if sign == "+=":
            value = script.combine("+", before, value)
        put_item(*place, self.either(before, value) if self.is_unsure and not is_same(before, value) else value)

    def _put_variable(self, local: Local, name: str, value: t.Any, is_declared: bool) -> None:
        if name in local or is_declared or name not in self._globals:
            local[name] = value
        elif self.is_unsure and not is_same(self._globals[name], value):
            self._globals[name] = self.either(self._globals[name], value)
        else:
            self._globals[name] = value

    def _call(self, target: script.Ref) -> None:
        if not self.called(target):
            if target.parts[-1] not in LATER or not target.args:
                self.enter(target)
            elif target.parts[-1] == "setTimeout":
                self.later(target.args[0])
            elif not isinstance(target.args[0], str) or target.args[0] in _ON_LOAD:
                self.later(target.args[-1])

    def enter(self, call: script.Ref) -> None:
        """Follow a call into the function, where the page defines it."""
        function = self.definitions.function(call.parts[-1])
        if function is not None:
            self._body(function, call.args or [])

    def call(self, function: script.Function, arguments: t.Sequence[t.Any]) -> t.Any:
        """Go through a function with these arguments; returns what it gives back, None for nothing."""
        return self._body(function, arguments, nothing=None)

    def later(self, what: t.Any) -> None:
        """Follow what the browser is asked to run by itself: a function, the name of one, or code as a text."""
        if isinstance(what, script.Function):
            self._body(what, [])
        elif isinstance(what, script.Ref):
            self.enter(what)
        elif isinstance(what, str) and self.nesting < _NESTING:
            with self._inside():
                self.run(script.tokenize(what), {})

    def _body(self, function: script.Function, arguments: t.Sequence[t.Any], nothing: t.Any = script.UNKNOWN) -> t.Any:
        """Go through a function; returns what it gives back, ``nothing`` where it does not, UNKNOWN where that cannot be known."""
        if self.calls <= 0 or self.nesting >= _NESTING or self.definitions.work < 0:
            return script.UNKNOWN
        self.calls -= 1
        local: Local = dict.fromkeys(function.parameters, script.UNKNOWN)
        local.update(zip(function.parameters, arguments))
        with self._inside() as frame:
            self.run(function.body, local)
        return frame.returned[0] if len(frame.returned) == 1 else script.UNKNOWN if frame.returned else nothing

    @contextlib.contextmanager
    def _inside(self) -> t.Iterator[_Frame]:
        """In a function, or in code that is run like one."""
        around, self.around = self.around, ()
        frame, self._frame = self._frame, _Frame()
        self.nesting += 1
        try:
            yield self._frame
        finally:
            self.nesting -= 1
            self.around, self._frame = around, frame
