# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole chain behind the pages: printer, Entra, the sign-in page and Exchange; no Remote UI."""

from __future__ import annotations

import time
from typing import Callable

import pytest
from fleet_process import Start

from virtual_fleet.control_client import Control
from virtual_fleet.operator_program import authorise

MIGRATED = {
    "smtp_auth": False,
    "oauth_enabled": True,
    "endpoint": "https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0",
}


@pytest.fixture
def fleet(start: Start) -> Callable[..., Control]:
    def serve(*options: str) -> Control:
        _process, folder = start("fleet", *options)
        return Control.of(folder / "fleet.json", wait=20)

    return serve


def until(condition: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.05)


def token(control: Control, name: str) -> str:
    return control.printer(name)["oauth"]["token"]


def test_a_person_authorises_and_the_scan_arrives(fleet: Callable[..., Control]) -> None:
    control = fleet("--count", "1", "--token-seconds", "3599")
    control.set("print-01", **MIGRATED)
    until(lambda: len(control.waiting()) == 1)
    (waiting,) = control.waiting()
    assert (waiting["printer"], waiting["account"]) == ("print-01", "scan@contoso.com")
    assert token(control, "print-01") == "Being Acquired..."
    addresses = control.fleet()
    authorise(addresses["entra"]["sign_in_url"], waiting["user_code"], waiting["account"], addresses["ca"])
    until(lambda: token(control, "print-01") == "Active")
    assert control.waiting() == []
    scan = control.scan("print-01", to="someone@fabrikam.com")
    assert scan["accepted"] and scan["mechanism"] == "XOAUTH2", scan
    (mail,) = control.mails()
    assert (mail["mailbox"], mail["recipients"]) == ("scan@contoso.com", ["someone@fabrikam.com"])


def test_an_account_that_is_not_the_sender_is_refused_by_exchange(fleet: Callable[..., Control]) -> None:
    control = fleet("--count", "1")
    control.set("print-01", **MIGRATED)
    until(lambda: len(control.waiting()) == 1)
    control.approve(control.waiting()[0]["user_code"], "boss@contoso.com")
    until(lambda: token(control, "print-01") == "Active")
    scan = control.scan("print-01")
    assert not scan["accepted"] and scan["reply"].startswith("535 5.7.3 Authentication unsuccessful")


def test_the_auto_operator_serves_a_fleet_and_tokens_are_renewed(fleet: Callable[..., Control]) -> None:
    control = fleet(
        "--count",
        "12",
        "--auto-operator",
        "--operator-seconds",
        "0.2",
        "--token-seconds",
        "2",
        "--profiles",
        "dx_user_tls,dx_pin_tls,open_http",
    )
    names = [printer["name"] for printer in control.printers()]
    for name in names:
        control.set(name, **MIGRATED)
    until(lambda: {printer["oauth"]["token"] for printer in control.printers()} == {"Active"}, 20)
    accounts = {code["account"] for code in control.entra()["codes"]}
    assert accounts == {"scan@contoso.com", "scan-2@contoso.com"}
    until(lambda: control.entra()["counters"]["refreshes"] >= len(names))
    scans = [control.scan(name) for name in names]
    assert [scan["mechanism"] for scan in scans if scan["accepted"]] == ["XOAUTH2"] * 12, scans


def test_security_defaults_stop_the_person_and_the_printer(fleet: Callable[..., Control]) -> None:
    control = fleet("--count", "1", "--auto-operator", "--operator-seconds", "0")
    control.entra_fault(530035)
    control.set("print-01", **MIGRATED)
    until(lambda: control.entra()["codes"] != [] and control.entra()["codes"][0]["state"] == "blocked")
    until(lambda: "530035" in str(control.printer("print-01")["oauth"]["last_error"]))
    assert token(control, "print-01") != "Active"
