# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts of Register/Update Software. The first three names are SEED, everything else is invented, in variants."""

from __future__ import annotations

from ..naming import Naming

TITLE = "Register/Update Software"
DISTRIBUTED = "Distributed Update"
CONFIRM = "Confirm New Firmware"

VARIANTS: dict[str, tuple[str, ...]] = {
    "current": ("Current Version", "Current Firmware Version", "Controller Version"),
    "new": ("New Version", "Applicable Firmware", "New Firmware Version"),
    "offer": ("New firmware is available.", "The following firmware can be applied."),
    "none": (
        "There is no new firmware.",
        "The current version is the latest version.",
        "No applicable firmware was found.",
    ),
    "timing": ("Update Timing", "Timing to Apply", "Delivery Time"),
    "now": ("Now", "Apply Now", "Update Now"),
    "scheduled": ("Scheduled", "Specify Date and Time"),
    "download": ("Download Only", "Download Only (Apply Manually)"),
    "date": ("Date", "Start Date"),
    "time": ("Time", "Start Time"),
    "email": ("E-Mail Address", "E-Mail"),
    "comment": ("Comments", "Comment"),
    "next": ("Next", "OK"),
    "execute": ("Execute", "Start Update", "OK"),
    "licence": ("License Agreement", "Software License Agreement"),
    "licence_text": (
        "Read the following agreement carefully. To use the firmware, you must accept it.",
        "The firmware is licensed, not sold. It can be updated only if you accept this agreement.",
    ),
    "accept": ("Accept", "I Agree", "I accept the license agreement"),
    "decline": ("Do Not Accept", "I Do Not Agree", "Cancel"),
    "progress": ("Progress", "Download Progress"),
    "status": ("Status", "Update Status"),
    "downloading": ("Downloading...", "The firmware is being downloaded."),
    "downloaded": ("Downloaded", "The firmware was downloaded and is waiting to be applied."),
    "applying": ("Applying...", "The firmware is being applied. Do not turn OFF the main power of the device."),
    "waiting": ("Scheduled", "The update is scheduled."),
    "idle": ("Not Updating", "Standing By"),
    "apply": ("Apply Firmware", "Apply Downloaded Firmware"),
    "busy": (
        "The firmware cannot be updated because a job is being processed. Wait a while, and then try again.",
        "Cannot perform this operation while there are jobs waiting or in progress.",
    ),
    "exchange": (
        "The firmware cannot be updated while settings are being imported or exported.",
        "Importing/exporting is in progress. Wait until it is complete, and then try again.",
    ),
    "running": ("The firmware is already being updated.", "An update is in progress."),
    "unreachable": (
        "Cannot connect to the delivery server. Check the network settings.",
        "An error has occurred while communicating with the server.",
    ),
    "declined": ("The firmware cannot be updated unless you accept the license agreement.",),
    "incorrect": ("The settings are not correct.", "There is an error in the entered values."),
    "expired": ("The page has expired. Display the page again, and then perform the operation.",),
}


class Wording:
    """The variants that one printer uses."""

    def __init__(self, naming: Naming) -> None:
        self._naming = naming

    def __getitem__(self, key: str) -> str:
        """The text for a key."""
        return str(self._naming.pick(f"wording.{key}", VARIANTS[key]))
