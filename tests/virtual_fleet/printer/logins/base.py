# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every login service does."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..accounts import Account, Verdict
from ..sessions import Session

if TYPE_CHECKING:
    from ..device import VirtualPrinter


@dataclass(frozen=True)
class Outcome:
    """Result of a posted login: an account, or the message of the page that is shown again."""

    account: Account | None = None
    message: str = ""
    target: str = "/"
    #: the page that comes before everything else: ``nag`` (factory PIN) or ``password_change``
    hold: str = ""


class LoginService(ABC):
    """A login application of the device. A further one needs a class like this and an entry in `_SERVICES`."""

    #: ``AuthKind`` of native pages ("1" none, "2" CPCA) and ``HasMeapLogin``
    auth_kind = "2"
    has_meap_login = "true"

    def __init__(self, printer: VirtualPrinter) -> None:
        self.printer = printer

    def account(self, session: Session, login_cookie: str | None) -> Account | None:
        """The account of a session that is logged in; None = must log in."""
        if session.account is not None and not session.hold and login_cookie == session.login_cookie:
            return session.account
        return None

    @abstractmethod
    def page(self, session: Session, target: str, message: str = "") -> str:
        """The login page; ``target`` is where to go afterwards."""

    @abstractmethod
    def submit(self, session: Session, form: Mapping[str, str]) -> Outcome:
        """Check a posted login form."""

    def normalised(self, text: str) -> str:
        """A name or password as the device compares it."""
        return text

    def judge(self, name: str, password: str | None, destination: str, target: str) -> Outcome:
        """Common end of `submit`: ask the accounts, count, and word the refusal (texts are invented)."""
        account = self.printer.accounts.only
        verdict = self.printer.accounts.check(
            known=self.normalised(name) == self.normalised(account.name) and destination == account.destination,
            right=password is not None and self.normalised(password) == self.normalised(account.password),
        )
        if verdict is Verdict.OK:
            return Outcome(account=account, target=target, hold="password_change" if account.must_change else "")
        self.printer.count.add("wrong_logins")
        if verdict is Verdict.LOCKED:
            return Outcome(message="The account is locked. Wait a while, and then try again.", target=target)
        return Outcome(message="The user name or password is incorrect.", target=target)


def local_target(target: str | None) -> str:
    """Where a login leads: a path on this device."""
    return target if target and target.startswith("/") and not target.startswith("//") else "/"
