# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How each printer stands, from what is told in any order that a run can have."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.plugin_utils._code_desk.board import CUT_OFF, Board, progress

ONE, TWO = "copier-1", "copier-2"


class Time:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def board(time: Time) -> Board:
    board = Board(time)
    board.expect([ONE, TWO])
    return board


def post(state: str, since: float = 900.0, host: str = ONE, **news: Any) -> dict[str, Any]:
    code = "HCDZ36RMX" if state == "waiting" else None
    return {"host": host, "state": state, "user_code": code, "since": since, "expires_at": 1800.0, **news}


def row(board: Board, name: str = ONE) -> dict[str, Any]:
    return next(row for row in board.rows() if row["name"] == name)


def test_nothing_is_told_of_a_printer_whose_turn_has_not_come(board: Board) -> None:
    assert board.rows() == []
    assert board.totals() == {"all": 2, "done": 0, "waiting": 0, "failed": 0, "left": 0, "to_come": 2}


def test_a_code_is_shown_while_it_can_be_typed_and_no_longer(board: Board) -> None:
    board.take_post(post("connecting"))
    assert (row(board)["state"], row(board)["code"]) == ("connecting", "")
    board.take_post(post("waiting", 910.0))
    assert (row(board)["code"], row(board)["expires_at"]) == ("HCDZ36RMX", 1800.0)
    board.take_post(post("renewing", 920.0))
    assert (row(board)["state"], row(board)["code"], row(board)["expires_at"]) == ("renewing", "", None)
    board.take_post(post("waiting", 930.0, user_code="WXCV2345B"))
    assert (row(board)["code"], row(board)["arrived"]) == ("WXCV2345B", 1)
    board.take_post(post("active", 940.0))
    assert (row(board)["state"], row(board)["code"], row(board)["settled_at"]) == ("active", "", 1000.0)
    assert board.totals()["done"] == 1


def test_the_waiting_list_keeps_the_order_in_which_the_printers_came(board: Board) -> None:
    board.take_post(post("waiting", host=TWO))
    board.take_post(post("waiting", host=ONE))
    board.take_post(post("renewing", host=TWO))
    assert [printer.name for printer in board.waiting()] == [TWO, ONE]


def test_a_wait_that_ended_is_settled_by_the_result(board: Board) -> None:
    board.take_post(post("waiting"))
    board.take_post(post("ended", 990.0))
    assert board.totals()["to_come"] == 2
    board.take_wait(ONE, {"status": {"token_state": "pending"}, "timed_out": True})
    assert (row(board)["state"], "Run the playbook again" in row(board)["reason"]) == ("left", True)


def test_waiting_for_the_connection_only_settles_nothing(board: Board) -> None:
    board.take_post(post("connecting"))
    board.take_post(post("ended", 990.0))
    board.take_wait(ONE, {"status": {"token_state": "pending"}, "timed_out": False})
    assert board.rows() == []


def test_the_result_counts_where_no_post_was_seen(board: Board) -> None:
    board.take_wait(ONE, {"status": {"token_state": "active"}, "timed_out": False})
    assert row(board)["state"] == "active"


@pytest.mark.parametrize(("state", "shown"), [("active", "active"), ("waiting", "left"), ("not_migrated", "failed")])
def test_the_verdict_of_the_role_is_the_last_word(board: Board, state: str, shown: str) -> None:
    board.take_post(post("active"))
    board.take_verdict(ONE, {"state": state, "step": "Prove the result", "reason": "why"})
    board.take_post(post("waiting", since=999.0))  # read late
    assert (row(board)["state"], row(board)["reason"]) == (shown, "why")


def test_a_printer_that_waits_again_is_shown_again(board: Board) -> None:
    board.take_verdict(ONE, {"state": "waiting", "step": "", "reason": "nobody"})
    board.take_post(post("waiting", since=1001.0))
    assert (row(board)["state"], row(board)["reason"], row(board)["settled_at"]) == ("waiting", "", None)


def test_a_failure_that_is_rescued_is_no_failure(board: Board) -> None:
    board.take_trouble(ONE, "Read the printer", "not reachable")
    board.take_verdict(ONE, {"state": "active"})
    board.finish([])
    assert board.totals()["failed"] == 0


def test_a_failure_that_nobody_rescued_has_its_reason(board: Board) -> None:
    board.take_trouble(ONE, "Read the printer", "not reachable")
    board.finish([ONE, "localhost"])
    assert (row(board)["state"], row(board)["step"], row(board)["reason"]) == (
        "failed",
        "Read the printer",
        "not reachable",
    )
    assert board.totals()["all"] == 2


def test_a_run_that_ends_early_leaves_who_waits_for_the_next(board: Board) -> None:
    board.take_post(post("waiting"))
    board.finish([])
    assert (row(board)["state"], row(board)["reason"], row(board)["code"]) == ("left", CUT_OFF, "")


def test_place_and_model_are_known_whenever_they_were_read(board: Board) -> None:
    board.describe("copier-3", {"location": "", "device_name": "Reception", "product_name": "iR-ADV C5840"})
    board.describe(ONE, None)
    assert board.totals()["all"] == 2
    board.take_post(post("waiting", host="copier-3"))
    assert (row(board, "copier-3")["place"], row(board, "copier-3")["model"]) == ("Reception", "iR-ADV C5840")
    assert board.waiting()[0].place == "Reception"


@pytest.mark.parametrize(
    "text", ["a\x1b[31mb", "a\x9b2Jb", "a\nb", "a\u202eb", "a\u2028b", "a \t b", "a\u2066\u200bb\x00"]
)
def test_a_printers_text_cannot_steer_a_terminal_or_the_reading(board: Board, text: str) -> None:
    board.take_post(post("waiting", message=text))
    assert row(board)["message"] in ("a b", "ab", "a [31mb", "a 2Jb")


def test_a_printers_text_has_an_end(board: Board) -> None:
    board.take_post(post("waiting", user_code="A" * 10_000, message="m" * 10_000, verification_uri="u" * 10_000))
    assert len(str(row(board))) < 1500


@pytest.mark.parametrize("value", ["soon", True, [], {}])
def test_a_time_that_is_none_is_none(board: Board, value: Any) -> None:
    board.take_post(post("waiting", expires_at=value, since=value))
    assert row(board)["expires_at"] is None


def test_the_line_for_the_terminal() -> None:
    totals = {"all": 100, "done": 12, "waiting": 10, "failed": 3, "left": 0, "to_come": 75}
    assert progress(totals) == "printfleet: 12 done, 10 waiting for a code, 3 failed, 75 to come"
    assert "2 left for the next run, 73 to come" in progress({**totals, "left": 2, "to_come": 73})
