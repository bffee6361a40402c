# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is sent to save a screen: the native form as OK sends it, an ordinary one as a browser does."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import InvalidInput, UnknownLayout
from ansible_collections.printfleet.canon.plugins.module_utils._screens.save_request import build
from ansible_collections.printfleet.canon.plugins.module_utils._screens.view import View
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import BASE, as_dict, page
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.probe import HIDDEN, SCREEN, VISIBLE, view

OK = {
    "dotted": """function ok_click() { var f = document.SUBMIT_FORM; f.QA.value = document.PROP_FORM.QA.value;
        f.Flag.value = "Exec_Data";
        f.PageFlag.value = "c_after.tpl"; f.CoreNXAction.value = "./cdprobe.cgi";
        f.CoreNXPage.value = "c_probe.tpl"; f.CoreNXFlag.value = "Init_Data"; f.submit(); }""",
    "by name": """function set(n, v) { document.forms["SUBMIT_FORM"].elements[n].value = v; }
        function ok_click() { if (!check()) { return false; } set("Flag", "Exec_Data");
        set("PageFlag", "c_after.tpl"); set("CoreNXAction", "./cdprobe.cgi");
        set("CoreNXPage", "c_probe.tpl"); set("CoreNXFlag", "Init_Data"); document.forms["SUBMIT_FORM"].submit(); }""",
    "with": """function ok_click() { with (document.SUBMIT_FORM) { Flag.value = "Exec_Data";
        PageFlag.value = 'c_after.tpl'; CoreNXAction.value = './cdprobe.cgi';
        CoreNXPage.value = 'c_probe.tpl'; CoreNXFlag.value = 'Init_Data'; submit(); } }""",
    "in two functions": """var AFTER = "c_after.tpl"; function ok_click() { copy_all();
        control("Exec_Data", AFTER); go(); }
        function control(flag, after) { var s = document.getElementById("SUBMIT_FORM");
        document.SUBMIT_FORM.Flag.value = flag; document.SUBMIT_FORM.PageFlag.value = after;
        document.SUBMIT_FORM.CoreNXAction.value = "./cdprobe.cgi";
        document.SUBMIT_FORM.CoreNXPage.value = "c_probe.tpl"; document.SUBMIT_FORM.CoreNXFlag.value = "Init_Data"; }
        function go() { document.SUBMIT_FORM.submit(); }""",
    "called from elsewhere": """function x() { document.SUBMIT_FORM.Flag.value = "Exec_Data";
        document.SUBMIT_FORM.PageFlag.value = "c_after.tpl"; later(); }""",
}


def native(script: str = "", changes: dict[str, Any] | None = None) -> dict[str, str]:
    request = build(view(HIDDEN + f"<script>{script}</script>" + VISIBLE), changes or {"server": "smtp.office365.com"})
    assert (request.method, request.address, request.writes) == ("POST", f"{BASE}/rps/cdprobe.cgi", True)
    return as_dict(request.fields)


@pytest.mark.parametrize("script", OK.values(), ids=OK.keys())
def test_native_apply_in_several_spellings(script: str) -> None:
    sent = native(script)
    stamp = sent.pop("Dummy")
    assert sent == {
        "QA": "smtp.office365.com",
        "QB": "0",
        "QC": "1",
        "QX": "not shown & kept",
        "Flag": "Exec_Data",
        "PageFlag": "c_after.tpl",
        "FuncTypeFlag": "Probe_Page",
        "CoreNXAction": "./cdprobe.cgi",
        "CoreNXPage": "c_probe.tpl",
        "CoreNXFlag": "Init_Data",
        "disp": "",
        "Token": "98765432109876543",
    }
    assert stamp.isdecimal() and len(stamp) == 13 and stamp != "1712390000000"


def test_ok_that_names_no_page_means_its_own() -> None:
    script = """function ok_click() { document.SUBMIT_FORM.Flag.value = "Exec_Data"; document.SUBMIT_FORM.submit(); }
        function cancel_click() { document.COM_CANCEL_FORM.PageFlag.value = "c_cancel.tpl"; }"""
    assert native(script)["PageFlag"] == "c_probe.tpl"


@pytest.mark.parametrize("script", ["", "function other() { a(); }", "function ok_click() { everything_elsewhere(); }"])
def test_native_apply_by_the_rule_where_the_script_cannot_be_read(script: str) -> None:
    sent = native(script)
    assert {name: sent[name] for name in ("Flag", "PageFlag", "CoreNXAction", "CoreNXPage", "CoreNXFlag")} == {
        "Flag": "Exec_Data",
        "PageFlag": "c_probe.tpl",
        "CoreNXAction": "./cdprobe.cgi",
        "CoreNXPage": "c_probe.tpl",
        "CoreNXFlag": "Init_Data",
    }


def test_native_form_keeps_its_order_and_ends_with_the_token() -> None:
    request = build(view(HIDDEN + VISIBLE), {"tls": True})
    names = [name for name, _value in request.fields]
    assert names[:4] == ["QA", "QB", "QC", "QX"]
    assert names[-1] == "Token"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"tls": True}, {"QB": "1"}),
        ({"tls": False}, {"QB": "0"}),
        ({"auth": False}, {"QC": "0"}),
        ({"auth": True, "tls": True, "server": ""}, {"QA": "", "QB": "1", "QC": "1"}),
    ],
)
def test_native_values(changes: dict[str, Any], expected: dict[str, str]) -> None:
    sent = native(OK["dotted"], changes)
    assert {name: sent[name] for name in expected} == expected


def test_values_that_the_script_copies_do_not_replace_ours() -> None:
    script = (
        "function ok_click() { document.SUBMIT_FORM.QA.value = 'copied'; document.SUBMIT_FORM.QX.value "
        "= 'set'; document.SUBMIT_FORM.submit(); }"
    )
    sent = native(script)
    assert sent["QA"] == "smtp.office365.com"


PLAIN = """<form action="/OAuth/edit" method="post"><input type="hidden" name="csrf" value="tok">{}
<input type="submit" name="cancel" value="Cancel"><input type="submit" name="save" value="OK"></form>"""


def plain(inside: str, changes: dict[str, Any]) -> list[tuple[str, str]]:
    request = build(View(SCREEN, page(PLAIN.format(inside), "/OAuth/?disp=send_menu"), {}), changes)
    assert (request.method, request.address, request.writes) == ("POST", f"{BASE}/OAuth/edit", True)
    return request.fields


def test_ordinary_form() -> None:
    inside = (
        '<p><label for="s">SMTP Server</label><input id="s" name="s" value="old"></p><p><label for="t">'
        'Allow TLS</label><input type="checkbox" id="t" name="t" value="yes"></p>'
    )
    assert plain(inside, {"server": "new", "tls": True}) == [
        ("csrf", "tok"),
        ("s", "new"),
        ("t", "yes"),
        ("save", "OK"),
    ]
    assert plain(inside, {"tls": False}) == [("csrf", "tok"), ("s", "old"), ("save", "OK")]


def test_ordinary_form_with_a_hidden_companion() -> None:
    inside = (
        '<label for="t">Allow TLS</label><input type="hidden" name="t" value="0"><input type="checkbox" '
        'id="t" name="t" value="1" checked>'
    )
    assert plain(inside, {"tls": False}) == [("csrf", "tok"), ("t", "0"), ("save", "OK")]
    assert plain(inside, {"tls": True}) == [("csrf", "tok"), ("t", "0"), ("t", "1"), ("save", "OK")]


def test_ordinary_radio_and_select() -> None:
    inside = (
        '<table><tr><td>Allow TLS</td><td><input type="radio" name="t" value="1">On<input type="radio" '
        'name="t" value="0" checked>Off</td></tr>'
        '<tr><td>SMTP AUTH</td><td><select name="a"><option value="n" selected>Off<option value="y">'
        "On</select></td></tr></table>"
    )
    assert plain(inside, {"tls": True, "auth": True}) == [("csrf", "tok"), ("t", "1"), ("a", "y"), ("save", "OK")]


def test_control_that_is_disabled_until_its_switch_is_on() -> None:
    inside = (
        '<label for="t">Allow TLS</label><input type="checkbox" id="t" name="t" value="1"><label '
        'for="s">SMTP Server</label><input id="s" name="s" disabled>'
    )
    assert plain(inside, {"tls": True, "server": "new"}) == [("csrf", "tok"), ("t", "1"), ("s", "new"), ("save", "OK")]


def test_ordinary_form_whose_button_is_script() -> None:
    body = """<script>function save() { var f = document.getElementById("edit"); f.mode.value = "exec";
        f.action = "./save"; f.submit(); }</script>
    <form id="edit" method="post" action="./show"><input type="hidden" name="mode" value="view"><p>
        <label for="s">SMTP Server</label><input id="s" name="s"></p>
    <button type="button" onclick="save()">OK</button></form>"""
    request = build(View(SCREEN, page(body, "/OAuth/page"), {}), {"server": "new"})
    assert (request.address, request.fields) == (f"{BASE}/OAuth/save", [("mode", "exec"), ("s", "new")])


@pytest.mark.parametrize("too_long", ["x" * 49])
def test_value_over_the_limit_is_not_sent(too_long: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        native("", {"server": too_long})
    assert "48" in str(caught.value)


def test_missing_control_is_an_unknown_layout() -> None:
    with pytest.raises(UnknownLayout) as caught:
        build(view(HIDDEN + "<form name='P'></form>"), {"server": "x", "tls": True})
    assert "probe.server" in str(caught.value) and "probe.tls" in str(caught.value)


def test_controls_outside_of_any_form() -> None:
    with pytest.raises(UnknownLayout):
        build(view('<label for="s">SMTP Server</label><input id="s" name="s">'), {"server": "x"})
