# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The file of one printer: what was found, changed and proved, run by run. No input or output here.

``before_migration`` is what rollback needs: the settings before the first write of ours, kept until they were put back.
"""

from __future__ import annotations

import typing as t

from . import doubt

Record = t.Dict[str, t.Any]
Data = t.Mapping[str, t.Any]
KEPT = 50  # runs in a file; the audit log has them all
_SCREENS = ("mail", "oauth")
_PASSING = ("user_code", "message", "user_code_expires_in", "user_code_valid", "verification_uri")


def new(host: str) -> Record:
    """The file of a printer that has none yet."""
    return {"host": host, "serial_number": "", "before_migration": None, "runs": []}


def serial_of(printer: Data) -> str:
    device = printer.get("device")
    return str((device if isinstance(device, dict) else {}).get("serial_number") or "")


def is_another(record: Data, printer: Data) -> bool:
    """Whether the file is that of another device, which had this name in the inventory before."""
    known, now = str(record.get("serial_number") or ""), serial_of(printer)
    return bool(known and now and known != now)


def is_new_to(record: Data, printer: Data) -> bool:
    """Whether nothing in the file is of this device, which shows its serial number."""
    return bool(serial_of(printer)) and (is_another(record, printer) or not record.get("runs"))


def run_of(record: Record, run: Data) -> Record:
    """The entry of this run, made where it is missing. :param run: ``run``, ``controller``, ``at`` (UTC)."""
    runs = record.setdefault("runs", [])
    for entry in runs:
        if entry.get("run") == run["run"]:
            return entry
    entry = {
        **run,
        "kind": "migrate",
        "found": None,
        "changed": {},
        "proved": None,
        "state": "unfinished",
        "ended": None,
    }
    runs.append(entry)
    del runs[:-KEPT]
    return entry


def found(record: Record, run: Data, kind: str, printer: Data) -> None:
    """A run has read the printer, before it writes anything."""
    entry = run_of(record, run)
    entry.update(kind=kind, found=lasting(printer))
    record["serial_number"] = serial_of(printer) or record.get("serial_number") or ""


def wrote(record: Record, run: Data, event: Data) -> None:
    """An event of ``_tasks.audit``: the settings before the first write are kept, and what was changed."""
    entry, screen = run_of(record, run), str(event["screen"])
    if event.get("elsewhere"):
        _wrote_elsewhere(record, run, event)
    if screen in _SCREENS and event.get("previous") is not None:
        _remember(record, run, screen, event["previous"])
    for name, change in (event.get("changes") or {}).items():
        told = dict(change, result="unknown: begun" if event["phase"] == "begin" else event["phase"])
        earlier = entry["changed"].get(f"{screen}.{name}")
        if earlier:
            told["before"] = earlier["before"]
        entry["changed"][f"{screen}.{name}"] = told


def _wrote_elsewhere(record: Record, run: Data, event: Data) -> None:
    """An event of ``elsewhere``: what was wanted is told until it is known what became of it."""
    entry, screen, phase = run_of(record, run), str(event["screen"]), event["phase"]
    elsewhere = entry.setdefault("elsewhere", {})
    if phase in ("done", "unchanged"):
        elsewhere.pop(screen, None)
    else:
        result = doubt.BEGUN if phase == "begin" else f"failed, {doubt.BEGUN}"
        elsewhere[screen] = {"wanted": dict(event["wanted"]), "result": result}
    if not elsewhere:
        del entry["elsewhere"]
    if screen not in _SCREENS or entry["kind"] == "rollback":  # what a rollback writes is no migration's work
        return
    before = record.get("before_migration") or {"run": run["run"], "at": run["at"]}
    if phase == "begin":
        doubt.begin(before, run, screen, event["wanted"], (entry.get("found") or {}).get(screen) or {})
    elif phase != "failed":
        doubt.settle(before, run, screen)
    record["before_migration"] = before if set(before) - {"run", "at"} else None


def _remember(record: Record, run: Data, screen: str, previous: Data) -> None:
    """The settings before the first write of a screen."""
    before = record.get("before_migration") or {"run": run["run"], "at": run["at"]}
    before[screen] = doubt.known(before, screen, previous)
    record["before_migration"] = before


def ended(record: Record, run: Data, result: Data, proof: Data) -> None:
    """The run is done with the printer. :param result: ``state``, ``step``, ``reason``, and ``previous_settings`` where known."""
    entry = run_of(record, run)
    entry.update(
        {name: str(result.get(name) or "") for name in ("state", "step", "reason", "remedy", "who")},
        proved=lasting(proof) or None,
        ended=run["at"],
    )
    before = record.get("before_migration")
    for screen in _SCREENS if before else ():  # a screen that was right already
        previous = result.get("previous_settings") or {}
        values = {name.partition(".")[2]: value for name, value in previous.items() if name.startswith(f"{screen}.")}
        if values:
            _remember(record, run, screen, values)
    # a run that wrote while this one put back needs a way back, too
    wrote_meanwhile = any(later["changed"] for later in record["runs"][record["runs"].index(entry) + 1 :])
    if result.get("state") == "restored" and before and not wrote_meanwhile:
        record.setdefault("rolled_back", []).append({**before, "restored": run["at"], "by_run": run["run"]})
        record["before_migration"] = None


def lasting(printer: t.Any) -> Record:
    """What a printer shows, without the codes, which are of no use later."""
    kept = dict(printer) if isinstance(printer, dict) else {}
    if isinstance(kept.get("oauth"), dict):
        kept["oauth"] = {name: value for name, value in kept["oauth"].items() if name not in _PASSING}
    return kept


def changes_of(record: Record, run: Data) -> t.List[str]:
    """What this run changed, as lines for a report."""
    lines = []
    for name, change in sorted(run_of(record, run)["changed"].items()):
        unproved = "" if change["result"] == "done" else f" ({change['result']})"
        lines.append(f"{name}: {shown(change['before'])} → {shown(change['after'])}{unproved}")
    for screen, begun in sorted(run_of(record, run).get("elsewhere", {}).items()):
        lines += [f"{screen}.{name}: → {shown(value)} ({begun['result']})" for name, value in begun["wanted"].items()]
    return lines


def shown(value: t.Any) -> str:
    if value is None:
        return "not shown"
    return ("on" if value else "off") if isinstance(value, bool) else str(value) or "empty"
