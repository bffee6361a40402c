# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Through the pages of a long log to its newest lines."""

from __future__ import annotations

import datetime as dt
import re
import typing as t
from urllib.parse import parse_qsl, urlsplit

from .._remote_ui import links
from .._remote_ui.errors import UnknownLayout
from .._remote_ui.page import Page
from .._remote_ui.session import Session
from . import log_times
from .fields import taught
from .job_log_words import LOG, PAGES, PATH
from .log_table import Line, LogTable, find_log, shown_time

_MOST_PAGES = 10
_ACTS = re.compile(r"^(?:Exec|Clear|AllClear|Del)", re.I)  # values of Flag


def newest_lines(session: Session, page: Page, most: int, clock: t.Optional[str]) -> t.List[Line]:
    """The newest ``most`` lines, newest first.

    :param page: the first page of the log. :param clock: the date and time that it shows.
    :raises UnknownLayout: the newest lines are on a page that cannot be reached.
    """
    walk = _Walk(session, page)
    lines = list(walk.log.lines)
    upwards = newest_is_last(lines, clock)
    if not upwards:
        while len(lines) < most and walk.go("next"):
            lines += walk.log.lines
            upwards = newest_is_last(lines, clock)  # one line alone did not tell
            if upwards:
                break
    if not upwards:
        return lines[:most]
    if walk.go("last"):
        lines = list(walk.log.lines)
        while len(lines) < most and walk.go("previous"):
            lines = walk.log.lines + lines
    else:
        while walk.go("next"):
            lines += walk.log.lines
        if walk.is_long and walk.has("next"):
            raise UnknownLayout(
                f"The log has its newest jobs at the end, and more than {_MOST_PAGES} pages",
                screen=PATH,
                address=page.path,
            )
    return lines[::-1][:most]


def newest_is_last(lines: t.Sequence[Line], clock: t.Optional[str] = None) -> bool:
    """By the times, else by the numbers; a log that does not tell has its newest line first."""
    if len(lines) < 2:
        return False
    now = dt.datetime.now(dt.timezone.utc).replace(tzinfo=None)
    shown = log_times.moments([shown_time(line) for line in lines], clock, now)
    times = [time for time in shown if time is not None]
    if times and times[0] != times[-1]:
        return times[0] < times[-1]
    numbers = [int(line["number"]) for line in lines if re.match(r"^[0-9]{1,9}\Z", line.get("number", ""))]
    return bool(numbers) and numbers[0] < numbers[-1]


class _Walk:
    """Where we are in the log; a page that was seen already ends the way."""

    def __init__(self, session: Session, page: Page) -> None:
        self.session = session
        self.page = page
        self.log: LogTable = t.cast(LogTable, find_log(page, session.connection.labels))
        self._seen: t.List[t.List[Line]] = [self.log.lines]
        self._number = 1

    @property
    def is_long(self) -> bool:
        """Whether no more pages are opened."""
        return len(self._seen) >= _MOST_PAGES

    def has(self, way: str) -> bool:
        return self._request(way) is not None

    def go(self, way: str) -> bool:
        """To another page. False where there is none, or none with lines that were not seen yet."""
        request = None if self.is_long else self._request(way)
        if request is None:
            return False
        page = self.session.act(request, self.page, PATH)
        log = find_log(page, self.session.connection.labels)
        if log is None or not log.lines or log.lines in self._seen:
            return False
        self.page, self.log = page, log
        self._seen.append(log.lines)
        self._number += {"next": 1, "previous": -1}.get(way, 0)
        return True

    def _request(self, way: str) -> t.Optional[links.Request]:
        shown = self.page.with_written
        jobs = set(self.log.element.iter())  # where a number is that of a job
        own = taught(self.session.connection.labels, f"{LOG.key}.{way}")
        texts = [*own, *PAGES[way], *([str(self._number + 1)] if way == "next" else [])]
        for text in texts:
            for element in links.find_clickable(shown, [text]):
                if (text.isdigit() and element in jobs) or element.get("disabled") is not None:
                    continue
                request = links.resolve(shown, element)
                if request is not None and not _acts(request):
                    return request
        return None


def _acts(request: links.Request) -> bool:
    """Whether a request would change something (reference 5.2)."""
    fields = [*request.fields, *parse_qsl(urlsplit(request.address).query)]
    return any(name == "Flag" and _ACTS.match(value) for name, value in fields)
