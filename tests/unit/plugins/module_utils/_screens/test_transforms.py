# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fields that a page's own ``Init_`` and ``Exec_`` functions turn into something else."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import UnknownLayout
from ansible_collections.printfleet.canon.plugins.module_utils._screens import oauth
from ansible_collections.printfleet.canon.plugins.module_utils._screens.save_request import build
from ansible_collections.printfleet.canon.plugins.module_utils._screens.view import View
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import as_dict, page

S, P = "document.SUBMIT_FORM.Use.value", "document.PROP_FORM.Use.checked"


def view(code: str, held: str = "0", endpoint: str = "https://x") -> View:
    hidden = {"Use": held, "End": endpoint, "Flag": "Init_Data", "PageFlag": "a.tpl", "Token": "1"}
    fields = "".join(f'<input type="hidden" name="{name}" value="{value}">' for name, value in hidden.items())
    body = (
        f'<form name="SUBMIT_FORM" method="post">{fields}</form><script>{code}</script><form name="PROP_FORM">'
        '<label for="Use">Use OAuth 2.0 (Microsoft)</label><input type="checkbox" id="Use" name="Use" value="0/1">'
        '<label for="End">Authorization Server Endpoint</label><input type="text" id="End" name="End"></form>'
    )
    return View(oauth.EDIT, page(body), {})


@pytest.mark.parametrize(
    ("code", "held", "sent"),
    [
        (f"function Init_Use() {{ {P} = ({S} == '2'); }} function Exec_Use() {{ {S} = {P} ? '2' : '1'; }}", "1", "2"),
        (
            f"function Init_Use() {{ if ({S} == '0') {{ {P} = true; }} else {{ {P} = false; }} }}"
            f"function Exec_Use() {{ if ({P}) {{ {S} = '0'; }} else {{ {S} = '1'; }} }}",
            "1",
            "0",
        ),
        (
            "function Init_Use(s, p) { p.checked = (s.value == 'B'); } "
            "function Exec_Use(s, p) { s.value = p.checked ? 'B' : 'A'; }",
            "A",
            "B",
        ),
        ("function Init_Use() { document.PROP_FORM.End.disabled = false; }", "0", "1"),
        ("function Check_Use() { return true; }", "0", "1"),
    ],
)
def test_value_is_read_and_sent_as_the_page_does(code: str, held: str, sent: str) -> None:
    before = view(code, held)
    assert before.value("enabled") is False
    assert as_dict(build(before, {"enabled": True}).fields)["Use"] == sent
    assert view(code, sent).value("enabled") is True


def test_what_is_not_understood_is_neither_told_nor_sent() -> None:
    code = (
        "function Init_End() { document.PROP_FORM.End.value = decode(document.SUBMIT_FORM.End.value); }"
        "function Exec_End() { document.SUBMIT_FORM.End.value = encode(document.PROP_FORM.End.value); }"
    )
    found = view(code)
    assert found.value("endpoint") is None
    with pytest.raises(UnknownLayout, match="Exec_End"):
        build(found, {"endpoint": "https://y"})
    assert as_dict(build(found, {"enabled": True}).fields)["End"] == "https://x"


def test_radio_button_that_is_wanted_is_the_one_that_is_pressed() -> None:
    code = "function Exec_Use() { document.SUBMIT_FORM.Use.value = document.PROP_FORM.Use[0].checked ? '7' : '8'; }"
    hidden = '<input type="hidden" name="Use" value="1"><input type="hidden" name="Flag" value=""><input type="hidden" name="Token" value="1">'
    radios = '<input type="radio" name="Use" value="1">On <input type="radio" name="Use" value="0">Off'
    body = (
        f'<form name="SUBMIT_FORM" method="post">{hidden}</form><script>{code}</script><form name="PROP_FORM"><table><tr>'
        f"<th>Use OAuth 2.0 (Microsoft)</th><td>{radios}</td></tr></table></form>"
    )
    found = View(oauth.EDIT, page(body), {})
    assert [sent(found, enabled=wanted)["Use"] for wanted in (True, False)] == ["7", "8"]


def plain(form: str, code: str = "") -> View:
    return View(oauth.EDIT, page(f'<form name="F" method="post" action="/e">{form}</form><script>{code}</script>'), {})


ENABLED = '<label for="u">Use OAuth 2.0 (Microsoft)</label><input type="checkbox" id="u" name="Use" value="1">'
OK = '<input type="button" value="OK" onclick="ok()">'


def sent(found: View, **changes: Any) -> dict[str, str]:
    return as_dict(build(found, changes).fields)


def test_controls_that_a_ticked_box_enables_are_sent() -> None:
    other = '<input type="checkbox" name="Cert" value="1" checked disabled><input name="End" value="x" disabled>'
    code = "function sw() { var off = !document.F.Use.checked; document.F.Cert.disabled = off; document.F.End.disabled = off; }"
    assert sent(plain(ENABLED + other, code), enabled=True) == {"Use": "1", "Cert": "1", "End": "x"}
    assert sent(plain(ENABLED + other), enabled=True) == {"Use": "1"}


def test_password_that_a_ticked_box_enables_is_not_sent_empty() -> None:
    form = ENABLED + '<input type="password" name="PopPassword" disabled>'
    assert sent(plain(form, "function sw() { document.F.PopPassword.disabled = false; }"), enabled=True) == {"Use": "1"}


def test_button_whose_text_a_script_sets_is_no_obstacle() -> None:
    form = ENABLED + '<input type="button" id="b" name="b" value="x">'
    assert sent(plain(form, "document.F.b.value = nobody;"), enabled=True) == {"Use": "1"}


def test_hidden_fields_that_ok_fills_from_boxes_without_a_name() -> None:
    form = (
        '<input type="hidden" name="c" value="1"><input type="checkbox" id="cb" checked><input type="hidden" name="d" value="0">'
        + ENABLED
        + OK
    )
    code = (
        "function ok() { document.F.c.value = document.getElementById('cb').checked ? '1' : '0';"
        " document.F.d.value = document.F.Use.checked ? '7' : '8'; document.F.submit(); }"
    )
    assert sent(plain(form, code), enabled=True) == {"c": "1", "d": "7", "Use": "1"}


def test_nothing_is_sent_where_another_control_is_unknown() -> None:
    form = ENABLED + '<input type="checkbox" name="Cert" value="1">'
    found = plain(form, "ask(function (a) { document.F.Cert.checked = a.cert; });")
    with pytest.raises(UnknownLayout, match="Cert"):
        build(found, {"enabled": True})


def test_what_the_form_does_before_it_is_sent() -> None:
    form = '<input type="hidden" name="act" value="">' + ENABLED + '<input type="submit" value="OK">'
    code = "function chk() { document.F.act.value = 'save'; return true; } document.F.onsubmit = chk;"
    assert sent(plain(form, code), enabled=True)["act"] == "save"


@pytest.mark.parametrize(
    ("made", "read", "held", "wanted", "sent"),
    [
        ("p.value.toLowerCase()", "s.value", "https://x", "https://Y", "https://y"),
        ("p.value.replace(/\\s+/g, '')", "s.value", "https://x", "https://y", "https://y"),
        (
            "encodeURIComponent(p.value)",
            "decodeURIComponent(s.value)",
            "https%3A%2F%2Fx",
            "https://y",
            "https%3A%2F%2Fy",
        ),
        ("p.value.split('://')[1]", "'https://' + s.value", "x", "https://y", "y"),
        ("p.value.replace(/^\\s+|\\s+$/g, '')", "s.value", "https://x", "https://y", "https://y"),
    ],
)
def test_methods_of_texts(made: str, read: str, held: str, wanted: str, sent: str) -> None:
    code = (
        f"function Exec_End(s, p) {{ s.value = {made}; }} function Init_End(s, p) {{ p.value = {read}; }}"
        f"function Exec_Use(s, p) {{ s.value = p.checked ? '1' : '0'; }}"
    )
    before = view(code, endpoint=held)
    assert before.value("endpoint") == "https://x"
    assert as_dict(build(before, {"endpoint": wanted}).fields)["End"] == sent


@pytest.mark.parametrize(
    "code",
    [
        "function Exec_Use(p, s) { s.value = p.checked ? 'B' : 'A'; } function Init_Use(p, s) { p.checked = s.value == 'B'; }",
        "function Exec_Use() { document.forms[0].Use.value = document.forms[1].Use.checked ? 'B' : 'A'; }"
        "function Init_Use() { document.forms['PROP_FORM'].Use.checked = (document.forms[0].Use.value == 'B'); }",
    ],
)
def test_the_order_of_parameters_and_numbers_of_forms(code: str) -> None:
    before = view(code, "A")
    assert before.value("enabled") is False
    assert as_dict(build(before, {"enabled": True}).fields)["Use"] == "B"


@pytest.mark.parametrize(
    ("code", "function"),
    [
        ("function Exec_End(v) { return v.toUpperCase(); }", "Exec_End"),
        ("function Exec_End(s, p) { s.value = p.value; } function Init_End(v) { return v.toLowerCase(); }", "Init_End"),
        (
            "function Exec_End(s, p) { s.value = p.value; } function Init_End(s, p) { p.value = atob(s.value); }",
            "Init_End",
        ),
    ],
)
def test_what_a_function_gives_back_is_not_guessed_and_what_cannot_be_read_back_is_not_sent(
    code: str, function: str
) -> None:
    with pytest.raises(UnknownLayout, match=function):
        build(view(code), {"endpoint": "https://y"})


def test_a_value_that_is_given_back_is_the_one_that_counts() -> None:
    found = view("function Exec_End(v) { return v.value.toLowerCase(); } function Init_End(v) { return v.value; }")
    assert found.value("endpoint") == "https://x"
    assert as_dict(build(found, {"endpoint": "https://Y"}).fields)["End"] == "https://y"


@pytest.mark.parametrize("prefix", ["Exec_", "Init_"])
@pytest.mark.parametrize(
    "code",
    [
        "if (a.value.length > 48) { alert('x'); return false; }",
        "return check(a.value);",
        "if (Global.x == '1') { return true; } return false;",
        "if (Global.x == '1') { return 'too long'; } return true;",
        "if (a.value == '') { return 1; } return 0;",
    ],
)
def test_a_function_that_only_checks_leaves_the_field_alone(code: str, prefix: str) -> None:
    found = view(f"function {prefix}End(a, b) {{ {code} }}")
    assert found.value("endpoint") == "https://x"
    assert as_dict(build(found, {"endpoint": "https://y"}).fields)["End"] == "https://y"


def test_a_value_that_is_perhaps_another_is_not_guessed() -> None:
    code = "function Exec_End(v) { if (Global.x == '1') { return v.value.toLowerCase(); } return v.value; }"
    with pytest.raises(UnknownLayout, match="Exec_End"):
        build(view(code), {"endpoint": "https://y"})
