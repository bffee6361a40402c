# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A virtual Canon printer: the Remote UI on real sockets, and a device behind it that obtains tokens and sends mail."""

from __future__ import annotations

from .device import VirtualPrinter
from .pace import Pace
from .profile import WHY_NOT, PrinterProfile
from .profiles import PROFILES

__all__ = ["PROFILES", "WHY_NOT", "Pace", "PrinterProfile", "VirtualPrinter"]
