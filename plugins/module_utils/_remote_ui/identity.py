# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What a device says of itself without a login: model and serial number by eSCL on port 80 (reference ``remote-ui.md`` 1, 13)."""

from __future__ import annotations

import re
import typing as t

from .connection import Connection
from .errors import RemoteUIError
from .text import shorten
from .transport import Transport

CAPABILITIES = "/eSCL/ScannerCapabilities"
_SECONDS = 4.0
_MODEL = re.compile(r"<(?:\w+:)?MakeAndModel>\s*([^<]{1,120}?)\s*</", re.I)
_SERIAL = re.compile(r"<(?:\w+:)?SerialNumber>\s*([^<]{1,60}?)\s*</", re.I)


def ask(connection: Connection) -> t.List[str]:
    """Model and serial number for an error message; empty where the device does not tell. Nothing secret is sent."""
    host = f"[{connection.host}]" if ":" in connection.host else connection.host
    transport = Transport(f"http://{host}:80", min(connection.timeout, _SECONDS), log=connection.log)
    try:
        answer = transport.get(transport.base + CAPABILITIES, tries=1)
    except RemoteUIError:
        return []
    finally:
        transport.close()
    text = answer.body[:200_000].decode("utf-8", "replace") if answer.status == 200 else ""
    model, serial = _MODEL.search(text), _SERIAL.search(text)
    found = [f"model {shorten(model.group(1), 60)}"] if model else []
    return found + ([f"serial number {shorten(serial.group(1), 40)}"] if serial else [])
