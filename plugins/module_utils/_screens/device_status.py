# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Whether the printer is at work, as its portal shows it (reference ``remote-ui.md`` 7.6: module and variables, texts unknown)."""

from __future__ import annotations

import typing as t

from .._remote_ui.labels import Labels
from .._remote_ui.session import Session
from .firmware_words import IDLE, WORKING

_MODULE = "deviceStatusModule"
_LABELS = ("Printer", "Scanner", "Fax", "Device Status", "Printer Status", "Scanner Status", "Fax Status", "Status")
_VARIABLES = ("prt_status", "scn_status", "fax_status")


def status_texts(session: Session) -> t.List[str]:
    """The texts of [Device Basic Information] as the portal shows them now."""
    page = session.portal_now().with_written
    found: t.List[str] = []
    module = page.by_id(_MODULE)
    if module is not None:
        for element in module.iter("td", "dd", "p", "span", "li"):
            found.append(" ".join("".join(element.itertext()).split()))
    labels = Labels(page)
    found += [spot.value or "" for label in _LABELS for spot in labels.find(label)]
    found += [page.definitions.flag(name) or "" for name in _VARIABLES]
    return [text for text in dict.fromkeys(found) if text and len(text) < 200]


def is_idle(session: Session) -> t.Tuple[t.Optional[bool], t.List[str]]:
    """Whether the printer has nothing to do, and the texts that say so.

    None where the portal does not tell, for example by numbers whose meaning is unknown: then its own refusal decides.
    """
    texts = status_texts(session)
    working = [text for text in texts if WORKING.search(text) and not IDLE.search(text)]
    if working:
        return False, working
    ready = [text for text in texts if IDLE.search(text)]
    return (True if ready else None), ready or texts
