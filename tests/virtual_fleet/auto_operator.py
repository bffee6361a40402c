# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tireless operators for tests and benchmarks: they authorise every code at the sign-in page after a given time."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

from .fleet import Fleet
from .operator_program import authorise

_log = logging.getLogger(__name__)
_AT_ONCE = 4
_LOOK_SECONDS = 0.1


@dataclass(frozen=True)
class Habits:
    """`seconds` pass between a code's appearance and its authorisation; with `one_person` one code is typed after
    another, and each takes so long.
    """

    seconds: float
    one_person: bool = False


class AutoOperator:
    """Watches a fleet's codes."""

    def __init__(self, fleet: Fleet, habits: Habits) -> None:
        self._fleet = fleet
        self._habits = habits
        self._seen: set[str] = set()
        self._hands = asyncio.Semaphore(1 if habits.one_person else _AT_ONCE)

    async def work(self) -> None:
        """Run until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            while True:
                if self._fleet.directory.has_pending(self._seen):
                    for entry in self._fleet.waiting():
                        code, account = str(entry["user_code"]), str(entry["account"])
                        if code not in self._seen:
                            self._seen.add(code)
                            tasks.create_task(self._authorise(code, account))
                await asyncio.sleep(_LOOK_SECONDS)

    async def _authorise(self, code: str, account: str) -> None:
        if not self._habits.one_person:
            await asyncio.sleep(self._habits.seconds)
        async with self._hands:
            if self._habits.one_person:
                await asyncio.sleep(self._habits.seconds)
            try:
                await asyncio.to_thread(
                    authorise, self._fleet.entra.sign_in_url, code, account, str(self._fleet.ca_path)
                )
            except Exception as error:  # a fault was ordered, or the code was answered meanwhile: go on with the others
                _log.warning("code %s not authorised: %s", code, error)
