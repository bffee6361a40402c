# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may log in, and what a wrong password does."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from enum import Enum

from .profile import PrinterProfile


class Verdict(Enum):
    """Outcome of a login."""

    OK = "ok"
    WRONG = "wrong"
    LOCKED = "locked"


@dataclass
class Account:
    """One account of the device."""

    name: str
    password: str
    user_type: str = "2"
    privileges: frozenset[str] = frozenset()
    destination: str = "localhost"
    wrong_in_a_row: int = 0
    #: the device wants another password before it goes on
    must_change: bool = False
    locked_until: float = field(default=0.0, repr=False)


class Accounts:
    """The device's accounts; only one is ever needed."""

    def __init__(self, profile: PrinterProfile, credentials: tuple[str, str] | None) -> None:
        self._profile = profile
        name, password = credentials or ("", "")
        self.only = Account(
            name,
            password,
            profile.user_type,
            profile.privileges,
            profile.account_destination,
            must_change=profile.password_change,
        )
        if profile.locked:
            self.lock()

    def check(self, known: bool, right: bool) -> Verdict:
        """Judge a login: is the account ``known``, is the password ``right``. Wrong ones count towards the lock."""
        account = self.only
        if not known:
            return Verdict.WRONG
        if time.monotonic() < account.locked_until:
            return Verdict.LOCKED
        if not right:
            account.wrong_in_a_row += 1
            if self._profile.lockout_after and account.wrong_in_a_row >= self._profile.lockout_after:
                self.lock()
            return Verdict.WRONG
        account.wrong_in_a_row = 0
        return Verdict.OK

    def lock(self) -> None:
        """Lock the account for the profile's time."""
        seconds = float("inf") if self._profile.locked else self._profile.lockout_seconds
        self.only.locked_until = time.monotonic() + seconds

    def unlock(self) -> None:
        """Let the account in again, unless its profile has it locked for good."""
        self.only.locked_until, self.only.wrong_in_a_row = 0.0, 0
        if self._profile.locked:
            self.lock()
