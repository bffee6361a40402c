# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the log of sent jobs looks on one printer: all of it invented, drawn from the seed (reference section 6.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .send_log import SentJob
from .texts import translate

if TYPE_CHECKING:
    from .device import VirtualPrinter

#: headings by column; the first four columns are always there in some form
HEADINGS = {
    "number": ("Job No.", "No.", "Job ID"),
    "ended": ("End Time", "Date/Time", "Completion Time"),
    "began": ("Start Time", "Start Date/Time"),
    "date": ("Date",),
    "time": ("Time",),
    "result": ("Result", "TX Result", "Status"),
    "code": ("Error Code", "End Code", "Error"),
    "kind": ("Job Type", "Protocol", "Type"),
    "to": ("Destination", "Recipient", "Address"),
    "user": ("User Name", "Department ID"),
    "pages": ("Pages", "Number of Pages"),
}
#: a job that arrived and one that did not
WORDS = (("OK", "NG"), ("OK", "Error"), ("Completed", "Failed"), ("Successful", "Error"))
TITLES = ("TX Job Log", "Send Job Log", "Send Log", "Send > Job Log", "TX > Job Log")
NEXT = (("Next", "Previous"), ("Next Page", "Previous Page"), (">", "<"))


class LogLayout:
    """The choices of one printer."""

    def __init__(self, printer: VirtualPrinter) -> None:
        naming = self._naming = printer.naming
        self._printer = printer
        profile = printer.profile
        title = str(naming.pick("log.title", TITLES))
        #: heading of the group in the menu, empty for none
        self.group, _mark, self.title = title.rpartition(" > ")
        self.words = WORDS[naming.number("log.words", 0, len(WORDS) - 1)]
        #: where the code of a failure stands: in its own column, beside the word, or in place of it
        self.code_in = str(naming.pick("log.code_in", ("own", "beside", "instead")))
        self.newest_first = bool(naming.pick("log.newest_first", (True, False)))
        self.page_size = int(str(profile.log_page_size or naming.pick("log.page_size", (3, 10, 100))))
        self.seconds = bool(naming.pick("log.seconds", (True, False)))
        #: rows of the table: ``plain``, ``written`` line by line, or by a ``function`` that is called for each
        self.rows = str(naming.pick("log.rows", ("plain", "written", "function")))
        self.next, self.previous = NEXT[naming.number("log.next", 0, len(NEXT) - 1)]
        #: how one comes to another page: ``link``, ``picture``, ``numbers``, or ``form`` (POST)
        self.turning = str(naming.pick("log.turning", ("link", "picture", "numbers", "form")))
        self.columns = self._columns()

    def _columns(self) -> list[str]:
        naming = self._naming
        two = naming.pick("log.two_times", (True, False))
        when = ["date", "time"] if naming.pick("log.split_time", (True, False, False)) else ["ended"]
        columns = ["number", *when, "result", "to"]
        columns += ["began"] if two and when == ["ended"] else []
        columns += ["code"] if self.code_in == "own" else []
        columns += [name for name in ("kind", "user", "pages") if naming.pick(f"log.has.{name}", (True, False))]
        return sorted(columns, key=lambda name: naming.number(f"log.place.{name}", 0, 10**6))

    def headings(self) -> list[str]:
        return [str(self._naming.pick(f"log.heading.{name}", HEADINGS[name])) for name in self.columns]

    def cells(self, job: SentJob, language: str) -> list[str]:
        """The texts of a job's row."""
        clock, time_format = self._printer.clock, str(self._printer.settings["time_format"])
        day, time = clock.parts(job.ended, time_format, self.seconds)
        arrived, failed = (translate(language, word) for word in self.words)
        result = failed if job.code else arrived
        if job.code and self.code_in == "beside":
            result = f"{failed} ({job.code})"
        elif job.code and self.code_in == "instead":
            result = job.code
        texts = {
            "number": f"{job.number:04d}",
            "ended": clock.text(job.ended, time_format, self.seconds),
            "began": clock.text(job.began, time_format, self.seconds),
            "date": day,
            "time": time,
            "result": result,
            "code": job.code or str(self._naming.pick("log.no_code", ("", "-", "#000"))),
            "kind": job.kind,
            "to": job.to,
            "user": "scanner",
            "pages": str(job.pages),
        }
        return [texts[name] for name in self.columns]
