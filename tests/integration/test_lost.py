# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A printer that fails before the role's first step is in the report, too."""

from __future__ import annotations

from pathlib import Path

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
