# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever is sent, reading it ends soon, and with nothing but an error of our own.

HOSTILE_PAGES=10000 tries more pages in each of the random tests.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import RemoteUIError
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.reading import SCREENS, read_all
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PAGES = sorted((Path(__file__).parents[3] / "pages").glob("*.html"))
FRAGMENTS = [
    "<html>",
    "</html>",
    "<body>",
    "<table>",
    "</table>",
    "<tr>",
    "<th>",
    "<td>",
    "</td>",
    "<dl>",
    "<dt>",
    "<dd>",
    "<p>",
    "<br>",
    "<div>",
    "</div>",
    "<span>",
    '<form name="SUBMIT_FORM" action="./cx.cgi" method="post">',
    '<form name="PROP_FORM">',
    "</form>",
    '<form name="login" action="/login">',
    "<fieldset>",
    "<legend>",
    "<h4>",
    '<label for="a">',
    "</label>",
    '<input name="a" value="0/1" type="checkbox" checked>',
    '<input name="a" id="a">',
    '<input type="hidden" name="Token" value="1">',
    '<input type="hidden" name="Flag">',
    '<input type="radio" name="a" value="1">',
    "<select name='a'>",
    "<option value=1 selected>",
    "</select>",
    "<textarea name=a>",
    "</textarea>",
    "<script>",
    "</script>",
    "<style>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    '<div class="Glitch"><p class="MainMessage">',
    '<a href="javascript:go()">',
    '<a href="http://[">',
    "</a>",
    '<button onclick="document.SUBMIT_FORM.submit()">',
    '<meta http-equiv="refresh" content="0;url=//[">',
    '<input maxlength="\u00b2" name="b">',
    "SMTP Server",
    "Port Number",
    "Token Status",
    "User Code",
    " : ",
    "Use OAuth 2.0 (Microsoft)",
    "Date/Time",
    "Time Zone",
    "(UTC+99:99)",
    "Last Updated : ",
    "900 sec.",
    "On",
    "Off",
    "\uff1a",
    "\u00a0",
    "&nbsp;",
    "&#0;",
    "&#xD800;",
    "document.write(",
    "'<tr><th>'",
    '"',
    "'",
    "`",
    "\\",
    "/*",
    "*/",
    "//",
    "\n",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ";",
    ",",
    ".",
    "+",
    "?",
    ":",
    "=",
    "+=",
    "!",
    "1e999",
    "0x",
    "function go(a)",
    "if(",
    "else",
    "new Row(",
    "var a=",
    "this.HasAuth_Network=",
    '"true"',
    "null",
    "PageFlag",
    ".cgi",
    "location.href=",
    "setTimeout(",
    "\x00",
    "\ufffe",
    "\U0001f600",
    "999999999999999999999",
]


def survives(body: bytes, content_type: str = "text/html;charset=UTF-8") -> None:
    started = time.process_time()
    try:
        read_all(body, content_type)
    except RemoteUIError as error:
        assert str(error)
    assert time.process_time() - started < 6


ROUNDS = settings(
    max_examples=int(os.environ.get("HOSTILE_PAGES", "120")), deadline=None, suppress_health_check=list(HealthCheck)
)


@ROUNDS
@given(
    st.binary(max_size=2000),
    st.sampled_from(["text/html", "text/html; charset=utf-16", "text/html;charset=base64", "", "charset=idna", "x"]),
)
def test_any_bytes(body: bytes, content_type: str) -> None:
    survives(body, content_type)


@ROUNDS
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=120))
def test_any_mixture_of_what_pages_are_made_of(parts: list[str]) -> None:
    survives("".join(parts).encode("utf-8", "surrogatepass"))


@ROUNDS
@given(
    st.text(max_size=300),
    st.sampled_from(
        [
            "<script>{}</script>",
            "<p>{}</p>",
            "<table><tr><th>User Code</th><td>{}</td></tr></table>",
            '<a href="{}">Send</a>',
            '<a onclick="{}">Edit</a>',
            '<input name="{}" value="{}">',
        ]
    ),
)
def test_any_text_in_any_place(text: str, place: str) -> None:
    survives(place.replace("{}", text).encode("utf-8", "surrogatepass"))


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """A whole page with some places cut out, doubled, moved or spoilt."""
    source = draw(st.sampled_from(PAGES)).read_text(encoding="utf-8")
    for _place in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(source)))
        end = min(len(source), start + draw(st.sampled_from([1, 2, 5, 20, 100, 1000])))
        other = draw(st.integers(0, len(source)))
        new = draw(st.sampled_from(["", source[start:end] * 2, source[other : other + 200], *FRAGMENTS]))
        source = source[:start] + new + source[end:]
    return source


@ROUNDS
@given(mutations())
def test_any_mutation_of_a_page(source: str) -> None:
    survives(source.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_pages_that_are_cut_off_anywhere(path: Path) -> None:
    source = path.read_bytes()
    for end in range(0, len(source), max(1, len(source) // 60)):
        survives(source[:end])


def test_every_screen_takes_part() -> None:
    assert {screen.key for screen in SCREENS} >= {
        "mail",
        "ports",
        "oauth",
        "clock",
        "sntp",
        "ipv4",
        "dns",
        "proxy",
        "device",
        "portal",
    }


NESTED = [
    "<div>",
    "<b>",
    "<table><tr><td>",
    "<form>",
    "<dl><dt>",
    "<ul><li>",
    "<label>",
    "<fieldset><legend>x</legend>",
    '<div class="Glitch">',
    "<select>",
    "<h4>",
    "<a href=x>",
    "<span class=memo>",
    "<th>",
    "<p>x : ",
]


@pytest.mark.parametrize("piece", NESTED)
def test_deeply_nested_tags(piece: str) -> None:
    survives((piece * (30_000 // len(piece))).encode())


REPEATED = [
    "<script>",
    "<script",
    "<script>a</script>",
    "/*",
    "(",
    "<",
    "&",
    "<!--",
    "<p>a : b</p>",
    "a : ",
    "a<br>",
    "<b>a</b> ",
    "<br>",
    "<td>a</td>",
    "<th>a</th>",
    "<tr><th>a</th></tr>",
    "<tr><td>a</td><td>b</td></tr>",
    "<dt>a</dt>",
    "<dt>a</dt><dd>b</dd>",
    "<label for=a>a</label>",
    "<label for=a>a</label><input id=a name=a>",
    "<legend>a</legend>",
    "<input name=a>",
    "<input type=radio name=a>",
    "<form></form>",
    "<form name=a><input name=b></form>",
    "<option>",
    "<a href=x>a</a>",
    "<a onclick='go()'>a</a>",
    '<p class="MainMessage">a</p>',
    "<h4>a</h4>",
    "<div>a</div>",
    "<span>a</span>",
    "<span>a :</span>",
    "\x00",
    "\u00a0",
    "Last Updated",
    "<p>User Code</p>",
    "<th>SMTP Server</th><td><input name=a></td>",
    "<tr><th>Date/Time</th><td><input name=a></td></tr>",
    "<meta http-equiv=refresh content=url=>",
    "&nbsp;",
    "<table>",
    "<p>User Code : x</p>",
    "<input name=a type=checkbox><p>Allow TLS</p>",
    "authstate",
]


@pytest.mark.parametrize("piece", REPEATED)
def test_long_repetitions(piece: str) -> None:
    survives((piece * (24_000 // len(piece))).encode())


SCRIPTS = [
    "(",
    "{",
    "[",
    "f(",
    "new R(",
    "'",
    '"',
    "`",
    "/",
    "\\'",
    "a.",
    "a=",
    "a+",
    "!",
    "new ",
    "if(",
    "if(a){",
    "else ",
    "function ",
    "function a(){",
    "a:",
    "{a:",
    "document.write(",
    "document.write('a');",
    "f('a','./a.cgi',null,4,[",
    "f('a','./a.cgi',null,4,null);",
    "a['b']=",
    "a?b:",
    ".cgi",
    "var a=",
    "a+=a;",
    "s+='x';",
    "this.a=1;",
    "setTimeout(",
    "location.href=",
    "//",
    "<!--",
    "a(b(c(d(",
    "HasAuth_Network='true';",
    "with(a)",
    "x=x+x;",
    "s='a'+s;",
]


@pytest.mark.parametrize("piece", SCRIPTS)
def test_long_repetitions_in_scripts(piece: str) -> None:
    survives(("<script>PageFlag='.cgi';document.write('x');" + piece * (12_000 // len(piece)) + "</script>").encode())
    survives(('<a onclick="' + piece.replace('"', "'") * (2_000 // len(piece)) + '">Edit</a>').encode())
