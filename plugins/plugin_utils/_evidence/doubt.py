# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Writes that were begun on another machine and of which no end is known: what was there before them.

Such a begin says what was wanted, not what was there. ``before_migration`` must stay true, so a setting counts as one from before only if it
is not what was wanted, or was read earlier in that run. No input or output here.
"""

from __future__ import annotations

import typing as t

from ansible_collections.printfleet.canon.plugins.module_utils._screens.comparing import same

Values = t.Dict[str, t.Any]
Data = t.Mapping[str, t.Any]
BEGUN = "unknown whether it was written"
KEY = "in_doubt"


def begin(before: Values, run: Data, screen: str, wanted: Data, found: Data) -> None:
    """A write of a screen begins. :param before: ``before_migration``. :param found: the screen as this run has read it, or nothing."""
    if screen in before:
        return
    known = {name: found[name] for name in wanted if found.get(name) is not None}
    before.setdefault(KEY, []).append({"run": run["run"], "screen": screen, "wanted": dict(wanted), "found": known})


def settle(before: Values, run: Data, screen: str) -> None:
    """The newest write of a screen that this run began has ended, and what it did is known."""
    doubts = before.get(KEY) or []
    for index in reversed(range(len(doubts))):
        if (doubts[index]["run"], doubts[index]["screen"]) == (run["run"], screen):
            del doubts[index]
            break
    if not doubts:
        before.pop(KEY, None)


def known(before: Data, screen: str, shown: Data) -> Values:
    """The settings of a screen from before the first write, as far as they are known. :param shown: what the printer shows now."""
    if isinstance(before.get(screen), dict):
        return dict(before[screen])
    values = dict(shown)
    for name, doubt in _doubts(before, screen, shown).items():
        del values[name]
        if name in doubt["found"]:
            values[name] = doubt["found"][name]
    return values


def unknown(before: Data, screen: str, shown: Data) -> t.List[str]:
    """The settings that the printer has as somebody wanted them, and nobody knows since when."""
    certain = before.get(screen) if isinstance(before.get(screen), dict) else {}
    return sorted(
        name
        for name, doubt in _doubts(before, screen, shown).items()
        if name not in certain and name not in doubt["found"]
    )


def _doubts(before: Data, screen: str, shown: Data) -> t.Dict[str, Values]:
    """By setting, the oldest begun write that may have made it what it is: what was read before it was nobody's work."""
    found: t.Dict[str, Values] = {}
    for doubt in before.get(KEY) or []:
        for name, value in doubt["wanted"].items() if doubt["screen"] == screen else ():
            if name in shown and same(shown[name], value, name):
                found.setdefault(name, doubt)
    return found
