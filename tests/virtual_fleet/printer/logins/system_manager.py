# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""System Manager ID and PIN, also called "Default Authentication" (reference section 2.1, FINGERPRINT and CODE)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..rendering import render
from ..sessions import Session
from .base import LoginService, Outcome, local_target

FACTORY_PIN = "7654321"


class SystemManagerLogin(LoginService):
    """ID and PIN have at most seven digits and are padded with zeros on the left; an all-zero ID is refused."""

    id_label, pin_label = "System Manager ID", "System PIN"
    prompt = "Enter the System Manager ID and the System PIN."

    def page(self, session: Session, target: str, message: str = "") -> str:
        settings = self.printer.settings
        return render(
            "login_system_manager.html.j2",
            language=session.language,
            uri=target,
            message=message or self.prompt,
            id_label=self.id_label,
            pin_label=self.pin_label,
            device_name=settings["device_name"],
            product=self.printer.identity.product,
        )

    def submit(self, session: Session, form: Mapping[str, str]) -> Outcome:
        target = local_target(form.get("uri"))
        number, pin = form.get("deptid", ""), form.get("password", "")
        if not number.strip("0"):
            return Outcome(message=self.prompt, target=target)
        outcome = self.judge(number, pin, self.printer.accounts.only.destination, target)
        nag = self.printer.profile.factory_pin_nag and self.normalised(pin) == FACTORY_PIN
        return replace(outcome, hold="nag") if outcome.account is not None and nag else outcome

    def normalised(self, text: str) -> str:
        return text.rjust(7, "0") if text.isdigit() and len(text) <= 7 else text
