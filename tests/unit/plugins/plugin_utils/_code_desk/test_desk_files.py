# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of the code desk, whoever makes their folder."""

from __future__ import annotations

import stat
from pathlib import Path

from ansible_collections.printfleet.canon.plugins.plugin_utils._code_desk.page import Page
from ansible_collections.printfleet.canon.tests.unit.plugins.plugin_utils.processes import FORK, until

DESKS = 5


def hold(folder: Path, number: int) -> None:
    """A run that writes its page, as soon as all are there."""
    until(folder / "go")
    page = Page(str(folder / "code_desk.html"))
    page.open({})
    (folder / f"{number}.path").write_text(page.path.name, encoding="utf-8")
    until(folder / "end")


def test_the_folder_and_the_files_are_their_owners(tmp_path: Path) -> None:
    page = Page(str(tmp_path / "reports" / "code_desk.html"))
    page.open({})
    page.close({})
    files = list(page.path.parent.iterdir())
    assert {path.name for path in files} == {"code_desk.html", "code_desk.data.js", ".code_desk.lock"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE(page.path.parent.stat().st_mode) == 0o700


def test_runs_that_start_together_have_a_page_each(tmp_path: Path) -> None:
    runs = [FORK.Process(target=hold, args=(tmp_path, number)) for number in range(DESKS)]
    for run in runs:
        run.start()
    (tmp_path / "go").touch()
    for number in range(DESKS):
        until(tmp_path / f"{number}.path")
    (tmp_path / "end").touch()
    for run in runs:
        run.join()
    pages = {path.read_text(encoding="utf-8") for path in tmp_path.glob("*.path")}
    assert pages == {"code_desk.html", *(f"code_desk-{number}.html" for number in range(2, DESKS + 1))}
