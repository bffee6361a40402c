# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Following a firmware update: its progress, the restart, and the new version as the only proof (reference 12, 13)."""

from __future__ import annotations

import typing as t

from .._remote_ui.errors import (
    Busy,
    NotARemoteUI,
    NotConfirmed,
    NotOffered,
    SessionLost,
    StillUpdating,
    UnexpectedAnswer,
    UnknownLayout,
    Unreachable,
)
from .._remote_ui.session import Session
from . import device, restart
from . import firmware_pages as pages
from .firmware import FIRMWARE, again
from .firmware_pages import Step
from .firmware_update import Plan, check, start

POLL = 5.0  # seconds between two looks
_AWAY = (Unreachable, Busy, SessionLost, NotARemoteUI)
Tell = t.Callable[[str], None]


def watch(
    session: Session, step: Step, has_changed: t.Callable[[], bool], plan: Plan, seconds: float, tell: Tell
) -> None:
    """Follow an update until the printer shows another version.

    :param has_changed: reads the versions and compares them with those before.
    :param seconds: until that must be so.
    :param tell: called with each news of the progress.
    :raises StillUpdating: not in time. :raises UpdateFailed, RefusedForm: the printer's own words.
    """
    end = restart.clock() + seconds
    told = ""
    while True:
        news = describe(step)
        stays = step.kind == pages.RUNNING and news == told
        if news and news != told:
            told = news
            tell(news)
        if step.kind == pages.READY:
            step = start(session, step, plan)
            continue
        if step.kind != pages.RUNNING:
            check(step)
            if has_changed():
                return
        elif stays and _shows_another_version(session, has_changed):
            return
        if restart.clock() >= end:
            raise still_updating(seconds, told)
        restart.pause(max(0.0, min(POLL, end - restart.clock())))
        step = _next(session, step, end, seconds, tell)


def _next(session: Session, step: Step, end: float, seconds: float, tell: Tell) -> Step:
    """The next look; a printer that is away is waited for."""
    try:
        session.renew()
        return again(session, step)
    except _AWAY as error:
        session.connection.log(f"firmware: the printer is away ({error.kind})")
    except (NotOffered, UnexpectedAnswer, UnknownLayout) as error:
        # half up, or a page that nobody has seen: the version tells
        session.connection.log(f"firmware: {error.message}")
        return Step(pages.UNKNOWN)
    tell("the printer is away, it restarts")
    try:
        restart.wait_until_back(session, device.INFORMATION.address or "/", max(0.0, end - restart.clock()))
    except NotConfirmed as error:
        raise still_updating(seconds, "; ".join(error.seen)) from error
    session.forget_menu()
    tell("the printer is back")
    return Step(pages.UNKNOWN)


def _shows_another_version(session: Session, has_changed: t.Callable[[], bool]) -> bool:
    """Whether an update is over although its page stays as it is: only the version proves it."""
    try:
        return has_changed()
    except _AWAY as error:
        session.connection.log(f"firmware: no version yet ({error.kind})")
        return False


def describe(step: Step) -> str:
    """One line on a step of the update; empty where there is none."""
    if step.kind not in (pages.RUNNING, pages.READY, pages.SCHEDULED):
        return ""
    percent = f" ({step.percent} %)" if step.percent is not None and str(step.percent) not in step.said else ""
    return (step.said or "updating") + percent


def still_updating(seconds: float, seen: str) -> StillUpdating:
    return StillUpdating(
        f"After {seconds:g} seconds the printer does not show the new firmware version yet; the update may go on",
        screen=FIRMWARE.path,
        seen=[seen] if seen else [],
        remedy="Do not switch the printer off. Look again later with canon_firmware (state: queried), or run the playbook again",
    )
