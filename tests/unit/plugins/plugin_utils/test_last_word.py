# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who has the last word on a file, among processes as the workers of a run are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from ansible_collections.printfleet.canon.plugins.plugin_utils._last_word import last_word
from ansible_collections.printfleet.canon.tests.unit.plugins.plugin_utils.processes import FORK, until


def say(folder: Path, word: str, file: str = "report", after: str = "") -> None:
    if after:
        until(folder / after)
    with last_word(str(folder), folder / file) as has_it:
        if has_it:
            (folder / file).write_text(word, encoding="utf-8")
    (folder / f"{word}-done").touch()


def fail(folder: Path) -> None:
    with pytest.raises(OSError, match="full"), last_word(str(folder), folder / "report"):
        raise OSError("full")


def run(work: Callable[..., None], *args: object) -> None:
    worker = FORK.Process(target=work, args=args)
    worker.start()
    worker.join()
    assert worker.exitcode == 0


def test_who_began_earlier_and_is_ready_later_leaves_it_as_it_is(tmp_path: Path) -> None:
    early = FORK.Process(target=say, args=(tmp_path, "early", "report", "late-done"))
    early.start()
    run(say, tmp_path, "late")
    early.join()
    assert (tmp_path / "early-done").exists()
    assert (tmp_path / "report").read_text(encoding="utf-8") == "late"


def test_one_after_the_other_each_has_it(tmp_path: Path) -> None:
    for word in ("first", "second"):
        run(say, tmp_path, word)
        assert (tmp_path / "report").read_text(encoding="utf-8") == word


def test_another_file_is_another_matter(tmp_path: Path) -> None:
    early = FORK.Process(target=say, args=(tmp_path, "early", "report", "late-done"))
    early.start()
    run(say, tmp_path, "late", "other")
    early.join()
    assert (tmp_path / "report").read_text(encoding="utf-8") == "early"


def test_who_could_not_write_it_has_said_nothing(tmp_path: Path) -> None:
    early = FORK.Process(target=say, args=(tmp_path, "early", "report", "failed"))
    early.start()
    run(fail, tmp_path)
    (tmp_path / "failed").touch()
    early.join()
    assert (tmp_path / "report").read_text(encoding="utf-8") == "early"
