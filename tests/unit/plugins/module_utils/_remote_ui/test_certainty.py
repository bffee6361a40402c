# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What scripts put into a page is told for certain only where it is, and no script is too odd to be read."""

from __future__ import annotations

import time

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui import links
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.controls import Control
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.outline import outline
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.text import UNKNOWN_MARK
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import page, text_here

PUT = "function put(t) { document.getElementById('here').innerHTML = t; }"


def shown(code: str, body: str = '<p id="here">-</p>') -> str:
    return text_here(PUT, code, body)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("switch (1) { case 1: { put('A'); break; } case 2: { put('B'); } }", "A"),
        ("switch (1) { case 1: put('A'); case 2: put('B'); break; default: put('C'); }", "B"),
        (
            "var l = ['a', 'b', 'c'], h = ''; for (var i = 0; i < l.length; i++) { if (l[i] == 'b') continue; h += l[i]; } put(h);",
            "ac",
        ),
        (
            "var l = ['a', 'b', 'c'], h = ''; for (var i = 0; i < 3; i++) { if (l[i] == 'b') { h = l[i]; break; } } put(h + i);",
            "b1",
        ),
        ("for (var i = 0, h = ''; i < 3; i++) { h += i; } put(h + i);", "0123"),
        (
            "var n = ''; for (var i = 0; i < 2; i++) for (var k = 0; k < 2; k++) { n += 'x'; } n += 'y'; put(n);",
            "xxxxy",
        ),
        ("if (false) for (var i in {a: 1}) { put('A'); } put('B');", "B"),
        ("var l = ['A']; l[0] = 'B'; put(l[0]);", "B"),
        ("var o = {a: 'A'}; o.a = 'B'; o['b'] = 'C'; put(o.a + o.b);", "BC"),
        (
            "var l = new Array(), h = ''; l[0] = 'A'; l[1] = 'B'; for (var i = 0; i < l.length; i++) { h += l[i]; } put(h);",
            "AB",
        ),
        ("var g = ''; function set() { g = 'A'; } set(); put(g);", "A"),
        ("var g = 'A'; function set() { var g = 'B'; } set(); put(g);", "A"),
        ("document.getElementById('here').innerHTML += 'A';", "-A"),
        ("document.getElementById('here').addEventListener('click', function () { put('A'); });", "-"),
        ("$('#here').click(function () { put('A'); });", "-"),
        ("document.addEventListener('DOMContentLoaded', function () { put('A'); });", "A"),
        ("put('A\\x01\\0\\f');", "A"),
        ("document.getElementById('\\x01').innerHTML = 'A';", "-"),
        ("put('<!-- x -->A<!-- y -->');", "A"),
        ("var l = ['A']; l.length = 0; l.push('B'); put(l.join('-'));", "B"),
        (
            "var n = ''; for (var i = 0; i < 3; i++) { switch (i) { case 1: continue; default: n += i; } n += '.'; } put(n);",
            "0.2.",
        ),
        ("put('<!-- x --></body><frameset><body><!-- y -->A');", UNKNOWN_MARK),
    ],
)
def test_script_is_followed_as_a_browser_does(code: str, text: str) -> None:
    assert shown(code) == text


@pytest.mark.parametrize(
    "code",
    [
        "var s = 'Off'; if (nobody) s = 'On'; put(s);",
        "var s; if (nobody) { s = 'On'; } else { s = 'Off'; } put(s);",
        "var g = 'Off'; function set() { if (nobody) g = 'On'; } set(); put(g);",
        "function init() { if (nobody) return; put('On'); } init();",
        "for (var i = 0; i < 3; i++) { if (nobody) break; put('On'); }",
        "var l = ['A', 'B'], i; for (i = 0; i < 2; i++) { if (nobody == l[i]) break; } put(l[i]);",
        "var o = {a: 'A'}; if (nobody) o.a = 'B'; put(o.a);",
        "var l = ['A']; l[nobody] = 'B'; put(l[0]);",
        "var l = []; if (nobody) l.push('A'); put(l.length);",
        "var n = 0; while (nobody) { n = 1; } put(n);",
        "var n = 0; for (var i = 0; i < 3; i++) { if (nobody) break; n = i; } put(n);",
        "var n = 0; switch (1) { case 1: if (nobody) break; n = 1; } put(n);",
        "var n = 0; for (var i = 0; i < 3; i++) { if (nobody) continue; n = i; } put(n);",
    ],
)
def test_what_is_not_certain_is_marked(code: str) -> None:
    assert shown(code) == UNKNOWN_MARK


FORM = (
    '<form name="F"><input name="t" value="page"><input type="checkbox" name="c"><select name="s"><option value="0">Off</option>'
    '<option value="1">On</option></select><input type="radio" name="r" value="1" checked><input type="radio" name="r" value="0"></form>'
)


def control(name: str, code: str, form: str = FORM) -> Control:
    found = page(f"{form}<script>{code}</script>").with_written.forms[0]
    return next(one for one in found.controls if one.name == name)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("s", "document.F.s.value = '2';"),
        ("s", "document.F.s.selectedIndex = 7;"),
        ("r", "document.F.r[1].checked = nobody;"),
        ("s", "if (nobody) document.F.s.options[2] = new Option('Auto', '2');"),
        ("c", "document.F.t.value = nobody; document.F.c.checked = document.F.t.value == 'page';"),
    ],
)
def test_controls_of_which_nobody_knows_are_marked(name: str, code: str) -> None:
    assert control(name, code).is_unknown


def test_what_was_put_into_a_control_is_what_it_holds_then() -> None:
    found = control("c", "document.F.t.value = 'x'; document.F.c.checked = document.F.t.value == 'x';")
    assert (found.checked, found.is_unknown) == (True, False)


def test_option_that_the_script_chooses() -> None:
    assert control("s", "document.F.s.options[2] = new Option('Auto', '2', false, true);").chosen == ["2"]


def test_options_that_the_script_replaces() -> None:
    cleared = "document.F.s.options.length = 0; document.F.s.options[0] = new Option('Auto', '2');"
    assert [value for value, _text, _selected in control("s", cleared).options] == ["2"]
    replaced = "document.F.s.options[0] = new Option('Auto', '2');"
    assert [value for value, _text, _selected in control("s", replaced).options] == ["2", "1"]


def test_control_that_the_script_puts_into_a_form_belongs_to_it() -> None:
    form = '<form name="F"><div id="d"></div></form>'
    assert (
        control("new", "document.getElementById('d').innerHTML = '<input name=\"new\" value=\"1\">';", form).value
        == "1"
    )


def test_cell_of_the_same_name_is_not_the_control() -> None:
    form = '<form name="F"><p id="t"><input name="t"></p></form>'
    assert control("t", "document.F.t.value = 'x';", form).value == "x"


@pytest.mark.parametrize("attribute", ["checked", "selected"])
def test_attribute_that_is_perhaps_written(attribute: str) -> None:
    code = (
        f"var a = ''; if (nobody) a = ' {attribute}'; document.write('<form><input name=\"c\" type=\"checkbox\"' + a + '>"
        "<select name=\"s\"><option>Off<option' + a + '>On</select></form>');"
    )
    assert control("c", code, "").is_unknown
    assert control("s", code, "").is_unknown


def test_values_of_a_native_page_are_those_of_its_hidden_form() -> None:
    body = (
        '<form name="SUBMIT_FORM"><input type="hidden" name="m" value="1"><input type="hidden" name="Flag"><input type="hidden" name="Token">'
        '</form><form name="PROP_FORM"><input name="m"></form><p id="here">-</p>'
    )
    assert shown("put(document.PROP_FORM.m.value == '1' ? 'On' : 'Off');", body) == "On"


def test_target_that_is_perhaps_set_is_not_that_of_another_way() -> None:
    code = "function ok() { if (nobody) { document.F.action = '/other'; document.F.submit(); } document.F.submit(); }"
    shown_page = page(
        f'<form name="F" action="/right"><input type="button" value="OK" onclick="ok()"></form><script>{code}</script>'
    )
    effect = links.effect_of(shown_page, next(shown_page.root.iter("input")))
    assert effect.action is None


@pytest.mark.parametrize(
    "code",
    [
        "for (var i = 0; i < 2; i++) " * 400 + "put('x');",
        "switch (1) { case 1: " * 400 + "put('x');" + "}" * 400,
        "var cmd = 'put(1); setTimeout(cmd, 9)'; setTimeout(cmd, 9);",
        "function f(x) { return nobody; } var s = f(1);" + "s = f(s);" * 1000 + "put(s);",
        "function f(x) { return nobody; } var s = f(1);" + "s = f(s, s);" * 100 + "put(s);",
        "var a = [], b = []; a.push(a); b.push(b); put(nobody ? a : b);",
        "if (nobody) " * 2000 + "put('x');",
        "for (var i = 0; i < 200; i++) for (var k = 0; k < 200; k++) { document.getElementById('here').innerHTML = k; }",
    ],
)
def test_odd_script_is_read_within_bounds(code: str) -> None:
    started = time.process_time()
    shown(code)
    assert time.process_time() - started < 3


def test_time_for_an_outline_grows_with_the_length_only() -> None:
    started = time.process_time()
    outline("function a() { b(); }\n" * 20_000)
    assert time.process_time() - started < 2
