# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Methods of texts in the page's scripts: worked out as a browser does, or not at all."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.script import Reader, tokenize
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.values import Pieces, Ref, is_known, plain


def worked_out(code: str, **names: Any) -> Any:
    found = Reader(tokenize(code), names).expression()
    return plain(found) if is_known(found) else found


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("'Ab'.toLowerCase()", "ab"),
        ("' Ab '.trim().toUpperCase()", "AB"),
        ("'a@b'.split('@')[1]", "b"),
        ("('00000' + '587').substr(3)", "00587"),
        ("'00587'.substring(5, 2)", "587"),
        ("'00587'.slice(-3)", "587"),
        ("'abc'.charAt(1)", "b"),
        ("'7'.padStart(3, '0')", "007"),
        ("''.concat('a', 1)", "a1"),
        ("'a b c'.replace(' ', '')", "ab c"),
        ("'a b c'.replace(/ /g, '')", "abc"),
        ("'a1b22'.replace(/[0-9]+/g, '-')", "a-b-"),
        ("parseInt('00587', 10)", "587"),
        ("parseInt('25 min')", "25"),
        ("Number('25') + 1", "26"),
        ("String(25)", "25"),
        ("text.toLowerCase()", "x"),
        ("encodeURIComponent('a@b /\u00e9')", "a%40b%20%2F%C3%A9"),
        ("decodeURIComponent('a%40b')", "a@b"),
        ("escape('a@b c')", "a@b%20c"),
        ("'a'.indexOf('b')", "-1"),
    ],
)
def test_what_a_browser_makes_of_it(code: str, value: str) -> None:
    assert worked_out(code, text="X") == value


@pytest.mark.parametrize(
    "code",
    [
        "parseInt('0x10')",
        "parseInt('x')",
        "Number('x')",
        "decodeURIComponent('%zz')",
        "escape('\u00e9')",
        "'aaaa'.replace(/(a+)+$/, '')",
        "'a'.replace(/a/, '$1')",
        "'a'.replace(/a/i, f)",
        "'a'.padStart(9, 'ab')",
        "unknown.toLowerCase()",
        "'a'.localeCompare('b')",
    ],
)
def test_what_is_not_understood_is_not_known(code: str) -> None:
    found = worked_out(code)
    assert not isinstance(found, str) or isinstance(found, (Pieces, Ref))


def test_a_function_of_the_page_goes_before_that_of_the_browser() -> None:
    assert not is_known(Reader(tokenize("escape('a b')"), {"escape": Ref(("other",))}).expression())
