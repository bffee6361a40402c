# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stand-in for Microsoft Entra ID: device authorisation grant, token endpoint and the page where a person signs in."""

from __future__ import annotations

from .directory import DeviceGrant, Directory
from .server import EntraServer
from .tokens import AccessToken, TokenRegistry

__all__ = ["AccessToken", "DeviceGrant", "Directory", "EntraServer", "TokenRegistry"]
