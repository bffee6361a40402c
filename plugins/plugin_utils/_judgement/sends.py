# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""How the last sends of a printer ended, in words. No verdict comes from it: the token's own status is surer than a job's code."""

from __future__ import annotations

import typing as t

from .reading import Facts, text

_UNKNOWN = "how it ended is not known"


def last_sends(printer: Facts) -> t.Optional[t.Dict[str, t.Any]]:
    """``last``, ``seen``, ``failed`` and a ``note`` of the jobs that went by mail, or may have; None where the printer shows no log.

    :param printer: of a result of canon_info, perhaps with ``sends``.
    """
    given = printer.get("sends")
    if not isinstance(given, (list, tuple)):
        return None
    jobs = [job for job in given if isinstance(job, t.Mapping) and job.get("by_mail") is not False]
    failed = sum(text(job, "result") == "failed" for job in jobs)
    return {
        "last": dict(jobs[0]) if jobs else None,
        "seen": len(jobs),
        "failed": failed,
        "note": _note(jobs[0], len(jobs), failed) if jobs else "No mail in the job log.",
    }


def _note(last: Facts, seen: int, failed: int) -> str:
    when = text(last, "time_iso").replace("T", " ") or text(last, "time")
    job = ", ".join(filter(None, (text(last, "number") and f"job {text(last, 'number')}", when)))
    code, result = text(last, "error_code"), text(last, "result")
    words = {"ok": "delivered", "failed": f"failed with {code}" if code else "failed"}.get(result, _UNKNOWN)
    parts = [f"{words[:1].upper()}{words[1:]}" + (f" ({job})." if job else ".")]
    if text(last, "meaning"):
        parts.append(f"Supposed meaning: {text(last, 'meaning')} {text(last, 'remedy')}")
    if failed:
        parts.append(f"{failed} of the last {seen} failed.")
    return " ".join(part.strip() for part in parts)
