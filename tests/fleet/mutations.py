# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Spoils pages the way firmware, networks and translators do, only worse."""

from __future__ import annotations

import random
import re
from typing import Callable

_TAG = re.compile(rb"<[^<>]{1,400}>")
_ATTRIBUTE = re.compile(rb"""[\w-]+\s*=\s*("[^"]{0,200}"|'[^']{0,200}')""")
_WORD = re.compile(rb"[A-Za-z]{3,20}")
_SCRIPT = re.compile(rb"<script\b[^>]*>.*?</script>", re.S | re.I)
_RUBBISH = (
    b"", b"<", b">", b"&", b"&#0;", b"&nbsp;", b"\x00", b"\xff\xfe", b"\xc3", b'"', b"'", b"<!--", b"]]>", b"<table>",
    b"</form>", b"<script>", b"</script>", b"{", b"(", b"\\", b"/*", b"0/1", b"javascript:", b"99999999999999999999",
)  # fmt: skip
Mutation = Callable[[random.Random, bytes], bytes]


def without_scripts(page: bytes) -> bytes:
    """A page without its scripts, the menu among them: most of a real page's bytes."""
    return _SCRIPT.sub(b"", page)


def _place(dice: random.Random, page: bytes, pattern: re.Pattern[bytes]) -> tuple[int, int]:
    """One match, found from somewhere in the page."""
    found = pattern.search(page, dice.randrange(len(page) + 1)) or pattern.search(page)
    return found.span() if found else (len(page), len(page))


def _cut_off(dice: random.Random, page: bytes) -> bytes:
    return page[: dice.randrange(len(page) + 1)]


def _cut_out(dice: random.Random, page: bytes) -> bytes:
    begin = dice.randrange(len(page) + 1)
    return page[:begin] + page[begin + dice.randrange(1, 2000) :]


def _double(dice: random.Random, page: bytes) -> bytes:
    begin = dice.randrange(len(page) + 1)
    end = begin + dice.randrange(1, 3000)
    return page[:end] + page[begin:end] * dice.choice((1, 1, 2, 5)) + page[end:]


def _swap_tags(dice: random.Random, page: bytes) -> bytes:
    first, second = sorted((_place(dice, page, _TAG), _place(dice, page, _TAG)))
    if first[1] > second[0]:
        return page
    return (page[: first[0]] + page[slice(*second)] + page[first[1] : second[0]] + page[slice(*first)]
            + page[second[1] :])  # fmt: skip


def _drop_tag(dice: random.Random, page: bytes) -> bytes:
    begin, end = _place(dice, page, _TAG)
    return page[:begin] + page[end:]


def _garble_attribute(dice: random.Random, page: bytes) -> bytes:
    begin, end = _place(dice, page, _ATTRIBUTE)
    name, mark, value = page[begin:end].partition(b"=")
    spoilt = (b"", name, mark + value, name + mark, value + mark + name, name + mark + value[1:], name + mark + b'""')
    return page[:begin] + dice.choice(spoilt) + page[end:]


def _swap_word(dice: random.Random, page: bytes) -> bytes:
    first, second = _place(dice, page, _WORD), _place(dice, page, _WORD)
    return page[: first[0]] + page[slice(*second)] + page[first[1] :]


def _rubbish(dice: random.Random, page: bytes) -> bytes:
    begin = dice.randrange(len(page) + 1)
    return page[:begin] + dice.choice(_RUBBISH) * dice.choice((1, 1, 1, 3, 50)) + page[begin:]


def _flip_bytes(dice: random.Random, page: bytes) -> bytes:
    spoilt = bytearray(page)
    for _byte in range(dice.randrange(1, 40)):
        if spoilt:
            spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
    return bytes(spoilt)


_MUTATIONS: tuple[Mutation, ...] = (
    _cut_off, _cut_out, _double, _swap_tags, _drop_tag, _drop_tag, _garble_attribute, _garble_attribute, _swap_word,
    _rubbish, _flip_bytes,
)  # fmt: skip


def spoil(dice: random.Random, page: bytes) -> bytes:
    """The page after one to eight mutations."""
    for _round in range(dice.randrange(1, 9)):
        page = dice.choice(_MUTATIONS)(dice, page)
    return page
