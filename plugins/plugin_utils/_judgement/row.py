# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The row of a printer in a fleet's report, made of its record."""

from __future__ import annotations

import re
import typing as t

from .._evidence.record import Data, Record, changes_of, shown
from .failures import identity
from .outcome import CHECK_MODE, FORESEEN
from .reason import NOBODY, OPERATOR, Reason

_DEVICE = ("product_name", "serial_number", "device_name", "location")
_GOOD = ("active", "restored", "nothing_recorded")


def row(record: Record, run: Data, host: str, params: Data) -> Record:
    """One of ``rows`` of fleet_report. :param params: options of fleet_record."""
    result = params.get("result") or {}
    entry = next((entry for entry in record["runs"] if entry["run"] == run["run"]), {})
    facts = params.get("found") or {}
    printer = {**(entry.get("found") or facts.get("printer") or {}), **(entry.get("proved") or {})}
    device, firmware = printer.get("device") or identity(facts), printer.get("firmware") or {}
    found = {name: device.get(name) or "" for name in _DEVICE}
    found["serial_number"] = found["serial_number"] or record.get("serial_number") or ""
    state = str(result.get("state") or "")
    return {
        "host": host,
        "site": params.get("site") or found["location"],
        "verdict": "foreseen" if result.get("step") in FORESEEN and state not in _GOOD else state,
        **found,
        "platform_version": firmware.get("platform_version") or "",
        "controller_version": firmware.get("controller_version") or "",
        "mail_server": (printer.get("mail") or {}).get("server") or "",
        "reasons": [_reason(result, state, host)._asdict()] if result.get("reason") else [],
        "changes": (changes_of(record, run) if entry else []) or _foreseen(result),
    }


def _reason(result: Data, state: str, host: str) -> Reason:
    """Where it stopped, why, what to do and who; without the printer's name, in whose row it stands."""
    why, remedy = str(result["reason"]), str(result.get("remedy") or "")
    if remedy and why.endswith(f" {remedy}"):
        why = why[: -len(remedy) - 1]
    why = re.sub(rf"(?:^|(?<=\. )){re.escape(host)}: ", "", why)
    actor = str(result.get("who") or (NOBODY if state in _GOOD else OPERATOR))
    return Reason(str(result.get("step") or ""), why[:1].upper() + why[1:], remedy, actor)


def _foreseen(result: Data) -> t.List[str]:
    """What a run in check mode would have changed, as lines for a report."""
    if result.get("step") != CHECK_MODE:
        return []
    before = result.get("previous_settings") or {}
    after = result.get("changed_settings") or {}
    return [f"{name}: {shown(before.get(name))} → {shown(value)}" for name, value in sorted(after.items())]
