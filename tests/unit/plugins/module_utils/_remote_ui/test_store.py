# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tasks of one run leave for each other, and what killed runs left behind."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.connection import Connection
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.store import (
    FOLDER,
    MAX_AGE,
    SessionStore,
    kept_sessions,
    remove,
)

SESSION = {"base": "https://127.0.0.9:8443", "cookies": [["iR", "1", "127.0.0.9", "/", False]], "logged_in": True}


def store(folder: Path | None, **changed: Any) -> SessionStore:
    options = {"host": "127.0.0.9", "username": "admin", "password": "hush-hush", **changed}
    return SessionStore(Connection(folder=str(folder) if folder else None, **options))


def files(folder: Path) -> list[Path]:
    return sorted((folder / FOLDER).glob("*"))


@pytest.fixture
def gone() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_next_task_finds_the_session(tmp_path: Path) -> None:
    assert store(tmp_path).save(SESSION)
    found = store(tmp_path).load()
    assert found is not None
    assert {name: found[name] for name in SESSION} == SESSION


def test_files_are_for_their_owner_only_and_hold_no_password(tmp_path: Path) -> None:
    store(tmp_path).save(SESSION)
    store(tmp_path).note_refusal()
    assert stat.S_IMODE((tmp_path / FOLDER).stat().st_mode) == 0o700
    assert len(files(tmp_path)) == 2
    for path in files(tmp_path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert "hush-hush" not in path.read_text()
        assert "127.0.0.9" not in path.name


@pytest.mark.parametrize(
    "changed",
    [{"host": "127.0.0.8"}, {"username": "other"}, {"port": 8443}, {"scheme": "http"}, {"login_destination": "ad"}],
)
def test_other_printers_and_accounts_have_their_own(tmp_path: Path, changed: dict[str, Any]) -> None:
    store(tmp_path).save(SESSION)
    assert store(tmp_path, **changed).load() is None


def test_dropped_session_is_gone(tmp_path: Path) -> None:
    store(tmp_path).save(SESSION)
    store(tmp_path).drop()
    store(tmp_path).drop()
    assert store(tmp_path).load() is None
    assert files(tmp_path) == []


@pytest.mark.parametrize("content", ["", "{", "[]", "null", "\x00", '{"saved": 0}', '{"saved": null}'])
def test_broken_file_is_no_session(tmp_path: Path, content: str) -> None:
    store(tmp_path).save(SESSION)
    files(tmp_path)[0].write_text(content)
    assert store(tmp_path).load() is None


def test_old_session_is_not_trusted(tmp_path: Path) -> None:
    store(tmp_path).save(SESSION)
    (path,) = files(tmp_path)
    data = json.loads(path.read_text())
    path.write_text(json.dumps({**data, "saved": data["saved"] - MAX_AGE - 1}))
    assert store(tmp_path).load() is None


def test_without_a_folder_nothing_is_kept() -> None:
    nowhere = store(None)
    assert nowhere.save(SESSION) is False
    assert nowhere.load() is None
    nowhere.note_refusal()
    assert nowhere.was_refused() is False
    assert list(nowhere.left_behind()) == []


def test_refused_password_is_remembered_for_this_account_only(tmp_path: Path) -> None:
    assert store(tmp_path).was_refused() is False
    store(tmp_path).note_refusal()
    assert store(tmp_path).was_refused() is True
    assert store(tmp_path, password="corrected").was_refused() is False
    assert store(tmp_path, username="other").was_refused() is False


def test_every_refused_password_is_remembered(tmp_path: Path) -> None:
    for password in ("first", "second"):
        store(tmp_path, password=password).note_refusal()
    assert store(tmp_path, password="first").was_refused() is True
    assert store(tmp_path, password="second").was_refused() is True
    assert store(tmp_path, password="corrected").was_refused() is False


def run_folder(root: Path, name: str, process: object, **changed: Any) -> Path:
    folder = root / f"ansible-local-{name}"
    folder.mkdir()
    store(folder, **changed).save(SESSION)
    (path,) = files(folder)
    path.write_text(json.dumps({**json.loads(path.read_text()), "run": process}))
    return folder


def test_sessions_of_killed_runs_are_found(tmp_path: Path, gone: int) -> None:
    dead = run_folder(tmp_path, "1dead", gone)
    run_folder(tmp_path, "2alive", os.getpid())
    run_folder(tmp_path, "3other", gone, host="127.0.0.8")
    own = tmp_path / "ansible-local-own"
    own.mkdir()
    found = list(store(own).left_behind())
    assert [Path(path).parent.parent for path, _data in found] == [dead]
    assert found[0][1]["base"] == SESSION["base"]
    remove(found[0][0])
    assert list(store(own).left_behind()) == []


@pytest.mark.parametrize("process", [None, "x", -1, 0, 10**30, [], 1])
def test_files_whose_run_cannot_be_told_are_left_alone(tmp_path: Path, process: object) -> None:
    run_folder(tmp_path, "odd", process)
    own = tmp_path / "ansible-local-own"
    own.mkdir()
    assert list(store(own).left_behind()) == []


def test_session_of_another_machine_with_the_same_home_is_left_alone(tmp_path: Path, gone: int) -> None:
    (path,) = files(run_folder(tmp_path, "far", gone))
    path.write_text(json.dumps({**json.loads(path.read_text()), "machine": "elsewhere pid:[1]"}))
    own = tmp_path / "ansible-local-own"
    own.mkdir()
    assert list(store(own).left_behind()) == []


def test_own_session_is_not_left_behind(tmp_path: Path, gone: int) -> None:
    folder = run_folder(tmp_path, "own", gone)
    assert list(store(folder).left_behind()) == []


def test_all_sessions_of_a_run(tmp_path: Path) -> None:
    store(tmp_path).save(SESSION)
    store(tmp_path, host="127.0.0.8").save({**SESSION, "base": "https://127.0.0.8:8443"})
    store(tmp_path, host="127.0.0.8").note_refusal()
    assert sorted(data["base"] for data in kept_sessions(str(tmp_path))) == [
        "https://127.0.0.8:8443",
        "https://127.0.0.9:8443",
    ]
