# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files for people: whole or not at all, and where they are looked for."""

from __future__ import annotations

import stat
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from ansible.module_utils.common.validation import check_type_path
from ansible_collections.printfleet.canon.plugins.plugin_utils import _folder
from ansible_collections.printfleet.canon.plugins.plugin_utils._evidence.audit import audit_folder


def test_a_file_is_there_whole_or_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "a" / "reports"
    written = _folder.write(place, "assess.csv", "first")
    assert written.read_text() == "first"
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert stat.S_IMODE(written.stat().st_mode) == 0o600

    def full(*_paths: Any) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(_folder.os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        _folder.write(place, "assess.csv", "second")
    assert [path.name for path in place.iterdir()] == ["assess.csv"]
    assert written.read_text() == "first"


def test_reports_are_beside_the_inventory_and_never_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, inventory = tmp_path / "printers.ini", tmp_path / "inventory"
    inventory.mkdir()
    for sources, shown in (([file], tmp_path), ([inventory], inventory), ([inventory / ""], inventory)):
        variables = {"inventory_dir": str(shown), "ansible_inventory_sources": [str(source) for source in sources]}
        assert _folder.reports_folder("", variables) == tmp_path / "reports"
        assert _folder.reports_folder("evidence/2026", variables) == tmp_path / "evidence" / "2026"
        assert _folder.reports_folder("./../kept/", variables).resolve() == tmp_path.parent / "kept"
        assert _folder.reports_folder("/srv/kept", variables) == Path("/srv/kept")
    monkeypatch.setenv("PWD", "/srv/desk")
    for nothing in ({}, {"inventory_dir": None}, {"inventory_dir": "None"}):
        assert _folder.reports_folder(None, nothing) == Path("/srv/desk/reports")
        assert _folder.reports_folder("kept", nothing) == Path("/srv/desk/kept")
    assert _folder.reports_folder("~/kept", {}) == Path.home() / "kept"


def test_the_modules_and_their_notes_mean_the_same_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Option and variable come as the user wrote them; Ansible replaces variables of the environment in the option only."""
    variables = {"inventory_dir": str(tmp_path), "canon_audit_dir": "$DESK/kept"}
    monkeypatch.setenv("DESK", "desk")
    templar = SimpleNamespace(template=lambda text: text)
    assert audit_folder(variables, templar) == _folder.reports_folder(check_type_path("$DESK/kept"), variables)
    assert audit_folder(variables, templar) == tmp_path / "desk" / "kept"
