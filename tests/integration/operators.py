# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A person who reads the run's output and types each code at the sign-in page."""

from __future__ import annotations

import threading
from types import TracebackType

from virtual_fleet.operator_program import authorise

from .fleets import Fleet
from .playbooks import Running


class Operator:
    """As `with`, around a run: authorises every code that the run has shown, and no other."""

    def __init__(self, fleet: Fleet, running: Running) -> None:
        self._fleet, self._running = fleet, running
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)

    def __enter__(self) -> Operator:
        self._thread.start()
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._ending.set()
        self._thread.join(10)

    def _work(self) -> None:
        place = self._fleet.control.fleet()
        while not self._ending.wait(0.3):
            shown = self._running.output
            for waiting in self._fleet.control.waiting():
                if waiting["user_code"] in shown:
                    authorise(place["entra"]["sign_in_url"], waiting["user_code"], waiting["account"], place["ca"])
