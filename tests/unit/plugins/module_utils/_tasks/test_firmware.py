# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""canon_firmware against a small real server whose pages are invented, in several dialects."""

from __future__ import annotations

import time
from typing import Any, Iterator

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import UnknownLayout
from ansible_collections.printfleet.canon.plugins.module_utils._screens import restart, schedule
from ansible_collections.printfleet.canon.plugins.module_utils._tasks import firmware
from ansible_collections.printfleet.canon.plugins.module_utils._tasks.firmware_versions import number, satisfies
from ansible_collections.printfleet.canon.plugins.module_utils._tasks.runner import Context, execute
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import page
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.update_printer import (
    DIALECTS,
    UpdatePrinter,
    plain,
    two_phases,
)


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """The printer of these tests is done within a second."""
    monkeypatch.setattr(restart, "pause", lambda seconds: time.sleep(min(seconds, 0.03)))


@pytest.fixture
def printer() -> Iterator[UpdatePrinter]:
    with UpdatePrinter(plain) as found:
        yield found


def run(
    printer: UpdatePrinter, *, check_mode: bool = False, diff: bool = False, told: list[str] | None = None, **given: Any
) -> dict[str, Any]:
    params = {name: option.get("default") for name, option in firmware.SPEC.options.items()}
    params.update(host="127.0.0.1", port=printer.port, scheme="http", timeout=5.0, **given)
    progress = told.append if told is not None else lambda line: None
    return execute(firmware, params, Context(name="copier-1", check_mode=check_mode, diff=diff, progress=progress))


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
def test_query_update_and_proof(dialect: Any) -> None:
    told: list[str] = []
    with UpdatePrinter(dialect) as printer:
        result = run(printer)
        assert not result.get("failed"), result["msg"]
        assert (result["changed"], result["update_available"], result["available_version"]) == (False, True, "3.18")
        assert "too old for OAuth 2.0, and the printer offers an update (3.18)" in result["message"]
        assert not printer.starts and not printer.downloads

        result = run(printer, state="minimum", accept_license=True, told=told, diff=True)
        assert not result.get("failed"), result["msg"]
        assert (result["changed"], result["updating"], result["supports_oauth"]) == (True, False, True)
        assert (result["platform_version"], result["controller_version"]) == ("3.18", "40.01")
        assert result["previous"] == {
            "platform_version": "3.12",
            "controller_version": "39.12",
            "supports_oauth": False,
        }
        assert result["diff"]["after"] == {"platform_version": "3.18", "controller_version": "40.01"}
        assert len(printer.starts) == 1
        assert told and told[0] == "the firmware update was started", told

        asked = printer.asked
        result = run(printer, state="minimum")
        assert (result["changed"], result.get("failed")) == (False, None)
        assert printer.asked == asked, "a printer that is new enough is not asked"
        assert len(printer.starts) == 1


def test_the_choices_that_were_made_and_those_left_alone(printer: UpdatePrinter) -> None:
    run(printer, state="latest", accept_license=True)
    sent = printer.starts[0]
    assert (sent["w"], sent["e"], sent["k"], sent["b"]) == ("n", "it@contoso.com", "17", "Update")
    assert "no" not in sent


def test_the_hidden_form_gets_the_visible_choices() -> None:
    with UpdatePrinter(DIALECTS["scripted"]) as printer:
        run(printer, state="latest", accept_license=True)
        assert printer.starts == [{"step": "start", "agree": "1", "when": "1"}]


@pytest.mark.parametrize("name", ["plain", "scripted"])
def test_a_licence_is_accepted_only_when_told(name: str) -> None:
    with UpdatePrinter(DIALECTS[name]) as printer:
        result = run(printer, state="latest")
        assert result["error"]["kind"] == "license_not_accepted"
        assert "migrate_accept_license" in result["msg"]
        assert not printer.starts


def test_check_mode_starts_nothing(printer: UpdatePrinter) -> None:
    result = run(printer, state="minimum", accept_license=True, check_mode=True, diff=True)
    assert (result["changed"], result["available_version"]) == (True, "3.18")
    assert result["diff"]["after"] == {"available_version": "3.18"}
    assert not any(path in ("/nis/l", "/nis/go") for _method, path, _fields in printer.requests)


def test_nothing_newer(printer: UpdatePrinter) -> None:
    printer.offer = None
    result = run(printer)
    assert (result["update_available"], result["changed"]) == (False, False)
    assert "its dealer" in result["message"]
    result = run(printer, state="latest")
    assert (result.get("failed"), result["changed"]) == (None, False)
    result = run(printer, state="minimum")
    assert result["error"]["kind"] == "no_update_offered"
    assert "platform version 3.12" in result["msg"] and "dealer" in result["msg"]


def test_the_account_may_not_see_it(printer: UpdatePrinter) -> None:
    printer.system = False
    result = run(printer)
    assert result["error"]["kind"] == "not_permitted"
    assert "Administrator" in result["msg"]
    assert not any(path.startswith("/nis/") for _method, path, _fields in printer.requests)


def test_without_wait(printer: UpdatePrinter) -> None:
    printer.runs = 1.5
    result = run(printer, state="minimum", accept_license=True, wait=False)
    assert (result["changed"], result["updating"], result["status"]) == (True, True, "updating")
    again = run(printer, state="minimum", accept_license=True, wait=False)
    assert (again["changed"], again["updating"]) == (False, True)
    seen = run(printer)
    assert (seen["changed"], seen["updating"]) == (False, True)
    assert 0 <= seen["progress"] <= 100
    assert len(printer.starts) == 1


def test_joins_an_update_that_runs(printer: UpdatePrinter) -> None:
    printer.runs = 3.0  # still at it when a slow machine has logged in
    printer.start({})
    result = run(printer, state="minimum")
    assert not result.get("failed"), result["msg"]
    assert (result["platform_version"], result["updating"], len(printer.starts)) == ("3.18", False, 1)


def test_progress_is_told_with_the_restart(printer: UpdatePrinter) -> None:
    told: list[str] = []
    printer.away = 3.0
    result = run(printer, state="minimum", accept_license=True, told=told)
    assert (result.get("failed"), result["platform_version"]) == (None, "3.18")
    assert any("%" in line for line in told)
    assert told[-2:] == ["the printer is away, it restarts", "the printer is back"]


@pytest.mark.parametrize(("text", "starts"), [("Phase 17", 0), ("Not Updating", 1), ("Standing By", 1), ("-", 1)])
def test_a_status_in_doubt(printer: UpdatePrinter, text: str, starts: int) -> None:
    printer.status = f"Update Status|{text}"
    result = run(printer, state="minimum", accept_license=True)
    assert len(printer.starts) == starts
    if not starts:
        assert result["error"]["kind"] == "unknown_layout"
        assert "Phase 17" in result["msg"] and "firmware.idle" in result["msg"]
        result = run(printer, state="minimum", accept_license=True, labels={"firmware.idle": "Phase 17"})
        assert (result.get("failed"), len(printer.starts)) == (None, 1)


def test_not_in_time(printer: UpdatePrinter) -> None:
    printer.away = 30
    result = run(printer, state="minimum", accept_license=True, wait_timeout=1)
    assert result["error"]["kind"] == "still_updating"
    assert "state: queried" in result["msg"]


@pytest.mark.parametrize(("moment", "starts"), [("after", 1), ("before", 0)])
def test_a_connection_that_breaks_at_the_start(
    printer: UpdatePrinter, monkeypatch: pytest.MonkeyPatch, moment: str, starts: int
) -> None:
    from ansible_collections.printfleet.canon.plugins.module_utils._screens import firmware_update

    monkeypatch.setattr(firmware_update, "_SETTLE", 0.5)
    printer.drop_start, printer.runs = moment, 1.0
    result = run(printer, state="minimum", accept_license=True)
    assert len(printer.starts) == starts, "never sent twice"
    if starts:
        assert not result.get("failed"), result["msg"]
    else:
        assert result["error"]["kind"] == "not_confirmed"
        result = run(printer, state="minimum", accept_license=True)
        assert not result.get("failed"), result["msg"]
    assert (result["platform_version"], len(printer.starts)) == ("3.18", 1)


def test_scheduled(printer: UpdatePrinter) -> None:
    result = run(printer, state="latest", accept_license=True, apply="scheduled", schedule="2026-11-24 02:05")
    assert not result.get("failed"), result["msg"]
    assert (result["changed"], result["status"], result["updating"]) == (True, "scheduled", False)
    assert "2026 11/24 2:5" in result["message"]
    assert not printer.starts


def test_a_schedule_is_never_an_update_at_once() -> None:
    with UpdatePrinter(two_phases) as printer:
        result = run(printer, state="latest", apply="scheduled", schedule="2026-11-24 02:05")
        assert result["error"]["kind"] == "unknown_layout"
        assert (
            "firmware.next" in result["msg"]
            and '"Download"' in result["msg"]
            and "Nothing was started" in result["msg"]
        )
        assert not printer.downloads


def test_a_date_that_the_page_does_not_offer(printer: UpdatePrinter) -> None:
    result = run(printer, state="latest", accept_license=True, apply="scheduled", schedule="2031-11-24 02:05")
    assert result["error"]["kind"] == "unknown_layout"
    assert "2031" in result["msg"] and not printer.downloads


SCHEDULES = {
    "no hint": (
        "<label for=a>Start Date :</label><input id=a name=d><label for=b>Time</label><input id=b name=t>",
        {"d": "2026/11/24", "t": "02:05"},
    ),
    "hints": (
        "<label>Date <input name=d placeholder=DD.MM.YYYY></label><label>Time <input name=t value=13:00></label>",
        {"d": "24.11.2026", "t": "02:05"},
    ),
    "one field": ("<label>Date and Time <input type=datetime-local name=w></label>", {"w": "2026-11-24T02:05"}),
    "types": (
        "<label>Start Time <input type=time name=t></label><label>Date <input type=date name=d></label>",
        {"t": "02:05", "d": "2026-11-24"},
    ),
    "five fields": (
        "<table><tr><th>Date</th><td><input name=y>Year <input name=m>Month <input name=d>Day</td></tr>"
        "<tr><th>Time</th><td><input name=h>Hour <input name=n>Minute</td></tr></table>",
        {"y": "2026", "m": "11", "d": "24", "h": "02", "n": "05"},
    ),
}


@pytest.mark.parametrize(("body", "wanted"), SCHEDULES.values(), ids=SCHEDULES)
def test_date_and_time_are_entered(body: str, wanted: dict[str, str]) -> None:
    found = schedule.entered(page(f"<form>{body}</form>"), "2026-11-24 02:05")
    assert {element.get("name"): value for element, value in found.items()} == wanted


@pytest.mark.parametrize(
    "body",
    [
        "<label>E-Mail <input name=e></label>",
        "<table><tr><th>Date</th><td><input name=a><input name=b><input name=c></table>",
    ],
)
def test_a_date_is_not_entered_where_it_may_not_belong(body: str) -> None:
    with pytest.raises(UnknownLayout):
        schedule.entered(page(f"<form>{body}</form>"), "2026-11-24 02:05")


def test_the_time_that_the_printer_shows_is_compared() -> None:
    assert schedule.is_shown("The update is scheduled for 11/24/2026 02:05 AM.", "2026-11-24 02:05")
    assert not schedule.is_shown("The update is scheduled for 2026 11/25 02:05.", "2026-11-24 02:05")
    assert schedule.is_shown("The update is scheduled.", "2026-11-24 02:05")


@pytest.mark.parametrize("busy", ["fail", "wait", "skip"])
def test_a_printer_at_work(printer: UpdatePrinter, busy: str) -> None:
    printer.portal_status = "Printing..."
    result = run(printer, state="minimum", accept_license=True, busy=busy, busy_timeout=0)
    assert not printer.starts
    if busy == "skip":
        assert (result.get("failed"), result["changed"], result["status"]) == (None, False, "busy")
    else:
        assert result["error"]["kind"] == "busy"
        assert "Printing" in result["msg"]


@pytest.mark.parametrize("busy", ["fail", "wait", "skip"])
def test_check_mode_looks_whether_the_printer_is_at_work(
    printer: UpdatePrinter, monkeypatch: pytest.MonkeyPatch, busy: str
) -> None:
    def pause(_seconds: float) -> None:
        raise AssertionError("waited")

    monkeypatch.setattr(restart, "pause", pause)
    printer.portal_status = "Printing..."
    result = run(printer, state="minimum", accept_license=True, busy=busy, check_mode=True, diff=True)
    if busy == "fail":
        assert result["error"]["kind"] == "busy"
    else:
        assert (result["changed"], "diff" in result) == ((True, True) if busy == "wait" else (False, False))
    assert not printer.starts


def test_waits_for_a_printer_at_work(printer: UpdatePrinter, monkeypatch: pytest.MonkeyPatch) -> None:
    printer.portal_status = "Printing..."

    def pause(seconds: float) -> None:
        printer.portal_status = "Ready"
        time.sleep(0.02)

    monkeypatch.setattr(restart, "pause", pause)
    result = run(printer, state="minimum", accept_license=True, busy="wait")
    assert (result.get("failed"), result["platform_version"]) == (None, "3.18")


@pytest.mark.parametrize(
    ("notice", "kind"),
    [
        ("Cannot update because jobs are being processed.", "busy"),
        ("The update cannot be started while settings are being imported or exported.", "busy"),
        ("Could not connect to the server.", "update_failed"),
        ("This operation is not permitted.", "refused_form"),
        ("Gobbledygook.", "unknown_layout"),
    ],
)
def test_the_printer_refuses(printer: UpdatePrinter, notice: str, kind: str) -> None:
    printer.notice = notice
    result = run(printer, state="minimum", accept_license=True)
    assert result["error"]["kind"] == kind
    assert notice.rstrip(".") in result["msg"]
    assert not printer.starts


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"apply": "scheduled"}, "needs schedule"),
        ({"schedule": "02:00"}, "needs apply: scheduled"),
        ({"apply": "scheduled", "schedule": "tomorrow"}, "neither a date and time"),
        ({"minimum_version": "three"}, "is not a version"),
        ({"wait_timeout": -1}, "wait_timeout must be"),
    ],
)
def test_options_are_checked_before_anything_is_sent(
    printer: UpdatePrinter, options: dict[str, Any], words: str
) -> None:
    result = run(printer, state="latest", **options)
    assert result["error"]["kind"] == "invalid_input"
    assert words in result["msg"]
    assert not printer.requests


@pytest.mark.parametrize(
    ("platform", "oauth", "enough"),
    [
        ("3.18", True, True),
        ("3.9", True, False),
        ("3.100", True, True),
        ("4.0", False, False),
        (None, True, True),
        (None, False, False),
        ("3.18", None, True),
        ("3.17", None, False),
        (None, None, False),
    ],
)
def test_what_is_new_enough(platform: str | None, oauth: bool | None, enough: bool) -> None:
    assert (
        satisfies({"platform_version": platform, "controller_version": None, "supports_oauth": oauth}, "3.18") is enough
    )
    assert number("3.9") < number("3.18")
