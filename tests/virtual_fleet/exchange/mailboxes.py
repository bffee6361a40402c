# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The state of the Exchange stand-in: who may submit, limits, faults, kept mails and authentication attempts."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Callable

from ..entra.tokens import TokenRegistry
from . import replies

_KEPT = 10_000
"""Mails and attempts that are kept; older ones are dropped."""


@dataclass(frozen=True)
class Attempt:
    """One AUTH command. `form` is inline or two-step; `time` in seconds since the epoch. Holds no secret."""

    time: float
    peer: str
    mechanism: str
    form: str
    user: str
    accepted: bool
    reply: str


@dataclass(frozen=True)
class Mail:
    """One accepted message."""

    time: float
    peer: str
    ehlo: str
    mailbox: str
    mechanism: str
    mail_from: str
    recipients: tuple[str, ...]
    subject: str
    message_id: str
    content: bytes = field(repr=False)


@dataclass
class Mailboxes:
    """All of Exchange's state. Addresses are compared in lower case.

    `password_refusal` names the fault that refuses every password (replies.FAULTS), None accepts them: any, or the one
    in `passwords`. `rights` maps a user to the shared mailboxes it may use. `minute` is the length of the rate limit's
    minute in seconds.
    """

    tokens: TokenRegistry
    password_refusal: str | None = "basic_auth_retired"
    passwords: dict[str, str] = field(default_factory=dict)
    rights: dict[str, set[str]] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    connection_limit: int = 3
    messages_a_minute: int = 30
    minute: float = 60
    failure_challenge: bool = False
    now: Callable[[], float] = time.time

    def __post_init__(self) -> None:
        self.mails: deque[Mail] = deque(maxlen=_KEPT)
        self.attempts: deque[Attempt] = deque(maxlen=_KEPT)
        self.connections: Counter[str] = Counter()
        self._submissions: dict[str, deque[float]] = {}

    def set_fault(self, name: str | None, mailbox: str | None = None) -> None:
        """Switch a fault on for one mailbox or for all; None switches off. Raises ValueError for an unknown name."""
        if name is not None and name not in replies.FAULTS:
            raise ValueError(f"unknown fault {name!r}; known: {', '.join(replies.FAULTS)}")
        key = (mailbox or "*").lower()
        if name is None:
            self.faults.pop(key, None)
        else:
            self.faults[key] = name

    def refusal(self, mailbox: str, *stages: str) -> str | None:
        """The text with which a fault in force refuses at one of these stages."""
        for key in (mailbox.lower(), "*"):
            fault = replies.FAULTS.get(self.faults.get(key, ""))
            if fault is not None and fault.stage in stages:
                return fault.text
        return None

    def refuse_login(self, user: str, password: str) -> str | None:
        """Why this password is not accepted; None when it is."""
        refused = self.refusal(user, "auth", "login")
        if refused is None and self.password_refusal is not None:
            refused = replies.FAULTS[self.password_refusal].text
        if refused is None and self.passwords.get(user.lower(), password) != password:
            refused = replies.FAULTS["incorrect_credentials"].text
        return refused

    def refuse_token(self, mailbox: str, token: str) -> str | None:
        """Why this access token does not open the mailbox; None when it does (reference, microsoft.md 2.2)."""
        refused = self.refusal(mailbox, "auth")
        if refused is not None:
            return refused
        known = self.tokens.lookup(token)
        if known is None or not any(scope.endswith("/SMTP.Send") for scope in known.scope.split()):
            return replies.UNSUCCESSFUL
        if not self.may_use(known.user, mailbox):
            return replies.UNSUCCESSFUL
        return None

    def may_use(self, user: str, mailbox: str) -> bool:
        """Whether it is the user's own mailbox or one that it has rights on."""
        return mailbox.lower() in {user.lower(), *(one.lower() for one in self.rights.get(user.lower(), ()))}

    async def wait_for_turn(self, mailbox: str) -> None:
        """Delay what exceeds `messages_a_minute`: Exchange delays, it does not refuse (reference, microsoft.md 1.3)."""
        recent = self._submissions.setdefault(mailbox.lower(), deque())
        while True:
            now = time.monotonic()
            while recent and now - recent[0] >= self.minute:
                recent.popleft()
            if len(recent) < self.messages_a_minute:
                recent.append(now)
                return
            await asyncio.sleep(self.minute - (now - recent[0]))

    def describe(self) -> dict[str, object]:
        """Switches, attempts and connections, JSON-able."""
        return {
            "password_refusal": self.password_refusal,
            "faults": dict(self.faults),
            "mails": len(self.mails),
            "connections": {key: count for key, count in self.connections.items() if count},
            "attempts": [vars(attempt) for attempt in self.attempts],
        }
