# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Which addresses a capture may open: those that only show something."""

from __future__ import annotations

import re
import typing as t
from urllib.parse import parse_qsl, unquote_plus, urlsplit

# Commands of the Remote UI (reference ``remote-ui.md`` 5.3, 5.6).
_COMMANDS = re.compile(r"exec_|caboot|cnwupdt|shutdown|init_reboot|logout|pwdconfirm|ruipmode", re.I)
# For addresses that nobody here knows: words that sound like an action. Rather one page too few.
_WORDS = re.compile(
    r"exec|reboot|restart|clear|delet|remov|erase|reset|initiali[sz]e|regist|save|submit|commit|apply|install|start|stop"
    r"|cancel|import|export|download|upload|corenx",
    re.I,
)
_SHOWS = re.compile(r"^(?:Init_\w+|\w*List_Data)$")


def acts(address: str, strict: bool = False) -> bool:
    """Whether opening an address could change something on the printer.

    :param strict: for an address that does not come from the collection: words that sound like an action, and values
        of ``Flag`` that are not known to show something, count as well.
    """
    parts = urlsplit(address)
    text = parts.path + "?" + parts.query
    for _layer in range(3):  # %2545xec hides a word twice
        text = unquote_plus(text)
    if _COMMANDS.search(text) or (strict and _WORDS.search(text)):
        return True
    return strict and any(
        name.lower() == "flag" and not _SHOWS.match(value)
        for name, value in parse_qsl(urlsplit(text).query, keep_blank_values=True)
    )


def check(addresses: t.Iterable[str]) -> t.List[str]:
    """Sentences about addresses that a user names and that cannot be opened; none means fine."""
    problems = []
    for address in addresses:
        if not re.match(r"^/(?![/\\])[\x21-\x7e]*$", address) or "#" in address or "\\" in address:
            problems.append(
                f'pages: "{address}" must be an address without scheme and host, such as /rps/dfeat.cgi?CorePGTAG=12'
            )
        elif ".." in unquote_plus(address):
            problems.append(f'pages: "{address}" must not contain ".."')
        elif acts(address, strict=True):
            problems.append(f'pages: "{address}" could change something on the printer; a capture only looks')
    return problems
