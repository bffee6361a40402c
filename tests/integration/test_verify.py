# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`verify` on migrated printers: silent while all is well, and it notices each thing that falls off, without a write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from .conftest import Fleets, Runner
from .evidence import Evidence
from .fleets import Fleet, until
from .playbooks import Run

TOKEN, PANEL, CLOCK, FIRMWARE, GONE, FINE = (f"print-0{number}" for number in range(1, 7))
WHAT = {TOKEN: "token", PANEL: "settings", CLOCK: "clock", FIRMWARE: "firmware", GONE: "network"}
"""What must be found on which printer."""
LOST = "lost@contoso.com"
"""The account that ends its sign-ins."""


@dataclass(frozen=True)
class Night:
    run: Run
    rows: dict[str, dict[str, Any]]
    written: dict[str, int]
    metrics: str


@dataclass(frozen=True)
class Story:
    fleet: Fleet
    fresh: Night
    quiet: Night
    loud: Night
    same: Night
    mended: Night


@pytest.fixture(scope="module")
def story(fleets: Fleets, ansible_for: Runner) -> Story:
    fleet = fleets(
        "nights",
        "--small-pages",
        "--count",
        "6",
        "--auto-operator",
        "--operator-seconds",
        "0.2",
        "--connect-seconds",
        "0.3",
    )
    assert fleet.names == [TOKEN, PANEL, CLOCK, FIRMWARE, GONE, FINE]
    ansible, control = ansible_for(fleet), fleet.control
    metrics = fleet.folder / "metrics" / "canon.prom"
    fleet.control.set_entra(token_seconds=30)
    hosts = {TOKEN: {"migrate_email_address": LOST}, PANEL: {"site": 'Lyon "2"'}}

    def night(reports: str = "reports") -> Night:
        control.reset_counters()
        run = ansible.run(
            "verify.yml",
            variables={
                "verify_prometheus_path": str(metrics),
                "canon_timeout": 5,
                "verify_report_dir": str(fleet.folder / reports),
            },
            hosts=hosts,
        )
        rows = Evidence(fleet.folder / reports).rows("verify")
        names = ("writes", "restarts", "updates_started", "applies", "codes_requested")
        written = {name: sum(counts[key] for key in names) for name, counts in fleet.all_counters().items()}
        return Night(run, rows, written, metrics.read_text(encoding="utf-8"))

    fresh = night("reports-before")
    done = ansible.run("migrate.yml", "--forks", "10", hosts=hosts)
    assert done.code == 0, done.output
    quiet = night()
    control.revoke(LOST)
    until(lambda: not control.scan(TOKEN)["accepted"] and fleet.token(TOKEN) != "Active")
    before = fleet.settings(PANEL)
    control.set(PANEL, smtp_auth=True, server="mail.contoso.example")
    control.add_fault(CLOCK, "clock_offset", seconds=4000)
    control.add_fault(FIRMWARE, "older_firmware")
    control.add_fault(GONE, "switched_off")
    loud, same = night(), night()
    control.set(PANEL, smtp_auth=before["smtp_auth"], server=before["server"])
    for name in (CLOCK, FIRMWARE, GONE):
        control.clear_faults(name)
    until(lambda: fleet.token(GONE) == "Active")
    return Story(fleet, fresh, quiet, loud, same, night())


def test_who_was_never_migrated_did_not_fall_off(story: Story) -> None:
    assert story.fresh.run.code == 2, story.fresh.run.output
    assert {row["verdict"] for row in story.fresh.rows.values()} == {"not_migrated"}, story.fresh.rows
    assert "6 printers: 6 not migrated yet" in story.fresh.run.stdout


def test_all_is_well(story: Story) -> None:
    assert story.quiet.run.code == 0, story.quiet.run.output
    assert {row["verdict"] for row in story.quiet.rows.values()} == {"fine"}, story.quiet.rows
    assert not [row for row in story.quiet.rows.values() if row["reasons"] or row["changes"]]
    assert "6 printers: 6 fine" in story.quiet.run.stdout
    assert {counts["changed"] for counts in story.quiet.run.recap.values()} == {0}


@pytest.mark.parametrize("name", WHAT)
def test_what_falls_off_is_noticed(story: Story, name: str) -> None:
    row = story.loud.rows[name]
    assert row["verdict"] == ("unreachable" if name == GONE else "fell_off")
    assert {reason["what"] for reason in row["reasons"]} == {WHAT[name]}, row
    assert all(reason["who"] and reason["remedy"] for reason in row["reasons"])
    assert any(line.startswith("New: ") for line in row["changes"])


def test_only_what_fell_off_fails(story: Story) -> None:
    assert story.loud.run.code == 2
    failed = {name for name, counts in story.loud.run.recap.items() if counts["failures"]}
    assert failed == set(WHAT)
    assert story.loud.rows[FINE]["verdict"] == "fine"
    assert {
        "mail.server: smtp.office365.com → mail.contoso.example",
        "mail.smtp_auth: off → on",
    } <= set(story.loud.rows[PANEL]["changes"])


def test_the_next_night_has_the_same_reasons_and_no_news(story: Story) -> None:
    for name in WHAT:
        assert story.same.rows[name]["verdict"] == story.loud.rows[name]["verdict"]
        if name != CLOCK:  # its sentence names the seconds
            assert story.same.rows[name]["changes"] == [], name


def test_what_was_mended_is_over(story: Story) -> None:
    unwell = {name: row["reasons"] for name, row in story.mended.rows.items() if row["verdict"] != "fine"}
    assert set(unwell) == {TOKEN}, unwell
    for name in (PANEL, CLOCK, FIRMWARE, GONE):
        assert any(line.startswith("Over: ") for line in story.mended.rows[name]["changes"]), name


def test_nothing_is_written(story: Story) -> None:
    for night in (story.quiet, story.loud, story.same, story.mended):
        assert night.written == dict.fromkeys(story.fleet.names, 0)


def test_metrics(story: Story) -> None:
    lines = story.loud.metrics.splitlines()
    samples = [line for line in lines if not line.startswith("#")]
    ok = {line.split('"')[1]: line.rsplit(" ", 1)[1] for line in samples if line.startswith("printfleet_printer_ok{")}
    assert ok == {**dict.fromkeys(WHAT, "0"), FINE: "1"}
    assert any('site="Lyon \\"2\\""' in line for line in samples)
    names = {line.split()[2] for line in lines if line.startswith("# TYPE")}
    assert {line.partition("{")[0].partition(" ")[0] for line in samples} <= names
    path = story.fleet.folder / "metrics" / "canon.prom"
    assert path.stat().st_mode & 0o777 == 0o644
