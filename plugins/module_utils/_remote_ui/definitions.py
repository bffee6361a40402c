# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What the scripts of a page define: global values and functions.

The device flags (``umdtblGlobal``, ``comidxGlobal``, ``NaviGlobal``) are objects of strings; the privilege masks are
named numbers (reference ``remote-ui.md`` 6.4, 2.5). How the objects are written down is not known, so literals, dotted
assignments and constructor functions are all read.
"""

from __future__ import annotations

import functools
import re
import typing as t

from . import script
from .outline import outline, outline_tokens
from .tokens import tokenize_block

# The message tables that make native pages 150 kB and more: sentences, which nothing here asks for. Flags are words.
_MESSAGES = re.compile(
    r"""(?:\w{1,60}\["[^"\\\n]{0,80}"\]\s{0,4}=\s{0,4}"(?![\w.-]{0,12}"|\.?/)[^"\\\n]{0,4000}(?:\\.[^"\\\n]{0,4000}){0,400}"\s{0,4};\s{0,8}){20,}"""
)
_ROW = re.compile(r'"\]\s{0,4}=')
_ROWS = 20  # that make a table

# what a script sets on the page, not on an object of its own
_OF_THE_PAGE = frozenset(
    "value action target href src innerHTML innerText textContent disabled checked selected className display"
    " visibility length onclick onload".split()
)
# what the browser brings along
_BROWSER = frozenset(
    "document window location top parent self this forms elements Date Math String Number parseInt escape"
    " encodeURIComponent".split()
)
_SET = re.compile(r"""["']?\s{0,8}(?:\]\s{0,8})?[=:](?!=)""")
_TABLE = re.compile(r"\s{0,8}=\s{0,8}[{\[]")
_CHANGED = re.compile(
    r"(?:\s{0,4}(?:\[[^\]\n]{0,80}\]|\.\s{0,4}\w{1,60})){1,4}\s{0,4}(?:\+?=(?!=)|\+\+|--)"
    r"|\s{0,4}\.\s{0,4}(?:push|pop|shift|unshift|splice|sort|reverse)\s{0,4}\("
)
_LARGEST = 5000  # tokens of a table
_HEAD = re.compile(r"(?<![\w$.])function\s{1,8}$")
_TAIL = re.compile(r"""["']?\s{0,8}[=:]\s{0,8}(?=function\b)""")
_WORDS = {"true": True, "false": False, "null": None}
_CONTINUED = frozenset(["+", "|", "<<"])
_KEYED = ["[", "string", "]"]
_ENDS = frozenset([";", ",", "}", ")", "]"])
_OBJECTS = frozenset(["{", "[", "new", "function"])
_VALUE_ENDS = frozenset([",", ")", "]", ";"])


class Definitions:
    """Lazily read definitions of one page.

    :param scripts: the inline scripts of the page in their order.
    """

    def __init__(self, scripts: t.Iterable[str]) -> None:
        self.scripts = list(scripts)
        self.work = 200_000  # tokens that all walks through functions of this page may take together
        self._tokens: t.Optional[t.List[t.List[script.Token]]] = None
        self._read: t.Optional[_Reading] = None
        self._functions: t.Dict[str, t.Optional[script.Function]] = {}
        self._set: t.Dict[str, int] = {}
        self._tables: t.Dict[str, t.Any] = {}
        self._outlined: t.Optional[_Reading] = None
        self._outline_has: t.Dict[str, bool] = {}
        self._written_out: t.Dict[t.Tuple[str, str], bool] = {}

    @functools.cached_property
    def text(self) -> str:
        """All scripts, one after the other."""
        return "\n".join(self.scripts)

    @property
    def tokens(self) -> t.List[t.List[script.Token]]:
        """The tokens of each script."""
        if self._tokens is None:
            self._tokens = [_tokens_of(code) for code in self.scripts]
        return self._tokens

    @property
    def _reading(self) -> _Reading:
        if self._read is None:
            self._read = _Reading(self.tokens)
        return self._read

    @property
    def values(self) -> t.Dict[str, t.Any]:
        """Names to values. ``owner.key`` for members, ``*.key`` where all objects that have the key agree on it."""
        return self._reading.values

    def value(self, name: str) -> t.Any:
        """The value of one name, UNKNOWN where there is none; the scripts are only read as far as that needs."""
        last = name.rsplit(".", 1)[-1]
        if last in _OF_THE_PAGE:
            return script.UNKNOWN
        if self._read is None:
            if not self._times(last) or name.count(".") > 1 and not self._is_written_out(name):
                return script.UNKNOWN
            if self._is_in_outline(last):
                if self._outlined is None:
                    self._outlined = _Reading(map(outline_tokens, self.scripts))
                if name in self._outlined.values:
                    return self._outlined.values[name]
                if name in self._outlined.objects and self._times(last) == 1:
                    return script.UNKNOWN
        return self.values.get(name, script.UNKNOWN)

    def table(self, name: str) -> t.Any:
        """The list or object that is given to a name once and for all (``var rows = [...]``); UNKNOWN for anything else."""
        if name not in self._tables:
            is_fixed = self._times(name) == 1 and not self._is_changed(name)
            self._tables[name] = self._read_table(name) if is_fixed else script.UNKNOWN
        return self._tables[name]

    def _is_changed(self, name: str) -> bool:
        """Whether a member of the list or object is given something by itself, or added to it."""
        return any(_CHANGED.match(code, end) for code in self.scripts for _start, end in _places(code, name))

    def _read_table(self, name: str) -> t.Any:
        for code in self.scripts:
            for _start, end in _places(code, name):
                begin = _TABLE.match(code, end)
                if begin is not None and not _may_be_comment(code, begin.start()):
                    tokens = tokenize_block(code, begin.end() - 1)
                    if len(tokens) < _LARGEST:
                        try:
                            return script.Reader(tokens).postfix()
                        except script.ScriptError:
                            return script.UNKNOWN
        return script.UNKNOWN

    def flag(self, name: str) -> t.Optional[str]:
        """The text of a device flag such as ``HasAuth_Network``, whichever object holds it; None: there is none."""
        value = self.value("*." + name)
        return None if value is None or value is script.UNKNOWN else script.plain(value)

    def knows(self, name: str) -> bool:
        """Whether the page defines the name."""
        return name.rsplit(".", 1)[-1] not in _BROWSER and self.value(name) is not script.UNKNOWN

    def _is_in_outline(self, name: str) -> bool:
        """Whether the outlines have all places where the name is set, so that no other one can say otherwise."""
        if name not in self._outline_has:
            self._outline_has[name] = all(_sets(code, name) == _sets(outline(code), name) for code in self.scripts)
        return self._outline_has[name]

    def _is_written_out(self, name: str) -> bool:
        """Whether the last two parts of a long name stand together anywhere: no row of a table has a name of its own."""
        owner, last = name.split(".")[-2:]
        if (owner, last) not in self._written_out:
            together = re.compile(rf"""{re.escape(owner)}["']?\s*(?:\]\s*)?(?:\.|\[)\s*["']?{re.escape(last)}""")
            self._written_out[owner, last] = any(together.search(code) for code in self.scripts)
        return self._written_out[owner, last]

    def _times(self, name: str) -> int:
        """How often something is given to the name."""
        if name not in self._set:
            self._set[name] = sum(_sets(code, name) for code in self.scripts)
        return self._set[name]

    def function(self, name: str) -> t.Optional[script.Function]:
        """The function ``name``, of two the later one, as a browser has it; None where the page does not define it."""
        if self._read is not None:
            return self._read.functions.get(name)
        if name not in self._functions:
            self._functions[name] = self._find(name)
        return self._functions[name]

    def _find(self, name: str) -> t.Optional[script.Function]:
        """A function by a look at the text, so that the rest of the scripts need not be read."""
        tries = 4  # a body that never ends is read to the end of the script
        for code in reversed(self.scripts):
            for start, end in reversed(list(_places(code, name))):
                if not tries:
                    return None
                head, tail = _HEAD.search(code, max(0, start - 20), start), _TAIL.match(code, end)
                begin = head.start() if head else tail.end() if tail else None
                if begin is None:
                    continue
                try:
                    if not _may_be_comment(code, begin):
                        return script.Reader(tokenize_block(code, begin)).function()
                except script.ScriptError:
                    pass
                return self._reading.functions.get(name)  # only all that is around it tells
        return None


def _may_be_comment(code: str, position: int) -> bool:
    """Whether a place can stand in a comment; a text that only looks like one is possible."""
    line = code[code.rfind("\n", 0, position) + 1 : position]
    return "//" in line or ("/*" in code and code.rfind("/*", 0, position) > code.rfind("*/", 0, position))


def _places(code: str, name: str) -> t.Iterator[t.Tuple[int, int]]:
    """Where a name stands in a script as a whole word: begin and end."""
    start = code.find(name) if name else -1
    while start >= 0:
        end = start + len(name)
        before, behind = code[start - 1 : start], code[end : end + 1]
        if not (before.isalnum() or before in ("_", "$")) and not (behind.isalnum() or behind in ("_", "$")):
            yield start, end
        start = code.find(name, end)


@functools.lru_cache(maxsize=4096)
def _sets(code: str, name: str) -> int:
    """How often something is given to a name, or to a member of this name; in an address (``.cgi?Flag=…&Page=…``) nothing is."""
    return sum(
        _SET.match(code, end) is not None
        and code[start - 1 : start] != "&"
        and code[max(0, start - 5) : start] != ".cgi?"
        for start, end in _places(code, name)
    )


@functools.lru_cache(maxsize=64)
def _tokens_of(code: str) -> t.List[script.Token]:
    """The tokens of a script; pages of one task share most of theirs."""
    has_table = len(_ROW.findall(code)) >= _ROWS
    return script.tokenize(_MESSAGES.sub(" ", code) if has_table else code)


class _Reading:
    """One pass over the tokens of all scripts."""

    def __init__(self, scripts: t.Iterable[t.List[script.Token]]) -> None:
        self.values: t.Dict[str, t.Any] = {}
        self.functions: t.Dict[str, script.Function] = {}
        self.members: t.Dict[str, t.Any] = {}
        self.objects: t.Set[str] = set()  # names that hold no value of their own
        self._owners: t.List[str] = []
        for tokens in scripts:
            self._take(tokens)
        self._share()

    def _take(self, tokens: t.List[script.Token]) -> None:
        self._owners = [""]
        pending: t.Dict[int, str] = {}  # position of a brace that will open the body of a named object or function
        reader = script.Reader(tokens, self.values)
        reader.budget = len(tokens) + 1000  # most values are plain ones
        position, end = 0, len(tokens)
        while position < end:
            kind, text = tokens[position]
            if kind == "op":
                if text == "{":
                    self._owners.append(pending.pop(position, self._owners[-1]))
                elif text == "}" and len(self._owners) > 1:
                    self._owners.pop()
                position += 1
            elif position + 1 < end and tokens[position + 1].text in _VALUE_ENDS:
                position += 1  # most tokens: values in tables, to which nothing is given
            elif kind == "name" and text == "function":
                position = self._function(reader, position, "", pending)
            elif kind == "name" or kind == "string":
                position = self._named(reader, position, pending)
            else:
                position += 1

    def _named(self, reader: script.Reader, position: int, pending: t.Dict[int, str]) -> int:
        """A name or quoted key that may be given a value, an object or a function; returns where to go on."""
        tokens = reader.tokens
        path, after = _path(tokens, position)
        if after + 1 >= len(tokens):
            return after
        sign = tokens[after].text if tokens[after].kind == "op" else ""
        before = tokens[position - 1].text if position else ""
        if not (sign == "=" and tokens[position].kind == "name" or sign == ":" and before in ("{", ",")):
            return after
        first = after + 1
        if tokens[first].text in _OBJECTS:
            self.objects.add(self._full_name(path, sign))
        if tokens[first].text == "new" and tokens[first].kind == "name":
            first += 1
            if first == len(tokens):
                return first
        if tokens[first].text == "function" and tokens[first].kind == "name":
            return self._function(reader, first, path[-1], pending)
        if tokens[first].text == "{" and tokens[first].kind == "op":
            pending[first] = path[-1]
            return first
        self._value(reader, self._full_name(path, sign), after + 1)
        return after + 1

    def _full_name(self, path: t.Tuple[str, ...], sign: str) -> str:
        owner = self._owners[-1]
        if path[0] in ("this", "self") and len(path) > 1:
            path = (owner, *path[1:])
        elif sign == ":" and len(path) == 1:
            path = (owner, *path)
        return ".".join(path)

    def _value(self, reader: script.Reader, name: str, position: int) -> None:
        last = name.rsplit(".", 1)[-1]
        if last in _OF_THE_PAGE:
            return
        found = _literal(reader, position)
        if found is script.UNKNOWN:
            return
        for store, key in ((self.values, name), (self.members, "*." + last)):
            known = store.get(key)
            if known is None or known == "":  # declared before it gets its value
                store[key] = found
            elif found not in (None, "") and known != found:
                store[key] = script.UNKNOWN

    def _function(self, reader: script.Reader, position: int, name: str, pending: t.Dict[int, str]) -> int:
        """Note the function that begins at ``position``; its body, whose position is returned, is read as well."""
        tokens = reader.tokens
        if tokens[position + 1 : position + 2] and tokens[position + 1].kind == "name" and not name:
            name = tokens[position + 1].text
        reader.position = position
        try:
            function = reader.function()
        except script.ScriptError:
            return position + 1
        pending[function.start - 1] = name or self._owners[-1]
        if name:
            self.functions[name] = function
        return function.start - 1

    def _share(self) -> None:
        """Add what all objects agree on, and drop what contradicts itself: only the printer knows which one holds."""
        found = {**self.values, **self.members}
        self.values = {key: value for key, value in found.items() if value is not script.UNKNOWN}


def _path(tokens: t.Sequence[script.Token], position: int) -> t.Tuple[t.Tuple[str, ...], int]:
    """``a.b["c"]`` as its parts, and the position behind it."""
    if tokens[position].kind == "string":
        return (script.unquote(tokens[position].text),), position + 1
    parts = [tokens[position].text]
    position += 1
    while position + 1 < len(tokens) and tokens[position].kind == "op" and len(parts) < 8:
        if tokens[position].text == "." and tokens[position + 1].kind == "name":
            parts.append(tokens[position + 1].text)
            position += 2
        elif tokens[position].text == "[" and [_sort(token) for token in tokens[position : position + 3]] == _KEYED:
            parts.append(script.unquote(tokens[position + 1].text))
            position += 3
        else:
            break
    return tuple(parts), position


def _sort(token: script.Token) -> str:
    return token.text if token.kind == "op" else token.kind


def _literal(reader: script.Reader, position: int) -> t.Any:
    """The value that stands at ``position``: a literal, or a sum of known ones; UNKNOWN for anything else."""
    tokens = reader.tokens
    kind, text = tokens[position]
    reader.position = position
    following = reader.peek(1)
    if (kind != "op" and following.kind == "op" and following.text in _CONTINUED) or (kind == "op" and text in "-("):
        try:
            value = reader.expression()
        except script.ScriptError:
            return script.UNKNOWN
        return value if script.is_known(value) and _is_end(reader.peek()) else script.UNKNOWN
    if not _is_end(following):
        return script.UNKNOWN
    if kind in ("string", "number"):
        return script.literal(tokens[position])
    return _WORDS.get(text, script.UNKNOWN) if kind == "name" else script.UNKNOWN


def _is_end(token: script.Token) -> bool:
    """Whether a value can end before this token; a line end ends it, too, and the next statement begins with a word."""
    return token.kind in ("end", "name", "string") or token.kind == "op" and token.text in _ENDS
