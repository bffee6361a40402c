# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Codes come in a rolling window: no more at once than wished, and the next as soon as one is typed."""

from __future__ import annotations

import time

import pytest

from .conftest import Fleets, Runner
from .playbooks import JUMPER, Task, delegated, task

AT_ONCE, PRINTERS = 2, 6
STAY = 1.5  # seconds that a full window stays before somebody types, so that one code too many would be seen

AUTHORISE: list[Task] = [
    task(
        "authorise",
        "canon_oauth",
        enabled=True,
        tenant="contoso.onmicrosoft.com",
        wait="token",
        poll_interval=1,
        codes_at_once=AT_ONCE,
    )
]


@pytest.mark.parametrize(
    ("where", "tasks"), [("controller", AUTHORISE), ("jumper", delegated(AUTHORISE))], ids=["here", "delegated"]
)
def test_no_more_codes_at_once_than_wished(fleets: Fleets, ansible_for: Runner, where: str, tasks: list[Task]) -> None:
    fleet = fleets(f"turns-{where}", "--small-pages", "--count", str(PRINTERS), "--connect-seconds", "0.3")
    running = ansible_for(fleet).start(tasks, hosts=JUMPER)
    at_once: list[int] = []
    typed: list[str] = []
    full_since: float | None = None
    while running.process.poll() is None:
        waiting = fleet.control.waiting()
        at_once.append(len(waiting))
        if not waiting or len(waiting) < min(AT_ONCE, PRINTERS - len(typed)):
            full_since = None
        elif full_since is None:
            full_since = time.monotonic()
        elif time.monotonic() - full_since > STAY:
            fleet.control.approve(waiting[0]["user_code"], waiting[0]["account"])
            typed.append(waiting[0]["printer"])
            full_since = None
        time.sleep(0.1)
    run = running.wait()
    assert run.code == 0, run.output
    assert max(at_once) == AT_ONCE
    assert sorted(typed) == fleet.names
    assert {fleet.token(name) for name in fleet.names} == {"Active"}
