# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""A log as a table: columns by their headings, and one line of texts for each job.

Only the columns that are asked for are read; the one with the destinations is not among them.
"""

from __future__ import annotations

import re
import typing as t

from .._remote_ui.page import Page
from .._remote_ui.tables import tables
from .._remote_ui.text import label_key, label_keys, squeeze
from .fields import taught
from .job_log_words import LOG

Line = t.Dict[str, str]
Labels = t.Mapping[str, t.Any]
_COLUMNS = tuple(field for field in LOG.fields if field.name != "last_updated")
_WHEN = ("date_time", "date", "time", "number")
_OUTCOME = ("result", "error_code")
_SENT = re.compile(r"\b(?:send|sent|sending|tx|transmission)\b", re.I)


class LogTable(t.NamedTuple):
    """:ivar element: the table on the page. :ivar heading: the text above it. :ivar lines: texts by column, as shown."""

    element: t.Any
    heading: str
    lines: t.List[Line]


def find_log(page: Page, labels: Labels) -> t.Optional[LogTable]:
    """The log on a page: a table with a column for the result or the error code, and one for the time or the number.

    None where there is none, or where several could be meant.

    :param labels: the user's ``canon_labels``.
    """
    found = list(_logs(page.with_written, labels))
    if len(found) > 1:
        found = [log for log in found if _SENT.search(log.heading)] or [log for log in found if log.lines]
    return found[0] if len(found) == 1 else None


def _logs(page: Page, labels: Labels) -> t.Iterator[LogTable]:
    found = tables(page)
    for number, table in enumerate(found):
        rows = [[cell.text for cell in row] for row in table.rows]
        for place, row in enumerate(rows[:5]):
            columns = _columns(row, labels)
            if not columns:
                continue
            lines = _lines(rows[place + 1 :], columns)
            for behind in found[number + 1 : number + 2] if not lines else ():
                if all(len(cells) == len(row) for cells in behind.rows):
                    # headings in a table of their own, so that they stay in sight
                    lines = _lines([[cell.text for cell in cells] for cells in behind.rows], columns)
            yield LogTable(table.element, table.heading, lines)
            break


def _columns(row: t.Sequence[str], labels: Labels) -> t.Dict[str, int]:
    """Places of the columns by name; empty for a row that is not the headings of a log."""
    keys = [label_keys(text) for text in row]
    found: t.Dict[str, int] = {}
    for field in _COLUMNS:
        for text in taught(labels, f"{LOG.key}.{field.name}") + field.labels:
            place = next(
                (at for at, own in enumerate(keys) if label_key(text) in own and at not in found.values()), None
            )
            if place is not None:
                found[field.name] = place
                break
    is_log = any(name in found for name in _OUTCOME) and any(name in found for name in _WHEN)
    return found if is_log else {}


def _lines(rows: t.Iterable[t.Sequence[str]], columns: t.Mapping[str, int]) -> t.List[Line]:
    """The jobs: rows that are as wide as the headings and say something; a sentence such as [No jobs.] is none."""
    lines = []
    for row in rows:
        if len(row) <= max(columns.values()):
            continue
        line = {name: row[place] for name, place in columns.items()}
        if any(line.get(name) for name in _OUTCOME) and any(line.get(name) for name in _WHEN):
            lines.append(line)
    return lines


def shown_time(line: Line) -> str:
    """Date and time of a line in one text, as the log shows them."""
    return line.get("date_time") or squeeze(f"{line.get('date', '')} {line.get('time', '')}")


def seen_headings(page: Page) -> t.List[str]:
    """The headings of all tables of a page, for an error that its reader can act on."""
    rows = [table.rows[0] for table in tables(page.with_written) if len(table.rows) > 1]
    return [", ".join(cell.text for cell in row if cell.text) for row in rows if 2 < len(row) < 20][:5]
