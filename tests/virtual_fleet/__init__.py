# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The virtual fleet: printers, Entra and Exchange stand-ins as real servers on loopback sockets (see README.md)."""

from __future__ import annotations
