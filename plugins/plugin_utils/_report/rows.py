# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""One printer's row: texts of a printer, which are hostile input, as clean single lines."""

from __future__ import annotations

import math
import re
import typing as t

from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.text import one_line

TEXTS = (
    "host",
    "site",
    "verdict",
    "product_name",
    "serial_number",
    "device_name",
    "location",
    "platform_version",
    "controller_version",
    "mail_server",
    "certificate_fingerprint",
)
LONGEST = 2000  # characters of one text


class Reason(t.NamedTuple):
    what: str
    why: str
    remedy: str
    who: str


class Row(t.NamedTuple):
    """:ivar texts: by the names of :data:`TEXTS`, empty where not given.
    :ivar affected: None where it is not known.
    :ivar last_send: how the last send ended, in words; empty where that is not known.
    """

    texts: t.Dict[str, str]
    affected: t.Optional[bool]
    reasons: t.Tuple[Reason, ...]
    unknown: t.Tuple[str, ...]
    changes: t.Tuple[str, ...]
    last_send: str


def clean(value: t.Any) -> str:
    """A value as one line: no control characters, and none that turn the direction of what follows."""
    if value is None or isinstance(value, (dict, list)):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return one_line(str(value)[:LONGEST])


def row_of(given: t.Mapping[str, t.Any]) -> Row:
    """A row of the option ``rows``; whatever is missing, or of another type, is left empty."""
    affected, sends = given.get("affected"), given.get("sends")
    return Row(
        {name: clean(given.get(name)) for name in TEXTS},
        affected if isinstance(affected, bool) else None,
        tuple(_reason(item) for item in _list(given.get("reasons")) if isinstance(item, t.Mapping)),
        tuple(filter(None, map(clean, _list(given.get("unknown"))))),
        tuple(filter(None, map(clean, _list(given.get("changes"))))),
        clean(sends.get("note")) if isinstance(sends, t.Mapping) else "",
    )


def finite(value: t.Any) -> t.Any:
    """A value that JSON can hold: without infinite numbers, which it does not know."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {name: finite(item) for name, item in value.items()}
    return [finite(item) for item in value] if isinstance(value, list) else value


def natural(text: str) -> t.List[t.Tuple[int, int, str]]:
    """A key that sorts copier-9 before copier-10."""
    parts = re.findall(r"[0-9]{1,18}|[^0-9]+", text.casefold())
    return [(0, int(part), "") if part[0] in "0123456789" else (1, 0, part) for part in parts]


def _reason(given: t.Mapping[str, t.Any]) -> Reason:
    return Reason(*(clean(given.get(name)) for name in Reason._fields))


def _list(value: t.Any) -> t.Sequence[t.Any]:
    return value if isinstance(value, (list, tuple)) else ()
