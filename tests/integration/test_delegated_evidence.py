# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes on a jump host leave a trace before they are made, and what was there before the migration stays true where a run is killed."""

from __future__ import annotations

import json
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from .conftest import Fleets, Runner
from .evidence import Evidence
from .fleets import Fleet, until
from .playbooks import JUMPER, Run, Running, delegated

WRITTEN, UNTOUCHED, REFUSED = "print-01", "print-02", "print-03"
"""Killed while the mail settings are on their way; killed before they are sent; a printer that refuses them at first."""
HELD_SECONDS = 6.0
ADDRESS = "scan@contoso.com"  # as the inventory of the fleet has it
MIGRATE = delegated([{"ansible.builtin.import_role": {"name": "printfleet.canon.migrate"}}])
ROLLBACK = delegated([{"ansible.builtin.import_role": {"name": "printfleet.canon.rollback"}}])
PASSWORD = "Moved-2-far-away"


@dataclass(frozen=True)
class Chapter:
    run: Run | None
    records: dict[str, dict[str, Any]]
    log: list[dict[str, Any]]
    settings: dict[str, dict[str, Any]]

    def lines(self, name: str) -> list[dict[str, Any]]:
        return [line for line in self.log if line["host"] == name]


@dataclass(frozen=True)
class Story:
    fleet: Fleet
    at_first: dict[str, dict[str, Any]]
    foreseen: Chapter
    killed: Chapter
    mended: Chapter
    again: Chapter
    back: Chapter


@pytest.fixture(scope="module")
def story(fleets: Fleets, ansible_for: Runner) -> Story:
    fleet = fleets(
        "far-evidence", "--small-pages", "--count", "3", "--profiles", "dx_user_tls", "--connect-seconds", "0.3", "--auto-operator",
        "--operator-seconds", "0.2",
    )  # fmt: skip
    # Of the wanted settings only these are missing: what was right already is nobody's work, but a begun write cannot know.
    for name in fleet.names:
        fleet.control.set(name, smtp_auth=True, server="mail.contoso.example")
    ansible, at_first, evidence = ansible_for(fleet), fleet.all_settings(), Evidence(fleet.folder / "reports")

    def chapter(run: Run | None) -> Chapter:
        return Chapter(run, evidence.records(), evidence.log(), fleet.all_settings())

    def go(tasks: list[dict[str, Any]], *options: str, **variables: Any) -> Run:
        return ansible.run(tasks, *options, hosts=JUMPER, variables=variables)

    foreseen = chapter(go(MIGRATE, "--check"))
    page = fleet.control.pages(WRITTEN)["mail"]
    fleet.control.add_fault(WRITTEN, "slow", seconds=HELD_SECONDS, phase="write", path="cdntwkem")
    fleet.control.add_fault(UNTOUCHED, "slow", seconds=HELD_SECONDS, phase="read", path=page)
    running = ansible.start(MIGRATE, "--limit", f"{WRITTEN},{UNTOUCHED}", hosts=JUMPER)
    until(lambda: not any(fleet.control.printer(name)["faults_to_come"] for name in (WRITTEN, UNTOUCHED)), 120)
    _kill_all(running)
    time.sleep(HELD_SECONDS + 1)  # what was on its way arrives
    killed = chapter(None)
    for name in fleet.names:
        fleet.control.clear_faults(name)
    fleet.control.add_fault(REFUSED, "refuse_save")
    mended = chapter(go(MIGRATE))
    again = chapter(go(MIGRATE))
    back = chapter(go(ROLLBACK, rollback_confirm=True, rollback_smtp_password=PASSWORD))
    return Story(fleet, at_first, foreseen, killed, mended, again, back)


def _kill_all(running: Running) -> None:
    """Kill a run with its workers, which are in process groups of their own, and the modules that these have started."""
    found = [running.process.pid]
    for process in found:
        children = Path(f"/proc/{process}/task/{process}/children")
        found += [int(child) for child in children.read_text(encoding="utf-8").split()] if children.exists() else []
    for process in found:
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            pass
    running.process.wait(10)


def test_check_mode_notes_nothing(story: Story) -> None:
    assert story.foreseen.run and story.foreseen.run.code == 0, story.foreseen.run
    assert (story.foreseen.records, story.foreseen.log) == ({}, [])


@pytest.mark.parametrize("name", [WRITTEN, UNTOUCHED])
def test_a_begun_write_is_in_the_log_and_the_record_says_that_nobody_knows(story: Story, name: str) -> None:
    (line,) = story.killed.lines(name)
    assert (line["phase"], line["screen"], line["elsewhere"]) == ("begin", "mail", True)
    assert line["wanted"] == {
        "server": "smtp.office365.com", "port": 587, "email_address": ADDRESS, "tls": True, "smtp_auth": False,
    }  # fmt: skip
    assert "changes" not in line
    (entry,) = story.killed.records[name]["runs"]
    assert entry["elsewhere"]["mail"]["result"] == "unknown whether it was written"
    assert (entry["changed"], entry["state"]) == ({}, "unfinished")
    assert "mail" not in story.killed.records[name]["before_migration"]


def test_the_runs_were_killed_where_they_should(story: Story) -> None:
    assert story.killed.settings[WRITTEN]["smtp_auth"] is False
    assert story.killed.settings[UNTOUCHED] == story.at_first[UNTOUCHED]


def test_what_was_before_the_migration_is_true(story: Story) -> None:
    for name in (WRITTEN, UNTOUCHED, REFUSED):
        before = story.again.records[name]["before_migration"]
        for screen, names in (("mail", before["mail"]), ("oauth", before["oauth"])):
            for option in names:
                key = f"oauth_{option}" if screen == "oauth" and option != "endpoint" else option
                if key in story.at_first[name]:
                    assert before[screen][option] == story.at_first[name][key], (name, screen, option)
        assert before["oauth"]["enabled"] is False
    for name in (UNTOUCHED, REFUSED):
        before = story.again.records[name]["before_migration"]["mail"]
        assert (before["server"], before["smtp_auth"]) == ("mail.contoso.example", True)
    assert not {"server", "smtp_auth", "port"} & set(story.again.records[WRITTEN]["before_migration"]["mail"])


def test_a_failure_and_a_success_have_their_ends(story: Story) -> None:
    phases = [(line["screen"], line["phase"]) for line in story.mended.lines(REFUSED)]
    assert phases == [("mail", "begin"), ("mail", "failed")], phases
    assert "error" in story.mended.lines(REFUSED)[-1]
    assert [(line["screen"], line["phase"]) for line in story.mended.lines(UNTOUCHED)[1:]] == [
        ("mail", "begin"), ("mail", "done"), ("oauth", "begin"), ("oauth", "done")]  # fmt: skip
    done = story.mended.lines(UNTOUCHED)[2]
    assert done["changes"]["smtp_auth"] == {"before": True, "after": False}
    assert [(line["screen"], line["phase"]) for line in story.mended.lines(WRITTEN)[1:3]] == [
        ("mail", "begin"), ("mail", "unchanged")]  # fmt: skip
    entry = story.mended.records[UNTOUCHED]["runs"][-1]
    assert entry["changed"]["mail.smtp_auth"] == {"before": True, "after": False, "result": "done"}
    assert "elsewhere" not in entry and entry["state"] == "active"


def test_the_report_tells_what_is_not_known(story: Story) -> None:
    assert story.mended.run and story.mended.run.code == 2
    result = story.mended.run.result(REFUSED, "Keep how the migration ended")
    assert "mail.smtp_auth: → off (failed, unknown whether it was written)" in result["row"]["changes"]


def test_the_next_run_ends_migrated(story: Story) -> None:
    assert story.again.run and story.again.run.code == 0, story.again.run and story.again.run.output
    assert {name: story.again.settings[name]["smtp_auth"] for name in story.fleet.names} == dict.fromkeys(
        story.fleet.names, False
    )


def test_rollback_puts_back_what_is_known_and_says_what_is_not(story: Story) -> None:
    run = story.back.run
    assert run and run.code == 0, run and run.output
    for name in (UNTOUCHED, REFUSED):
        now, before = story.back.settings[name], story.at_first[name]
        same = ("server", "port", "smtp_auth", "tls", "email_address", "oauth_enabled")
        assert {key: now[key] for key in same} == {key: before[key] for key in same}
    now = story.back.settings[WRITTEN]
    assert (now["server"], now["smtp_auth"], now["oauth_enabled"]) == ("smtp.office365.com", False, False)
    told = run.result(WRITTEN, "Say what is put back, and what cannot be")["msg"]
    assert any("mail.smtp_auth" in line and "not known" in line for line in told), told


def test_no_password_is_noted(story: Story) -> None:
    lines = [line for line in story.back.log if "smtp_password" in line.get("wanted", {})]
    assert lines and {line["wanted"]["smtp_password"] for line in lines} == {"********"}
    assert PASSWORD not in json.dumps([story.back.log, story.back.records])
