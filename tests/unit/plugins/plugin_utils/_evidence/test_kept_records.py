# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records in their folder: two runs that keep something of the same printer, and files that are no records."""

from __future__ import annotations

import stat
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.action.fleet_record import ActionModule
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import InvalidInput
from ansible_collections.printfleet.canon.plugins.plugin_utils._evidence import audit, store
from ansible_collections.printfleet.canon.tests.unit.plugins.plugin_utils.processes import FORK, until

HOST = "copier-1"
FIRST_WRITE = {
    "phase": "begin",
    "screen": "mail",
    "previous": {"server": "old.example"},
    "changes": {"server": {"before": "old.example", "after": "smtp.office365.com"}},
}


def fleet_record(folder: Path, **arguments: Any) -> dict[str, Any]:
    """The task, as Ansible runs it."""
    task = SimpleNamespace(
        args={"path": str(folder), **arguments}, action="fleet_record", check_mode=False, async_val=0, diff=False
    )
    nothing: dict[str, Any] = dict.fromkeys(("play_context", "loader", "templar", "shared_loader_obj"))
    connection = SimpleNamespace(_shell=SimpleNamespace(tmpdir="unused"))
    return ActionModule(task=task, connection=connection, **nothing).run(task_vars={"inventory_hostname": HOST})


def slow_verify(folder: Path) -> None:
    """Keeps what was seen, and takes its time between load and save."""
    load = store.load

    def slowly(*arguments: Any) -> Any:
        found = load(*arguments)
        (folder / "loaded").touch()
        time.sleep(0.5)
        return found

    store.load = slowly
    done = fleet_record(folder, kind="verify", result={"state": "not_migrated"})
    assert not done.get("failed"), done


def hold(folder: Path) -> None:
    with store.locked(folder, HOST):
        (folder / "held").touch()
        time.sleep(60)


def test_a_run_does_not_put_an_old_copy_over_what_another_has_noted(tmp_path: Path) -> None:
    nightly = FORK.Process(target=slow_verify, args=(tmp_path,))
    nightly.start()
    until(tmp_path / "loaded")
    audit.note(tmp_path, HOST, FIRST_WRITE)
    nightly.join(10)
    assert nightly.exitcode == 0
    kept = store.load(tmp_path, HOST)
    assert kept["before_migration"]["mail"] == {"server": "old.example"}
    assert kept["verified"]["state"] == "not_migrated"


def test_who_waits_for_too_long_is_told_for_which_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    holder = FORK.Process(target=hold, args=(tmp_path,))
    holder.start()
    until(tmp_path / "held")
    monkeypatch.setattr(store, "_PATIENCE", 0.1)
    path = tmp_path / "printers" / store.LOCK
    with pytest.raises(InvalidInput, match=f"{path} has been locked .* Wait until that run ends"):
        audit.note(tmp_path, HOST, FIRST_WRITE)
    refused = fleet_record(tmp_path, kind="verify", result={"state": "fine"})
    assert refused["failed"] and f"{path} has been locked" in refused["msg"] and "Wait until" in refused["msg"]
    audit.note(tmp_path, "copier-2", FIRST_WRITE)  # another printer
    assert not fleet_record(tmp_path, kind="verify").get("failed")  # only reads
    holder.kill()
    holder.join(10)
    audit.note(tmp_path, HOST, FIRST_WRITE)


def test_the_lock_is_private_and_no_record(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    audit.note(folder, HOST, FIRST_WRITE)
    assert {path.name for path in (folder / "printers").iterdir()} == {f"{HOST}.json", store.LOCK}
    assert stat.S_IMODE((folder / "printers" / store.LOCK).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == stat.S_IMODE((folder / "printers").stat().st_mode) == 0o700


@pytest.mark.parametrize("content", [b'{"runs": [', b"\xff\xfe", b"[]", b'{"runs": 1}'])
def test_a_file_that_is_no_record_is_named_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    path = store.save(tmp_path, HOST, {"runs": []})
    path.write_bytes(content)
    for refused in (fleet_record(tmp_path, kind="verify"), fleet_record(tmp_path, result={"state": "active"})):
        assert refused["failed"]
        assert f"{path} is not the record of a printer" in refused["msg"]
        assert refused["msg"].endswith("a rollback has nothing to put back.")
    with pytest.raises(InvalidInput, match=f"{path} is not the record of a printer.* from a backup"):
        audit.note(tmp_path, HOST, FIRST_WRITE)
    assert path.read_bytes() == content


def test_the_task_tells_whether_there_was_a_record_and_of_how_many_printers(tmp_path: Path) -> None:
    folder = tmp_path / "reports"

    def told(**arguments: Any) -> tuple[bool, int]:
        done = fleet_record(folder, **arguments)
        return done["recorded"], done["recorded_printers"]

    assert told() == (False, 0) and not folder.exists()
    store.save(folder, "copier-2", {"runs": []})
    with store.locked(folder, HOST):
        assert told() == (False, 1)
    assert told(kind="verify", result={"state": "fine"}) == (False, 2)
    assert told() == (True, 2)


def test_a_device_that_comes_back_to_its_name_has_its_record_again(tmp_path: Path) -> None:
    devices = {
        serial: {"printer": {"device": {"serial_number": serial}, "mail": {"server": f"{serial}.example"}}}
        for serial in ("A1", "B2")
    }
    for serial in ("A1", "B2", "A1", "B2", "A1"):
        record = fleet_record(tmp_path, found=devices[serial])["record"]
        assert (record["host"], record["serial_number"]) == (HOST, serial)
        if record["before_migration"] is None:
            audit.note(tmp_path, HOST, {**FIRST_WRITE, "previous": devices[serial]["printer"]["mail"]})
    assert fleet_record(tmp_path)["record"]["before_migration"]["mail"] == {"server": "A1.example"}
    fleet_record(tmp_path, found=devices["B2"])
    assert fleet_record(tmp_path)["record"]["before_migration"]["mail"] == {"server": "B2.example"}
