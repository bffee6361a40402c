# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The log of sent jobs in the Status Monitor: where it is, and its newest lines. Opens pages, sends nothing."""

from __future__ import annotations

import datetime as dt
import typing as t

from .._remote_ui.errors import NotOffered, RemoteUIError, UnknownLayout
from .._remote_ui.page import Page, text_of
from .._remote_ui.session import Session
from .._remote_ui.text import shorten
from . import log_times, monitor
from .fields import taught
from .job_log_words import LOG, PATH
from .log_entry import Sent, sent
from .log_table import find_log, seen_headings
from .log_walk import newest_lines
from .view import View

MOST = 20
"""Lines that are read."""
_TRIES = 3
"""Pages that are opened to find the log."""


class Sends(t.NamedTuple):
    """:ivar found: newest first. :ivar not_understood: what the log says of results, where it is not known what that means."""

    found: t.List[t.Dict[str, t.Any]]
    not_understood: t.List[str]


def read_sends(session: Session) -> Sends:
    """The newest sent jobs, without their destinations.

    :raises NotOffered: the Status Monitor lists no such log. :raises UnknownLayout: the page has no log, or one that is not understood.
    """
    page = _open(session)
    labels = session.connection.labels
    clock = _clock(page, labels)
    jobs = [sent(line, labels) for line in newest_lines(session, page, MOST, clock)]
    now = dt.datetime.now(dt.timezone.utc).replace(tzinfo=None)
    times = log_times.moments([job.time for job in jobs], clock, now)
    foreign = dict.fromkeys(shorten(job.text, 60) for job in jobs if not job.understood and job.text)
    return Sends([_facts(job, moment) for job, moment in zip(jobs, times)], list(foreign)[:5])


def _clock(page: Page, labels: t.Mapping[str, t.Any]) -> t.Optional[str]:
    """The device's date and time on the page: at a place that is the same in every language (reference 7.2), else by its label."""
    place = page.by_id("tmpUpdate")
    return text_of(place) if place is not None else View(LOG, page, labels).value("last_updated")


def _facts(job: Sent, moment: t.Optional[dt.datetime]) -> t.Dict[str, t.Any]:
    return job.facts(moment.isoformat() if moment is not None else None)


def _open(session: Session) -> Page:
    """The first page of the log."""
    labels = session.connection.labels
    first = monitor.open_monitor(session, PATH)
    listed = monitor.entries(first)
    addresses = _addresses(listed, taught(labels, f"{LOG.key}.title"))
    if not listed and LOG.address is not None:
        # a menu that cannot be read: number and name of the page are captured, that it is this log is supposed
        addresses = [LOG.address]
    refused: t.Optional[RemoteUIError] = None
    for address in addresses[:_TRIES]:
        try:
            page = session.read(address, PATH)
        except RemoteUIError as error:
            if error.retryable:
                raise
            refused = error
            continue
        if find_log(page, labels) is not None:
            return page
        refused = _no_log(page)
    raise refused or _not_listed(listed)


def _addresses(listed: t.Sequence[monitor.Entry], own: t.Sequence[str]) -> t.List[str]:
    """Where the log can be: by title, the user's own first, then by the name of the page."""
    found = [entry.address for title in (*own, *LOG.titles) for entry in listed if entry.is_called(title)]
    found += [entry.address for mark in LOG.marks for entry in listed if mark in entry.address]
    return list(dict.fromkeys(found))


def _no_log(page: Page) -> UnknownLayout:
    return UnknownLayout(
        "The page shows no log of sent jobs, or one whose headings are not known",
        screen=PATH,
        address=page.path,
        seen=[f"headings: {text}" for text in seen_headings(page)],
        remedy=f'If these are the right headings, add them to canon_labels: {{{LOG.key}.result: "<heading of the results>"}}',
    )


def _not_listed(listed: t.Sequence[monitor.Entry]) -> NotOffered:
    titles = dict.fromkeys(f"{entry.group} > {entry.title}" if entry.group else entry.title for entry in listed)
    return NotOffered(
        "The Status Monitor does not list a log of sent jobs",
        screen=PATH,
        seen=[shorten(title, 80) for title in titles][:40],
        remedy=f'Perhaps it is switched off. If it has another title, set canon_labels: {{{LOG.key}.title: "<its title>"}}',
    )
