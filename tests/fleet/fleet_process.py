# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fleets as processes of their own, as `make fleet` starts them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Callable, Iterator

TESTS = Path(__file__).resolve().parents[1]

Start = Callable[..., "tuple[subprocess.Popen[str], Path]"]
"""Start a fleet with a folder of this name and further options of `serve`; gives its process and folder."""


def fleet_processes(parent: Path) -> Iterator[Start]:
    """Gives a Start for folders below `parent`; whatever still runs at the end is told to stop."""
    running: list[subprocess.Popen[str]] = []

    def start(name: str, *options: str) -> tuple[subprocess.Popen[str], Path]:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "virtual_fleet",
                "serve",
                "--dir",
                str(parent / name),
                "--connect-seconds",
                "0.1",
                "--interval",
                "0.2",
                "--exit-with-parent",
                "--max-seconds",
                "60",
                *options,
            ],
            cwd=TESTS,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        running.append(process)
        return process, parent / name

    yield start
    for process in running:
        process.terminate()
        output, _nothing = process.communicate(timeout=10)
        assert "Traceback" not in (output or ""), output
