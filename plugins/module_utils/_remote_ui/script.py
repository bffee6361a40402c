# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The printer's inline JavaScript, read but never run.

Menu, links and the fields that OK sets exist only in script (reference ``remote-ui.md`` 5.1, 6.4). This file evaluates
single expressions with what the page itself defines. Whatever cannot be known stays ``UNKNOWN``.
"""

from __future__ import annotations

import typing as t

from . import text_methods
from .tokens import Token, literal, tokenize, unquote
from .values import MORE, UNKNOWN, Function, Pieces, Ref, combine, is_known, is_open, is_same, item, plain, truth

MAX_DEPTH = 30
MAX_MEMBERS = 40  # dots and calls behind one name
MAX_LIST = 10_000
_END = Token("end", "")
_CLOSES = frozenset([",", ")", "]", "}", ";"])


class ScriptError(ValueError):
    """A piece of script is not an expression that this reader understands."""


class Reader:
    """Evaluates expressions from a list of tokens.

    :param env: values of names; dotted names as ``a.b``.
    """

    def __init__(self, tokens: t.Sequence[Token], env: t.Optional[t.Mapping[str, t.Any]] = None, position: int = 0):
        self.tokens = tokens
        self.env = env if env is not None else {}
        self.position = position
        self.depth = 0
        self.is_unsure = False  # whether what is read may not run
        self.place: t.Optional[t.Tuple[t.Any, t.Optional[str]]] = (
            None  # list or object whose member was read last, and which
        )
        # a reader is set back after an error; what it may read in all keeps the whole linear
        self.budget = 4 * len(tokens) + 2000
        self._partners: t.Optional[t.Dict[int, int]] = None

    # -- tokens ---------------------------------------------------------------------------------
    @property
    def ended(self) -> bool:
        return self.position >= len(self.tokens) or self.budget <= 0

    def peek(self, ahead: int = 0) -> Token:
        index = self.position + ahead
        return self.tokens[index] if index < len(self.tokens) else _END

    def take(self, text: t.Optional[str] = None) -> Token:
        token = self.peek()
        if token.kind == "end" or (text is not None and token.text != text):
            raise ScriptError(f"expected {text or 'more'}")
        self.position += 1
        self.budget -= 1
        if self.budget <= 0:
            raise ScriptError("too much to read")
        return token

    def at(self, *texts: str) -> bool:
        token = self.peek()
        return token.kind == "op" and token.text in texts

    def skip_block(self) -> None:
        """Go past a balanced ``{…}``, ``(…)`` or ``[…]`` that begins here."""
        if self._partners is None:
            self._partners = _partners(self.tokens)
        end = self._partners.get(self.position)
        if end is None:
            raise ScriptError("a bracket without its partner")
        self.position = end + 1

    def function(self) -> Function:
        """Go past ``function name(…) {…}``, whose body is not read."""
        self.take("function")
        if self.peek().kind == "name":
            self.take()
        begin = self.position
        if not self.at("("):
            raise ScriptError("a function without parameters")
        self.skip_block()
        body = self.position
        if not self.at("{"):
            raise ScriptError("a function without a body")
        self.skip_block()
        parameters = tuple(token.text for token in self.tokens[begin:body] if token.kind == "name")
        return Function(parameters, self.tokens, body + 1, self.position - 1)

    # -- expressions, loosest first -------------------------------------------------------------
    def _deeper(self, parse: t.Callable[[], t.Any]) -> t.Any:
        self.depth += 1
        try:
            if self.depth > MAX_DEPTH:
                raise ScriptError("nested too deeply")
            return parse()
        finally:
            self.depth -= 1

    def expression(self) -> t.Any:
        token, behind = self.peek(), self.peek(1)
        if token.kind in ("string", "number") and behind.kind == "op" and behind.text in _CLOSES:
            self.place = None
            return literal(self.take())  # most of what tables hold
        return self._deeper(self._conditional)

    def _conditional(self) -> t.Any:
        condition = self._binary(0)
        if not self.at("?"):
            return condition
        self.take("?")
        first = self.expression()
        self.take(":")
        second = self.expression()
        known = truth(condition)
        if known is None:
            return first if is_same(first, second) else UNKNOWN
        return first if known else second

    _LEVELS: t.ClassVar = (
        ("||",),
        ("&&",),
        ("|",),
        ("^",),
        ("&",),
        ("==", "!=", "===", "!=="),
        ("<", ">", "<=", ">="),
        ("<<", ">>"),
        ("+", "-"),
        ("*", "/", "%"),
    )
    _BINARY: t.ClassVar = {operator: level for level, operators in enumerate(_LEVELS) for operator in operators}

    def _binary(self, loosest: int) -> t.Any:
        """Operator precedence climbing: operators from level ``loosest`` up bind here."""
        left = self._unary()
        while True:
            token = self.peek()
            level = self._BINARY.get(token.text, -1) if token.kind == "op" else -1
            if level < loosest:
                return left
            self.take()
            left = combine(token.text, left, self._binary(level + 1))

    def _unary(self) -> t.Any:
        token = self.peek()
        if token.kind == "op" and token.text in ("!", "-", "+", "~", "++", "--"):
            self.take()
            value = self._deeper(self._unary)
            if token.text == "!":
                known = truth(value)
                return UNKNOWN if known is None else not known
            return -value if token.text == "-" and isinstance(value, float) else UNKNOWN
        if token.kind == "name" and token.text in ("typeof", "void", "delete"):
            self.take()
            self._deeper(self._unary)
            return UNKNOWN
        return self.postfix()

    def _list(self, close: str) -> t.List[t.Any]:
        values: t.List[t.Any] = []
        while not self.at(close):
            values.append(self.expression())
            if not self.at(close):
                self.take(",")
        self.take(close)
        return values

    def postfix(self, resolve: bool = True) -> t.Any:
        """A name, literal, call or member.

        :param resolve: false leaves a plain name as a :class:`Ref`, as the left side of an assignment needs it.
        """
        token = self.peek()
        if token.kind in ("string", "number"):
            value: t.Any = literal(self.take())
        elif token.kind == "name":
            value = self._name()
        elif token.kind == "template":
            self.take()
            value = UNKNOWN if "${" in token.text else unquote(token.text)
        elif token.kind == "pattern":
            before = [token.text for token in self.tokens[max(0, self.position - 2) : self.position]]
            self.take()
            # nothing has such a name: only ``replace`` knows what to do with it
            value = Ref((token.text,)) if before == ["replace", "("] else UNKNOWN
        elif self.at("("):
            self.take()
            value = self.expression()
            self.take(")")
        elif self.at("["):
            self.take()
            value = self._list("]")
        elif self.at("{"):
            value = self._object()
        else:
            raise ScriptError(f"unexpected {token.text[:20]!r}")
        return self._members(value, resolve)

    def _object(self) -> t.Any:
        """The members of an object; UNKNOWN where it is not only names and values."""
        begin = self.position
        found: t.Dict[str, t.Any] = {}
        try:
            self.take("{")
            while not self.at("}"):
                key = self.take()
                self.take(":")
                found[unquote(key.text) if key.kind == "string" else key.text] = self.expression()
                if not self.at("}"):
                    self.take(",")
            self.take("}")
        except ScriptError:
            self.position = begin
            self.skip_block()
            return UNKNOWN
        return found

    def _name(self) -> t.Any:
        if self.peek().text == "function":
            return self.function()
        text = self.take().text
        if text in ("true", "false"):
            return text == "true"
        if text in ("null", "undefined"):
            return None
        if text == "new":
            value = self._deeper(lambda: self.postfix(resolve=False))
            return value._replace(new=True) if isinstance(value, Ref) else value if isinstance(value, list) else UNKNOWN
        return Ref((text,))

    def _members(self, value: t.Any, resolve: bool) -> t.Any:
        count = 0
        place = None
        while self.at(".", "[", "("):
            count += 1
            if count > MAX_MEMBERS:
                raise ScriptError("too many members")
            if isinstance(value, Ref) and value.args is None and len(value.parts) == 1:
                value = alias(value, self.env)
            opened = self.take().text
            if opened in (".", "["):
                name = self._key(opened)
                if isinstance(value, str) and name in text_methods.NAMES and self.at("("):
                    self.take()
                    value, place = text_methods.method(value, name, self._list(")")), None
                    continue
                holder = _held(value, self.env)
                place = (holder, name) if isinstance(holder, (list, dict)) else None
                held = item(holder, name)
                value = extend(value, name) if held is UNKNOWN or isinstance(held, Function) else held
            else:
                value, place = called(value, self._list(")"), self.env, self.is_unsure), None
        self.place = place
        if resolve and isinstance(value, Ref) and value.args is None:
            return lookup(value, self.env)
        return value

    def _key(self, opened: str) -> t.Optional[str]:
        if opened == ".":
            return self.take().text
        index = self.expression()
        self.take("]")
        return plain(index) if isinstance(index, (str, float)) else None


def _held(value: t.Any, env: t.Mapping[str, t.Any]) -> t.Any:
    """The list, object or text that a name stands for."""
    if isinstance(value, Ref) and value.args is None and len(value.parts) == 1:
        return env.get(value.parts[0])
    return value


def _partners(tokens: t.Sequence[Token]) -> t.Dict[int, int]:
    """Position of each opening bracket to that of the bracket that closes it."""
    partners: t.Dict[int, int] = {}
    opened: t.List[int] = []
    for index, token in enumerate(tokens):
        if token.kind == "op":
            if token.text in "{([":
                opened.append(index)
            elif token.text in "})]" and opened:
                partners[opened.pop()] = index
    return partners


def extend(value: t.Any, name: t.Optional[str]) -> t.Any:
    """The member ``name`` of a reference; texts given to a call become part of it (``getElementById("x")``)."""
    if not isinstance(value, Ref):
        return UNKNOWN
    inner = tuple(arg for arg in value.args or () if isinstance(arg, str))
    return Ref(value.parts + inner + ((name,) if name is not None else ()))


def called(value: t.Any, arguments: t.List[t.Any], env: t.Mapping[str, t.Any], is_unsure: bool = False) -> t.Any:
    """A call; worked out only for ``Array(…)``, for lists, and for known texts (``address.indexOf("?")``)."""
    if not isinstance(value, Ref):
        return UNKNOWN
    made = _of_text(value, arguments, env)
    if made is not UNKNOWN:
        return made
    if value.args is None and value.parts == ("Array",):
        return arguments
    if value.args is None and len(value.parts) == 2 and value.parts[1] in ("push", "join"):
        values = env.get(value.parts[0])
        if isinstance(values, list):
            return _of_list(values, value.parts[1], arguments, is_unsure)
    return Ref(value.parts, arguments)


def _of_text(value: Ref, arguments: t.List[t.Any], env: t.Mapping[str, t.Any]) -> t.Any:
    """What a method of a known text, or a function that every browser has, gives back."""
    if value.args is not None:
        return UNKNOWN
    if len(value.parts) == 1 and value.parts[0] in text_methods.FUNCTIONS and value.parts[0] not in env:
        return text_methods.function(value.parts[0], arguments)
    if len(value.parts) > 1 and value.parts[-1] in text_methods.NAMES:
        text = lookup(Ref(value.parts[:-1]), env)
        if is_known(text) and not isinstance(text, bool):
            return text_methods.method(plain(text), value.parts[-1], arguments)
    return UNKNOWN


def _of_list(values: t.List[t.Any], name: str, arguments: t.List[t.Any], is_unsure: bool) -> t.Any:
    if name == "push":
        if not is_open(values):
            values.extend([MORE] if is_unsure or len(values) > MAX_LIST else arguments)
        return item(values, "length")
    text: t.Any = ""
    for position, value in enumerate(values):
        text = combine("+", text, combine("+", (arguments or [","])[0] if position else "", value))
    return text


def alias(ref: Ref, env: t.Mapping[str, t.Any]) -> Ref:
    """What a local variable stands for, where it stands for another reference (``var f = document.SUBMIT_FORM``)."""
    value = env.get(ref.parts[0])
    return extend(value, None) if isinstance(value, Ref) else ref


def lookup(ref: Ref, env: t.Mapping[str, t.Any]) -> t.Any:
    """The value of a name, or the reference itself where the page does not define it."""
    path = ".".join(ref.parts)
    if path in env:
        return env[path]
    is_row = any(part.isdigit() for part in ref.parts)  # of a table, and rows differ
    if len(ref.parts) > 1 and not is_row and "*." + ref.parts[-1] in env:
        return env["*." + ref.parts[-1]]
    return ref


__all__ = [
    "UNKNOWN",
    "Function",
    "Pieces",
    "Reader",
    "Ref",
    "ScriptError",
    "Token",
    "combine",
    "is_known",
    "literal",
    "plain",
    "tokenize",
    "truth",
    "unquote",
]
