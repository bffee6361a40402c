# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sign-in page in a real browser."""

from __future__ import annotations

from typing import Iterator

import pytest
import requests
from playwright import sync_api

from virtual_fleet.browser import PATIENCE_MILLISECONDS, chromium
from virtual_fleet.entra import EntraServer


@pytest.fixture
def page() -> Iterator[sync_api.Page]:
    with chromium() as browser:
        page = browser.new_page(ignore_https_errors=True)
        page.set_default_timeout(PATIENCE_MILLISECONDS)
        yield page


def begin(entra: EntraServer, ca_file: str) -> str:
    answer = requests.post(
        f"{entra.base_url}/organizations/oauth2/v2.0/devicecode",
        verify=ca_file,
        timeout=5,
        data={"client_id": "browser", "scope": "https://outlook.office.com/SMTP.Send"},
    )
    return answer.json()["user_code"]


def test_a_person_authorises_two_printers_in_one_window(page: sync_api.Page, entra: EntraServer, ca_file: str) -> None:
    codes = [begin(entra, ca_file) for _printer in range(2)]
    page.goto(entra.sign_in_url)
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Account").fill("scan@contoso.com")
    page.keyboard.press("Enter")
    sync_api.expect(page.get_by_role("heading")).to_have_text(
        "Are you trying to sign in to Application for Sending E-Mail/I-Fax with OAuth?"
    )
    page.get_by_role("button", name="Continue").click()
    page.get_by_text("You have signed in to the Application").wait_for()
    page.goto(entra.sign_in_url)
    page.get_by_label("Code").fill(codes[1])
    page.keyboard.press("Enter")
    page.get_by_role("button", name="scan@contoso.com").click()
    page.get_by_role("button", name="Cancel").click()
    page.get_by_text("You have declined to sign in").wait_for()
    grants = [entra.directory.grant(code) for code in codes]
    outcomes = [(grant.state, grant.account) for grant in grants if grant]
    assert outcomes == [("approved", "scan@contoso.com"), ("declined", None)]
