# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting for the connection and for a person: what is shown, what is renewed, and when it ends. The clock is ours."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import (
    NotConnected,
    RunEnded,
    UnknownLayout,
    Unreachable,
)
from ansible_collections.printfleet.canon.plugins.module_utils._tasks import token_status, waiting
from ansible_collections.printfleet.canon.plugins.module_utils._tasks.runner import Context

BASE: dict[str, Any] = {
    "enabled": True,
    "connection_status": "Successfully Connected",
    "token_status": "Being Acquired...",
    "connected": True,
    "token_state": "pending",
    "user_code": None,
    "verification_uri": "https://microsoft.com/devicelogin",
    "user_code_expires_in": 900,
    "user_code_valid": True,
    "message": "Open https://microsoft.com/devicelogin and enter AAA",
    "last_updated": None,
}


def code(text: str, left: int | None = 900, **changed: Any) -> dict[str, Any]:
    message = f"Open https://microsoft.com/devicelogin and enter {text}"
    return {**BASE, "user_code": text, "user_code_expires_in": left, "message": message, **changed}


ACTIVE = {**BASE, "token_state": "active", "token_status": "Active", "user_code_valid": False}
GIVEN_UP = {**BASE, "token_state": "not_acquired", "token_status": "Not Acquired", "user_code_valid": False}
ALONE = {**GIVEN_UP, "connected": False, "connection_status": "Not Connected"}


class Printer:
    """Shows one page after the other, the last one for ever; seconds pass only while it is waited for."""

    def __init__(self, *pages: Any, renewed: tuple[Any, ...] = ()) -> None:
        self.pages, self.renewed = list(pages), list(renewed)
        self.now, self.looks, self.renewals = 0.0, 0, 0
        self.lines: list[str] = []
        self.news: list[dict[str, Any]] = []
        self.is_gone = False

    def look_for_the_run(self) -> None:
        if self.is_gone:
            raise RunEnded("over")

    def look(self) -> dict[str, Any]:
        self.looks += 1
        page = self.pages.pop(0) if len(self.pages) > 1 else self.pages[0]
        if isinstance(page, Exception):
            raise page
        return dict(page)

    def renew(self) -> dict[str, Any]:
        self.renewals += 1
        if self.renewed:
            self.pages = [self.renewed.pop(0)]
        return {"last_updated": None, "user_code": None}

    def wait(self, first: dict[str, Any], marker: Any = None, **pace: Any) -> tuple[str, waiting.Waiting]:
        context = Context(
            guard=self.look_for_the_run, progress=self.lines.append, waiting=lambda news: self.news.append(dict(news))
        )
        work = waiting.Waiting(self.look, self.renew, waiting.Pace(**pace), context)
        return work.wait(first, marker), work


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    seconds = [0.0]

    def pause(length: float) -> None:
        seconds[0] += length

    monkeypatch.setattr(waiting, "clock", lambda: seconds[0])
    monkeypatch.setattr(waiting, "pause", pause)
    yield seconds


def test_an_active_token_is_not_waited_for() -> None:
    printer = Printer(ACTIVE)
    missing, _work = printer.wait(ACTIVE)
    assert (missing, printer.looks, printer.renewals, printer.lines) == ("", 0, 0, [])


def test_an_active_token_from_before_a_save_is_looked_at_again() -> None:
    printer = Printer(code("NEW"), ACTIVE)
    missing, _work = printer.wait(ACTIVE, {"last_updated": None, "user_code": None})
    assert (missing, printer.looks) == ("", 2)


def before(page: dict[str, Any]) -> dict[str, Any]:
    """The marker of a save that made this page void."""
    return token_status.saved(page, asks_anew=True)


def at(minute: int, page: dict[str, Any]) -> dict[str, Any]:
    return {**page, "last_updated": f"18:{minute:02d}"}


def test_a_token_of_before_is_none_of_after_even_on_a_page_made_later() -> None:
    printer = Printer(
        at(2, ACTIVE),
        at(3, {**ACTIVE, "connected": False, "connection_status": "-"}),
        at(4, ALONE),
        code("NEW"),
        ACTIVE,
    )
    missing, work = printer.wait(at(1, ACTIVE), before(at(1, ACTIVE)))
    assert (missing, work.codes_shown, printer.looks) == ("", 1, 5)


def test_a_token_that_stays_is_believed_after_a_while(clock: list[float]) -> None:
    missing, _work = Printer(ACTIVE).wait(ACTIVE, before(ACTIVE))
    assert (missing, clock[0]) == ("", token_status.SETTLES)


@pytest.mark.parametrize("shown", [GIVEN_UP, ALONE])
def test_what_gave_up_before_the_save_is_no_reason_to_save_again(shown: dict[str, Any]) -> None:
    connected = {
        **GIVEN_UP,
        "token_status": "Being Acquired...",
        "token_state": "pending",
    }  # the code comes a moment later
    printer = Printer(at(2, shown), at(3, shown), connected, code("NEW"), ACTIVE)
    missing, work = printer.wait(at(1, shown), before(at(1, shown)))
    assert (missing, work.codes_shown, printer.renewals) == ("", 1, 0)


def test_a_code_is_shown_at_once_where_the_time_has_no_seconds() -> None:
    printer = Printer(at(1, code("NEW")), at(1, ACTIVE))
    missing, work = printer.wait(at(1, ALONE), before(at(1, ALONE)))
    assert (missing, work.codes_shown, printer.looks) == ("", 1, 2)


@pytest.fixture
def in_paris(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It is 12:06:40 there."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "CET-1")
        patch.setattr(time, "time", lambda: 1_795_000_000)
        time.tzset()
        yield
    time.tzset()


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (None, "within a few minutes"),
        (40, "before 12:07 CET (40 seconds)"),
        (110, "before 12:08 CET (2 minutes)"),
        (897, "before 12:21 CET (15 minutes)"),
    ],
)
def test_how_long_a_code_lives_is_told_by_the_clock(in_paris: None, left: int | None, words: str) -> None:
    assert waiting._by_the_clock(left) == words


def test_a_code_is_shown_once_with_address_time_and_account(in_paris: None) -> None:
    printer = Printer(code("AAA", 880), code("AAA", 870), ACTIVE)
    missing, _work = printer.wait(code("AAA", 890), sign_in_as="scan@contoso.com")
    assert missing == ""
    assert printer.lines == [
        "open https://microsoft.com/devicelogin and enter AAA before 12:21 CET (15 minutes), as scan@contoso.com"
    ]
    assert [(news["state"], news["user_code"]) for news in printer.news] == [
        ("connecting", None),
        ("waiting", "AAA"),
        ("active", None),
    ]


def test_a_message_that_says_more_is_shown() -> None:
    printer = Printer(ACTIVE)
    printer.wait(code("AAA", message="Ask your administrator"))
    assert printer.lines[0].endswith('(the printer says: "Ask your administrator")')


def test_a_code_that_the_printer_renews_itself_is_shown_too() -> None:
    printer = Printer(code("AAA"), code("BBB"), ACTIVE)
    printer.wait(code("AAA"))
    assert [line.split(" enter ")[1][:3] for line in printer.lines] == ["AAA", "BBB"]
    assert printer.renewals == 0


@pytest.mark.parametrize(
    "used_up",
    [
        code("AAA", 0, user_code_valid=False),
        {**GIVEN_UP, "user_code": "AAA", "user_code_valid": True},
        {**GIVEN_UP, "token_state": "expired"},
        {**GIVEN_UP, "token_state": "error"},
    ],
    ids=["ran out", "still shown", "expired", "error"],
)
def test_a_code_that_is_used_up_is_renewed(used_up: dict[str, Any]) -> None:
    printer = Printer(code("AAA"), used_up, renewed=(code("BBB"),))
    printer.pages.insert(0, code("AAA"))
    _missing, work = printer.wait(code("AAA"), token_timeout=60)
    assert (printer.renewals, work.renewals) == (1, 1)
    assert [line.split(" enter ")[1][:3] for line in printer.lines if " enter " in line] == ["AAA", "BBB"]


def test_a_code_with_too_little_time_left_is_not_shown() -> None:
    printer = Printer(code("AAA", 20), renewed=(code("BBB"),))
    printer.wait(code("AAA", 20), token_timeout=30)
    assert not any("AAA" in line for line in printer.lines) and any("BBB" in line for line in printer.lines)
    assert printer.renewals == 1


def test_a_printer_that_is_about_to_renew_its_code_is_not_asked_for_one() -> None:
    printer = Printer(code("AAA", 20), code("AAA", 15), code("BBB"), ACTIVE)
    printer.wait(code("AAA", 25), token_timeout=60)
    assert printer.renewals == 0
    assert not any("AAA" in line for line in printer.lines) and any("BBB" in line for line in printer.lines)


def test_renewals_are_bounded() -> None:
    printer = Printer(GIVEN_UP)
    missing, work = printer.wait(code("AAA"), code_renewals=2, connect_timeout=5)
    assert (missing, work.renewals, printer.renewals) == ("token", 2, 2)
    assert printer.news[-1]["state"] == "ended"


def test_the_wait_for_a_person_ends_by_the_clock(clock: list[float]) -> None:
    printer = Printer(code("AAA"))
    missing, _work = printer.wait(code("AAA"), token_timeout=100, poll_interval=7)
    assert (missing, clock[0]) == ("token", 100)
    assert printer.looks == 15


def test_what_had_given_up_is_asked_to_try_again() -> None:
    printer = Printer(ALONE, renewed=(ACTIVE,))
    missing, work = printer.wait(ALONE)
    assert (missing, printer.renewals, work.renewals) == ("", 1, 0)


def test_no_connection_in_time_names_what_is_shown_and_no_old_code(clock: list[float]) -> None:
    printer = Printer({**ALONE, "user_code": "AAA"})
    with pytest.raises(NotConnected) as caught:
        printer.wait({**ALONE, "user_code": "AAA"}, {"last_updated": None, "user_code": None}, connect_timeout=12)
    assert clock[0] == 12
    assert '[Server Connection Status] "Not Connected"' in str(caught.value)
    assert "AAA" not in str(caught.value)


def test_a_state_from_before_the_save_is_no_news() -> None:
    marker = {"last_updated": "18:00", "user_code": "OLD"}
    printer = Printer(code("OLD", last_updated="18:00"), code("NEW", last_updated="18:01"), ACTIVE)
    printer.wait(code("OLD", last_updated="18:00"), marker)
    assert [line.split(" enter ")[1][:3] for line in printer.lines] == ["NEW"]


def test_trouble_that_passes_is_waited_for_and_other_trouble_is_not() -> None:
    printer = Printer(Unreachable("away"), Unreachable("away"), ACTIVE)
    assert printer.wait(code("AAA"))[0] == ""
    with pytest.raises(UnknownLayout):
        Printer(UnknownLayout("what is this")).wait(code("AAA"))
    with pytest.raises(Unreachable):
        Printer(Unreachable("away")).wait(code("AAA"), token_timeout=20)


SAVED = {"last_updated": None, "user_code": None}


def test_a_printer_that_restarts_while_it_connects_is_asked_again() -> None:
    printer = Printer(Unreachable("away"), ALONE, renewed=(ACTIVE,))
    missing, work = printer.wait(ALONE, SAVED)
    assert (missing, printer.renewals, work.renewals) == ("", 1, 0)


def test_it_is_asked_again_beside_a_code_of_earlier_days() -> None:
    old = {**ALONE, "user_code": "OLD"}
    printer = Printer(Unreachable("away"), old, renewed=(ACTIVE,))
    assert printer.wait(old, {"last_updated": None, "user_code": "OLD"})[0] == ""
    assert printer.renewals == 1


def test_it_is_not_asked_again_without_having_been_away(clock: list[float]) -> None:
    printer = Printer(ALONE)
    with pytest.raises(NotConnected):
        printer.wait(ALONE, SAVED, connect_timeout=20)
    assert (printer.renewals, clock[0]) == (0, 20)


def test_it_is_not_asked_again_where_a_token_was_active() -> None:
    printer = Printer(Unreachable("away"), ALONE, ALONE, ACTIVE, renewed=(ALONE,))
    assert printer.wait(ACTIVE, SAVED)[0] == ""
    assert printer.renewals == 0


def test_asking_again_ends_by_the_clock(clock: list[float]) -> None:
    away = [Unreachable("away"), ALONE] * 50
    printer = Printer(*away, ALONE)
    with pytest.raises(NotConnected):
        printer.wait(ALONE, SAVED, connect_timeout=20, poll_interval=5)
    assert clock[0] <= 25 and 1 <= printer.renewals <= 4


def test_a_run_that_is_gone_is_not_waited_for() -> None:
    printer = Printer(code("AAA"))
    printer.is_gone = True
    with pytest.raises(RunEnded):
        printer.wait(code("AAA"))
    assert printer.looks == 0


def test_the_connection_alone_can_be_the_goal() -> None:
    printer = Printer(ALONE, code("AAA"))
    marker = {"last_updated": None, "user_code": None}
    assert printer.wait(ALONE, marker, goal="connection")[0] == ""
    assert printer.lines == []
