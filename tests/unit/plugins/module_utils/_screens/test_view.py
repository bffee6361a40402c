# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A screen: fields by their labels, values from where they are, nothing guessed."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import UnknownLayout
from ansible_collections.printfleet.canon.plugins.module_utils._screens.fields import (
    NUMBER,
    SECRET,
    SWITCH,
    TEXT,
    Field,
    Screen,
)
from ansible_collections.printfleet.canon.plugins.module_utils._screens.oauth import STATUS
from ansible_collections.printfleet.canon.plugins.module_utils._screens.view import View, same
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import page

SCREEN = Screen(
    key="probe",
    titles=("Probe Settings",),
    path="Settings > Probe",
    fields=(
        Field("server", TEXT, ("SMTP Server", "Mail Server"), limit=48),
        Field("port", NUMBER, ("SMTP Port",), follows="server", next_to=("Port Number",)),
        Field("tls", SWITCH, ("Allow TLS",)),
        Field("verify", SWITCH, ("Confirm Certificate",)),
        Field("verify_cn", SWITCH, ("Add CN",), follows="verify"),
        Field("password", SECRET, ("Password",)),
        Field("state", TEXT, ("State",), written=False),
        Field("use", SWITCH, ("Use",), written=False),
    ),
)


def view(body: str, labels: dict[str, Any] | None = None) -> View:
    return View(SCREEN, page(body), labels or {})


def hidden(**values: str) -> str:
    inputs = "".join(f'<input type="hidden" name="{name}" value="{value}">' for name, value in values.items())
    return (
        f'<form name="SUBMIT_FORM" action="./cx.cgi" method="post">{inputs}<input type="hidden" '
        f'name="Flag"><input type="hidden" name="PageFlag"></form>'
    )


def row(label: str, cell: str) -> str:
    return f"<table><tr><th>{label}</th><td>{cell}</td></tr></table>"


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
    assert [shown.encode("tls", wanted)[1] for wanted in (False, True)] == [off, on]


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


def test_further_wordings_in_their_order() -> None:
    body = row("Mail Server", '<input name="b">') + row("SMTP Server", '<input name="a">')
    control = view(body).control("server")
    assert control is not None and control.name == "a"


def test_taught_label_comes_first() -> None:
    body = row("SMTP Server", '<input name="a">') + row("Postausgang", '<input name="b">')
    control = view(body, {"probe.server": ["Nichts", "postausgang"]}).control("server")
    assert control is not None and control.name == "b"


def test_label_without_a_fitting_control_does_not_count() -> None:
    body = (
        "<p>SMTP Server : see the manual</p>"
        + row("SMTP Server", '<input type="checkbox" name="x">')
        + row("Mail Server", '<input name="a">')
    )
    control = view(body).control("server")
    assert control is not None and control.name == "a"


def test_label_that_stands_twice_is_not_guessed() -> None:
    body = row("SMTP Server", '<input name="a">') + row("SMTP Server", '<input name="b">')
    shown = view(body)
    assert shown.value("server") is None
    error = shown.missing(["server"])
    assert "more than once" in str(error)
    with pytest.raises(UnknownLayout):
        shown.encode("server", "x")


def test_same_control_under_two_labels_is_one_place() -> None:
    body = (
        '<table><tr><th><label for="a">SMTP Server</label></th><td><label for="a">SMTP Server</label>'
        '<input name="a" id="a" value="v"></td></tr></table>'
    )
    assert view(body).value("server") == "v"


def test_field_behind_another_one() -> None:
    box = '<input type="checkbox" name="{}" {}>'
    body = (
        row("POP Certificate", box.format("pop", ""))
        + row("Add CN", box.format("cn1", "checked"))
        + row("Confirm Certificate", box.format("smtp", ""))
        + row("Add CN", box.format("cn2", ""))
    )
    control = view(body).control("verify_cn")
    assert control is not None and control.name == "cn2"


def test_general_label_counts_directly_behind_its_field_only() -> None:
    near = row("SMTP Server", '<input name="a">') + row("Port Number", '<input name="p">')
    far = (
        row("SMTP Server", '<input name="a">')
        + row("POP Server", '<input name="b">')
        + row("Port Number", '<input name="p">')
    )
    assert view(near).control("port") is not None
    assert view(far).control("port") is None


def test_order_holds_also_where_scripts_write_the_labels() -> None:
    written = (
        "<script>document.write('<table><tr><th>Confirm Certificate</th><td><input type=checkbox "
        "name=smtp></td></tr></table>');</script>"
    )
    body = (
        row("Add CN", '<input type="checkbox" name="cn1">')
        + written
        + row("Add CN", '<input type="checkbox" name="cn2">')
    )
    control = view(body).control("verify_cn")
    assert control is not None and control.name == "cn2"


def test_label_written_by_script_for_a_control_that_is_there() -> None:
    body = (
        "<script>document.writeln('<label for=\"a\">SMTP Server<\\/label>');</script><input id='a' name='a' value='v'>"
    )
    assert view(body).value("server") == "v"


def test_error_shows_labels_and_what_to_paste() -> None:
    error = view(
        row("Postausgangsserver", '<input name="a">') + "<script>document.write('<p>Zeile : 1</p>')</script>"
    ).missing(["server", "tls"])
    text = str(error)
    assert '"SMTP Server"' in text and '"Allow TLS"' in text
    assert '"Postausgangsserver"' in text and '"Zeile"' in text
    assert "canon_labels: {probe.server: " in text and "probe.tls: " in text
    assert "/rps/cx.cgi" in text


def test_error_of_an_empty_page_says_so() -> None:
    assert "labels: none" in str(view("").missing(["server"]))


def test_choices_that_mean_neither_on_nor_off() -> None:
    shown = view(
        row("Allow TLS", '<select name="t"><option value="a">Always</option><option value="b">Never</option></select>')
    )
    assert shown.value("tls") is None
    with pytest.raises(UnknownLayout) as caught:
        shown.encode("tls", True)
    assert caught.value.seen == ["Always", "Never"]


def test_radio_choices_are_named_once() -> None:
    shown = view(
        row("Allow TLS", '<input type="radio" name="t" value="a">Always <input type="radio" name="t" value="b">Never')
    )
    with pytest.raises(UnknownLayout) as caught:
        shown.encode("tls", True)
    assert caught.value.seen == ["Always", "Never"]


def test_limit_of_the_page_before_our_own() -> None:
    assert view(row("SMTP Server", '<input name="a" maxlength="64">')).limit("server") == 64
    assert view(row("SMTP Server", '<input name="a">')).limit("server") == 48
    assert view("").limit("server") == 48


def test_what_the_screen_does_not_show_is_none() -> None:
    shown = view("")
    assert shown.read() == dict.fromkeys(["server", "port", "tls", "verify", "verify_cn", "state", "use"])
    assert not shown.has("server")


@pytest.mark.parametrize(
    ("left", "right", "name", "equal"),
    [
        ("a", "a ", "", True),
        ("a", "A", "", False),
        ("SMTP.Example.com", "smtp.example.COM", "server", True),
        (True, True, "", True),
        (True, False, "", False),
        (587, 587, "", True),
        (None, False, "", False),
        (None, "", "", False),
        ("587", 587, "", False),
    ],
)
def test_when_two_values_are_the_same(left: Any, right: Any, name: str, equal: bool) -> None:
    assert same(left, right, name) is equal


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
