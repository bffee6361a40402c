# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A login application of another maker (reference section 2.3, CODE: title and inputs; everything else invented)."""

from __future__ import annotations

from collections.abc import Mapping

from ..rendering import render
from ..sessions import Session
from .base import LoginService, Outcome, local_target


class ThirdPartyLogin(LoginService):
    """It takes the password in clear, so a driver must not send one; a person at a browser may."""

    def page(self, session: Session, target: str, message: str = "") -> str:
        return render(
            "login_third_party.html.j2",
            language=session.language,
            uri=target,
            message=message,
            brand=self.printer.naming.servlet("login.brand"),
        )

    def submit(self, session: Session, form: Mapping[str, str]) -> Outcome:
        return self.judge(
            form.get("userID", ""),
            form.get("password", ""),
            self.printer.accounts.only.destination,
            local_target(form.get("uri")),
        )
