# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Passwords stay where they were given: not in output at -vvv, in results, in files of the run, in process lists."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from .conftest import Fleets, Runner
from .fleets import Fleet
from .playbooks import JUMPER, Run, Task, delegated, task
from .watching import Watch

USER, PIN = "print-02", "print-01"
SMTP_PASSWORD, TYPED_WRONG = "Sm-7h2kq9xw", "Zz-4r0ng8pw"
LOUD = ("-vvv", "--diff")
KEEP = {"group/printfleet.canon.remote_ui": {"keep_session": True}}


def tasks() -> list[Task]:
    """Tasks that handle secrets, in success and in every kind of failure that could quote one."""
    keywords = {"ignore_errors": True}
    return [
        task("facts", "canon_info"),
        task(
            "preview",
            "canon_smtp",
            smtp_auth=True,
            smtp_password="{{ smtp_secret }}",
            smtp_username="scan@contoso.com",
            keywords={"check_mode": True},
        ),
        task("store", "canon_smtp", smtp_auth=True, smtp_password="{{ smtp_secret }}", keywords=keywords),
        task("too long", "canon_smtp", smtp_password="{{ smtp_secret * 9 }}", keywords=keywords),
        task(
            "as server", "canon_smtp", server="{{ smtp_secret }}!", smtp_password="{{ smtp_secret }}", keywords=keywords
        ),
        task("as choice", "canon_info", login_method="{{ canon_password }}", keywords=keywords),
        task("as number", "canon_info", timeout="{{ canon_password }}x", keywords=keywords),
        task("as host", "canon_info", host="http://{{ canon_password }}/", keywords=keywords),
        task("log out", "canon_session"),  # a session that is still open needs no password
        task("wrong", "canon_info", password=TYPED_WRONG, gather_subset=["device"], keywords=keywords),
        task("refused again", "canon_info", password=TYPED_WRONG, gather_subset=["device"], keywords=keywords),
        task("log out", "canon_session"),
    ]


@dataclass(frozen=True)
class Outcome:
    run: Run
    watch: Watch
    secrets: list[str]


@pytest.fixture(scope="module")
def fleet(fleets: Fleets) -> Fleet:
    fleet = fleets(
        "secrets",
        "--small-pages",
        "--count",
        "3",
        "--profiles",
        "dx_pin_tls,dx_user_tls,dx_pin_tls",
        "--seed",
        "4711",
        "--auto-operator",
        "--operator-seconds",
        "0.2",
    )
    fleet.control.set(PIN, location=_around_the_pin(fleet))
    return fleet


def _around_the_pin(fleet: Fleet) -> str:
    return f"AB{fleet.variables(PIN)['canon_password']}Z"


def watched(fleet: Fleet, ansible_for: Runner, playbook: str | list[Task], *options: str, **more: object) -> Outcome:
    ansible = ansible_for(fleet)
    home = ansible.folder / "home"
    home.mkdir()
    # Some printers have the factory's PIN, which is the name of the account as well.
    pins = [fleet.variables(name)["canon_password"] for name in (USER, PIN)]
    secrets = [*pins, SMTP_PASSWORD, TYPED_WRONG]
    with Watch(secrets, ansible.home, home) as watch:
        run = ansible.run(
            playbook, *LOUD, *options, env={"HOME": str(home)}, variables={"smtp_secret": SMTP_PASSWORD}, **more
        )
    return Outcome(run, watch, secrets)


@pytest.fixture(scope="module", params=["in the controller", "delegated"])
def outcome(request: pytest.FixtureRequest, fleet: Fleet, ansible_for: Runner) -> Outcome:
    if request.param == "delegated":
        return watched(fleet, ansible_for, delegated(tasks()), hosts=JUMPER, module_defaults=KEEP)
    return watched(fleet, ansible_for, tasks(), module_defaults=KEEP)


def test_output_and_results_hold_no_password(fleet: Fleet, outcome: Outcome) -> None:
    assert outcome.run.recap[USER]["ignored"] == 7, outcome.run.output
    text = outcome.run.output + str(outcome.run.events)
    text = text.replace(_around_the_pin(fleet), "")
    for secret in outcome.secrets:
        assert secret not in text, text[max(0, text.find(secret) - 600) : text.find(secret) + 300]


def test_files_command_lines_and_environments_hold_no_password(outcome: Outcome) -> None:
    assert not outcome.watch.found
    assert any("ansible-playbook" in command for command in outcome.watch.commands)


def test_a_value_that_contains_the_pin_stays_whole(fleet: Fleet, outcome: Outcome) -> None:
    assert outcome.run.result(PIN, "facts")["printer"]["device"]["location"] == _around_the_pin(fleet)
    assert (
        outcome.run.result(PIN, "facts")["printer"]["device"]["serial_number"] == fleet.control.printer(PIN)["serial"]
    )


def test_the_secret_reached_the_printer(fleet: Fleet, outcome: Outcome) -> None:
    result = outcome.run.result(USER, "store")
    assert result["changed"] is True
    assert "smtp_password" in result["diff"]["after"]
    scan = fleet.control.scan(USER)
    assert scan["mechanism"] == "LOGIN"


def test_the_whole_role_holds_no_password(fleet: Fleet, ansible_for: Runner) -> None:
    outcome = watched(fleet, ansible_for, "migrate.yml")
    assert outcome.run.code == 0, outcome.run.output
    for secret in outcome.secrets:
        assert secret not in (outcome.run.output + str(outcome.run.events)).replace(_around_the_pin(fleet), "")
    assert not outcome.watch.found
    sessions = [Path(name) for name in outcome.watch.files if Path(name).name.startswith("session-")]
    assert sessions, "the watch has seen no session file, so it has proved nothing"
    assert not any(path.exists() for path in sessions)
