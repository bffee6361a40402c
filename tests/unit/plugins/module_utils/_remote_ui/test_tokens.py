# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JavaScript as tokens."""

from __future__ import annotations

import time

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.tokens import tokenize, unquote


def texts(code: str) -> list[str]:
    return [token.text for token in tokenize(code)]


def kinds(code: str) -> list[str]:
    return [token.kind for token in tokenize(code)]


@pytest.mark.parametrize(
    "code",
    [
        "a /* b */ c",
        "a // b\nc",
        "a <!-- hidden from old browsers\nc",
        "a/**/c",
        "a /* // */ c // */",
        "a /* unterminated\n c".replace("\n c", "") + "*/ c",
        "//<![CDATA[\na c\n//]]>",
        "\ufeff\u00a0a\u00a0c".replace("\ufeff", " "),
    ],
)
def test_comments_and_blanks_are_no_tokens(code: str) -> None:
    assert texts(code) == ["a", "c"]


def test_unterminated_comment_ends_the_script() -> None:
    assert texts("a; /* b c d") == ["a", ";"]


def test_slashes_in_a_text_are_no_comment() -> None:
    assert texts('"http://x/*" + 1') == ['"http://x/*"', "+", "1"]


def test_unterminated_text_takes_the_rest_of_its_line_only() -> None:
    assert kinds("x = \"abc\ny = 'd'") == ["name", "op", "other", "name", "op", "string"]


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        (r'"a\"b"', 'a"b'),
        (r"'it\'s'", "it's"),
        (r'"\u0041\x42\n"', "AB\n"),
        (r'"<\/script>"', "</script>"),
        ('"two \\\nlines"', "two lines"),
        ('"two \\\r\nlines"', "two lines"),
        (r'"\ud83d\ude00"', "\N{GRINNING FACE}"),
        (r'"\ud83d"', "\ufffd"),
        (r'"\uZZ"', "uZZ"),
        ("''", ""),
        ("`plain`", "plain"),
    ],
)
def test_text_literals(literal: str, value: str) -> None:
    (token,) = tokenize(literal)
    assert unquote(token.text) == value


def test_regular_expression_hides_its_quotes_and_brackets() -> None:
    assert kinds(r"""s.replace(/["'{(]/g, "x")""") == ["name", "op", "name", "op", "pattern", "op", "string", "op"]


def test_division_is_no_regular_expression() -> None:
    assert kinds("a / b / c") == ["name", "op", "name", "op", "name"]
    assert kinds("(a + 1) / 2") == ["op", "name", "op", "number", "op", "op", "number"]


def test_numbers() -> None:
    assert texts("0x1F 12 1.5") == ["0x1F", "12", "1.5"]


@pytest.mark.parametrize(
    "piece",
    [
        r"\"",
        "'",
        '"',
        "`",
        "`\\`\n",
        "/*",
        "//",
        "(",
        "<!--",
        '"a\n',
        '"\\\n',
        "/a",
        "/[",
        "(/\\",
        "0x",
        "\\",
        "é",
        "-->",
    ],
)
def test_time_grows_with_the_length_only(piece: str) -> None:
    code = "x = " + piece * (60_000 // len(piece))
    started = time.process_time()
    tokenize(code)
    assert time.process_time() - started < 1.5
