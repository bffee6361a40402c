# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fields are found by their labels; a label that could mean several places means none, and the error says how to teach."""

from __future__ import annotations

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import UnknownLayout
from ansible_collections.printfleet.canon.plugins.module_utils._screens.encoding import encode
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.labelled import row, view


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
        encode(shown, "server", "x")


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


def test_fields_of_the_same_screen_may_stand_between_a_field_and_its_general_label() -> None:
    server, address = row("SMTP Server", '<input name="a">'), row("Use", '<input name="u" type="checkbox">')
    port = row("Port Number", '<input name="p">')
    assert view(server + address + port).control("port") is not None
    assert view(server + address + port + row("Port Number", '<input name="q">')).control("port") is None
    assert view(port + server + address).control("port") is None


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
