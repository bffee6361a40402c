# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs are killed, the next one goes on. The story that the records and the audit log tell of each printer is complete and true."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from typing import Any

import pytest

from .conftest import Fleets, Runner
from .evidence import Evidence
from .fleets import Fleet, until
from .operators import Operator


def test_the_record_survives_a_kill(fleets: Fleets, ansible_for: Runner) -> None:
    fleet = fleets("evidence", "--count", "3", "--connect-seconds", "0.3")
    ansible, evidence = ansible_for(fleet), Evidence(fleet.folder / "reports")
    at_first = fleet.all_settings()
    killed = ansible.start("migrate.yml")
    until(lambda: all(fleet.token(name) == "Being Acquired..." for name in fleet.names), 120)
    os.killpg(killed.process.pid, signal.SIGKILL)
    killed.process.wait(10)
    broken = evidence.records()
    assert sorted(broken) == sorted(fleet.names)
    for record in broken.values():
        (entry,) = record["runs"]
        assert entry["state"] == "unfinished" and entry["proved"] is None
        assert entry["found"]["oauth"]["enabled"] is False
        assert entry["changed"]["mail.smtp_auth"] == {"before": True, "after": False, "result": "done"}
        assert entry["changed"]["oauth.enabled"]["after"] is True

    running = ansible.start("migrate.yml")
    with Operator(fleet, running):
        run = running.wait()
    assert run.code == 0, run.output
    lines, records = evidence.log(), evidence.records()
    for name in fleet.names:
        record = records[name]
        assert record["before_migration"] == {**broken[name]["before_migration"]}
        assert record["before_migration"]["mail"]["server"] == at_first[name]["server"]
        assert record["before_migration"]["mail"]["smtp_auth"] is True
        assert [entry["state"] for entry in record["runs"]] == ["unfinished", "active"]
        assert "mail.smtp_auth" not in record["runs"][1]["changed"]
        begun = [line for line in lines if line["host"] == name and line["phase"] == "begin"]
        assert len(begun) >= 2 and begun[0]["run"] == record["runs"][0]["run"]


FAULTS: tuple[dict[str, Any], ...] = (
    {"kind": "drop", "phase": "write"},
    {"kind": "drop", "phase": "write", "moment": "after"},
    {"kind": "drop", "phase": "read"},
    {"kind": "503", "phase": "read"},
    {"kind": "503", "phase": "write"},
    {"kind": "lost_session", "phase": "read"},
    {"kind": "lost_session", "phase": "write"},
    {"kind": "truncate", "phase": "read"},
    {"kind": "refuse_save"},
)
SCREENS = {"mail": "mail", "oauth_edit": "oauth"}  # of the virtual printer, and of the audit log


@pytest.mark.timeout(500)
def test_fifty_printers_random_faults_and_three_kills(fleets: Fleets, ansible_for: Runner) -> None:
    seed = random.randrange(1_000_000)
    print(f"seed {seed}")
    dice = random.Random(seed)
    fleet = fleets(
        "fifty", "--count", "50", "--profiles", "dx_user_tls,dx_pin_tls", "--connect-seconds", "0.2", "--small-pages",
        "--auto-operator", "--operator-seconds", "2",
    )  # fmt: skip
    at_first, ansible = fleet.all_settings(), ansible_for(fleet)
    for name in fleet.names:
        fleet.control.add_fault(name, **dice.choice(FAULTS))
    for done in (0, dice.randint(5, 12), dice.randint(15, 30)):
        _kill_in_the_middle(fleet, ansible, done, dice)
    for name in fleet.names:
        fleet.control.clear_faults(name)
    last = ansible.run("migrate.yml", seconds=240)
    assert last.code == 0, (seed, last.output)
    assert ansible.left() == [], "workers of the killed runs"

    evidence = Evidence(fleet.folder / "reports")
    lines, records = evidence.log(), evidence.records()
    for name in fleet.names:
        record = records[name]
        own = [line for line in lines if line["host"] == name]
        where = (seed, name, record, own)
        assert fleet.token(name) == "Active" and record["runs"][-1]["state"] == "active", where
        # found: what was there before anybody wrote, however often somebody went on
        assert record["before_migration"]["mail"]["smtp_auth"] is at_first[name]["smtp_auth"], where
        assert record["before_migration"]["oauth"]["enabled"] is False, where
        # changed: no write that the log does not announce, and no change that it does not tell
        begun = Counter(line["screen"] for line in own if line["phase"] == "begin")
        for screen, count in fleet.counters(name)["writes_by_screen"].items():
            assert begun[SCREENS.get(screen, "mail")] >= min(count, 1), where
        changed = {option for line in own for option in line["changes"]}
        assert {"smtp_auth", "enabled", "endpoint"} <= changed, where
        # every begin has its end, unless its run was killed
        for run in {line["run"] for line in own}:
            phases = [line["phase"] for line in own if line["run"] == run]
            open_ends = phases.count("begin") - phases.count("done") - phases.count("failed")
            assert open_ends == 0 or open_ends == 1 and phases[-1] == "begin", where
        assert sum(line["phase"] == "begin" for line in own if line["run"] == own[-1]["run"]) <= 4, where


def _kill_in_the_middle(fleet: Fleet, ansible: Any, done: int, dice: random.Random) -> None:
    """A run that is killed when so many printers have their token, or something was written, and a moment later."""
    running = ansible.start("migrate.yml")
    tokens = fleet.control.printers

    def is_far() -> bool:
        states = [printer["oauth"]["token"] for printer in tokens()]
        return (
            states.count("Active") >= done and states.count("Being Acquired...") > 0
        ) or running.process.poll() is not None

    until(is_far, 200, 0.3)
    time.sleep(dice.uniform(0, 2))
    if running.process.poll() is None:
        os.killpg(running.process.pid, signal.SIGKILL)
        running.process.wait(10)
