# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The printer's inline JavaScript, read but never run.

Menu, links and the fields that OK sets exist only in script (reference ``remote-ui.md`` 5.1, 6.4). This file turns a script into tokens
and evaluates single expressions with what the page itself defines. Whatever cannot be known stays ``UNKNOWN``.
"""

from __future__ import annotations

import re
import typing as t

_TOKEN = re.compile(
    r"""(?P<blank>[\s\u00a0]+|//[^\n]*|<!--|-->)
      |(?P<comment>/\*)
      |(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
      |(?P<number>0[xX][0-9a-fA-F]+|\d+(?:\.\d+)?)
      |(?P<name>[A-Za-z_$][\w$]*)
      |(?P<op>===|!==|==|!=|<=|>=|&&|\|\||\+\+|--|\+=|[-+*/%&|^!~?:;,.=<>()\[\]{}])
      |(?P<other>.)""",
    re.X | re.S,
)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.S)
_CONTROL = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
MAX_DEPTH = 40


class ScriptError(ValueError):
    """A piece of script is not an expression that this reader understands."""


class _Unknown:
    """A value that only running the script would tell; neither true nor false."""

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __bool__(self) -> bool:
        raise TypeError("UNKNOWN has no truth value")


UNKNOWN = _Unknown()


class Token(t.NamedTuple):
    kind: str
    text: str


class Ref(t.NamedTuple):
    """A name such as ``document.SUBMIT_FORM.PageFlag.value``, or a call of one (then ``args`` is a list)."""

    parts: t.Tuple[str, ...]
    args: t.Optional[t.List[t.Any]] = None
    new: bool = False


def unquote(literal: str) -> str:
    """The value of a JavaScript string literal."""

    def escape(match: "re.Match[str]") -> str:
        what = match.group(1)
        if len(what) > 1:
            return chr(int(what[1:], 16))
        return _CONTROL.get(what, what)

    body = literal[1:-1]
    if "\\" not in body:
        return body
    # a lone surrogate cannot be encoded later; two halves written as two escapes belong together
    return _ESCAPE.sub(escape, body).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def tokenize(script: str, position: int = 0, block: bool = False) -> t.List[Token]:
    """All tokens of a script without blanks and comments; never raises.

    :param block: stop behind the brace that closes the one at ``position``.
    """
    tokens: t.List[Token] = []
    end, depth = len(script), 0
    match_at = _TOKEN.match
    while position < end:
        match = match_at(script, position)
        if match is None:  # cannot happen: the last alternative takes any character
            break
        kind = match.lastgroup or "other"
        position = match.end()
        if kind == "comment":
            close = script.find("*/", position)
            position = end if close < 0 else close + 2
        elif kind != "blank":
            text = match.group()
            tokens.append(Token(kind, text))
            if block and kind == "op" and text in "{}":
                depth += 1 if text == "{" else -1
                if depth == 0:
                    break
    return tokens


class Reader:
    """Evaluates expressions from a list of tokens.

    :param env: values of names; dotted names as ``a.b``.
    """

    def __init__(self, tokens: t.List[Token], env: t.Optional[t.Mapping[str, t.Any]] = None, position: int = 0) -> None:
        self.tokens = tokens
        self.env = env if env is not None else {}
        self.position = position
        self.depth = 0

    # -- tokens ---------------------------------------------------------------------------------
    def peek(self, ahead: int = 0) -> Token:
        index = self.position + ahead
        return self.tokens[index] if index < len(self.tokens) else Token("end", "")

    def take(self, text: t.Optional[str] = None) -> Token:
        token = self.peek()
        if token.kind == "end" or (text is not None and token.text != text):
            raise ScriptError(f"expected {text or 'more'}")
        self.position += 1
        return token

    def at(self, *texts: str) -> bool:
        token = self.peek()
        return token.kind == "op" and token.text in texts

    def skip_block(self) -> None:
        """Go past a balanced ``{…}``, ``(…)`` or ``[…]`` that begins here."""
        depth = 0
        while True:
            token = self.take()
            if token.kind == "op":
                if token.text in "{([":
                    depth += 1
                elif token.text in "})]":
                    depth -= 1
            if depth <= 0:
                return

    # -- expressions, loosest first -------------------------------------------------------------
    def expression(self) -> t.Any:
        self.depth += 1
        try:
            if self.depth > MAX_DEPTH:
                raise ScriptError("nested too deeply")
            return self._conditional()
        finally:
            self.depth -= 1

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
            # both titles name the same row; for anything else nobody can tell
            return first if first == second else UNKNOWN
        return first if known else second

    _LEVELS: t.ClassVar = (("||",), ("&&",), ("|",), ("^",), ("&",), ("==", "!=", "===", "!=="), ("<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%"))

    def _binary(self, level: int) -> t.Any:
        if level == len(self._LEVELS):
            return self._unary()
        left = self._binary(level + 1)
        while self.at(*self._LEVELS[level]):
            operator = self.take().text
            left = combine(operator, left, self._binary(level + 1))
        return left

    def _unary(self) -> t.Any:
        if self.at("!"):
            self.take()
            known = truth(self._unary_nested())
            return UNKNOWN if known is None else not known
        if self.at("-", "+", "~", "++", "--"):
            operator = self.take().text
            value = self._unary_nested()
            return -value if operator == "-" and isinstance(value, float) else UNKNOWN
        if self.peek().kind == "name" and self.peek().text in ("typeof", "void", "delete"):
            self.take()
            self._unary_nested()
            return UNKNOWN
        return self.postfix()

    def _unary_nested(self) -> t.Any:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ScriptError("nested too deeply")
        value = self._unary()
        self.depth -= 1
        return value

    def _list(self, close: str) -> t.List[t.Any]:
        values: t.List[t.Any] = []
        while not self.at(close):
            values.append(self.expression())
            if not self.at(close):
                self.take(",")
        self.take(close)
        return values

    def postfix(self, resolve: bool = True) -> t.Any:
        """A name, literal, call or member; with ``resolve`` false a plain name stays a :class:`Ref` (left side of an assignment)."""
        token = self.peek()
        if token.kind == "string":
            self.take()
            value: t.Any = unquote(token.text)
        elif token.kind == "number":
            self.take()
            value = int(token.text, 16) if token.text[:2] in ("0x", "0X") else float(token.text)
        elif token.kind == "name":
            value = self._name()
        elif self.at("("):
            self.take()
            value = self.expression()
            self.take(")")
        elif self.at("["):
            self.take()
            value = self._list("]")
        elif self.at("{"):
            self.skip_block()
            value = UNKNOWN
        else:
            raise ScriptError(f"unexpected {token.text!r}")
        return self._members(value, resolve)

    def _name(self) -> t.Any:
        text = self.take().text
        if text in ("true", "false"):
            return text == "true"
        if text in ("null", "undefined"):
            return None
        if text == "function":
            while not self.at("{"):
                self.take()
            self.skip_block()
            return UNKNOWN
        if text == "new":
            value = self.postfix(resolve=False)
            return value._replace(new=True) if isinstance(value, Ref) else UNKNOWN
        return Ref((text,))

    def _members(self, value: t.Any, resolve: bool) -> t.Any:
        while self.at(".", "[", "("):
            if isinstance(value, Ref) and value.args is None and len(value.parts) == 1:
                value = alias(value, self.env)
            opened = self.take().text
            if opened == ".":
                name = self.take().text
                value = extend(value, name)
            elif opened == "[":
                index = self.expression()
                self.take("]")
                value = extend(value, index) if isinstance(index, str) else extend(value, None)
            else:
                arguments = self._list(")")
                value = called(value, arguments, self.env)
        if resolve and isinstance(value, Ref) and value.args is None:
            return lookup(value, self.env)
        return value


def extend(value: t.Any, name: t.Optional[str]) -> t.Any:
    """The member ``name`` of a reference; string arguments of a call become part of the path (``getElementById("x")``)."""
    if not isinstance(value, Ref):
        return UNKNOWN
    inner = tuple(arg for arg in value.args or () if isinstance(arg, str))
    return Ref(value.parts + inner + ((name,) if name is not None else ()))


def called(value: t.Any, arguments: t.List[t.Any], env: t.Mapping[str, t.Any]) -> t.Any:
    """A call, worked out only for the search in a known text (``address.indexOf("?")``, which every link of the family makes)."""
    if not isinstance(value, Ref):
        return UNKNOWN
    if value.args is None and len(value.parts) == 2 and value.parts[1] == "indexOf" and len(arguments) == 1:
        text = env.get(value.parts[0])
        if isinstance(text, str) and isinstance(arguments[0], str):
            return float(text.find(arguments[0]))
    return Ref(value.parts, arguments)


def alias(ref: Ref, env: t.Mapping[str, t.Any]) -> Ref:
    """What a local variable stands for, where it stands for another reference (``var f = document.SUBMIT_FORM``)."""
    value = env.get(ref.parts[0])
    return extend(value, None) if isinstance(value, Ref) else ref


def lookup(ref: Ref, env: t.Mapping[str, t.Any]) -> t.Any:
    """The value of a name, or the reference itself where the page does not define it."""
    path = ".".join(ref.parts)
    if path in env:
        return env[path]
    if len(ref.parts) > 1 and "*." + ref.parts[-1] in env:
        return env["*." + ref.parts[-1]]
    return ref


def truth(value: t.Any) -> t.Optional[bool]:
    """Truth as JavaScript sees it; None where it cannot be known."""
    if value is UNKNOWN or isinstance(value, Ref):
        return None
    if isinstance(value, list):
        return True
    return bool(value)


def combine(operator: str, left: t.Any, right: t.Any) -> t.Any:
    """One binary operation in three-valued logic."""
    if operator in ("&&", "||"):
        first, second = truth(left), truth(right)
        decisive = operator == "||"
        if first is decisive or second is decisive:
            return decisive
        return UNKNOWN if first is None or second is None else not decisive
    if operator == "+" and (isinstance(left, (str, Pieces)) or isinstance(right, (str, Pieces))):
        return Pieces.join(left, right)
    if any(value is UNKNOWN or isinstance(value, (Ref, list, Pieces)) for value in (left, right)):
        return UNKNOWN
    if operator in ("==", "==="):
        return left == right or (operator == "==" and str(left) == str(right))
    if operator in ("!=", "!=="):
        return not (left == right or (operator == "!=" and str(left) == str(right)))
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        return _calculate(operator, left, right)
    return UNKNOWN


def _calculate(operator: str, left: float, right: float) -> t.Any:
    if operator in ("|", "&"):
        if not (abs(left) < 2**53 and abs(right) < 2**53):
            return UNKNOWN
        return float(int(left) | int(right)) if operator == "|" else float(int(left) & int(right))
    if operator in ("+", "-"):
        return left + right if operator == "+" else left - right
    if operator in ("<", ">", "<=", ">="):
        return {"<": left < right, ">": left > right, "<=": left <= right, ">=": left >= right}[operator]
    return UNKNOWN


class Pieces:
    """A text put together from known pieces and unknown ones (kept as :class:`Ref` or UNKNOWN)."""

    def __init__(self, items: t.List[t.Any]) -> None:
        self.items = items

    @classmethod
    def join(cls, left: t.Any, right: t.Any) -> t.Any:
        items = [item for side in (left, right) for item in (side.items if isinstance(side, Pieces) else [side])]
        if all(isinstance(item, (str, float, int)) for item in items):
            return "".join(plain(item) for item in items)
        return cls(items)

    def fill(self, unknown: t.Callable[[str], str]) -> str:
        """The whole text; ``unknown`` is asked with the text so far for each piece that is not known."""
        text = ""
        for item in self.items:
            text += plain(item) if isinstance(item, (str, float, int)) else unknown(text)
        return text


def plain(value: t.Any) -> str:
    """A literal as text; whole numbers without a decimal point."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
