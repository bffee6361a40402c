# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The printer's servers: ports, headers, framing, cookies (reference sections 1 and 2.4)."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
import requests

from fleet import printer_fixtures
from fleet.printer_fixtures import ADDRESS, Starter, Visitor

printer = printer_fixtures.printer

HEX_32 = re.compile(r"[0-9a-f]{32}")


def test_the_servlet_side_has_the_captured_headers(printer: Starter, ca_file: str) -> None:
    answer = Visitor(printer("open_http", profile_full_size=True), ca_file).get("/")
    headers = answer.headers
    assert (answer.status_code, headers["Server"]) == (200, "Catwalk")
    assert headers["Content-Type"] == "text/html; charset=UTF-8"
    assert headers["Content-Encoding"] == "gzip" and int(headers["Content-Length"]) < 40_000
    assert 250_000 < len(answer.text) < 330_000
    assert headers["Expires"] == "Thu, 1 Jan 1970 0:0:0 GMT" and headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Keep-Alive"] == "timeout=30" and headers["Connection"] == "Keep-Alive"
    day = re.fullmatch(r"\w{3}, (\d{1,2}) \w{3} \d{4} (\d{1,2}):(\d{1,2}):(\d{1,2}) GMT", headers["Date"])
    assert day and not any(part.startswith("0") and len(part) > 1 for part in day.groups())


def test_the_native_side_has_the_captured_headers(printer: Starter, ca_file: str) -> None:
    visitor = Visitor(printer("open_http", profile_full_size=True), ca_file)
    visitor.open_settings()
    answer = visitor.get("/rps/cdmenu.cgi?CorePGTAG=36")
    assert answer.headers["Server"] == "CANON HTTP Server"
    assert answer.headers["Content-Type"] == "text/html;charset=UTF-8"
    assert answer.headers["Transfer-Encoding"] == "chunked" and "Content-Length" not in answer.headers
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert len(answer.text) > 100_000


def test_dates_follow_the_device_clock(printer: Starter, ca_file: str) -> None:
    device = printer("open_http")
    device.faults.add("clock_offset", seconds=7200)
    visitor = Visitor(device, ca_file)
    visitor.open_settings()
    date = parsedate_to_datetime(visitor.get("/rps/cdmenu.cgi?CorePGTAG=36").headers["Date"])
    assert 7150 < (date - datetime.now(timezone.utc)).total_seconds() < 7250


def test_cookies_as_captured(printer: Starter, ca_file: str) -> None:
    visitor = Visitor(printer("open_http"), ca_file)
    raw = visitor.get("/").raw.headers.getlist("Set-Cookie")
    session, language = raw
    assert HEX_32.fullmatch(re.fullmatch(r"sessionid=([^;]+); path=/; HttpOnly", session)[1])
    assert language == "portalLang=en"
    tile = visitor.get("/usermode").headers["Location"]
    raw = visitor.get("/rps/" + tile.split("/rps/")[1]).raw.headers.getlist("Set-Cookie")
    assert raw[0] == "portalLang=en; path=/"
    assert 8 < len(re.fullmatch(r"iR=(\d+); path=/", raw[1])[1]) < 11


@pytest.mark.parametrize(("accept", "language"), [("de-DE,de;q=0.9", "de"), ("zh-TW", "zh-tw"), ("xx", "en")])
def test_the_first_page_takes_the_language_from_the_browser(
    printer: Starter, ca_file: str, accept: str, language: str
) -> None:
    visitor = Visitor(printer("open_http"), ca_file)
    visitor.http.headers["Accept-Language"] = accept
    assert f'<html lang="{language}"' in visitor.get("/").text
    assert visitor.http.cookies["portalLang"] == language
    visitor.post("/portal", {"Language": "fr", "RUIPmode": "exec", "Cookie": "", "Dummy": "1"})
    assert visitor.http.cookies["portalLang"] == "fr"


def test_ports_of_a_printer_on_plain_http(printer: Starter, ca_file: str) -> None:
    ports = printer("open_http", profile_absolute_address="host").ports
    entry = requests.get(f"http://{ADDRESS}:{ports['entry']}/", timeout=5)
    assert entry.status_code == 200
    assert re.search(r'content="0; *URL=([^"]+)"', entry.text)[1] == f"http://{ADDRESS}:{ports['http']}/rps/"
    bare = requests.get(f"https://{ADDRESS}:{ports['entry_tls']}/", timeout=5, verify=ca_file)
    assert bare.status_code == 404 and bare.text.count("\n") == 2
    servlets = requests.get(f"https://{ADDRESS}:{ports['https']}/", timeout=5, verify=ca_file)
    assert (servlets.status_code, servlets.headers["Server"]) == (404, "Catwalk")
    assert "<title>404 Not Found</title>" in servlets.text and "HTTP 404 Not Found" in servlets.text


@pytest.mark.parametrize("clear_text", ["forward", "closed"])
def test_ports_of_a_printer_with_tls(printer: Starter, ca_file: str, clear_text: str) -> None:
    device = printer("dx_user_tls", profile_clear_text_with_tls=clear_text)
    assert Visitor(device, ca_file).get("/").status_code == 200
    assert (device.ports["http"] is None) == (clear_text == "closed")
    if clear_text == "forward":
        page = requests.get(f"http://{ADDRESS}:{device.ports['entry']}/", timeout=5).text
        assert f"https://{ADDRESS}:{device.ports['https']}/rps/" in page


def test_absolute_addresses_may_name_what_nobody_resolves(printer: Starter, ca_file: str) -> None:
    device = printer("open_http")
    assert (
        Visitor(device, ca_file)
        .get("/usermode")
        .headers["Location"]
        .startswith(
            f"http://{device.identity.bonjour_name}:{device.ports['http']}/rps/nativetop.cgi?RUIPNxBundle=&CorePGTAG="
        )
    )


def test_escl_tells_model_and_serial_without_a_login(printer: Starter) -> None:
    device = printer("open_http")
    xml = requests.get(f"http://{ADDRESS}:{device.ports['entry']}/eSCL/ScannerCapabilities", timeout=5).text
    assert f"<pwg:MakeAndModel>Canon {device.identity.product}</pwg:MakeAndModel>" in xml
    assert f"<pwg:SerialNumber>{device.identity.serial}A</pwg:SerialNumber>" in xml


def test_seeds_make_different_printers(printer: Starter, ca_file: str) -> None:
    one, other = printer("open_http", 1), printer("open_http", 2)
    assert one.identity.serial != other.identity.serial
    sources = []
    for device in (one, other):
        visitor = Visitor(device, ca_file)
        visitor.open_settings()
        sources.append(visitor.screen("mail"))
    names: list[set[Any]] = [set(re.findall(r'<label for="([^"]+)"', source)) for source in sources]
    assert names[0] and not names[0] & names[1]
