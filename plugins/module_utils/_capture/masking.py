# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The same value becomes the same placeholder, wherever and however it is written."""

from __future__ import annotations

import html
import re
import typing as t
from urllib.parse import quote

from .._remote_ui.text import label_key, squeeze
from .placeholders import ADDRESS, KEY, MAC, NAME, PASSWORD, SECRETS, SERIAL, TEXT, USER, placeholder

_BLANK = r"(?:\s|\xa0|&nbsp;|&#160;|&#xa0;|\\u00a0|\\xa0|%20|%C2%A0|\+)+"
_BEFORE = (
    r"((?<!name)(?<!id)(?<!for)(?<!class)(?<!type)(?:[=:]\s{0,3}[\"']|[>/:(,]|(?<![=\s])[\"'])(?:\s|&nbsp;|\xa0){0,9})"
)
_BEHIND = r"(?=(?:\s|&nbsp;|\xa0){0,9}(?:[<\"'/:),]|&quot;))"


_LABEL_TAGS = frozenset(["th", "dt", "label", "legend", "h1", "h2", "h3", "h4", "h5", "h6"])
# names of fields that happen to be the same word
_NO_NAME = "".join(f"(?<!{name}=[\"'])" for name in ("name", "id", "for", "class", "type"))
_START = r"(?:(?<![A-Za-z0-9])|(?<=%[0-9A-Fa-f]{2})|(?<=\\[nrt]))"


class Masker:
    """Collects values that must not be shown, then takes them out of texts.

    :param only_secrets: leave names, addresses and serial numbers as they are.
    """

    def __init__(self, only_secrets: bool = False) -> None:
        self.only_secrets = only_secrets
        self.placeholders: t.Dict[str, str] = {}
        self._kinds: t.Dict[str, str] = {}
        self._words: t.Set[str] = set()
        self._rules: t.Optional[t.List[_Rule]] = None

    def learn(self, kind: str, value: t.Optional[str]) -> None:
        """From now on ``value`` is masked; the first kind under which it is learned counts."""
        text = squeeze(value)
        if len(text) < 2 or set(text) <= set("*-. \u2022\u25cf") or (self.only_secrets and kind not in SECRETS):
            return
        key = text.casefold()
        if key in self._kinds:
            return
        number = sum(1 for known in self._kinds.values() if known == kind) + 1
        self._kinds[key], self.placeholders[text] = kind, placeholder(kind, number, text)
        self._rules = None

    def know_word(self, label: str) -> None:
        """A label of the printer: a value that is the same word is only masked where it stands as a value."""
        self._words.update(label_key(word) for word in re.findall(r"\w+", label))

    @property
    def counts(self) -> t.Dict[str, int]:
        """Number of different values by kind."""
        kinds = list(self._kinds.values())
        return {kind: kinds.count(kind) for kind in sorted(set(kinds))}

    def text(self, source: str) -> str:
        """``source`` with placeholders; the longest value first, so that no part of one is left over."""
        if self._rules is None:
            rules = [
                _Rule(value, self._kinds[value.casefold()], mark, self._words)
                for value, mark in self.placeholders.items()
            ]
            self._rules = sorted(rules, key=lambda rule: len(rule.value), reverse=True)
        folded = source.lower()
        here = [rule for rule in self._rules if rule.probe in folded]
        everywhere = [rule for rule in here if rule.everywhere]
        if everywhere:
            pattern = re.compile("|".join(f"({rule.pattern})" for rule in everywhere), re.I)
            source = pattern.sub(lambda match: everywhere[t.cast(int, match.lastindex) - 1].mark, source)
        for rule in here:
            if not rule.everywhere:
                source = rule.in_place(source)
        return source


class _Rule:
    """How one value is found."""

    def __init__(self, value: str, kind: str, mark: str, words: t.Set[str]) -> None:
        self.value, self.mark = value, mark
        # characters that nobody writes in another way: a fast test whether the value can be in a text at all
        self.probe = max(re.findall(r"[A-Za-z0-9]+", value) or [""], key=len).lower()
        common = len(value) < 4 or (value.isdigit() and len(value) < 6) or label_key(value) in words
        self.everywhere = not common or kind == MAC
        distinct = kind in (SERIAL, PASSWORD, KEY) and len(value) >= 6 and not value.isdigit()
        first = _START if value[0].isalnum() and not distinct else ""
        last = r"(?![A-Za-z0-9])" if value[-1].isalnum() and not distinct else ""
        if kind == ADDRESS:
            first, last = (
                r"(?<![\w.:])" if ":" in value else r"(?<![\d.])",
                r"(?![\w:])" if ":" in value else r"(?!\.?\d)",
            )
        cased = kind in (NAME, USER, TEXT) and value.isalpha()  # a plain word: written otherwise it is another one
        body = _BLANK.join(_word(word) for word in value.split(" "))
        if kind == MAC:
            body, first, last = "[:-]?".join(value.split(":")), r"(?<![0-9A-Fa-f:-])", r"(?![0-9A-Fa-f:-])"
            self.probe = value[:2].lower()
        self.pattern = (_NO_NAME if cased else "") + first + (f"(?-i:{body})" if cased else body) + last

    def in_place(self, source: str) -> str:
        """Replace the value only where it stands as a value of its own, and not as a label."""

        def replace(match: t.Match[str]) -> str:
            return match.group() if _is_label(source, match) else match.group(1) + self.mark

        return re.sub(_BEFORE + f"(?:{self.pattern})" + _BEHIND, replace, source)


def _is_label(source: str, match: t.Match[str]) -> bool:
    """``<th>Location</th>`` or ``<td>Location :</td>``."""
    if not match.group(1).startswith(">"):
        return False
    start = source.rfind("<", max(0, match.start() - 300), match.start())
    tag = re.match(r"<(\w+)", source[start : match.start()]) if start >= 0 else None
    behind = re.match(r"(?:\s|&nbsp;|\xa0)*[:\uff1a]", source[match.end() : match.end() + 20])
    return behind is not None or (tag is not None and tag.group(1).lower() in _LABEL_TAGS)


def _word(word: str) -> str:
    return "".join(_character(character) for character in word)


def _character(character: str) -> str:
    """A character as it is, or as HTML, a URL or a script writes it."""
    if character.isascii() and (character.isalnum() or character in "_-"):
        return character
    code = ord(character)
    forms = {
        character,
        html.escape(character),
        f"&#{code};",
        f"&#x{code:x};",
        quote(character, safe=""),
        "\\" + character,
        f"\\u{code:04x}" if code < 0x10000 else character,
        f"\\x{code:02x}" if code < 0x100 else character,
    }
    if character == "'":
        forms.update(["&apos;", "&#39;"])
    return "(?:" + "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)) + ")"
