# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `migrate` leaves as evidence, and `rollback`, which puts the printers back to what is recorded there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from .conftest import Fleets, Runner
from .evidence import Evidence
from .fleets import Fleet
from .operators import Operator
from .playbooks import Run

SIDE_EFFECTS = ("display_authentication_screen", "authentication_information")
"""Settings that follow from the OAuth switch and are on no screen of ours."""
PASSWORD = "back-again-2026"


@dataclass(frozen=True)
class Chapter:
    run: Run
    counters: dict[str, dict[str, Any]]
    settings: dict[str, dict[str, Any]]
    records: dict[str, dict[str, Any]]
    log: list[dict[str, Any]]
    report: str


@dataclass(frozen=True)
class Story:
    fleet: Fleet
    folder: Path
    at_first: dict[str, dict[str, Any]]
    checked: Chapter
    first: Chapter
    second: Chapter
    unconfirmed: Chapter
    foreseen: Chapter
    back: Chapter
    again: Chapter
    scans: list[dict[str, Any]]


@pytest.fixture(scope="module")
def story(fleets: Fleets, ansible_for: Runner) -> Story:
    fleet = fleets("back", "--small-pages", "--count", "3", "--connect-seconds", "0.3")
    ansible, folder = ansible_for(fleet), fleet.folder / "reports"
    evidence = Evidence(folder)
    # One that somebody has begun by hand: its mail server needs nothing, so only OAuth is written.
    fleet.control.set(fleet.names[1], smtp_auth=False)

    def chapter(playbook: str, *options: str) -> Chapter:
        fleet.control.reset_counters()
        running = ansible.start(playbook, *options)
        with Operator(fleet, running):
            run = running.wait()
        file = "migrate-check.html" if options == ("--check",) else "migrate.html"
        report = (folder / file).read_text(encoding="utf-8")
        return Chapter(run, fleet.all_counters(), fleet.all_settings(), evidence.records(), evidence.log(), report)

    return Story(
        fleet,
        folder,
        fleet.all_settings(),
        chapter("migrate.yml", "--check"),
        chapter("migrate.yml"),
        chapter("migrate.yml"),
        chapter("rollback.yml"),
        chapter("rollback.yml", "--check", "--diff"),
        chapter("rollback.yml", "-e", "rollback_confirm=true", "-e", f"rollback_smtp_password={PASSWORD}"),
        chapter("rollback.yml", "-e", "rollback_confirm=true"),
        [fleet.control.scan(name) for name in fleet.names],
    )


def test_check_mode_leaves_no_evidence_of_what_it_did_not_do(story: Story) -> None:
    assert story.checked.run.code == 0, story.checked.run.output
    assert (story.checked.records, story.checked.log) == ({}, [])
    assert (story.folder / "rollback-check.html").exists() and story.first.report != story.checked.report


def test_ansible_finds_nothing_to_warn_of_but_the_token_that_is_burnt(story: Story) -> None:
    for chapter in (story.foreseen, story.back):
        warnings = [part.split("\n", 1)[0] for part in chapter.run.output.split("[WARNING]: ")[1:]]
        assert warnings
        assert [text for text in warnings if "Switching OAuth 2.0 off burns" not in text] == []
        assert all(text.split(": ")[0] in chapter.run.recap for text in warnings), warnings


def test_the_report_of_check_mode_says_what_would_change_and_the_next_what_did(story: Story) -> None:
    change = "<li>mail.smtp_auth: on → off</li>"
    for chapter, label in ((story.checked, "Would change:"), (story.first, "Changed:")):
        assert chapter.report.count(change) == 2  # of three printers, one has it already
        assert chapter.report.count(f">{label}<") == 3


def test_each_write_has_its_two_lines_in_the_log(story: Story) -> None:
    for name in story.fleet.names:
        lines = [line for line in story.first.log if line["host"] == name]
        wanted = ["oauth"] if name == story.fleet.names[1] else ["mail", "oauth"]
        assert [(line["screen"], line["phase"]) for line in lines] == [
            (screen, phase) for screen in wanted for phase in ("begin", "done")
        ]
        assert len({line["run"] for line in lines}) == 1
        assert all("@" in line["controller"] and line["at"].endswith("+00:00") for line in lines)
        assert lines[-1]["changes"]["enabled"] == {"before": False, "after": True}


def test_the_record_tells_what_was_found_changed_and_proved(story: Story) -> None:
    for name in story.fleet.names:
        record = story.first.records[name]
        assert record["serial_number"] == story.fleet.control.printer(name)["serial"]
        (entry,) = record["runs"]
        assert (entry["state"], entry["kind"]) == ("active", "migrate")
        assert entry["found"]["oauth"]["token_state"] == "not_acquired"
        assert entry["proved"]["oauth"]["token_state"] == "active"
        assert entry["changed"]["oauth.enabled"] == {"before": False, "after": True, "result": "done"}
        before, at_first = record["before_migration"], story.at_first[name]
        assert before["oauth"]["enabled"] is False
        assert (before["mail"]["server"], before["mail"]["smtp_auth"]) == (at_first["server"], at_first["smtp_auth"])


def test_a_later_run_leaves_what_was_before_the_migration(story: Story) -> None:
    for name in story.fleet.names:
        first, second = story.first.records[name], story.second.records[name]
        assert second["before_migration"] == first["before_migration"]
        assert [entry["changed"] == {} for entry in second["runs"]] == [False, True]
    assert story.second.log == story.first.log


def test_the_files_are_their_owners_and_hold_no_password(story: Story) -> None:
    assert story.folder.stat().st_mode & 0o777 == (story.folder / "printers").stat().st_mode & 0o777 == 0o700
    for file in [*(story.folder / "printers").iterdir(), *(file for file in story.folder.iterdir() if file.is_file())]:
        assert file.stat().st_mode & 0o777 == 0o600, file
        text = file.read_text(encoding="utf-8-sig")
        assert not [password for password in [*story.fleet.passwords, PASSWORD] if f'"{password}"' in text], file
    assert Evidence(story.folder).report("migrate")["counts"] == {"active": 3}


def test_without_confirmation_the_plan_is_told_and_nothing_written(story: Story) -> None:
    run = story.unconfirmed.run
    assert run.code == 2
    assert story.unconfirmed.settings == story.second.settings
    assert {name: counts["writes"] for name, counts in story.unconfirmed.counters.items()} == dict.fromkeys(
        story.fleet.names, 0
    )
    for words in ("rollback_confirm", "mail.smtp_auth goes back to on", "oauth.enabled goes back to off"):
        assert words in run.stdout, run.stdout
    assert "The SMTP password: no printer shows it" in run.stdout
    assert "The token: going back burns it" in run.stdout
    assert "where Exchange Online refuses passwords (550 5.7.30), it sends nothing" in run.stdout


def test_check_mode_writes_nothing(story: Story) -> None:
    assert story.foreseen.run.code == 0, story.foreseen.run.output
    assert story.foreseen.settings == story.second.settings
    assert story.foreseen.records == story.unconfirmed.records
    diff = story.foreseen.run.result(story.fleet.names[0], "Put the mail settings back")["diff"]
    assert diff["after"]["smtp_auth"] is True


def test_the_settings_are_back(story: Story) -> None:
    assert story.back.run.code == 0, story.back.run.output
    for name in story.fleet.names:
        before, now = dict(story.at_first[name]), dict(story.back.settings[name])
        for other in SIDE_EFFECTS:
            before.pop(other, None), now.pop(other, None)
        assert now == before, name
        assert story.fleet.token(name) == "Not Acquired"
        record = story.back.records[name]
        assert record["before_migration"] is None
        assert len(record["rolled_back"]) == 1
        assert record["runs"][-1]["kind"] == "rollback" and record["runs"][-1]["state"] == "restored"


def test_the_mail_settings_come_before_the_token_is_burnt(story: Story) -> None:
    name = story.fleet.names[0]
    lines = [line for line in story.back.log[len(story.second.log) :] if line["host"] == name]
    assert [line["screen"] for line in lines] == ["mail", "mail", "oauth", "oauth"]


def test_the_password_of_the_vault_is_used(story: Story) -> None:
    """Exchange refuses every password, with its own words: the printer has signed in with one."""
    assert [scan["mechanism"] for scan in story.scans][::2] == ["LOGIN"] * 2
    output = json.dumps(story.back.run.events) + story.back.run.output
    assert PASSWORD not in output


def test_a_second_rollback_has_nothing_to_do(story: Story) -> None:
    assert story.again.run.code == 0, story.again.run.output
    assert story.again.settings == story.back.settings
    assert {name: counts["writes"] for name, counts in story.again.counters.items()} == dict.fromkeys(
        story.fleet.names, 0
    )
    assert Evidence(story.folder).report("rollback")["counts"] == {"nothing_recorded": 3}
