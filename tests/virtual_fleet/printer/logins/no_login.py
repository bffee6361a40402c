# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Authentication switched off: everybody sees the administrator's view (reference sections 2 and 14, CAPTURED)."""

from __future__ import annotations

from collections.abc import Mapping

from ..accounts import Account
from ..profile import ADMINISTRATOR
from ..sessions import Session
from .base import LoginService, Outcome

_EVERYBODY = Account("", "", "2", ADMINISTRATOR)


class NoLogin(LoginService):
    """No login at all."""

    auth_kind = "1"
    has_meap_login = "false"

    def account(self, session: Session, login_cookie: str | None) -> Account | None:
        return _EVERYBODY

    def page(self, session: Session, target: str, message: str = "") -> str:
        raise AssertionError("an open printer has no login page")

    def submit(self, session: Session, form: Mapping[str, str]) -> Outcome:
        return Outcome(account=_EVERYBODY)
