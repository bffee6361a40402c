# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The screens about date, time and SNTP."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.page import Page
from ansible_collections.printfleet.canon.plugins.module_utils._screens.clock import CLOCK, SNTP, clock_of, header_clock
from ansible_collections.printfleet.canon.plugins.module_utils._screens.view import View
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import BASE, page

NOW = dt.datetime(2026, 4, 1, 11, 37, 12)  # UTC
ZONE = "<tr><th>Time Zone</th><td>{}</td></tr>"


def clock(rows: str, date: str | None = None) -> dict[str, Any]:
    headers = {"Date": date} if date else {}
    return clock_of(View(CLOCK, Page(BASE + "/rps/c.cgi", f"<table>{rows}</table>", 200, headers), {}), NOW)


def boxes(*values: str) -> str:
    return " / ".join(
        f'<input type="text" name="f{index}" size="4" value="{value}">' for index, value in enumerate(values)
    )


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><th>Date/Time</th><td>2026 04/01 13:37:12</td></tr>",
        "<tr><th>Current Date and Time :</th><td>04/01/2026 01:37:12 PM</td></tr>",
        "<tr><th>Date</th><td>01.04.2026</td></tr><tr><th>Time</th><td>13:37:12</td></tr>",
        "<tr><th>Date Settings</th><td>01 Apr 2026</td></tr><tr><th>Time Settings</th><td>13:37:12</td></tr>",
        (
            f"<tr><th>Date</th><td>{boxes('2026', '4', '1')}</td></tr><tr><th>Time</th><td>"
            f"{boxes('13', '37', '12').replace('name=', 'name=t')}</td></tr>"
        ),
        '<tr><th>Date/Time</th><td><input name="d" value="2026/04/01 13:37:12" readonly></td></tr>',
    ],
)
def test_clock_in_several_layouts(rows: str) -> None:
    found = clock(rows + ZONE.format("(UTC+02:00) Helsinki"))
    assert found == {
        "device_time": "2026-04-01 13:37:12",
        "time_zone": "(UTC+02:00) Helsinki",
        "daylight_saving": None,
        "offset_seconds": 0,
    }


def test_clock_in_selects_of_a_native_page() -> None:
    hidden = (
        '<form name="SUBMIT_FORM"><input type="hidden" name="Y" value="2026"><input type="hidden" '
        'name="M" value="4"><input type="hidden" name="D" value="1"><input type="hidden" '
        'name="H" value="13"><input type="hidden" name="N" value="37"></form>'
    )
    rows = (
        '<tr><th>Date</th><td><input name="Y"><select name="M"><option value="3">3<option value="4">'
        '4</select><input name="D"></td></tr><tr><th>Time</th><td><input name="H"> : <input '
        'name="N"></td></tr>'
    )
    found = clock_of(
        View(CLOCK, page(hidden + f'<form name="P"><table>{rows}{ZONE.format("UTC+2")}</table></form>'), {}), NOW
    )
    assert found["device_time"] == "2026-04-01 13:37:00"
    assert found["offset_seconds"] == -12


HALVES = '<select name="h"><option value="0">AM<option value="1"{}>PM</select>'
RADIOS = '<input type="radio" name="h" value="0">AM <input type="radio" name="h" value="1" checked>PM'


@pytest.mark.parametrize(
    "time",
    [
        HALVES.format(" selected") + boxes("1", "37", "12").replace("name=", "name=t"),
        boxes("1", "37", "12").replace("name=", "name=t") + HALVES.format(" selected"),
        boxes("1", "37", "12").replace("name=", "name=t") + RADIOS,
    ],
)
def test_half_of_the_day_in_a_control(time: str) -> None:
    found = clock(
        f"<tr><th>Date</th><td>{boxes('2026', '4', '1')}</td></tr><tr><th>Time</th><td>{time}</td></tr>"
        + ZONE.format("(UTC+02:00) Helsinki")
    )
    assert (found["device_time"], found["offset_seconds"]) == ("2026-04-01 13:37:12", 0)


def test_clock_with_a_row_for_each_number() -> None:
    rows = "".join(
        f'<tr><th><label for="{name}">{name}</label></th><td><input id="{name}" name="{name}" value="{value}"></td></tr>'
        for name, value in (("Year", "2026"), ("Month", "4"), ("Day", "1"), ("Hour", "13"), ("Minute", "37"))
    )
    assert clock(rows + ZONE.format("(UTC+02:00) Helsinki"))["device_time"] == "2026-04-01 13:37:00"


def test_wrong_clock_is_seen_although_the_header_is_right() -> None:
    found = clock(
        "<tr><th>Date/Time</th><td>2026/04/01 13:47:12</td></tr>" + ZONE.format("UTC+02:00"),
        "Wed, 1 Apr 2026 11:37:12 GMT",
    )
    assert found["offset_seconds"] == 600


def test_summer_time_is_no_wrong_clock() -> None:
    rows = (
        "<tr><th>Date/Time</th><td>2026/04/01 13:37:14</td></tr>"
        + ZONE.format("UTC+01:00")
        + "<tr><th>Daylight Saving Time</th><td>On</td></tr>"
    )
    found = clock(rows, "Wed, 1 Apr 2026 11:37:13 GMT")
    assert (found["offset_seconds"], found["daylight_saving"]) == (1, True)


def test_header_alone() -> None:
    assert clock("", "Wed, 1 Apr 2026 11:38:12 GMT")["offset_seconds"] == 60
    assert clock("")["offset_seconds"] is None
    assert header_clock(None)["offset_seconds"] is None


def test_text_that_is_no_time_is_shown_as_it_is() -> None:
    found = clock("<tr><th>Date/Time</th><td>not set</td></tr>")
    assert (found["device_time"], found["offset_seconds"]) == ("not set", None)


def test_sntp() -> None:
    rows = (
        '<tr><th>Use SNTP</th><td><input type="checkbox" name="u" checked></td></tr><tr><th>NTP Server '
        'Name</th><td><input name="s" value="ntp.example.com"></td></tr><tr><th>Polling '
        'Interval</th><td><input name="p" value="24"> hours</td></tr>'
    )
    assert View(SNTP, page(f"<form><table>{rows}</table></form>"), {}).read() == {
        "enabled": True,
        "server": "ntp.example.com",
        "polling_interval": 24,
    }
