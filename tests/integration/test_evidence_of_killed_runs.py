# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A run is killed while it waits for people; the next one goes on. The story of each printer is complete and true."""

from __future__ import annotations

import json
import os
import signal

from .conftest import Fleets, Runner
from .fleets import until
from .operators import Operator


def test_the_record_survives_a_kill(fleets: Fleets, ansible_for: Runner) -> None:
    fleet = fleets("evidence", "--count", "3", "--connect-seconds", "0.3")
    ansible, folder = ansible_for(fleet), fleet.folder / "reports"
    at_first = fleet.all_settings()
    killed = ansible.start("migrate.yml")
    until(lambda: all(fleet.token(name) == "Being Acquired..." for name in fleet.names), 120)
    os.killpg(killed.process.pid, signal.SIGKILL)
    killed.process.wait(10)
    broken = {
        name: json.loads((folder / "printers" / f"{name}.json").read_text(encoding="utf-8")) for name in fleet.names
    }
    for record in broken.values():
        (entry,) = record["runs"]
        assert entry["state"] == "unfinished" and entry["proved"] is None
        assert entry["found"]["oauth"]["enabled"] is False
        assert entry["changed"]["mail.smtp_auth"] == {"before": True, "after": False, "result": "done"}
        assert entry["changed"]["oauth.enabled"]["after"] is True

    running = ansible.start("migrate.yml")
    with Operator(fleet, running):
        run = running.wait()
    assert run.code == 0, run.output
    lines = [json.loads(line) for line in (folder / "audit.jsonl").read_text(encoding="utf-8").splitlines()]
    for name in fleet.names:
        record = json.loads((folder / "printers" / f"{name}.json").read_text(encoding="utf-8"))
        assert record["before_migration"] == {**broken[name]["before_migration"]}
        assert record["before_migration"]["mail"]["server"] == at_first[name]["server"]
        assert record["before_migration"]["mail"]["smtp_auth"] is True
        assert [entry["state"] for entry in record["runs"]] == ["unfinished", "active"]
        assert "mail.smtp_auth" not in record["runs"][1]["changed"]
        begun = [line for line in lines if line["host"] == name and line["phase"] == "begin"]
        assert len(begun) >= 2 and begun[0]["run"] == record["runs"][0]["run"]
