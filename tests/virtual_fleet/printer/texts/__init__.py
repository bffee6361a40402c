# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages' texts in other languages. Few are known (reference section 8); the rest of `words.txt` is invented."""

from __future__ import annotations

import zlib
from functools import lru_cache
from pathlib import Path

from .firmware import VARIANTS

#: translations that manuals show, beside those in `words.txt` [MANUAL, reference section 8]
_KNOWN = {
    "ko": {"Remote UI": "리모트 UI", "Settings/Registration": "설정/등록", "Apply Setting Changes": "설정 반영"},
    "zh-cn": {
        "Remote UI": "远程用户界面",
        "Settings/Registration": "设置/注册",
        "License/Other": "授权/其他",
        "Register/Update Software": "注册/更新软件",
    },
}
#: "entry" in languages or for texts that have no translation here: a number follows, so that no English is left
_PLACEHOLDER = {
    "de": "Eintrag",
    "fr": "Élément n°",
    "ja": "項目",
    "ko": "항목",
    "zh-cn": "项目",
    "zh-tw": "項目",
    "es": "Elemento",
    "it": "Voce",
}
#: the same in every language
_NAMES = frozenset({"", "POP", "SMTP", "DHCP", "APOP", "POP AUTH"})


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, str]]:
    lines = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").splitlines()
    languages = lines[0].split("|")[1:]
    tables: dict[str, dict[str, str]] = {language: {} for language in languages}
    for line in lines[1:]:
        english, *translated = line.split("|")
        for language, text in zip(languages, translated, strict=True):
            tables[language][english] = text
    # Whichever wording a seed drew, there is one translation of it.
    for key, variants in VARIANTS.items():
        for table in tables.values():
            for variant in variants:
                if f"firmware.{key}" in table:
                    table.setdefault(variant, table[f"firmware.{key}"])
    return {**tables, **_KNOWN}


def known(language: str) -> dict[str, str]:
    """English text to this language's, as far as there is a translation."""
    return dict(_tables().get(language, {}))


def translate(language: str, english: str) -> str:
    """A text of a page; what has no translation becomes a numbered placeholder, so that it cannot be guessed."""
    text = str(english)
    bare = text.strip()
    if language not in _PLACEHOLDER or bare in _NAMES or bare.startswith("UTC") or not any(map(str.isalpha, bare)):
        return text
    found = _tables().get(language, {}).get(bare)
    if found is None:
        found = f"{_PLACEHOLDER[language]} {zlib.crc32(bare.encode()) % 10_000}"
    return text.replace(bare, found, 1)
