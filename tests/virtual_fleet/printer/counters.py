# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was asked of the printer, for tests and benchmarks."""

from __future__ import annotations

from collections import Counter, deque
from datetime import datetime, timezone

from aiohttp import web

#: what a request turned out to be, for the journal
WHAT = web.RequestKey("what", str)


class Counters:
    """Counts since the last reset.

    ``writes`` counts every attempt to change something: POSTs with ``Flag=Exec_…`` and servlet forms, accepted or
    not; ``polls`` the device's own questions for a token; ``status_reads`` the readings of the OAuth status page; ``tokens_lost``
    the active tokens that a save, the panel, the clock or the endpoint's refusal ended.
    """

    _NAMES = (
        "requests",
        "page_reads",
        "status_reads",
        "writes",
        "logins",
        "wrong_logins",
        "logouts",
        "polls",
        "codes_requested",
        "tokens_acquired",
        "tokens_lost",
        "token_refreshes",
        "restarts",
        "applies",
        "scans",
        "updates_started",
        "passwords_received",
    )

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Start again at zero."""
        self._counts = Counter()
        self._writes_by_screen = Counter()

    def add(self, name: str) -> None:
        """Count one ``name``."""
        if name not in self._NAMES:
            raise ValueError(f"no such counter: {name}")
        self._counts[name] += 1

    def add_write(self, screen: str) -> None:
        """Count an attempt to change something on ``screen``."""
        self._counts["writes"] += 1
        self._writes_by_screen[screen] += 1

    def as_dict(self, open_sessions: int) -> dict:
        """All counters by name, zeros included."""
        counts = {name: self._counts[name] for name in self._NAMES}
        return {**counts, "writes_by_screen": dict(self._writes_by_screen), "open_sessions": open_sessions}


class Journal(deque):
    """The last requests, newest last: what to look at when a test fails."""

    def __init__(self, length: int = 300) -> None:
        super().__init__(maxlen=length)

    def note(self, method: str, path: str, what: str, status: int | None = None) -> None:
        """Remember a request; ``what`` says in a few words how the printer took it."""
        at = datetime.now(timezone.utc).strftime("%H:%M:%S.%f")[:-3]
        self.append({"at": at, "method": method, "path": path, "what": what, "status": status})
