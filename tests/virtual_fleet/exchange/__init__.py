# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stand-in for Exchange Online's client submission (smtp.office365.com): STARTTLS, XOAUTH2, refused passwords."""

from __future__ import annotations

from .mailboxes import Mailboxes
from .server import ExchangeServer

__all__ = ["ExchangeServer", "Mailboxes"]
