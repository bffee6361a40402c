# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The examples of the modules' documentation, as they stand there, on a printer that is authorised; in check mode."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
import yaml

from .conftest import Fleets, Runner
from .fleets import Fleet, until
from .playbooks import Run

MODULES = ["canon_info", "canon_oauth", "canon_session", "canon_smtp", "canon_token_status"]
PRINTER = "print-01"
MIGRATED = {
    "smtp_auth": False,
    "oauth_enabled": True,
    "endpoint": "https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0",
}
SECRET = "Vm-93hfkw7"


@pytest.fixture(scope="module")
def fleet(fleets: Fleets) -> Fleet:
    fleet = fleets("examples", "--count", "1", "--auto-operator", "--operator-seconds", "0")
    fleet.control.set(PRINTER, **MIGRATED)
    until(lambda: fleet.token(PRINTER) == "Active")
    fleet.control.reset_counters()
    return fleet


def run_of(examples: list[dict[str, Any]], fleet: Fleet, ansible_for: Runner) -> Run:
    ansible = ansible_for(fleet)
    variables = {"vault_smtp_password": SECRET}
    if "hosts" not in examples[0]:
        return ansible.run(examples, "--check", variables=variables)
    path = ansible.folder / "example.yml"
    path.write_text(yaml.safe_dump(examples, sort_keys=False), encoding="utf-8")
    return ansible.run(path, "--check", variables=variables)


@pytest.mark.parametrize("module", MODULES)
def test_examples_run(module: str, fleet: Fleet, ansible_for: Runner) -> None:
    plugin = importlib.import_module(f"ansible_collections.printfleet.canon.plugins.modules.{module}")
    run = run_of(yaml.safe_load(plugin.EXAMPLES), fleet, ansible_for)
    assert run.code == 0, run.output
    assert run.recap[PRINTER]["ok"] > 1
    assert SECRET not in run.output
    counters = fleet.counters(PRINTER)
    assert counters["writes"] == 0
    assert counters["logins"] == counters["logouts"] > 0
