# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line: a fleet as its own process, its inventory, its control API, its operator and its end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests
from fleet_process import TESTS, Start

from virtual_fleet.control_client import Control, ControlError


def test_a_fleet_can_be_used_by_ansible_and_ends_cleanly(start: Start) -> None:
    process, folder = start("one", "--count", "3")
    control = Control.of(folder / "fleet.json", wait=20)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "printers.ini").stat().st_mode & 0o777 == 0o600
    listed = subprocess.run(
        ["ansible-inventory", "-i", str(folder / "printers.ini"), "--list"],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
    )
    hosts = json.loads(listed.stdout)["_meta"]["hostvars"]
    printers = {printer["name"]: printer for printer in control.fleet()["printers"]}
    assert {name: host["ansible_host"] for name, host in hosts.items()} == {
        name: printer["address"] for name, printer in printers.items()
    }
    for name, host in hosts.items():
        scheme = host.get("canon_scheme", "https")
        port = host.get("canon_port", 8443 if scheme == "https" else 8000)
        answer = requests.get(f"{scheme}://{host['ansible_host']}:{port}/", timeout=5, verify=host["canon_ca_path"])
        assert answer.status_code == 200, name
    process.send_signal(signal.SIGTERM)
    output, _nothing = process.communicate(timeout=10)
    assert process.returncode == 0, output
    assert "3 virtual printers are up." in output and "Traceback" not in output
    assert not (folder / "fleet.json").exists()


def test_before_migration_every_scan_is_refused_with_microsofts_text(start: Start) -> None:
    _process, folder = start("one", "--count", "3")
    control = Control.of(folder / "fleet.json", wait=20)
    for printer in control.printers():
        scan = control.scan(printer["name"])
        assert not scan["accepted"] and scan["mechanism"] == "LOGIN"
        assert "5.7.30 Basic authentication is not supported for Client Submission." in scan["reply"]
    assert control.mails() == []
    attempts = control.exchange()["attempts"]
    assert [(attempt["mechanism"], attempt["user"]) for attempt in attempts] == [("LOGIN", "scan@contoso.com")] * 3
    control.set_exchange(password_refusal=None)
    assert control.scan("print-01")["accepted"]
    assert [mail["mechanism"] for mail in control.mails()] == ["LOGIN"]
    control.shut_down()


def test_operator_program_authorises_codes(start: Start) -> None:
    _process, folder = start("one", "--count", "1")
    control = Control.of(folder / "fleet.json", wait=20)
    fleet = control.fleet()
    answer = requests.post(
        f"{fleet['entra']['url']}/organizations/oauth2/v2.0/devicecode",
        verify=fleet["ca"],
        timeout=5,
        data={"client_id": "test", "scope": "https://outlook.office.com/SMTP.Send"},
    ).json()
    assert answer["verification_uri"] == fleet["entra"]["sign_in_url"]
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "virtual_fleet",
            "operator",
            "--fleet",
            str(folder / "fleet.json"),
            "--code",
            answer["user_code"],
            "--code",
            "WRONGCODE",
            "--account",
            "scan@contoso.com",
        ],
        cwd=TESTS,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert done.returncode == 1
    assert "operator: You have signed in to the Application for Sending E-Mail/I-Fax with OAuth" in done.stdout
    assert "operator: WRONGCODE was not accepted: That code didn't work." in done.stdout
    (code,) = control.entra()["codes"]
    assert (code["state"], code["account"]) == ("approved", "scan@contoso.com")


def test_two_fleets_do_not_collide(start: Start) -> None:
    started = [start(name, "--count", "1") for name in ("one", "two")]
    fleets = [Control.of(folder / "fleet.json", wait=20).fleet() for _process, folder in started]
    addresses = [fleet["printers"][0]["address"] for fleet in fleets]
    assert addresses[0].split(".")[1] != addresses[1].split(".")[1]


def test_control_answers_mistakes_with_a_reason(start: Start) -> None:
    _process, folder = start("one", "--count", "1")
    control = Control.of(folder / "fleet.json", wait=20)
    with pytest.raises(ControlError, match="no such printer: print-99"):
        control.printer("print-99")
    with pytest.raises(ControlError, match="unknown: servr; known: .*server"):
        control.set("print-01", servr="x")
    with pytest.raises(ControlError, match="unknown fault 1; known: .*530035"):
        control.entra_fault(1)
    with pytest.raises(ControlError, match="no such code: ABC"):
        control.approve("ABC", "scan@contoso.com")
    with pytest.raises(ControlError, match="unknown fault 'x'; known: basic_auth_retired"):
        control.exchange_fault("x")
    control.entra_fault(530035, tenant="contoso.com")
    assert control.entra()["faults"][0]["kind"] == 530035
    control.clear_entra_faults()
    assert control.entra()["faults"] == []


def test_a_fleet_ends_with_its_parent(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "virtual_fleet",
        "serve",
        "--count",
        "1",
        "--dir",
        str(tmp_path / "one"),
        "--exit-with-parent",
        "--max-seconds",
        "60",
    ]
    shell = subprocess.Popen(
        [sys.executable, "-c", "import subprocess, sys; subprocess.run(sys.argv[1:])", *command],
        cwd=TESTS,
        stdout=subprocess.DEVNULL,
    )
    try:
        description = tmp_path / "one" / "fleet.json"
        Control.of(description, wait=20)
        pid = json.loads(description.read_text())["pid"]
    finally:
        shell.kill()
        shell.wait(10)
    deadline = time.monotonic() + 60
    while description.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not description.exists()
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("the fleet lives on")


def test_a_fleet_ends_after_its_time(start: Start) -> None:
    process, _folder = start("one", "--count", "1", "--max-seconds", "1")
    output, _nothing = process.communicate(timeout=20)
    assert process.returncode == 0 and "The fleet ends after 1 seconds." in output


def test_unknown_profiles_are_named(start: Start) -> None:
    process, _folder = start("one", "--profiles", "nonsense")
    output, _nothing = process.communicate(timeout=20)
    assert process.returncode == 2 and "unknown profiles nonsense; known: dx_user_tls" in output


def test_a_set_of_profiles_stands_for_many_printers(start: Start) -> None:
    _process, folder = start("one", "--profiles", "showcase", "--count", "23")
    control = Control.of(folder / "fleet.json", wait=30)
    printers = {printer["profile"]: printer for printer in control.fleet()["printers"]}
    assert len(printers) == 23 and printers["dx_user_tls"]["migratable"]
    assert (printers["dx_locked"]["migratable"], printers["dx_locked"]["why_not"]) == (False, "locked")
    lines = {line.split()[0]: line for line in (folder / "printers.ini").read_text().splitlines() if "host=" in line}
    assert "canon_login_destination=contoso.local" in lines[printers["dx_domain_user"]["name"]]
    assert "canon_certificate_fingerprint=" in lines[printers["dx_self_signed"]["name"]]
    assert printers["remote_ui_off"]["ports"] == {"http": None, "https": None, "entry": None, "entry_tls": None}
    assert control.printer(printers["dx_japanese"]["name"])["language"]["current"] == "ja"
    assert control.printer(printers["dx_update_offered"]["name"])["firmware"]["offered"] == "83.05"
    control.shut_down()
