# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`rollback` with a folder in which migrate kept nothing: that is no success, and nothing is left there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Runner
from .evidence import Evidence
from .test_lost import GONE

HOSTS = {"copier-1": GONE, "copier-2": GONE}
CONFIRMED = ("-e", "rollback_confirm=true")


@pytest.mark.parametrize("is_there", [True, False], ids=["without records", "missing"])
def test_a_wrong_folder_is_told_and_not_filled(ansible_for: Runner, tmp_path: Path, is_there: bool) -> None:
    folder = tmp_path / "typo"
    if is_there:
        (folder / "printers").mkdir(parents=True)
        (folder / "printers" / ".lock").touch()
    before = sorted(tmp_path.rglob("*"))
    run = ansible_for().run("rollback.yml", *CONFIRMED, hosts=HOSTS, variables={"rollback_report_dir": str(folder)})
    assert run.code == 2, run.output
    for name in HOSTS:
        failed = run.result(name, "Count a printer that was not rolled back as failed")
        assert f"There is no record of any printer in {folder}." in failed["msg"]
        assert "Set rollback_report_dir to the folder in which migrate kept its reports." in failed["msg"]
    assert "No report was written" in run.stdout
    assert sorted(tmp_path.rglob("*")) == before


def test_a_printer_that_others_records_do_not_name_has_nothing_to_put_back(ansible_for: Runner, tmp_path: Path) -> None:
    folder = tmp_path / "printers"
    folder.mkdir()
    known = {"host": "copier-1", "serial_number": "", "before_migration": None, "runs": []}
    (folder / "copier-1.json").write_text(json.dumps(known), encoding="utf-8")
    run = ansible_for().run("rollback.yml", *CONFIRMED, hosts=HOSTS, variables={"rollback_report_dir": str(tmp_path)})
    assert run.code == 0, run.output
    rows = Evidence(tmp_path).rows("rollback")
    assert {name: row["verdict"] for name, row in rows.items()} == dict.fromkeys(HOSTS, "nothing_recorded")
    why = {name: row["reasons"][0]["why"] for name, row in rows.items()}
    assert why["copier-1"].startswith("Nothing was changed on this printer")
    assert why["copier-2"].startswith(
        f"{tmp_path} has no record of this printer, but of 1 other: migrate wrote nothing"
    )
    assert [path.name for path in folder.iterdir()] == ["copier-1.json"]
