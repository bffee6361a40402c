# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings of one printer and what happens to them, apart from any page."""

from __future__ import annotations

import random
import string
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from .dialects import Dialect

ENDPOINT = "https://login.microsoftonline.com/organizations/oauth2/v2.0"
CONNECT_SECONDS = 0.8
_SHOWN_SECONDS = 900
"""What a fresh code shows; where codes are short-lived, the printer's seconds are shorter."""

SETTINGS: dict[str, str | bool] = {
    "mail.smtp_rx": False,
    "mail.server": "mail.example.com",
    "mail.address": "scan@contoso.com",
    "mail.pop": True,
    "mail.pop_server": "pop.example.com",
    "mail.pop_user": "popper",
    "mail.pop_password": "pop-secret",
    "mail.pop_tls": False,
    "mail.pop_verify": True,
    "mail.pop_cn": True,
    "mail.pop_interval": "10",
    "mail.pop_before_smtp": False,
    "mail.auth": True,
    "mail.user": "scan@contoso.com",
    "mail.password": "smtp-secret",
    "mail.tls": False,
    "mail.verify": False,
    "mail.cn": False,
    "ports.smtp_rx": "25",
    "ports.smtp": "25",
    "ports.pop": "110",
    "ports.ftp": "21",
    "ports.http": "80",
    "oauth.use": False,
    "oauth.verify": False,
    "oauth.cn": False,
    "oauth.endpoint": ENDPOINT,
    "ip.address": "192.0.2.20",
    "ip.mask": "255.255.255.0",
    "ip.gateway": "192.0.2.1",
    "dns.first": "192.0.2.53",
    "dns.second": "0.0.0.0",
    "sntp.use": True,
    "sntp.server": "pool.ntp.org",
    "sntp.interval": "24",
    "proxy.use": False,
    "proxy.server": "",
    "proxy.port": "80",
    "clock.daylight": False,
    "device.name": "copier",
    "device.place": "Reception",
    "send.authentication_screen": True,
    "send.information": "1",
}


@dataclass
class Session:
    """What the printer knows of one `sessionid`."""

    logged_in: bool = False
    opened: str = ""
    tokens: list[str] = field(default_factory=list)
    pages: int = 0
    challenge: str = ""
    nagged: bool = False


class Device:
    """One printer's memory. All methods may be called from any thread."""

    def __init__(self, dialect: Dialect, seed: int, connect_seconds: float = CONNECT_SECONDS) -> None:
        self.dialect, self.lock = dialect, threading.RLock()
        self.random = random.Random(f"{seed} {dialect.name}")
        self.settings = dict(SETTINGS)
        self.effective = dict(SETTINGS)
        self.counters: Counter[str] = Counter()
        self.sessions: dict[str, Session] = {}
        self.refusals: list[str] = []
        self.names = {
            key: self._name()
            for key in [
                *SETTINGS,
                "mail.password?",
                "mail.pop_password?",
                "clock.zone",
                *(f"clock.{part}" for part in "Y m d H M S text".split()),
            ]
        }
        self._connect_seconds = connect_seconds
        self._saved_at: float | None = None
        self._code, self._code_until = ("HCDZ36RMX", 0.0) if dialect.old_code else ("", 0.0)
        self._active_at: float | None = None
        self.snapshot = self.status()

    def _name(self) -> str:
        """A field name that nothing can know beforehand."""
        text = "".join(self.random.choices(string.ascii_letters, k=self.random.randint(3, 9)))
        return text + self.random.choice(["", "_1", "2", "_Mode", ".x"])

    def digits(self, length: int) -> str:
        return str(self.random.randint(10 ** (length - 1), 10**length - 1))

    def save(self, values: dict[str, str | bool]) -> None:
        """Take over what a form has sent; with `held_back` it takes effect later."""
        with self.lock:
            self.counters["writes"] += 1
            oauth_before = {key: self.settings[key] for key in SETTINGS if key.startswith("oauth.")}
            self.settings.update(values)
            held = self.dialect.held_back and not any(key.startswith("oauth.") for key in values)
            if not held:
                self.effective.update(values)
            if any(key.startswith("oauth.") for key in values):
                self._oauth_saved(oauth_before)

    def apply(self) -> None:
        with self.lock:
            self.counters["applies"] += 1
            self.effective = dict(self.settings)

    def _oauth_saved(self, before: dict[str, Any]) -> None:
        if not self.settings["oauth.use"]:
            self._saved_at = self._active_at = None
            return
        # The page's own note (procedure): what the printer sets by itself.
        for store in (self.settings, self.effective):
            store.update({"send.authentication_screen": False, "send.information": "2"})
        same = before["oauth.use"] and before["oauth.endpoint"] == self.settings["oauth.endpoint"]
        if not (same and self._active_at):
            self._saved_at, self._active_at, self._code_until = time.monotonic(), None, 0.0

    def _move(self) -> None:
        """Let the time that has passed have its effect: never in the answer to a save."""
        now = time.monotonic()
        if self._saved_at is None or self._active_at:
            return
        connected_at = self._saved_at + self._connect_seconds
        if now >= connected_at and self._code_until < connected_at:
            self._new_code(connected_at)
        while self.dialect.renews_itself and now >= connected_at and now >= self._code_until:
            self._new_code(self._code_until)

    def _new_code(self, since: float) -> None:
        self._code = "".join(self.random.choices(string.ascii_uppercase + string.digits, k=9))
        self._code_until = since + self.dialect.code_seconds
        self.counters["codes"] += 1

    def authorise(self, code: str) -> bool:
        """A person has typed the code; true where it counts."""
        with self.lock:
            self._move()
            good = (
                bool(code) and code == self._code and self._saved_at is not None and time.monotonic() < self._code_until
            )
            if good:
                self._active_at = time.monotonic()
            return good

    def status(self) -> dict[str, Any]:
        """What the status page tells, now."""
        with self.lock:
            self._move()
            now = time.monotonic()
            connected = self._saved_at is not None and now >= self._saved_at + self._connect_seconds
            waiting = connected and not self._active_at and now < self._code_until
            shows = (
                waiting or (self.dialect.keeps_code and self._active_at) or (self.dialect.old_code and not connected)
            )
            return {
                "settings": {key: self.settings[key] for key in SETTINGS if key.startswith("oauth.")},
                "connection": "Successfully Connected" if connected else "Not Connected",
                "code": self._code if shows else "",
                "seconds": int(
                    _SHOWN_SECONDS
                    * (self._code_until - now if waiting else self.dialect.code_seconds)
                    / self.dialect.code_seconds
                ),
                "token": "Active" if self._active_at else "Being Acquired..." if waiting else "Not Acquired",
                "time": time.time(),
            }

    def report(self) -> dict[str, Any]:
        """For tests: everything."""
        with self.lock:
            return {
                "settings": dict(self.settings),
                "effective": dict(self.effective),
                "counters": dict(self.counters),
                "status": self.status(),
                "refusals": list(self.refusals),
                "open_sessions": sum(session.logged_in for session in self.sessions.values()),
            }
