# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A printer that fails before the role's first step is in the report, too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import Runner
from .evidence import Evidence

GONE = {"ansible_host": "127.255.0.9", "canon_timeout": 3, "canon_username": "a", "canon_password": "b"}
"""An address where nothing listens."""


def test_a_printer_without_a_sender_is_in_the_report(ansible_for: Runner, tmp_path: Path) -> None:
    hosts = {"copier-1": {**GONE, "migrate_email_address": "scan@contoso.com"}, "copier-2": GONE}
    run = ansible_for().run("migrate.yml", hosts=hosts, variables={"migrate_report_dir": str(tmp_path)})
    assert run.code == 2
    rows = Evidence(tmp_path).rows("migrate")
    assert {name: row["verdict"] for name, row in rows.items()} == dict.fromkeys(hosts, "not_migrated")
    assert "before its first step" in rows["copier-2"]["reasons"][0]["why"]
    assert "copier-2: not_migrated, before its first step" in run.stdout
    assert "2 printers: 0 active, 0 waiting for a person, 2 not migrated" in run.stdout


def lost(run: Any, folder: Path, kind: str) -> set[str]:
    """Names of the printers of which the report says that nothing is known."""
    assert run.code == 2, run.output
    rows = Evidence(folder).rows(kind).values()
    assert not [row for row in rows if row["verdict"] in ("fine", "ready", "restored")]
    return {row["host"] for row in rows if any("before its first step" in reason["why"] for reason in row["reasons"])}


def records(folder: Path, *names: str) -> Path:
    """Records of printers to which nothing was written."""
    (folder / "printers").mkdir(parents=True)
    for name in names:
        record = {"host": name, "serial_number": "", "before_migration": None, "runs": []}
        (folder / "printers" / f"{name}.json").write_text(json.dumps(record), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("kind", "broken", "verdict", "other"),
    [
        ("assess", {"assess_max_clock_offset": "soon"}, "needs_attention", "unreachable"),
        ("verify", {"verify_smtp_port": "submission"}, "not_verified", "unreachable"),
        ("rollback", {"rollback_restart": "perhaps"}, "not_restored", "nothing_recorded"),
    ],
)
def test_a_printer_with_a_broken_variable_is_in_the_report(
    ansible_for: Runner, tmp_path: Path, kind: str, broken: dict[str, str], verdict: str, other: str
) -> None:
    records(tmp_path, "copier-1")
    hosts = {"copier-1": GONE, "copier-2": {**GONE, **broken}}
    run = ansible_for().run(f"{kind}.yml", hosts=hosts, variables={f"{kind}_report_dir": str(tmp_path)})
    assert lost(run, tmp_path, kind) == {"copier-2"}
    found = {name: row["verdict"] for name, row in Evidence(tmp_path).rows(kind).items()}
    assert found == {"copier-1": other, "copier-2": verdict}
    assert run.recap["copier-2"]["failures"] == 1


def test_metrics_and_report_have_a_printer_whose_record_is_broken(ansible_for: Runner, tmp_path: Path) -> None:
    folder, metrics = records(tmp_path / "reports"), tmp_path / "canon.prom"
    broken = folder / "printers" / "copier-2.json"
    broken.write_text('{"host": "copier-2", "runs": [', encoding="utf-8")
    variables = {"verify_report_dir": str(folder), "verify_prometheus_path": str(metrics)}
    hosts = {"copier-1": GONE, "copier-2": {**GONE, "site": "Cellar", "verify_site": "Cellar 2"}}
    run = ansible_for().run("verify.yml", hosts=hosts, variables=variables)
    assert lost(run, folder, "verify") == {"copier-2"}
    told = run.result("copier-2", "Read what was seen the last time")["msg"]
    assert f"{broken} is not the record of a printer" in told and "Put a copy of it from a backup in its place" in told
    lines = metrics.read_text(encoding="utf-8").splitlines()
    assert 'printfleet_printer_ok{host="copier-2",site="Cellar 2"} 0' in lines
    assert 'printfleet_printer_state{host="copier-2",site="Cellar 2",state="not_verified"} 1' in lines


def test_the_summary_counts_a_printer_whose_record_is_broken(ansible_for: Runner, tmp_path: Path) -> None:
    folder = records(tmp_path / "reports")
    (folder / "printers" / "copier-2.json").write_text('{"host": "copier-2", "runs": [', encoding="utf-8")
    sender = {**GONE, "migrate_email_address": "scan@contoso.com"}
    run = ansible_for().run(
        "migrate.yml", hosts={"copier-1": sender, "copier-2": sender}, variables={"migrate_report_dir": str(folder)}
    )
    assert lost(run, folder, "migrate") == {"copier-2"}
    told = run.result("copier-1", "Show one line for each printer")["msg"]
    assert [line.partition(":")[0] for line in told] == ["copier-1", "copier-2", "2 printers", "Report"]


@pytest.mark.parametrize(
    ("variables", "site"),
    [
        ({"site": "{{ cellar }}", "cellar": "Cellar 2"}, "Cellar 2"),
        ({"site": "Cellar 2", "assess_site": "Cellar 3"}, "Cellar 3"),
        ({"site": "Cellar {{ unknown_number }}"}, ""),
        ({}, ""),
    ],
)
def test_a_lost_printer_has_the_site_that_can_be_read(
    ansible_for: Runner, tmp_path: Path, variables: dict[str, str], site: str
) -> None:
    report = {
        "kind": "assess",
        "path": str(tmp_path),
        "rows": [{"host": 1012, "verdict": "ready"}],
        "lost": [1012, "copier-2"],
    }
    tasks = [{"name": "Report", "printfleet.canon.fleet_report": report, "run_once": True}]
    run = ansible_for().run(tasks, hosts={"copier-1": GONE, "copier-2": {**GONE, **variables}}, play={"hosts": "all"})
    assert run.code == 0, run.output
    rows = json.loads((tmp_path / "assess.json").read_text(encoding="utf-8"))["printers"]
    assert [(row["host"], row.get("site")) for row in rows] == [("copier-2", site), (1012, None)]


@pytest.mark.parametrize("kind", ["assess", "verify"])
def test_printers_of_batches_to_come_are_not_lost(ansible_for: Runner, tmp_path: Path, kind: str) -> None:
    broken = {"assess_max_clock_offset": "soon", "verify_smtp_port": "submission"}
    hosts = {f"copier-{number}": GONE if number % 2 else {**GONE, **broken} for number in range(1, 5)}
    run = ansible_for().run(
        [{"ansible.builtin.import_role": {"name": f"printfleet.canon.{kind}"}}],
        hosts=hosts,
        variables={f"{kind}_report_dir": str(tmp_path)},
        play={"hosts": "all", "order": "sorted", "serial": 2},
    )
    assert lost(run, tmp_path, kind) == {"copier-2", "copier-4"}
    assert "2 printers: 1 " in run.stdout and "4 printers: 2 " in run.stdout
    # Only where batches follow, the first of a batch that is unwell as a whole is spared.
    wanted = {"copier-2", "copier-4"} | ({"copier-3"} if kind == "verify" else set())
    assert {name for name, counts in run.recap.items() if counts["failures"]} == wanted, run.output
