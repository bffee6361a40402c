# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns among processes, as the workers of a run are."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import RunEnded
from ansible_collections.printfleet.canon.plugins.plugin_utils import _turns
from ansible_collections.printfleet.canon.tests.unit.plugins.plugin_utils.processes import FORK, until

AT_ONCE, WORKERS = 3, 9


def nobody_ends_it() -> None:
    return None


def work(folder: Path, number: int) -> None:
    with _turns.turn(str(folder), AT_ONCE, nobody_ends_it):
        (folder / f"here-{number}").touch()
        time.sleep(0.3)
        (folder / f"here-{number}").rename(folder / f"done-{number}")


def hold(folder: Path) -> None:
    with _turns.turn(str(folder), 1, nobody_ends_it):
        (folder / "here").touch()
        time.sleep(60)


def test_no_more_than_so_many_at_once_and_everybody_gets_a_turn(tmp_path: Path) -> None:
    workers = [FORK.Process(target=work, args=(tmp_path, number)) for number in range(WORKERS)]
    for worker in workers:
        worker.start()
    most = 0
    while any(worker.is_alive() for worker in workers):
        most = max(most, len(list(tmp_path.glob("here-*"))))
        time.sleep(0.01)
    assert most == AT_ONCE
    assert len(list(tmp_path.glob("done-*"))) == WORKERS


def test_place_of_a_worker_that_was_killed_is_free(tmp_path: Path) -> None:
    holder = FORK.Process(target=hold, args=(tmp_path,))
    holder.start()
    until(tmp_path / "here")
    holder.kill()
    holder.join()
    with _turns.turn(str(tmp_path), 1, nobody_ends_it):
        pass


def test_who_waits_for_a_turn_hears_that_the_run_is_gone(tmp_path: Path) -> None:
    holder = FORK.Process(target=hold, args=(tmp_path,))
    holder.start()
    until(tmp_path / "here")

    def gone() -> None:
        raise RunEnded("The run was ended from outside", remedy="")

    with pytest.raises(RunEnded), _turns.turn(str(tmp_path), 1, gone):
        pytest.fail("there was no place")
    holder.kill()
    holder.join()


def test_place_is_given_back_after_a_failure(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no"), _turns.turn(str(tmp_path), 1, nobody_ends_it):
        raise ValueError("no")
    open_files = len(os.listdir("/proc/self/fd"))
    for _round in range(3):
        with _turns.turn(str(tmp_path), 1, nobody_ends_it):
            pass
    assert len(os.listdir("/proc/self/fd")) == open_files
