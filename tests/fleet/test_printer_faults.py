# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults on demand."""

from __future__ import annotations

import contextlib
import time
from typing import Any, Callable

import pytest
import requests

from fleet import printer_fixtures
from fleet.printer_fixtures import Starter, Visitor, hidden, wait_for

printer = printer_fixtures.printer


@pytest.fixture
def visitor(printer: Starter, ca_file: str) -> Visitor:
    visitor = Visitor(printer("dx_user_tls"), ca_file)
    visitor.open_settings()
    return visitor


def save(visitor: Visitor, source: str) -> str:
    return visitor.save(source, {"SMTP Server": "other.example"})


def test_slow(visitor: Visitor) -> None:
    visitor.device.faults.add("slow", seconds=1.0, phase="read")
    begun = time.monotonic()
    source = visitor.screen("mail")
    assert time.monotonic() - begun >= 1.0
    assert visitor.device.faults.pending() == []
    save(visitor, source)


def test_503_as_often_as_ordered(visitor: Visitor) -> None:
    visitor.device.faults.add("503", times=2)
    assert [visitor.get("/").status_code for _time in range(3)] == [503, 503, 200]


@pytest.mark.parametrize(("phase", "done"), [("before", False), ("write", False), ("during", True), ("after", True)])
def test_a_connection_that_breaks_around_a_save(visitor: Visitor, phase: str, done: bool) -> None:
    source = visitor.screen("mail")
    visitor.device.faults.add("drop", phase=phase, seconds=2)
    with pytest.raises(requests.ConnectionError):
        save(visitor, source)
    assert (visitor.device.settings["server"] == "other.example") is (phase == "after")
    if done:
        wait_for(lambda: visitor.device.settings["server"] == "other.example")
    else:
        time.sleep(0.3)
        assert visitor.device.settings["server"] == "smtp.office365.com"


def test_half_an_answer(visitor: Visitor) -> None:
    visitor.device.faults.add("truncate", path="cdntwkem")
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        visitor.screen("mail")
    assert "SUBMIT_FORM" in visitor.screen("mail")


def test_a_lost_session(visitor: Visitor) -> None:
    visitor.device.faults.add("lost_session")
    assert "Cannot open this page." in visitor.screen("mail")
    visitor.open_settings()
    assert "SUBMIT_FORM" in visitor.screen("mail")


def test_a_refused_save(visitor: Visitor) -> None:
    visitor.device.faults.add("refuse_save")
    assert "ERR_SUBMIT_FORM" in save(visitor, visitor.screen("mail"))
    assert visitor.device.settings["server"] == "smtp.office365.com"
    assert "ERR_SUBMIT_FORM" not in save(visitor, visitor.screen("mail"))


def test_a_restart_in_between(visitor: Visitor) -> None:
    visitor.device.faults.add("restart", phase="read")
    visitor.screen("mail")
    wait_for(lambda: visitor.device.counters["restarts"] == 1 and visitor.device.counters["open_sessions"] == 0)


def test_states_last_until_cleared(visitor: Visitor) -> None:
    faults, device = visitor.device.faults, visitor.device
    faults.add("no_privilege")
    assert '"HasAuth_System": "false"' in visitor.get("/rps/cdmenu.cgi?CorePGTAG=36").text
    faults.add("locked_account")
    visitor.get("/logout")
    assert visitor.log_in().status_code == 200
    faults.add("clock_offset", seconds=-900)
    assert device.snapshot()["clock_offset"] == -900
    faults.clear()
    assert visitor.log_in().status_code == 302 and device.clock.offset_seconds == 0
    visitor.get("/logout")
    visitor.open_settings()
    assert '"HasAuth_System": "true"' in visitor.get("/rps/cdmenu.cgi?CorePGTAG=36").text


def test_unknown_faults_and_phases_are_errors(visitor: Visitor) -> None:
    with pytest.raises(ValueError, match="no such fault"):
        visitor.device.faults.add("fire")
    with pytest.raises(ValueError, match="no such phase"):
        visitor.device.faults.add("slow", phase="lunch")


@pytest.mark.parametrize("phase", ["login", "read", "poll", "write"])
@pytest.mark.parametrize("kind", ["slow", "503", "truncate", "drop", "restart", "lost_session"])
def test_every_request_fault_strikes_in_every_phase(visitor: Visitor, phase: str, kind: str) -> None:
    """And in no other: until a request of its phase comes, the fault waits."""
    device = visitor.device
    source = visitor.screen("mail")
    device.faults.add(kind, phase=phase, seconds=0.1)

    def struck(ask: Callable[[], Any]) -> bool:
        with contextlib.suppress(requests.RequestException):
            ask()
        return not device.faults.pending()

    asks: dict[str, Callable[[], Any]] = {
        "write": lambda: save(visitor, source),
        "poll": lambda: visitor.screen("oauth_status"),
        "read": lambda: visitor.get("/rps/cdmenu.cgi?CorePGTAG=36"),
        "login": lambda: visitor.post("/login", {"USERNAME": "nobody"}),
    }
    for name in ("write", "read", "poll"):
        if name == phase or (name, phase) == ("poll", "read"):
            break
        assert not struck(asks[name]), name
    assert struck(asks[phase])


def test_a_fault_may_spare_the_first_requests(visitor: Visitor) -> None:
    visitor.device.faults.add("503", phase="read", skip=2)
    assert [visitor.get("/").status_code for _time in range(4)] == [200, 200, 503, 200]


@pytest.mark.parametrize(("phase", "moment"), [("login", "after"), ("read", "after"), ("poll", "during")])
def test_a_connection_that_breaks_after_the_device_did_it(visitor: Visitor, phase: str, moment: str) -> None:
    device = visitor.device
    reads, logins = device.counters["page_reads"], device.counters["logins"]
    device.faults.add("drop", phase=phase, moment=moment)
    with pytest.raises(requests.ConnectionError):
        {
            "login": Visitor(device, visitor.http.verify).log_in,
            "read": lambda: visitor.screen("mail"),
            "poll": lambda: visitor.screen("oauth_status"),
        }[phase]()
    if phase == "login":
        wait_for(lambda: device.counters["logins"] == logins + 1)
    else:
        wait_for(lambda: device.counters["page_reads"] == reads + 1)


def test_somebody_at_the_panel(visitor: Visitor) -> None:
    device = visitor.device
    source = visitor.screen("mail")
    device.faults.add("panel_change", phase="write", settings={"server": "panel.example", "retry_times": 5})
    page = save(visitor, source)
    assert hidden(page, "SUBMIT_FORM") or "UmdMenuTbl" in page
    assert (device.settings["server"], device.settings["retry_times"]) == ("panel.example", 5)
    assert "panel.example" in visitor.screen("mail")
    with pytest.raises(ValueError, match="no such settings: servr"):
        device.faults.add("panel_change", settings={"servr": "x"})
