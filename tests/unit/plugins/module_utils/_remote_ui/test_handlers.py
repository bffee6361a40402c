# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a click does, in the spellings that scripts of this family use or may use."""

from __future__ import annotations

import time

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.handlers import (
    Effect,
    follow,
    looks_like_address,
)
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.script import Pieces
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import definitions

TARGET = "./cdmail.cgi?Flag=Init_Data&PageFlag=c_m.tpl"


def click(code: str, *scripts: str, form: str = "") -> Effect:
    return follow(code, definitions(*scripts), [form] if form else [])


def opened(effect: Effect) -> str:
    address = effect.address
    return address.fill(lambda _so_far: "?") if isinstance(address, Pieces) else address


@pytest.mark.parametrize(
    "code",
    [
        f"location.href = '{TARGET}'",
        f"window.location = '{TARGET}';",
        f"location='{TARGET}'",
        f"top.window.location.href='{TARGET}'; return false;",
        f"document.location.replace('{TARGET}')",
        f"self.location.assign('{TARGET}');",
        f"window.open('{TARGET}', '_self')",
        f"var u = '{TARGET}'; location.href = u;",
        "var u = './cdmail.cgi'; u += '?Flag=Init_Data'; u = u + '&PageFlag=c_m.tpl'; location.href = u",
        f"if (confirm('sure?')) {{ location.href = '{TARGET}' }}",
        f"setTimeout(\"location.href='{TARGET}'\", 100)",
        f"setTimeout(function () {{ location.href = '{TARGET}'; }}, 0)",
        f"(function () {{ location.href = '{TARGET}'; }})()",
        f"try {{ busy(); location.href = '{TARGET}' }} catch (e) {{ alert(e) }}",
        f"window.onload = function () {{ location.href = '{TARGET}' }}",
        f"Go_NextPage('{TARGET}')",
    ],
)
def test_addresses_in_a_handler(code: str) -> None:
    assert opened(click(code)) == TARGET


@pytest.mark.parametrize(
    "function",
    [
        "function go(a) { location.href = a; }",
        "var go = function (address) { window.location.replace(address) }",
        "function go(a) { var base = a; inner(base); } function inner(b) { top.location.href = b }",
        "function go(a) { if (a.indexOf('?') < 0) { a += '?x=1'; } location.href = a; }",
        "function go(a) { if (a == '') return; else location.href = a; }",
        "var Nav = { go: function (a) { location.href = a } };",
    ],
)
def test_addresses_handed_to_a_function(function: str) -> None:
    assert opened(click(f"go('{TARGET}')", function)) == TARGET


def test_cache_buster_that_the_family_appends() -> None:
    code = """function Go_NextPage(url) {
        var t = new Date().getTime();
        if (url.indexOf("?") == -1) { url = url + "?Dummy=" + t; } else { url = url + "&Dummy=" + t; }
        location.href = url;
    }"""
    assert opened(click("Go_NextPage('./x.cgi')", code)) == "./x.cgi?Dummy=?"
    assert opened(click("Go_NextPage('./x.cgi?a=1')", code)) == "./x.cgi?a=1&Dummy=?"


def test_branch_that_is_not_run_opens_nothing() -> None:
    code = 'if (mode == "a") { location.href = "./a.cgi" } else if (mode == "b") { location.href = "./b.cgi" }'
    assert opened(click(code, 'var mode = "b";')) == "./b.cgi"
    assert opened(click(code, 'var mode = "a";')) == "./a.cgi"


def test_branches_without_braces() -> None:
    code = 'if (mode == "a") location.href = "./a.cgi"; else location.href = "./b.cgi";'
    assert opened(click(code, 'var mode = "z";')) == "./b.cgi"


@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("document.SUBMIT_FORM.submit()", "SUBMIT_FORM"),
        ("document.forms['SUBMIT_FORM'].submit();", "SUBMIT_FORM"),
        ("var f = document.SUBMIT_FORM; f.submit();", "SUBMIT_FORM"),
        ("document.getElementById('SUBMIT_FORM').submit()", "SUBMIT_FORM"),
        ("window.document.SUBMIT_FORM.submit(); return false", "SUBMIT_FORM"),
        ("with (document.SUBMIT_FORM) { submit(); }", "SUBMIT_FORM"),
        ("send('SUBMIT_FORM')", "SUBMIT_FORM"),
    ],
)
def test_forms_that_a_handler_submits(code: str, form: str) -> None:
    effect = click(code, "function send(name) { document.forms[name].submit(); }")
    assert effect.submits is not None
    assert form in effect.submits


def test_this_form_is_the_form_of_the_button() -> None:
    assert click("this.form.submit()", form="EDIT").submits == ("this", "form")
    assert click("submit()", form="EDIT").submits == ("EDIT",)


@pytest.mark.parametrize(
    "code",
    [
        "document.SUBMIT_FORM.Flag.value = 'Exec_Data';",
        "var f = document.SUBMIT_FORM; f.Flag.value = 'Exec_Data';",
        "document.forms[0].Flag.value='Exec_Data';",
        "document.forms[0].elements['Flag'].value = 'Exec_Data';",
        "document.getElementById('Flag').value = \"Exec_Data\";",
        "document.getElementsByName('Flag')[0].value = 'Exec_Data';",
        "document.SUBMIT_FORM.Flag[0].value = 'Exec_Data';",
        "with (document.SUBMIT_FORM) { Flag.value = 'Exec_Data'; }",
        "set('Flag', 'Exec_' + 'Data');",
    ],
)
def test_fields_set_before_the_form_is_sent(code: str) -> None:
    effect = click(
        code + " document.SUBMIT_FORM.submit()", "function set(n, v) { document.SUBMIT_FORM.elements[n].value = v }"
    )
    assert effect.fields == {"Flag": "Exec_Data"}
    assert effect.submits is not None


def test_fields_set_after_the_form_is_sent_do_not_count() -> None:
    assert click("document.F.submit(); document.F.Flag.value = 'late'").fields == {}


def test_new_target_of_the_form() -> None:
    assert click("document.F.action = './other.cgi'; document.F.submit()").action == "./other.cgi"


def test_reload_of_the_page() -> None:
    assert click("location.reload(true)").reloads


@pytest.mark.parametrize(
    "code",
    [
        "",
        ";",
        "void(0)",
        "return false;",
        "alert('x')",
        "history.back()",
        "location.href = '#'",
        "location.href='mailto:a@b'",
        "unknown_function('./x.cgi')",
        "location.href = nobody_knows",
        "a = b",
        "f(",
        "}}}",
        "'",
        "function x() { location.href = './never.cgi' }",
    ],
)
def test_handlers_that_lead_nowhere(code: str) -> None:
    assert not click(code).done


def test_functions_that_call_each_other_forever_end() -> None:
    started = time.process_time()
    effect = click("a()", "function a() { b(); b(); b(); } function b() { a(); a(); a(); }")
    assert not effect.done
    assert time.process_time() - started < 2


def test_one_page_has_a_bound_for_all_its_handlers() -> None:
    known = definitions("function slow() {" + "x = 1;" * 10_000 + "}")
    started = time.process_time()
    for _round in range(100):
        follow("slow(); slow(); slow()", known)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "text", ["./x.cgi?a=1", "/nis/?portalLang=en", "x.cgi", "https://h:8443/rps/x.cgi", "?a=1", "../_top.htm"]
)
def test_addresses(text: str) -> None:
    assert looks_like_address(text)


@pytest.mark.parametrize(
    "text", ["", "Send", "a b.cgi", "goInstallPage", "mailto:x", "./x.cgi?a=<b>", None, 5.0, "x" * 3000]
)
def test_no_addresses(text: object) -> None:
    assert not looks_like_address(text)


APPLY = 'var s = document.SUBMIT_FORM; s.Flag.value = "Exec_Data"; s.PageFlag.value = "right.tpl"; s.submit();'


@pytest.mark.parametrize(
    "code",
    [
        'if (wrong()) { document.SUBMIT_FORM.PageFlag.value = "wrong.tpl"; document.SUBMIT_FORM.submit(); return; } '
        + APPLY,
        'if (!confirm("?")) { return; } ' + APPLY,
        'if (confirm("?")) { ' + APPLY + ' } else { document.SUBMIT_FORM.PageFlag.value = "wrong.tpl"; }',
        'if (wrong()) { document.SUBMIT_FORM.Flag.value = "Init_Data"; document.SUBMIT_FORM.submit(); } if (confirm("?")) { '
        + APPLY
        + " }",
        'try { if (wrong()) { location.href = "./wrong.cgi"; } ' + APPLY + " } catch (e) { alert(e); }",
        'var s = document.SUBMIT_FORM; s.Flag.setAttribute("value", "Exec_Data"); s.PageFlag.setAttribute("value", "right.tpl"); s.submit();',
        'var s = $("form"); s.find("[name=Flag]").val("Exec_Data"); $("#PageFlag").val("right.tpl"); s.submit();',
        'var a = {Flag: "Exec_Data", PageFlag: "right.tpl"}; for (var k in a) { document.SUBMIT_FORM[k].value = a[k]; } '
        "document.SUBMIT_FORM.submit();",
        'var a = [["Flag", "Exec_Data"], ["PageFlag", "right.tpl"]]; for (var i = 0; i < a.length; i++) '
        "{ document.SUBMIT_FORM[a[i][0]].value = a[i][1]; } document.SUBMIT_FORM.submit();",
        'switch (kind) { case "1": document.SUBMIT_FORM.PageFlag.value = "right.tpl"; break; '
        'default: document.SUBMIT_FORM.PageFlag.value = "wrong.tpl"; } '
        'document.SUBMIT_FORM.Flag.value = "Exec_Data"; document.SUBMIT_FORM.submit();',
        'document.SUBMIT_FORM.Flag.value = "Exec_Data"; document.SUBMIT_FORM.PageFlag.value = next(); document.SUBMIT_FORM.submit();',
    ],
)
def test_the_way_that_applies_is_taken(code: str) -> None:
    effect = click("ok()", f"function ok() {{ {code} }} var kind = '1'; function next() {{ return 'right.tpl'; }}")
    assert effect.submits is not None
    assert {name: effect.fields[name] for name in ("Flag", "PageFlag")} == {
        "Flag": "Exec_Data",
        "PageFlag": "right.tpl",
    }


def test_what_the_controls_hold_decides() -> None:
    code = 'if (document.F.x.value == "") { location.href = "./empty.cgi"; } else { location.href = "./full.cgi"; }'
    assert opened(follow(code, definitions(), (), {"document.F.x.value": ""})) == "./empty.cgi"
    assert opened(follow(code, definitions(), (), {"document.F.x.value": "a"})) == "./full.cgi"
