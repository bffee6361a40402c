# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Entering a date and a time into a page whose fields are not known: found by their labels, kinds and options."""

from __future__ import annotations

import datetime as dt
import re
import typing as t

from .._remote_ui.contents import is_content
from .._remote_ui.controls import Control, caption
from .._remote_ui.errors import UnknownLayout
from .._remote_ui.labels import Labels
from .._remote_ui.page import Page
from .._remote_ui.spots import Spot
from .._remote_ui.text import label_key
from . import moment

YEAR, MONTH, DAY, HOUR, MINUTE = "year", "month", "day", "hour", "minute"
_PARTS: t.Dict[str, t.Tuple[str, ...]] = {
    YEAR: ("Year", "YYYY"),
    MONTH: ("Month", "MM (Month)"),
    DAY: ("Day", "DD"),
    HOUR: ("Hour", "Hours", "HH", "Hour(s)", "o'clock", "h"),
    MINUTE: ("Minute", "Minutes", "Min.", "Min", "Minute(s)", "m"),
}
_DATE, _TIME = frozenset([YEAR, MONTH, DAY]), frozenset([HOUR, MINUTE])
_WHOLE: t.Tuple[t.Tuple[t.FrozenSet[str], str, t.Tuple[str, ...]], ...] = (
    (
        _DATE | _TIME,
        "YYYY/MM/DD HH:NN",
        (
            "Date and Time",
            "Date/Time",
            "Date & Time",
            "Start Date and Time",
            "Scheduled Date and Time",
            "Update Date and Time",
            "Schedule",
            "Scheduled Date/Time",
            "Start Date/Time",
            "Start At",
            "Apply At",
            "When",
            "Specify Date and Time",
            "Specified Date and Time",
        ),
    ),
    (
        _DATE,
        "YYYY/MM/DD",
        ("Date", "Start Date", "Scheduled Date", "Update Date", "Apply Date", "Specified Date", "Delivery Date"),
    ),
    (
        _TIME,
        "HH:NN",
        ("Time", "Start Time", "Scheduled Time", "Update Time", "Apply Time", "Specified Time", "Reserved Time"),
    ),
)
"""What a field of these labels holds, and how that is written where the page does not say: with the year first nobody reads a
month as a day, so the printer takes it or refuses it."""
_PATTERN = re.compile(r"^(?:y{4}|m{1,2}|d{1,2}|h{1,2}|n{1,2}|[/:. \-T])+$", re.I)
Entered = t.Dict[t.Any, t.Any]


def parse(text: str) -> t.Tuple[t.Optional[dt.date], dt.time]:
    """Date (None: the next such time) and time of ``2026-11-24 02:00`` or ``02:00``.

    :raises ValueError: it is neither.
    """
    date, _blank, clock = text.strip().replace("T", " ").rpartition(" ")
    if not re.match(r"^\d{1,2}:\d{2}$", clock):
        raise ValueError(text)
    return (dt.date.fromisoformat(date.strip()) if date.strip() else None), dt.time(*map(int, clock.split(":")))


def is_shown(said: str, text: str) -> bool:
    """Whether a text of the printer can mean this date and time; one without numbers says nothing against it."""
    date, time = parse(text)
    found = moment.readings(said)
    if not found:
        return True
    return any(one.time() == time and date in (None, one.date()) for one in found)


def entered(page: Page, text: str) -> Entered:
    """What to enter on a page for a date and time, element to value.

    :raises UnknownLayout: its fields are not understood, or one has no such option.
    """
    date, time = parse(text)
    found: Entered = {}
    done: t.Set[str] = set()
    labels = Labels(page)
    for control in _candidates(page):
        parts = _parts(control, labels)
        value = _value(control, parts, date, time, labels)
        if value is None or parts & done:
            continue
        found[control.element] = value
        done |= parts
    needed = {HOUR, MINUTE} | ({YEAR, MONTH, DAY} if date is not None else set())
    if date is not None and not done & {YEAR, MONTH, DAY}:
        raise UnknownLayout("The page does not show where the date of the update is entered")
    missing = needed - done - {YEAR}  # a page may ask for month and day only
    if missing:
        raise UnknownLayout(f"The page does not show where {' and '.join(sorted(missing))} of the update are entered")
    return found


def _candidates(page: Page) -> t.List[Control]:
    """The controls that can hold a date or time: text fields and selects, in the order of the page."""
    return [one for one in page.controls if one.kind in ("text", "select") and is_content(one.element)]


def _parts(control: Control, labels: Labels) -> t.Set[str]:
    """Which parts of date and time a control holds; none where that cannot be told."""
    kind = (control.element.get("type") or "").lower()
    by_kind = {"date": {YEAR, MONTH, DAY}, "time": {HOUR, MINUTE}, "datetime-local": {YEAR, MONTH, DAY, HOUR, MINUTE}}
    if kind in by_kind:
        return by_kind[kind]
    own = label_key(caption(control)).strip("()")
    for part, texts in _PARTS.items():
        if own in {label_key(text) for text in texts} or _stands_at(control, labels, texts):
            return {part}
    whole = _whole(control, labels)
    if whole is None:
        return set()
    if control.kind == "select":
        part = _part_of_options(control)
        return {part} if part else set()
    pattern = _pattern(control, labels)
    signs = ((YEAR, "Y"), (MONTH, "M"), (DAY, "D"), (HOUR, "H"), (MINUTE, "N"))
    return {part for part, sign in signs if sign in pattern}


def _whole(control: Control, labels: Labels) -> t.Optional[t.Tuple[t.FrozenSet[str], str]]:
    """What the label of a field says that it holds, and how that is written usually."""
    return next(((parts, usual) for parts, usual, texts in _WHOLE if _stands_at(control, labels, texts)), None)


def _stands_at(control: Control, labels: Labels, texts: t.Iterable[str]) -> bool:
    return any(one.element is control.element for spot in _spots(labels, texts) for one in spot.controls)


def _spots(labels: Labels, texts: t.Iterable[str]) -> t.Iterator[Spot]:
    """The places of these labels, of each label only the surest ones."""
    for text in texts:
        spots = labels.find(text)
        yield from (spot for spot in spots if spot.rank == spots[0].rank)


def _part_of_options(control: Control) -> t.Optional[str]:
    """The part that the options of a select can be: 1 to 12 is a month, 0 to 23 an hour."""
    numbers = [int(text) for _value, text, _chosen in control.options if text.isascii() and text.isdigit()]
    if len(numbers) < 2 or len(numbers) != len(control.options):
        return None
    low, high = min(numbers), max(numbers)
    if low > 1999:
        return YEAR
    if low == 1:
        return {12: MONTH, 31: DAY}.get(high, DAY if 27 < high < 31 else None)
    if low == 0:
        return HOUR if high == 23 else MINUTE if 29 < high < 60 else None
    return None


def _pattern(control: Control, labels: Labels) -> str:
    """How a text field wants it, by its placeholder or its present value, else the usual way: ``YYYY/MM/DD HH:NN``."""
    hint = (control.element.get("placeholder") or control.element.get("title") or "").strip()
    if hint and _PATTERN.match(hint):
        upper = hint.upper()
        return re.sub(r"(H{1,2}[:.])MM?", r"\1NN", upper)
    present = re.sub(r"\d{4}([/.-])\d{1,2}\1\d{1,2}", r"YYYY\1MM\1DD", control.value.strip())
    present = re.sub(r"\b\d{1,2}:\d{2}\b", "HH:NN", present)
    if present:
        return present if _PATTERN.match(present) else ""
    whole = _whole(control, labels)
    return whole[1] if whole is not None and _is_alone(control, labels) else ""


def _is_alone(control: Control, labels: Labels) -> bool:
    """Whether no other field stands at the same label: three boxes without a word are not understood."""
    spots = [spot for _parts, _usual, texts in _WHOLE for spot in _spots(labels, texts)]
    return not any(
        len(spot.controls) > 1 and any(one.element is control.element for one in spot.controls) for spot in spots
    )


def _value(
    control: Control, parts: t.Set[str], date: t.Optional[dt.date], time: dt.time, labels: Labels
) -> t.Optional[str]:
    if not parts or date is None and parts & {YEAR, MONTH, DAY}:
        return None
    whole = dt.datetime.combine(date or dt.date(2000, 1, 1), time)
    kind = (control.element.get("type") or "").lower()
    formats = {"date": "%Y-%m-%d", "time": "%H:%M", "datetime-local": "%Y-%m-%dT%H:%M"}
    if kind in formats:
        return whole.strftime(formats[kind])
    if len(parts) == 1:
        number = getattr(whole, next(iter(parts)))
        return _option(control, number) if control.kind == "select" else str(number).zfill(2)
    text = _pattern(control, labels)
    for sign, value in (("YYYY", "%Y"), ("MM", "%m"), ("DD", "%d"), ("HH", "%H"), ("NN", "%M")):
        text = text.replace(sign, value)
    return whole.strftime(text)


def _option(control: Control, number: int) -> str:
    for value, text, _chosen in control.options:
        if text.isascii() and text.strip().isdigit() and int(text) == number:
            return value
    offered = ", ".join(text for _value, text, _chosen in control.options[:40])
    raise UnknownLayout(f"The page offers no {number} among {offered}")
