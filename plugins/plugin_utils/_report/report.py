# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""A report in its three forms, and its totals in words."""

from __future__ import annotations

import datetime as dt
import json
import typing as t

from .kinds import KINDS, verdict_of
from .page import as_html, counts
from .rows import finite, natural, row_of
from .sheet import as_csv

Rows = t.Sequence[t.Mapping[str, t.Any]]


class Report(t.NamedTuple):
    """:ivar files: text by ending of the name.
    :ivar counts: printers by verdict.
    """

    files: t.Dict[str, str]
    counts: t.Dict[str, int]
    summary: str


def make(
    kind: str, given: Rows, title: str = "", check_mode: bool = False, now: t.Optional[dt.datetime] = None
) -> Report:
    """Make a report; rows come in any order and leave it by verdict and name.

    :param now: with time zone; the present where not given.
    """
    moment = (now or dt.datetime.now(dt.timezone.utc)).replace(microsecond=0)
    pairs = [(row_of(item), item) for item in given]
    pairs.sort(key=lambda pair: (verdict_of(kind, pair[0].texts["verdict"])[0], natural(pair[0].texts["host"])))
    rows = [row for row, _item in pairs]
    counted = counts(kind, rows)
    numbers = {count.verdict.key: count.number for count in counted}
    whole = {
        "kind": kind,
        "title": title or KINDS[kind].title,
        "created": moment.isoformat(),
        "check_mode": check_mode,
        "total": len(rows),
        "counts": numbers,
        "printers": [finite(dict(item)) for _row, item in pairs],
    }
    noun = "printer" if len(rows) == 1 else "printers"
    parts = [f"{count.number} {count.verdict.label.lower()}" for count in counted]
    return Report(
        {
            "html": as_html(kind, title, rows, f"{moment:%Y-%m-%d %H:%M} {moment.tzname()}", check_mode),
            "csv": as_csv(rows),
            "json": json.dumps(whole, indent=2, ensure_ascii=False, default=str) + "\n",
        },
        numbers,
        f"{len(rows)} {noun}" + (": " + ", ".join(parts) if parts else ""),
    )
