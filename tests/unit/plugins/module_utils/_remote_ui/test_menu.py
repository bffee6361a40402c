# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The menu tables, in the spellings that a firmware may use, and who sees which row."""

from __future__ import annotations

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.menu import Menu, Row, read_rows
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.page import Page
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import BASE, page, scripted

MAIL = "./cdntwkem.cgi?Flag=Init_Data&PageFlag=c_rnet.tpl&FuncTypeFlag=EmailAdrs_Page"
MAIL_ADDRESS = f"{BASE}/rps/{MAIL[2:]}"


def rows_of(shown: Page) -> dict[str, Row]:
    return {row.title: row for row in read_rows(shown)}


@pytest.mark.parametrize(
    "table",
    [
        f'FucSndMainTBL = [ new Row("E-Mail Settings ", "{MAIL}", null, 56, null) ];',
        f"var FucSndMainTBL = new Array( new Row('E-Mail Settings ', '{MAIL}', null, 56, null) );",
        f'var T = {{ FucSndMainTBL : [Row("E-Mail Settings ", "{MAIL}", null, DEV + NET + SYS, null)] }};',
        f'T.FucSndMainTBL = [new T.Row("E-Mail Settings ", "{MAIL}", null, DEV|NET|SYS, null)];',
        f'function Tables() {{ this.FucSndMainTBL = [new Row("E-Mail Settings ", "{MAIL}", null, 8+16+32, null)]; }}',
        f'T.FucPriMainTBL = function () {{ return [ new Row("E-Mail Settings ", "{MAIL}", null, 0x38, null) ]; }};',
        f'T[0] = new Row("Group", null, null, null, [ new Row("E-Mail Settings ", "{MAIL}", null, 56, null) ]);',
        (
            f'T.push(new Row("Group", null, null, null, new Array(new Row("E-Mail Settings ", "{MAIL}", null, '
            f"56, null))));"
        ),
        f'add("E-Mail Settings ", "{MAIL}", null, 56, null);',
        (
            'var base = "./cdntwkem.cgi"; T = [new Row("E-Mail Settings ", base + '
            '"?Flag=Init_Data&PageFlag=c_rnet.tpl&FuncTypeFlag=EmailAdrs_Page", null, 56, null)];'
        ),
        f'if (x) {{ T = [new Row("E-Mail Settings ", "{MAIL}", null, 56, null)]; }} else {{ T = []; }}',
        (
            f'T = [new Row("E-Mail&nbsp;Settings <span class=\\"none\\"></span>", "{MAIL}", null, 56, null)]; /* '
            f'"PageFlag" */'
        ),
    ],
)
def test_row_is_found_however_the_table_is_written(table: str) -> None:
    rows = rows_of(scripted("var DEV = 8, NET = 16, SYS = 32;" + table))
    assert rows["E-Mail Settings"] == Row("E-Mail Settings", MAIL_ADDRESS, True, 56, False, in_table=True)


def test_nested_tables_keep_their_order() -> None:
    table = """T = [
        new R("Output Report", null, null, null, [
            new R("List A", "./a.cgi", null, 4, [ new R("List B", "./b.cgi", null, 4, null) ]),
            new R("List C", "./c.cgi", null, 4, null) ]),
        new R("Common", "./d.cgi", null, 4, null) ];"""
    assert list(rows_of(scripted(table))) == ["List A", "List B", "List C", "Common"]


@pytest.mark.parametrize(
    ("condition", "offered"),
    [
        ("null", True),
        ('flags.has_send == "true"', True),
        ('flags.has_send == "true" && flags.has_fax == "true"', False),
        ('(flags.has_fax == "false") || nobody()', True),
        ('nobody.knows == "true"', None),
        ("!nobody", None),
        ("true", True),
    ],
)
def test_condition_of_a_row(condition: str, offered: bool | None) -> None:
    shown = scripted(
        f'var flags = {{has_send: "true", has_fax: "false"}}; T = [new R("A ", "./a.cgi", {condition}, 4, null)];'
    )
    assert rows_of(shown)["A"].offered is offered


def test_title_that_depends_on_a_known_flag() -> None:
    shown = scripted(
        f'g = {{only: "true"}}; T = [new R(g.only == "true" ? "E-Mail " : "E-Mail/I-Fax ", "{MAIL}", null, 56, null)];'
    )
    assert list(rows_of(shown)) == ["E-Mail"]


@pytest.mark.parametrize(
    "memo", ["'A <span class=\"memo\">(*)</span>'", "'A ' + '<span class=\"memo\">' + note + '</span>'"]
)
def test_memo_is_no_part_of_the_title(memo: str) -> None:
    (row,) = read_rows(scripted(f'T = [new R({memo}, "./a.cgi", null, 4, null)];'))
    assert row.title.rstrip("(*) ") == "A"
    assert row.memo


@pytest.mark.parametrize(
    "memo",
    ["<span class=\\'memo\\'>", '<span class=\\"memo\\">', '<span lang="en" class="note memo">', "<SPAN class=memo>"],
)
def test_memo_may_be_a_sentence(memo: str) -> None:
    title = f"A Settings {memo}(effective after [Apply Setting Changes].)</span> "
    quote = '"' if "'" in memo or '\\"' in memo else "'"
    (row,) = read_rows(scripted(f'T = [new R({quote}{title}{quote}, "./a.cgi", null, 4, null)];'))
    assert (row.title, row.memo) == ("A Settings", True)


@pytest.mark.parametrize("name", ["goInstallPage", "UmdMenuTbl.goInstallPage", '"goInstallPage"'])
def test_row_that_names_a_function(name: str) -> None:
    shown = scripted(
        'UmdMenuTbl.goInstallPage = function () { location.href = "/nis/?portalLang=" + lang() '
        '+ "&disp=lic_menu&Dummy=" + now(); };'
        f'T = [new R("Register/Update Software ", {name}, null, 32, null)];'
    )
    assert rows_of(shown)["Register/Update Software"].address == f"{BASE}/nis/?portalLang=en&disp=lic_menu"


@pytest.mark.parametrize(
    "anchor",
    [
        f'<a href="{MAIL}">E-Mail Settings</a>',
        f"<a href='JavaScript:Go_NextPage(\"{MAIL}\")'>E-Mail&nbsp;Settings</a>",
        f'<a href="#" onclick="Go_NextPage(\'{MAIL}\'); return false;"><span>E-Mail Settings</span></a>',
        f'<a href="javascript:void(0)" onclick="go(\'{MAIL}\')">E-Mail Settings</a>',
    ],
)
def test_ordinary_links_are_rows_too(anchor: str) -> None:
    rows = rows_of(scripted("function go(a) { location.href = a }", anchor))
    assert rows["E-Mail Settings"].address == MAIL_ADDRESS


@pytest.mark.parametrize(
    "code",
    [
        'f("A", "./a.cgi", null, 4);',
        'f("A", "./a.cgi", null, 4, null, 1);',
        'f("", "./a.cgi", null, 4, null);',
        'f(title, "./a.cgi", null, 4, null);',
        'f("A", 5, null, 4, null);',
        'f("A", "not an address", null, 4, null);',
        '// new R("A", "./a.cgi", null, 4, null)',
        's = \'new R("A", "./a.cgi", null, 4, null)\';',
        'if ("A", "./a.cgi", null, 4, null) {}',
    ],
)
def test_what_is_no_row(code: str) -> None:
    assert read_rows(scripted(code + ' "PageFlag"')) == []


def menu(**flags: str) -> Menu:
    return Menu(flags={"UserType": "2", **flags})


@pytest.mark.parametrize(
    ("mask", "held", "permitted"),
    [
        (None, (), True),
        (4, (), True),
        (56, ("Device",), True),
        (48, ("Device",), False),
        (48, ("Network",), True),
        (32, ("Device", "Network"), False),
        (32, ("System",), True),
        (36, (), True),
    ],
)
def test_mask_against_the_privileges_of_the_account(mask: int | None, held: tuple[str, ...], permitted: bool) -> None:
    flags = {f"HasAuth_{name}": "true" if name in held else "false" for name in ("Device", "Network", "System")}
    assert menu(**flags).permitted(Row("A", "./a.cgi", True, mask)) is permitted


def test_other_users_see_only_what_everybody_sees() -> None:
    general = menu(HasAuth_Device="true", HasAuth_Network="true", HasAuth_System="true", UserType="1")
    assert not general.permitted(Row("A", "./a.cgi", True, 56))
    assert general.permitted(Row("A", "./a.cgi", True, 4))


def test_pages_that_name_no_privileges_hide_nothing() -> None:
    assert Menu().permitted(Row("A", "./a.cgi", True, 32))
    assert Menu().is_administrator is None


def test_flags_are_learned_from_the_page() -> None:
    found = Menu()
    found.learn(
        scripted(
            'NaviGlobal = {HasAuth_Device: "TRUE", HasAuth_Network: "true", HasAuth_System: "false", UserType: "2"};'
        )
    )
    assert found.privileges() == ["device", "network"]
    assert found.is_administrator is False


def test_search_by_title_then_by_mark() -> None:
    found = Menu()
    found.learn(
        scripted(f'T = [new R("Courrier ", "{MAIL}", null, 56, null), new R("Send ", "./s.cgi", null, 4, null)];')
    )
    assert [row.title for row in found.find(["send :"])] == ["Send"]
    assert [row.title for row in found.find(["E-Mail Settings"], ["FuncTypeFlag=EmailAdrs_Page"])] == ["Courrier"]
    assert found.find(["Nothing"], ["nothing"]) == []


def test_menu_survives_the_session_store() -> None:
    found = Menu()
    found.learn(
        scripted('N = {UserType: "2"}; T = [new R("A <span class=\'memo\'>*</span>", "./a.cgi", x, 48, null)];')
    )
    again = Menu.from_data(found.as_data())
    assert (again.rows, again.flags) == (found.rows, found.flags)


def test_row_learned_twice_is_one_row() -> None:
    found = Menu()
    shown = page('<a href="./a.cgi">A</a><a href="./a.cgi">A</a>')
    found.learn(shown)
    found.learn(shown)
    assert len(found.rows) == 1
