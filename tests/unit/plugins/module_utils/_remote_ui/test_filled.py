# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What scripts put into elements and controls that stand in the page."""

from __future__ import annotations

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.controls import Control
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.text import UNKNOWN_MARK
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import page, text_here

KNOWN = 'var s = {text: "Active", list: ["x", "Active"]}; function put(id, t) { document.getElementById(id).innerHTML = t; }'


def shown(code: str, body: str = '<p id="here">-</p>') -> str:
    return text_here(KNOWN, code, body)


@pytest.mark.parametrize(
    "code",
    [
        'document.getElementById("here").innerHTML = "<b>Active</b>";',
        'document.getElementById("here").textContent = s.text;',
        'var e = document.getElementById("here"); e.innerText = s.list[1];',
        'put("here", "Active");',
        'window.onload = function () { put("here", "Active"); };',
        'function init() { put("here", s["text"]); } window.onload = init;',
        'document.getElementById("here").innerHTML = ""; '
        'document.getElementById("here").appendChild(document.createTextNode("Active"));',
        '$(function () { $("#here").text("Active"); });',
        '$(document).ready(function () { $("#here").html(s.text); });',
        'var h = ""; for (var i = 1; i < s.list.length; i++) { h += s.list[i]; } put("here", h);',
        'var ids = {here: "Active"}; for (var id in ids) { put(id, ids[id]); }',
        'function text(n) { if (n == 2) return "Active"; return "other"; } put("here", text(2));',
        'switch (s.list.length) { case 1: put("here", "other"); break; case 2: put("here", "Active"); break; }',
        'var h = []; h.push("Act"); h.push("ive"); put("here", h.join(""));',
    ],
)
def test_element_holds_what_the_script_puts_there(code: str) -> None:
    assert shown(code) == "Active"


@pytest.mark.parametrize(
    "code",
    [
        'put("here", nobody());',
        'if (nobody) { put("here", "Active"); }',
        'if (nobody) { put("here", "Active"); } else { put("here", "Expired"); }',
        'ask(function (answer) { put("here", answer.text); });',
        'var x = new XMLHttpRequest(); x.onreadystatechange = function () { put("here", x.responseText); };',
        'switch (nobody) { case 1: put("here", "Active"); }',
    ],
)
def test_what_is_not_certain_is_marked(code: str) -> None:
    assert shown(code) == UNKNOWN_MARK


def test_functions_that_nobody_calls_put_nothing() -> None:
    assert shown('function later() { put("here", "Active"); }') == "-"


FORM = (
    '<form name="F"><input name="t"><input type="checkbox" name="c" value="1"><select name="s"><option value="0">Off</option>'
    '<option value="1">On</option></select><input type="radio" name="r" value="1"><input type="radio" name="r" value="0"></form>'
)


def controls(code: str) -> dict[str, Control]:
    shown_page = page(FORM + f"<script>{code}</script>").with_written
    return {control.name + control.value * (control.kind == "radio"): control for control in shown_page.controls}


def test_controls_hold_what_the_script_puts_there() -> None:
    found = controls('var f = document.F; f.t.value = "x"; f.c.checked = true; f.s.value = "1"; f.r[1].checked = true;')
    assert found["t"].value == "x"
    assert found["c"].checked
    assert found["s"].chosen == ["1"]
    assert (found["r1"].checked, found["r0"].checked) == (False, True)
    assert controls("document.F.s.selectedIndex = 1;")["s"].chosen == ["1"]


def test_options_that_the_script_adds() -> None:
    found = controls('document.F.s.options[2] = new Option("Auto", "2");')
    assert [text for _value, text, _selected in found["s"].options] == ["Off", "On", "Auto"]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("document.F.t.value = nobody;", "t"),
        ("document.F.c.checked = nobody;", "c"),
        ("ask(function (a) { document.F.c.checked = a.c; });", "c"),
    ],
)
def test_controls_of_which_nobody_knows_are_marked(code: str, name: str) -> None:
    assert controls(code)[name].is_unknown


def test_values_of_a_native_page_are_in_its_hidden_form() -> None:
    body = '<form name="SUBMIT_FORM"><input type="hidden" name="t" value="a"><input type="hidden" name="Flag"><input type="hidden" name="Token"></form>'
    shown_page = page(body + FORM + "<script>document.F.t.value = nobody;</script>").with_written
    assert not any(control.is_unknown for control in shown_page.controls)
