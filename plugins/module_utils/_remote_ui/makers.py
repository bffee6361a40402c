# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Devices that this collection does not drive, by what they answer without a login."""

from __future__ import annotations

import typing as t

SMALL_SERVERS = ("ks_http",)
"""Server header of small Canon models (reference ``remote-ui.md`` 1; fingerprint)."""
REMOTE_UI_SERVERS = ("catwalk", "canon http server")
"""Server headers of the Remote UI that is driven here (reference ``remote-ui.md`` 1; captured)."""

_MAKERS = (
    ("HP", ("hp http server", "hp-chaisoe", "hp laserjet", "hp color laserjet", "hp officejet", "hewlett")),
    ("Brother", ("brother", "debut/")),
    ("Epson", ("epson",)),
    ("Konica Minolta", ("konica", "minolta", "pagescope")),
    ("Kyocera", ("kyocera", "km-mfp-http", "command center rx", "taskalfa", "ecosys")),
    ("Lexmark", ("lexmark",)),
    ("Oki", ("oki data", "oki-http")),
    ("Ricoh", ("ricoh", "web image monitor")),
    ("Samsung", ("samsung", "syncthru")),
    ("Sharp", ("sharp mx", "sharp bp", "sharp corporation")),
    ("Toshiba", ("toshiba", "topaccess", "e-studio")),
    ("Xerox", ("xerox", "centreware")),
)


def maker_of(*texts: t.Optional[str]) -> t.Optional[str]:
    """The maker that a title, server header or model name tells; None where none is known."""
    words = " ".join(text or "" for text in texts).casefold()
    return next((name for name, marks in _MAKERS if any(mark in words for mark in marks)), None)


def is_small_canon(server: t.Optional[str]) -> bool:
    return (server or "").casefold().startswith(SMALL_SERVERS)


def is_remote_ui(server: t.Optional[str]) -> bool:
    return (server or "").casefold().startswith(REMOTE_UI_SERVERS)
