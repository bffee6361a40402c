# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The device's login services: one active at a time, chosen by the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .base import LoginService, Outcome
from .department_id import DepartmentIdLogin
from .no_login import NoLogin
from .system_manager import SystemManagerLogin
from .third_party import ThirdPartyLogin
from .user_authentication import UserAuthentication

if TYPE_CHECKING:
    from ..device import VirtualPrinter

__all__ = ["LoginService", "Outcome", "login_service"]

_SERVICES: dict[str, type[LoginService]] = {
    "user_authentication": UserAuthentication,
    "system_manager": SystemManagerLogin,
    "department_id": DepartmentIdLogin,
    "third_party": ThirdPartyLogin,
    "none": NoLogin,
}


def login_service(printer: VirtualPrinter) -> LoginService:
    """The login service of the printer's profile."""
    return _SERVICES[printer.profile.login](printer)
