# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Workers of a run that is gone, with real processes: a run that ends at once, and its worker that lives on."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Callable

import pytest
from ansible_collections.printfleet.canon.plugins.plugin_utils import _run
from ansible_collections.printfleet.canon.tests.unit.plugins.plugin_utils.processes import FORK, until

FOR_EVER = 60.0

Orphan = Callable[[Callable[[Path], None]], int]


@pytest.fixture
def orphan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Orphan:
    """Starts a worker whose run ends as soon as the worker has made the file `begun`; gives the worker's number."""

    def run(work: Callable[[Path], None]) -> None:
        monkeypatch.setattr(_run, "_LOADED_IN", os.getpid())
        worker = FORK.Process(target=work, args=(tmp_path,))
        worker.start()
        (tmp_path / "number.new").write_text(str(worker.pid), encoding="utf-8")
        (tmp_path / "number.new").rename(tmp_path / "number")
        until(tmp_path / "begun")
        os._exit(0)

    def start(work: Callable[[Path], None]) -> int:
        monkeypatch.setattr(_run, "_LOOK", 0.1)
        FORK.Process(target=run, args=(work,)).start()
        until(tmp_path / "number")
        return int((tmp_path / "number").read_text(encoding="utf-8"))

    return start


def ended(number: int) -> bool:
    """Whether a process has ended, within some seconds."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            if Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z":
                return True  # whoever adopts it here does not look after it
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False


def hands_over_for_ever(folder: Path) -> None:
    _run.ends_with_it(lambda: None)()
    (folder / "begun").touch()
    time.sleep(FOR_EVER)


def works_on(folder: Path) -> None:
    @_run.ends_with_it
    def work() -> None:
        (folder / "begun").touch()
        time.sleep(1)
        (folder / "noted").touch()

    work()
    (folder / "handed over").touch()


def works_for_ever(folder: Path) -> None:
    @_run.ends_with_it
    def work() -> None:
        (folder / "begun").touch()
        time.sleep(FOR_EVER)

    work()


def begins_too_late(folder: Path) -> None:
    (folder / "begun").touch()
    while not _run.is_gone():
        time.sleep(0.01)
    _run.ends_with_it((folder / "written").touch)()


def test_a_result_that_nobody_takes_is_given_up(orphan: Orphan) -> None:
    assert ended(orphan(hands_over_for_ever))


def test_work_under_way_has_time_to_note_how_it_ended(orphan: Orphan, tmp_path: Path) -> None:
    assert ended(orphan(works_on))
    assert (tmp_path / "noted").exists() and not (tmp_path / "handed over").exists()


def test_work_that_does_not_end_is_ended(orphan: Orphan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_run, "_GRACE", 0.5)
    assert ended(orphan(works_for_ever))


def test_work_is_not_begun_where_the_run_is_gone_already(orphan: Orphan, tmp_path: Path) -> None:
    assert ended(orphan(begins_too_late))
    assert not (tmp_path / "written").exists()


def test_a_run_that_is_there_is_not_left() -> None:
    assert _run.ends_with_it(os.getpid)() == os.getpid()
