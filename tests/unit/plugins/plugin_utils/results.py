# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Results of canon_info for the tests of what is made of them."""

from __future__ import annotations

from typing import Any

OFFICE = {
    "server": "smtp.office365.com",
    "port": 587,
    "email_address": "scan@contoso.com",
    "tls": True,
    "smtp_auth": True,
}
OFF = {"enabled": False, "token_state": "not_acquired", "token_status": "Not Acquired"}
FIRMWARE = {"platform_version": "3.18", "controller_version": "72.14"}
OLD = {
    "supports_oauth": False,
    "oauth": None,
    "firmware": {"platform_version": "3.12", "controller_version": "39.13"},
}


def read(unknown: dict[str, str] | None = None, **changes: Any) -> dict[str, Any]:
    """A printer that is affected and fit, with changes to the top of `printer`."""
    printer: dict[str, Any] = {
        "device": {
            "product_name": "iR-ADV C5840",
            "serial_number": "TZE81304",
            "device_name": "copier-1",
            "location": "Reception",
        },
        "firmware": FIRMWARE,
        "clock": {"offset_seconds": -1, "device_time": "2026-11-23 18:34:00", "time_zone": "UTC+00:00"},
        "network": {"gateway": "192.0.2.1", "dns": ["192.0.2.53"], "proxy": {"enabled": False, "server": ""}},
        "mail": OFFICE,
        "oauth": OFF,
        "supports_oauth": True,
        "privileges": ["device", "network", "system"],
    }
    return {"changed": False, "printer": {**printer, **changes}, "unknown": unknown or {}}


def failed(
    kind: str, message: str = "It does not work", remedy: str = "Do something", seen: Any = ()
) -> dict[str, Any]:
    """A failed result of canon_info of the printer copier-1."""
    text = f"copier-1: {message}. Seen: {'; '.join(seen)}. {remedy}." if seen else f"copier-1: {message}. {remedy}."
    return {
        "failed": True,
        "msg": text,
        "error": {"kind": kind, "retryable": False, "seen": list(seen), "remedy": remedy},
    }
