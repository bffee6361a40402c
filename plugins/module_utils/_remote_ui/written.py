# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What scripts write into the page where they stand: ``document.write``, also in functions that they call."""

from __future__ import annotations

import functools
import re
import typing as t

from . import script
from .definitions import Definitions
from .outline import outline_tokens
from .text import UNKNOWN_MARK
from .walk import Walk

WRITES = re.compile(r"\.write(?:ln)?\s{0,4}\(")
_FIELD = r"[\"'\s+]{0,9}(?:input(?!\s{1,9}type\s{0,3}=[\s\\\"']{0,5}(?:button|submit|reset|image)\b)|select|textarea)\b"
# two, as what begins with one certain character is found much faster
_CONTROLS = tuple(re.compile(begin + _FIELD) for begin in ("<", r"\\(?:x|u00)3c"))
_OPEN = re.compile(r"<script\b[^>]{0,2000}>", re.I)
_CLOSE = re.compile(r"</script\s{0,20}>", re.I)
_BEHIND_A_TAG = re.compile(rf"(<[A-Za-z][A-Za-z0-9]{{0,20}})(?={UNKNOWN_MARK})")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
# what may stand between two words: no letters, or those of mark-up and of blanks; at each character only one of these fits
_GAP = r"(?:[^\w<&]|_|<(?![^<>]{0,80}>)|<[^<>]{0,80}>|&(?!#?\w{1,8};)|&#?\w{1,8};|nbsp|x20|xa0|u0020|u00a0|(?<=\\)[nrt]){1,60}"
_CALLS = 400
_MAX_CHARACTERS = 2_000_000


def splice(source: str) -> str:
    """The source of a page with the texts of ``document.write`` behind the script that writes them."""
    scripts = list(_inline_scripts(source))
    if not any(WRITES.search(code) for code, _position in scripts):
        return source
    walk = _Writer(Definitions(code for code, _position in scripts), _CALLS)
    pieces: t.List[str] = []
    last = 0
    for code, position in scripts:
        text = walk.written_by(outline_tokens(code))
        if text:
            pieces += [source[last:position], text]
            last = position
    return "".join(pieces) + source[last:]


def may_write(code: str, label: str) -> bool:
    """Whether a script has the words of a label one behind the other, put together in whatever way; in doubt, it has."""
    words = [word for word in _BETWEEN_WORDS.split(label.casefold()) if word]
    plain = _folded(code)
    if not all(word in plain for word in words if word.isascii()):
        return False
    return not all(map(str.isascii, words)) or re.search(_GAP.join(words), plain) is not None


def may_write_controls(code: str) -> bool:
    """Whether a script has mark-up of something that can be entered."""
    return any(pattern.search(_folded(code)) for pattern in _CONTROLS)


@functools.lru_cache(maxsize=64)
def _folded(code: str) -> str:
    return code.casefold()


def _inline_scripts(source: str) -> t.Iterator[t.Tuple[str, int]]:
    """(code, position behind the closing tag) of each inline script."""
    position = 0
    while True:
        opened = _OPEN.search(source, position)
        closed = _CLOSE.search(source, opened.end()) if opened else None
        if opened is None or closed is None:
            return
        position = closed.end()
        yield source[opened.end() : closed.start()], position


class _Writer(Walk):
    def __init__(self, definitions: Definitions, calls: int) -> None:
        super().__init__(definitions, calls)
        self._pieces: t.List[str] = []
        self._left = _MAX_CHARACTERS
        self._variables: t.Dict[str, t.Any] = {}  # global ones live on in the next script

    def written_by(self, tokens: t.Sequence[script.Token]) -> str:
        self._pieces = []
        self.run(tokens, self._variables)
        return "".join(self._pieces)

    @property
    def done(self) -> bool:
        return self._left <= 0

    def called(self, call: script.Ref) -> bool:
        if call.parts[-1] not in ("write", "writeln") or len(call.parts) < 2:
            return False
        for argument in call.args or []:
            text = _as_markup(argument)
            self._left -= len(text)
            self._pieces.append(text)
        return True

    def either(self, before: t.Any, after: t.Any) -> t.Any:
        """Markup is written for both ways; of a word in it (``checked``, a value) nobody knows."""
        items = after.items if isinstance(after, script.Pieces) else [after]
        return after if any(isinstance(item, str) and "<" in item for item in items) else script.UNKNOWN

    def later(self, what: t.Any) -> None:
        """What runs after the page is loaded writes nothing into it."""


def _as_markup(argument: t.Any) -> str:
    if isinstance(argument, script.Pieces):
        # <option + (… ? " selected" : ""): an attribute, no part of the tag's name
        return _BEHIND_A_TAG.sub(r"\1 ", argument.fill(lambda _so_far: UNKNOWN_MARK))
    return script.plain(argument) if script.is_known(argument) else UNKNOWN_MARK
