# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The report as CSV (RFC 4180), for spreadsheets: cells that a spreadsheet would compute are defused."""

from __future__ import annotations

import csv
import io
import typing as t

from .rows import TEXTS, Row

COLUMNS = (*TEXTS, "affected", "what", "why", "remedy", "who", "unknown", "changes", "last_send")
_ACTIVE = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
)  # the last four: the same in full width


def defused(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return "'" + text if text.lstrip().startswith(_ACTIVE) or text.startswith(_ACTIVE) else text


def as_csv(rows: t.Iterable[Row]) -> str:
    """One line a printer, sentences of several reasons joined. Begins with a byte order mark, by which Excel knows UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        cells = {
            **row.texts,
            "affected": "" if row.affected is None else "yes" if row.affected else "no",
            "what": ", ".join(dict.fromkeys(reason.what for reason in row.reasons if reason.what)),
            "why": " ".join(reason.why for reason in row.reasons),
            "remedy": " ".join(reason.remedy for reason in row.reasons if reason.remedy),
            "who": ", ".join(dict.fromkeys(reason.who for reason in row.reasons if reason.who and reason.remedy)),
            "unknown": ", ".join(row.unknown),
            "changes": "; ".join(row.changes),
            "last_send": row.last_send,
        }
        writer.writerow([defused(cells[name]) for name in COLUMNS])
    return "\ufeff" + out.getvalue()
