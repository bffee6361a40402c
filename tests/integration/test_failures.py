# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Printers that cannot be migrated: the others go on, and each one's step, reason and remedy are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from .conftest import Fleets, Runner
from .fleets import Fleet
from .playbooks import Run, task

PROFILES = {
    "print-01": "dx_old_firmware",
    "print-02": "dx_user_tls",
    "print-03": "dx_pin_tls",
    "print-04": "dx_user_tls",
    "print-05": "dx_device_admin",
    "print-06": "dx_user_tls",
    "print-07": "dx_pin_tls",
    "print-08": "dx_user_tls",
    "print-09": "dx_pin_tls",
    "print-10": "dx_user_tls",
    "print-11": "dx_user_tls",
    "print-12": "dx_pin_tls",
    "print-13": "open_http",
}
FIT = "Check that the printer is fit"
MAIL = "Set the mail server"
FAILURES = {
    "print-01": (FIT, "no [OAuth 2.0 (Microsoft) Settings] (platform version 3.12", "Update its firmware"),
    "print-02": (FIT, "The clock of this printer is 3", "Correct date, time and time zone"),
    "print-03": (FIT, "no DNS server", "Set it in [Network Settings]"),
    "print-04": ("Read the printer", "refused", "canon_password"),
    "print-05": (FIT, "Settings] cannot be read: The account may not see", "Administrator or NetworkAdmin"),
    "print-06": (FIT, "no gateway", "Set it in [Network Settings]"),
    "print-07": (MAIL, "refuse", ""),
    "print-08": (MAIL, "HTTP 503", ""),
    "print-09": ("Wait for the connection", "After 3 seconds the printer shows", "nosuch.example"),
    "nowhere": ("Read the printer", "connection refused", "Check that the printer is on"),
}
UNFIT = ["print-01", "print-02", "print-03", "print-04", "print-05", "print-06"]
WELL = ["print-10", "print-11", "print-12", "print-13"]
SUMMARY = (
    f"{len(FAILURES) + len(WELL)} printers: {len(WELL)} active, 0 waiting for a person, {len(FAILURES)} not migrated"
)


@dataclass(frozen=True)
class Outcome:
    fleet: Fleet
    run: Run
    before: dict[str, dict[str, Any]]
    after: dict[str, dict[str, Any]]
    counters: dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def outcome(fleets: Fleets, ansible_for: Runner) -> Outcome:
    fleet = fleets(
        "failing",
        "--small-pages",
        "--count",
        str(len(PROFILES)),
        "--profiles",
        ",".join(PROFILES.values()),
        "--auto-operator",
        "--operator-seconds",
        "0.5",
    )
    control = fleet.control
    control.add_fault("print-02", "clock_offset", seconds=3600)
    control.set("print-03", dns_primary="", dns_secondary="")
    control.set("print-06", gateway="")
    control.add_fault("print-07", "refuse_save", times=9)
    control.add_fault("print-08", "503", phase="write", times=99)
    control.entra_fault(90002, tenant="nosuch.example")
    before = fleet.all_settings()
    control.reset_counters()
    run = ansible_for(fleet).run(
        "migrate.yml",
        hosts={
            "print-04": {"canon_password": "Wrong-1x"},
            "print-09": {"migrate_tenant": "nosuch.example", "migrate_connect_timeout": 3},
            "nowhere": {
                "ansible_host": "127.19.0.1",
                "canon_username": "x",
                "canon_password": "y-nowhere",
                "migrate_email_address": "scan@contoso.com",
            },
        },
    )
    return Outcome(fleet, run, before, fleet.all_settings(), fleet.all_counters())


@pytest.mark.parametrize("name", FAILURES)
def test_step_reason_and_remedy_are_told(outcome: Outcome, name: str) -> None:
    step, reason, remedy = FAILURES[name]
    result = outcome.run.migrated(name)
    assert (result["state"], result["step"]) == ("not_migrated", step), result
    assert reason in result["reason"] and remedy in result["reason"], result["reason"]
    assert outcome.run.recap[name]["failures"] == 1


@pytest.mark.parametrize("name", [name for name in UNFIT if FAILURES[name][0] == FIT])
def test_what_to_do_and_who_can_is_told_of_an_unfit_printer(outcome: Outcome, name: str) -> None:
    result = outcome.run.migrated(name)
    assert FAILURES[name][2] in result["remedy"] and result["reason"].endswith(result["remedy"]), result
    assert result["who"] in ("administrator of the printer", "network administrator", "dealer"), result


def test_the_others_go_on(outcome: Outcome) -> None:
    for name in WELL:
        assert outcome.run.migrated(name)["state"] == "active", outcome.run.output
        assert outcome.run.recap[name]["failures"] == 0
        assert outcome.fleet.token(name) == "Active"
    assert SUMMARY in outcome.run.stdout


def test_the_exit_code_says_so(outcome: Outcome) -> None:
    assert outcome.run.code == 2


@pytest.mark.parametrize("name", UNFIT)
def test_nothing_is_written_to_an_unfit_printer(outcome: Outcome, name: str) -> None:
    assert outcome.counters[name]["writes"] == 0
    assert outcome.after[name] == outcome.before[name]


@pytest.mark.parametrize("name", [name for name in PROFILES if name not in ("print-04", "print-13")])
def test_one_login_and_one_logout_also_after_a_failure(outcome: Outcome, name: str) -> None:
    counters = outcome.counters[name]
    assert (counters["logins"], counters["logouts"], counters["open_sessions"]) == (1, 1, 0), counters
    assert counters["wrong_logins"] == 0


def test_a_wrong_password_is_sent_once(outcome: Outcome) -> None:
    counters = outcome.counters["print-04"]
    assert (counters["logins"], counters["wrong_logins"], counters["open_sessions"]) == (0, 1, 0)
    assert "Wrong-1x" not in outcome.run.output


def test_a_refused_pin_that_came_as_a_number_may_have_lost_its_zeros(outcome: Outcome, ansible_for: Runner) -> None:
    look = task("Look", "canon_info", gather_subset=["device"])
    hosts = {"print-12": {"canon_password": 42}}  # written as 0042 or 042 in YAML, it comes as another number
    result = ansible_for(outcome.fleet).run([look], "--limit", "print-12", hosts=hosts).result("print-12", "Look")
    assert result["error"]["kind"] == "login_refused"
    assert "The password (variable canon_password) came as a number" in result["error"]["remedy"]
    assert result["msg"].endswith(f"{result['error']['remedy']}."), result


def test_changes_made_before_a_failure_are_reported(outcome: Outcome) -> None:
    changed = outcome.run.migrated("print-09")["changed_settings"]
    assert changed["mail.smtp_auth"] is False and changed["oauth.enabled"] is True
    assert outcome.run.migrated("print-07")["changed_settings"] == {}
