# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The report as one HTML page, which needs no network and runs nothing but its own script."""

from __future__ import annotations

import base64
import collections
import hashlib
import typing as t
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from .kinds import KINDS, Verdict, verdict_of
from .rows import Row

_HERE = Path(__file__).resolve().parent
_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'"


class Count(t.NamedTuple):
    """:ivar start: printers counted before, where its piece of the bar begins."""

    verdict: Verdict
    number: int
    start: int


def counts(kind: str, rows: t.Sequence[Row]) -> t.List[Count]:
    """Printers by verdict, in the order of the report; only verdicts that occur."""
    numbers = collections.Counter(row.texts["verdict"] for row in rows)
    found: t.List[Count] = []
    for key in sorted(numbers, key=lambda name: (verdict_of(kind, name)[0], name)):
        start = found[-1].start + found[-1].number if found else 0
        found.append(Count(verdict_of(kind, key)[1], numbers[key], start))
    return found


def as_html(kind: str, title: str, rows: t.Sequence[Row], created: str, check_mode: bool) -> str:
    """The page. All texts are escaped; a browser gets no permission but for the style and the script below.

    :param created: when the report was made, in words.
    """
    style, script = (_read(name) for name in ("report.css", "report.js"))
    environment = Environment(
        loader=FileSystemLoader(str(_HERE)), autoescape=True, trim_blocks=True, lstrip_blocks=True, auto_reload=False
    )
    return environment.get_template("report.html.j2").render(
        title=title or KINDS[kind].title,
        created=created,
        check_mode=check_mode,
        changed="Would change" if check_mode and kind == "migrate" else "Changed",
        rows=rows,
        with_steps=kind in ("migrate", "rollback"),
        counts=counts(kind, rows),
        sites=sorted({row.texts["site"] for row in rows}, key=str.casefold),
        verdict_of=lambda row: verdict_of(kind, row.texts["verdict"]),
        style=style,
        script=script,
        policy=f"{_POLICY}; style-src '{_hash(style)}'; script-src '{_hash(script)}'",
    )


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """How a Content-Security-Policy names a style or a script (W3C CSP Level 3, 2.3.1)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
