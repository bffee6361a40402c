# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Texts of the Remote UI in a form that can be compared."""

from __future__ import annotations

import re
import typing as t
import unicodedata

UNKNOWN_MARK = "\ufffc"  # stands in a page where a script writes something that cannot be known without running it

_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_CONTROL = bytes(code for code in range(0x80) if _NO_TEXT.match(chr(code)))
_BLANKS = re.compile(r"[\s\u00a0\u200b\u200c\u200d\u2060\ufeff]+")
_BREAKS, _UNSEEN = ("Cc", "Zl", "Zp"), ("Cf", "Cs", "Co", "Cn")  # categories of Unicode
_TAGS = re.compile(r"<[^<>]{0,200}>")
# a note about size or obligation, a footnote, a help mark; one such as "(POP)" or "(Google)" is part of the name
_TRAILING_NOTE = re.compile(
    r"(?:[*\u203b\u2020]\d{0,2}\)?|\(?[?\u24d8\u2139]\)?|\((?:[^()]{0,40}\d[^()]{0,40}|required|optional|mandatory)\)):?$"
)
_LEADING_MARK = re.compile(r"^(?:[*\u203b\u2022\u30fb\u25cf\u25a0]+|\d{1,2}[.)](?=\D))")
_BRACKETS = re.compile(r"^[\[\u3010](.+)[\]\u3011]$")
_NUMBERING = re.compile(r"^\d{1,2}[.)](?=\D)")
_AROUND_TITLES = "*\u203b.\u2026<>\u00bb\u203a\u25b6\u25b8\u25ba\u25bc:"


def readable(text: str) -> str:
    """The text with a blank for each character that no element can hold."""
    if text.isascii() and len(text.encode("ascii").translate(None, _CONTROL)) == len(text):
        return text  # most pages, in a quarter of the time
    return _NO_TEXT.sub(" ", text)


def squeeze(text: t.Optional[str]) -> str:
    """The text with every run of blanks (``&nbsp;`` too) as one blank, without blanks at the ends."""
    return _BLANKS.sub(" ", text or "").strip()


def one_line(text: str) -> str:
    """A text of a printer, which is hostile input, as a person may be shown it: squeezed, no control characters, nothing without
    width, and nothing that turns the reading direction.
    """
    if not text.isprintable():
        kinds = [(letter, unicodedata.category(letter)) for letter in text]
        text = "".join(" " if kind in _BREAKS else letter for letter, kind in kinds if kind not in _UNSEEN)
    return squeeze(text)


def without_colon(text: t.Optional[str]) -> str:
    """The text as a label is meant: squeezed, without trailing colons (some manuals print them inside the label)."""
    return squeeze(text).rstrip(":\uff1a \u00a0")


def label_key(text: t.Optional[str]) -> str:
    """What two labels are compared by: no case, blanks, ``&nbsp;`` or trailing colons (design, section 5)."""
    folded = unicodedata.normalize("NFKC", text or "").casefold()
    return _BLANKS.sub("", folded).rstrip(":")


def label_keys(text: t.Optional[str]) -> t.List[str]:
    """Keys under which a label can be found: as it is, and without what is drawn around it, such as ``(Max. 48 characters)``,
    a number or star in front, a footnote.
    """
    key = label_key(text)
    bare, before = key, ""
    for _time in range(5):
        if bare == before:
            break
        before = bare
        bare = _LEADING_MARK.sub("", _TRAILING_NOTE.sub("", bare)).rstrip(":")
        bare = _BRACKETS.sub(r"\1", bare)
    return [key] if bare in ("", key) else [key, bare]


def title_key(text: t.Optional[str]) -> str:
    """What two titles of screens are compared by: as labels, and without hyphens in words, numbers and marks around it."""
    key = _NUMBERING.sub("", label_key(text)).strip(_AROUND_TITLES)
    return re.sub(r"(?<=\w)[-\u2010\u2011](?=\w)", "", key)


def without_tags(text: str) -> str:
    """A title from the menu script without the ``<span class="memo">`` that the script puts inside."""
    return squeeze(_TAGS.sub(" ", text).replace("&nbsp;", " ").replace("&amp;", "&"))


def phrase(text: t.Optional[str]) -> str:
    """A status text as it is compared: one case, single blanks, no dots at the end."""
    return squeeze(unicodedata.normalize("NFKC", text or "")).casefold().rstrip(".\u3002\u2026 ")


def shorten(text: str, limit: int = 160) -> str:
    """The text in at most ``limit`` characters, for messages."""
    text = squeeze(text)
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "\u2026"
