# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Layouts of the OAuth status page: what nobody has published can be laid out in many ways."""

from __future__ import annotations

import re

import pytest
from lxml import html as lxml_html

from fleet import printer_fixtures
from fleet.printer_fixtures import Starter, Visitor, hidden, shown

printer = printer_fixtures.printer

ENDPOINT = "Authorization Server Endpoint"


def page(visitor: Visitor) -> str:
    servlet = visitor.device.oauth_servlet
    return (
        visitor.get(f"/{servlet.name}/?portalLang=en&disp=send_menu").text
        if servlet
        else visitor.screen("oauth_status")
    )


@pytest.mark.parametrize("values", ["table", "definition_list", "division"])
@pytest.mark.parametrize("profile", ["dx_user_tls", "dx_pin_tls"])
def test_values_in_tables_lists_and_divisions(printer: Starter, ca_file: str, profile: str, values: str) -> None:
    device = printer(profile, profile_native_values=values, profile_servlet_values=values)
    visitor = Visitor(device, ca_file)
    visitor.open_settings()
    source = page(visitor)
    status = shown(source)
    assert status["Token Status"] == "Not Acquired" and status["Server Connection Status"] == "Not Connected"
    assert status[f"Microsoft Entra ID {ENDPOINT}"] == device.settings["endpoint"]
    tag = {"table": "table", "definition_list": "dl", "division": "div"}[values]
    assert lxml_html.fromstring(source).xpath(f"//{tag}//text()[contains(., 'Token Status')]")


@pytest.mark.parametrize("layout", ["native", "servlet"])
def test_older_wording(printer: Starter, ca_file: str, layout: str) -> None:
    visitor = Visitor(printer("dx_azure_wording", profile_oauth_layout=layout), ca_file)
    visitor.open_settings()
    status = shown(page(visitor))
    assert f"Azure Active Directory {ENDPOINT}" in status and "Azure Active Directory Authorization Endpoint" in status
    assert not any("Entra" in label for label in status)


@pytest.mark.parametrize("refresh_by", ["link", "form"])
@pytest.mark.parametrize("layout", ["native", "servlet"])
def test_only_the_refresh_icon_shows_the_present_state(
    printer: Starter, ca_file: str, layout: str, refresh_by: str
) -> None:
    device = printer(
        "dx_user_tls", profile_oauth_layout=layout, profile_status_needs_refresh=True, profile_refresh_by=refresh_by
    )
    visitor = Visitor(device, ca_file)
    visitor.open_settings()
    assert shown(page(visitor))["Verify Server Certificate"] == "Off"
    device.settings["oauth_verify_server_certificate"] = True
    assert shown(page(visitor))["Verify Server Certificate"] == "Off"
    assert shown(refresh(visitor, page(visitor)))["Verify Server Certificate"] == "On"
    assert shown(page(visitor))["Verify Server Certificate"] == "On"


def refresh(visitor: Visitor, source: str) -> str:
    """Click the refresh icon, wherever it leads."""
    tree = lxml_html.fromstring(source)
    form = tree.xpath("//form[@name='UPDATE_FORM' or .//input[@type='image']]")
    if form and form[0].method == "POST":
        assert "document.UPDATE_FORM.submit()" in source
        return visitor.post("/rps/" + form[0].action[2:], hidden(source, "UPDATE_FORM")).text
    if form:
        return visitor.get(f"{form[0].action}?" + "&".join(f"{k}={v}" for k, v in form[0].form_values())).text
    address = tree.xpath("//a[.//img[contains(@src, 'bh_updt')]]/@href")[0]
    if address.startswith("javascript:reload_click"):
        address = "/rps/" + re.findall(r'function reload_click\(\) \{ Go_NextPage\("\./([^"]+)"', source)[-1]
    return visitor.get(address).text
