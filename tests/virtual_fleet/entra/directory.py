# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The state of the Entra stand-in: pending codes, refresh tokens, accounts, faults and counters.

Behaviour after Microsoft's profile of RFC 8628 (reference, microsoft.md 3.1, 3.2 and 3.6).
"""

from __future__ import annotations

import secrets
import string
import time
from dataclasses import dataclass, field
from typing import Callable

from . import aadsts
from .aadsts import EntraError
from .faults import UNAVAILABLE, Faults
from .tokens import AccessToken, TokenRegistry

_CODE_ALPHABET = string.ascii_uppercase + string.digits
_EARLY = 0.9
"""A poll is too early below this share of the interval: clocks and networks are not exact."""


class Unavailable(Exception):
    """HTTP 503 was ordered."""


@dataclass
class DeviceGrant:
    """One device code. Times are seconds since the epoch.

    `state` is pending, approved, declined, blocked or redeemed; see Directory.state for expired.
    """

    user_code: str
    device_code: str
    client_id: str
    scope: str
    tenant: str
    created: float
    expires: float
    interval: float
    state: str = "pending"
    account: str | None = None
    blocked_by: int | None = None
    last_poll: float | None = None
    polls: int = 0


@dataclass(frozen=True)
class RefreshToken:
    """What a refresh token stands for; bound to account and client (reference, microsoft.md 3.6)."""

    token: str
    account: str
    client_id: str
    scope: str
    tenant: str
    issued: float


@dataclass
class Directory:
    """All of Entra's state; every field can be set at any time.

    `expires_in`, `interval` and `token_seconds` are in seconds. `accounts` None: any address can sign in; otherwise
    only these.
    """

    tokens: TokenRegistry = field(default_factory=TokenRegistry)
    expires_in: float = 900
    interval: float = 5
    token_seconds: float = 3599
    verification_uri: str = "https://microsoft.com/devicelogin"
    accounts: set[str] | None = None
    now: Callable[[], float] = time.time
    faults: Faults = field(default_factory=Faults)
    counters: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_user_code: dict[str, DeviceGrant] = {}
        self._by_device_code: dict[str, DeviceGrant] = {}
        self._refresh_tokens: dict[str, RefreshToken] = {}
        self._revoked: dict[str, float] = {}
        self.reset_counters()

    def reset_counters(self) -> None:
        """Set all counters to 0."""
        self.counters = {"device_codes": 0, "polls": 0, "refreshes": 0, "sign_ins": 0, "errors": 0}

    # The device's side

    def begin(self, client_id: str, scope: str, tenant: str) -> DeviceGrant:
        """Issue a device code and a user code. Raises EntraError or Unavailable where a fault was ordered."""
        self._strike("devicecode", tenant)
        code = self._fresh_user_code()
        now = self.now()
        grant = DeviceGrant(
            code, secrets.token_urlsafe(180), client_id, scope, tenant, now, now + self.expires_in, self.interval
        )
        self._by_user_code[code] = self._by_device_code[grant.device_code] = grant
        self.counters["device_codes"] += 1
        return grant

    def poll(self, device_code: str, client_id: str) -> tuple[AccessToken, RefreshToken | None]:
        """Redeem a device code once. Raises EntraError while pending and for every refusal."""
        self.counters["polls"] += 1
        grant = self._by_device_code.get(device_code)
        if grant is None or grant.client_id != client_id or grant.state == "redeemed":
            raise EntraError(aadsts.UNKNOWN_DEVICE_CODE)
        self._strike("token", grant.tenant)
        now = self.now()
        too_early = grant.last_poll is not None and now - grant.last_poll < grant.interval * _EARLY
        grant.last_poll, grant.polls = now, grant.polls + 1
        if now >= grant.expires:
            raise EntraError(aadsts.EXPIRED)
        if too_early or self.faults.special("slow_down", grant.tenant):
            raise EntraError(aadsts.SLOW_DOWN)
        if grant.state == "blocked":
            raise EntraError(aadsts.BY_NUMBER[grant.blocked_by or 53003])
        if grant.state == "declined":
            raise EntraError(aadsts.DECLINED)
        if grant.state != "approved" or grant.account is None:
            raise EntraError(aadsts.PENDING)
        grant.state = "redeemed"
        return self._issue(grant.account, client_id, grant.scope, grant.tenant)

    def refresh(self, refresh_token: str, client_id: str) -> tuple[AccessToken, RefreshToken | None]:
        """Renew: a new access and a new refresh token; the old one stays valid, as at Microsoft. Raises EntraError."""
        self.counters["refreshes"] += 1
        known = self._refresh_tokens.get(refresh_token)
        if known is None or known.client_id != client_id:
            raise EntraError(aadsts.INVALID_GRANT)
        self._strike("refresh", known.tenant, _domain(known.account))
        if known.issued <= self._revoked.get(known.account.lower(), 0.0):
            raise EntraError(aadsts.BY_NUMBER[50173])
        return self._issue(known.account, client_id, known.scope, known.tenant)

    # The person's and the administrator's side

    def grant(self, user_code: str) -> DeviceGrant | None:
        """The grant of a user code as a person types it (case and blanks do not matter)."""
        return self._by_user_code.get("".join(user_code.split()).upper())

    def has_pending(self, seen: set[str]) -> bool:
        """Whether a code that is not among `seen` waits for a person."""
        return any(
            grant.user_code not in seen and self.state(grant) == "pending" for grant in self._by_user_code.values()
        )

    def state(self, grant: DeviceGrant) -> str:
        """The grant's state, `expired` included."""
        return "expired" if grant.state in ("pending", "approved") and self.now() >= grant.expires else grant.state

    def approve(self, grant: DeviceGrant, account: str) -> None:
        """A person signed in with `account` and pressed Continue. Raises EntraError where a fault forbids it."""
        self._require_open(grant)
        self.check_account(account)
        number = self.faults.numbered("sign_in", grant.tenant, _domain(account))
        if number == UNAVAILABLE:
            raise Unavailable
        if number is not None:
            if aadsts.BY_NUMBER[number].status == 400:
                grant.state, grant.blocked_by = "blocked", number
            raise EntraError(aadsts.BY_NUMBER[number])
        grant.state, grant.account = "approved", account
        self.counters["sign_ins"] += 1

    def decline(self, grant: DeviceGrant) -> None:
        """The person pressed Cancel. Raises EntraError when the code is answered or expired."""
        self._require_open(grant)
        grant.state = "declined"

    def expire(self, grant: DeviceGrant) -> None:
        """Let the code's time run out now."""
        grant.expires = min(grant.expires, self.now())

    def revoke(self, account: str) -> None:
        """`revokeSignInSessions`: all refresh tokens of the account are dead, access tokens live until they expire."""
        self._revoked[account.lower()] = self.now()

    def check_account(self, account: str) -> None:
        """Raises EntraError 50034 when only certain accounts exist and this is none of them."""
        if self.accounts is not None and account.lower() not in {known.lower() for known in self.accounts}:
            raise EntraError(aadsts.ACCOUNT_UNKNOWN)

    def describe(self) -> dict[str, object]:
        """Codes, counters and faults, JSON-able; no device code and no token."""
        return {
            "codes": [
                {
                    "user_code": grant.user_code,
                    "state": self.state(grant),
                    "account": grant.account,
                    "tenant": grant.tenant,
                    "scope": grant.scope,
                    "polls": grant.polls,
                    "expires_in": max(0.0, round(grant.expires - self.now(), 1)),
                }
                for grant in self._by_user_code.values()
            ],
            "counters": dict(self.counters),
            "faults": self.faults.describe(),
            "expires_in": self.expires_in,
            "interval": self.interval,
            "token_seconds": self.token_seconds,
            "verification_uri": self.verification_uri,
        }

    def _require_open(self, grant: DeviceGrant) -> None:
        if self.state(grant) == "expired":
            raise EntraError(aadsts.EXPIRED)
        if grant.state != "pending":
            raise EntraError(aadsts.ALREADY_ANSWERED)

    def _strike(self, stage: str, *tenants: str) -> None:
        number = self.faults.numbered(stage, *tenants)
        if number == UNAVAILABLE:
            raise Unavailable
        if number is not None:
            raise EntraError(aadsts.BY_NUMBER[number])

    def _fresh_user_code(self) -> str:
        while True:
            code = "".join(secrets.choice(_CODE_ALPHABET) for _position in range(9))
            if code not in self._by_user_code:
                return code

    def _issue(self, account: str, client_id: str, scope: str, tenant: str) -> tuple[AccessToken, RefreshToken | None]:
        access = self.tokens.issue(account, scope, client_id, self.token_seconds)
        if "offline_access" not in scope.split():
            return access, None
        refresh = RefreshToken("1." + secrets.token_urlsafe(720), account, client_id, scope, tenant, self.now())
        self._refresh_tokens[refresh.token] = refresh
        return access, refresh


def _domain(account: str) -> str:
    return account.rpartition("@")[2]
