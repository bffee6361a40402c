# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same task in the controller and as a module on another machine gives the same result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from .conftest import Fleets, Runner
from .fleets import Fleet, until
from .playbooks import JUMPER, Run, Task, delegated, task

TENANT = "contoso.onmicrosoft.com"
IGNORE = {"ignore_errors": True}
PREVIEW = {"check_mode": True, "diff": True}
DIFF = {"diff": True}
VOLATILE = {"device_time", "offset_seconds", "last_updated", "at", "user_code", "user_code_expires_in", "message"}
"""What differs from one moment to the next on the same printer; compared by type."""

TASKS: list[Task] = [
    task("info", "canon_info"),
    task("info of a part", "canon_info", gather_subset=["device", "network", "sends"]),
    task("info, unknown subset", "canon_info", gather_subset=["paper"], keywords=IGNORE),
    task("info, wrong password", "canon_info", password="Wrong-9", keywords=IGNORE),
    task("info, nobody there", "canon_info", port=9, gather_subset=["device"], keywords=IGNORE),
    task("smtp to come", "canon_smtp", port=2525, smtp_auth=False, smtp_password="Sm-1w2e3r", keywords=PREVIEW),
    task("smtp", "canon_smtp", port=2525, smtp_auth=False, email_address="b@contoso.com", keywords=DIFF),
    task("smtp again", "canon_smtp", port=2525, smtp_auth=False, keywords=DIFF),
    task("smtp, password", "canon_smtp", smtp_password="Sm-1w2e3r", keywords=DIFF),
    task("smtp, too long", "canon_smtp", server="s" * 49, keywords=IGNORE),
    task("smtp, two wrong", "canon_smtp", port=0, email_address="nobody", keywords=IGNORE),
    task("smtp, both", "canon_smtp", smtp_password="x", clear_password=True, keywords=IGNORE),
    task("oauth to come", "canon_oauth", enabled=True, tenant=TENANT, keywords=PREVIEW),
    task("oauth", "canon_oauth", enabled=True, tenant=TENANT, keywords=DIFF),
    task("oauth again", "canon_oauth", enabled=True, tenant=TENANT, keywords=DIFF),
    task(
        "status",
        "canon_token_status",
        register="status",
        keywords={"until": "status.user_code_valid | default(false)", "retries": 9, "delay": 1},
    ),
    task("status, old", "canon_token_status", after_save={"user_code": "{{ status.user_code | default('x') }}"}),
    task("new code to come", "canon_oauth", renew_code=True, keywords=PREVIEW),
    task("oauth, not https", "canon_oauth", endpoint="http://login.microsoftonline.com/x", keywords=IGNORE),
    task("oauth, both", "canon_oauth", tenant=TENANT, endpoint="https://x.example/y", keywords=IGNORE),
    task("oauth off", "canon_oauth", enabled=False, keywords=DIFF),
    task("new code without oauth", "canon_oauth", renew_code=True, keywords=IGNORE),
    task("session", "canon_session"),
]
NAMES = ["print-01", "print-02"]


@dataclass(frozen=True)
class Pair:
    here: Run
    there: Run


@pytest.fixture(scope="module")
def pair(fleets: Fleets, ansible_for: Runner) -> Pair:
    fleet = fleets("both", "--count", str(len(NAMES)))
    ansible = ansible_for(fleet)
    before = fleet.all_settings()
    for name in NAMES:  # both begin with the code of an earlier day on the page
        fleet.control.set(name, oauth_enabled=True)
        until(lambda name=name: fleet.token(name) == "Being Acquired...")
    _put_back(fleet, before)
    here = ansible.run(TASKS)
    _put_back(fleet, before)
    there = ansible.run(delegated(TASKS), hosts=JUMPER)
    return Pair(here, there)


def _put_back(fleet: Fleet, before: dict[str, dict[str, Any]]) -> None:
    for name, settings in before.items():
        now = fleet.settings(name)
        secret = {"smtp_password": "Autumn-2024"}
        fleet.control.set(name, **{key: value for key, value in settings.items() if now[key] != value}, **secret)


def test_the_modules_really_ran_elsewhere(pair: Pair) -> None:
    assert "print-01 -> jumper" in pair.there.stdout and "-> jumper" not in pair.here.stdout
    assert pair.here.code == pair.there.code == 0, pair.here.output + pair.there.output


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("step", [one["name"] for one in TASKS])
def test_results_are_equal(pair: Pair, step: str, name: str) -> None:
    here, there = (run.of(name, step) for run in (pair.here, pair.there))
    assert (here["status"], _lasting(here["result"])) == (there["status"], _lasting(there["result"]))


def test_the_tasks_did_what_they_say(pair: Pair) -> None:
    for run in (pair.here, pair.there):
        for name in NAMES:
            assert run.result(name, "smtp to come")["changed"] and run.result(name, "smtp to come")["diff"]
            assert run.result(name, "smtp")["settings"]["port"] == 2525
            assert not run.result(name, "smtp again")["changed"]
            assert run.result(name, "status")["user_code_valid"] is True
            assert run.result(name, "status, old")["user_code_valid"] is False
            assert run.of(name, "smtp, two wrong")["status"] == "ignored"
            assert "nobody" in run.result(name, "smtp, two wrong")["msg"]


def _lasting(value: Any, key: str = "") -> Any:
    if key in VOLATILE and value is not None and not isinstance(value, (dict, list)):
        return type(value).__name__
    if isinstance(value, dict):
        return {
            name: _lasting(item, name)
            for name, item in value.items()
            if not name.startswith("_ansible") and name not in ("invocation", "attempts")
        }
    if isinstance(value, list):
        return [_lasting(item) for item in value]
    return value


def test_a_person_is_waited_for_here_while_the_modules_run_elsewhere(fleets: Fleets, ansible_for: Runner) -> None:
    fleet = fleets("far", "--count", "2", "--connect-seconds", "0.3", "--auto-operator", "--operator-seconds", "9")
    wait = task(
        "wait", "canon_oauth", enabled=True, tenant=TENANT, wait="token", poll_interval=0.5, sign_in_as="scan@x.example"
    )
    running = ansible_for(fleet).start(delegated([wait]), hosts=JUMPER)
    codes: dict[str, str] = {}  # as Entra gave them: a printer may still show one of an earlier day

    def all_wait() -> bool:
        codes.update({code["printer"]: code["user_code"] for code in fleet.control.waiting()})
        return len(codes) == len(fleet.names)

    until(all_wait, 60)
    run = running.wait()
    for name in fleet.names:
        result = run.result(name, "wait")
        assert (result["changed"], result["timed_out"], result["status"]["token_state"]) == (True, False, "active"), (
            result
        )
        assert set(result["changes"]) >= {"enabled"} and fleet.token(name) == "Active"
        assert f"{name}: open https://" in run.stdout and codes[name] in run.stdout
        assert fleet.counters(name)["open_sessions"] == 0
