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

from .._remote_ui.controls import Control, caption
from .._remote_ui.errors import UnknownLayout
from .._remote_ui.labels import Labels
from .._remote_ui.page import Page
from .._remote_ui.text import label_key
from . import wizard

YEAR, MONTH, DAY, HOUR, MINUTE = "year", "month", "day", "hour", "minute"
_PARTS: t.Dict[str, t.Tuple[str, ...]] = {
    YEAR: ("Year", "YYYY"),
    MONTH: ("Month", "MM (Month)"),
    DAY: ("Day", "DD"),
    HOUR: ("Hour", "Hours", "HH", "Hour(s)", "o'clock", "h"),
    MINUTE: ("Minute", "Minutes", "Min.", "Min", "Minute(s)", "m"),
}
_GENERAL = (
    "Date and Time",
    "Date/Time",
    "Date & Time",
    "Start Date and Time",
    "Scheduled Date and Time",
    "Update Date and Time",
    "Schedule",
    "Scheduled Date/Time",
    "Start Date/Time",
    "Date",
    "Start Date",
    "Scheduled Date",
    "Update Date",
    "Time",
    "Start Time",
    "Scheduled Time",
    "Update Time",
    "Apply At",
    "Start At",
    "When",
    "Specify Date and Time",
    "Specified Time",
    "Reserved Time",
)
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


def entered(page: Page, text: str) -> Entered:
    """What to enter on a page for a date and time, element to value.

    :raises UnknownLayout: its fields are not understood, or one has no such option.
    """
    date, time = parse(text)
    found: Entered = {}
    done: t.Set[str] = set()
    for control in _candidates(page):
        parts = _parts(control, page)
        value = _value(control, parts, date, time)
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
    return [one for one in page.controls if one.kind in ("text", "select") and wizard.is_content(one.element)]


def _parts(control: Control, page: Page) -> t.Set[str]:
    """Which parts of date and time a control holds; none where that cannot be told."""
    kind = (control.element.get("type") or "").lower()
    by_kind = {"date": {YEAR, MONTH, DAY}, "time": {HOUR, MINUTE}, "datetime-local": {YEAR, MONTH, DAY, HOUR, MINUTE}}
    if kind in by_kind:
        return by_kind[kind]
    own = label_key(caption(control)).strip("()")
    for part, texts in _PARTS.items():
        if own in {label_key(text) for text in texts} or _stands_at(control, page, texts):
            return {part}
    if not _stands_at(control, page, _GENERAL):
        return set()
    if control.kind == "select":
        part = _part_of_options(control)
        return {part} if part else set()
    pattern = _pattern(control)
    found = {YEAR} if "Y" in pattern else set()
    found |= {part for part, sign in ((MONTH, "M"), (DAY, "D"), (HOUR, "H"), (MINUTE, "N")) if sign in pattern}
    return found


def _stands_at(control: Control, page: Page, texts: t.Iterable[str]) -> bool:
    labels = Labels(page)
    return any(one.element is control.element for text in texts for spot in labels.find(text) for one in spot.controls)


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


def _pattern(control: Control) -> str:
    """How a text field wants it, by its placeholder or its present value: ``YYYY/MM/DD HH:NN``."""
    hint = (control.element.get("placeholder") or control.element.get("title") or "").strip()
    if hint and _PATTERN.match(hint):
        upper = hint.upper()
        return re.sub(r"(H{1,2}[:.])MM?", r"\1NN", upper)
    present = re.sub(r"\d{4}([/.-])\d{1,2}\1\d{1,2}", r"YYYY\1MM\1DD", control.value.strip())
    present = re.sub(r"\b\d{1,2}:\d{2}\b", "HH:NN", present)
    return present if _PATTERN.match(present) else ""


def _value(control: Control, parts: t.Set[str], date: t.Optional[dt.date], time: dt.time) -> t.Optional[str]:
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
    text = _pattern(control)
    for sign, value in (("YYYY", "%Y"), ("MM", "%m"), ("DD", "%d"), ("HH", "%H"), ("NN", "%M")):
        text = text.replace(sign, value)
    return whole.strftime(text)


def _option(control: Control, number: int) -> str:
    for value, text, _chosen in control.options:
        if text.isascii() and text.strip().isdigit() and int(text) == number:
            return value
    offered = ", ".join(text for _value, text, _chosen in control.options[:40])
    raise UnknownLayout(f"The page offers no {number} among {offered}")
