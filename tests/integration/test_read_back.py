# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A printer that is away when migrate reads everything back: it is waited for, and what is said of one that stays away is exact."""

from __future__ import annotations

import time
from dataclasses import dataclass

import pytest

from .conftest import Fleets, Runner
from .fleets import Fleet, until
from .playbooks import Run

RESTARTING, BUSY, GONE, WELL = (f"print-0{number}" for number in range(1, 5))
READ_BACK = {"phase": "read", "path": "cdntwkem.cgi", "skip": 2}
"""The third look at the mail settings: the first is before the save, the second after it."""
RESTART_SECONDS, AWAY_TIMEOUT = 8, 6


@dataclass(frozen=True)
class Outcome:
    fleet: Fleet
    run: Run
    again: Run


@pytest.fixture(scope="module")
def outcome(fleets: Fleets, ansible_for: Runner) -> Outcome:
    fleet = fleets("read-back", "--count", "4", "--profiles", "dx_user_tls", "--connect-seconds", "0.3",
                   "--small-pages", "--auto-operator", "--operator-seconds", "0.2")  # fmt: skip
    fleet.control.add_fault(BUSY, "503", times=12, **READ_BACK)
    for name in (RESTARTING, GONE):  # time to switch it off in the middle
        fleet.control.add_fault(name, "slow", seconds=2.5, **READ_BACK)
    ansible = ansible_for(fleet)
    running = ansible.start("migrate.yml", hosts={GONE: {"migrate_away_timeout": AWAY_TIMEOUT, "canon_timeout": 3}})
    for name in (RESTARTING, GONE):
        until(lambda name=name: not fleet.control.printer(name)["faults_to_come"], 120)
        fleet.control.add_fault(name, "switched_off")
    time.sleep(RESTART_SECONDS)
    fleet.control.clear_faults(RESTARTING)
    run = running.wait()
    fleet.control.clear_faults(GONE)
    until(lambda: fleet.token(GONE) == "Active", 30)
    return Outcome(fleet, run, ansible.run("migrate.yml"))


@pytest.mark.parametrize("name", [RESTARTING, BUSY, WELL])
def test_a_printer_that_comes_back_is_waited_for(outcome: Outcome, name: str) -> None:
    result = outcome.run.migrated(name)
    assert (result["state"], result["step"], result["reason"], result["remedy"]) == ("active", "done", "", "")
    assert outcome.run.ran(name, "Note since when the printer is away") is (name != WELL)
    assert outcome.run.recap[name]["failures"] == 0
    counters = outcome.fleet.counters(name)
    assert counters["writes_by_screen"] == {"mail": 1, "oauth_edit": 1}
    assert (counters["wrong_logins"], counters["open_sessions"]) == (0, 0)


def test_one_that_stays_away_is_told_exactly(outcome: Outcome) -> None:
    told = outcome.run.migrated(GONE)
    assert (told["state"], told["step"]) == ("not_migrated", "Read everything back"), told
    assert told["reason"].startswith("the token was active and everything was set, and then the printer went away")
    assert f"{GONE}: " in told["reason"], told["reason"]
    assert told["changed_settings"]["oauth.enabled"] is True
    assert outcome.run.recap[GONE]["failures"] == 1 and outcome.run.code == 2


def test_the_next_run_only_looks(outcome: Outcome) -> None:
    assert outcome.again.code == 0, outcome.again.output
    assert outcome.again.migrated(GONE)["state"] == "active"
    assert {counts["changed"] for counts in outcome.again.recap.values()} == {0}
