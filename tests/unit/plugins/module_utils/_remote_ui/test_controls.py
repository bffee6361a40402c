# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Forms: what a browser would send, and what the controls hold."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.controls import Control, Form, as_switch
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import page


def form(inside: str) -> Form:
    return page(f'<form name="F" action="./x" method="POST">{inside}</form>').forms[0]


def control(markup: str) -> Control:
    return form(markup).controls[0]


def sent(inside: str, wanted: dict[str, Any] | None = None, button: str = "") -> list[tuple[str, str]]:
    found = form(inside)
    by_id = {element.get("id"): element for element in found.element.iter("*")}
    return found.successful({by_id[name]: value for name, value in (wanted or {}).items()}, by_id.get(button))


@pytest.mark.parametrize(
    ("inside", "fields"),
    [
        ('<input name="a" value="1">', [("a", "1")]),
        ('<input name="a">', [("a", "")]),
        ('<input value="1">', []),
        ('<input name="a" value="1" disabled>', []),
        ('<input name="a" value="1" readonly>', [("a", "1")]),
        ('<fieldset disabled><input name="a" value="1"></fieldset>', []),
        ('<input type="hidden" name="a" value="1">', [("a", "1")]),
        ('<input type="checkbox" name="a">', []),
        ('<input type="checkbox" name="a" checked>', [("a", "on")]),
        ('<input type="checkbox" name="a" value="1" checked>', [("a", "1")]),
        (
            '<input type="hidden" name="a" value="0"><input type="checkbox" name="a" value="1" checked>',
            [("a", "0"), ("a", "1")],
        ),
        ('<input type="hidden" name="a" value="0"><input type="checkbox" name="a" value="1">', [("a", "0")]),
        ('<input type="radio" name="a" value="1"><input type="radio" name="a" value="2" checked>', [("a", "2")]),
        ('<input type="radio" name="a" value="1">', []),
        ('<select name="a"><option value="1">x<option value="2">y</select>', [("a", "1")]),
        ('<select name="a"><option value="1">x<option value="2" selected>y</select>', [("a", "2")]),
        ('<select name="a"><option>x</select>', [("a", "x")]),
        ('<select name="a"></select>', []),
        ('<select name="a" multiple><option selected>x<option selected>y<option>z</select>', [("a", "x"), ("a", "y")]),
        ('<select name="a" multiple><option>x</select>', []),
        ("<textarea name='a'>\nx\ny</textarea>", [("a", "x\ny")]),
        ('<input type="file" name="a">', []),
        ('<input type="submit" name="ok" value="OK"><button name="b" value="1">B</button>', []),
        ('<input type="PASSWORD" name="p" value="">', [("p", "")]),
        ('<input type="email" name="a" value="x@y">', [("a", "x@y")]),
    ],
)
def test_successful_controls(inside: str, fields: list[tuple[str, str]]) -> None:
    assert sent(inside) == fields


@pytest.mark.parametrize(
    ("button", "fields"),
    [
        ('<input type="submit" id="k" name="ok" value="OK">', [("ok", "OK")]),
        ('<button id="k" name="ok" value="1">OK</button>', [("ok", "1")]),
        ('<button id="k" name="ok">OK</button>', [("ok", "")]),
        ('<input type="submit" id="k" value="OK">', []),
        ('<input type="button" id="k" name="ok" value="OK">', []),
        ('<button type="button" id="k" name="ok" value="OK">OK</button>', []),
        ('<input type="image" id="k" name="ok" value="OK">', [("ok.x", "1"), ("ok.y", "1")]),
    ],
)
def test_button_that_is_pressed_is_sent_and_no_other(button: str, fields: list[tuple[str, str]]) -> None:
    assert sent(button + '<input type="submit" name="cancel" value="Cancel">', button="k") == fields


def test_wanted_values_replace_what_the_page_holds() -> None:
    inside = (
        '<input id="t" name="t" value="old"><input type="checkbox" id="c" name="c" value="1" checked>'
        '<input type="radio" id="r1" name="r" value="1" checked><input type="radio" id="r2" name="r" value="2">'
        '<select id="s" name="s"><option value="a">A<option value="b">B</select><input id="d" name="d" disabled>'
    )
    wanted = {"t": "new", "c": False, "r1": False, "r2": True, "s": "b", "d": "x"}
    assert sent(inside, wanted) == [("t", "new"), ("r", "2"), ("s", "b"), ("d", "x")]


@pytest.mark.parametrize(
    ("box", "halves"), [("0/1", ("0", "1")), ("off/on", ("off", "on")), ("1", None), ("a/b/c", None)]
)
def test_native_box_has_an_off_and_an_on_part(box: str, halves: tuple[str, str] | None) -> None:
    assert control(f'<input type="checkbox" name="a" value="{box}">').halves == halves


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("48", 48),
        ("0", None),
        ("-1", None),
        ("", None),
        ("\u00b2", None),
        ("\u0664\u0668", None),
        ("9999999", None),
        ("4x", None),
    ],
)
def test_length_that_the_page_allows(text: str, limit: int | None) -> None:
    assert control(f'<input name="a" maxlength="{text}">').limit == limit


def test_control_is_known_by_its_id_where_it_has_no_name() -> None:
    found = control('<input id="a" value="1">')
    assert (found.name, found.sent) == ("a", False)


@pytest.mark.parametrize("text", ["On", "on", "ON ", "Yes", "1", "Enable", "Enabled", "Use", "Allow", "true"])
def test_words_for_on(text: str) -> None:
    assert as_switch(text) is True


@pytest.mark.parametrize("text", ["Off", "No", "0", "Disable", "Do Not Use", "Do not allow", "false", "Prohibit"])
def test_words_for_off(text: str) -> None:
    assert as_switch(text) is False


@pytest.mark.parametrize("text", ["", None, "Auto", "2", "On/Off", "Only"])
def test_words_for_neither(text: str | None) -> None:
    assert as_switch(text) is None
