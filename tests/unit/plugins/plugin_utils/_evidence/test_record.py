# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The record of a printer through runs that end, are killed, and go on; and where it is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import InvalidInput
from ansible_collections.printfleet.canon.plugins.plugin_utils._evidence import audit, record, store
from ansible_collections.printfleet.canon.plugins.plugin_utils._judgement.rollback import plan

OLD, NEW = {"server": "old.example", "smtp_auth": True}, {"server": "smtp.office365.com", "smtp_auth": False}
MAIL = {
    "screen": "mail",
    "previous": OLD,
    "changes": {name: {"before": OLD[name], "after": NEW[name]} for name in OLD},
}


def run(number: int) -> dict[str, str]:
    return {"run": f"r{number}", "at": f"2026-11-23T18:0{number}:00+00:00", "controller": "ops@control"}


def fresh() -> dict[str, Any]:
    return {"host": "copier-1", "serial_number": "", "before_migration": None, "runs": []}


def test_settings_of_before_survive_a_kill_and_every_later_run() -> None:
    kept = fresh()
    record.wrote(kept, run(1), {"phase": "begin", **MAIL})  # killed here
    assert kept["runs"][0]["changed"]["mail.server"]["result"] == "unknown: begun"
    again = {"phase": "begin", "screen": "mail", "previous": NEW, "changes": {}}
    record.wrote(kept, run(2), again)
    record.ended(
        kept, run(2), {"state": "active", "previous_settings": {"mail.server": "x", "oauth.enabled": False}}, {}
    )
    assert kept["before_migration"]["mail"] == OLD
    assert kept["before_migration"]["oauth"] == {"enabled": False}
    assert kept["before_migration"]["run"] == "r1"
    assert [entry["state"] for entry in kept["runs"]] == ["unfinished", "active"]


def test_a_run_that_changed_nothing_records_nothing_to_go_back_to() -> None:
    kept = fresh()
    record.ended(kept, run(1), {"state": "active", "previous_settings": {"mail.server": "x"}}, {})
    assert kept["before_migration"] is None


def test_what_was_put_back_is_not_put_back_again() -> None:
    kept = fresh()
    record.wrote(kept, run(1), {"phase": "done", **MAIL})
    record.ended(kept, run(2), {"state": "not_restored"}, {})
    assert kept["before_migration"]
    record.ended(kept, run(3), {"state": "restored"}, {})
    assert kept["before_migration"] is None
    assert kept["rolled_back"][0]["mail"] == OLD


def test_what_another_run_wrote_while_this_one_put_back_can_still_be_put_back() -> None:
    kept = fresh()
    record.wrote(kept, run(1), {"phase": "done", **MAIL})
    record.found(kept, run(2), "rollback", {})
    record.wrote(kept, run(3), {"phase": "done", **MAIL})
    record.ended(kept, run(2), {"state": "restored"}, {})
    assert kept["before_migration"]["mail"] == OLD


def test_codes_are_not_kept() -> None:
    shown = record.lasting({"oauth": {"user_code": "ABC", "message": "enter ABC", "token_state": "pending"}})
    assert shown == {"oauth": {"token_state": "pending"}}


def test_another_device_of_the_same_name() -> None:
    kept = {**fresh(), "serial_number": "A1"}
    assert record.is_another(kept, {"device": {"serial_number": "B2"}})
    assert not record.is_another(kept, {"device": {"serial_number": "A1"}})
    assert not record.is_another(kept, {"device": {"serial_number": None}})


def test_a_file_in_which_nothing_is_of_the_device() -> None:
    known = {**fresh(), "serial_number": "A1", "runs": [run(1)]}
    assert record.is_new_to(fresh(), {"device": {"serial_number": "A1"}})
    assert record.is_new_to(known, {"device": {"serial_number": "B2"}})
    assert not record.is_new_to(known, {"device": {"serial_number": "A1"}})
    assert not record.is_new_to({**known, "serial_number": ""}, {"device": {"serial_number": "A1"}})
    assert not record.is_new_to(fresh(), {})


@pytest.mark.parametrize("host", ["../../etc/passwd", "..", ".hidden", "a/b", "x" * 500, "Büro 1", "a\nb", "-rf"])
def test_any_name_is_a_file_in_the_folder(tmp_path: Path, host: str) -> None:
    path = store.save(tmp_path / "reports", host, {**fresh(), "host": host})
    assert path.parent == tmp_path / "reports" / "printers"
    assert not path.name.startswith(".")
    assert store.load(tmp_path / "reports", host)["host"] == host


def test_different_names_have_different_files() -> None:
    names = ["a/b", "a%2Fb", "a_b", ".a", "%2Ea", "x" * 400, "x" * 401]
    assert len({store.file_name(name) for name in names}) == len(names)


def test_a_write_that_cannot_be_noted_is_refused(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("in the way", encoding="utf-8")
    with pytest.raises(InvalidInput, match="cannot be noted"):
        audit.note(tmp_path / "reports", "copier-1", {"phase": "begin", **MAIL})


def test_a_line_for_each_event(tmp_path: Path) -> None:
    for phase in ("begin", "done"):
        audit.note(tmp_path, "copier-1", {"phase": phase, **MAIL})
    lines = [json.loads(line) for line in (tmp_path / store.LOG).read_text(encoding="utf-8").splitlines()]
    assert [line["phase"] for line in lines] == ["begin", "done"]
    assert all(line["changes"] == MAIL["changes"] and "previous" not in line for line in lines)


ELSEWHERE = {"screen": "mail", "elsewhere": True, "wanted": {**NEW, "smtp_password": "********"}}
SWITCH = {"screen": "oauth", "elsewhere": True, "wanted": {"enabled": True}}


def test_a_write_elsewhere_without_an_end_leaves_what_was_before_in_doubt() -> None:
    kept = fresh()
    record.wrote(kept, run(1), {"phase": "begin", **ELSEWHERE})  # killed here, and the server was written
    assert kept["runs"][0]["elsewhere"]["mail"]["result"] == "unknown whether it was written"
    assert "mail.server: → smtp.office365.com (unknown whether it was written)" in record.changes_of(kept, run(1))
    record.wrote(kept, run(2), {"phase": "begin", **ELSEWHERE})
    shown = {"server": NEW["server"], "smtp_auth": True, "port": 25}
    changes = {"smtp_auth": {"before": True, "after": False}}
    record.wrote(kept, run(2), {"phase": "done", **ELSEWHERE, "previous": shown, "changes": changes})
    assert kept["before_migration"]["mail"] == {"smtp_auth": True, "port": 25}
    assert kept["runs"][1]["changed"] == {"mail.smtp_auth": {"before": True, "after": False, "result": "done"}}
    assert "elsewhere" not in kept["runs"][1]
    cannot = plan(kept, {"printer": {"mail": {**shown, "smtp_auth": False}, "oauth": {"enabled": True}}}, True)[
        "cannot"
    ]
    assert [line.partition(":")[0] for line in cannot] == ["mail.server"]


def test_what_a_killed_run_had_read_before_its_write_is_from_before() -> None:
    kept = fresh()
    record.found(kept, run(1), "migrate", {"oauth": {"enabled": False, "token_state": "not_acquired"}})
    record.wrote(kept, run(1), {"phase": "begin", **SWITCH})  # killed here, and it was written
    printer = {"printer": {"mail": {"server": "x"}, "oauth": {"enabled": True}}}
    assert plan(kept, printer)["oauth"] == {"enabled": False}
    record.found(kept, run(2), "migrate", {"oauth": {"enabled": True}})
    record.wrote(kept, run(2), {"phase": "begin", **SWITCH})
    record.wrote(kept, run(2), {"phase": "unchanged", **SWITCH})
    assert plan(kept, printer)["oauth"] == {"enabled": False}


@pytest.mark.parametrize("phase, left", [("unchanged", None), ("failed", "in_doubt")])
def test_only_a_write_that_is_known_to_have_changed_nothing_leaves_nothing(phase: str, left: str | None) -> None:
    kept = fresh()
    for one in ("begin", phase):
        record.wrote(kept, run(1), {"phase": one, **ELSEWHERE})
    assert (kept["before_migration"] is None) if left is None else (left in kept["before_migration"])
    assert ("elsewhere" in kept["runs"][0]) is (left is not None)


def test_a_rollback_that_was_killed_is_not_undone_by_the_next() -> None:
    kept = fresh()
    record.found(kept, run(1), "migrate", {"oauth": {"enabled": False}})
    record.wrote(kept, run(1), {"phase": "begin", **SWITCH})  # killed here, and it was written
    record.found(kept, run(2), "rollback", {"oauth": {"enabled": True}})
    record.wrote(kept, run(2), {"phase": "begin", **SWITCH, "wanted": {"enabled": False}})  # and here
    found = plan(kept, {"printer": {"mail": {"server": "x"}, "oauth": {"enabled": False}}})
    assert (found["oauth"], found["cannot"]) == ({}, [])
