# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""A verification in the text format of Prometheus (https://prometheus.io/docs/instrumenting/exposition_formats/)."""

from __future__ import annotations

import datetime as dt
import typing as t

from .rows import clean, row_of

_METRICS = (
    ("printfleet_printer_ok", "Whether the printer is as it should be (1) or not (0)."),
    (
        "printfleet_printer_state",
        "The state of the printer (fine, fell_off, not_migrated, not_verified, unreachable), always 1.",
    ),
    ("printfleet_problem", "What is wrong with the printer, always 1."),
    ("printfleet_token_active", "Whether the OAuth 2.0 token of the printer is active."),
    ("printfleet_clock_offset_seconds", "How far the clock of the printer is ahead of the controller's."),
    ("printfleet_last_send_ok", "Whether the last mail in the printer's job log was delivered (1) or failed (0)."),
)
_TIME = "printfleet_report_timestamp_seconds"


def as_prometheus(rows: t.Sequence[t.Mapping[str, t.Any]], now: t.Optional[dt.datetime] = None) -> str:
    """:param rows: of fleet_report, also with ``token_active``, ``clock_offset_seconds`` and ``sends``, None where they are not known."""
    found: t.Dict[str, t.Dict[str, t.Any]] = {name: {} for name, _help in _METRICS}
    for given in rows:
        row = row_of(given)
        labels = {"host": row.texts["host"], "site": row.texts["site"]}
        found["printfleet_printer_ok"][_labels(labels)] = int(row.texts["verdict"] == "fine")
        found["printfleet_printer_state"][_labels({**labels, "state": row.texts["verdict"]})] = 1
        for reason in row.reasons:
            found["printfleet_problem"][_labels({**labels, "what": reason.what, "who": reason.who})] = 1
        for name, key in (
            ("printfleet_token_active", "token_active"),
            ("printfleet_clock_offset_seconds", "clock_offset_seconds"),
        ):
            if isinstance(given.get(key), (int, float)):
                found[name][_labels(labels)] = int(given[key])
        result = _last_result(given)
        if result in ("ok", "failed"):
            found["printfleet_last_send_ok"][_labels(labels)] = int(result == "ok")
    lines = []
    for name, explanation in _METRICS:
        lines += [f"# HELP {name} {explanation}", f"# TYPE {name} gauge"]
        lines += [f"{name}{labels} {value}" for labels, value in sorted(found[name].items())]
    moment = (now or dt.datetime.now(dt.timezone.utc)).timestamp()
    lines += [f"# HELP {_TIME} When this was written.", f"# TYPE {_TIME} gauge", f"{_TIME} {int(moment)}"]
    return "\n".join(lines) + "\n"


def _last_result(given: t.Mapping[str, t.Any]) -> t.Any:
    sends = given.get("sends")
    last = sends.get("last") if isinstance(sends, t.Mapping) else None
    return last.get("result") if isinstance(last, t.Mapping) else None


def _labels(labels: t.Mapping[str, str]) -> str:
    return "{" + ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items()) + "}"


def _escaped(value: str) -> str:
    return clean(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
