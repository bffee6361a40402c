# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Values out of results whose shape nobody promises: what is not there, or of another kind, is None or empty."""

from __future__ import annotations

import math
import typing as t

Facts = t.Mapping[str, t.Any]


def part(facts: t.Any, name: str) -> Facts:
    """A mapping inside a mapping."""
    found = facts.get(name) if isinstance(facts, t.Mapping) else None
    return found if isinstance(found, t.Mapping) else {}


def runs(record: Facts) -> t.List[t.Any]:
    """The runs of a record of ``_evidence``, the oldest first."""
    found = record.get("runs")
    return found if isinstance(found, list) else []


def text(facts: Facts, name: str) -> str:
    """A text or a number as text without blanks around it."""
    found = facts.get(name)
    return str(found).strip() if isinstance(found, (str, int, float)) and not isinstance(found, bool) else ""


def switch(facts: Facts, name: str) -> t.Optional[bool]:
    found = facts.get(name)
    return found if isinstance(found, bool) else None


def number(facts: Facts, name: str) -> t.Optional[int]:
    """A whole number, also one written as text."""
    found = facts.get(name)
    if isinstance(found, bool) or not isinstance(found, (str, int, float)):
        return None
    try:
        value = float(found)
    except (ValueError, OverflowError):
        return None
    return int(value) if math.isfinite(value) else None


def texts(facts: Facts, name: str) -> t.List[str]:
    found = facts.get(name)
    return [str(item) for item in found] if isinstance(found, (list, tuple)) else []
