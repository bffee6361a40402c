# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Logins: one for a printer and run with keep_session, one for a task without, and a wrong password is sent once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from .conftest import Fleets, Runner
from .fleets import Fleet
from .playbooks import Run, Task, task

USER, PIN, LOCKING = "print-01", "print-02", "print-03"
IGNORE = {"ignore_errors": True}
TOO_LONG = "s" * 49 + ".contoso.com"
KEEP = {"group/printfleet.canon.remote_ui": {"keep_session": True}}
WRONG = {USER: "Wrong-1x", PIN: "1234567", LOCKING: "Wrong-3x"}

READ_AND_FAIL: list[Task] = [
    task("facts", "canon_info", gather_subset=["device", "clock"]),
    task("too long", "canon_smtp", server=TOO_LONG, keywords=IGNORE),
    task("not offered", "canon_info", gather_subset=["firmware"], labels={"nonsense": "x"}, keywords=IGNORE),
    task("status", "canon_token_status", keywords=IGNORE),
    task("mail", "canon_smtp", tls=True),
]
LOG_OUT = task("log out", "canon_session")
GO_ON_ANYHOW: list[Task] = [
    task("facts", "canon_info", gather_subset=["device"], keywords=IGNORE),
    task("mail", "canon_smtp", smtp_auth=False, keywords=IGNORE),
    task(
        "status",
        "canon_token_status",
        register="status",
        keywords={**IGNORE, "until": "status is success", "retries": 3, "delay": 0},
    ),
    task("session", "canon_session", keywords=IGNORE),
    task("after", "canon_info", gather_subset=["device"], keywords=IGNORE),
]


@pytest.fixture(scope="module")
def fleet(fleets: Fleets) -> Fleet:
    return fleets("sessions", "--small-pages", "--count", "3", "--profiles", "dx_user_tls,dx_pin_tls,dx_device_admin")


@dataclass(frozen=True)
class Outcome:
    run: Run
    counters: dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def play(fleet: Fleet, ansible_for: Runner) -> Any:
    ansible = ansible_for(fleet)

    def run(tasks: list[Task], *options: str, **more: Any) -> Outcome:
        fleet.control.reset_counters()
        return Outcome(ansible.run(tasks, *options, **more), fleet.all_counters())

    return run


def test_a_kept_session_is_one_login_also_with_failures_in_between(play: Any) -> None:
    outcome = play([*READ_AND_FAIL, LOG_OUT], module_defaults=KEEP)
    for name in (USER, PIN):
        assert outcome.run.of(name, "too long")["status"] == "ignored"
        assert outcome.run.of(name, "not offered")["status"] == "ignored"
        assert outcome.run.of(name, "mail")["status"] == "ok"
        assert outcome.run.result(name, "log out")["closed"] is True
        _logins(outcome, name, 1)
    assert outcome.run.of(LOCKING, "status")["status"] == "ignored"  # its account may not see OAuth
    _logins(outcome, LOCKING, 1)


def test_without_keep_session_each_task_logs_in_and_out(play: Any) -> None:
    outcome = play([*READ_AND_FAIL, LOG_OUT])
    for name in (USER, PIN):
        # "not offered" has a bad argument, and logging out never logs in
        assert outcome.run.result(name, "log out")["closed"] is False
        _logins(outcome, name, 4)


def test_what_a_play_kept_and_did_not_close_is_closed_at_the_end_of_the_run(play: Any) -> None:
    outcome = play(READ_AND_FAIL[:3], module_defaults=KEEP)
    for name in (USER, PIN, LOCKING):
        _logins(outcome, name, 1)


def test_a_session_that_the_printer_ended_is_opened_anew_once(fleet: Fleet, play: Any) -> None:
    fleet.control.add_fault(USER, "lost_session", path="/rps/")
    outcome = play([READ_AND_FAIL[0], READ_AND_FAIL[3], LOG_OUT], "--limit", USER, module_defaults=KEEP)
    assert outcome.run.code == 0, outcome.run.output
    counters = outcome.counters[USER]
    assert (counters["logins"], counters["open_sessions"], counters["wrong_logins"]) == (2, 0, 0)


def test_a_wrong_password_is_sent_once_however_the_play_goes_on(fleet: Fleet, play: Any) -> None:
    hosts = {name: {"canon_password": password} for name, password in WRONG.items()}
    for module_defaults in (KEEP, {}):
        outcome = play(GO_ON_ANYHOW, hosts=hosts, module_defaults=module_defaults)
        for name, password in WRONG.items():
            counters = outcome.counters[name]
            assert (counters["logins"], counters["wrong_logins"], counters["open_sessions"]) == (0, 1, 0), counters
            first = outcome.run.result(name, "facts")
            assert first["error"]["kind"] == "login_refused" and first["error"]["retryable"] is False
            assert "refused" in first["msg"] and "canon_password" in first["msg"]
            for later in ("mail", "status", "after"):
                result = outcome.run.result(name, later)
                assert "already refused" in result["msg"] and "not sent again" in result["msg"], result
            assert password not in outcome.run.output
    # Nobody was locked out: print-03 locks its account at the third wrong password.
    outcome = play([task("facts", "canon_info", gather_subset=["device"])])
    assert outcome.run.code == 0, outcome.run.output


def test_a_locked_account_is_told_and_not_tried_again(fleet: Fleet, play: Any) -> None:
    fleet.control.add_fault(LOCKING, "locked_account")
    outcome = play(GO_ON_ANYHOW, "--limit", LOCKING)
    fleet.control.clear_faults(LOCKING)
    assert outcome.run.result(LOCKING, "facts")["error"]["kind"] == "login_refused"
    assert outcome.counters[LOCKING]["logins"] == 0
    assert "already refused" in outcome.run.result(LOCKING, "mail")["msg"]


def _logins(outcome: Outcome, name: str, expected: int) -> None:
    counters = outcome.counters[name]
    assert (counters["logins"], counters["logouts"], counters["wrong_logins"], counters["open_sessions"]) == (
        expected,
        expected,
        0,
        0,
    ), (name, counters)
