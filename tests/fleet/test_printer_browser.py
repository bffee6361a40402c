# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The printer's pages in a real browser: their scripts must do what the captured ones do."""

from __future__ import annotations

import re
from typing import Callable, Iterator

import pytest
from playwright import sync_api

from fleet import printer_fixtures
from fleet.printer_fixtures import ADDRESS, PIN, USER, Starter, wait_for
from virtual_fleet.browser import PATIENCE_MILLISECONDS, chromium
from virtual_fleet.printer import VirtualPrinter

printer = printer_fixtures.printer

Opened = Callable[[VirtualPrinter], "sync_api.Page"]

FORMS_AGREE = """() => {
  const from = document.SUBMIT_FORM.elements, wrong = [], seen = {};
  for (const control of document.PROP_FORM.elements) {
    if (!control.name || !from[control.name] || control.type == "hidden") { continue; }
    const value = from[control.name].value;
    seen[control.name] = true;
    if (control.type == "checkbox" && control.checked != (value == "1")) { wrong.push(control.name); }
    if (control.type == "radio" && control.checked != (value == control.value)) { wrong.push(control.name); }
    if (!["checkbox", "radio"].includes(control.type) && control.value != value) { wrong.push(control.name); }
  }
  return { wrong : wrong, seen : Object.keys(seen).length };
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.BrowserContext]:
    """One browser for all tests; `portal` forgets its cookies."""
    with chromium("--blink-settings=imagesEnabled=false") as browser:
        context = browser.new_context(ignore_https_errors=True, locale="en-US")
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        yield context


@pytest.fixture
def portal(browser: sync_api.BrowserContext) -> Iterator[Opened]:
    """Opens a printer's portal, logging in by the printer's own form. A script error fails the test."""
    pages, errors = [], []

    def open_portal(device: VirtualPrinter) -> sync_api.Page:
        browser.clear_cookies()
        page = browser.new_page()
        pages.append(page)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{'https' if device.profile.tls else 'http'}://{ADDRESS}:{device.remote_ui_port}/")
        if device.profile.login == "user_authentication":
            page.fill("#USERNAME", USER[0])
            page.fill("#PASSWORD_T", USER[1])
            page.click("#LoginButton")
        elif device.profile.login == "system_manager":
            page.fill("input[name=deptid]", PIN[0])
            page.fill("input[name=password]", PIN[1])
            page.click("input[type=submit]")
        page.locator("#productInformation").wait_for()
        return page

    yield open_portal
    for page in pages:
        page.close()
    assert not errors


def to_mail_page(page: sync_api.Page) -> None:
    page.get_by_role("link", name="Settings/Registration").click()
    page.locator("#navigation").get_by_role("link", name="Send", exact=True).click()
    page.locator("div.ListUpModuleElement").get_by_role("link", name="Network Settings - E-Mail/I-Fax Settings").click()
    page.locator("#OK_Button").wait_for()


def test_logging_in_and_out(printer: Starter, portal: Opened) -> None:
    device = printer("dx_user_tls", profile_full_size=True)
    page = portal(device)
    assert page.locator("#userName").inner_text() == USER[0]
    assert (device.counters["logins"], device.counters["wrong_logins"]) == (1, 0)
    page.get_by_role("link", name="Log Out").click()
    page.locator("#LoginButton").wait_for()
    assert device.counters["logouts"] == 1


def test_a_wrong_password_is_told(printer: Starter, browser: sync_api.BrowserContext) -> None:
    device = printer("dx_user_tls")
    browser.clear_cookies()
    page = browser.new_page()
    page.goto(f"https://{ADDRESS}:{device.remote_ui_port}/")
    page.fill("#USERNAME", USER[0])
    page.fill("#PASSWORD_T", "wrong")
    page.click("#LoginButton")
    sync_api.expect(page.get_by_text("The user name or password is incorrect.")).to_be_visible()
    page.close()
    assert device.counters["wrong_logins"] == 1


@pytest.mark.parametrize(
    ("profile", "control", "seed"),
    [("dx_user_tls", "check", 1), ("dx_user_tls", "radio", 2), ("dx_pin_tls", "select", 3), ("open_http", "radio", 4)],
)
def test_ok_applies_what_the_visible_form_shows(
    printer: Starter, portal: Opened, profile: str, control: str, seed: int
) -> None:
    device = printer(profile, seed, profile_boolean_control=control, profile_absolute_address="host")
    page = portal(device)
    to_mail_page(page)
    forms = page.evaluate(FORMS_AGREE)
    assert forms["wrong"] == [] and forms["seen"] >= 20
    before = dict(device.settings)
    page.get_by_label(re.compile("^SMTP Server")).fill("mail.example")
    switch = page.get_by_role("row", name=re.compile(r"^SMTP Authentication \(SMTP AUTH\)"))
    if control == "check":
        switch.locator("input").uncheck()
    elif control == "radio":
        switch.get_by_label("Off").check()
    else:
        switch.locator("select").select_option(label="Off")
    with page.expect_navigation():
        page.locator("#OK_Button").click()
    after = dict(device.settings)
    assert {name: after[name] for name in after if after[name] != before[name]} == {
        "server": "mail.example",
        "smtp_auth": False,
    }
    assert device.counters["writes_by_screen"] == {"mail": 1}


def test_cancel_changes_nothing(printer: Starter, portal: Opened) -> None:
    device = printer("dx_user_tls")
    page = portal(device)
    to_mail_page(page)
    page.get_by_label(re.compile("^SMTP Server")).fill("mail.example")
    with page.expect_navigation():
        page.locator("#Cancel_Button").click()
    assert page.get_by_label(re.compile("^SMTP Server")).input_value() == "smtp.office365.com"
    assert device.counters["writes"] == 0


def test_a_refusal_leads_back(printer: Starter, portal: Opened) -> None:
    device = printer("dx_user_tls")
    page = portal(device)
    to_mail_page(page)
    page.get_by_label(re.compile("^Port Number")).fill("70000")
    with page.expect_navigation():
        page.locator("#OK_Button").click()
    assert "Port Number" in page.locator("p.MainMessage").inner_text()
    page.get_by_role("button", name="OK").click()
    page.locator("#OK_Button").wait_for()
    assert device.settings["port"] == 25


@pytest.mark.parametrize(("profile", "seed"), [("dx_user_tls", 1), ("dx_pin_tls", 1), ("dx_pin_tls", 2)])
def test_from_the_menu_to_oauth_and_back(printer: Starter, portal: Opened, profile: str, seed: int) -> None:
    device = printer(profile, seed)
    page = portal(device)
    page.get_by_role("link", name="Settings/Registration").click()
    page.locator("#navigation").get_by_role("link", name="Send", exact=True).click()
    page.locator("div.ListUpModuleElement").get_by_role("link", name="OAuth 2.0 (Microsoft) Settings").click()
    sync_api.expect(page.get_by_text("Not Acquired")).to_be_visible()
    page.locator("text=Edit...").or_(page.locator("input[value='Edit...']")).first.click()
    page.get_by_label(re.compile("^Use OAuth")).check()
    page.locator("input[value=OK]").click()
    sync_api.expect(page.get_by_text("Not Connected")).to_be_visible()
    assert device.settings["oauth_enabled"] is True and device.counters["writes_by_screen"] == {"oauth_edit": 1}


def test_the_menu_hides_what_the_account_may_not_see(printer: Starter, portal: Opened) -> None:
    page = portal(printer("dx_device_admin"))
    page.get_by_role("link", name="Settings/Registration").click()
    page.locator("#navigation").get_by_role("link", name="Device Management").wait_for()
    assert page.locator("#navigation").get_by_role("link", name="License/Other").count() == 0
    page.locator("#navigation").get_by_role("link", name="Send", exact=True).click()
    page.get_by_role("heading", name="Send", exact=True).wait_for()
    rows = page.locator("div.ListUpModuleElement")
    rows.get_by_text("Favorite Settings").wait_for()
    assert rows.get_by_role("link", name="Network Settings - E-Mail/I-Fax Settings").count() == 1
    assert rows.get_by_role("link", name="OAuth").count() == 0
    assert rows.get_by_role("link", name="Network Settings - E-Mail Settings", exact=True).count() == 0
    assert rows.get_by_text("TX Report/Communication Management Report").count() == 1


def test_functions_of_the_menu_open_servlets(printer: Starter, portal: Opened) -> None:
    page = portal(printer("open_http", profile_absolute_address="host"))
    page.get_by_role("link", name="Settings/Registration").click()
    page.locator("#navigation").get_by_role("link", name="License/Other").click()
    page.get_by_role("link", name="Register/Update Software").click()
    sync_api.expect(page.get_by_role("heading", name="Register/Update Software")).to_be_visible()


def test_applying_what_was_held_back(printer: Starter, portal: Opened) -> None:
    device = printer("dx_user_held_back")
    page = portal(device)
    to_mail_page(page)
    page.get_by_label(re.compile("^SMTP Server")).fill("mail.example")
    with page.expect_navigation():
        page.locator("#OK_Button").click()
    assert device.settings["server"] == "smtp.office365.com"
    page.get_by_role("button", name="Apply Setting Changes").click()
    page.get_by_role("heading", name="Apply Setting Changes").wait_for()
    with page.expect_navigation():
        page.locator("#OK_Button").click()
    sync_api.expect(page.get_by_text("The setting changes were applied.")).to_be_visible()
    assert device.settings["server"] == "mail.example" and device.counters["applies"] == 1


def test_the_network_menu_is_a_servlet(printer: Starter, portal: Opened) -> None:
    device = printer("dx_pin_tls")
    page = portal(device)
    page.get_by_role("link", name="Settings/Registration").click()
    page.locator("#navigation").get_by_role("link", name="Network Settings").click()
    page.get_by_role("link", name="Port Number Settings").click()
    page.get_by_label(re.compile("^SMTP TX")).fill("587")
    with page.expect_navigation():
        page.locator("#OK_Button").click()
    assert device.settings["port"] == 587


def test_switching_the_language(printer: Starter, portal: Opened) -> None:
    page = portal(printer("open_http", profile_absolute_address="host"))
    page.locator("#Language").select_option("de")
    page.get_by_role("link", name="Change").click()
    page.locator("html[lang=de]").wait_for()


def test_saving_in_japanese(printer: Starter, portal: Opened) -> None:
    device = printer("dx_japanese_fixed", 3)
    page = portal(device)
    page.get_by_role("link", name="設定/登録").click()
    page.locator("#navigation").get_by_role("link", name="送信", exact=True).click()
    page.get_by_role("link", name="ネットワーク設定 - Eメール/Iファクス設定").click()
    page.locator("#OK_Button").wait_for()
    assert page.evaluate(FORMS_AGREE)["wrong"] == []
    page.get_by_label(re.compile(r"^SMTPサーバー[ :]*$")).fill("mail.example")
    with page.expect_navigation():
        page.locator("#OK_Button").click()
    assert device.settings["server"] == "mail.example"


@pytest.mark.parametrize(("layout", "refresh_by"), [("native", "form"), ("servlet", "link")])
def test_the_refresh_icon(printer: Starter, portal: Opened, layout: str, refresh_by: str) -> None:
    device = printer(
        "dx_user_tls", profile_oauth_layout=layout, profile_status_needs_refresh=True, profile_refresh_by=refresh_by
    )
    page = portal(device)
    page.get_by_role("link", name="Settings/Registration").click()
    page.locator("#navigation").get_by_role("link", name="Send", exact=True).click()
    page.locator("div.ListUpModuleElement").get_by_role("link", name="OAuth 2.0 (Microsoft) Settings").click()
    page.get_by_text("Not Acquired").wait_for()
    row = page.get_by_role("row", name=re.compile("^Verify Server Certificate")).or_(
        page.locator("dt,span,div", has_text=re.compile(r"^Verify Server Certificate\W*$")).locator("xpath=..")
    )
    assert "Off" in row.first.inner_text()
    device.settings["oauth_verify_server_certificate"] = True
    with page.expect_navigation():
        page.locator("input[type=image], a:has(img[src*=bh_updt])").first.click()
    assert "On" in row.first.inner_text()


@pytest.mark.parametrize(("steps", "seed"), [("timing_first", 1), ("one_page", 3)])
def test_updating_the_firmware(printer: Starter, portal: Opened, steps: str, seed: int) -> None:
    device = printer("dx_update_offered", seed, profile_firmware_steps=steps)
    page = portal(device)
    page.get_by_role("link", name="Settings/Registration").click()
    page.locator("#navigation").get_by_role("link", name="License/Other").click()
    page.get_by_role("link", name="Register/Update Software").click()
    page.get_by_role("link", name="Distributed Update").click()
    confirm = page.get_by_role("link", name="Confirm New Firmware")
    confirm = confirm.or_(page.get_by_role("button", name="Confirm New Firmware"))
    confirm.wait_for()  # or the navigation that is waited for next is the one that leads here
    with page.expect_navigation():
        confirm.click()
    wording = device.update_servlet.wording
    for step in device.update_servlet.steps:
        if "timing" in step:
            page.get_by_label(wording["now"], exact=True).check()
        if step == "licence" and page.get_by_role("checkbox").count():
            page.get_by_role("checkbox").check()
        with page.expect_navigation():
            page.locator("input[type=submit]").first.click()
    sync_api.expect(page.get_by_text(re.compile(r"^\d+ %$"))).to_be_visible()
    wait_for(lambda: device.firmware.oauth)
    assert device.counters["updates_started"] == 1


def test_another_login_destination(printer: Starter, browser: sync_api.BrowserContext) -> None:
    device = printer("dx_domain_user")
    browser.clear_cookies()
    page = browser.new_page()
    page.goto(f"https://{ADDRESS}:{device.remote_ui_port}/")
    page.fill("#USERNAME", USER[0])
    page.fill("#PASSWORD_T", USER[1])
    page.select_option("#domainname", "contoso.local")
    page.click("#LoginButton")
    page.locator("#productInformation").wait_for()
    page.close()
    assert (device.counters["logins"], device.counters["wrong_logins"]) == (1, 0)


def test_logging_in_where_the_password_goes_in_clear(printer: Starter, browser: sync_api.BrowserContext) -> None:
    device = printer("dx_no_public_key")
    browser.clear_cookies()
    page = browser.new_page()
    page.goto(f"https://{ADDRESS}:{device.remote_ui_port}/")
    page.fill("#USERNAME", USER[0])
    page.fill("#PASSWORD", USER[1])
    page.click("#LoginButton")
    page.locator("#productInformation").wait_for()
    page.close()
    assert device.counters["wrong_logins"] == 0
