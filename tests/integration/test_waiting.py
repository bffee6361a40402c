# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting: what is left from before is not news, deadlines are by the clock, renewals are bounded."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

import pytest

from virtual_fleet.control_client import Control

from .conftest import Fleets, Runner
from .fleets import Fleet, until
from .playbooks import Run

OAUTH = "Switch OAuth 2.0 on and wait for the token"
CONNECT_TIMEOUT, TOKEN_TIMEOUT = 4, 14
WELL, DECLINED, FORGOTTEN, RESTARTING, BUSY, UNREACHABLE, SLOW, SILENT, MOVED = (
    f"print-{number:02d}" for number in range(1, 10)
)
PROFILES = [
    "dx_user_tls",
    "dx_pin_tls",
    "dx_user_tls",
    "dx_user_tls",
    "dx_pin_tls",
    "dx_pin_tls",
    "dx_user_tls",
    "dx_user_tls",
    "dx_pin_tls",
]
HOSTS: dict[str, dict[str, Any]] = {
    **{name: {"migrate_connect_timeout": 20, "migrate_token_timeout": 40} for name in (WELL, RESTARTING, BUSY, MOVED)},
    **{name: {"migrate_token_timeout": TOKEN_TIMEOUT, "migrate_code_renewals": 0} for name in (DECLINED, FORGOTTEN)},
    **{
        name: {
            "migrate_connect_timeout": CONNECT_TIMEOUT,
            "migrate_endpoint": "https://login.nowhere.example/contoso.com/oauth2/v2.0",
        }
        for name in (UNREACHABLE, SLOW, SILENT)
    },
}


class Hands(threading.Thread):
    """A person at the sign-in page and at the printers: approves, declines, forgets; makes trouble while they wait."""

    def __init__(self, control: Control) -> None:
        super().__init__(daemon=True)
        self.ending = threading.Event()
        self.restarted_with = ""
        self._control = control
        self._troubled: set[str] = set()

    def run(self) -> None:
        while not self.ending.wait(0.2):
            for waiting in self._control.waiting():
                self._answer(waiting["printer"], waiting["user_code"], waiting["account"])
            for name in (BUSY, SLOW, SILENT):
                if name not in self._troubled and self._control.printer(name)["settings"]["oauth_enabled"]:
                    self._troubled.add(name)
                    self._make_trouble(name)

    def _answer(self, name: str, code: str, account: str) -> None:
        if name == DECLINED:
            self._control.decline(code)
        elif name == RESTARTING and not self.restarted_with:
            self.restarted_with = code
            self._control.add_fault(name, "restart", phase="read")
        elif name == BUSY and name not in self._troubled:
            return
        elif name != FORGOTTEN and code != self.restarted_with:
            self._control.approve(code, account)

    def _make_trouble(self, name: str) -> None:
        if name == BUSY:
            self._control.add_fault(name, "503", phase="read", times=2)
        elif name == SLOW:
            self._control.add_fault(name, "slow", phase="read", seconds=2.0, times=99)
        else:
            self._control.add_fault(name, "drop", phase="read", times=999)


@dataclass(frozen=True)
class Outcome:
    fleet: Fleet
    run: Run
    left_over: dict[str, str]
    restarted_with: str


@pytest.fixture(scope="module")
def outcome(fleets: Fleets, ansible_for: Runner) -> Outcome:
    fleet = fleets(
        "waiting",
        "--small-pages",
        "--count",
        str(len(PROFILES)),
        "--profiles",
        ",".join(PROFILES),
        "--connect-seconds",
        "0.5",
        "--restart-seconds",
        "1",
    )
    control = fleet.control
    # This one has been connected, and shows a code, for another tenant.
    control.set(MOVED, oauth_enabled=True, endpoint="https://login.microsoftonline.com/old.example/oauth2/v2.0")
    until(lambda: fleet.token(MOVED) == "Being Acquired...")
    left_over = {name: control.printer(name)["oauth"]["user_code"] for name in fleet.names}
    hands = Hands(control)
    hands.start()
    run = ansible_for(fleet).run("migrate.yml", hosts=HOSTS)
    hands.ending.set()
    hands.join(10)
    return Outcome(fleet, run, left_over, hands.restarted_with)


@pytest.mark.parametrize("name", [WELL, RESTARTING, BUSY, MOVED])
def test_trouble_on_the_way_does_not_stop_a_printer(outcome: Outcome, name: str) -> None:
    assert outcome.run.migrated(name)["state"] == "active", outcome.run.output
    assert outcome.fleet.token(name) == "Active"


def test_a_printer_that_restarts_gets_a_new_code(outcome: Outcome) -> None:
    counters = outcome.fleet.counters(RESTARTING)
    assert counters["restarts"] == 1
    assert counters["codes_requested"] == 2
    codes = {code["user_code"]: code["state"] for code in outcome.fleet.control.entra()["codes"]}
    assert codes[outcome.restarted_with] != "approved"


def test_codes_of_earlier_days_are_not_shown(outcome: Outcome) -> None:
    old = [code for code in outcome.left_over.values() if code]
    assert len(old) >= 2
    for code in old:
        assert code not in outcome.run.stdout
    assert outcome.fleet.control.entra()["codes"]


@pytest.mark.parametrize("name", [DECLINED, FORGOTTEN])
def test_a_code_that_nobody_approves_leaves_the_printer_waiting(outcome: Outcome, name: str) -> None:
    result = outcome.run.migrated(name)
    assert (result["state"], result["step"]) == ("waiting", "Wait for the token")
    assert "Run the playbook again" in result["reason"]
    assert outcome.run.recap[name]["failures"] == 0
    assert outcome.fleet.counters(name)["writes_by_screen"] == {"mail": 1, "oauth_edit": 1}


def test_the_wait_for_a_person_ends_by_the_clock(outcome: Outcome) -> None:
    result = outcome.run.result(FORGOTTEN, OAUTH)
    assert result["timed_out"] and result["status"]["token_state"] == "pending"
    assert TOKEN_TIMEOUT <= result["waited"] <= TOKEN_TIMEOUT + 10


def test_an_endpoint_out_of_reach_is_a_clear_failure(outcome: Outcome) -> None:
    result = outcome.run.migrated(UNREACHABLE)
    assert (result["state"], result["step"]) == ("not_migrated", "Wait for the connection")
    for text in (
        f"After {CONNECT_TIMEOUT} seconds",
        "Not Connected",
        "DNS and proxy",
        "login.nowhere.example",
        "run again",
    ):
        assert text in result["reason"], result["reason"]
    assert outcome.run.recap[UNREACHABLE]["failures"] == 1 and outcome.run.code == 2


@pytest.mark.parametrize("name", [UNREACHABLE, SLOW])
def test_the_wait_for_the_connection_ends_by_the_clock(outcome: Outcome, name: str) -> None:
    # a look at the slow printer takes seconds by itself
    assert CONNECT_TIMEOUT <= outcome.run.result(name, OAUTH)["waited"] <= CONNECT_TIMEOUT + (8 if name == SLOW else 3)


def test_a_printer_that_falls_silent_is_a_clear_failure(outcome: Outcome) -> None:
    result = outcome.run.migrated(SILENT)
    assert result["state"] == "not_migrated" and "connection" in result["reason"].lower(), result
    assert f"{SILENT} was not migrated." in outcome.run.output and not result["reason"].startswith(SILENT)


def test_no_login_stays_open(outcome: Outcome) -> None:
    sessions = {name: outcome.fleet.counters(name)["open_sessions"] for name in outcome.fleet.names}
    # the one that fell silent does not hear the logout either
    assert sessions == {**dict.fromkeys(outcome.fleet.names, 0), SILENT: sessions[SILENT]}


def test_expired_codes_are_renewed_a_bounded_number_of_times(fleets: Fleets, ansible_for: Runner) -> None:
    fleet = fleets(
        "expiring", "--small-pages", "--count", "2", "--profiles", "dx_user_tls,open_http", "--expires-in", "3"
    )
    run = ansible_for(fleet).run("migrate.yml", variables={"migrate_code_renewals": 2})
    assert run.code == 0, run.output
    for name in fleet.names:
        assert run.migrated(name)["state"] == "waiting"
        assert run.recap[name]["failures"] == 0
    saves = fleet.counters("print-01")["writes_by_screen"]["oauth_edit"]
    assert 2 <= saves <= 1 + 1 + 2  # to switch it on, for a code with too little time left, and the renewals
    assert fleet.counters("print-01")["codes_requested"] == saves
