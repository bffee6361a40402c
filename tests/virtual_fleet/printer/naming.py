# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Invented names, drawn from the printer's seed.

The reference marks many names UNKNOWN. Whatever stands there on a virtual printer is drawn anew for every
seed, so that nobody can come to depend on it.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Callable

_SYLLABLES = (
    "ka",
    "ro",
    "mi",
    "te",
    "su",
    "no",
    "ba",
    "ke",
    "lu",
    "va",
    "di",
    "fo",
    "ga",
    "hi",
    "je",
    "po",
    "ra",
    "si",
    "to",
    "wu",
    "xa",
    "ye",
    "zo",
    "ne",
)


class Naming:
    """Names for one printer. The same seed and key give the same name, and no two keys the same."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._owners: dict[str, str] = {}
        self._style = self.pick("style", ("camel", "upper", "lower"))

    def number(self, key: str, low: int, high: int) -> int:
        """A number from ``low`` to ``high`` inclusive."""
        return low + self._bits(key) % (high - low + 1)

    def pick(self, key: str, options: tuple) -> object:
        """One of ``options``."""
        return options[self._bits(key) % len(options)]

    def field(self, key: str) -> str:
        """A form field's name, also usable as an identifier in script."""
        return self._own(key, self._draw_field)

    def word(self, key: str) -> str:
        """A lower-case word, for CGI and template names."""
        return self._own(key, lambda key: "".join(self._syllables(key, 4)))

    def servlet(self, key: str) -> str:
        """A capitalised path element, as the servlets of the product line have."""
        return self.word(key).capitalize()

    def _own(self, key: str, draw: Callable[[str], str]) -> str:
        """The name of a key; drawn again where another key has it already, as no firmware gives one name twice."""
        name = draw(key)
        while self._owners.setdefault(name, key) != key:
            key += "'"
            name = draw(key)
        return name

    def _draw_field(self, key: str) -> str:
        syllables, digits = self._syllables(key, 3), self._bits(key + "#") % 10_000
        if self._style == "camel":
            return "".join(s.capitalize() for s in syllables) + str(digits)
        if self._style == "upper":
            return "".join(syllables).upper() + f"_{digits}"
        return f"{''.join(syllables)}{digits:04d}"

    def _syllables(self, key: str, count: int) -> list[str]:
        bits = self._bits(key + "~")
        return [_SYLLABLES[(bits >> (8 * place)) % len(_SYLLABLES)] for place in range(count)]

    def _bits(self, key: str) -> int:
        return int.from_bytes(blake2b(f"{self._seed}/{key}".encode(), digest_size=8).digest(), "big")
