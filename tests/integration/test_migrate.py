# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job: five printers from a refused password to mail through XOAUTH2, in the words of a user."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from .conftest import Fleets, Runner
from .fleets import Fleet
from .operators import Operator
from .playbooks import Run

OAUTH = "Switch OAuth 2.0 on and wait for the token"
ENDPOINT = "https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0"
CHANGES = {"mail.smtp_auth": False, "oauth.enabled": True, "oauth.endpoint": ENDPOINT}
pytestmark = pytest.mark.smoke


@dataclass(frozen=True)
class Chapter:
    """A run and what the printers say after it."""

    run: Run
    counters: dict[str, dict[str, Any]]
    settings: dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Story:
    """One fleet, from the customer's state to the second run."""

    fleet: Fleet
    at_first: dict[str, dict[str, Any]]
    refused: list[dict[str, Any]]
    checked: Chapter
    first: Chapter
    arrived: list[dict[str, Any]]
    second: Chapter


@pytest.fixture(scope="module")
def story(fleets: Fleets, ansible_for: Runner) -> Story:
    fleet = fleets("five", "--count", "5", "--connect-seconds", "0.5")
    ansible = ansible_for(fleet)

    def chapter(*options: str) -> Chapter:
        fleet.control.reset_counters()
        running = ansible.start("migrate.yml", *options)
        with Operator(fleet, running):
            run = running.wait()
        return Chapter(run, fleet.all_counters(), fleet.all_settings())

    at_first = fleet.all_settings()
    refused = [fleet.control.scan(name) for name in fleet.names]
    checked = chapter("--check", "--diff")
    first = chapter()
    arrived = [fleet.control.scan(name) for name in fleet.names]
    return Story(fleet, at_first, refused, checked, first, arrived, chapter())


def test_five_of_five_become_active(story: Story) -> None:
    assert story.first.run.code == 0, story.first.run.output
    for name in story.fleet.names:
        result = story.first.run.migrated(name)
        assert (result["state"], result["reason"]) == ("active", "")
        assert story.fleet.token(name) == "Active"
    assert "5 printers: 5 active, 0 waiting for a person, 0 not migrated" in story.first.run.stdout


def test_the_scan_is_refused_before_and_arrives_afterwards(story: Story) -> None:
    for scan in story.refused:
        assert not scan["accepted"] and scan["mechanism"] == "LOGIN"
        assert "550 5.7.30" in scan["reply"]
    assert [(scan["accepted"], scan["mechanism"]) for scan in story.arrived] == [(True, "XOAUTH2")] * 5, story.arrived
    assert [mail["mechanism"] for mail in story.fleet.control.mails()] == ["XOAUTH2"] * 5


def test_codes_are_shown_to_the_operator(story: Story) -> None:
    page = story.fleet.control.fleet()["entra"]["sign_in_url"]
    for name in story.fleet.names:
        assert story.first.run.result(name, OAUTH)["status"]["token_state"] == "active"
    assert len(story.fleet.control.entra()["codes"]) == 5
    shown = story.first.run.stdout.splitlines()
    for code in story.fleet.control.entra()["codes"]:
        assert any(page in line and code["user_code"] in line for line in shown), shown
    assert sum("Type only codes that are shown here" in line for line in shown) == 1


def test_a_second_run_changes_nothing(story: Story) -> None:
    assert story.second.run.code == 0, story.second.run.output
    assert {name: counts["changed"] for name, counts in story.second.run.recap.items()} == dict.fromkeys(
        story.fleet.names, 0
    )
    for name, counters in story.second.counters.items():
        assert counters["writes"] == 0, name
        assert counters["codes_requested"] == 0, name
        assert story.second.run.migrated(name)["state"] == "active"
    assert story.second.settings == story.first.settings


def test_check_mode_shows_every_change_and_writes_nothing(story: Story) -> None:
    run = story.checked.run
    assert run.code == 0, run.output
    assert story.checked.settings == story.at_first
    for name, counters in story.checked.counters.items():
        assert counters["writes"] == 0, name
        mail = run.result(name, "Set the mail server")
        oauth = run.result(name, OAUTH)
        assert (mail["diff"]["before"], mail["diff"]["after"]) == ({"smtp_auth": True}, {"smtp_auth": False})
        assert oauth["diff"]["after"] == {"enabled": True, "endpoint": ENDPOINT}
        assert set(oauth["diff"]["before"]) == {"enabled", "endpoint"}
        assert run.recap[name]["changed"] == 2
    for line in ("-smtp_auth: true", "+smtp_auth: false", "+enabled: true", f"+endpoint: {ENDPOINT}"):
        assert _squeezed(run.stdout).count(_squeezed(line)) == 5, (line, run.stdout)


def test_the_real_run_makes_exactly_the_changes_that_check_mode_showed(story: Story) -> None:
    for name in story.fleet.names:
        for step in ("Set the mail server", OAUTH):
            assert story.first.run.result(name, step)["changes"] == story.checked.run.result(name, step)["changes"], (
                name,
                step,
            )
        assert story.first.run.migrated(name)["changed_settings"] == CHANGES
        before, after = story.at_first[name], story.first.settings[name]
        moved = {key: after[key] for key in before if before[key] != after[key]}
        # The last two follow from switching OAuth on, by the printer itself.
        by_itself = {"display_authentication_screen", "authentication_information"}
        assert {key: value for key, value in moved.items() if key not in by_itself} == {
            "smtp_auth": False,
            "oauth_enabled": True,
            "endpoint": ENDPOINT,
        }
        assert story.first.counters[name]["writes"] == 2


def test_one_login_and_one_logout_for_each_run(story: Story) -> None:
    for chapter in (story.checked, story.first, story.second):
        for name, counters in chapter.counters.items():
            expected = 1 if story.fleet.has_login(name) else 0
            assert (counters["logins"], counters["logouts"], counters["wrong_logins"], counters["open_sessions"]) == (
                expected,
                expected,
                0,
                0,
            ), name


def _squeezed(text: str) -> str:
    return "".join(character for character in text if character not in " \"',")
