# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of the code desk, whoever makes their folder."""

from __future__ import annotations

import stat
from pathlib import Path

from ansible_collections.printfleet.canon.plugins.plugin_utils._code_desk.page import Page


def test_the_folder_and_the_files_are_their_owners(tmp_path: Path) -> None:
    page = Page(str(tmp_path / "reports" / "code_desk.html"))
    page.open({})
    page.close({})
    files = list(page.path.parent.iterdir())
    assert {path.name for path in files} == {"code_desk.html", "code_desk.data.js"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE(page.path.parent.stat().st_mode) == 0o700
