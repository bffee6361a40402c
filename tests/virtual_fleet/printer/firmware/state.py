# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Versions and the update in the background (reference section 12: INFERRED flow, all timing invented)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..device import VirtualPrinter

_TICKS = 20


class Stage(Enum):
    """Where an update stands."""

    IDLE = "idle"
    SCHEDULED = "scheduled"
    DOWNLOADING = "downloading"
    DOWNLOADED = "downloaded"
    APPLYING = "applying"
    DONE = "done"


class CannotUpdate(Exception):
    """The device does not begin an update; ``reason`` is a key of the wording (`texts.firmware`)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class UpdateRequest:
    """What was asked for: ``timing`` is ``now``, ``scheduled`` (at ``when``, device time) or ``download``."""

    timing: str
    when: datetime | None = None
    email: str = ""
    comment: str = ""


class Firmware:
    """The versions in use and the one update that may be under way."""

    def __init__(self, printer: VirtualPrinter) -> None:
        profile = printer.profile
        self._printer = printer
        self.controller_version, self.platform_version = profile.controller_version, profile.platform_version
        self.oauth = profile.oauth
        #: state of faults: nothing can be asked of Canon's server; the device does not come back by itself
        self.server_unreachable, self.stuck = False, profile.update_stuck
        self._newer: tuple[str, str] | None = None
        self.stage, self.percent = Stage.IDLE, 0
        self.request: UpdateRequest | None = None
        self._task: asyncio.Task | None = None

    @property
    def new_version(self) -> str | None:
        """The controller version that the device is offered; None = no new firmware."""
        profile = self._printer.profile
        if profile.firmware != "offered" or self.controller_version == profile.new_controller_version:
            return None
        return profile.new_controller_version

    @property
    def under_way(self) -> bool:
        """Is an update being downloaded or applied?"""
        return self.stage in (Stage.DOWNLOADING, Stage.APPLYING)

    def check_idle(self) -> None:
        """:raises CannotUpdate: while jobs, an import or export, or an update run."""
        if self.under_way:
            raise CannotUpdate("running")
        if self._printer.jobs.running("exchange"):
            raise CannotUpdate("exchange")
        if self._printer.jobs.busy:
            raise CannotUpdate("busy")

    def check_offer(self) -> str | None:
        """Ask Canon's server. :raises CannotUpdate: when it cannot be reached."""
        if self.server_unreachable:
            raise CannotUpdate("unreachable")
        return self.new_version

    def start(self, request: UpdateRequest) -> None:
        """Begin what was asked for. :raises CannotUpdate: when the device cannot now."""
        self.check_idle()
        if self.check_offer() is None:
            raise CannotUpdate("none")
        self._printer.count.add("updates_started")
        self._cancel()
        self.request, self.percent = request, 0
        self.stage = Stage.SCHEDULED if request.timing == "scheduled" else Stage.DOWNLOADING
        self._task = asyncio.create_task(self._work(request))

    def apply_downloaded(self) -> None:
        """[Apply] for firmware that was only downloaded. :raises CannotUpdate: when there is none, or busy."""
        self.check_idle()
        if self.stage is not Stage.DOWNLOADED:
            raise CannotUpdate("none")
        self._task = asyncio.create_task(self._apply())

    def installed(self) -> None:
        """The device starts with the new firmware."""
        profile = self._printer.profile
        self.controller_version = profile.new_controller_version
        self.platform_version = profile.new_platform_version
        self.oauth = self.oauth or profile.update_brings_oauth
        self.stage = Stage.DONE

    def go_back(self) -> None:
        """A fault: versions that are one step older."""
        self._newer = self._newer or (self.controller_version, self.platform_version)
        self.controller_version, self.platform_version = (_older(version) for version in self._newer)

    def come_forward(self) -> None:
        """The end of the fault."""
        if self._newer is not None:
            (self.controller_version, self.platform_version), self._newer = self._newer, None

    async def close(self) -> None:
        """End the background task."""
        task = self._cancel()
        if task is not None:
            await asyncio.gather(task, return_exceptions=True)

    def as_dict(self) -> dict[str, object]:
        """For snapshots."""
        return {
            "controller_version": self.controller_version,
            "platform_version": self.platform_version,
            "oauth": self.oauth,
            "offered": self.new_version,
            "stage": self.stage.value,
            "percent": self.percent,
        }

    def _cancel(self) -> asyncio.Task | None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
        return task

    async def _work(self, request: UpdateRequest) -> None:
        while request.when is not None and self._printer.clock.local().replace(tzinfo=None) < request.when:
            left = request.when - self._printer.clock.local().replace(tzinfo=None)
            await asyncio.sleep(min(0.5, max(left / timedelta(seconds=1), 0.01)))
        self.stage = Stage.DOWNLOADING
        for tick in range(1, _TICKS + 1):
            await asyncio.sleep(self._printer.pace.download_seconds / _TICKS)
            self.percent = 100 * tick // _TICKS
        if request.timing == "download":
            self.stage = Stage.DOWNLOADED
            return
        await self._apply()

    async def _apply(self) -> None:
        self.stage = Stage.APPLYING
        await asyncio.sleep(self._printer.pace.apply_seconds)
        self._printer.restart_with_new_firmware()


def _older(version: str) -> str:
    head, dot, last = version.rpartition(".")
    return f"{head}{dot}{max(int(last) - 1, 0):0{len(last)}d}"
