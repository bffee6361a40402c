# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Expressions of the printer's scripts, evaluated with what is known."""

from __future__ import annotations

import time
from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.script import (
    UNKNOWN,
    Pieces,
    Reader,
    Ref,
    ScriptError,
    tokenize,
    truth,
)

ENV = {"LANG": "en", "flags.has_send": "true", "*.has_fax": "false", "ADMIN": 32.0, "NET": 16.0, "empty": ""}


def evaluate(code: str, **env: Any) -> Any:
    return Reader(tokenize(code), {**ENV, **env}).expression()


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ('"a" + \'b\' + "c"', "abc"),
        ('"n" + 5', "n5"),
        ('1.5 + "x"', "1.5x"),
        ("ADMIN + NET + 4", 52.0),
        ("ADMIN | NET | 8", 56.0),
        ("1 << 5", 32.0),
        ("0x30", 48.0),
        ("(ADMIN & 32) == 32", True),
        ("2 * 3", UNKNOWN),
        ("-5", -5.0),
        ('flags.has_send == "true"', True),
        ('window["flags"]["has_send"]', Ref(("window", "flags", "has_send"))),
        ('flags["has_send"]', "true"),
        ('other.has_fax == "true"', False),
        ('flags.has_send === "true" && ADMIN > 10', True),
        ('!(flags.has_send == "true")', False),
        ('flags.has_send == "true" ? "A" : "B"', "A"),
        ('flags.has_send != "true" ? "A" : LANG == "de" ? "B" : "C"', "C"),
        ('empty || "default"', "default"),
        ('LANG && "x"', "x"),
        ('"1" == 1', True),
        ('"1" === 1', False),
        ('true == "true"', False),
        ("null == undefined", True),
        ('"" == null', False),
        ("[1, [2, 'x'],]", [1.0, [2.0, "x"]]),
        ("new Array('a', 'b')", ["a", "b"]),
        ('"./x.cgi?a=1".length', 11.0),
        ("{a: 1, 'b c': {d: []}}", {"a": 1.0, "b c": {"d": []}}),
        ("{a: 1}.a", 1.0),
        ("{a: ['x', 'y']}['a'][1]", "y"),
        ("[1, 2].length", 2.0),
        ("function (a) { return {b: [}; }".replace("[", ""), None),
    ],
)
def test_known_parts_give_a_known_value(code: str, value: Any) -> None:
    found = evaluate(code)
    assert found == value or value is None and truth(found) is True


@pytest.mark.parametrize(
    "code",
    [
        'nobody.knows == "true"',
        "!nobody",
        'nobody ? "A" : "B"',
        "nobody + 4",
        "nobody | 8",
        "nobody && ADMIN",
        "typeof ADMIN",
        "ADMIN < nobody",
        "`a${b}`",
        "(/x/)",
    ],
)
def test_unknown_stays_unknown(code: str) -> None:
    assert evaluate(code) is UNKNOWN


def test_unknown_has_no_truth_value() -> None:
    with pytest.raises(TypeError):
        bool(UNKNOWN)
    assert truth(UNKNOWN) is None
    assert truth(Ref(("a",))) is None


@pytest.mark.parametrize(
    ("code", "value"), [("nobody || 1", True), ("nobody && 0", False), ('nobody ? "A" : "A"', "A")]
)
def test_what_does_not_depend_on_the_unknown_is_known(code: str, value: Any) -> None:
    assert evaluate(code) == value


def test_text_with_unknown_pieces_keeps_the_known_ones() -> None:
    text = evaluate('"./x.cgi?l=" + language + "&t=" + Token() + "&e=" + 1 + "2"')
    assert isinstance(text, Pieces)
    assert text.fill(lambda so_far: "de" if so_far.endswith("l=") else "?") == "./x.cgi?l=de&t=?&e=12"


def test_calls_and_members_are_named() -> None:
    assert evaluate('document.getElementById("Flag").value') == Ref(("document", "getElementById", "Flag", "value"))
    assert evaluate("document.forms[0].Flag.value") == Ref(("document", "forms", "0", "Flag", "value"))
    call = evaluate('new Row("t", null)')
    assert (call.parts, call.args, call.new) == (("Row",), ["t", None], True)


def test_local_name_of_a_form_stands_for_the_form() -> None:
    assert evaluate("f.Flag.value", f=Ref(("document", "SUBMIT_FORM"))) == Ref(
        ("document", "SUBMIT_FORM", "Flag", "value")
    )


def test_search_in_a_known_text_is_worked_out() -> None:
    assert evaluate('u.indexOf("?") < 0 ? "?" : "&"', u="./x.cgi?a=1") == "&"
    assert evaluate('u.indexOf("?") < 0 ? "?" : "&"', u="./x.cgi") == "?"


@pytest.mark.parametrize(
    "code",
    [
        "",
        "(",
        "(1",
        "[1, 2",
        "f(",
        'f("a"',
        "a ? b",
        "a ?",
        "1 +",
        ")",
        "new",
        "{",
        "function",
        "function f(",
        "a.",
        "@",
        '"x',
        "," * 9,
    ],
)
def test_half_an_expression_is_an_error_of_its_own_kind(code: str) -> None:
    with pytest.raises(ScriptError):
        evaluate(code)


@pytest.mark.parametrize(
    "opening",
    ["(", "[", "f(", "!", "-", "new ", "new f(", "a ? ", "{", "typeof ", "a[", "1 + (", "||".join("ab") + "&&("],
)
def test_deep_nesting_is_an_error_not_a_crash(opening: str) -> None:
    with pytest.raises(ScriptError):
        evaluate(opening * 10_000)


def test_error_in_one_expression_leaves_the_reader_usable() -> None:
    reader = Reader(tokenize("!" * 100 + " 5"))
    with pytest.raises(ScriptError):
        reader.expression()
    reader.position = 100
    assert reader.expression() == 5.0


@pytest.mark.parametrize(
    "code", ["0xFFFFFFFFFFFFFFFFFFFF + 1.5", "9" * 400 + " + 1", "1 << 99", "1.5 << 2", "9" * 30 + " | 1"]
)
def test_numbers_beyond_all_measure(code: str) -> None:
    try:
        evaluate(code)
    except ScriptError:
        pass


@pytest.mark.parametrize(
    "code", ['"a" + x + ' * 10_000 + '"b"', "a." * 20_000 + "b", "f(1)" + "(1)" * 10_000, "[" + "1," * 20_000 + "1]"]
)
def test_long_expressions_take_time_in_proportion(code: str) -> None:
    started = time.process_time()
    try:
        evaluate(code)
    except ScriptError:
        pass
    assert time.process_time() - started < 3
