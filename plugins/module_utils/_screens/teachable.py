# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""All names that the user's ``canon_labels`` may have, so that one with a slip of the pen is told and not just without effect."""

from __future__ import annotations

import difflib
import typing as t

from . import clock, device, firmware, firmware_words, job_log_words, mail, network, oauth, oauth_words

SCREENS = (
    mail.MAIL,
    mail.PORTS,
    oauth.STATUS,
    oauth.EDIT,
    clock.CLOCK,
    clock.SNTP,
    network.IPV4,
    network.DNS,
    network.PROXY,
    device.PORTAL,
    device.INFORMATION,
    firmware.FIRMWARE,
    job_log_words.LOG,
)


def _names() -> t.Iterator[str]:
    for screen in SCREENS:
        yield from (f"{screen.key}.title", f"{screen.key}.edit")
        for field in screen.fields:
            yield f"{screen.key}.{field.name}"
    for key, words in (
        ("words", ["on", "off"]),
        ("oauth", ["connected", "not_connected", *(f"token_{state}" for state in oauth_words.TOKEN_STATES)]),
        ("job_log", [*job_log_words.RESULTS, *job_log_words.PAGES]),
        (
            "firmware",
            ["available_version", *firmware_words.BUTTONS, *firmware_words.TIMES, *firmware_words.SENTENCES],
        ),
    ):
        yield from (f"{key}.{word}" for word in words)


NAMES = frozenset(_names())


def advice(name: str) -> str:
    """What may have been meant by a name that is none, as the rest of a sentence."""
    near = difflib.get_close_matches(name, NAMES, 1)
    if near:
        return f"did you mean {near[0]}?"
    key = name.partition(".")[0]
    same = sorted(known for known in NAMES if known.startswith(f"{key}."))
    if same:
        return f"of this screen there are {', '.join(same)}"
    return f"the screens are {', '.join(dict.fromkeys(screen.key for screen in SCREENS))}"
