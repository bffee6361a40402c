# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Where the statements of a script end, and which branch of an ``if`` is not run."""

from __future__ import annotations

import typing as t

from . import script

_HEADED = frozenset(["if", "for", "while", "switch", "with"])


def branch(reader: script.Reader, dead: t.Dict[int, int]) -> t.Optional[int]:
    """``if (…)``: past the block that is certainly not run; a certainly dead ``else`` is noted for later.

    Returns the end of the whole where the condition is not known.
    """
    begin = reader.position
    reader.take("if")
    reader.take("(")
    condition = script.truth(reader.expression())
    reader.take(")")
    if condition is None:
        return end_of_statement(reader, begin)
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


def end_of_statement(reader: script.Reader, begin: int) -> int:
    """Where the statement (an ``if``, or one that may run again) ends that begins there; the reader goes on behind its head."""
    here = reader.position
    if here == begin:
        here += 1
    reader.position = begin
    try:
        if reader.peek().text == "catch":
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
    """Past one statement: a block, one with a head and all that belongs to it, or everything up to a semicolon."""
    ifs = 0
    while True:
        while reader.peek().kind == "name" and reader.peek().text in _HEADED:
            ifs += reader.take().text == "if"
            if not reader.at("("):
                return
            reader.skip_block()
        word = reader.peek().text if reader.peek().kind == "name" else ""
        if word in ("do", "try") and reader.peek(1).text == "{":
            reader.take()
            reader.skip_block()
            _skip_rest(reader, ("while",) if word == "do" else ("catch", "finally"))
        else:
            _skip_simple(reader)
        if not ifs or not (reader.peek().kind == "name" and reader.peek().text == "else"):
            return
        ifs -= 1
        reader.take()


def _skip_rest(reader: script.Reader, words: t.Tuple[str, ...]) -> None:
    """Past what follows the block of a ``do`` or ``try``."""
    while reader.peek().kind == "name" and reader.peek().text in words:
        reader.take()
        if reader.at("("):
            reader.skip_block()
        if reader.at("{", ";"):
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
