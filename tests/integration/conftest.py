# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fixtures of the integration tests: fleets as processes, and ansible-playbook as a user starts it."""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Callable, Iterator

import pytest
import yaml

from fleet.fleet_process import fleet_processes
from virtual_fleet.control_client import Control

from .fleets import Fleet
from .playbooks import Ansible

SEED = int(os.environ.get("FLEET_SEED") or random.SystemRandom().randrange(2**31))
"""Draws the names that nobody has published, anew in every run; FLEET_SEED repeats one."""
PACE = {"migrate_poll_interval": 1, "migrate_connect_timeout": 20, "migrate_token_timeout": 40}
"""Tunables of the role for printers that answer within milliseconds; a test may set others."""

LONGEST = (
    "fault_matrix", "desk_webhook", "delegated_evidence", "desk_operator", "killed", "second_printer", "evidence_of_killed_runs",
    "firmware", "batches", "delegated", "code_desk", "rollback_restart", "turns", "secrets", "capture", "report_page", "rollback",
)  # fmt: skip
"""Modules that take half a minute and more begin first, so that no processor waits for the last of them."""

Fleets = Callable[..., Fleet]
Runner = Callable[..., Ansible]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The first test of a module waits for all of its runs; a busy machine gets the time that it needs for them."""
    ranks = {f"test_{name}": rank for rank, name in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get(item.path.stem, len(ranks)))
    for item in items:
        if Path(__file__).parent in item.path.parents and item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(300))


@pytest.fixture(scope="module")
def fleets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleets]:
    """Start fleets that live as long as the module's tests; arguments as for `serve`."""
    parent = tmp_path_factory.mktemp("fleets")
    starter = fleet_processes(parent)
    try:
        start = next(starter)
    except StopIteration:
        pytest.fail("no fleets can be started")

    def serve(name: str, *options: str) -> Fleet:
        print(f"fleet {name}: FLEET_SEED={SEED}")
        _process, folder = start(name, "--max-seconds", "900", "--seed", str(SEED), *options)
        return Fleet(Control.of(folder / "fleet.json", wait=30), folder)

    yield serve
    for _nothing in starter:
        pass


@pytest.fixture(scope="module")
def ansible_for(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """An Ansible with its own folder for a fleet's inventory, or for none."""

    def make(fleet: Fleet | None = None, *inventories: Path) -> Ansible:
        folder = tmp_path_factory.mktemp("ansible")
        pace = folder / "pace.yml"
        pace.write_text(yaml.safe_dump({"all": {"vars": PACE}}), encoding="utf-8")
        return Ansible(folder, [*([fleet.inventory] if fleet else []), pace, *inventories])

    return make
