# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The device's firmware: its versions, its update, and the servlet Register/Update Software."""

from __future__ import annotations

from .servlet import UpdateServlet
from .state import Firmware, Stage

__all__ = ["Firmware", "Stage", "UpdateServlet"]
