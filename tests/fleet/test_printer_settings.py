# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading and writing settings (reference sections 4, 5 and 9.1)."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import requests

from fleet import printer_fixtures
from fleet.printer_fixtures import QUICK, Starter, Visitor, hidden, labels, on_ok, plain, wait_for

printer = printer_fixtures.printer

GLITCH = '<div class="MsgModule"><div class="Glitch">'


def visit(device, ca_file: str) -> Visitor:
    visitor = Visitor(device, ca_file)
    visitor.open_settings()
    return visitor


@pytest.mark.parametrize("seed", range(4))
def test_a_saved_setting_is_read_back(printer: Starter, ca_file: str, seed: int) -> None:
    device = printer("dx_user_tls", seed)
    visitor = visit(device, ca_file)
    source = visitor.screen("mail")
    answer = visitor.save(
        source, {"SMTP Server": "mail.example", "Port Number": "587", "SMTP Authentication (SMTP AUTH)": "0"}
    )
    assert GLITCH not in answer
    again = visitor.screen("mail")
    form, names = hidden(again, "SUBMIT_FORM"), labels(again)
    assert (form[names["SMTP Server"]], form[names["Port Number"]]) == ("mail.example", "587")
    assert (device.settings["server"], device.settings["port"], device.settings["smtp_auth"]) == (
        "mail.example",
        587,
        False,
    )
    assert device.settings["tls"] is True
    assert (device.counters["writes"], device.counters["writes_by_screen"]) == (1, {"mail": 1})


@pytest.mark.parametrize("control", ["check", "radio", "select"])
@pytest.mark.parametrize("suffix", ["", " :", "&nbsp;:"])
def test_every_layout_names_its_fields(printer: Starter, ca_file: str, control: str, suffix: str) -> None:
    device = printer("open_http", profile_boolean_control=control, profile_label_suffix=suffix)
    source = visit(device, ca_file).screen("mail")
    form = hidden(source, "SUBMIT_FORM")
    assert list(form)[-8:] == [
        "Flag",
        "PageFlag",
        "FuncTypeFlag",
        "CoreNXAction",
        "CoreNXPage",
        "disp",
        "Dummy",
        "Token",
    ]
    assert (form["Flag"], form["CoreNXAction"], form["CoreNXPage"]) == ("Init_Data", "", "")
    assert 17 <= len(form["Token"]) <= 20 and len(form["Dummy"]) == 13
    names = labels(source)
    for label in (
        "SMTP Server",
        "E-Mail Address",
        "SMTP Authentication (SMTP AUTH)",
        "Allow TLS (SMTP TX)",
        "Information Used for SMTP Server Authentication",
    ):
        assert names[label] in form, label
    assert "document.writeln(" in source.split('id="contentInformation"')[1]


def test_an_echoed_form_is_only_shown_again(printer: Starter, ca_file: str) -> None:
    device = printer("dx_user_tls")
    visitor = visit(device, ca_file)
    form = hidden(visitor.screen("mail"), "SUBMIT_FORM")
    changed = {name: "other.example" if value == "smtp.office365.com" else value for name, value in form.items()}
    assert GLITCH not in visitor.post("/rps/cdntwkem.cgi", changed).text
    assert device.settings["server"] == "smtp.office365.com" and device.counters["writes"] == 0


@pytest.mark.parametrize(
    "control",
    [
        {"Token": "12345678901234567"},
        {"Token": ""},
        {"CoreNXPage": "c_other.tpl"},
        {"CoreNXAction": ""},
        {"PageFlag": "c_unknown.tpl"},
        {"FuncTypeFlag": ""},
    ],
)
def test_wrong_control_fields_change_nothing(printer: Starter, ca_file: str, control: dict) -> None:
    device = printer("dx_user_tls")
    visitor = visit(device, ca_file)
    assert GLITCH in visitor.save(visitor.screen("mail"), {"SMTP Server": "other.example"}, **control)
    assert device.settings["server"] == "smtp.office365.com" and device.counters["writes"] == 1


def test_only_the_newest_token_is_taken(printer: Starter, ca_file: str) -> None:
    device = printer("dx_user_tls")
    visitor = visit(device, ca_file)
    stale = visitor.screen("mail")
    visitor.screen("mail_communications")
    answer = visitor.save(stale, {"SMTP Server": "other.example"})
    assert hidden(answer, "ERR_SUBMIT_FORM")["Flag"] == "Exec_Data" and GLITCH in answer
    assert device.settings["server"] == "smtp.office365.com"


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("SMTP Server", "a" * 49),
        ("SMTP Server", "a b"),
        ("Port Number", "0"),
        ("Port Number", "65536"),
        ("Port Number", "x"),
        ("E-Mail Address", "a" * 121),
        ("POP Interval", "100"),
        ("Allow TLS (SMTP TX)", "2"),
    ],
)
def test_values_out_of_bounds_are_refused(printer: Starter, ca_file: str, label: str, value: str) -> None:
    device = printer("dx_user_tls")
    before = dict(device.settings)
    visitor = visit(device, ca_file)
    answer = visitor.save(visitor.screen("mail"), {label: value})
    assert 'name="ERR_SUBMIT_FORM"' in answer and label in answer.split(GLITCH)[1]
    assert dict(device.settings) == before


def test_a_missing_field_is_refused(printer: Starter, ca_file: str) -> None:
    device = printer("dx_user_tls")
    visitor = visit(device, ca_file)
    source = visitor.screen("mail")
    form = {**hidden(source, "SUBMIT_FORM"), **on_ok(source)}
    del form[labels(source)["SMTP RX"]]
    assert GLITCH in visitor.post("/rps/cdntwkem.cgi", form).text


def test_passwords_are_not_shown_and_only_changed_with_their_box(printer: Starter, ca_file: str) -> None:
    device = printer("dx_user_tls", settings={"smtp_password": "old", "pop_password": "pop"})
    visitor = visit(device, ca_file)
    source = visitor.screen("mail")
    assert '"old"' not in source
    boxes = re.findall(r'<label for="([^"]+)">Check Password', source)
    password = labels(source)["Password"]
    visitor.save(source, {"Password": "new"})
    assert device.settings["smtp_password"] == "old"
    visitor.save(visitor.screen("mail"), {}, **{boxes[1]: "1", password: "new"})
    assert (device.settings["smtp_password"], device.settings["pop_password"]) == ("new", "pop")
    visitor.save(visitor.screen("mail"), {}, **{boxes[1]: "1", password: ""})
    assert device.settings["smtp_password"] == ""


def test_the_port_may_be_on_a_page_of_its_own(printer: Starter, ca_file: str) -> None:
    device = printer("dx_pin_tls")
    visitor = visit(device, ca_file)
    assert "Port Number" not in labels(visitor.screen("mail"))
    menu = visitor.get(
        "/NetworkSettings/page/?CorePGTAG=28&Flag=Init_Data&PageFlag=c_envnet.tpl&FuncTypeFlag=NetworkMenu_Page"
    ).text
    address = re.search(r'"Port Number Settings ", "\./([^"]+)"', menu)[1]
    visitor.save(visitor.get(f"/rps/{address}").text, {"SMTP TX": "587"})
    assert device.settings["port"] == 587


@pytest.mark.parametrize(
    "key", ["mail_communications", "send_common", "ipv4", "proxy", "sntp", "time_format", "device"]
)
def test_the_simple_pages_save(printer: Starter, ca_file: str, key: str) -> None:
    device = printer("dx_user_tls")
    before = dict(device.settings)
    visitor = visit(device, ca_file)
    assert GLITCH not in visitor.save(visitor.screen(key), {})
    assert dict(device.settings) == before and device.counters["writes_by_screen"] == {key: 1}


def test_setting_the_clock(printer: Starter, ca_file: str) -> None:
    device = printer("dx_user_tls")
    visitor = visit(device, ca_file)
    visitor.save(visitor.screen("date_time"), {"Date": "2030/01/31", "Time": "12:00", "Time Zone": "60"})
    assert device.clock.zone_minutes == 60 and device.clock.local().strftime("%Y-%m-%d %H:%M") == "2030-01-31 12:00"
    visitor.save(visitor.screen("time_format"), {"Time Format": "12"})
    assert "Last Updated : 01/31/2030 12:0" in visitor.screen("sntp")


def test_changes_held_back(printer: Starter, ca_file: str) -> None:
    device = printer("dx_user_held_back")
    visitor = visit(device, ca_file)
    source = visitor.screen("mail")
    assert "[Apply Setting Changes]" in source.split('id="contentInformation"')[1]
    assert re.search(r'E-Mail/I-Fax Settings <span class=\\"memo\\">', source)
    visitor.save(source, {"SMTP Server": "other.example"})
    assert device.settings["server"] == "smtp.office365.com"
    source = visitor.screen("mail")
    assert hidden(source, "SUBMIT_FORM")[labels(source)["SMTP Server"]] == "other.example"
    button = re.search(r'Go_NextPage\(\\"\./(cnwupdt\.cgi[^"\\]+)', source)[1]
    assert "Token=" in button
    visitor.save(visitor.get(f"/rps/{button}").text, {})
    assert device.settings["server"] == "other.example" and device.counters["applies"] == 1


def test_a_restart_is_demanded(printer: Starter, ca_file: str) -> None:
    device = printer("dx_pin_restart", pace=replace(QUICK, restart_seconds=1.0))
    visitor = visit(device, ca_file)
    visitor.save(visitor.screen("mail"), {"SMTP Server": "other.example"})
    source = visitor.screen("mail")
    assert hidden(source, "SUBMIT_FORM")[labels(source)["SMTP Server"]] == "smtp.office365.com"
    button = re.search(r'Go_NextPage\(\\"\./(cnwupdt\.cgi[^"\\]+)', source)[1]
    applied = visitor.save(visitor.get(f"/rps/{button}").text, {})
    assert "restart the device" in applied.split('id="contentInformation"')[1]
    assert device.settings["server"] == "smtp.office365.com"
    button = re.search(r'Go_NextPage\(\\"\./(caboot\.cgi[^"\\]+)', applied)[1]
    port = device.ports["https"]
    confirmation = visitor.get(f"/rps/{button}").text
    assert on_ok(confirmation)["Flag"] == "Exec_Reboot"
    visitor.save(confirmation, {})
    wait_for(lambda: _refused(visitor))
    wait_for(lambda: not _refused(visitor))
    assert device.settings["server"] == "other.example" and device.ports["https"] == port
    assert "<title>Remote UI : Cannot open this page.</title>" in visitor.screen("mail")
    assert device.counters["restarts"] == 1 and device.counters["open_sessions"] == 0


def _refused(visitor: Visitor) -> bool:
    try:
        requests.get(visitor.base, verify=visitor.http.verify, timeout=2)
    except requests.ConnectionError:
        return True
    return False


def test_a_device_administrator_does_not_get_at_oauth(printer: Starter, ca_file: str) -> None:
    device = printer("dx_device_admin")
    visitor = visit(device, ca_file)
    source = visitor.screen("mail")
    assert '"HasAuth_Device": "true"' in source and '"HasAuth_Network": "false"' in source
    assert "Settings/Registration Error" in visitor.screen("oauth_status")
    assert "Settings/Registration Error" in visitor.screen("date_time")
    assert GLITCH not in visitor.save(visitor.screen("mail"), {"SMTP Server": "other.example"})


def test_an_old_firmware_has_no_oauth_row(printer: Starter, ca_file: str) -> None:
    visitor = visit(printer("dx_old_firmware"), ca_file)
    assert "OAuth 2.0" not in visitor.get("/rps/cdmenu.cgi?CorePGTAG=36").text
    page = visitor.get("/rps/dinfo.cgi?CorePGTAG=13").text
    rows = dict(re.findall(r"<th>([^<]+)</th><td>([^<]*)</td>", page))
    assert {plain(name): value for name, value in rows.items()}["Platform Version"] == "V3.12"


def test_rows_that_are_not_built_answer_with_the_error_page(printer: Starter, ca_file: str) -> None:
    visitor = visit(printer("dx_user_tls"), ca_file)
    page = visitor.get("/rps/cdsmime.cgi?Flag=Init_Data&PageFlag=c_smime.tpl&FuncTypeFlag=Smime_Page")
    assert page.status_code == 200 and "An error has occurred." in page.text
    assert hidden(page.text, "SUBMIT_FORM").keys() == {"CorePGTAG", "Dummy"}
