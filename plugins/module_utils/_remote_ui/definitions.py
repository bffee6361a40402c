# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What the scripts of a page define: global values and functions.

The device flags (``umdtblGlobal``, ``comidxGlobal``, ``NaviGlobal``) are objects of strings; the privilege masks are named numbers
(reference ``remote-ui.md`` 6.4, 2.5). How the objects are written down is not known, so literals, dotted assignments and constructor
functions are all read.
"""

from __future__ import annotations

import re
import typing as t

from . import script

_LITERAL = r"""("(?:[^"\\\n]|\\.){0,400}"|'(?:[^'\\\n]|\\.){0,400}'|\d{1,9}(?![\w.])|0x[0-9a-fA-F]{1,8}|true\b|false\b|null\b)"""
_ASSIGNED = re.compile(r"""(?<![\w$.])((?:[A-Za-z_$][\w$]{0,80}\.){0,4}[A-Za-z_$][\w$]{0,80})["']?[ \t]{0,8}(=|:)[ \t]{0,8}""" + _LITERAL + r"[ \t]{0,8}(?=[;,}\n\r]|$)")
_OWNER = re.compile(
    r"""(?<![\w$.])(?:function[ \t]+([A-Za-z_$][\w$]{0,80})[ \t]{0,4}\([^)]{0,200}\)
        |(?!function\b)([A-Za-z_$][\w$.]{0,120})[ \t]{0,4}[=:][ \t]{0,4}(?:new[ \t]+)?(?:function[ \t]{0,4}[\w$]{0,80}\([^)]{0,200}\)|(?=\{)))[ \t\r\n]{0,20}\{""",
    re.X,
)


def value_of(literal: str) -> t.Any:
    """A literal of the script as a Python value."""
    if literal[0] in "\"'":
        return script.unquote(literal)
    if literal in ("true", "false"):
        return literal == "true"
    if literal == "null":
        return None
    return float(int(literal, 16)) if literal[:2] in ("0x", "0X") else float(literal)


class Definitions:
    """Lazily read definitions of one page.

    :param text: all inline scripts of the page, one after the other.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._values: t.Optional[t.Dict[str, t.Any]] = None
        self._bodies: t.Dict[str, t.Optional[t.Tuple[t.List[str], t.List[script.Token]]]] = {}

    @property
    def values(self) -> t.Dict[str, t.Any]:
        """Names to values. ``owner.key`` for members, ``*.key`` where all objects that have the key agree on its value."""
        if self._values is None:
            self._values = self._read_values()
        return self._values

    def _read_values(self) -> t.Dict[str, t.Any]:
        owners = [(match.end(), (match.group(1) or match.group(2)).split(".")[-1]) for match in _OWNER.finditer(self.text)]
        values: t.Dict[str, t.Any] = {}
        shared: t.Dict[str, t.Any] = {}
        index = 0
        for match in _ASSIGNED.finditer(self.text):
            name, sign, value = match.group(1), match.group(2), value_of(match.group(3))
            while index < len(owners) and owners[index][0] <= match.start():
                index += 1
            owner = owners[index - 1][1] if index else ""
            if name.startswith(("this.", "self.")):
                name = owner + "." + name.split(".", 1)[1]
            elif sign == ":" and "." not in name:
                name = owner + "." + name
            values.setdefault(name, value)
            key = "*." + name.rsplit(".", 1)[-1]
            if key in shared and shared[key] != value:
                shared[key] = script.UNKNOWN
            shared.setdefault(key, value)
        values.update((key, value) for key, value in shared.items() if value is not script.UNKNOWN)
        return values

    def flag(self, name: str) -> t.Optional[str]:
        """The text of a device flag such as ``HasAuth_Network``, whichever object holds it; None where the page has none."""
        value = self.values.get("*." + name)
        if value is None:
            found = {value for key, value in self.values.items() if key.endswith("." + name)}
            value = found.pop() if len(found) == 1 else None
        return None if value is None else script.plain(value)

    def function(self, name: str) -> t.Optional[t.Tuple[t.List[str], t.List[script.Token]]]:
        """Parameters and body (as tokens, without the braces) of the function ``name``; None where the page does not define it."""
        if name not in self._bodies:
            self._bodies[name] = self._find_function(name)
        return self._bodies[name]

    def _find_function(self, name: str) -> t.Optional[t.Tuple[t.List[str], t.List[script.Token]]]:
        quoted = re.escape(name)
        pattern = re.compile(
            r"(?:function\s{1,8}" + quoted + r"|(?<![\w$])" + quoted + r"\s{0,8}[=:]\s{0,8}function(?:\s{1,8}[\w$]{1,80})?)\s{0,8}\(([^()]{0,300})\)\s{0,20}\{"
        )
        match = pattern.search(self.text)
        if match is None:
            return None
        tokens = script.tokenize(self.text, match.end() - 1, block=True)
        parameters = [word.strip() for word in match.group(1).split(",") if word.strip()]
        return parameters, tokens[1:-1]
