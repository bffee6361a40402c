# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The device's clock: its offset from true time, its time zone, and the formats in which pages show it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class DeviceClock:
    """``offset_seconds`` is the device's error against true time; ``zone_minutes`` its distance from GMT."""

    def __init__(self, zone_minutes: int = 0) -> None:
        self.offset_seconds = 0.0
        self.zone_minutes = zone_minutes

    def gmt(self) -> datetime:
        """What the device believes to be the time in GMT."""
        return datetime.now(timezone.utc) + timedelta(seconds=self.offset_seconds)

    def local(self) -> datetime:
        """What the device shows on its panel."""
        return self.gmt().astimezone(timezone(timedelta(minutes=self.zone_minutes)))

    def set_local(self, wall: datetime) -> None:
        """Set the clock by its own wall time (a naive datetime)."""
        believed = wall.replace(tzinfo=timezone(timedelta(minutes=self.zone_minutes)))
        self.offset_seconds = (believed - datetime.now(timezone.utc)).total_seconds()

    def catwalk_date(self) -> str:
        """The servlet side's ``Date``, not padded with zeros (reference section 1.2, CAPTURED)."""
        now = self.gmt()
        return (
            f"{_DAYS[now.weekday()]}, {now.day} {_MONTHS[now.month - 1]} {now.year} "
            f"{now.hour}:{now.minute}:{now.second} GMT"
        )

    def native_date(self) -> str:
        """The native side's ``Date`` (reference section 1.2, CAPTURED)."""
        return format_datetime(self.gmt().replace(microsecond=0), usegmt=True)

    def last_updated(self, time_format: str) -> str:
        """``2026 04/01 13:37:12`` (CAPTURED) for 24 hours, ``08/20/2024 11:13:20 AM`` (SEED) for 12."""
        return self.text(self.local(), time_format)

    def text(self, moment: datetime, time_format: str, seconds: bool = True) -> str:
        """A moment in the device's format."""
        return " ".join(self.parts(moment, time_format, seconds))

    @staticmethod
    def parts(moment: datetime, time_format: str, seconds: bool = True) -> tuple[str, str]:
        """Date and time of a moment in the device's format."""
        small = ":%S" if seconds else ""
        if time_format == "12":
            return moment.strftime("%m/%d/%Y"), moment.strftime(f"%I:%M{small} %p")
        return moment.strftime("%Y %m/%d"), moment.strftime(f"%H:%M{small}")
