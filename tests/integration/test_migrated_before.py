# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Printers that have their token: a run that forgot the tenant, another sender, and variables that are wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from .conftest import Fleets, Runner
from .evidence import Evidence
from .fleets import Fleet
from .playbooks import Run

SAME, OTHER_SENDER, NEW = (f"print-0{number}" for number in range(1, 4))
SENDER = "reception@contoso.com"


@dataclass(frozen=True)
class Story:
    fleet: Fleet
    at_first: dict[str, dict[str, Any]]
    wrong: Run
    again: Run
    counters: dict[str, dict[str, Any]]
    settings: dict[str, dict[str, Any]]
    verified: Run


@pytest.fixture(scope="module")
def story(fleets: Fleets, ansible_for: Runner) -> Story:
    fleet = fleets("before", "--count", "3", "--profiles", "dx_user_tls", "--connect-seconds", "0.3", "--small-pages",
                   "--auto-operator", "--operator-seconds", "0.2")  # fmt: skip
    ansible = ansible_for(fleet)
    done = ansible.run("migrate.yml", "--limit", f"{SAME},{OTHER_SENDER}")
    assert done.code == 0, done.output
    hosts = {name: {"migrate_tenant": "organizations"} for name in (SAME, OTHER_SENDER, NEW)}  # as where nobody set it
    hosts[OTHER_SENDER]["migrate_email_address"] = SENDER
    at_first = fleet.all_settings()
    fleet.control.reset_counters()
    wrong = ansible.run("migrate.yml", hosts=hosts, variables={"migrate_poll_interval": 0, "migrate_codes_at_once": -1})
    counters = fleet.all_counters()
    again = ansible.run("migrate.yml", hosts=hosts)
    return Story(
        fleet, at_first, wrong, again, counters, fleet.all_settings(),
        ansible.run("verify.yml", hosts=hosts),
    )  # fmt: skip


@pytest.mark.parametrize("name", [SAME, OTHER_SENDER, NEW])
def test_wrong_variables_are_told_before_anything_is_written(story: Story, name: str) -> None:
    result = story.wrong.migrated(name)
    assert result["step"] == "Check that the printer is fit", result
    assert "migrate_poll_interval must be 0.1 to 3600 seconds" in result["reason"]
    assert "migrate_codes_at_once must not be negative" in result["reason"]
    assert story.counters[name]["writes"] == 0


@pytest.mark.parametrize("name", [SAME, OTHER_SENDER])
def test_a_forgotten_tenant_burns_no_token(story: Story, name: str) -> None:
    assert story.again.migrated(name)["state"] == "active", story.again.output
    assert (
        story.settings[name]["endpoint"] == story.at_first[name]["endpoint"]
        and "contoso" in story.settings[name]["endpoint"]
    )
    assert "oauth_edit" not in story.fleet.counters(name)["writes_by_screen"]
    assert "/organizations/" in story.settings[NEW]["endpoint"]


def test_another_sender_for_a_token_is_said(story: Story) -> None:
    assert story.again.migrated(SAME)["reason"] == ""
    reason = story.again.migrated(OTHER_SENDER)["reason"]
    assert reason.startswith(f"it now sends as {SENDER}, with the token that was given when it sent as "), reason
    (row,) = (row for row in Evidence(story.fleet.folder / "reports").rows("migrate").values() if row["reasons"])
    assert row["host"] == OTHER_SENDER and row["verdict"] == "active"


def test_verify_holds_no_endpoint_against_them(story: Story) -> None:
    assert story.verified.code == 0, story.verified.output
