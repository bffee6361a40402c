# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Other processes, as the workers of a run are, and what they tell by files."""

from __future__ import annotations

import multiprocessing
import time
from pathlib import Path

FORK = multiprocessing.get_context("fork")


def until(path: Path) -> None:
    """Wait until another process has made this file."""
    end = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < end, path
        time.sleep(0.01)
