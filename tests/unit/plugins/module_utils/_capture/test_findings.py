# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values that their place on a page gives away."""

from __future__ import annotations

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._capture import findings, places
from ansible_collections.printfleet.canon.plugins.module_utils._capture.masking import Masker
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import page


def shown(body: str, title: str = "Remote UI : Test") -> str:
    made = page(body, title=title)
    masker = Masker()
    findings.of_page(masker, made)
    return masker.text(made.source)


@pytest.mark.parametrize(
    ("label", "value", "masked"),
    [
        ("Device Name :", "Kopierer Empfang", "device-name-1"),
        ("Installation Location", "Haus 4", "masked-text-1"),
        ("Serial Number", "TZE81304", "SER00001"),
        ("SMTP AUTH User Name", "jdoe", "user-name-1"),
        ("Administrator", "Erika Mustermann", "user-name-1"),
        ("User Code", "HCDZ36RMX", "CODE00001"),
        ("SMTP Server", "mail.contoso.example", "host-1.example.com"),
        ("Computer Name", "COPIER-3", "device-name-1"),
        ("Workgroup", "VERWALTUNG", "masked-text-1"),
        ("SSID", "contoso-guest", "masked-text-1"),
        ("Gateway Address", "010.001.002.003", "192.0.2.1"),
    ],
)
def test_a_value_beside_its_label_is_masked(label: str, value: str, masked: str) -> None:
    assert f"<td>{masked}</td>" in shown(f"<table><tr><th>{label}</th><td>{value}</td></tr></table>")


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Server Connection Status", "Successfully Connected"),
        ("Token Status", "Being Acquired..."),
        ("Platform Version", "V3.18"),
        ("Verify Server Certificate", "Off"),
        ("User Code Expires In", "900 sec."),
        ("Last Updated", "2026 11/23 19:18:32"),
        ("Product Name", "iR-ADV C5840"),
        ("SMTP Server", "smtp.office365.com"),
        ("Port Number", "587"),
        ("Use SNTP", "On"),
    ],
)
def test_what_is_needed_to_learn_a_layout_stays(label: str, value: str) -> None:
    assert f"<th>{label}</th><td>{value}</td>" in shown(f"<table><tr><th>{label}</th><td>{value}</td></tr></table>")


@pytest.mark.parametrize("tag", ["th", "td"])
def test_a_job_log_names_nobody(tag: str) -> None:
    head = "".join(f"<{tag}>{text}</{tag}>" for text in ("Job No.", "End Time", "Destination", "User Name", "Result"))
    rows = [
        ("0007", "2026 11/23 18:34", "Bob Smith", "jdoe", "NG (#801)"),
        ("0006", "2026 11/22 18:34", "00493012345678", "erika", "OK"),
    ]
    body = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    text = shown(f"<table><tr>{head}</tr>{body}</table>")
    assert not [name for name in ("Bob", "00493012345678", "jdoe", "erika") if name in text]
    for kept in ("Job No.", "Destination", "0007", "2026 11/23 18:34", "NG (#801)", "<td>OK</td>"):
        assert kept in text


def test_labels_in_the_first_column_stay() -> None:
    body = "<tr><th>Device Name</th><th>a</th><th>b</th></tr><tr><th>Location</th><td>x</td><td>y</td></tr>"
    assert "<th>Location</th>" in shown(f"<table>{body}</table>")


def test_whatever_was_typed_in_is_masked_without_a_known_label() -> None:
    body = (
        '<form><p>Quux <input type="text" name="q1" value="Top secret 7"></p>'
        '<textarea name="q2">Line of mine</textarea></form>'
    )
    assert "secret" not in shown(body) and "mine" not in shown(body) and "Quux" in shown(body)


def test_the_hidden_form_of_a_native_page() -> None:
    source = shown(
        '<form name="SUBMIT_FORM" action="./x.cgi" method="post"><input type="hidden" name="a1" value="scan-operator">'
        '<input type="hidden" name="a2" value="0"><input type="hidden" name="Flag" value="Init_Data">'
        '<input type="hidden" name="PageFlag" value="c_x.tpl">'
        '<input type="hidden" name="Token" value="123456789012345678"></form>'
        '<form name="PROP_FORM"><label for="a1">POP Login Name</label><input type="text" name="a1" id="a1" value="">'
        '<label for="a2">Use</label><input type="checkbox" name="a2" id="a2" value="0/1"></form>'
    )
    assert 'name="a1" value="user-name-1"' in source and 'name="Token" value="100000000000000001"' in source
    assert 'name="Flag" value="Init_Data"' in source and 'value="c_x.tpl"' in source and 'value="0/1"' in source


def test_the_login_page() -> None:
    lines = "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJB\\nAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf"
    key = f"-----BEGIN PUBLIC KEY-----\\n{lines}\\n-----END PUBLIC KEY-----"
    source = shown(
        f'<form name="login" action="/login"><input type="hidden" name="CHALLENGE" value="qX9-zz7">'
        f'<input type="hidden" name="PK" value="{key}"><input name="USERNAME"><select name="domainname">'
        '<option value="localhost">This device</option><option value="CONTOSO">CONTOSO</option></select></form>'
    )
    assert "qX9-zz7" not in source and "MFww" not in source and "AKj34" not in source and "CONTOSO" not in source
    assert "-----BEGIN PUBLIC KEY-----\\nAAAA" in source and '<option value="localhost">This device</option>' in source


def test_title_and_frame() -> None:
    source = shown(
        '<span id="deviceName">copier / iR-ADV C3720 / Archive</span><span id="userName">jdoe</span>',
        title="Remote UI : Send : Kopierer&nbsp;Empfang : iR-ADV&nbsp;C3720",
    )
    assert "Empfang" not in source and "Archive" not in source and "jdoe" not in source
    assert "iR-ADV&nbsp;C3720" in source and "iR-ADV C3720" in source


def test_what_scripts_write_and_hold() -> None:
    source = shown(
        "<script>var loginUserName = 'jdoe77'; var x = {deviceName : \"Kopierer 9\", location : 'location'};"
        "document.write('<tr><th>Location</th><td>Haus 4</td></tr>');</script>"
    )
    assert "jdoe77" not in source and "Kopierer" not in source and "Haus" not in source
    assert "location : 'location'" in source and "<th>Location</th>" in source


def test_addresses_inside_the_remote_ui_stay() -> None:
    body = (
        """<a href='javascript:Go_NextPage("./cdsrsnd.cgi?Flag=Init_Data&PageFlag=c_cmsd.tpl")'>Common Settings</a>"""
    )
    assert body in shown(body)


def test_the_portal_in_a_language_that_nobody_knows() -> None:
    made = page(
        '<div id="productInformation"><table><tr><th>Qux :</th><td>Kopierer</td></tr><tr><th>Quux(Corge) :</th>'
        "<td>iR-ADV C5840 (X-12/99)</td></tr><tr><th>Grault :</th><td>Haus 4</td></tr></table></div>"
    )
    masker = Masker()
    places.of_portal(masker, made)
    assert masker.counts == {"name": 1, "serial_number": 1, "text": 1}
    assert "<td>iR-ADV C5840 (SER00001)</td>" in masker.text(made.source)


@pytest.mark.parametrize(("value", "masked"), [("RAQ30838", "SER00001"), ("HCDZ36RMX", "CODE00001")])
def test_a_value_that_looks_like_one_beside_an_unknown_label(value: str, masked: str) -> None:
    assert f"<td>{masked}</td>" in shown(f"<table><tr><th>Quux</th><td>{value}</td></tr></table>")


@pytest.mark.parametrize("value", ["C5840", "TLS12", "AES256", "READY", "SUBMITTED"])
def test_a_short_word_in_capitals_stays(value: str) -> None:
    assert f"<td>{value}</td>" in shown(f"<table><tr><th>Quux</th><td>{value}</td></tr></table>")


@pytest.mark.parametrize("name", ["pw", "smtp_pwd", "pass", "APWORD", "Pswd", "smtpPassword", "client_secret"])
def test_a_password_in_a_script_by_its_name(name: str) -> None:
    assert "hunter2" not in shown(f'<script>var c = {{"{name}": "hunter2", other: 1}};</script>')


@pytest.mark.parametrize("name", ["spawn", "compass", "upward", "passage"])
def test_a_word_that_only_sounds_like_one(name: str) -> None:
    assert "hunter2" in shown(f'<script>var c = {{"{name}": "hunter2"}};</script>')
