# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A screen: fields by their labels, values from where they are, nothing guessed."""

from __future__ import annotations

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import UnknownLayout
from ansible_collections.printfleet.canon.plugins.module_utils._screens.encoding import encode
from ansible_collections.printfleet.canon.plugins.module_utils._screens.oauth import STATUS
from ansible_collections.printfleet.canon.plugins.module_utils._screens.view import View
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import page
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.labelled import hidden, row, view

ON_OFF = {
    "native box": ('<input type="checkbox" name="t" value="0/1">', "0", "1"),
    "native box, words": ('<input type="checkbox" name="t" value="off/on">', "off", "on"),
    "native box, other numbers": ('<input type="checkbox" name="t" value="2/7">', "2", "7"),
    "native radio": (
        (
            '<input type="radio" name="t" id="a" value="0"><label for="a">Off</label><input type="radio" '
            'name="t" id="b" value="1"><label for="b">On</label>'
        ),
        "0",
        "1",
    ),
    "native radio, turned round": (
        (
            '<input type="radio" name="t" id="a" value="0"><label for="a">On</label><input type="radio" name="t" '
            'id="b" value="1"><label for="b">Off</label>'
        ),
        "1",
        "0",
    ),
    "native radio, texts behind": (
        '<input type="radio" name="t" value="5">Disable <input type="radio" name="t" value="6">Enable',
        "5",
        "6",
    ),
    "native radio, labels around": (
        (
            '<label><input type="radio" name="t" value="5">No</label><label><input type="radio" name="t" '
            'value="6">Yes</label>'
        ),
        "5",
        "6",
    ),
    "native select": (
        '<select name="t"><option value="x">Off</option><option value="y">On</option></select>',
        "x",
        "y",
    ),
    "native select, numbers": (
        '<select name="t"><option value="0">---</option><option value="1">TLS</option></select>',
        "0",
        "1",
    ),
}


@pytest.mark.parametrize(("cell", "off", "on"), ON_OFF.values(), ids=ON_OFF.keys())
def test_switch_on_a_native_page(cell: str, off: str, on: str) -> None:
    for held, expected in ((off, False), (on, True)):
        shown = view(hidden(t=held) + f'<form name="PROP_FORM">{row("Allow TLS", cell)}</form>')
        assert shown.value("tls") is expected
    assert [encode(shown, "tls", wanted)[1] for wanted in (False, True)] == [off, on]


PLAIN = {
    "box": ('<input type="checkbox" name="t" {}>', "", "checked"),
    "box with value": ('<input type="checkbox" name="t" value="enabled" {}>', "", "checked"),
    "box with companion": (
        '<input type="hidden" name="t" value="0"><input type="checkbox" name="t" value="1" {}>',
        "",
        "checked",
    ),
    "select": (
        '<select name="t"><option value="0">Off</option><option value="1" {}>On</option></select>',
        "",
        "selected",
    ),
    "radio": (
        '<input type="radio" name="t" value="1" {}>On<input type="radio" name="t" value="0" checked>Off',
        "",
        None,
    ),
}


@pytest.mark.parametrize(("cell", "off", "on"), PLAIN.values(), ids=PLAIN.keys())
def test_switch_on_an_ordinary_page(cell: str, off: str, on: str | None) -> None:
    assert view(f"<form>{row('Allow TLS', cell.format(off))}</form>").value("tls") is False
    if on is not None:
        assert view(f"<form>{row('Allow TLS', cell.format(on))}</form>").value("tls") is True


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("On", True),
        ("Off", False),
        ("Auto", None),
        ("", None),
        ('<input type="checkbox" disabled checked>', True),
        ('<input type="checkbox" disabled>', False),
        ('<input type="text" value="On" readonly>', True),
        ("<select disabled><option>Off<option selected>On</select>", True),
        ("<a href='#'>On</a>", True),
    ],
)
def test_switch_that_is_only_shown(cell: str, expected: bool | None) -> None:
    assert view(row("Use", cell)).value("use") is expected


def test_native_value_comes_from_the_hidden_form() -> None:
    shown = view(
        hidden(a="smtp.example.com", p="587")
        + '<form name="P">'
        + row("SMTP Server", '<input name="a">')
        + row("Port Number", '<input name="p">')
        + "</form>"
    )
    assert shown.read(["server", "port"]) == {"server": "smtp.example.com", "port": 587}


def test_value_that_the_hidden_form_does_not_hold_comes_from_the_control() -> None:
    shown = view(hidden(x="1") + '<form name="P">' + row("SMTP Server", '<input name="a" value=" here ">') + "</form>")
    assert shown.value("server") == "here"


def test_text_of_a_choice_is_the_value() -> None:
    shown = view(
        hidden(z="2")
        + '<form name="P">'
        + row("SMTP Server", '<select name="z"><option value="1">A<option value="2">B</select>')
        + "</form>"
    )
    assert shown.value("server") == "B"


@pytest.mark.parametrize(
    ("text", "number"), [("25", 25), (" 0587 ", 587), ("", None), ("x", None), ("25a", None), ("99999999999", None)]
)
def test_numbers(text: str, number: int | None) -> None:
    assert view(row("SMTP Port", f'<input name="p" value="{text}">')).value("port") == number


def test_secrets_are_never_read() -> None:
    shown = view(row("Password", '<input type="password" name="p" value="hush">'))
    assert shown.value("password") is None
    assert "password" not in shown.read()
    assert shown.control("password") is not None


def test_choices_that_mean_neither_on_nor_off() -> None:
    shown = view(
        row("Allow TLS", '<select name="t"><option value="a">Always</option><option value="b">Never</option></select>')
    )
    assert shown.value("tls") is None
    with pytest.raises(UnknownLayout) as caught:
        encode(shown, "tls", True)
    assert caught.value.seen == ["Always", "Never"]


def test_radio_choices_are_named_once() -> None:
    shown = view(
        row("Allow TLS", '<input type="radio" name="t" value="a">Always <input type="radio" name="t" value="b">Never')
    )
    with pytest.raises(UnknownLayout) as caught:
        encode(shown, "tls", True)
    assert caught.value.seen == ["Always", "Never"]


def test_limit_of_the_page_before_our_own() -> None:
    assert view(row("SMTP Server", '<input name="a" maxlength="64">')).limit("server") == 64
    assert view(row("SMTP Server", '<input name="a">')).limit("server") == 48
    assert view("").limit("server") == 48


def test_what_the_screen_does_not_show_is_none() -> None:
    shown = view("")
    assert shown.read() == dict.fromkeys(["server", "port", "tls", "verify", "verify_cn", "state", "use"])
    assert not shown.has("server")


STATES = '<script>var st = {con: "Successfully Connected"}; function show(text) { document.write(text); }</script>'


@pytest.mark.parametrize(
    "cell",
    [
        "<script>document.write(st.con);</script>",
        "<span><script>document.writeln(st.con);</script></span>",
        "<script>show(st.con)</script>",
        "Successfully <script>document.write('Connected');</script>",
    ],
)
def test_text_that_a_script_writes_beside_its_label(cell: str) -> None:
    """Without the script the cell is empty, or holds a part: neither is what the printer says."""
    shown = page(f"{STATES}<table><tr><th>Server Connection Status :</th><td>{cell}</td></tr></table>")
    assert View(STATUS, shown, {}).value("connection_status") == "Successfully Connected"
