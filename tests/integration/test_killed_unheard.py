# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ansible-playbook is killed while its workers hand over their results: nobody takes these any more, and the workers end."""

from __future__ import annotations

import os
import signal
import time

from .conftest import Fleets, Runner
from .fleets import until
from .playbooks import task

_PRINTERS = 40  # their results are more than a pipe holds (64 KiB, pipe(7))


def test_workers_whose_results_nobody_takes_end(fleets: Fleets, ansible_for: Runner) -> None:
    fleet = fleets("unheard", "--count", str(_PRINTERS), "--small-pages", "--profiles", "dx_user_tls")
    for name in fleet.names:
        fleet.control.add_fault(name, "slow", seconds=3, phase="read", path="/rps/")
    ansible = ansible_for(fleet)
    running = ansible.start([task("read", "canon_info")])
    until(lambda: all(fleet.counters(name)["requests"] for name in fleet.names), 120)
    os.kill(running.process.pid, signal.SIGSTOP)  # it takes no result from now on
    try:
        until(lambda: not any(fleet.counters(name)["open_sessions"] for name in fleet.names), 120)
        time.sleep(2)
        assert len(ansible.left()) > 5, "workers that wait until their result is taken"
    finally:
        running.process.kill()
        running.process.wait(10)
    until(lambda: ansible.left() == [], 60)
