# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Workers of a run that is gone, with real processes: a run that ends at once, and its worker that lives on."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from typing import Callable

import pytest
from ansible_collections.printfleet.canon.plugins.plugin_utils import _run
from ansible_collections.printfleet.canon.tests.unit.plugins.plugin_utils.processes import FORK, until

FOR_EVER = 60.0
FULL = 70_000  # more than a pipe holds (64 KiB, pipe(7))

Orphan = Callable[[Callable[[Path], None]], int]


@pytest.fixture
def orphan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Orphan:
    """Starts a worker whose run ends as soon as the worker has made the file `begun`; gives the worker's number."""

    def run(work: Callable[[Path], None]) -> None:
        worker = FORK.Process(target=work, args=(tmp_path,))
        worker.start()
        (tmp_path / "number.new").write_text(str(worker.pid), encoding="utf-8")
        (tmp_path / "number.new").rename(tmp_path / "number")
        until(tmp_path / "begun")
        os._exit(0)

    def start(work: Callable[[Path], None]) -> int:
        monkeypatch.setattr(_run, "_LOOK", 0.1)
        monkeypatch.setattr(_run, "_HANDED_OVER", 0.5)
        FORK.Process(target=run, args=(work,)).start()
        until(tmp_path / "number")
        return int((tmp_path / "number").read_text(encoding="utf-8"))

    return start


def ended(number: int) -> bool:
    """Whether a process has ended, within some seconds."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            if Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z":
                return True  # whoever adopts it here does not look after it
        except OSError:
            return True
        time.sleep(0.05)
    return False


def hand_over(_line: str = "") -> None:
    """As core does it: both ends of the pipe are open in the worker, and nobody reads."""
    _reader, writer = os.pipe()
    os.write(writer, b"x" * FULL)


def hands_over_a_result(folder: Path) -> None:
    _run.ends_with_it(lambda: None)()
    (folder / "begun").touch()
    hand_over()


def hands_over_a_line(folder: Path) -> None:
    @_run.ends_with_it
    def work() -> None:
        (folder / "begun").touch()
        _run.tell(hand_over, "a code")

    work()


def works_on(folder: Path) -> None:
    @_run.ends_with_it
    def work() -> None:
        _run.tell(str, "a line that was taken")
        (folder / "begun").touch()
        time.sleep(2)  # longer than a line or a result would be waited for
        (folder / "noted").touch()

    work()
    (folder / "handed over").touch()


def begins_too_late(folder: Path) -> None:
    (folder / "begun").touch()
    while not _run.is_gone():
        time.sleep(0.01)

    @_run.ends_with_it
    def work() -> None:
        (folder / "written").touch()
        time.sleep(FOR_EVER)

    with pytest.MonkeyPatch.context() as patch:  # only the look at the beginning
        patch.setattr(_run._Worker, "_start_watch", lambda _self: None)
        work()


def test_a_result_that_nobody_takes_is_given_up(orphan: Orphan) -> None:
    assert ended(orphan(hands_over_a_result))


def test_a_line_that_nobody_takes_is_given_up(orphan: Orphan) -> None:
    assert ended(orphan(hands_over_a_line))


def test_work_under_way_is_not_cut_off(orphan: Orphan, tmp_path: Path) -> None:
    assert ended(orphan(works_on))
    assert (tmp_path / "noted").exists() and not (tmp_path / "handed over").exists()


def test_work_is_not_begun_where_the_run_is_gone_already(orphan: Orphan, tmp_path: Path) -> None:
    assert ended(orphan(begins_too_late))
    assert not (tmp_path / "written").exists()


def test_a_process_that_is_no_worker_is_not_watched() -> None:
    threads = threading.active_count()
    assert _run.ends_with_it(os.getpid)() == os.getpid()
    assert not _run.is_gone() and threading.active_count() == threads
