# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""`make benchmark`: the three contestants one after the other, and a table in Markdown."""

from __future__ import annotations

import argparse
import os
import platform
import signal
import sys
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path
from typing import NoReturn

from virtual_fleet.background import FleetFailed
from virtual_fleet.desk import NoClone

from .contestants import AS_MODULES, EMPTY, IN_CONTROLLER, NotPrepared
from .measure import Measured, Plan, RunFailed, measure

_WANTED_RATIO = 10
_WANTED_FROM_PRINTERS = 50
_HEAD = (
    "| contestant | wall s | controller CPU s | CPU ms per printer and task | requests | logins (per printer) |",
    "| --- | ---: | ---: | ---: | ---: | ---: |",
)


def main() -> int:
    """Run the benchmark; returns the exit status: 1 when a run failed or the ratio is not reached."""
    arguments = _parser().parse_args()
    signal.signal(signal.SIGALRM, _too_long)
    signal.signal(signal.SIGTERM, _ended)
    signal.alarm(arguments.max_seconds)
    plan = Plan(arguments.printers, arguments.seconds_per_code, arguments.max_seconds)
    measured: list[Measured] = []
    try:
        for contestant in (IN_CONTROLLER, EMPTY, AS_MODULES):
            print(f"{contestant.name}, {arguments.printers} printers ...", file=sys.stderr, flush=True)
            work = measured[0].work if measured else None
            measured.append(measure(contestant, plan, work))
    except (RunFailed, NotPrepared, FleetFailed, NoClone, TimeoutError) as error:
        print(f"benchmark: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("benchmark: ended by the keyboard; everything was stopped", file=sys.stderr)
        return 130
    ratio = measured[2].cpu / measured[0].cpu
    text = "\n".join([*_table(measured), "", *_words(measured, ratio, plan)])
    print(text)
    if arguments.save:
        arguments.save.write_text(text + "\n", encoding="utf-8")
    if ratio < _WANTED_RATIO and arguments.printers >= _WANTED_FROM_PRINTERS:
        print(f"benchmark: the modules should need at least {_WANTED_RATIO} times the CPU", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmark", description=__doc__)
    parser.add_argument("--printers", type=int, default=50, help="number of printers (default 50)")
    parser.add_argument("--seconds-per-code", type=float, default=6, help="that a person needs for a code (default 6)")
    parser.add_argument(
        "--max-seconds", type=int, default=1200, help="seconds until everything is stopped (default 1200)"
    )
    parser.add_argument("--save", type=Path, help="file for the table")
    return parser


def _table(measured: list[Measured]) -> list[str]:
    return [
        *_HEAD,
        *(
            f"| {one.name} | {one.wall:.1f} | {one.cpu:.1f} | {one.cpu_of_a_task:.1f} "
            f"| {one.requests:.1f} | {one.logins:.1f} |"
            for one in measured
        ),
    ]


def _words(measured: list[Measured], ratio: float, plan: Plan) -> list[str]:
    role, empty = measured[:2]
    return [
        f"As modules the role needs {ratio:.1f} times the controller's CPU; in the controller it needs "
        f"{role.cpu / empty.cpu:.1f} times that of {empty.tasks} empty tasks ({empty.work.skipped} of them skipped).",
        f"{role.printers} virtual printers on the same machine, in a process that is not counted; one "
        f"person types one code after another, {plan.seconds_per_code:g} s each; "
        f"Python {platform.python_version()}, ansible-core {version('ansible-core')}, {os.cpu_count()} processors, "
        f"{datetime.now(timezone.utc):%Y-%m-%d}.",
    ]


def _too_long(*_signal: object) -> NoReturn:
    raise TimeoutError("it took longer than --max-seconds")


def _ended(*_signal: object) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
