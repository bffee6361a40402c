# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The part of a script that runs when the page is loaded: function bodies and long tables cut out, without reading them.

Most of a native page is functions and the tables of the menu (reference ``remote-ui.md`` 6.4, 7); what is written into the page where a
script stands is a few lines beside them. Values of a table are still found, because those are looked up in the whole script.
"""

from __future__ import annotations

import functools
import re
import typing as t

from .tokens import Token, tokenize

_MARKS = re.compile(
    r""""[^"\\\n]*(?:\\(?s:.)[^"\\\n]*)*"|'[^'\\\n]*(?:\\(?s:.)[^'\\\n]*)*'|["'][^\n]*|//[^\n]*|/\*(?s:.*?)(?:\*/|\Z)|[{}\[\]]"""
)
_HEAD_OF_FUNCTION = re.compile(r"\bfunction\b[^(){}]{0,100}\([^(){}]{0,300}\)\s{0,20}$")
_HEAD_OF_NAMED_FUNCTION = re.compile(r"\bfunction\s[^(){}]{1,100}\([^(){}]{0,300}\)\s{0,20}$")
# rows of a table, a line each, behind a statement that is complete: errMessageTbl["1EEF"] = "Check the state of…";
_ROWS = re.compile(
    r""";\n(?:[ \t]*\w+\[["'][^"'\\\n]*["']\][ \t]*=[ \t]*(?:"[^"\\\n]*"|'[^'\\\n]*')[ \t]*;[ \t]*\n)+"""
)
_LONG = 2000  # characters of a table that is cut out
_PARTNERS = {"}": "{", "]": "["}


@functools.lru_cache(maxsize=64)
def outline(code: str, is_head: t.Pattern[str] = _HEAD_OF_FUNCTION) -> str:
    """The code without function bodies and long tables; with function bodies and arrays where its brackets do not match.

    :param is_head: finds the head of a function whose body is cut out.
    """
    code = _ROWS.sub(";\n", code)
    cuts: t.List[t.Tuple[int, int]] = []
    opened: t.List[t.Tuple[str, int, bool]] = []
    inside = 0  # functions around
    for match in _MARKS.finditer(code):
        mark, position = match.group(), match.start()
        if mark in ("{", "["):
            function = mark == "{" and not inside and is_head.search(code, max(0, position - 450), position) is not None
            inside += function
            opened.append((mark, position, function))
        elif mark in _PARTNERS:
            if not opened or opened[-1][0] != _PARTNERS[mark]:
                return code
            kind, start, function = opened.pop()
            inside -= function
            if function or (kind == "[" and not inside and position - start > _LONG):
                while cuts and cuts[-1][0] > start:
                    cuts.pop()
                cuts.append((start + 1, position))
    return code if opened else _without(code, cuts)


@functools.lru_cache(maxsize=64)
def outline_tokens(code: str) -> t.List[Token]:
    """The tokens of the outline."""
    return tokenize(outline(code))


@functools.lru_cache(maxsize=64)
def loading_tokens(code: str) -> t.List[Token]:
    """The tokens of the outline with the functions that have no name: one of those may be what runs when the page is loaded."""
    return tokenize(outline(code, _HEAD_OF_NAMED_FUNCTION))


def _without(code: str, cuts: t.Sequence[t.Tuple[int, int]]) -> str:
    pieces, last = [], 0
    for start, end in cuts:
        pieces.append(code[last:start])
        last = end
    return "".join(pieces) + code[last:]
