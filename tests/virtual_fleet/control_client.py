# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The control API as a Python class, for tests and the demo (blocking)."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import requests


class ControlError(Exception):
    """The fleet refused a request; the text is its own."""


class Control:
    """A running fleet. `timeout` is in seconds for each request."""

    def __init__(self, url: str, timeout: float = 15) -> None:
        self.url = url
        self._timeout = timeout
        self._session = requests.Session()
        self._session.trust_env = False

    @classmethod
    def of(cls, fleet_json: str | Path, wait: float = 0) -> Control:
        """The fleet that wrote this `fleet.json`; waits `wait` seconds for the file, then raises OSError."""
        path, deadline = Path(fleet_json), time.monotonic() + wait
        while not path.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        return cls(json.loads(path.read_text(encoding="utf-8"))["control"])

    def fleet(self) -> dict[str, Any]:
        """Addresses and ports of everything."""
        return self._call("GET", "/fleet")

    def waiting(self) -> list[dict[str, Any]]:
        """Codes that wait for a person: printer, user_code, account, expires_in (seconds)."""
        return self._call("GET", "/waiting")

    def printers(self) -> list[dict[str, Any]]:
        """Snapshots of all printers."""
        return self._call("GET", "/printers")

    def printer(self, name: str) -> dict[str, Any]:
        """Snapshot of one printer: settings (passwords masked), OAuth state, counters."""
        return self._call("GET", f"/printers/{name}")

    def journal(self, name: str) -> list[dict[str, Any]]:
        """The last requests that a printer answered."""
        return self._call("GET", f"/printers/{name}/journal")

    def scan(self, name: str, to: str = "someone@contoso.com") -> dict[str, Any]:
        """Scan to e-mail: `accepted`, `reply`, `mechanism`, `code` (of the printer's job log)."""
        return self._call("POST", f"/printers/{name}/scan", to=to)

    def set(self, name: str, **settings: Any) -> dict[str, Any]:
        """Change settings of a printer behind its Remote UI, as if at its panel."""
        return self._call("POST", f"/printers/{name}/settings", **settings)

    def add_fault(self, name: str, kind: str, **options: Any) -> None:
        """Switch a fault of a printer on."""
        self._call("POST", f"/printers/{name}/faults", kind=kind, **options)

    def clear_faults(self, name: str) -> None:
        """Switch all faults of a printer off."""
        self._call("DELETE", f"/printers/{name}/faults")

    def pages(self, name: str) -> dict[str, str]:
        """What stands in the address of a page when it is read, by the page's key: a `path` for faults."""
        return self._call("GET", f"/printers/{name}/pages")

    def reset_counters(self) -> None:
        """Set all counters of all printers and of Entra to 0."""
        self._call("POST", "/counters/reset")

    def mails(self) -> list[dict[str, Any]]:
        """The messages that Exchange accepted."""
        return self._call("GET", "/mails")

    def entra(self) -> dict[str, Any]:
        """Codes, counters and faults of Entra."""
        return self._call("GET", "/entra")

    def approve(self, code: str, account: str) -> None:
        """Approve a code administratively, without the sign-in page."""
        self._call("POST", f"/entra/{code}/approve", account=account)

    def decline(self, code: str) -> None:
        """Decline a code."""
        self._call("POST", f"/entra/{code}/decline")

    def expire(self, code: str) -> None:
        """Let a code's time run out now."""
        self._call("POST", f"/entra/{code}/expire")

    def entra_fault(self, kind: int | str, **options: Any) -> None:
        """Switch a fault of Entra on: AADSTS number, 503, "slow_down" or "wrong_certificate"; tenant, stages, times."""
        self._call("POST", "/entra/faults", kind=kind, **options)

    def clear_entra_faults(self) -> None:
        """Switch all faults of Entra off."""
        self._call("POST", "/entra/faults", kind=None)

    def set_entra(self, **settings: Any) -> None:
        """Change expires_in, interval, token_seconds, verification_uri or accounts."""
        self._call("POST", "/entra/settings", **settings)

    def revoke(self, account: str) -> None:
        """End all refresh tokens of an account."""
        self._call("POST", "/entra/revoke", account=account)

    def exchange(self) -> dict[str, Any]:
        """Authentication attempts, faults and connections of Exchange."""
        return self._call("GET", "/exchange")

    def exchange_fault(self, fault: str | None, mailbox: str | None = None) -> None:
        """Switch a fault of one mailbox, or of all, on; None switches it off."""
        self._call("POST", "/exchange/faults", fault=fault, mailbox=mailbox)

    def set_exchange(self, **settings: Any) -> None:
        """Change password_refusal, passwords, connection_limit, messages_a_minute, minute or failure_challenge."""
        self._call("POST", "/exchange/settings", **settings)

    def shut_down(self) -> None:
        """End the fleet."""
        self._call("POST", "/shutdown")

    def _call(self, method: str, path: str, /, **fields: Any) -> Any:
        answer = self._session.request(method, self.url + path, json=fields or None, timeout=self._timeout)
        body = answer.json()
        if answer.status_code >= 400:
            raise ControlError(body["error"])
        return body
