# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What scripts define: flags, masks, functions; in the spellings that a firmware may use."""

from __future__ import annotations

import time

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui import script
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import definitions
from hypothesis import given, settings
from hypothesis import strategies as st

SPELLINGS = {
    "literal": 'var NaviGlobal = {HasAuth_Network: "true", UserType: "2"};',
    "literal, quoted keys": "NaviGlobal = { \"HasAuth_Network\" : \"true\" , 'UserType':'2' }",
    "constructor": 'function NaviGlobal() { this.HasAuth_Network = "true"; this.UserType = "2" }',
    "constructor, anonymous": (
        'var NaviGlobal = new function () {\n this.HasAuth_Network = "true"\n this.UserType = "2"\n}'
    ),
    "dotted": 'var NaviGlobal = new Object();\nNaviGlobal.HasAuth_Network = "true";\nNaviGlobal.UserType = "2";',
    "brackets": 'NaviGlobal["HasAuth_Network"] = "true"; NaviGlobal[\'UserType\'] = "2";',
    "self": 'function NaviGlobal(){var self=this;self.HasAuth_Network="true";self.UserType="2";}',
    "declared first": 'NaviGlobal.HasAuth_Network = ""; NaviGlobal.UserType = null;\n'
    'NaviGlobal.HasAuth_Network = "true"; NaviGlobal.UserType = "2";',
    "window": 'window.NaviGlobal = {"HasAuth_Network": "true", "UserType": "2"}',
    "globals": 'var HasAuth_Network = "true", UserType = "2";',
    "comments": (
        '/* HasAuth_Network = "false" */ NaviGlobal.HasAuth_Network = /* yes */ "true"; // '
        'UserType="1"\n x.UserType="2"'
    ),
}


@pytest.mark.parametrize("code", SPELLINGS.values(), ids=SPELLINGS.keys())
def test_flag_is_found_however_its_object_is_written(code: str) -> None:
    found = definitions(code)
    assert found.flag("HasAuth_Network") == "true"
    assert found.flag("UserType") == "2"


def test_flags_in_a_long_list_are_found() -> None:
    code = "".join(f'umdtblGlobal["has_{number}"] = "true";\n' for number in range(60))
    code += "".join(f'Msg["m{number}"] = "The value {number} is not correct.";\n' for number in range(60))
    assert definitions(code + 'umdtblGlobal["has_last"] = "false";').flag("has_7") == "true"
    assert definitions(code + 'umdtblGlobal["has_last"] = "false";').flag("has_last") == "false"


def test_flag_that_no_object_has_is_none() -> None:
    assert definitions('a.b = "c"').flag("HasAuth_Network") is None


def test_objects_that_contradict_each_other_leave_a_flag_unknown() -> None:
    assert definitions('A.has_send = "true"', 'B.has_send = "false"').flag("has_send") is None
    assert definitions('A.has_send = "true"', 'B.has_send = "true"').flag("has_send") == "true"


def test_assigned_twice_under_a_condition_is_unknown() -> None:
    found = definitions('if (x) { table.mode = "1"; } else { table.mode = "2"; }')
    assert "table.mode" not in found.values


def test_key_belongs_to_the_object_that_holds_it() -> None:
    found = definitions(
        'var outer = {a: "1", inner: {b: "2"}, c: "3"}; function F() { if (x) { this.d = "4"; } }'
    ).values
    assert found["outer.a"] == "1"
    assert found["inner.b"] == "2"
    assert found["outer.c"] == "3"
    assert found["F.d"] == "4"


def test_masks_as_numbers_and_sums_of_names() -> None:
    found = definitions(
        "var ALL = 4; var DEV = 8, NET = 1 << 4; var BOTH = DEV + NET; M.HEX = 0x20; M.OR = DEV | NET | 32;"
    ).values
    assert (found["BOTH"], found["M.HEX"], found["M.OR"]) == (24.0, 32.0, 56.0)


@pytest.mark.parametrize(
    "code", ['x = y + "a";', "x = f(1);", 'x = c ? "a" : "b";', "x == 5;", 'if (x == "a") {}', "x += 5;"]
)
def test_what_is_no_plain_value_is_not_a_value(code: str) -> None:
    assert "x" not in definitions(code).values


def test_second_choice_of_a_condition_is_no_key() -> None:
    assert definitions('t = c ? a : "b";').values == {}


def test_fields_of_the_page_are_not_values_of_the_script() -> None:
    found = definitions('document.SUBMIT_FORM.Flag.value = "Exec_Data"; f.action = "./x.cgi";').values
    assert found == {}


@pytest.mark.parametrize(
    "code",
    [
        "function go(a, b) { return a; }",
        "go = function (a, b) { return a; }",
        "var T = { go: function(a,b){ return a } }",
        "T.go = function named(a , b) { return a; };",
        "this.go = function(a, b){ return a; }",
        "function\n go (a,\n b)\n {\n return a; }",
    ],
)
def test_function_is_found_however_it_is_written(code: str) -> None:
    found = definitions("x = 1; " + code + " y = 2;").function("go")
    assert found is not None
    assert found.parameters == ("a", "b")
    assert [token.text for token in found.body][:2] == ["return", "a"]


def test_later_definition_of_a_function_is_the_one_that_counts() -> None:
    found = definitions("function go() { first(); }", "function go() { second(); }").function("go")
    assert found is not None and found.body[0].text == "second"


@pytest.mark.parametrize(
    "old", ["/* function go() { old(); } */", "// function go() { old(); }", "x = 1; /* go = function () { old(); } */"]
)
def test_function_in_a_comment_does_not_count(old: str) -> None:
    found = definitions("function go() { newer(); }\n" + old).function("go")
    assert found is not None and found.body[0].text == "newer"


def test_function_that_never_ends_a_thousand_times() -> None:
    started = time.process_time()
    assert definitions("function go() {" * 4_000).function("go") is None
    assert time.process_time() - started < 3


def test_name_that_is_none() -> None:
    assert definitions("function go() {}").function("") is None


def test_function_that_the_page_does_not_have() -> None:
    assert definitions("go();").function("go") is None
    assert definitions("function go() {").function("go") is None


def test_one_broken_script_does_not_hide_the_others() -> None:
    found = definitions('var a = {b: ["', "/* never ends", 'N.HasAuth_System = "true";')
    assert found.flag("HasAuth_System") == "true"


@pytest.mark.parametrize(
    "piece", ["x={", "f(", "function ", "function a(", "a.b.", '"k":', "a={b:", "x=1+", "x=(", "x=-", "a[", "{a:1,"]
)
def test_time_grows_with_the_length_only(piece: str) -> None:
    started = time.process_time()
    definitions(piece * (20_000 // len(piece))).values  # noqa: B018
    assert time.process_time() - started < 3


@pytest.mark.parametrize("code", SPELLINGS.values(), ids=SPELLINGS.keys())
def test_script_that_breaks_off_anywhere(code: str) -> None:
    for length in range(len(code)):
        found = definitions(code[:length])
        assert found.flag("HasAuth_Network") in ("true", "", None)
        assert found.function("NaviGlobal") is None or "{" in code[:length]


PLACES = (
    "{}\n",
    "{};",
    "{};\n",
    "\nvar o = {{ {0} }};",
    "function f() {{ {} }}",
    "var g = function (x) {{ {} }};",
    "if (x) {{ {} }} else {{ y = 1; }}",
    "/* {} */",
    "// {}\n",
    "s = '{}';",
    "/* it's */ {};",
    "goTo('./a.cgi?{}');",
    "goTo('./a.cgi?Flag=x&{}');",
    "var row = [" + "1, " * 1000 + " function () {{ {} }}];",
    "var more = {{ list: [" + "'abcdef', " * 300 + "], {0} }};",
)
GIVEN = (
    'o.p.a = "1"',
    'o["p"]["a"] = "1"',
    'o.p["a"] = "1"',
    'this.p.a = "2"',
    'o["0"].a = "3"',
    'o[0].a = "4"',
    'a = "1"',
    'a = "2"',
    'a: "1"',
    "this.a = 1",
    'o.a = "1"',
    "b = a",
    "a: b.c",
    "a = b.c",
    "a = b.c + 1",
    "a = null + 1",
    "a: true",
    'o["a"] = "3"',
    "a = 4 | 8",
    "a = null",
    "a == 1",
    "a={",
    "a = new X(",
)


@settings(deadline=None)
@given(st.lists(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(GIVEN)), max_size=6), max_size=3))
def test_a_value_looked_up_is_the_one_that_reading_everything_finds(pieces: list[list[tuple[str, str]]]) -> None:
    scripts = ["".join(place.format(given) for place, given in piece) for piece in pieces]
    everything = definitions(*scripts).values
    lazy = definitions(*scripts)
    for name in ("a", "b", "*.a", "o.a", "f.a", "g.a", "more.a", "x", "o.p.a", "f.p.a", "o.0.a"):
        assert lazy.value(name) == everything.get(name, script.UNKNOWN), (name, scripts)
