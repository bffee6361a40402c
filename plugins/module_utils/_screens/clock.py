# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Date, time and time zone of the printer ([Date/Time Settings]; its page's fields are unknown, the address is
captured).
"""

from __future__ import annotations

import datetime as dt
import typing as t

from .._remote_ui.controls import Control
from .._remote_ui.page import Page
from .._remote_ui.session import Session
from . import menus, moment
from .fields import NUMBER, SWITCH, TEXT, Field, Screen
from .opening import open_view
from .view import View

CLOCK = Screen(
    key="clock",
    titles=("Date/Time Settings", "Date and Time Settings", "Date & Time Settings"),
    marks=("FuncTypeFlag=Date_Page", "cdtmdate.cgi"),
    address="/rps/cdtmdate.cgi?Flag=Init_Data&PageFlag=c_date.tpl&FuncTypeFlag=Date_Page",
    menus=(menus.TIMER,),
    path="Settings/Registration > Timer/Energy Settings > Date/Time Settings",
    fields=(
        Field(
            "date_time",
            TEXT,
            (
                "Date/Time",
                "Date and Time",
                "Current Date/Time",
                "Current Date and Time",
                "Date & Time",
                "Date/Time Settings",
            ),
            written=False,
        ),
        Field(
            "date",
            TEXT,
            ("Date", "Current Date", "Date (YYYY/MM/DD)", "Year/Month/Day", "Date Settings"),
            written=False,
        ),
        Field("time", TEXT, ("Time", "Current Time", "Time (HH:MM)", "Hour/Minute", "Time Settings"), written=False),
        Field("year", TEXT, ("Year", "Year (YYYY)"), written=False),
        Field("month", TEXT, ("Month", "Month (MM)"), written=False),
        Field("day", TEXT, ("Day", "Day (DD)"), written=False),
        Field("hour", TEXT, ("Hour", "Hours", "Hour (HH)"), written=False),
        Field("minute", TEXT, ("Minute", "Minutes", "Minute (MM)"), written=False),
        Field(
            "time_zone", TEXT, ("Time Zone", "Time Zone Settings", "UTC Offset", "Time Difference (GMT)"), written=False
        ),
        Field(
            "daylight_saving",
            SWITCH,
            ("Daylight Saving Time", "Daylight Saving Time Settings", "Use Daylight Saving Time", "Summer Time"),
            written=False,
        ),
    ),
)
_UNITS = ("year", "month", "day", "hour", "minute")
SNTP = Screen(
    key="sntp",
    titles=("SNTP Settings",),
    marks=("FuncTypeFlag=Sntp_Page", "PageFlag=c_nsnt.tpl"),
    address="/rps/rnwntcp.cgi?Flag=Init_Data&PageFlag=c_nsnt.tpl&FuncTypeFlag=Sntp_Page",
    menus=(menus.NETWORK, menus.NETWORK_SERVLET),
    path="Settings/Registration > Network Settings > SNTP Settings",
    fields=(
        Field("enabled", SWITCH, ("Use SNTP", "SNTP", "SNTP Settings"), written=False),
        Field(
            "server",
            TEXT,
            (
                "NTP Server Name",
                "NTP Server Address",
                "SNTP Server",
                "NTP Server",
                "SNTP Server Name",
                "SNTP Server Address",
            ),
            written=False,
        ),
        Field("polling_interval", NUMBER, ("Polling Interval", "Polling Interval (hours)"), written=False),
    ),
)


def read_clock(session: Session) -> t.Dict[str, t.Any]:
    """The printer's clock: ``device_time`` as shown, ``time_zone``, ``offset_seconds`` against the controller
    (None: cannot be told).
    """
    view = open_view(session, CLOCK)
    return clock_of(view, _now())


def header_clock(page: t.Optional[Page]) -> t.Dict[str, t.Any]:
    """The clock by the ``Date`` header alone, where the screen cannot be read."""
    offset = _header_offset(page, _now()) if page is not None else None
    shown = page.headers.get("Date") if page is not None and offset is not None else None
    return {"device_time": shown, "time_zone": None, "daylight_saving": None, "offset_seconds": offset}


def clock_of(view: View, now: dt.datetime) -> t.Dict[str, t.Any]:
    text = shown_time(view)
    zone_text = view.value("time_zone")
    local = (
        moment.nearest(moment.readings(text), now + dt.timedelta(seconds=moment.zone_offset(zone_text) or 0.0))
        if text
        else None
    )
    header = _header_offset(view.page, now)
    offset = moment.clock_offset(header, local, moment.zone_offset(zone_text), now)
    return {
        "device_time": local.isoformat(sep=" ") if local is not None else text or view.page.headers.get("Date"),
        "time_zone": zone_text,
        "daylight_saving": view.value("daylight_saving"),
        "offset_seconds": None if offset is None else round(offset),
    }


def shown_time(view: View) -> t.Optional[str]:
    """Date and time as the screen shows them, numbers of several controls joined."""
    for names in (("date_time",), ("date", "time"), _UNITS):
        texts = [_joined(view, name, ":" if name == "time" else " ") for name in names]
        if all(texts):
            return " ".join(t.cast(t.List[str], texts))
    return None


def _joined(view: View, name: str, between: str) -> t.Optional[str]:
    spot = view.spot(name)
    if spot is None:
        return None
    return between.join(_pieces(view, view.row(name))) or spot.value


def _pieces(view: View, controls: t.Iterable[Control]) -> t.Iterator[str]:
    """What the controls hold; of a choice between the halves of the day, its text."""
    for control in controls:
        text = view.shown(control)
        if moment.is_half(text):
            yield text
        elif control.kind != "radio":
            yield view.raw(control)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.timezone.utc).replace(tzinfo=None)


def _header_offset(page: Page, now: dt.datetime) -> t.Optional[int]:
    stamp = moment.http_date(page.headers.get("Date"))
    return None if stamp is None else round((stamp.replace(tzinfo=None) - now).total_seconds())
