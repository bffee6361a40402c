# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Wanted against present: what a settings task compares and reports."""

from __future__ import annotations

import typing as t

from .._screens.comparing import same
from .secrets import MASK


def different(wanted: t.Mapping[str, t.Any], present: t.Mapping[str, t.Any]) -> t.Dict[str, t.Any]:
    """The wanted values that the printer does not hold."""
    return {name: value for name, value in wanted.items() if not same(present.get(name), value, name)}


def as_diff(
    previous: t.Mapping[str, t.Any], changes: t.Mapping[str, t.Any], header: str, secret: t.Collection[str] = ()
) -> t.Dict[str, t.Any]:
    """The ``diff`` of a result: settings by their option names, secrets masked."""
    before = {name: (MASK + " (old)" if name in secret else previous.get(name)) for name in changes}
    after = {name: (MASK + " (new)" if name in secret else value) for name, value in changes.items()}
    return {"before": before, "after": after, "before_header": header, "after_header": header}


def listed(previous: t.Mapping[str, t.Any], changes: t.Mapping[str, t.Any]) -> t.Dict[str, t.Dict[str, t.Any]]:
    """The key ``changes`` of a result: option name to its value before and after."""
    return {name: {"before": previous.get(name), "after": value} for name, value in changes.items()}
