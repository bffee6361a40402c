# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ansible-playbook is killed at several points and run again: the end is that of an undisturbed run."""

from __future__ import annotations

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Callable

import pytest

from .conftest import Fleets, Runner
from .fleets import Fleet, until
from .playbooks import Ansible, Run

ENDPOINT = "https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0"
_HELD_SECONDS = 3.0
_AT_ONCE = 4

Point = Callable[[Fleet, str], None]


def _hold(fleet: Fleet, name: str, phase: str, path: str = "") -> None:
    """Let the printer take its time for one request, and wait until that one has come."""
    fleet.control.add_fault(name, "slow", seconds=_HELD_SECONDS, phase=phase, path=path)
    _wait_for_the_held(fleet, name)


def _wait_for_the_held(fleet: Fleet, name: str) -> None:
    since: dict[int, float] = {}

    def held() -> bool:
        count = fleet.counters(name)["requests"]
        answered = len(fleet.control.journal(name))
        return count > answered and time.monotonic() - since.setdefault(count, time.monotonic()) > 0.5

    until(held, 120)


def facts(fleet: Fleet, name: str) -> None:
    _hold(fleet, name, "read", "/rps/")


def before_mail_is_saved(fleet: Fleet, name: str) -> None:
    _hold(fleet, name, "read", "cdntwkem")


def while_mail_is_saved(fleet: Fleet, name: str) -> None:
    _hold(fleet, name, "write", "cdntwkem")


def after_mail_was_saved(fleet: Fleet, name: str) -> None:
    until(lambda: fleet.counters(name)["writes"] == 1, 120)


def while_oauth_is_saved(fleet: Fleet, name: str) -> None:
    after_mail_was_saved(fleet, name)
    _hold(fleet, name, "write")


def waiting_for_the_connection(fleet: Fleet, name: str) -> None:
    until(lambda: fleet.settings(name)["oauth_enabled"], 120)
    reads = fleet.counters(name)["status_reads"]
    until(lambda: fleet.counters(name)["status_reads"] > reads + 1, 60)
    assert fleet.control.printer(name)["oauth"]["connection"] == "Not Connected"


def waiting_for_the_token(fleet: Fleet, name: str) -> None:
    until(lambda: fleet.token(name) == "Being Acquired...", 120)
    reads = fleet.counters(name)["status_reads"]
    until(lambda: fleet.counters(name)["status_reads"] > reads + 2, 60)


@dataclass(frozen=True)
class Case:
    """A printer whose run is ended by a signal at a point."""

    point: Point
    signal: signal.Signals

    def __str__(self) -> str:
        return f"{self.signal.name} {self.point.__name__}"


POINTS = (
    facts,
    before_mail_is_saved,
    while_mail_is_saved,
    after_mail_was_saved,
    while_oauth_is_saved,
    waiting_for_the_connection,
    waiting_for_the_token,
)
CASES = {
    f"print-{number:02d}": case
    for number, case in enumerate(
        [
            *(Case(point, signal.SIGKILL) for point in POINTS),
            *(
                Case(point, number)
                for number in (signal.SIGTERM, signal.SIGINT)
                for point in (facts, before_mail_is_saved, while_oauth_is_saved, waiting_for_the_token)
            ),
        ],
        1,
    )
}
UNDISTURBED = [f"print-{len(CASES) + number:02d}" for number in (1, 2, 3)]
PROFILES = ["dx_user_tls", "dx_pin_tls"] * 7 + ["dx_user_tls", "dx_user_tls", "dx_pin_tls", "open_http"]


@dataclass(frozen=True)
class Outcome:
    fleet: Fleet
    at_first: dict[str, dict[str, Any]]
    at_death: dict[str, dict[str, Any]]
    later: dict[str, dict[str, Any]]
    left: list[int]
    again: Run
    in_the_end: dict[str, dict[str, Any]]


def _kill(fleet: Fleet, ansible: Ansible, name: str, case: Case) -> dict[str, Any]:
    """Start a run for one printer, end it at its point, and give the printer's counters of that moment."""
    running = ansible.start("migrate.yml", "--limit", name)
    try:
        case.point(fleet, name)
    except AssertionError as error:
        raise AssertionError(f"{case} was not reached: {error}\n{running.wait(1).output}") from None
    finally:
        if case.signal is signal.SIGINT:
            os.killpg(running.process.pid, signal.SIGINT)  # as Ctrl-C does
        else:
            running.process.send_signal(case.signal)
    running.process.wait(60)
    return fleet.counters(name)


@pytest.fixture(scope="module")
def outcome(fleets: Fleets, ansible_for: Runner) -> Outcome:
    fleet = fleets(
        "killed",
        "--small-pages",
        "--count",
        str(len(PROFILES)),
        "--profiles",
        ",".join(PROFILES),
        "--connect-seconds",
        "4",
    )
    ansible = ansible_for(fleet)
    at_first = fleet.all_settings()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        deaths = pool.map(lambda item: _kill(fleet, ansible, *item), CASES.items())
        at_death = dict(zip(CASES, deaths))
    time.sleep(_HELD_SECONDS + 1)  # workers that live on have done by now what they would do
    later, left = fleet.all_counters(), ansible.left()
    ending = threading.Event()
    operator = threading.Thread(target=_authorise, args=(fleet, ending), daemon=True)
    operator.start()
    again = ansible.run("migrate.yml")
    ending.set()
    operator.join(10)
    return Outcome(
        fleet,
        at_first,
        at_death,
        later,
        left,
        again,
        {printer["name"]: printer for printer in fleet.control.printers()},
    )


def _authorise(fleet: Fleet, ending: threading.Event) -> None:
    while not ending.wait(0.3):
        for waiting in fleet.control.waiting():
            fleet.control.approve(waiting["user_code"], waiting["account"])


each = pytest.mark.parametrize("name", [pytest.param(name, id=str(case)) for name, case in CASES.items()])


def test_an_undisturbed_run_ends_well(outcome: Outcome) -> None:
    assert outcome.again.code == 0, outcome.again.output
    for name in UNDISTURBED:
        assert outcome.again.migrated(name)["state"] == "active"
        assert outcome.in_the_end[name]["counters"]["writes_by_screen"] == {"mail": 1, "oauth_edit": 1}


@each
def test_the_second_run_ends_as_an_undisturbed_one(outcome: Outcome, name: str) -> None:
    assert outcome.again.migrated(name)["state"] == "active", outcome.again.output
    assert outcome.in_the_end[name]["oauth"]["token"] == "Active"
    model = UNDISTURBED[0]
    moved = {
        key: value
        for key, value in outcome.in_the_end[model]["settings"].items()
        if value != outcome.at_first[model][key]
    }
    assert moved["smtp_auth"] is False and moved["oauth_enabled"] is True and moved["endpoint"] == ENDPOINT
    assert outcome.in_the_end[name]["settings"] == {**outcome.at_first[name], **moved}
    assert outcome.fleet.control.scan(name)["mechanism"] == "XOAUTH2"


@each
def test_nothing_is_written_twice(outcome: Outcome, name: str) -> None:
    assert outcome.in_the_end[name]["counters"]["writes_by_screen"] == {"mail": 1, "oauth_edit": 1}


@each
def test_a_worker_whose_run_is_gone_writes_nothing_more(outcome: Outcome, name: str) -> None:
    case = CASES[name]
    # What was on its way at that moment arrives; the printer counts it when it has taken its time.
    on_its_way = 1 if case.point in (while_mail_is_saved, while_oauth_is_saved) else 0
    assert outcome.later[name]["writes"] <= outcome.at_death[name]["writes"] + on_its_way
    if case.point in (facts, before_mail_is_saved):
        assert outcome.later[name]["writes"] == 0


@pytest.mark.parametrize(
    "name", [pytest.param(name, id=str(case)) for name, case in CASES.items() if "waiting" in case.point.__name__]
)
def test_a_worker_whose_run_is_gone_does_not_go_on_looking(outcome: Outcome, name: str) -> None:
    # One look that was under way may end; the rounds after it would be a login each.
    assert outcome.later[name]["requests"] - outcome.at_death[name]["requests"] <= 8
    assert outcome.later[name]["logins"] == 1


def test_no_worker_of_a_killed_run_is_left(outcome: Outcome) -> None:
    assert outcome.left == []


@each
def test_no_login_stays_open(outcome: Outcome, name: str) -> None:
    assert outcome.in_the_end[name]["counters"]["open_sessions"] == 0
