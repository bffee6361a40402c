# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Device pages: device name and location, and the two confirmation pages of reference section 5.6."""

from __future__ import annotations

from .rows import Row, Screen

DEVICE_INFORMATION = Screen(
    key="device",
    title="Device Information Settings",
    cgi="cadinf1",
    template="c_devinf.tpl",
    function="DevInfo_Page",
    menu=41,
    mask=32,
    rows=(
        Row("device_name", "Device Name", "text", limit=32),
        Row("location", "Location", "text", limit=32),
    ),
)

APPLY = Screen(
    key="apply",
    title="Apply Setting Changes",
    cgi="cnwupdt",
    template="c_nwupdt.tpl",
    function="Init_Request",
    mask=56,
    display="confirmation",
    notes=("The setting changes will be applied. Communication may be interrupted for a while.",),
)

RESTART = Screen(
    key="restart",
    title="Restart Device",
    cgi="caboot",
    template="c_rbt.tpl",
    mask=56,
    display="confirmation",
    init_flag="Init_Reboot",
    exec_flag="Exec_Reboot",
    notes=("The device will be restarted. Do you want to continue?",),
)
