# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What scripts write into the page."""

from __future__ import annotations

import time

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui import written
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.page import Page, text_of
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.text import UNKNOWN_MARK
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import page, scripted


def text_written(code: str, *before: str) -> str:
    body = "".join(f"<script>{script}</script>" for script in before) + f'<p id="here"><script>{code}</script></p>'
    found = page(body).with_written.by_id("here")
    assert found is not None
    return text_of(found)


@pytest.mark.parametrize(
    "code",
    [
        'document.write("Gateway");',
        "document.writeln('Gate' + \"way\")",
        'window.document.write ("Gateway")',
        'document.write("Gate", "way");',
        'var s = "Gate"; s += "way"; document.write(s);',
        'var s = "Gate"; s = s + part; document.write(s);',
        'if (has_ip == "true") { document.write("Gateway"); } else { document.write("none"); }',
        'if (has_ip != "true") document.write("none"); else document.write("Gateway");',
        'document.write(has_ip == "true" ? "Gateway" : "none");',
        'row("Gateway");',
        "T.row('Gateway')",
        "//<![CDATA[\ndocument.write('Gateway');\n//]]>",
        "<!--\ndocument.write('Gateway');\n//-->",
    ],
)
def test_text_is_where_the_script_stands(code: str) -> None:
    known = 'var has_ip = "true", part = "way"; function row(t) { document.write(t); }'
    assert text_written(code, known) == "Gateway"


def test_variables_live_on_in_the_next_script() -> None:
    assert text_written("document.write(label)", 'var label = "Gate"; label += "way";') == "Gateway"


def test_unknown_parts_are_marked() -> None:
    assert text_written('document.write("Code: " + code());') == f"Code: {UNKNOWN_MARK}"


@pytest.mark.parametrize(
    "code",
    [
        'function later() { document.write("never"); }',
        'window.onload = function () { document.write("never"); };',
        'setTimeout(function () { document.write("never"); }, 9);',
        'if (false) { document.write("never"); }',
        '// document.write("never")',
        "var text = 'document.write(\"never\")';",
    ],
)
def test_what_is_not_run_while_loading_writes_nothing(code: str) -> None:
    assert "never" not in text_written(code)


def test_both_ways_of_an_unknown_condition_are_read() -> None:
    assert text_written('if (x()) { document.write("A"); } else { document.write("B"); }') == "AB"


def test_markup_across_several_scripts() -> None:
    shown = page(
        "<table><script>document.write('<tr><th>')</script>Gateway<script>document.write('</th><td>1</td>"
        "</tr>')</script></table>"
    )
    assert ["".join(cell.itertext()) for cell in shown.with_written.root.iter("td")] == ["1"]


def test_page_without_writing_scripts_is_its_own_reading() -> None:
    shown = scripted("var a = 1;", "<p>x</p>")
    assert shown.with_written is shown


def test_escaped_closing_tag_in_a_text() -> None:
    assert text_written(r'document.write("<b>Gate<\/b>way");') == "Gateway"


@pytest.mark.parametrize(
    "piece",
    ["document.write(", "document.write('a');", "if(1){", "if(x){}else ", "x.write(`", "while(1)", "f(function(){"],
)
def test_time_grows_with_the_length_only(piece: str) -> None:
    code = "a.write('x');" + piece * (20_000 // len(piece))
    started = time.process_time()
    Page("http://127.0.0.9/x", f"<script>{code}</script>").with_written  # noqa: B018
    assert time.process_time() - started < 2


def test_function_that_writes_forever_ends() -> None:
    code = "function a() { document.write('x'); a(); a(); a(); a(); a(); a(); } " + "a();" * 100
    started = time.process_time()
    assert len(text_written("a()", code)) < 100_000
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "code",
    [
        'document.write("<th>SMTP Server</th>");',
        "document.write('<th>smtp&nbsp;SERVER :</th>');",
        'document.write("SMTP " + "Server");',
        'document.write("SMTP" + blank + "Server", "SMTP\\u00a0Server");',
        "var text = ['SMTP<br>Server'];",
        'row("SMTP\\nServer");',
        "row(\"SMTP <b class='x'>Server</b>\");",
        'if (a < b) { row("SMTP &amp; Server"); } // >',
    ],
)
def test_a_label_that_a_script_may_write(code: str) -> None:
    assert written.may_write(code, "SMTP Server")


@pytest.mark.parametrize(
    "code", ["", 'row("SMTP");', 'row("Server", "SMTP");', "x = 'SMTP is not a Server';", "SMTPSERVERS"]
)
def test_a_label_that_no_script_writes(code: str) -> None:
    assert not written.may_write(code, "SMTP Server")


def test_a_label_in_another_script_may_be_written_in_escapes() -> None:
    assert written.may_write("row('\\u30b5\\u30fc\\u30d0')", "サーバ")
    assert not written.may_write("row('\\u30b5\\u30fc\\u30d0')", "SMTPサーバ SMTP")


@pytest.mark.parametrize("piece", ["smtp<;>", "smtp<", "smtp&;", "smtp&a;", "smtp ", "smtp<<>", "smtp\\n"])
def test_looking_for_a_label_takes_time_as_the_script_is_long(piece: str) -> None:
    started = time.process_time()
    written.may_write(piece * (200_000 // len(piece)) + "server", "SMTP Server x")
    written.may_write("smtp" + piece[4:] * 40_000 + "server", "SMTP Server")
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    "code",
    [
        "document.write('<input name=\"a\">');",
        'document.write(\'<input type="text" name="a">\');',
        "w('<' + 'select name=\"a\">');",
        'w("\\x3ctextarea name=a>");',
        "element.innerHTML = '\\u003cINPUT name=a>';",
    ],
)
def test_a_control_that_a_script_may_write(code: str) -> None:
    assert written.may_write_controls(code)


@pytest.mark.parametrize(
    "code",
    [
        "text += \"<input type='button' value='Restart Device' onclick='Go()' />\";",
        "document.write('<p>the input of a printer</p>'); document.inputForm.selected = 1;",
    ],
)
def test_a_script_that_writes_nothing_to_enter(code: str) -> None:
    assert not written.may_write_controls(code)
