# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Register/Update Software, clicked through as a person would (reference section 12)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
import requests
from lxml import html as lxml_html

from fleet import printer_fixtures
from fleet.printer_fixtures import Starter, Visitor, shown, wait_for
from virtual_fleet.printer.texts.firmware import VARIANTS

printer = printer_fixtures.printer

CONFIRM = "Confirm New Firmware"


class Updater(Visitor):
    """Somebody who reads the pages and clicks what stands there; addresses and names come from the pages."""

    def log_on(self) -> Updater:
        self.open_settings()
        return self

    def click(self, source: str, text: str) -> str:
        """Follow the link or press the button with this text."""
        tree = lxml_html.fromstring(source)
        for link in tree.xpath("//a"):
            if link.text_content().strip() == text:
                return self.get(link.get("href")).text
        for form in tree.forms:
            for button in form.xpath(".//input[@type='submit']"):
                if button.get("value") == text:
                    return self.send(form, button)
        raise AssertionError(f"no {text!r} on the page")

    def press(self, source: str, **by_key: str) -> str:
        """Fill the wizard's page in and press its first button."""
        form = lxml_html.fromstring(source).forms[-1]
        for key, text in by_key.items():
            label = next(one for one in form.xpath(".//label") if one.text_content().strip(" \xa0:") in VARIANTS[key])
            control = form.xpath(f".//*[@id='{label.get('for')}']")[0]
            if control.get("type") == "radio":
                form.fields[control.get("name")] = control.get("value")
            elif control.get("type") == "checkbox":
                control.checked = True
            else:
                control.value = text
        return self.send(form, form.xpath(".//input[@type='submit']")[0])

    def send(self, form: Any, button: Any) -> str:
        fields = dict(form.form_values())
        if button.get("name"):
            fields[button.get("name")] = button.get("value")
        answer = self.post(form.action, fields)
        if answer.status_code == 302:
            answer = self.get("/" + answer.headers["Location"].split("/", 3)[3])
        return answer.text

    def offer(self) -> str:
        menu = self.get("/rps/cdmenu.cgi?CorePGTAG=42").text
        assert "UmdMenuTbl.goInstallPage = function" in menu
        entry = self.get("/nis/?portalLang=en&disp=lic_menu&Dummy=1").text
        return self.click(self.click(entry, "Distributed Update"), CONFIRM)

    def step(self, source: str, timing: str = "now", when: datetime | None = None) -> str:
        """One page of the wizard, filled in as it asks."""
        form = lxml_html.fromstring(source).forms[-1]
        texts = {label.text_content().strip(" \xa0:") for label in form.xpath(".//label")}
        texts |= {option.text_content().strip() for option in form.xpath(".//option")}
        fill: dict[str, str] = {}
        if texts & set(VARIANTS[timing]):
            for select in form.xpath(".//select"):
                select.value = next(
                    option.get("value")
                    for option in select.xpath("./option")
                    if option.text_content().strip() in VARIANTS[timing]
                )
                source = lxml_html.tostring(form, encoding="unicode")
            if not form.xpath(".//select"):
                fill[timing] = "1"
            fill |= {"email": "it@contoso.com", "comment": "by hand"}
            if when:
                fill |= {"date": when.strftime("%Y/%m/%d"), "time": when.strftime("%H:%M")}
        elif texts & set(VARIANTS["accept"]):
            fill["accept"] = "1"
        return self.press(source, **fill)

    def update(self, timing: str = "now", when: datetime | None = None) -> str:
        """All pages of the wizard; returns what comes after the last."""
        page = self.offer()
        for _step in self.device.update_servlet.steps:
            page = self.step(page, timing, when)
        return page


@pytest.mark.parametrize(
    ("steps", "licence", "seed"),
    [
        ("timing_first", True, 1),
        ("licence_first", True, 2),
        ("one_page", True, 3),
        ("one_page", False, 4),
        ("timing_first", True, 5),
        ("licence_first", False, 6),
        ("timing_first", True, 7),
        ("one_page", True, 8),
    ],
)
def test_an_update_brings_the_oauth_row(printer: Starter, ca_file: str, steps: str, licence: bool, seed: int) -> None:
    device = printer(
        "dx_update_offered",
        seed,
        profile_firmware_steps=steps,
        profile_firmware_licence=licence,
        profile_boolean_control="select" if seed % 2 else "radio",
    )
    person = Updater(device, ca_file).log_on()
    assert "OAuth 2.0 (Microsoft)" not in person.get("/rps/cdmenu.cgi?CorePGTAG=36").text
    offer = person.offer()
    assert device.profile.controller_version in offer and device.profile.new_controller_version in offer
    progress = person.update()
    assert re.search(r">\d+ %<", progress), progress
    assert device.counters["updates_started"] == 1
    assert device.firmware.request.email == "it@contoso.com" and device.firmware.request.comment == "by hand"
    wait_for(lambda: device.firmware.stage.value == "done" and device.counters["open_sessions"] == 0)
    wait_for(lambda: _answers(person))
    assert person.screen("mail").count("Cannot open this page.")
    person.log_on()
    assert "OAuth 2.0 (Microsoft)" in person.get("/rps/cdmenu.cgi?CorePGTAG=36").text
    facts = shown(person.get("/rps/dinfo.cgi?CorePGTAG=13").text)
    assert (facts["Controller Version"], facts["Platform Version"]) == ("83.05", "V3.18")
    assert _says(person.offer(), "none")


def test_the_device_is_away_while_it_restarts(printer: Starter, ca_file: str, loop: Any) -> None:
    device = printer("dx_update_offered")
    person = Updater(device, ca_file).log_on()
    device.faults.add("update_stuck")
    person.update()
    wait_for(lambda: not _answers(person))
    device.faults.add("slow")
    assert not _answers(person) and device.firmware.stage.value == "applying"
    loop.call(device.faults.clear)
    wait_for(lambda: _answers(person))
    assert device.firmware.controller_version == "83.05"


@pytest.mark.parametrize("firmware", ["current", "not_offered"])
def test_nothing_is_offered(printer: Starter, ca_file: str, firmware: str) -> None:
    device = printer("dx_old_firmware", profile_firmware=firmware)
    assert _says(Updater(device, ca_file).log_on().offer(), "none")
    assert device.counters["updates_started"] == 0


@pytest.mark.parametrize("fault", ["busy", "exchange"])
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_a_busy_device_refuses(printer: Starter, ca_file: str, fault: str, seed: int) -> None:
    device = printer("dx_update_offered", seed)
    person = Updater(device, ca_file).log_on()
    device.faults.add(fault, seconds=60)
    page = person.offer()
    if not _says(page, fault):
        for _step in device.update_servlet.steps:
            page = person.step(page)
    assert _says(page, fault) and device.counters["updates_started"] == 0
    device.faults.clear()
    person.update()
    assert device.counters["updates_started"] == 1


def test_the_portal_shows_jobs(printer: Starter, ca_file: str) -> None:
    device = printer("open_http")
    visitor = Visitor(device, ca_file)
    assert 'prt_status = "0"' in visitor.get("/").text and "Printer : Ready." in visitor.get("/").text
    device.jobs.begin("print", 60)
    page = visitor.get("/").text
    assert 'prt_status = "1", scn_status = "0"' in page and "<p>Printer : Printing...</p>" in page


def test_canons_server_may_be_out_of_reach(printer: Starter, ca_file: str) -> None:
    device = printer("dx_update_offered")
    device.faults.add("delivery_unreachable")
    assert _says(Updater(device, ca_file).log_on().offer(), "unreachable")


def test_download_only_then_apply(printer: Starter, ca_file: str) -> None:
    device = printer("dx_update_offered")
    person = Updater(device, ca_file).log_on()
    person.update("download")
    wait_for(lambda: device.firmware.stage.value == "downloaded")
    page = person.click(person.get("/nis/?portalLang=en").text, "Distributed Update")
    assert device.counters["restarts"] == 0
    person.click(page, next(text for text in VARIANTS["apply"] if text in page))
    wait_for(lambda: device.firmware.stage.value == "done")
    assert (device.counters["updates_started"], device.counters["restarts"]) == (1, 1)


def test_scheduled(printer: Starter, ca_file: str) -> None:
    device = printer("dx_update_offered")
    person = Updater(device, ca_file).log_on()
    person.update("scheduled", datetime(2031, 1, 2, 3, 4))
    assert device.firmware.stage.value == "scheduled" and device.counters["restarts"] == 0
    page = person.click(person.get("/nis/?portalLang=en").text, "Distributed Update")
    assert "2031/01/02 03:04" in page
    device.clock.set_local(datetime(2031, 1, 2, 3, 3) + timedelta(seconds=59.5))
    wait_for(lambda: device.firmware.stage.value == "done")


def test_a_second_update_cannot_be_started(printer: Starter, ca_file: str) -> None:
    device = printer("dx_update_offered")
    person = Updater(device, ca_file).log_on()
    device.firmware.stuck = True
    page = person.offer()
    for _step in device.update_servlet.steps:
        last, page = page, person.step(page)
    assert re.search(r">\d+ %<", page)
    assert _says(person.step(last), "expired")
    assert device.counters["updates_started"] == 1


def test_without_acceptance_nothing_happens(printer: Starter, ca_file: str) -> None:
    for seed in (1, 2, 3):
        device = printer("dx_update_offered", seed, profile_firmware_steps="one_page")
        person = Updater(device, ca_file).log_on()
        page = person.step(person.offer())
        form = lxml_html.fromstring(page).forms[-1]
        fields = dict(form.form_values())
        assert _says(person.post(form.action, fields).text, "declined")
        assert device.counters["updates_started"] == 0


def test_the_update_needs_the_system_privilege(printer: Starter, ca_file: str) -> None:
    person = Updater(printer("dx_device_admin", profile_firmware="offered"), ca_file).log_on()
    assert person.get("/nis/?portalLang=en&disp=lic_menu").status_code == 404


def _answers(visitor: Visitor) -> bool:
    try:
        return requests.get(visitor.base + "/", timeout=2, verify=visitor.http.verify).status_code == 200
    except requests.RequestException:
        return False


def _says(page: str, key: str) -> bool:
    return any(text in page for text in VARIANTS[key])
