# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays with `serial`: verify and assess look at every printer, whatever a batch is like; migrate stops at a batch in which all failed."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Fleets, Runner
from .evidence import Evidence
from .fleets import Fleet
from .playbooks import Ansible, Run

COUNT = 5


def play(role: str) -> list[dict[str, Any]]:
    return [{"ansible.builtin.import_role": {"name": f"printfleet.canon.{role}"}}]


@pytest.fixture(scope="module")
def fleet(fleets: Fleets) -> Fleet:
    """Printers that were migrated."""
    return fleets("batches", "--count", str(COUNT), "--auto-operator", "--operator-seconds", "0.2",
                  "--connect-seconds", "0.3", "--small-pages")  # fmt: skip


@pytest.fixture(scope="module")
def ansible(fleet: Fleet, ansible_for: Runner) -> Ansible:
    ansible = ansible_for(fleet)
    done = ansible.run("migrate.yml")
    assert done.code == 0, done.output
    return ansible


def rows(fleet: Fleet, kind: str) -> dict[str, dict[str, Any]]:
    return Evidence(fleet.folder / "reports").rows(kind)


def counted(run: Run, what: str) -> list[str]:
    return sorted(name for name, counts in run.recap.items() if counts[what])


@pytest.mark.parametrize(
    ("serial", "unwell", "failed", "spared"),
    [
        pytest.param(2, [1, 2], [2], [1], id="the first batch"),
        pytest.param([1, 2], [1, 2, 3, 4], [3, 4], [1, 2], id="all batches but the last"),
        pytest.param(2, [1, 3, 5], [1, 3, 5], [], id="some of each, and all of the last"),
        pytest.param(1, [2], [5], [2], id="one by one, and only one that could be counted in its place"),
        pytest.param(1, [2, 5], [5], [2], id="one by one, with the last"),
        pytest.param(0, [1, 2, 3, 4, 5], [1, 2, 3, 4, 5], [], id="all at once"),
        pytest.param(2, [], [], [], id="all is well"),
    ],
)
def test_verify_looks_at_every_printer(
    fleet: Fleet, ansible: Ansible, serial: Any, unwell: list[int], failed: list[int], spared: list[int]
) -> None:
    names = [f"print-0{number}" for number in unwell]
    for name in names:
        fleet.control.set(name, smtp_auth=True)
    run = ansible.run(play("verify"), play={"order": "sorted", "serial": serial})
    for name in names:
        fleet.control.set(name, smtp_auth=False)
    assert run.code == (2 if unwell else 0), run.output
    found = {name: row["verdict"] for name, row in rows(fleet, "verify").items()}
    assert found == {name: "fell_off" if name in names else "fine" for name in fleet.names}
    assert counted(run, "failures") == [f"print-0{number}" for number in failed], run.output
    assert counted(run, "ignored") == [f"print-0{number}" for number in spared], run.output
    if failed == [5] and 5 not in unwell:
        assert run.result("print-05", "Count the run as failed")["msg"].startswith("Not this printer, but print-02 ")


def test_verify_in_batches_need_not_fail(fleet: Fleet, ansible: Ansible) -> None:
    fleet.control.set("print-01", smtp_auth=True)
    run = ansible.run(play("verify"), play={"order": "sorted", "serial": 1}, variables={"verify_fail": False})
    fleet.control.set("print-01", smtp_auth=False)
    assert (run.code, counted(run, "failures"), counted(run, "ignored")) == (0, [], []), run.output
    assert len(rows(fleet, "verify")) == COUNT


def test_assess_looks_at_every_printer(fleet: Fleet, ansible: Ansible) -> None:
    run = ansible.run(
        play("assess"),
        play={"order": "sorted", "serial": 2},
        hosts={name: {"canon_port": 9} for name in fleet.names[:2]},
    )
    assert run.code == 0, run.output
    verdicts = [row["verdict"] for _name, row in sorted(rows(fleet, "assess").items())]
    assert verdicts == ["unreachable"] * 2 + ["already_migrated"] * 3


def test_migrate_stops_at_a_batch_in_which_all_failed(fleets: Fleets, ansible_for: Runner) -> None:
    """The batches are canaries: what goes wrong everywhere is not tried on the rest."""
    fleet = fleets("canaries", "--count", str(COUNT), "--auto-operator", "--operator-seconds", "0.2",
                   "--connect-seconds", "0.3", "--small-pages")  # fmt: skip
    ansible = ansible_for(fleet)
    away = {name: {"canon_port": 9} for name in fleet.names[1:3]}
    run = ansible.run(play("migrate"), play={"order": "sorted", "serial": [1, 2]}, hosts=away)
    assert run.code == 2, run.output
    found = {name: row["verdict"] for name, row in rows(fleet, "migrate").items()}
    assert found == {"print-01": "active", "print-02": "not_migrated", "print-03": "not_migrated"}
    assert {name: counts["requests"] for name, counts in fleet.all_counters().items()}["print-04"] == 0

    half = {"print-03": {"canon_port": 9}}
    run = ansible.run(
        play("migrate"), play={"order": "sorted", "serial": [1, 2], "max_fail_percentage": 49}, hosts=half
    )
    assert run.code == 2 and fleet.counters("print-04")["requests"] == 0, run.output
    run = ansible.run(play("migrate"), play={"order": "sorted", "serial": [1, 2]}, hosts=half)
    assert run.code == 2, run.output
    assert [fleet.token(name) for name in fleet.names] == ["Active", "Active", "Not Acquired", "Active", "Active"]
