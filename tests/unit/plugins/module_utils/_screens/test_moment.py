# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates, times and clock offsets."""

from __future__ import annotations

import datetime as dt

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._screens.moment import (
    clock_offset,
    http_date,
    nearest,
    readings,
    zone_offset,
)
from hypothesis import given, settings
from hypothesis import strategies as st

NOON = dt.datetime(2026, 4, 1, 13, 37, 12)


@pytest.mark.parametrize(
    "text",
    [
        "2026 04/01 13:37:12",
        "04/01/2026 01:37:12 PM",
        "01/04/2026 13:37:12",
        "2026-04-01 13:37:12",
        "2026/4/1 13:37:12",
        "1.4.2026, 13:37:12",
        "04/01/2026 1:37:12 p.m.",
        "13:37:12 01/04/2026",
        "2026\u5e744\u67081\u65e5 13:37:12",
        "04/01/26 13:37:12",
        "2026 4 1 13 37 12",
        "Wed 04/01 2026 13:37:12",
        "04/01/2026  1:37:12 pm",
        "04/01/2026 PM 01:37:12",
        "PM 1:37:12 04/01/2026",
        "1/4/2026 1:37:12 p. m.",
        "2026\u5e744\u67081\u65e5 \u5348\u5f8c1:37:12",
        "2026\u5e744\u67081\u65e5\u4e0b\u53481:37:12",
        "2026. 4. 1. \uc624\ud6c4 1:37:12",
        "1 Apr 2026 13:37:12",
        "April 1, 2026 1:37:12 PM",
        "Wed Apr  1 13:37:12 UTC 2026",
        "1. April 2026, 13:37:12 Uhr",
        "2026/04/01 13:37:12 Amsterdam",
        "2026/04/01 13:37:12 PM",
        "2026 4 1 PM 1 37 12",
    ],
)
def test_spellings_of_one_moment(text: str) -> None:
    assert nearest(readings(text), NOON) == NOON


@pytest.mark.parametrize(
    ("text", "hour"), [("12:00 AM", 0), ("12:00 PM", 12), ("1:00 AM", 1), ("11:00 pm", 23), ("0:00", 0)]
)
def test_halves_of_the_day(text: str, hour: int) -> None:
    assert {moment.hour for moment in readings("2026/04/01 " + text)} == {hour}


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("01:37 Pacific Time", 1),
        ("am 01:37", 1),
        ("12:05 AM", 0),
        ("\u5348\u524d 12:05", 0),
        ("\u4e0a\u5348 3:00", 3),
        ("\uc624\uc804 3:00", 3),
        ("PM:8:07", 20),
    ],
)
def test_only_what_names_a_half_of_the_day_is_one(text: str, hour: int) -> None:
    assert {moment.hour for moment in readings(text + " 2026/04/01")} == {hour}


def test_named_month_is_the_month() -> None:
    assert readings("5 Apr 2026 10:00") == [dt.datetime(2026, 4, 5, 10)]
    assert readings("It may start at 2026/04/05 10:00")[0] == dt.datetime(2026, 4, 5, 10)


def test_order_of_day_and_month_is_left_open() -> None:
    assert set(readings("04/05/2026 10:00")) == {dt.datetime(2026, 4, 5, 10), dt.datetime(2026, 5, 4, 10)}


@pytest.mark.parametrize(
    "text", ["", "never", "13:37", "2026/13/45 10:00", "99/99/9999 99:99", "2026 04 01", "25:00 2026/04/01", "1 2 3 4"]
)
def test_what_is_no_moment(text: str) -> None:
    assert readings(text) == []


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    readings(text)
    zone_offset(text)
    http_date(text)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("(UTC+01:00) Amsterdam, Berlin", 3600),
        ("UTC-5", -18000),
        ("GMT", 0),
        ("GMT+05:30", 19800),
        ("UTC\u221203:30", -12600),
        ("+0900", 32400),
        ("(GMT \u00b100:00)", 0),
        ("UTC +12:45", 45900),
        ("UTC", 0),
        ("Berlin", None),
        ("", None),
        (None, None),
        ("UTC+99", None),
    ],
)
def test_time_zones(text: str | None, seconds: float | None) -> None:
    assert zone_offset(text) == seconds


def test_http_date_of_the_servlet_side_is_not_padded() -> None:
    assert http_date("Wed, 1 Apr 2026 6:10:5 GMT") == dt.datetime(2026, 4, 1, 6, 10, 5, tzinfo=dt.timezone.utc)
    assert http_date("Mon, 06 Apr 2026 08:14:47 GMT") == dt.datetime(2026, 4, 6, 8, 14, 47, tzinfo=dt.timezone.utc)


@pytest.mark.parametrize("text", [None, "", "yesterday", "Wed, 1 Apr 99999999 6:10:5 GMT"])
def test_http_date_that_is_none(text: str | None) -> None:
    assert http_date(text) is None


def local(seconds: float, zone: float = 0.0) -> dt.datetime:
    return NOON + dt.timedelta(seconds=seconds + zone)


@pytest.mark.parametrize(
    ("header", "shown", "zone", "offset"),
    [
        (5.0, None, None, 5.0),
        (None, None, 3600.0, None),
        (None, local(7, 3600), 3600.0, 7.0),
        (4.0, local(7, 3600), 3600.0, 4.0),
        (4.0, local(7, 7200), 3600.0, 4.0),  # daylight saving time
        (4.0, local(7, 19800), None, 4.0),  # a time zone that is not shown
        (4.0, local(600, 3600), 3600.0, 600.0),  # header and screen disagree: the screen is what the firmware uses
        (400.0, local(400), 0.0, 400.0),
        (None, local(3), None, 3.0),
        (None, local(3, 3600), None, None),  # a zone or an hour wrong: nobody can tell
        (None, local(700, 3600), None, 4300.0),
        (0.0, local(-400 * 86400), None, -400.0 * 86400),
    ],
)
def test_offset_of_the_printers_clock(
    header: float | None, shown: dt.datetime | None, zone: float | None, offset: float | None
) -> None:
    assert clock_offset(header, shown, zone, NOON) == offset
