# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Addresses of the menu pages that list our screens (reference ``settings-menu.md``: CorePGTAG numbers)."""

from __future__ import annotations

TIMER = "/rps/cdmenu.cgi?CorePGTAG=27"
NETWORK = "/rps/cdmenu.cgi?CorePGTAG=28"
NETWORK_SERVLET = (
    "/NetworkSettings/page/?CorePGTAG=28&Flag=Init_Data&PageFlag=c_envnet.tpl&FuncTypeFlag=NetworkMenu_Page"
)
SEND = "/rps/cdmenu.cgi?CorePGTAG=36"
LICENSE = "/rps/cdmenu.cgi?CorePGTAG=42"
SEND_ROWS = (
    "cdntwkem.cgi",
    "cdsrsnd.cgi",
    "cdcommail.cgi",
    "cdsmime.cgi",
    "casndlmt.cgi",
    "csndrglext.cgi",
    "Network Settings - E-Mail/I-Fax Settings",
    "Network Settings - E-Mail Settings",
    "Communications Settings - E-Mail/I-Fax Settings",
    "TX Report/Communication Management Report",
    "S/MIME Settings",
    "Limit New Destination",
)
"""Rows of the menu [Send], by address or title."""
