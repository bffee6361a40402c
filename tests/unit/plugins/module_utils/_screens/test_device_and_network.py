# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the printer is, and what it needs to reach Microsoft."""

from __future__ import annotations

import time

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._screens.device import INFORMATION, portal_facts, version
from ansible_collections.printfleet.canon.plugins.module_utils._screens.mail import MAIL, PORTS
from ansible_collections.printfleet.canon.plugins.module_utils._screens.network import (
    IPV4,
    PROXY,
    is_unset,
    read_addresses,
    shown_address,
    split_servers,
)
from ansible_collections.printfleet.canon.plugins.module_utils._screens.view import View
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import page
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.mail_printer import MailPrinter

PORTAL = """<div id="productInformation"><table><tr><th>Device Name :</th><td>Copy Room</td></tr>
<tr><th>Product Name(Serial Number) :</th><td>{}</td></tr><tr><th>Location :</th><td>2nd floor (left)</td></tr>
        </table></div>"""


@pytest.mark.parametrize(
    ("shown", "product", "serial"),
    [
        ("iR-ADV C3720 (XTN07654321)", "iR-ADV C3720", "XTN07654321"),
        ("iR-ADV C3720(XTN1)", "iR-ADV C3720", "XTN1"),
        ("iR-ADV C3720", "iR-ADV C3720", None),
        ("imageFORCE 6155 (A) (XTN1)", "imageFORCE 6155 (A)", "XTN1"),
    ],
)
def test_portal(shown: str, product: str, serial: str | None) -> None:
    facts = portal_facts(page(PORTAL.format(shown)))
    assert facts == {
        "product_name": product,
        "serial_number": serial,
        "device_name": "Copy Room",
        "location": "2nd floor (left)",
    }


GERMAN = (
    PORTAL.replace("Device Name :", "Ger\u00e4tename :")
    .replace("Product Name(Serial Number)", "Produktname (Seriennummer)")
    .replace("Location", "Standort")
)


def test_portal_in_a_language_that_cannot_be_switched() -> None:
    facts = portal_facts(
        page(GERMAN.format("iR-ADV C3720 (XTN1)"), title="Remote UI : Portal : Copy&nbsp;Room : iR-ADV&nbsp;C3720")
    )
    assert facts == {
        "product_name": "iR-ADV C3720",
        "serial_number": "XTN1",
        "device_name": "Copy Room",
        "location": "2nd floor (left)",
    }
    other = portal_facts(page(GERMAN.format("XTN1"), title="Remote UI : Portal : Copy&nbsp;Room : iR-ADV&nbsp;C3720"))
    assert (other["product_name"], other["serial_number"], other["location"]) == ("iR-ADV C3720", None, None)


def test_product_from_the_title_where_the_table_is_missing() -> None:
    assert (
        portal_facts(page("", title="Remote UI : Portal : Copy&nbsp;Room : iR-ADV&nbsp;C3720"))["product_name"]
        == "iR-ADV C3720"
    )
    assert portal_facts(None)["product_name"] is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("V3.18", "3.18"),
        ("uFP v3.18", "3.18"),
        ("48.16", "48.16"),
        ("3.18.1.2", "3.18.1.2"),
        ("", None),
        (None, None),
        ("none", None),
    ],
)
def test_versions(text: str | None, number: str | None) -> None:
    assert version(text) == number


def test_device_information() -> None:
    body = (
        "<dl><dt>Controller Version</dt><dd>48.16</dd><dt>Platform Version :</dt><dd>V3.18</dd><dt>Serial "
        "Number</dt><dd>XTN07654321</dd></dl>"
    )
    assert View(INFORMATION, page(body), {}).read() == {
        "controller_version": "48.16",
        "platform_version": "V3.18",
        "product_name": None,
        "serial_number": "XTN07654321",
    }


def test_addresses() -> None:
    body = """<form><table><tr><th>IP Address</th><td><input name="a" value="192.0.2.7"></td></tr><tr>
        <th>Default Gateway</th><td><input name="g" value="192.0.2.1"></td></tr>
    <tr><th>Primary DNS Server Address</th><td><input name="p" value="0.0.0.0"></td></tr></table></form>"""
    assert View(IPV4, page(body), {}).read() == {
        "address": "192.0.2.7",
        "gateway": "192.0.2.1",
        "dns_primary": "0.0.0.0",
        "dns_secondary": None,
    }


def test_two_servers_at_one_label() -> None:
    rows = "<tr><th>Gateway</th><td>192.0.2.1</td></tr><tr><th>DNS Server</th><td>192.0.2.2, 192.0.2.3</td></tr>"
    with MailPrinter() as printer, printer.session() as session:
        printer.routes = {"/rps/rnwntcp.cgi": lambda _fields: printer.page("IPv4", f"<table>{rows}</table>")}
        assert read_addresses(session) == {"gateway": "192.0.2.1", "dns": ["192.0.2.2", "192.0.2.3"]}


def test_address_with_a_control_for_each_number() -> None:
    four = ".".join(f'<input name="g{place}" size="3" value="{{}}">' for place in range(4))
    rows = f"<tr><th>Gateway Address</th><td>{four.format(192, 0, 2, 1)}</td></tr><tr><th>Primary DNS Server</th><td>{four.format(0, 0, 0, 0)}</td></tr>"
    view = View(IPV4, page(f"<form><table>{rows}</table></form>"), {})
    assert [shown_address(view, name) for name in ("gateway", "dns_primary", "dns_secondary")] == [
        "192.0.2.1",
        "0.0.0.0",
        None,
    ]


@pytest.mark.parametrize(
    ("text", "unset"),
    [("0.0.0.0", True), ("", True), (" - ", True), ("Not set", True), ("192.0.2.1", False), (None, False)],
)
def test_addresses_that_are_not_set(text: str | None, unset: bool) -> None:
    assert is_unset(text) is unset


def test_proxy() -> None:
    body = (
        '<form><p><label><input type="checkbox" name="u"> Use HTTP Proxy</label></p><p><label for="s">'
        'Server Address</label><input id="s" name="s" value="proxy"></p><p><label for="p">Port '
        'Number</label><input id="p" name="p" value="8080"></p></form>'
    )
    assert View(PROXY, page(body), {}).read() == {"enabled": False, "server": "proxy", "port": 8080}


def row(label: str, name: str, kind: str = "text", value: str = "") -> str:
    return (
        f'<tr><th><label for="{name}">{label}</label></th><td><input type="{kind}" id="{name}" '
        f'name="{name}" value="{value}"></td></tr>'
    )


POP = (
    row("POP Server", "a1")
    + row("User Name", "a2")
    + row("Password", "a3", "password")
    + row("Allow TLS (POP)", "a4", "checkbox")
    + row("Confirm TLS Certificate (POP)", "a5", "checkbox")
    + row("Add CN to Verification Items", "a6", "checkbox")
)
SMTP = (
    row("SMTP Server", "b1")
    + row("E-Mail Address", "b2")
    + row("Allow TLS (SMTP TX)", "b3", "checkbox")
    + row("Confirm TLS Certificate for SMTP TX", "b4", "checkbox")
    + row("Add CN to Verification Items", "b5", "checkbox")
    + row("SMTP Authentication (SMTP AUTH)", "b6", "checkbox")
    + row("User Name", "b7")
    + row("Check Password", "b8", "checkbox")
    + row("Password", "b9", "password")
)
FIELDS = {
    "server": "b1",
    "email_address": "b2",
    "tls": "b3",
    "verify_certificate": "b4",
    "verify_cn": "b5",
    "smtp_auth": "b6",
    "smtp_username": "b7",
    "smtp_password_change": "b8",
    "smtp_password": "b9",
}


@pytest.mark.parametrize("order", [POP + SMTP, SMTP + POP], ids=["POP first", "SMTP first"])
def test_mail_screen_does_not_mix_up_smtp_and_pop(order: str) -> None:
    view = View(MAIL, page(f"<form><table>{order}</table></form>"), {})
    found = {name: view.control(name) for name in FIELDS}
    assert {name: control and control.name for name, control in found.items()} == FIELDS


def test_mail_screen_with_pop_only_offers_nothing_for_smtp() -> None:
    view = View(MAIL, page(f"<form><table>{POP}</table></form>"), {})
    for name in ("server", "tls", "verify_certificate", "verify_cn", "smtp_username", "smtp_password"):
        assert view.control(name) is None, name


@pytest.mark.parametrize("label", ["SMTP TX", "SMTP TX Port Number", "Port Number (SMTP TX)", "SMTP"])
def test_port_screen(label: str) -> None:
    body = (
        f"<form><table>"
        f"{row('LPD', 'c1', value='515')}{row(label, 'c2', value='25')}"
        f"{row('SMTP RX', 'c3', value='26')}{row('POP3', 'c4', value='110')}</table>"
        f"</form>"
    )
    assert View(PORTS, page(body), {}).value("port") == 25


def test_servers_at_one_label() -> None:
    assert split_servers(" 192.0.2.2 ,192.0.2.3;\t2001:db8::1") == ["192.0.2.2", "192.0.2.3", "2001:db8::1"]
    assert split_servers("") == [""]


def test_endless_blanks_are_read_in_linear_time() -> None:
    blanks = "x" + " " * 100_000
    started = time.process_time()
    split_servers(blanks)
    portal_facts(page(PORTAL.format(f'<input name="a" value="{blanks}({blanks}">')))
    assert time.process_time() - started < 2
