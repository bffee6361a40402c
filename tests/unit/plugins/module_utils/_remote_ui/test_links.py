# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a link or button to the request that it makes."""

from __future__ import annotations

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.links import (
    Request,
    fill_address,
    find_clickable,
    resolve,
)
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.page import Page, text_of
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.script import Pieces, Ref
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import BASE, page, scripted

FORMS = """<form name="SUBMIT_FORM" action="./cx.cgi" method="post">
<input type="hidden" name="V" value="7"><input type="hidden" name="Flag" value="Init_Data">
<input type="hidden" name="Token" value="111"></form><form name="PROP_FORM"><input name="V">{}</form>"""


def request_of(shown: Page, identifier: str = "k") -> Request | None:
    return resolve(shown, shown.by_id(identifier))


@pytest.mark.parametrize(
    "link",
    [
        '<a id="k" href="./a.cgi?x=1">Edit</a>',
        '<a id="k" href="a.cgi?x=1" onclick="return true">Edit</a>',
        '<a id="k" href="javascript:location.href=\'./a.cgi?x=1\'">Edit</a>',
        '<a id="k" href="JavaScript:edit(\'./a.cgi?x=1\')">Edit</a>',
        '<a id="k" href="#" onclick="edit(\'./a.cgi?x=1\');return false">Edit</a>',
        '<a id="k" href="javascript:void(0);" onclick="edit(\'./a.cgi?x=1\')">Edit</a>',
        '<button id="k" type="button" onclick="edit(\'./a.cgi?x=1\')">Edit</button>',
        '<input id="k" type="button" value="Edit" onclick="location=\'./a.cgi?x=1\'">',
    ],
)
def test_ways_to_write_a_link(link: str) -> None:
    assert request_of(scripted("function edit(a) { location.href = a; }", link)) == Request(
        "GET", f"{BASE}/rps/a.cgi?x=1"
    )


@pytest.mark.parametrize(
    "link",
    [
        '<a id="k" href="#top">x</a>',
        '<a id="k" href="">x</a>',
        '<a id="k">x</a>',
        '<a id="k" href="mailto:a@b">x</a>',
        '<a id="k" href="javascript:;">x</a>',
        '<button id="k" type="button">x</button>',
        '<a id="k" href="javascript:unknown()">x</a>',
    ],
)
def test_what_leads_nowhere(link: str) -> None:
    assert request_of(page(link)) is None


def test_button_that_submits_the_hidden_form() -> None:
    button = '<input id="k" type="button" name="B" value="OK" onclick="ok_click()">'
    shown = scripted(
        "function ok_click() { var f = document.SUBMIT_FORM; f.Flag.value = 'Exec_Data'; f.submit(); }",
        FORMS.format(button),
    )
    assert request_of(shown) == Request(
        "POST", f"{BASE}/rps/cx.cgi", [("V", "7"), ("Flag", "Exec_Data"), ("Token", "111")]
    )


def test_form_by_its_number() -> None:
    shown = page(FORMS.format('<a id="k" href="javascript:document.forms[0].submit()">x</a>'))
    found = request_of(shown)
    assert found is not None and dict(found.fields)["V"] == "7"


def test_form_of_the_button() -> None:
    shown = page(
        '<form name="A"><input name="a"></form><form action="/b" method="post"><input name="b"><a id="k" '
        'href="#" onclick="this.form.submit()">x</a></form>'
    )
    assert request_of(shown) == Request("POST", f"{BASE}/b", [("b", "")])


def test_ordinary_submit_button() -> None:
    shown = page(
        '<form action="/edit" method="post"><input type="hidden" name="t" value="1"><input id="k" '
        'type="submit" name="go" value="Edit"></form>'
    )
    assert request_of(shown) == Request("POST", f"{BASE}/edit", [("t", "1"), ("go", "Edit")])


def test_form_with_get_puts_its_fields_into_the_address() -> None:
    shown = page('<form action="/edit?old=1"><input name="a" value="1"><button id="k">Go</button></form>')
    assert request_of(shown) == Request("GET", f"{BASE}/edit", [("a", "1")])


def test_unknown_values_of_a_handler_are_not_sent() -> None:
    shown = scripted(
        "function go() { var f = document.SUBMIT_FORM; f.V.value = nobody(); f.Flag.value = 'X'; f.submit() }",
        FORMS.format('<a id="k" href="javascript:go()">x</a>'),
    )
    found = request_of(shown)
    assert found is not None and dict(found.fields) == {"V": "7", "Flag": "X", "Token": "111"}


def test_unknown_parts_of_an_address() -> None:
    shown = page(FORMS.format(""))
    unknown = Ref(("nobody",))
    filled = fill_address(Pieces(["./a.cgi?portalLang=", unknown, "&Token=", unknown, "&x=", unknown]), shown)
    assert filled == f"{BASE}/rps/a.cgi?portalLang=en&Token=111&x="
    stamp = fill_address(Pieces(["./a.cgi?Dummy=", unknown]), shown)
    assert stamp.rpartition("=")[2].isdecimal() and len(stamp.rpartition("=")[2]) == 13


def test_mark_that_a_script_worked_out() -> None:
    unknown = Ref(("nobody",))
    assert fill_address(Pieces(["./a.cgi?x=1", unknown, "Token=", "5"]), page("")) == f"{BASE}/rps/a.cgi?x=1&Token=5"


@pytest.mark.parametrize("address", ["./a.cgi?iToken=5", "./a.cgi?a=1&NoDummy=2"])
def test_plain_addresses_stay_as_they_are(address: str) -> None:
    assert fill_address(address, page("")) == f"{BASE}/rps/{address[2:]}"


def test_empty_token_is_filled_with_the_pages() -> None:
    assert fill_address("./a.cgi?Token=&x=1", page(FORMS.format(""))) == f"{BASE}/rps/a.cgi?Token=111&x=1"
    assert fill_address("./a.cgi?Token=5&x=1", page(FORMS.format(""))) == f"{BASE}/rps/a.cgi?Token=5&x=1"


@pytest.mark.parametrize(
    "markup",
    [
        "<a>Edit...</a>",
        "<a>EDIT…</a>",
        "<button>Edit</button>",
        '<input type="button" value="Edit">',
        '<input type="submit" value=" edit ">',
        '<a title="Edit"><img></a>',
        '<a><img alt="Edit"></a>',
        '<input type="image" alt="Edit">',
        '<a aria-label="Edit">✎</a>',
        "<a><span>Ed</span>it</a>",
    ],
)
def test_things_to_click_by_their_text(markup: str) -> None:
    assert len(find_clickable(page(markup), ["Edit"])) == 1


@pytest.mark.parametrize(
    "markup", ["<a>Editor</a>", '<input type="text" value="Edit">', "<p>Edit</p>", "<a></a>", '<input value="Edit">']
)
def test_things_that_are_not_meant(markup: str) -> None:
    assert find_clickable(page(markup), ["Edit"]) == []


def test_things_to_click_come_in_the_order_of_the_page() -> None:
    found = find_clickable(page('<a id="1">Reload</a><a id="2">x</a><a id="3">Refresh</a>'), ["Refresh", "Reload"])
    assert [text_of(element) for element in found] == ["Reload", "Refresh"]
