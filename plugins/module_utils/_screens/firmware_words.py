# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Texts of the firmware pages, as data.

Only [Register/Update Software], [Distributed Update] and [Confirm New Firmware] are known; whatever is deeper is unknown (reference
``remote-ui.md`` 12), so the rest are texts that pages of this kind can be expected to use. ``canon_labels`` adds others by the
same names, for example ``firmware.update``.
"""

from __future__ import annotations

import re
import typing as t

from .fields import taught

BUTTONS: t.Dict[str, t.Tuple[str, ...]] = {
    "distributed": (
        "Distributed Update",
        "Distribution Update",
        "Distributed Updates",
        "Firmware Update",
        "Update Firmware",
    ),
    "confirm": (
        "Confirm New Firmware",
        "Check for New Firmware",
        "Check New Firmware",
        "Check for Firmware Updates",
        "Check for Updates",
        "Check for Update",
        "Search for New Firmware",
    ),
    # lead on, and start nothing by themselves
    "next": ("Next", "Continue", "Proceed", "To Next Screen", "Schedule", "Reserve", "Set Schedule"),
    "accept": (
        "Accept",
        "I Accept",
        "Agree",
        "I Agree",
        "Accept and Continue",
        "Agree and Continue",
        "Accept License",
        "Accept and Start",
        "Agree and Start",
        "Accept and Update",
        "Agree and Update",
    ),
    "update": (
        "Start Update",
        "Start Updating",
        "Start the Update",
        "Update Now",
        "Update Firmware",
        "Firmware Update",
        "Apply New Firmware",
        "Apply Firmware",
        "Apply Now",
        "Apply",
        "Update",
        "Install",
        "Install Now",
        "Start",
        "Start Now",
        "Download and Apply",
        "Download and Update",
        "Start Download",
        "Download",
        "Distribute",
        "Execute",
        "Restart Now",
        "Restart and Apply",
        "Restart and Update",
        "Restart",
        "OK",
        "Yes",
    ),
    "refresh": ("Refresh", "Reload", "Update Status", "Refresh Status"),
}
"""Links and buttons, the surest text first."""

TIMES: t.Dict[str, t.Tuple[str, ...]] = {
    "now": (
        "Now",
        "Immediately",
        "Apply Now",
        "Update Now",
        "Start Now",
        "Apply Immediately",
        "Update Immediately",
        "Start Immediately",
        "Download and Apply Now",
        "Download and Apply Immediately",
        "Download and Apply",
        "Download and Update",
        "Deliver and Apply",
        "Distribute and Apply",
        "At Once",
        "Auto",
        "Automatic",
        "Automatically",
        "Apply Automatically",
        "Download Now",
        "Distribute Now",
        "Deliver Now",
        "After Download",
        "Apply After Download",
        "Immediately After Download",
        "Immediately After Downloading",
    ),
    "scheduled": (
        "Scheduled",
        "Schedule",
        "Set Schedule",
        "Apply at Scheduled Time",
        "Scheduled Time",
        "At Scheduled Time",
        "Specify Time",
        "Specify Date and Time",
        "Specified Time",
        "At Specified Time",
        "At the Specified Time",
        "Set Time",
        "Set Date and Time",
        "Set Date/Time",
        "Apply Later",
        "Update Later",
        "Later",
        "Reserve",
        "Reservation",
        "Scheduled Update",
        "Specify Date/Time",
        "At a Specified Time",
        "Apply at Specified Time",
    ),
    "download_only": (
        "Download Only",
        "Only Download",
        "Download Without Applying",
        "Manual",
        "Manually",
        "Apply Manually",
        "Deliver Only",
        "Distribute Only",
        "Do Not Apply",
    ),
}
"""Options of a choice of time."""

NEW_VERSION = (
    "New Version",
    "New Firmware Version",
    "New Firmware",
    "Available Version",
    "Available Firmware Version",
    "Available Firmware",
    "Version Available",
    "Latest Version",
    "Latest Firmware Version",
    "Latest Firmware",
    "Update Version",
    "Updated Version",
    "Version After Update",
    "Version to Apply",
    "Version to Be Applied",
    "Applicable Version",
    "Applicable Firmware",
    "Distributed Version",
    "Distributed Firmware",
    "Firmware to Apply",
    "Firmware to Be Applied",
    "New Platform Version",
    "New Controller Version",
    "New Firmware (Version)",
    "Downloaded Version",
    "Downloaded Firmware",
)
CURRENT_VERSION = (
    "Current Version",
    "Current Firmware Version",
    "Current Firmware",
    "Installed Version",
    "Version in Use",
    "Firmware Version",
    "Current Platform Version",
    "Current Controller Version",
    "Installed Firmware",
)
STATUS = (
    "Status",
    "Update Status",
    "Progress",
    "State",
    "Firmware Update Status",
    "Current Status",
    "Distribution Status",
)

_DOING = (
    r"download|retriev|updat|apply|appli|install|restart|reboot|prepar|transferr|writ|distribut|receiv|unpack|verify"
)
SENTENCES: t.Dict[str, t.Pattern[str]] = {
    "latest": re.compile(
        r"\bno (?:new(?:er)? |applicable |available |further |other |suitable |distribut\w+ |downloadable )*(?:(?:firmware|software) )?"
        r"(?:versions?|updates?|firmware|software)\b(?! (?:is|are) (?:running|in progress|scheduled))"
        r"|\b(?:is|are|has|have|already) (?:already |using |running )*(?:the )?(?:latest|newest|most recent)\b"
        r"|\bup[ -]to[ -]date\b|\bno need to update|\bnot? (?:new firmware|update) (?:was |is )?(?:found|available)"
        r"|\bno (?:firmware|update).{0,40}\b(?:available|found|offered)"
        r"|\b(?:firmware|software|updates?|version) (?:(?:is|are|was|were) not|(?:could|can) ?not be) "
        r"(?:found|available|offered|needed|required|necessary)\b"
        r"|\b(?:latest|newest|most recent) (?:firmware|software|version)\b.{0,30}\b(?:is|are|has been|have been) "
        r"(?:already |currently )?(?:installed|applied|in use|running)\b",
        re.I,
    ),
    "available": re.compile(
        r"\b(?:new(?:er)?|updated?|latest) (?:version|firmware|software)\b.{0,80}\b(?:available|found|released|distributed)"
        r"|\b(?:firmware|version|update).{0,60}\b(?:is|can be) (?:available|applied|updated|downloaded|installed)",
        re.I,
    ),
    "ready": re.compile(
        r"^downloaded$|\b(?:has|have|was|been|is|are) (?:already )?(?:downloaded|retrieved|received|distributed)\b"
        r"|\bdownload (?:is |has )?(?:been )?(?:complete|finished)|\bready to (?:be )?(?:appl|install|updat|restart)",
        re.I,
    ),
    "question": re.compile(
        r"\b(?:start|perform|begin|update|apply|install|download|restart|execute|proceed|continue)\b[^?]{0,120}\?", re.I
    ),
    "running": re.compile(
        rf"^(?:now |currently |firmware |the (?:firmware|update|device|machine) |status ?: ?)*(?:is )?(?:being )?(?:{_DOING})\w*ing\b"
        rf"|\b(?:is|are) (?:now |currently )?(?:(?:{_DOING})\w*ing|being (?:{_DOING})\w*ed)\b"
        r"|\b(?:update|download|distribution|restart|application) (?:is )?(?:already )?(?:in progress|running|under way)"
        r"|\b(?:update|download|distribution) (?:(?:has|was|is) )?(?:been )?started\b"
        r"|\balready (?:been )?(?:started|updating|running)|\bhas (?:been )?started\b|\bwill (?:now )?restart\b|\brestarts? (?:now|shortly)",
        re.I,
    ),
    "checking": re.compile(
        r"^(?:now |currently )*(?:check|search|connect|confirm|inquir|look|contact)\w*ing\b.{0,100}(?:\.{2,}|\u2026|server|firmware|update|wait)"
        r"|\b(?:is|are) (?:being )?(?:check|search|confirm|contact)\w*(?:ing|ed)\b.{0,60}(?:firmware|update|server)"
        r"|^please wait\b.{0,20}$",
        re.I,
    ),
    "scheduled": re.compile(
        r"^(?:scheduled|reserved)$|\b(?:is|are|been|was|were) (?:scheduled|reserved)\b|\b(?:scheduled|reserved) (?:for|at|on|to)\b.{0,40}\d"
        r"|\bschedul\w* (?:date|time|update|and|of|/| )*: ?\d"
        r"|\bwill (?:start|begin|be (?:updated|applied|downloaded|performed|started|installed))\b.{0,40}\b(?:at|on)\b.{0,20}\d",
        re.I,
    ),
    "finished": re.compile(
        r"\b(?:update|firmware|application|installation)\b.{0,60}\b(?:complete|completed|finished|succeeded|successful(?:ly)?)\b"
        r"|\bsuccessfully (?:updated|applied|installed)\b|\bhas been (?:updated|applied|installed)\b",
        re.I,
    ),
    "failed": re.compile(
        r"\bfail(?:ed|ure)\b|\berror\b|\bcould not\b|\bunable to\b|\bnot connect|\bcannot (?:connect|communicate|be (?:reached|retrieved|downloaded))"
        r"|\btimed out\b|\bunsuccessful|\bnot respond",
        re.I,
    ),
    "busy": re.compile(
        r"\bjobs?\b.{0,80}\b(?:process|wait|remain|exist|queue|running|being|progress|complete|executing|active)"
        r"|\b(?:process|wait|remain|execut|running)\w*\b.{0,40}\bjobs?\b|\b(?:import|export)(?:ing|ed|s)?\b"
        r"|\b(?:device|machine|printer|control panel|another (?:user|function|operation))\b.{0,40}\b(?:busy|in use|being used|operating)\b"
        r"|\banother (?:user|administrator) (?:is|has)\b",
        re.I,
    ),
    "refused": re.compile(
        r"\b(?:can ?not|can't|could not|not possible|unable|not allowed|not permitted|prohibited|refused|restricted)\b",
        re.I,
    ),
    "idle": re.compile(
        r"^\W*$|^(?:not|no|none)\b|\b(?:idle|ready|stand(?:ing)?[ -]?by|normal|complete\w*|finished|success\w*|succeeded|fail\w*|error|cancel\w*"
        r"|latest|up to date|available|installed|updated)\b",
        re.I,
    ),
    "license": re.compile(
        r"\blicen[cs]e (?:agreement|terms)|\bagreement\b|\bterms (?:of|and)\b|\bEULA\b|^licen[cs]e$", re.I
    ),
    "consent": re.compile(
        r"^(?:i |yes,? i )?(?:have read .{0,60})?(?:accept|agree|consent)\b|\bi (?:accept|agree)\b", re.I
    ),
}
"""What sentences of a page mean."""

CAUTION = re.compile(
    r"\b(?:do not|don't|never|while|during|before|after|when|if|until|unless|may|might|must|please|make sure|note|caution|to update"
    r"|no|not|none)\b",
    re.I,
)
"""A sentence that warns of something, or asks for it, does not say that it is so."""

IDLE = re.compile(r"\b(?:ready|idle|sleep\w*|stand ?by|energy saver|no jobs?|available|waiting for jobs?)\b", re.I)
WORKING = re.compile(
    r"\b(?:printing|copying|scanning|sending|receiving|transmitting|processing|calling|dialing|warming up|initiali[sz]ing|in use|busy"
    r"|active|job in progress|adjusting|calibrating)\b",
    re.I,
)
"""Texts of the portal's device status."""


class Words:
    """The texts above with those that the user's ``canon_labels`` adds."""

    def __init__(self, labels: t.Mapping[str, t.Any]) -> None:
        self.labels = labels

    def buttons(self, name: str) -> t.Tuple[str, ...]:
        return taught(self.labels, f"firmware.{name}") + BUTTONS[name]

    def times(self, name: str) -> t.Tuple[str, ...]:
        return taught(self.labels, f"firmware.{name}") + TIMES[name]

    def versions(self) -> t.Tuple[str, ...]:
        return taught(self.labels, "firmware.available_version") + NEW_VERSION

    def says(self, name: str, text: str) -> bool:
        """Whether a text says what ``name`` stands for; a text of the user's counts where it occurs."""
        own = taught(self.labels, f"firmware.{name}")
        return (
            any(word.casefold() in text.casefold() for word in own if word) or SENTENCES[name].search(text) is not None
        )
