# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A fleet in a process of its own, for programs that look at it from outside: the demo and the benchmark."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .control_client import Control

_TESTS = Path(__file__).resolve().parents[1]
_START_SECONDS = 60
_END_SECONDS = 15


class FleetFailed(Exception):
    """The fleet did not start, or did not end as it should; the text has its own words."""


@contextmanager
def background_fleet(folder: Path, *options: str, max_seconds: float) -> Iterator[Control]:
    """A fleet in `folder` with these options of `serve`; it ends with the block, with us, or after `max_seconds`.

    Raises FleetFailed when it does not answer within a minute, or when it ends with an error.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    log = folder / "fleet.log"
    command = [sys.executable, "-m", "virtual_fleet", "serve", "--dir", str(folder), "--exit-with-parent"]
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [*command, "--max-seconds", str(max_seconds), *options],
            cwd=_TESTS,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _await(folder / "fleet.json", process, log)
        yield Control.of(folder / "fleet.json")
    finally:
        process.terminate()
        try:
            process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    if process.returncode != 0:
        raise FleetFailed(f"The fleet ended with status {process.returncode}:\n{log.read_text(encoding='utf-8')}")


def _await(description: Path, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not description.exists():
        if process.poll() is not None or time.monotonic() > deadline:
            raise FleetFailed(f"The fleet did not start:\n{log.read_text(encoding='utf-8')}")
        time.sleep(0.05)
