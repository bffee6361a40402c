# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings pages: what each is called, which rows it has, what it refuses."""

from __future__ import annotations

from .catalogue import Catalogue
from .rows import Refused, Row, Screen

__all__ = ["Catalogue", "Refused", "Row", "Screen"]
