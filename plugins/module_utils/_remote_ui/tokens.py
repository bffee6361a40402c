# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""JavaScript as a list of tokens."""

from __future__ import annotations

import re
import typing as t

# Each alternative is linear also where it never ends: an unterminated string or template is one token "other".
_TOKEN = re.compile(
    r"""(?P<blank>(?:[\s\u00a0]+|//[^\n]*|/\*(?s:.*?)(?:\*/|\Z)|<!--[^\n]*|-->)+)
      |(?P<name>[A-Za-z_$][\w$]*)
      |(?P<string>"[^"\\\n]*(?:\\(?:\r\n|(?s:.))[^"\\\n]*)*"|'[^'\\\n]*(?:\\(?:\r\n|(?s:.))[^'\\\n]*)*')
      |(?P<number>0[xX][0-9a-fA-F]{1,16}|[0-9]{1,40}(?:\.[0-9]{1,40})?)
      |(?P<pattern>(?:(?<=[(,=:\[!&|?{;])|(?<=[(,=:\[!&|?{;][ ]))/(?!\*)
          (?:[^/\\\n\[]|\\[^\n]|\[[^\]\n]{0,60}\]){1,200}/[gimsuy]{0,6})
      |(?P<op>===|!==|==|!=|<=|>=|&&|\|\||\+\+|--|\+=|<<|>>|[-+*/%&|^!~?:;,.=<>()\[\]{}])
      |(?P<template>`[^`\\]*(?:\\(?s:.)[^`\\]*)*`)
      |(?P<other>["'][^\n]*|`(?s:.*)|(?s:.))""",
    re.X,
)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r\n|.)", re.S)
_CONTROL = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": ""}


class Token(t.NamedTuple):
    kind: str
    text: str


def tokenize(code: str, position: int = 0, block: bool = False) -> t.List[Token]:
    """All tokens of a script without blanks and comments; never raises, in linear time.

    :param block: stop behind the brace that closes the one at ``position``.
    """
    tokens: t.List[Token] = []
    depth = 0
    for match in _TOKEN.finditer(code, position):
        if match.lastgroup == "blank":
            continue
        text = match.group()
        tokens.append(Token(match.lastgroup or "other", text))
        if block and text in ("{", "}"):
            depth += 1 if text == "{" else -1
            if depth <= 0:
                break
    return tokens


def unquote(literal: str) -> str:
    """The value of a JavaScript string literal."""

    def escape(match: re.Match[str]) -> str:
        what = match.group(1)
        if what in _CONTROL:
            return _CONTROL[what]
        return chr(int(what[1:], 16)) if len(what) > 1 else what

    body = literal[1:-1]
    if "\\" not in body:
        return body
    # a lone surrogate cannot be encoded later; two halves written as two escapes belong together
    return _ESCAPE.sub(escape, body).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
