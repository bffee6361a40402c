# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One printer of every profile: whatever can be migrated becomes active; the others say why not and who can change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from virtual_fleet.printer import PROFILES

from .conftest import Fleets, Runner
from .fleets import Fleet
from .playbooks import Run

REASONS: dict[str, list[str]] = {
    "too_old_offered": ["no [OAuth 2.0 (Microsoft) Settings]", "offers an update", "migrate_firmware: update"],
    "too_old_not_offered": ["no [OAuth 2.0 (Microsoft) Settings]", "offers no update", "dealer"],
    "no_privilege": ["may not see", "Use an account with the role Administrator or NetworkAdmin"],
    "locked": ["locked", "administrator of the printer"],
    "third_party": ["login service", "no password was sent"],
    "password_change": ["demands a new password", "change the password"],
    "clear_password": ["no public key", "no password was sent"],
    "session_limit": ["maximum number of users", "log out"],
    "certificate": ["expired", "new certificate", "nothing was sent"],
    "old_tls": ["no TLS version that this computer accepts", "TLS 1.2", "nothing was sent"],
    "clock": ["seconds off", "Correct date, time and time zone"],
    "remote_ui_off": ["cannot be reached", "Remote UI is switched on"],
    "no_remote_ui": ["No Remote UI was found", "model Canon"],
    "unsupported": ["supported", "no password was sent"],
}
"""Words of the reason and of the remedy, by the profile's `why_not`."""
NO_PASSWORD = {
    "third_party", "clear_password", "certificate", "old_tls", "remote_ui_off", "no_remote_ui", "unsupported",
}  # fmt: skip
NAMES = {profile: f"print-{number:02d}" for number, profile in enumerate(PROFILES, 1)}
MIGRATABLE = [name for name, profile in PROFILES.items() if profile.migratable]
OTHERS = [name for name, profile in PROFILES.items() if not profile.migratable]


@dataclass(frozen=True)
class Sweep:
    fleet: Fleet
    run: Run
    before: dict[str, dict[str, Any]]
    after: dict[str, dict[str, Any]]
    counters: dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def sweep(fleets: Fleets, ansible_for: Runner) -> Sweep:
    fleet = fleets("profiles", "--count", str(len(PROFILES)), "--profiles", "all", "--auto-operator",
                   "--operator-seconds", "0.5", "--restart-seconds", "1")  # fmt: skip
    before = fleet.all_settings()
    options = {"migrate_restart": "if_required", "migrate_connect_timeout": 30, "migrate_token_timeout": 90}
    run = ansible_for(fleet).run("migrate.yml", "--forks", "36", seconds=240, variables=options)
    return Sweep(fleet, run, before, fleet.all_settings(), fleet.all_counters())


pytestmark = pytest.mark.timeout(300)


def test_every_code_is_expected_to_say_something() -> None:
    assert {PROFILES[name].why_not for name in OTHERS} == set(REASONS)


@pytest.mark.parametrize("profile", MIGRATABLE)
def test_a_printer_that_can_be_migrated_becomes_active(sweep: Sweep, profile: str) -> None:
    name = NAMES[profile]
    result = sweep.run.migrated(name)
    assert (result["state"], result["reason"]) == ("active", "")
    assert sweep.fleet.token(name) == "Active"
    counters = sweep.counters[name]
    assert (counters["wrong_logins"], counters["open_sessions"]) == (0, 0)


@pytest.mark.parametrize("profile", OTHERS)
def test_any_other_says_why_not_and_who_can_change_it(sweep: Sweep, profile: str) -> None:
    name = NAMES[profile]
    result = sweep.run.migrated(name)
    assert result["state"] == "not_migrated"
    for words in REASONS[PROFILES[profile].why_not]:
        assert words in result["reason"], result["reason"]


@pytest.mark.parametrize("profile", OTHERS)
def test_nothing_is_written_to_it(sweep: Sweep, profile: str) -> None:
    name = NAMES[profile]
    counters = sweep.counters[name]
    assert (counters["writes"], counters["restarts"], counters["updates_started"]) == (0, 0, 0)
    assert sweep.after[name] == sweep.before[name]
    assert counters["wrong_logins"] <= 1 and counters["open_sessions"] == 0
    limit = 0 if PROFILES[profile].why_not in NO_PASSWORD else 1
    assert counters["passwords_received"] <= limit


def test_the_summary_counts_them(sweep: Sweep) -> None:
    counted = f"{len(PROFILES)} printers: {len(MIGRATABLE)} active, 0 waiting for a person, {len(OTHERS)} not migrated"
    assert counted in sweep.run.stdout
