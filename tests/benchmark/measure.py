# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One run of one contestant on a fleet of its own, measured."""

from __future__ import annotations

import resource
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from virtual_fleet.background import background_fleet
from virtual_fleet.control_client import Control
from virtual_fleet.desk import Desk
from virtual_fleet.playbook_output import recap

from .contestants import Contestant, Work

_PROFILES = "dx_user_tls,dx_pin_tls"
"""With a login each, so that logins can be counted."""


class RunFailed(Exception):
    """A contestant did not do its work; the text has the end of its output."""


@dataclass(frozen=True)
class Plan:
    """`max_seconds` for the whole benchmark; `seconds_per_code` is what the one person needs to sign in for a code."""

    printers: int
    seconds_per_code: float
    max_seconds: float


@dataclass(frozen=True)
class Measured:
    """Seconds of the clock and of the processors; `requests` and `logins` are means of one printer."""

    name: str
    printers: int
    wall: float
    cpu: float
    requests: float
    logins: float
    work: Work

    @property
    def tasks(self) -> int:
        """Tasks of one printer, skipped ones included."""
        return self.work.ran + self.work.skipped

    @property
    def cpu_of_a_task(self) -> float:
        """Milliseconds of a processor for one task of one printer."""
        return self.cpu * 1000 / self.printers / self.tasks


def measure(contestant: Contestant, plan: Plan, work: Work | None) -> Measured:
    """Run a contestant on a fresh fleet in another process. Raises RunFailed, NotPrepared or FleetFailed.

    One person types one code after another at the sign-in page, as long as there are some.
    CPU is what ansible-playbook and everything that it started have used, as the system accounts for ended children;
    the fleet's is not in it, because the fleet goes on.
    """
    with tempfile.TemporaryDirectory(prefix="printfleet-benchmark-") as name:
        options = ("--count", str(plan.printers), "--profiles", _PROFILES,
                   "--auto-operator", "--one-person", "--operator-seconds", str(plan.seconds_per_code))  # fmt: skip
        with background_fleet(Path(name) / "fleet", *options, max_seconds=plan.max_seconds) as fleet:
            desk = Desk(Path(name))
            contestant.prepare(desk, fleet.fleet()["inventory"], work)
            fleet.reset_counters()
            cpu, began = _cpu_of_children(), time.monotonic()
            status = desk.run(contestant.command)
            wall, cpu = time.monotonic() - began, _cpu_of_children() - cpu
            _require_done(contestant, desk, status, fleet)
            counters = [printer["counters"] for printer in fleet.printers()]
    counts = list(recap(desk.output).values())
    return Measured(
        contestant.name,
        plan.printers,
        wall,
        cpu,
        statistics.mean(counter["requests"] for counter in counters),
        statistics.mean(counter["logins"] for counter in counters),
        Work(*(round(statistics.mean(count[what] for count in counts)) for what in ("ok", "skipped"))),
    )


def _cpu_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _require_done(contestant: Contestant, desk: Desk, status: int, fleet: Control) -> None:
    end = "".join(desk.output[-40:])
    if status != 0:
        raise RunFailed(f"{contestant.name}: ansible-playbook ended with status {status}:\n{end}")
    snapshots = fleet.printers()
    active = sum(printer["oauth"]["token"] == "Active" for printer in snapshots)
    if active != (len(snapshots) if contestant.migrates else 0):
        raise RunFailed(f"{contestant.name}: {active} of {len(snapshots)} printers have an active token:\n{end}")
