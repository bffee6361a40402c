# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rollback of printers that hold settings back until [Apply Setting Changes], or until they are restarted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from .conftest import Fleets, Runner
from .evidence import Evidence
from .fleets import Fleet
from .playbooks import Run

PROFILES = "dx_user_held_back,dx_pin_restart,dx_pin_restart,dx_user_tls,dx_pin_restart_stored"
HELD_BACK, RESTART, NO_RESTART, AT_ONCE, STORED = (f"print-0{number}" for number in range(1, 6))
"""NO_RESTART and STORED may not be restarted; until then one shows the old values, the other the new ones."""
BACK = [HELD_BACK, RESTART, AT_ONCE]
LASTING = ("server", "port", "email_address", "tls", "smtp_auth", "verify_certificate", "verify_cn", "oauth_enabled",
           "endpoint", "oauth_verify_server_certificate", "oauth_verify_cn")  # fmt: skip


@dataclass(frozen=True)
class Chapter:
    run: Run
    printers: dict[str, dict[str, Any]]
    records: dict[str, dict[str, Any]]
    verdicts: dict[str, str]

    def counts(self, name: str, *kinds: str) -> tuple[int, ...]:
        return tuple(self.printers[name]["counters"][kind] for kind in kinds)

    def lasting(self, name: str) -> dict[str, Any]:
        return {key: self.printers[name]["settings"][key] for key in LASTING}


@dataclass(frozen=True)
class Story:
    fleet: Fleet
    at_first: dict[str, dict[str, Any]]
    migrated: Chapter
    back: Chapter
    again: Chapter
    allowed: Chapter
    last: Chapter


@pytest.fixture(scope="module")
def story(fleets: Fleets, ansible_for: Runner) -> Story:
    fleet = fleets("back-later", "--small-pages", "--count", "5", "--profiles", PROFILES, "--restart-seconds", "1",
                   "--connect-seconds", "0.3", "--auto-operator", "--operator-seconds", "0.2")  # fmt: skip
    ansible, evidence = ansible_for(fleet), Evidence(fleet.folder / "reports")
    for name in fleet.names:
        fleet.control.set(name, server="mail.contoso.example", smtp_auth=True, port=2525)
    at_first = {name: {key: settings[key] for key in LASTING} for name, settings in fleet.all_settings().items()}

    def chapter(kind: str, *options: str, **variables: Any) -> Chapter:
        fleet.control.reset_counters()
        run = ansible.run(f"{kind}.yml", *options, variables={"migrate_restart": "if_required", **variables},
                          hosts={name: {"rollback_restart": "never"} for name in (NO_RESTART, STORED)})  # fmt: skip
        printers = {printer["name"]: printer for printer in fleet.control.printers()}
        verdicts = {name: row["verdict"] for name, row in evidence.rows(kind).items()}
        return Chapter(run, printers, evidence.records(), verdicts)

    confirm = {"rollback_confirm": True, "rollback_restart": "if_required"}
    return Story(
        fleet,
        at_first,
        chapter("migrate"),
        chapter("rollback", **confirm),
        chapter("rollback", **confirm),
        chapter("rollback", "-e", "rollback_restart=if_required", **confirm),
        chapter("rollback", **confirm),
    )


def test_all_were_migrated(story: Story) -> None:
    assert story.migrated.run.code == 0, story.migrated.run.output


@pytest.mark.parametrize(("name", "restarts"), [(HELD_BACK, 0), (RESTART, 1), (AT_ONCE, 0)])
def test_the_settings_are_back_and_in_effect(story: Story, name: str, restarts: int) -> None:
    assert story.back.lasting(name) == story.at_first[name]
    assert story.back.printers[name]["held_back"] == []
    assert story.back.verdicts[name] == "restored"
    assert story.back.records[name]["before_migration"] is None
    assert story.back.records[name]["runs"][-1]["state"] == "restored"
    assert story.back.counts(name, "restarts", "open_sessions") == (restarts, 0)


def test_a_restart_that_nobody_allowed_leaves_it_undone_and_says_so(story: Story) -> None:
    assert story.back.run.code == 2, story.back.run.output
    assert {name for name, counts in story.back.run.recap.items() if counts["failures"]} == {NO_RESTART, STORED}
    for name, words in {NO_RESTART: "Not as recorded: mail.", STORED: "not in effect yet"}.items():
        record = story.back.records[name]
        entry = record["runs"][-1]
        assert entry["state"] == "not_restored" and record["before_migration"], entry
        assert words in entry["reason"] and "until it is restarted" in entry["reason"], entry["reason"]
        assert "rollback_restart" in entry["remedy"] and entry["who"] == "whoever runs the playbook", entry
        assert entry["reason"].endswith(f" {entry['remedy']}"), entry
        assert story.back.counts(name, "restarts", "open_sessions") == (0, 0)
        assert story.back.printers[name]["held_back"]


@pytest.mark.parametrize("name", BACK)
def test_a_second_rollback_changes_nothing(story: Story, name: str) -> None:
    assert story.again.counts(name, "writes", "applies", "restarts", "open_sessions") == (0, 0, 0, 0)
    assert story.again.lasting(name) == story.at_first[name]
    assert story.again.verdicts[name] == "nothing_recorded"
    assert story.again.run.recap[name]["changed"] == 0


def test_what_is_held_back_is_told_again_and_nothing_restarted(story: Story) -> None:
    entry = story.again.records[NO_RESTART]["runs"][-1]
    assert (story.again.run.code, entry["state"]) == (2, "not_restored"), story.again.run.output
    assert "until it is restarted" in entry["reason"], entry["reason"]
    assert story.again.counts(NO_RESTART, "restarts", "open_sessions") == (0, 0)
    assert story.again.records[NO_RESTART]["before_migration"] == story.back.records[NO_RESTART]["before_migration"]


def test_a_later_run_that_may_restart_ends_restored(story: Story) -> None:
    assert story.allowed.run.code == 0, story.allowed.run.output
    assert story.allowed.verdicts[NO_RESTART] == "restored"
    assert story.allowed.lasting(NO_RESTART) == story.at_first[NO_RESTART]
    assert story.allowed.printers[NO_RESTART]["held_back"] == []
    assert story.allowed.counts(NO_RESTART, "restarts", "open_sessions") == (1, 0)
    assert story.last.run.code == 0, story.last.run.output
    assert story.last.counts(NO_RESTART, "writes", "restarts") == (0, 0)
    assert story.last.lasting(NO_RESTART) == story.at_first[NO_RESTART]
