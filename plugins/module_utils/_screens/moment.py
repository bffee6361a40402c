# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Dates and times as printers write them.

The order of day and month follows the device's settings and is not shown (reference ``remote-ui.md`` 7.2), so every
reading that makes sense is tried and the one nearest to now is taken: a clock that is right is then found to be
right.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
import typing as t
from email.utils import mktime_tz, parsedate_tz

# halves of the day: am and pm, and the Chinese, Japanese and Korean words
_HALVES = r"(?:(?<![A-Za-z])[AaPp]\.? ?[Mm]\b\.?|\u5348[\u524d\u5f8c]|[\u4e0a\u4e0b]\u5348|\uc624[\uc804\ud6c4])"
_HALF = re.compile(_HALVES)
_SECOND_HALF = re.compile(r"[Pp]|\u5348\u5f8c|\u4e0b|\uc624\ud6c4")
_CLOCK = re.compile(
    rf"(?:({_HALVES})[\s:]{{0,3}})?(\d{{1,2}}):(\d{{2}})(?::(\d{{2}}))?(?:[\s:]{{0,3}}({_HALVES}|[AaPp]$))?"
)
_NUMBERS = re.compile(r"\d{1,4}")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_LETTERS = frozenset("JFMASONDjfmasond")
_NAMED = re.compile(
    r"\d{1,4}|\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b",
    re.I,
)
_ZONE = re.compile(r"(?:UTC|GMT|Z)?\s{0,3}([+\-\u2212\u00b1])\s{0,2}(\d{1,2})(?::?([0-5]\d))?", re.I)
QUARTER = 900.0  # seconds; time zones differ by multiples of it
_FARTHEST = 15 * 3600.0


def http_date(text: t.Optional[str]) -> t.Optional[dt.datetime]:
    """The ``Date`` of an answer, also with the numbers not padded as the servlet side sends them (reference 1.2)."""
    parsed = parsedate_tz(text or "")
    if parsed is None:
        return None
    try:
        return dt.datetime.fromtimestamp(mktime_tz(parsed), dt.timezone.utc)
    except (OverflowError, ValueError, OSError):
        return None


Order = t.Tuple[int, int, int]
"""Which of the first three numbers of a text is the year, the month and the day."""


def readings(text: str) -> t.List[dt.datetime]:
    """All date-times that a text such as ``08/20/2024 11:13:20 AM`` or ``2026 04/01 13:37`` can mean (without time
    zone).
    """
    return list(dict.fromkeys(by_order(text).values()))


def by_order(text: str) -> t.Dict[Order, dt.datetime]:
    """The same by the order of year, month and day that it takes."""
    clock = _CLOCK.search(text)
    rest = text[: clock.start()] + " " + text[clock.end() :] if clock else text
    words = _NUMBERS.findall(rest)
    if len(words) < 3:
        words = _NAMED.findall(rest)  # the month may be a word
    numbers = [_month(word) if word[0] in _LETTERS else int(word) for word in words]
    if clock:
        hour, minute, second = int(clock.group(2)), int(clock.group(3)), int(clock.group(4) or 0)
        half = clock.group(1) or clock.group(5)
    elif len(numbers) >= 5:
        hour, minute, second = numbers[3], numbers[4], numbers[5] if len(numbers) > 5 else 0
        half = next(iter(_HALF.findall(text)), None)
    else:
        return {}
    if half and hour <= 12:  # one beside an hour that counts to 24 says nothing new
        hour = hour % 12 + (12 if _SECOND_HALF.match(half) else 0)
    named = next((place for place, word in enumerate(words[:3]) if word[0] in _LETTERS), None)
    found: t.Dict[Order, dt.datetime] = {}
    for order in itertools.permutations(range(len(numbers[:3])), 3):
        year, month, day = (numbers[place] for place in order)
        try:
            value = dt.datetime(year if year > 99 else year + 2000, month, day, hour, minute, second)
        except ValueError:
            continue
        if (year > 99 or not any(number > 99 for number in numbers[:3])) and named in (None, order[1]):
            found[order] = value
    return found


def is_half(text: str) -> bool:
    """Whether a text names a half of the day, and nothing else."""
    return _HALF.fullmatch(text.strip()) is not None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def nearest(moments: t.Iterable[dt.datetime], now: dt.datetime) -> t.Optional[dt.datetime]:
    """The reading nearest to ``now`` (both without time zone)."""
    return min(moments, key=lambda moment: abs((moment - now).total_seconds()), default=None)


def zone_offset(text: t.Optional[str]) -> t.Optional[float]:
    """Seconds east of UTC of a text such as ``(UTC+01:00) Amsterdam`` or ``GMT-5``; None where it says none."""
    match = _ZONE.search(text or "")
    if match is None:
        return 0.0 if re.search(r"\b(?:UTC|GMT)\b", text or "", re.I) else None
    seconds = int(match.group(2)) * 3600 + int(match.group(3) or 0) * 60
    return float(-seconds if match.group(1) in "-\u2212" else seconds) if seconds <= 15 * 3600 else None


def clock_offset(
    header: t.Optional[float], local: t.Optional[dt.datetime], zone: t.Optional[float], now: dt.datetime
) -> t.Optional[float]:
    """How many seconds the printer's clock is ahead of ours; None where that cannot be told.

    :param header: offset of the ``Date`` header, in seconds.
    :param local: the time that the printer shows.
    :param zone: its time zone, seconds east of UTC.
    :param now: our own time in UTC, without time zone.

    The shown time decides. Where it differs from the header by whole quarters of an hour, that is a time zone or
    daylight saving time and the header decides.
    """
    if local is None:
        return header
    shown = (local - now).total_seconds() - (zone or 0.0)
    if header is not None:
        apart = shown - header
        quarters = abs(apart - round(apart / QUARTER) * QUARTER)
        return header if quarters <= 120 and abs(apart) <= _FARTHEST else shown
    if zone is not None:
        return shown
    rest = shown - round(shown / QUARTER) * QUARTER
    if abs(shown) > _FARTHEST or abs(rest) > 120:
        return shown
    return None if abs(shown) > 120 else shown
