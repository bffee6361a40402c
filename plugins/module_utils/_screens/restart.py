# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""A printer that restarts: until it goes away, until it is back (reference ``remote-ui.md`` 12: minutes, cookies void)."""

from __future__ import annotations

import time
import typing as t

from .._remote_ui.errors import Busy, NotConfirmed, RemoteUIError, SessionLost, UnexpectedAnswer, Unreachable
from .._remote_ui.session import Session
from .._remote_ui.text import squeeze

AWAY, BACK, STEP = 60.0, 600.0, 3.0  # seconds: until the printer goes away, until it is back, between two looks

clock = time.monotonic  # names of their own, so that a test can watch them
pause = time.sleep


def wait_until_away(session: Session, address: str) -> bool:
    """Whether it went: a printer that still answers has not restarted yet; one that forgot the session has."""
    end = clock() + AWAY
    while clock() < end:
        try:
            session.read_once(address)
        except RemoteUIError:
            return True
        pause(min(STEP, max(0.0, end - clock())))
    return False


def wait_until_back(session: Session, address: str, seconds: float) -> None:
    """Until the printer answers again and a new login has worked."""
    end = clock() + seconds
    last: t.Optional[RemoteUIError] = None
    while clock() < end:
        try:
            session.renew()
            session.read(address)
            return
        except (Unreachable, Busy, SessionLost, UnexpectedAnswer) as error:
            last = error
        except RemoteUIError as error:
            if error.kind != "not_a_remote_ui":  # a web server that is only half up
                raise
            last = error
        pause(min(STEP, max(0.0, end - clock())))
    raise NotConfirmed(
        f"The printer did not come back within {seconds:g} seconds",
        seen=[squeeze(last.message)] if last else [],
        remedy="It may still be starting: look at its panel, then run the task again",
    )
