# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Handlers that a script attaches to a button by the button's id or name, in place of an ``onclick`` in the button."""

from __future__ import annotations

import re
import typing as t

from .tokens import tokenize_block

_EVENT = (
    r"(?:\s{0,4}\[0\]|\s{0,4}\.item\(0\))?\s{0,4}\.\s{0,4}"
    r"(?:onEVENT\s{0,4}=(?!=)|EVENT\s{0,4}\(|(?:addEventListener|on|bind)\s{0,4}\(\s{0,4}[\"']EVENT[\"']\s{0,4},)\s{0,4}"
)
_TARGET = r"(?:(?P<block>function\b[^{}]{0,80}\{)|(?P<name>[A-Za-z_$][\w.$]{0,80})\s{0,4}[;,)\n])"


def attached_code(text: str, names: t.Iterable[t.Optional[str]], event: str = "click") -> str:
    """The script that a page attaches to the button or form with one of these names; empty where it attaches none, or several.

    :param text: all scripts of the page.
    """
    found: t.List[str] = []
    for name in dict.fromkeys(names):
        if name and name in text:
            place = r"(?:[\"']#?" + re.escape(name) + r"[\"']\s{0,4}[)\]]|\." + re.escape(name) + r"(?![\w$]))"
            found += [
                _code(text, match) for match in re.finditer(place + _EVENT.replace("EVENT", event) + _TARGET, text)
            ]
    return found[0] if len(set(found)) == 1 else ""


def _code(text: str, match: t.Match[str]) -> str:
    if match.group("name"):
        return match.group("name") + "()"
    block = tokenize_block(text, match.end("block") - 1)
    return " ".join(token.text for token in block[1:-1])
