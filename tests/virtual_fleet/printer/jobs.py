# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the device is busy with: print, scan and fax jobs, and an import or export of settings."""

from __future__ import annotations

import time

KINDS = ("print", "scan", "fax", "exchange")


class Jobs:
    """Jobs by kind; each ends by itself. ``exchange`` is an import or export of settings (reference section 11)."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    def begin(self, kind: str, seconds: float) -> None:
        """A job that takes ``seconds``. :raises ValueError: unknown kind."""
        if kind not in KINDS:
            raise ValueError(f"no such job: {kind}; known: {', '.join(KINDS)}")
        self._until[kind] = time.monotonic() + seconds

    def end(self) -> None:
        """All jobs are done."""
        self._until.clear()

    def running(self, kind: str) -> bool:
        """Is a job of this kind under way?"""
        return self._until.get(kind, 0.0) > time.monotonic()

    @property
    def busy(self) -> bool:
        """Is anything printed, scanned or faxed?"""
        return any(self.running(kind) for kind in ("print", "scan", "fax"))
