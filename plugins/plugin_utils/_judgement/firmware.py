# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Whether the firmware of a printer is too old for OAuth 2.0, and what its owner can do about it."""

from __future__ import annotations

import re
import typing as t

from .reading import Facts, part, switch, text
from .reason import ADMINISTRATOR, DEALER, Reason

POLICIES = ("require", "update", "ignore")
_UPDATE = "([License/Other] > [Register/Update Software] > [Distributed Update] > [Confirm New Firmware])"
_LET_IT = "set migrate_firmware: update and migrate_accept_license: true"
_OFFERED = f"Update its firmware {_UPDATE}, or {_LET_IT}, then run again."


def version(shown: str) -> t.Tuple[int, ...]:
    """Versions compare by their numbers: 3.9 is older than 3.18."""
    return tuple(int(digits[:9]) for digits in re.findall(r"[0-9]+", shown))


def versions(printer: Facts) -> str:
    """Both versions in words."""
    firmware = part(printer, "firmware")
    names = ("platform_version", "controller_version")
    return ", ".join(f"{name.partition('_')[0]} version {text(firmware, name) or 'not shown'}" for name in names)


def is_old(printer: Facts, minimum: str, policy: str) -> bool:
    """Without OAuth in its menu, and, where it is to be updated, also below the minimum."""
    if policy == "ignore":
        return False
    platform = version(text(part(printer, "firmware"), "platform_version"))
    below = policy == "update" and bool(platform) and platform < version(minimum)
    return switch(printer, "supports_oauth") is False or below


def has_no_update(offer: Facts) -> bool:
    """Whether the printer was asked and offers nothing: only its dealer can help."""
    return switch(offer, "update_available") is False


def no_oauth(printer: Facts, offer: Facts, minimum: str) -> Reason:
    """The reason for a printer whose menu has no OAuth 2.0.

    :param offer: a result of canon_firmware with ``state: queried``; empty where it was not asked.
    """
    why = f"The menu [Send] of this printer has no [OAuth 2.0 (Microsoft) Settings] ({versions(printer)})."
    return Reason("firmware", why, _remedy(offer, minimum), DEALER if has_no_update(offer) else ADMINISTRATOR)


def _remedy(offer: Facts, minimum: str) -> str:
    offered = switch(offer, "update_available")
    if offered:
        shown = text(offer, "available_version")
        version_shown = f" ({shown})" if shown else ""
        return f"The printer offers an update{version_shown}. {_OFFERED}"
    if offered is False:
        return (
            f"Update its firmware to platform version {minimum} or newer:"
            " the printer itself offers no update, so its dealer must do it."
        )
    sentence = f"Update its firmware to platform version {minimum} or newer {_UPDATE}, then run again."
    if "error" in offer:
        sentence += f" What the printer offers is not known: {text(offer, 'msg')}"
    elif text(offer, "status") not in ("", "idle"):
        sentence += f" The printer could not be asked now, it is {text(offer, 'status')}."
    return sentence
