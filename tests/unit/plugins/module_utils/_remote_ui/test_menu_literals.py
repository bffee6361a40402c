# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Menus in notations that no captured device has, and links that are no plain links."""

from __future__ import annotations

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.menu import Menu, Row, read_rows
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import BASE, page, scripted

TITLE = "OAuth 2.0 (Microsoft) Settings"
ADDRESS = "/OAuth2/?portalLang=en&disp=send_menu"
QUERY = '<input type="hidden" name="portalLang" value="en"><input type="hidden" name="disp" value="send_menu">'


@pytest.mark.parametrize(
    "code",
    [
        'var m = [{title: "TITLE", url: "ADDRESS"}];',
        'var m = [{"name": "TITLE", "href": "ADDRESS"}];',
        'var m = [{pgtag_idx: 36, title_str: "TITLE ", cgi_str: "ADDRESS", c_func: null, auth_flg: 48, tbl: null}];',
        'var m = {Send: [{title: "Send", children: [{id: "o", title: "TITLE", url: "ADDRESS"}]}]};',
        """var m = JSON.parse('[{"title": "TITLE", "url": "ADDRESS"}]');""",
        'T.FucSndMainTBL = [["TITLE", "ADDRESS", null, 48, null]];',
        'T.FucSndMainTBL = [["ADDRESS", "TITLE"]];',
        'T = [new MenuItem("TITLE ", "ADDRESS", 48)];',
        'T = [new MenuItem("TITLE ", "ADDRESS", true, 48, null, null)];',
        'add("TITLE", "ADDRESS");',
        'var l = "en"; m = [{title: "TITLE", url: "/OAuth2/?portalLang=" + l + "&disp=send_menu"}];',
        'function go() { location.href = "ADDRESS"; } m = [{title: "TITLE", func: "go()"}];',
        'function go() { location.href = "ADDRESS"; } T = [new R("TITLE", "go", null, 48, null)];',
        'T = [new R("TITLE", "/OAuth2/?portalLang=en&amp;disp=send_menu", null, 48, null)];',
        """document.write('<li><a href="ADDRESS">TITLE</a></li>');""",
        'm = [{t: "TITLE", u: "ADDRESS"}]; box.innerHTML = m.map(x => `<a href="${x.u}">${x.t}</a>`).join("");',
    ],
)
def test_an_entry_in_any_notation(code: str) -> None:
    code = code.replace("TITLE", TITLE).replace("ADDRESS", ADDRESS)
    assert {row.address for row in read_rows(scripted(code)) if row.title == TITLE} == {BASE + ADDRESS}


@pytest.mark.parametrize(
    "body",
    [
        f'<a href="{ADDRESS}"><img src="x.gif" alt="{TITLE}"></a>',
        f'<a href="{ADDRESS}"><img src="x.gif" title="{TITLE}"></a>',
        f'<a href="{ADDRESS}" title="{TITLE}"><span class="icon"></span></a>',
        f"<ul><li onclick=\"location.href='{ADDRESS}'\">{TITLE}</li></ul>",
        f"<div onclick=\"Go_NextPage('{ADDRESS}')\">{TITLE}</div>",
        f'<input type="button" value="{TITLE}" onclick="location.href=\'{ADDRESS}\'">',
        f'<form action="/OAuth2/">{QUERY}<button>{TITLE}</button></form>'.replace("<button", '<button type="submit"'),
        f'<a href="#" data-url="{ADDRESS}">{TITLE}</a>',
        f'<map><area href="{ADDRESS}" alt="{TITLE}"></map>',
    ],
)
def test_a_link_in_any_form(body: str) -> None:
    assert [(row.title, row.address) for row in read_rows(page(body))] == [(TITLE, BASE + ADDRESS)]


def test_links_are_resolved_against_the_base_of_the_page() -> None:
    assert [row.address for row in read_rows(page('<a href="OAuth2/">A</a>', head='<base href="/">'))] == [
        f"{BASE}/OAuth2/"
    ]


@pytest.mark.parametrize(
    ("members", "offered"),
    [
        ("condition: flags.has_it", None),
        ("show: 1 == 2", False),
        ('display: "none"', False),
        ("hidden: true", False),
        ("enabled: true", True),
    ],
)
def test_the_condition_of_an_object(members: str, offered: bool | None) -> None:
    rows = read_rows(scripted(f'm = [{{title: "A b", url: "./a.cgi", mask: 48, {members}}}];'))
    assert rows == [Row("A b", f"{BASE}/rps/a.cgi", offered, 48)]


@pytest.mark.parametrize("body", ['<a class="disabled">A b</a>', '<button type="button" disabled>A b</button>'])
def test_an_entry_that_is_drawn_but_does_not_work_has_no_address(body: str) -> None:
    assert read_rows(page(body)) == [Row("A b", "")]


@pytest.mark.parametrize(
    "title", ["E-Mail Settings *", "Email Settings", "1. E-mail Settings...", "\u203a E-Mail Settings"]
)
def test_titles_are_compared_without_marks_around_and_hyphens(title: str) -> None:
    menu = Menu()
    menu.add(Row(title, "/a"))
    assert menu.find(["E-Mail Settings"])


def test_of_several_rows_with_one_title_the_one_with_the_mark() -> None:
    menu = Menu()
    menu.add(Row("E-Mail Settings", "/a?PageFlag=c_srml.tpl"))
    menu.add(Row("E-Mail Settings", "/b?FuncTypeFlag=EmailAdrs_Page"))
    assert menu.find(["E-Mail Settings"], ["FuncTypeFlag=EmailAdrs_Page"])[0].address.startswith("/b")


def test_what_is_no_menu_gives_no_rows() -> None:
    code = 'alert("A b"); x = ["1", 2, {a: null}]; y = {title: "A b"}; z = "[{"; f({}); w = {"a" "b"};'
    assert read_rows(scripted(code)) == []


@pytest.mark.parametrize(
    "code",
    [
        'x = "/a";' + "x=" + "[" * 3000 + "]" * 3000,
        'x = "/a";' + "x=" + "{a:" * 2000 + "1" + "}" * 2000,
        "x = '" + "[" * 50_000 + '\'; y = "/a";',
        'x = "/a"; ' + ";".join(f"var a{i}=function(b,c){{return{{k:[b,c],z:(b||c)&&a{i}}}}}" for i in range(3000)),
    ],
    ids=["brackets", "objects", "json", "code"],
)
def test_what_is_nested_deeply_or_only_code_is_gone_through(code: str) -> None:
    assert read_rows(scripted(code)) == []


def test_there_is_an_end_to_what_is_read() -> None:
    many = ",".join(f'{{title: "T{number}", url: "/x{number}"}}' for number in range(4000))
    assert 1000 < len(read_rows(scripted(f"m = [{many}];"))) < 4000
