# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One printer of every profile: whatever can be migrated becomes active; the others say why not and who can change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._screens import mail, oauth

from virtual_fleet.printer import PROFILES
from virtual_fleet.printer.texts import known

from .conftest import Fleets, Runner
from .fleets import Fleet
from .playbooks import Run

REASONS: dict[str, list[str]] = {
    "too_old_offered": [
        "no [OAuth 2.0 (Microsoft) Settings]",
        "offers an update",
        "set migrate_firmware: update and migrate_accept_license: true",
    ],
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
UNTAUGHT_PROFILE = "dx_japanese_fixed"
UNTAUGHT = f"print-{len(PROFILES) + 1:02d}"
"""Speaks a language that the collection has no table for, and nobody taught it."""
MIGRATABLE = [name for name, profile in PROFILES.items() if profile.migratable]
OTHERS = [name for name, profile in PROFILES.items() if not profile.migratable]


STATES = {
    "oauth.connected": "Successfully Connected",
    "oauth.not_connected": "Not Connected",
    "oauth.token_active": "Active",
    "oauth.token_pending": "Being Acquired...",
    "oauth.token_not_acquired": "Not Acquired",
    "oauth.edit": "Edit...",
}


def labels(language: str) -> dict[str, list[str]]:
    """`canon_labels` as the owner of a printer would write it down who reads the language."""
    words = known(language)
    found = {name: [words[text]] for name, text in STATES.items()}
    for screen in (mail.MAIL, oauth.STATUS, oauth.EDIT):
        texts = {"title": screen.titles, **{field.name: field.labels + field.next_to for field in screen.fields}}
        for name, english in texts.items():
            found.setdefault(f"{screen.key}.{name}", []).extend(words[text] for text in english if text in words)
    return {name: list(dict.fromkeys(texts)) for name, texts in found.items() if texts}


@dataclass(frozen=True)
class Sweep:
    fleet: Fleet
    run: Run
    before: dict[str, dict[str, Any]]
    after: dict[str, dict[str, Any]]
    counters: dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def sweep(fleets: Fleets, ansible_for: Runner) -> Sweep:
    fleet = fleets("profiles", "--count", str(len(PROFILES) + 1), "--profiles", f"all,{UNTAUGHT_PROFILE}", "--auto-operator",
                   "--operator-seconds", "0.5", "--restart-seconds", "1", "--max-seconds", "600")  # fmt: skip
    before = fleet.all_settings()
    options = {
        "migrate_restart": "if_required",
        "migrate_connect_timeout": 30,
        "migrate_token_timeout": 90,
        "migrate_codes_at_once": 100,
    }
    hosts = {
        NAMES[name]: {"canon_labels": labels(profile.own_language)}
        for name, profile in PROFILES.items()
        if profile.language_switch == "ignored"
    }
    run = ansible_for(fleet).run("migrate.yml", "--forks", "36", seconds=280, variables=options, hosts=hosts)
    return Sweep(fleet, run, before, fleet.all_settings(), fleet.all_counters())


pytestmark = pytest.mark.timeout(600)


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


def test_a_language_that_is_not_known_is_no_old_firmware(sweep: Sweep) -> None:
    result = sweep.run.migrated(UNTAUGHT)
    assert result["state"] == "not_migrated"
    assert "canon_labels" in result["reason"] and "firmware" not in result["reason"], result["reason"]
    assert sweep.counters[UNTAUGHT]["writes"] == 0


def test_the_summary_counts_them(sweep: Sweep) -> None:
    total, active, rest = len(PROFILES) + 1, len(MIGRATABLE), len(OTHERS) + 1
    counted = f"{total} printers: {active} active, 0 waiting for a person, {rest} not migrated"
    assert counted in sweep.run.stdout
