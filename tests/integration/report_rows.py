# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Forty printers of three sites for a report, judged by the collection itself."""

from __future__ import annotations

from typing import Any

from ansible_collections.printfleet.canon.plugins.plugin_utils._judgement.verdict import assess

SITES = ("Paris", "Lyon", "Marseille")
HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script>'
_OFFICE = {"server": "smtp.office365.com", "port": 587, "smtp_auth": True, "tls": True}


def _facts(number: int, **changes: Any) -> dict[str, Any]:
    printer: dict[str, Any] = {
        "device": {
            "product_name": ("iR-ADV C5840", "iR-ADV C3720", "iF C7165")[number % 3],
            "serial_number": f"TZE8{1300 + number}",
            "device_name": f"Canon{number:02d}",
            "location": ("Reception", "Second floor", "Archive")[number % 3],
        },
        "firmware": {"platform_version": "3.18", "controller_version": "72.14"},
        "clock": {"offset_seconds": 2, "device_time": "2026-11-23 18:34:00", "time_zone": "UTC+01:00"},
        "network": {"gateway": "192.0.2.1", "dns": ["192.0.2.53"], "proxy": {"enabled": False, "server": ""}},
        "mail": _OFFICE,
        "oauth": {"enabled": False, "token_state": "not_acquired", "token_status": "Not Acquired"},
        "supports_oauth": True,
        "privileges": ["device", "network", "system"],
    }
    return {"printer": {**printer, **changes}, "unknown": {}}


def _old(number: int) -> dict[str, Any]:
    firmware = {"platform_version": "3.12", "controller_version": "39.13"}
    return _facts(number, supports_oauth=False, oauth=None, firmware=firmware)


def _failed(kind: str, message: str, remedy: str) -> dict[str, Any]:
    return {"msg": f"{message}. {remedy}.", "error": {"kind": kind, "remedy": remedy, "seen": []}}


def _case(number: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Facts and offer of a printer."""
    if number <= 14:
        return _facts(number), {}
    if number <= 20:
        return _old(number), {"update_available": True, "available_version": "3.18"}
    if number <= 23:
        return _old(number), {"update_available": False}
    if number <= 25:
        clock = {"offset_seconds": -7200, "device_time": "2026-11-23 16:34:00", "time_zone": "UTC+01:00"}
        return _facts(number, clock=clock, network={"gateway": "", "dns": []}), {}
    if number == 26:
        remedy = (
            "It was sent once and is not sent again in this run, so that the account is not locked;"
            " correct canon_username or canon_password, and try them in a browser first: each further run sends them once more"
        )
        return _failed("login_refused", "The printer refused user name and password", remedy), {}
    if number <= 28:
        remedy = "Check that the printer is on, that its Remote UI is switched on, and that ansible_host (canon_host) and canon_port are right"
        return _failed("unreachable", f"192.0.2.{number} cannot be reached", remedy), {}
    if number == 29:
        return _failed("unsupported", "This is a device of another maker (HP)", "Only Canon printers are supported"), {}
    if number <= 34:
        return _facts(number, mail={**_OFFICE, "server": "mail.contoso.example" if number % 2 else ""}), {}
    return _facts(number, mail={**_OFFICE, "smtp_auth": False}, oauth={"enabled": True, "token_state": "active"}), {}


def rows() -> list[dict[str, Any]]:
    """The rows as the role `assess` makes them; the location of the first is hostile."""
    found = []
    for number in range(1, 41):
        facts, offer = _case(number)
        judged = assess(facts, offer)
        found.append({**judged["printer"], **judged, "host": f"copier-{number}", "site": SITES[number % 3]})
    found[0]["location"] = HOSTILE
    return found
