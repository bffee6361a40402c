# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Date and time pages (reference section 6.3): real addresses, invented fields."""

from __future__ import annotations

from datetime import datetime

from ..clock import DeviceClock
from .rows import Refused, Row, Screen

_ZONES = tuple(
    (str(minutes), f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}")
    for minutes in (
        *range(-12 * 60, 0, 60),
        0,
        *range(60, 5 * 60 + 1, 60),
        330,
        *range(360, 9 * 60 + 1, 60),
        570,
        *range(600, 13 * 60, 60),
    )
)

DATE_TIME = Screen(
    key="date_time",
    title="Date/Time Settings",
    cgi="cdtmdate",
    template="c_date.tpl",
    function="Date_Page",
    menu=27,
    mask=32,
    rows=(
        Row("date", "Date", "text", limit=10),
        Row("time", "Time", "text", limit=8),
        Row("time_zone", "Time Zone", "choice", choices=_ZONES),
        Row("daylight_saving", "Daylight Saving Time", "flag"),
    ),
)

TIME_FORMAT = Screen(
    key="time_format",
    title="Time Format",
    cgi="cdtmampm",
    template="c_ampm.tpl",
    function="AmPm_Page",
    menu=27,
    mask=32,
    rows=(Row("time_format", "Time Format", "choice", choices=(("24", "24 Hour"), ("12", "12 Hour"))),),
)


def shown(clock: DeviceClock) -> dict[str, str]:
    """The clock as the page's settings; minutes are the finest that it shows."""
    now = clock.local()
    return {"date": now.strftime("%Y/%m/%d"), "time": now.strftime("%H:%M"), "time_zone": str(clock.zone_minutes)}


def set_clock(clock: DeviceClock, before: dict[str, object], after: dict[str, object]) -> bool:
    """Set the clock if the form asks for another time or zone than the page showed; True when it was set.

    :raises Refused: when date and time are not readable.
    """
    if all(before[name] == after[name] for name in ("date", "time", "time_zone")):
        return False
    try:
        wall = datetime.strptime(f"{after['date']} {after['time']}", "%Y/%m/%d %H:%M")
    except ValueError:
        raise Refused("The date and time are not correct.") from None
    if (before["date"], before["time"]) != (after["date"], after["time"]):
        clock.zone_minutes = int(str(after["time_zone"]))
        clock.set_local(wall)
    else:
        clock.zone_minutes = int(str(after["time_zone"]))
    return True
