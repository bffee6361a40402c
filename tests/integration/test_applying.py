# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Printers that hold a change back: [Apply Setting Changes] once, a restart only where it is wanted and demanded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from .conftest import Fleets, Runner
from .fleets import Fleet
from .playbooks import Run, task

HELD_BACK, NO_RESTART, RESTART, AT_ONCE = "print-01", "print-02", "print-03", "print-04"
ALLOWED = {"if_required": [HELD_BACK, RESTART, AT_ONCE], "never": [NO_RESTART]}
WANTED = {"port": 2525, "email_address": "copier@contoso.com", "smtp_auth": False}
SET = [task("set", "canon_smtp", restart="{{ allowed }}", **WANTED, keywords={"diff": True, "ignore_errors": True})]


@dataclass(frozen=True)
class Outcome:
    fleet: Fleet
    preview: Run
    first: Run
    counters: dict[str, dict[str, Any]]
    printers: dict[str, dict[str, Any]]
    second: Run
    counters_again: dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def outcome(fleets: Fleets, ansible_for: Runner) -> Outcome:
    fleet = fleets(
        "applying",
        "--small-pages",
        "--count",
        "4",
        "--profiles",
        "dx_user_held_back,dx_pin_restart,dx_pin_restart,dx_user_tls",
        "--restart-seconds",
        "1",
    )
    ansible = ansible_for(fleet)
    hosts = {name: {"allowed": choice} for choice, names in ALLOWED.items() for name in names}
    preview = ansible.run(SET, "--check", hosts=hosts)
    fleet.control.reset_counters()
    first = ansible.run(SET, hosts=hosts)
    counters, printers = fleet.all_counters(), {one["name"]: one for one in fleet.control.printers()}
    fleet.control.reset_counters()
    second = ansible.run(SET, hosts=hosts)
    return Outcome(fleet, preview, first, counters, printers, second, fleet.all_counters())


@pytest.mark.parametrize("name", [HELD_BACK, RESTART, AT_ONCE])
def test_the_change_is_in_effect(outcome: Outcome, name: str) -> None:
    result = outcome.first.result(name, "set")
    assert result["changed"] and not result["restart_pending"], result
    assert {key: result["settings"][key] for key in WANTED} == WANTED
    assert {key: outcome.printers[name]["settings"][key] for key in WANTED} == WANTED
    assert outcome.printers[name]["held_back"] == []


@pytest.mark.parametrize(
    ("name", "applies", "restarts"), [(HELD_BACK, 1, 0), (RESTART, 1, 1), (NO_RESTART, 1, 0), (AT_ONCE, 0, 0)]
)
def test_the_button_is_pressed_once_and_the_printer_restarted_only_if_it_must(
    outcome: Outcome, name: str, applies: int, restarts: int
) -> None:
    counters = outcome.counters[name]
    assert (counters["applies"], counters["restarts"]) == (applies, restarts)
    assert outcome.first.result(name, "set")["applied"] is bool(applies)
    assert counters["open_sessions"] == 0


def test_a_restart_that_nobody_allowed_is_told_as_pending(outcome: Outcome) -> None:
    result = outcome.first.result(NO_RESTART, "set")
    assert result["restart_pending"] is True, result
    assert result["changed"] is True
    assert any("if_required" in warning for warning in result["warnings"])
    assert outcome.printers[NO_RESTART]["held_back"] != []


@pytest.mark.parametrize("name", [HELD_BACK, RESTART, AT_ONCE])
def test_a_second_run_changes_nothing(outcome: Outcome, name: str) -> None:
    assert outcome.second.result(name, "set")["changed"] is False
    counters = outcome.counters_again[name]
    assert (counters["writes"], counters["applies"], counters["restarts"]) == (0, 0, 0)


@pytest.mark.parametrize("name", [HELD_BACK, NO_RESTART, RESTART, AT_ONCE])
def test_check_mode_foresees_the_change(outcome: Outcome, name: str) -> None:
    preview, real = outcome.preview.result(name, "set"), outcome.first.result(name, "set")
    assert preview["changed"] and preview["changes"] == real["changes"]
    assert preview["diff"] == real["diff"]


def test_the_whole_role_on_printers_that_hold_back(fleets: Fleets, ansible_for: Runner) -> None:
    fleet = fleets(
        "held-back",
        "--small-pages",
        "--count",
        "3",
        "--profiles",
        "dx_user_held_back,dx_pin_restart,dx_pin_restart",
        "--restart-seconds",
        "1",
        "--auto-operator",
        "--operator-seconds",
        "0.2",
    )
    run = ansible_for(fleet).run(
        "migrate.yml", variables={"migrate_restart": "if_required"}, hosts={"print-03": {"migrate_restart": "never"}}
    )
    assert run.code == 2, run.output
    for name, restarts in {"print-01": 0, "print-02": 1}.items():
        assert run.migrated(name)["state"] == "active"
        counters = fleet.counters(name)
        assert (counters["applies"], counters["restarts"], counters["open_sessions"]) == (1, restarts, 0)
        assert fleet.settings(name)["smtp_auth"] is False
        assert fleet.control.scan(name)["mechanism"] == "XOAUTH2"
    left_alone = run.migrated("print-03")
    assert left_alone["state"] == "not_migrated" and "until it is restarted" in left_alone["reason"], left_alone
    assert fleet.counters("print-03")["restarts"] == 0
