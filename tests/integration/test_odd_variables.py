# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Variables as inventories have them: empty, null, texts for booleans; and runs that begin in the middle. No printer is left half-way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from .conftest import Fleets, Runner
from .evidence import Evidence
from .fleets import Fleet
from .playbooks import Run, task

EMPTY, NULL, TEXT, WRONG, MIDDLE = (f"print-0{number}" for number in range(1, 6))
HOSTS: dict[str, dict[str, Any]] = {
    EMPTY: {"migrate_tenant": "", "migrate_endpoint": ""},
    NULL: dict.fromkeys(
        [
            "migrate_smtp_server",
            "migrate_verify_server_certificate",
            "migrate_verify_cn",
        ]
    ),
    MIDDLE: {"migrate_tennant": "contoso.com"},
    TEXT: {"migrate_verify_server_certificate": "yes", "migrate_smtp_port": "587"},
    WRONG: {"canon_validate_certs": "flase"},
}


@dataclass(frozen=True)
class Story:
    fleet: Fleet
    middle: Run
    written: int
    asked: int
    run: Run
    night: Run


@pytest.fixture(scope="module")
def story(fleets: Fleets, ansible_for: Runner) -> Story:
    fleet = fleets(
        "odd",
        "--small-pages",
        "--count",
        "5",
        "--auto-operator",
        "--operator-seconds",
        "0.2",
        "--connect-seconds",
        "0.3",
    )
    ansible = ansible_for(fleet)
    middle = ansible.run(
        "migrate.yml", "--limit", MIDDLE, "--start-at-task", "printfleet.canon.migrate : Set the mail server"
    )
    written = fleet.counters(MIDDLE)["writes"]
    run = ansible.run("migrate.yml", hosts=HOSTS)
    asked = fleet.counters(WRONG)["requests"]
    night = ansible.run("verify.yml", hosts={name: HOSTS.get(name, {}) for name in (EMPTY, NULL, TEXT)}, variables={})
    return Story(fleet, middle, written, asked, run, night)


@pytest.mark.parametrize("name", [EMPTY, NULL, TEXT, MIDDLE])
def test_what_is_there_and_empty_is_not_set(story: Story, name: str) -> None:
    assert story.run.migrated(name)["state"] == "active", story.run.output
    settings = story.fleet.settings(name)
    assert (settings["server"], settings["smtp_auth"], settings["oauth_enabled"]) == ("smtp.office365.com", False, True)


def test_a_value_that_no_task_can_use_is_told_in_the_report(story: Story) -> None:
    result = story.run.migrated(WRONG)
    assert (result["state"], result["step"]) == ("not_migrated", "Read the printer")
    assert "canon_validate_certs" in result["reason"], result
    lines = story.run.result(EMPTY, "Show one line for each printer")["msg"]
    assert any(line.startswith(f"{WRONG}: not_migrated, Read the printer: argument 'validate_certs'") for line in lines)
    (reason,) = Evidence(story.fleet.folder / "reports").rows("migrate")[WRONG]["reasons"]
    assert "validate_certs" in reason["why"]
    assert story.asked == 0


def test_a_run_that_begins_in_the_middle_writes_nothing(story: Story) -> None:
    assert (story.middle.code, story.written) == (2, 0), story.middle.output
    assert "The printer was not read in this run" in story.middle.output


def test_a_slip_of_the_pen_is_told_once(story: Story) -> None:
    told = "The variable migrate_tennant means nothing to printfleet.canon. Did you mean migrate_tenant?"
    assert " ".join(story.run.output.split()).count(told) == 1, story.run.output


def test_texts_for_booleans_are_the_same_for_migrate_and_verify(story: Story) -> None:
    rows = Evidence(story.fleet.folder / "reports").rows("verify")
    assert {name: rows[name]["verdict"] for name in (EMPTY, NULL, TEXT)} == dict.fromkeys(
        (EMPTY, NULL, TEXT), "fine"
    ), rows


def test_two_names_of_one_printer_have_a_session_each(story: Story, ansible_for: Runner) -> None:
    twin: dict[str, Any] = dict(story.fleet.variables(TEXT))
    tasks = [
        task(f"look {number}", "canon_info", gather_subset=["mail", "oauth"], keep_session=True) for number in range(3)
    ]
    run = ansible_for(story.fleet).run(tasks, "--limit", f"{TEXT},twin", hosts={"twin": twin}, play={"hosts": "all"})
    assert run.code == 0, run.output
