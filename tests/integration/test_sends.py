# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The scan test: `verify` tells how the last mail of each printer ended, before and after its migration, without a write."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from dataclasses import dataclass
from typing import Any

import pytest

from .conftest import Fleets, Runner
from .evidence import Evidence
from .fleets import Fleet
from .playbooks import CHECKOUT, PROGRAMS, Run, environment, task

USER, PIN, HIDDEN = "print-01", "print-02", "print-03"
TOLD = (USER, PIN)
TO = "bob.smith@fabrikam.example"
LOG = task("log", "canon_info", gather_subset=["sends"])
MAIL = task("mail", "canon_smtp", verify_certificate=True)
CLOSE = task("close", "canon_session")


@dataclass(frozen=True)
class Night:
    run: Run
    rows: dict[str, dict[str, Any]]
    table: dict[str, dict[str, str]]
    page: str
    metrics: str
    writes: dict[str, int]

    def metric(self, name: str) -> list[str]:
        start = f'printfleet_last_send_ok{{host="{name}"'
        return [line.rsplit(" ", 1)[1] for line in self.metrics.splitlines() if line.startswith(start)]


@dataclass(frozen=True)
class Story:
    fleet: Fleet
    scans: list[dict[str, dict[str, Any]]]
    before: Night
    after: Night
    refused: Night
    log: Run
    counters: dict[str, dict[str, Any]]
    by_hand: subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def story(fleets: Fleets, ansible_for: Runner) -> Story:
    profiles = "dx_user_tls,dx_pin_tls,dx_tls_only"
    fleet = fleets(
        "sends", "--small-pages", "--count", "3", "--profiles", profiles, "--auto-operator", "--operator-seconds", "0.2"
    )
    assert fleet.names == [USER, PIN, HIDDEN]
    ansible, metrics = ansible_for(fleet), fleet.folder / "metrics" / "canon.prom"

    def scan() -> dict[str, dict[str, Any]]:
        return {name: fleet.control.scan(name, to=TO) for name in fleet.names}

    def night() -> Night:
        fleet.control.reset_counters()
        run = ansible.run("verify.yml", variables={"verify_prometheus_path": str(metrics)})
        folder = fleet.folder / "reports"
        table = io.StringIO((folder / "verify.csv").read_text(encoding="utf-8-sig"))
        return Night(
            run,
            Evidence(folder).rows("verify"),
            {row["host"]: row for row in csv.DictReader(table)},
            (folder / "verify.html").read_text(encoding="utf-8"),
            metrics.read_text(encoding="utf-8"),
            {name: counts["writes"] for name, counts in fleet.all_counters().items()},
        )

    scans = [scan()]
    before = night()
    done = ansible.run("migrate.yml")
    assert done.code == 0, done.output
    scans.append(scan())
    after = night()
    fleet.control.exchange_fault("mailbox_disabled")
    scans.append(scan())
    refused = night()
    command = ["ansible", "printers", "-i", str(fleet.inventory)]
    command += ["-m", "printfleet.canon.canon_info", "-a", "gather_subset=sends"]  # as printed in the guide
    by_hand = subprocess.run(
        [str(PROGRAMS / command[0]), *command[1:]], cwd=CHECKOUT, env=environment(fleet.folder / "home"), capture_output=True,
        text=True, timeout=120, check=False,
    )  # fmt: skip
    fleet.control.reset_counters()
    log = ansible.run([LOG, MAIL, CLOSE], module_defaults={"group/printfleet.canon.remote_ui": {"keep_session": True}})
    return Story(fleet, scans, before, after, refused, log, fleet.all_counters(), by_hand)


@pytest.mark.parametrize("name", TOLD)
def test_a_refused_scan_is_told_with_its_code(story: Story, name: str) -> None:
    scan, sends = story.scans[0][name], story.before.rows[name]["sends"]
    assert (scan["accepted"], scan["mechanism"], scan["code"]) == (False, "LOGIN", "#839")
    assert (sends["last"]["result"], sends["last"]["error_code"]) == ("failed", "#839")
    assert (sends["seen"], sends["failed"]) == (1, 1)
    assert sends["note"].startswith("Failed with #839 (job ") and sends["last"]["remedy"] in sends["note"]
    assert story.before.table[name]["last_send"] == sends["note"]
    assert sends["note"] in story.before.page
    assert story.before.metric(name) == ["0"]


@pytest.mark.parametrize("name", TOLD)
def test_a_scan_that_arrives_after_the_migration_is_told(story: Story, name: str) -> None:
    scan, sends = story.scans[1][name], story.after.rows[name]["sends"]
    assert (scan["accepted"], scan["mechanism"]) == (True, "XOAUTH2")
    assert (sends["last"]["result"], sends["last"]["error_code"]) == ("ok", None)
    assert (sends["seen"], sends["failed"]) == (2, 1)
    assert sends["note"].startswith("Delivered (job ") and sends["note"].endswith("1 of the last 2 failed.")
    assert story.after.metric(name) == ["1"]
    assert story.after.rows[name]["verdict"] == "fine"


@pytest.mark.parametrize("name", TOLD)
def test_a_mail_that_fails_is_no_verdict(story: Story, name: str) -> None:
    assert not story.scans[2][name]["accepted"]
    sends = story.refused.rows[name]["sends"]
    assert sends["last"]["error_code"] == story.scans[2][name]["code"] != ""
    assert (sends["seen"], sends["failed"]) == (3, 2)
    assert (story.refused.rows[name]["verdict"], story.refused.rows[name]["reasons"]) == ("fine", [])
    assert story.refused.run.code == 0


def test_a_log_that_is_switched_off_is_no_failure(story: Story) -> None:
    for night in (story.after, story.refused):
        row = night.rows[HIDDEN]
        assert (row["verdict"], row["sends"], night.metric(HIDDEN)) == ("fine", None, [])
    result = story.log.result(HIDDEN, LOG["name"])
    assert result["printer"]["sends"] is None
    assert "Status Monitor" in result["unknown"]["sends"]


def test_all_jobs_are_listed_newest_first_and_name_nobody(story: Story) -> None:
    for name in TOLD:
        result = story.log.result(name, LOG["name"])
        codes = [story.scans[number][name]["code"] or None for number in (2, 1, 0)]
        assert [job["error_code"] for job in result["printer"]["sends"]] == codes
        assert result["unknown"] == {}
    nights = (story.before, story.after, story.refused)
    assert TO not in story.log.output + "".join(json.dumps(night.rows) + night.page for night in nights)


def test_nothing_is_written_and_nobody_stays_logged_in(story: Story) -> None:
    for night in (story.before, story.after, story.refused):
        assert night.writes == dict.fromkeys(story.fleet.names, 0)
    assert {name: counts["open_sessions"] for name, counts in story.fleet.all_counters().items()} == dict.fromkeys(
        story.fleet.names, 0
    )


def test_the_same_login_can_write_afterwards(story: Story) -> None:
    for name in story.fleet.names:
        assert story.log.result(name, MAIL["name"])["settings"]["verify_certificate"] is True
        assert (story.counters[name]["logins"], story.counters[name]["logouts"]) == (1, 1)


def test_the_command_of_the_guide(story: Story) -> None:
    assert story.by_hand.returncode == 0, story.by_hand.stdout + story.by_hand.stderr
    assert story.by_hand.stdout.count("SUCCESS") == 3
    assert story.by_hand.stdout.count("#839") >= 2
