# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""JavaScript as a list of tokens."""

from __future__ import annotations

import re
import typing as t

from .text import readable

# Each alternative is linear also where it never ends: an unterminated string or template is one token "other". Blanks and comments belong to
# the token behind them; the end of the script is one, too, so that nothing is ever tried in two ways.
_TOKEN = re.compile(
    r"""\s*(?:(?://[^\n]*|/\*(?s:.*?)(?:\*/|\Z)|<!--[^\n]*|-->)\s*)*
      (?:(?P<name>[A-Za-z_$][\w$]*)
      |(?P<string>"[^"\\\n]*(?:\\(?:\r\n|(?s:.))[^"\\\n]*)*"|'[^'\\\n]*(?:\\(?:\r\n|(?s:.))[^'\\\n]*)*')
      |(?P<number>0[xX][0-9a-fA-F]{1,16}|[0-9]{1,40}(?:\.[0-9]{1,40})?)
      |(?P<pattern>(?:(?<=[(,=:\[!&|?{;])|(?<=[(,=:\[!&|?{;][ ]))/(?!\*)
          (?:[^/\\\n\[]|\\[^\n]|\[[^\]\n]{0,60}\]){1,200}/[gimsuy]{0,6})
      |(?P<op>===|!==|==|!=|<=|>=|&&|\|\||\+\+|--|\+=|<<|>>|[-+*/%&|^!~?:;,.=<>()\[\]{}])
      |(?P<template>`[^`\\]*(?:\\(?s:.)[^`\\]*)*`)
      |(?P<other>["'][^\n]*|`(?s:.*)|(?s:.))
      |(?P<end>\Z))""",
    re.X,
)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r\n|.)", re.S)
_CONTROL = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": ""}


class Token(t.NamedTuple):
    kind: str
    text: str


_token = tuple.__new__  # a quarter of the time that Token(…) takes, a hundred thousand times a run


def tokenize(code: str) -> t.List[Token]:
    """All tokens of a script without blanks and comments; never raises, in linear time."""
    tokens = [_token(Token, (match.lastgroup, match[match.lastindex or 0])) for match in _TOKEN.finditer(code)]
    while tokens and tokens[-1].kind == "end":
        tokens.pop()
    return tokens


def tokenize_block(code: str, position: int) -> t.List[Token]:
    """The tokens from ``position`` on, up to and with the brace that closes the first one there; all where it is never closed."""
    tokens: t.List[Token] = []
    depth = 0
    for match in _TOKEN.finditer(code, position):
        token = Token(match.lastgroup or "end", match[match.lastindex or 0])
        if token.kind == "end":
            break
        tokens.append(token)
        if token.text in ("{", "}"):
            depth += 1 if token.text == "{" else -1
            if depth <= 0:
                break
    return tokens


def literal(token: Token) -> t.Union[str, float]:
    """The value of a text or number as it is written."""
    if token.kind == "string":
        return unquote(token.text)
    return float(int(token.text, 16)) if token.text[:2] in ("0x", "0X") else float(token.text)


def unquote(quoted: str) -> str:
    """The value of a JavaScript string literal."""

    def escape(match: re.Match[str]) -> str:
        what = match.group(1)
        if what in _CONTROL:
            return _CONTROL[what]
        return chr(int(what[1:], 16)) if len(what) > 1 else what

    body = quoted[1:-1]
    if "\\" not in body:
        return body
    # a lone surrogate cannot be encoded later; two halves written as two escapes belong together
    text = _ESCAPE.sub(escape, body).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return readable(text)
