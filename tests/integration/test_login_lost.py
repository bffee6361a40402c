# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A session that is lost in the very moment of the login: told as that, and the password is sent once all the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from .conftest import Fleets, Runner
from .fleets import Fleet, until
from .playbooks import JUMPER, Run, delegated, task

EXPIRED, AFTER, AFTER_PIN, WRONG, FOREIGN = (f"print-0{number}" for number in range(1, 6))
"""The login page is void when it comes; the session ends after the redirect, twice; a wrong password, in English and in Japanese."""
IGNORE = {"ignore_errors": True}
TASKS = [
    task("first", "canon_info", gather_subset=["device"], keywords=IGNORE),
    task("second", "canon_info", gather_subset=["device"], keywords=IGNORE),
    task("third", "canon_token_status", keywords=IGNORE),
]
HELD_SECONDS = 2.5


@dataclass(frozen=True)
class Outcome:
    fleet: Fleet
    run: Run
    counters: dict[str, dict[str, Any]]
    logins: dict[str, int]
    again: Run


@pytest.fixture(scope="module", params=["in the controller", "on a jump host"])
def outcome(request: pytest.FixtureRequest, fleets: Fleets, ansible_for: Runner) -> Outcome:
    fleet = fleets(f"login-lost-{request.param_index}", "--count", "5", "--small-pages", "--profiles",
                   "dx_user_tls,dx_user_tls,dx_pin_tls,dx_user_tls,dx_japanese_fixed")  # fmt: skip
    there = request.param == "on a jump host"
    tasks, hosts = (delegated(TASKS), JUMPER) if there else (TASKS, {})
    wrong = {name: {"canon_password": "Not-this-1"} for name in (WRONG, FOREIGN)}
    fleet.control.add_fault(EXPIRED, "lost_session", phase="login")
    for name in (AFTER, AFTER_PIN):
        fleet.control.add_fault(name, "slow", seconds=HELD_SECONDS, phase="login")
    ansible = ansible_for(fleet)
    running = ansible.start(tasks, hosts={**hosts, **wrong})
    for name in (AFTER, AFTER_PIN):  # once the login is on its way, the next page is the one after its redirect
        until(lambda name=name: not fleet.control.printer(name)["faults_to_come"], 120)
        fleet.control.add_fault(name, "lost_session", phase="read")
    run = running.wait()
    counters = fleet.all_counters()
    logins = {
        name: sum(entry["path"] == "/login" and entry["method"] == "POST" for entry in fleet.control.journal(name))
        for name in fleet.names
    }
    return Outcome(fleet, run, counters, logins, ansible.run(tasks, hosts=hosts))


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        (EXPIRED, "login_lost", "lost the session in the moment of the login"),
        (AFTER, "login_lost", "took the login and then showed its login page again"),
        (AFTER_PIN, "login_lost", "took the login and then showed its login page again"),
        (WRONG, "login_refused", "refused the user name or password"),
        (FOREIGN, "login_refused", "showed its login page again after the login"),
    ],
)
def test_the_error_says_what_the_printer_said(outcome: Outcome, name: str, kind: str, words: str) -> None:
    result = outcome.run.result(name, "first")
    assert (result["error"]["kind"], result["error"]["retryable"]) == (kind, False), result
    assert words in result["msg"] and "not sent again in this run" in result["msg"]
    if name != WRONG:
        assert "refused the user name or password" not in result["msg"]


def test_the_password_is_sent_once(outcome: Outcome) -> None:
    assert outcome.logins == dict.fromkeys(outcome.fleet.names, 1)
    for name in outcome.fleet.names:
        assert outcome.counters[name]["wrong_logins"] == (1 if name in (WRONG, FOREIGN) else 0)
        assert outcome.counters[name]["open_sessions"] == 0
        for later in ("second", "third"):
            assert "were not sent again" in outcome.run.result(name, later)["msg"]


def test_the_next_run_logs_in(outcome: Outcome) -> None:
    for name in (EXPIRED, AFTER, AFTER_PIN, WRONG):
        assert outcome.again.of(name, "first")["status"] == "ok", outcome.again.output
