# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The jump host that the tasks are delegated to cannot be reached: told with its name, in the report, and waited for while a person types."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from .conftest import Fleets, Runner
from .evidence import Evidence
from .fleets import until
from .playbooks import JUMPER, delegated

ADDRESS = "scan@contoso.com"
VERDICTS = {"assess": "unreachable", "migrate": "not_migrated", "verify": "unreachable"}


def role(name: str, folder: Path) -> list[dict[str, Any]]:
    variables = {f"{name}_report_dir": str(folder)}
    return delegated([{"ansible.builtin.import_role": {"name": f"printfleet.canon.{name}"}, "vars": variables}])


@pytest.mark.parametrize("name", VERDICTS)
def test_report_names_the_machine(ansible_for: Runner, tmp_path: Path, name: str) -> None:
    cut = tmp_path / "cut"
    cut.touch()
    printer = {"ansible_host": "127.255.0.9", "canon_username": "a", "canon_password": "b"}
    hosts = {
        "copier-1": {**printer, "migrate_email_address": ADDRESS, "migrate_tenant": "contoso.onmicrosoft.com"},
        **JUMPER,
    }
    run = ansible_for().run(
        role(name, tmp_path / "reports"), hosts=hosts, env={"SHELL_PIPE_CUT": str(cut)}, play={"hosts": "copier-1"}
    )
    row = Evidence(tmp_path / "reports").rows(name)["copier-1"]
    assert row["verdict"] == VERDICTS[name], row
    told = " ".join(str(reason) for reason in row["reasons"])
    assert "The connection to jumper, to which the task is delegated, failed: " in told, row
    assert "ansible -m ping" in told, row
    assert run.recap["copier-1"]["unreachable"] == 0


def test_printer_is_not_given_up_while_a_person_types(fleets: Fleets, ansible_for: Runner, tmp_path: Path) -> None:
    fleet = fleets("cut", "--count", "1", "--profiles", "dx_user_tls", "--small-pages", "--connect-seconds", "0.3")
    cut, reports, (printer,) = tmp_path / "cut", tmp_path / "reports", fleet.names
    running = ansible_for(fleet).start(
        role("migrate", reports),
        hosts=JUMPER,
        variables={"migrate_email_address": ADDRESS},
        env={"SHELL_PIPE_CUT": str(cut)},
    )
    until(fleet.control.waiting, 120)
    until(lambda: "open https://" in running.output, 60)
    cut.touch()
    time.sleep(4)
    (code,) = fleet.control.waiting()
    fleet.control.approve(code["user_code"], code["account"])
    cut.unlink()
    run = running.wait()
    assert run.code == 0, run.output
    assert Evidence(reports).rows("migrate")[printer]["verdict"] == "active"
    assert (fleet.counters(printer)["open_sessions"], fleet.token(printer)) == (0, "Active")
