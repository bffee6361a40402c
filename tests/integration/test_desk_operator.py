# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A person who reads the codes only from the code desk page: 20 seconds for a code of 15 minutes, both at a scale of 1:20."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from virtual_fleet.page_operator import PageOperator

from .conftest import Fleets, Runner
from .fleets import Fleet
from .playbooks import Run

PERSON_SECONDS, CODE_SECONDS = 1.0, 45
PROFILES = "dx_user_tls,dx_pin_tls"


def migrate(fleet: Fleet, ansible_for: Runner, folder: Path, **person: object) -> tuple[Run, PageOperator]:
    """The role, and a person at the page that it writes."""
    ansible, page = ansible_for(fleet), folder / "code_desk.html"
    running = ansible.start(
        "migrate.yml",
        variables={"migrate_token_timeout": 200},
        env={"ANSIBLE_CALLBACKS_ENABLED": "record,printfleet.canon.code_desk", "CANON_CODE_DESK_PATH": str(page)},
    )
    with PageOperator(page, fleet.control.fleet()["ca"], **person) as operator:  # type: ignore[arg-type]
        return running.wait(), operator


@pytest.mark.timeout(300)
def test_forty_printers_and_one_person_waste_no_code(fleets: Fleets, ansible_for: Runner, tmp_path: Path) -> None:
    fleet = fleets("forty", "--count", "40", "--profiles", PROFILES, "--expires-in", str(CODE_SECONDS), "--small-pages")
    run, operator = migrate(fleet, ansible_for, tmp_path, seconds=PERSON_SECONDS)
    assert {name: fleet.token(name) for name in fleet.names} == dict.fromkeys(fleet.names, "Active"), run.output
    assert run.code == 0
    assert sorted(typed.printer for typed in operator.typed) == fleet.names
    assert [typed for typed in operator.typed if typed.refused] == []
    assert Counter(code["state"] for code in fleet.control.entra()["codes"]) == {"redeemed": 40}
    assert {fleet.counters(name)["codes_requested"] for name in fleet.names} == {1}
    assert operator.errors == []
    assert all(address.startswith(tmp_path.as_uri()) for address in operator.requests)
    assert "printfleet: 40 done, 0 waiting for a code, 0 failed, 0 to come" in run.stdout


@pytest.mark.timeout(300)
def test_a_person_who_walks_away_finds_fresh_codes(fleets: Fleets, ansible_for: Runner, tmp_path: Path) -> None:
    fleet = fleets("walk", "--count", "14", "--profiles", PROFILES, "--expires-in", str(CODE_SECONDS), "--small-pages")
    run, operator = migrate(fleet, ansible_for, tmp_path, seconds=0.2, walk=(3, CODE_SECONDS + 8))
    assert {name: fleet.token(name) for name in fleet.names} == dict.fromkeys(fleet.names, "Active"), run.output
    assert run.code == 0
    assert sorted(typed.printer for typed in operator.typed if not typed.refused) == fleet.names
    states = Counter(code["state"] for code in fleet.control.entra()["codes"])
    assert states["redeemed"] == 14
    # Those that were on the page while nobody was there, and no other: the next printers had not asked for theirs.
    assert 1 <= states["expired"] <= 10, states
    assert operator.errors == []
