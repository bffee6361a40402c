# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Firmware: the role brings old printers up, and says of the others why not; the module meets what gets in its way."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Fleets, Runner
from .fleets import Fleet
from .playbooks import Run, task

UPDATE = {"migrate_firmware": "update", "migrate_accept_license": True, "migrate_firmware_timeout": 60}
OLD, OFFERED, NEW = ("print-01", "print-04"), ("print-02", "print-05"), ("print-03", "print-06")


def firmware(fleet: Fleet, name: str) -> dict[str, Any]:
    return fleet.control.printer(name)["firmware"]


class Role:
    """The role's runs on one fleet: require, check mode, without consent, update."""

    def __init__(self, fleet: Fleet, ansible: Any) -> None:
        self.fleet = fleet
        self.before = {name: firmware(fleet, name) for name in fleet.names}
        self.required = ansible.run("migrate.yml", "-l", ",".join(OLD + OFFERED))
        self.checked = ansible.run("migrate.yml", "--check", "-l", ",".join(OFFERED), variables=UPDATE)
        self.refused = ansible.run(
            "migrate.yml", "-l", ",".join(OFFERED), variables={**UPDATE, "migrate_accept_license": False}
        )
        self.untouched = {name: firmware(fleet, name) for name in fleet.names}
        self.updated = ansible.run("migrate.yml", variables=UPDATE, seconds=150)
        self.after = {name: firmware(fleet, name) for name in fleet.names}
        self.again = ansible.run("migrate.yml", "-l", ",".join(OFFERED + NEW), variables=UPDATE)


@pytest.fixture(scope="module")
def role(fleets: Fleets, ansible_for: Runner) -> Role:
    fleet = fleets(
        "firmware",
        "--small-pages",
        "--count",
        "6",
        "--profiles",
        "dx_old_firmware,dx_update_offered,dx_user_tls",
        "--auto-operator",
        "--operator-seconds",
        "0.5",
    )
    return Role(fleet, ansible_for(fleet))


@pytest.mark.parametrize("name", OLD)
def test_old_and_no_update_is_for_the_dealer(role: Role, name: str) -> None:
    for run in (role.required, role.updated):
        result = run.migrated(name)
        assert result["state"] == "not_migrated"
        assert "offers no update" in result["reason"] and "dealer" in result["reason"]
    assert role.after[name] == role.before[name]


@pytest.mark.parametrize("name", OFFERED)
def test_old_with_an_update_is_told_so(role: Role, name: str) -> None:
    reason = role.required.migrated(name)["reason"]
    assert (
        "The printer offers an update" in reason
        and "set migrate_firmware: update and migrate_accept_license: true" in reason
    )


@pytest.mark.parametrize("name", OFFERED)
def test_check_mode_and_a_licence_that_is_not_accepted_start_nothing(role: Role, name: str) -> None:
    assert role.checked.recap[name]["failures"] == 0
    assert "would be updated" in role.checked.migrated(name)["reason"]
    assert "licence" in role.refused.migrated(name)["reason"]
    assert "migrate_accept_license" in role.refused.migrated(name)["reason"]
    assert role.untouched[name] == role.before[name]


@pytest.mark.parametrize("name", OFFERED)
def test_an_update_brings_oauth_and_the_printer_is_migrated(role: Role, name: str) -> None:
    assert role.updated.migrated(name)["state"] == "active", role.updated.output
    assert role.after[name]["oauth"] and role.after[name]["platform_version"] == "3.18"
    assert role.fleet.token(name) == "Active"
    counters = role.fleet.counters(name)
    assert (counters["updates_started"], counters["wrong_logins"], counters["open_sessions"]) == (1, 0, 0)


@pytest.mark.parametrize("name", NEW)
def test_a_printer_that_is_new_enough_pays_nothing(role: Role, name: str) -> None:
    assert role.updated.migrated(name)["state"] == "active"
    assert not any(entry["path"].startswith("/nis") for entry in role.fleet.control.journal(name) if "path" in entry)
    assert not role.updated.ran(name, "Start the update")


@pytest.mark.parametrize("name", OFFERED + NEW)
def test_a_second_run_changes_nothing(role: Role, name: str) -> None:
    assert role.again.recap[name]["changed"] == 0
    assert not role.again.ran(name, "Start the update")


# -- the module, and what gets in its way -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def updates(fleets: Fleets) -> Fleet:
    return fleets("updates", "--small-pages", "--count", "9", "--profiles", "dx_update_offered")


def bring(ansible: Any, name: str, **options: Any) -> Run:
    given = {"state": "minimum", "accept_license": True, "wait_timeout": 60, **options}
    return ansible.run([task("Update", "canon_firmware", **given)], "-l", name)


def outcome(run: Run, name: str) -> dict[str, Any]:
    return run.result(name, "Update")


def test_progress_and_proof(updates: Fleet, ansible_for: Runner) -> None:
    run = bring(ansible_for(updates), "print-01")
    result = outcome(run, "print-01")
    assert "error" not in result, run.output
    assert (result["changed"], result["supports_oauth"], result["updating"]) == (True, True, False)
    assert (result["previous"]["platform_version"], result["platform_version"]) == ("3.12", "3.18")
    assert "print-01: the firmware update was started" in run.stdout
    assert updates.counters("print-01")["open_sessions"] == 0


@pytest.mark.parametrize(
    ("name", "fault", "busy"),
    [("print-02", "busy", "fail"), ("print-02", "exchange", "fail"), ("print-03", "busy", "skip")],
)
def test_a_printer_at_work_is_left_alone(updates: Fleet, ansible_for: Runner, name: str, fault: str, busy: str) -> None:
    updates.control.add_fault(name, fault, seconds=60)
    result = outcome(bring(ansible_for(updates), name, busy=busy), name)
    updates.control.clear_faults(name)
    if busy == "skip":
        assert (result["changed"], result["status"]) == (False, "busy")
    else:
        assert result["error"]["kind"] == "busy", str(result)
    assert not firmware(updates, name)["oauth"]


def test_waits_until_the_work_is_done(updates: Fleet, ansible_for: Runner) -> None:
    updates.control.add_fault("print-03", "busy", seconds=4)
    run = bring(ansible_for(updates), "print-03", busy="wait", busy_timeout=60)
    assert outcome(run, "print-03")["platform_version"] == "3.18", run.output


@pytest.mark.parametrize(("name", "phase"), [("print-04", "before"), ("print-05", "after")])
def test_a_connection_that_breaks_at_a_write(updates: Fleet, ansible_for: Runner, name: str, phase: str) -> None:
    updates.control.add_fault(name, "drop", phase=phase, path="/nis/")
    first = outcome(bring(ansible_for(updates), name), name)
    assert "error" not in first or first["error"]["kind"] in ("unreachable", "not_confirmed"), first
    if "error" in first:
        updates.control.clear_faults(name)
        run = bring(ansible_for(updates), name)
        assert "error" not in outcome(run, name), run.output
    assert firmware(updates, name)["oauth"], (first, updates.control.journal(name)[-20:])
    assert updates.counters(name)["updates_started"] == 1


def test_a_printer_that_does_not_come_back(updates: Fleet, ansible_for: Runner) -> None:
    updates.control.add_fault("print-06", "update_stuck")
    result = outcome(bring(ansible_for(updates), "print-06", wait_timeout=10), "print-06")
    assert result["error"]["kind"] == "still_updating", result
    assert "state: queried" in result["msg"]
    updates.control.clear_faults("print-06")


def test_canon_s_server_does_not_answer(updates: Fleet, ansible_for: Runner) -> None:
    updates.control.add_fault("print-07", "delivery_unreachable")
    result = outcome(bring(ansible_for(updates), "print-07"), "print-07")
    assert result["error"]["kind"] == "update_failed", result
    updates.control.clear_faults("print-07")


def test_an_account_without_the_privilege(updates: Fleet, ansible_for: Runner) -> None:
    updates.control.add_fault("print-08", "no_privilege")
    result = outcome(bring(ansible_for(updates), "print-08"), "print-08")
    assert result["error"]["kind"] == "not_permitted", result
    assert "Administrator" in result["msg"]
    updates.control.clear_faults("print-08")


def test_scheduled(updates: Fleet, ansible_for: Runner) -> None:
    wanted = {"apply": "scheduled", "schedule": "2027-01-05 02:30"}
    result = outcome(bring(ansible_for(updates), "print-09", **wanted), "print-09")
    if "error" in result:
        # this printer's offer has no choice of time and only an [OK], which may start the update: the error asks what it is
        assert "firmware.next" in result["msg"] and "Nothing was started" in result["msg"], str(result)
        assert updates.counters("print-09")["updates_started"] == 0
        wanted["labels"] = {"firmware.next": "OK"}
        result = outcome(bring(ansible_for(updates), "print-09", **wanted), "print-09")
    assert (result.get("error"), result.get("status"), result["changed"]) == (None, "scheduled", True), str(result)
    again = outcome(bring(ansible_for(updates), "print-09", **wanted), "print-09")
    assert (again["changed"], again["status"]) == (False, "scheduled")
    assert not firmware(updates, "print-09")["oauth"]
    assert updates.counters("print-09")["updates_started"] == 1
