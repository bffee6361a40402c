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
TYPED_AFTER = 1.5  # seconds that a code stays on the page before somebody types it

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
    fleet = fleets(f"turns-{where}", "--count", str(PRINTERS), "--connect-seconds", "0.3")
    running = ansible_for(fleet).start(tasks, hosts=JUMPER)
    seen: dict[str, float] = {}
    at_once: list[int] = []
    typed: list[str] = []
    while running.process.poll() is None:
        waiting = fleet.control.waiting()
        at_once.append(len(waiting))
        for code in waiting:
            if time.monotonic() - seen.setdefault(code["user_code"], time.monotonic()) > TYPED_AFTER:
                fleet.control.approve(code["user_code"], code["account"])
                typed.append(code["printer"])
        time.sleep(0.1)
    run = running.wait()
    assert run.code == 0, run.output
    assert max(at_once) == AT_ONCE
    assert sorted(typed) == fleet.names
    assert {fleet.token(name) for name in fleet.names} == {"Active"}
