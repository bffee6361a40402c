# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The log of sent jobs: what the device remembers of each scan."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta

from .clock import DeviceClock
from .naming import Naming

_KEPT = 100


@dataclass(frozen=True)
class SentJob:
    """One job; ``code`` is empty for one that arrived, such as ``#801`` for one that did not. Times are the device's own."""

    number: int
    began: datetime
    ended: datetime
    kind: str
    to: str
    pages: int
    code: str


class SendLog(deque[SentJob]):
    """The last jobs, newest last. Numbers have four digits and begin again at 1."""

    def __init__(self, clock: DeviceClock, naming: Naming) -> None:
        super().__init__(maxlen=_KEPT)
        self._clock = clock
        self._number = naming.number("log.first", 1, 9000)

    def note(self, to: str, code: str, kind: str = "E-Mail", ago: timedelta = timedelta()) -> None:
        """Remember a job that ended ``ago``."""
        ended = self._clock.local() - ago
        self.append(SentJob(self._number, ended - timedelta(seconds=4), ended, kind, to, 1, code))
        self._number = self._number % 9999 + 1
