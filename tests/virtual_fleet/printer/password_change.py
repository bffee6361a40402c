# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page that forces a new password after the login (reference section 2.2: UNKNOWN; all of it invented)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from .rendering import render
from .sessions import Session

if TYPE_CHECKING:
    from .device import VirtualPrinter


class PasswordChange:
    """Until a new password was set, every address shows this page."""

    def __init__(self, printer: VirtualPrinter) -> None:
        naming = printer.naming
        self._printer = printer
        #: where the form is posted to
        self.address = f"/{naming.servlet('password_change')}"
        self._fields = {key: naming.field(f"password_change.{key}") for key in ("old", "new", "again")}

    def page(self, session: Session, message: str = "") -> str:
        """The form."""
        printer = self._printer
        return render(
            "password_change.html.j2",
            language=session.language,
            message=message,
            action=self.address,
            form_name=printer.naming.field("password_change.form"),
            device_name=printer.settings["device_name"],
            product=printer.identity.product,
            **self._fields,
        )

    def submit(self, form: Mapping[str, str]) -> str:
        """Take a posted form; returns why not, or nothing when the password was changed."""
        account = self._printer.accounts.only
        old, new, again = (form.get(self._fields[key], "") for key in ("old", "new", "again"))
        if old != account.password:
            return "The user name or password is incorrect."
        if len(new) < 4 or new != again or new == old:
            return "The new password cannot be used."
        account.password, account.must_change = new, False
        return ""
