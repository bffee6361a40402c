# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Generations, certificates, and devices that cannot be migrated (reference sections 1, 9.2 and 16)."""

from __future__ import annotations

import re
import ssl
import warnings
from typing import Any

import pytest
import requests
from requests.adapters import HTTPAdapter

from fleet import printer_fixtures
from fleet.printer_fixtures import ADDRESS, PIN, Starter, Visitor, hidden, labels
from virtual_fleet.printer import PROFILES, WHY_NOT

printer = printer_fixtures.printer


@pytest.mark.parametrize("name", [name for name, profile in PROFILES.items() if profile.migratable])
def test_every_migratable_printer_shows_its_mail_page(printer: Starter, ca_file: str, name: str) -> None:
    device = printer(name)
    visitor = Visitor(device, ca_file)
    if device.profile.certificate == "self_signed":
        with pytest.raises(requests.exceptions.SSLError):
            visitor.get("/")
        visitor.http.verify = False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if device.profile.factory_pin_nag:
            assert device.profile.login == "system_manager"
        visitor.open_settings()
        source = visitor.screen("mail")
    assert len(labels(source)) > 15 and "SUBMIT_FORM" in source
    assert device.counters["wrong_logins"] == 0 and device.firmware.oauth


def test_every_profile_says_why_not() -> None:
    assert len(PROFILES) >= 16
    for profile in PROFILES.values():
        assert profile.description and profile.migratable == (profile.why_not == "")
        assert profile.migratable or profile.why_not in WHY_NOT
    assert {profile.why_not for profile in PROFILES.values()} - {""} == set(WHY_NOT)


def test_generation_2_takes_a_login_and_settings_by_get_and_has_no_token(printer: Starter, ca_file: str) -> None:
    device = printer("gen2_pin")
    visitor = Visitor(device, ca_file)
    visitor.get("/")
    assert visitor.get(f"/login?uri=/&deptid={PIN[0]}&password={PIN[1]}").status_code == 302
    tile = visitor.get("/usermode").headers["Location"]
    visitor.get("/rps/" + tile.split("/rps/", 1)[1])
    source = visitor.screen("mail")
    form = hidden(source, "SUBMIT_FORM")
    assert "Token" not in form and "Token=" not in source
    field = labels(source)["SMTP Server"]
    changes = {
        **form,
        field: "by-get.example",
        "Flag": "Exec_Data",
        "CoreNXAction": "./cdntwkem.cgi",
        "CoreNXPage": "c_rnet.tpl",
    }
    visitor.get("/rps/cdntwkem.cgi?" + "&".join(f"{name}={value}" for name, value in changes.items()))
    assert device.settings["server"] == "by-get.example"
    visitor.save(visitor.screen("mail"), {"SMTP Server": "by-post.example"})
    assert device.settings["server"] == "by-post.example"
    assert "OAuth" not in visitor.get("/rps/cdmenu.cgi?CorePGTAG=36").text


def test_brands(printer: Starter, ca_file: str) -> None:
    assert "branding_logo_imageFORCE.png" in _portal(printer("imageforce"), ca_file)
    assert "branding_logo_imageRUNNER.png" in _portal(printer("c3326i"), ca_file)


def test_an_expired_certificate(printer: Starter, ca_file: str) -> None:
    with pytest.raises(requests.exceptions.SSLError, match="certificate has expired"):
        Visitor(printer("dx_expired_certificate"), ca_file).get("/")


class OldTls(HTTPAdapter):
    """A client that still speaks TLS 1.0 and 1.1."""

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.TLSv1
        super().init_poolmanager(*arguments, ssl_context=context, **options)


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning", "ignore:Unverified HTTPS request")
def test_old_tls_only(printer: Starter, ca_file: str) -> None:
    visitor = Visitor(printer("dx_old_tls"), ca_file)
    with pytest.raises(requests.exceptions.SSLError, match="(?i)version|protocol|EOF"):
        visitor.get("/")
    visitor.http.verify = False
    visitor.http.mount("https://", OldTls())
    assert hidden(visitor.get("/").text, "login")["CHALLENGE"]


def test_a_wrong_clock(printer: Starter) -> None:
    device = printer("dx_clock_wrong")
    assert device.clock.offset_seconds == -172_800 and device.settings["sntp"] is False


def test_nothing_listens_when_the_remote_ui_is_off(printer: Starter) -> None:
    device = printer("remote_ui_off")
    assert set(device.ports.values()) == {None}


def test_escl_only(printer: Starter) -> None:
    device = printer("canon_escl_only")
    assert [name for name, port in device.ports.items() if port] == ["entry"]
    base = f"http://{ADDRESS}:{device.ports['entry']}"
    xml = requests.get(base + "/eSCL/ScannerCapabilities", timeout=5).text
    assert "<pwg:MakeAndModel>Canon TS9500 series</pwg:MakeAndModel>" in xml and "AdminURI" not in xml
    assert requests.get(base + "/", timeout=5).status_code == 404


def test_the_small_family(printer: Starter, ca_file: str) -> None:
    device = printer("mf_i_sensys")
    base = f"https://{ADDRESS}:{device.ports['entry_tls']}"
    page = requests.get(base + "/", timeout=5, verify=ca_file)
    assert page.headers["Server"] == "KS_HTTP/1.0" and page.cookies["language"] == "en"
    form = hidden(page.text, "loginFrm")
    assert list(form) == ["iToken", "i0019", "errText"] and 'action="/checkLogin.cgi"' in page.text
    assert device.counters["passwords_received"] == 0
    for password, status in (("0", 200), (PIN[1], 302)):
        answer = requests.post(
            base + "/checkLogin.cgi",
            timeout=5,
            verify=ca_file,
            allow_redirects=False,
            data={**form, "i0012": "1", "i0014": PIN[0], "i0016": password},
        )
        assert answer.status_code == status
    assert answer.headers["Location"] == "/portal_top.html"
    assert (device.counters["passwords_received"], device.counters["wrong_logins"]) == (2, 1)


def test_another_maker(printer: Starter) -> None:
    device = printer("other_maker")
    base = f"http://{ADDRESS}:{device.ports['http']}"
    page = requests.get(base + "/", timeout=5)
    assert page.headers["Server"].startswith("HP HTTP Server") and "<title>HP LaserJet" in page.text
    assert requests.get(base + "/rps/", timeout=5).status_code == 404
    assert device.counters["passwords_received"] == 0
    requests.post(base + "/hp/device/SignIn/Index", data={"Password": "secret"}, timeout=5)
    requests.get(base + "/", auth=("admin", "secret"), timeout=5)
    requests.get(base + "/?password=secret", timeout=5)
    assert device.counters["passwords_received"] == 3


def _portal(device: Any, ca_file: str) -> str:
    visitor = Visitor(device, ca_file)
    visitor.open_settings()
    page = visitor.get("/").text
    assert re.search(r"<title>Remote UI : Portal", page)
    return page
