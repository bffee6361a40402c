# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The kinds of report: their titles, and the verdicts they know with label and tone."""

from __future__ import annotations

import typing as t

from .._judgement.reason import OPERATOR, Reason

ACT, GOOD, BAD, WORK, QUIET = "blue", "green", "red", "amber", "grey"


class Verdict(t.NamedTuple):
    """:ivar tone: the colour that a page gives it; the label says the same in words."""

    key: str
    label: str
    tone: str


class Kind(t.NamedTuple):
    """:ivar verdicts: in the order of the report, what needs somebody first.
    :ivar lost: the verdict of a printer of which nothing is known but that it failed; never one of a printer that is well.
    """

    title: str
    verdicts: t.Tuple[Verdict, ...]
    lost: str


KINDS: t.Dict[str, Kind] = {
    "assess": Kind(
        "Assessment of the printers",
        (
            Verdict("needs_dealer", "Needs dealer", WORK),
            Verdict("needs_firmware", "Needs firmware", WORK),
            Verdict("needs_attention", "Needs attention", WORK),
            Verdict("unreachable", "Unreachable", BAD),
            Verdict("ready", "Ready to migrate", ACT),
            Verdict("unsupported", "Unsupported", QUIET),
            Verdict("not_affected", "Not affected", QUIET),
            Verdict("already_migrated", "Already migrated", GOOD),
        ),
        "needs_attention",
    ),
    "migrate": Kind(
        "Migration of the printers",
        (
            Verdict("not_migrated", "Not migrated", BAD),
            Verdict("waiting", "Waiting for a person", ACT),
            Verdict("foreseen", "Would be migrated", ACT),
            Verdict("active", "Active", GOOD),
        ),
        "not_migrated",
    ),
    "verify": Kind(
        "Verification of the printers",
        (
            Verdict("fell_off", "Fell off", BAD),
            Verdict("unreachable", "Unreachable", BAD),
            Verdict("not_verified", "Not verified", BAD),
            Verdict("not_migrated", "Not migrated yet", ACT),
            Verdict("fine", "Fine", GOOD),
        ),
        "not_verified",
    ),
    "rollback": Kind(
        "Rollback of the printers",
        (
            Verdict("not_restored", "Not restored", BAD),
            Verdict("foreseen", "Would be restored", ACT),
            Verdict("restored", "Restored", GOOD),
            Verdict("nothing_recorded", "Nothing to put back", QUIET),
        ),
        "not_restored",
    ),
}


def lost_row(kind: str, host: str, site: str) -> t.Dict[str, t.Any]:
    """The row of a printer of which the run knows nothing but that it failed."""
    why = "It failed before its first step, or without a result: the output of the run says why."
    return {
        "host": host,
        "site": site,
        "verdict": KINDS[kind].lost,
        "reasons": [Reason("run", why, "Mend that, then run again.", OPERATOR)._asdict()],
    }


def verdict_of(kind: str, key: str) -> t.Tuple[int, Verdict]:
    """Place in the order, and the verdict; one that the kind does not know comes last and has no colour."""
    known = KINDS[kind].verdicts
    for place, verdict in enumerate(known):
        if verdict.key == key:
            return place, verdict
    label = key.replace("_", " ").strip().capitalize() or "No verdict"
    return len(known), Verdict(key, label, QUIET)
