# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Words of a job log, as data.

Where a printer has its log, and what its columns and results are called, is unknown (reference ``remote-ui.md`` 6.2: captured are numbers
and file names only). The texts are those that pages of this kind can be expected to use; ``canon_labels`` adds others by the same names, for
example ``job_log.result``. [OK], [NG] and [STOP] beside [NG] are what Canon's printed reports of jobs say (user's guide of the CLC 3220, 9-4).
"""

from __future__ import annotations

from .fields import TEXT, Field, Screen

PATH = "Status Monitor/Cancel > Send > Job Log"


def _column(name: str, *labels: str) -> Field:
    return Field(name, TEXT, labels, written=False)


LOG = Screen(
    key="job_log",
    # "A > B" is the row B below the heading A
    titles=(
        "TX Job Log",
        "Send Job Log",
        "Send Log",
        "TX Log",
        "Sending Log",
        "Transmission Log",
        "Job Log (Send)",
        "Job Log (TX)",
        "Log of Sent Jobs",
        "Send History",
        "TX History",
        "Send > Job Log",
        "Send > Log",
        "Send > Job History",
        "TX > Job Log",
        "TX > Log",
        "Send/Fax > Job Log",
        "Transmission > Job Log",
    ),
    marks=("/jls.cgi",),
    address="/rps/jls.cgi?CorePGTAG=4",
    path=PATH,
    fields=(
        _column(
            "number", "Job No.", "Job Number", "Job ID", "TX Job No.", "TX No.", "Receipt No.", "Accept No.", "No."
        ),
        _column(
            "date_time",
            "End Date/Time",
            "End Time",
            "Finish Time",
            "Completion Time",
            "Time Completed",
            "End Date and Time",
            "Date/Time",
            "Date and Time",
            "Date & Time",
            "TX Date/Time",
            "Sent",
            "Sent Time",
            "Start Date/Time",
            "Start Time",
            "TX Start Time",
            "Start Date and Time",
            "TX Time",
            "Job Start Time",
        ),
        _column("date", "Date", "TX Date", "End Date", "Start Date"),
        _column("time", "Time"),
        _column(
            "kind",
            "Job Type",
            "TX Type",
            "Send Type",
            "Protocol",
            "TX Method",
            "Send Method",
            "TX Mode",
            "Communication Mode",
            "Type",
            "Mode",
            "Method",
        ),
        _column("result", "Result", "TX Result", "Job Result", "Send Result", "Results", "End Status", "Status"),
        _column("error_code", "Error Code", "End Code", "Result Code", "Error No.", "Error Number", "Code", "Error"),
        _column("last_updated", "Last Updated"),
    ),
)

RESULTS = {
    "ok": frozenset(
        "ok|completed|complete|done|success|successful|successfully sent|succeeded|sent|transmitted|finished|normal end|ended normally"
        "|ended|normal".split("|")
    ),
    "failed": frozenset(
        "ng|error|failed|failure|fail|unsuccessful|not sent|send error|tx error|transmission error|abnormal end|ended abnormally"
        "|incomplete|not completed".split("|")
    ),
    # neither: somebody stopped it, or it is not over
    "unknown": frozenset(
        "canceled|cancelled|cancel|stop|stopped|aborted|interrupted|deleted|sending|waiting|in progress|retrying".split(
            "|"
        )
    ),
}
"""What a result means, in the form of :func:`phrase`."""

BY_MAIL = ("mail", "i-fax", "ifax", "internetfax")
NOT_BY_MAIL = (
    "fax",
    "smb",
    "ftp",
    "webdav",
    "file",
    "folder",
    "mailbox",
    "advancedbox",
    "advancedspace",
    "store",
    "usb",
    "print",
)
"""Parts of a kind of send, in the form of :func:`label_key`; the latter are looked for where the former are not."""

PAGES = {
    "next": ("Next", "Next Page", "To Next Page", "Next Jobs", ">", "\u203a", "\u25b6", "\u2192"),
    "previous": (
        "Previous",
        "Prev",
        "Previous Page",
        "To Previous Page",
        "Previous Jobs",
        "<",
        "\u2039",
        "\u25c0",
        "\u2190",
    ),
    "last": ("Last", "Last Page", "To Last Page", ">>", "\u00bb", ">|", "\u25b6\u25b6"),
}
"""Links and buttons between the pages of a long log; ``canon_labels`` adds ``job_log.next`` and so on."""
