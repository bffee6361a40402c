# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The device's OAuth function: off, connecting, connected with a code, active (reference sections 10.3, 10.4, 10.6)."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from .device_code import TRANSPORT_ERRORS, AuthorizationServer, EndpointError, Tokens, UserCode, tls_context

if TYPE_CHECKING:
    from .device import VirtualPrinter

_MAX_CLOCK_ERROR = 300.0
_RETRY_REFRESH_SECONDS = 30.0


class Connection(Enum):
    """[Server Connection Status] and the texts that documents show for it."""

    NOT_CONNECTED = "Not Connected"
    CONNECTED = "Successfully Connected"


class Token(Enum):
    """[Token Status] and the texts that documents show for it."""

    NOT_ACQUIRED = "Not Acquired"
    PENDING = "Being Acquired..."
    ACTIVE = "Active"


@dataclass
class Shown:
    """The code on the page; ``expires_at`` is monotonic time, None for a code of earlier days."""

    user_code: str = ""
    message: str = ""
    verification_uri: str = ""
    lifetime: float = 0.0
    expires_at: float | None = None

    def seconds_left(self) -> int:
        """Seconds until the code expires, 0 when it has."""
        left = self.lifetime if self.expires_at is None else self.expires_at - time.monotonic()
        return max(0, round(left))


@dataclass
class Grant:
    """What the device holds after the person signed in; survives a restart."""

    access_token: str
    refresh_token: str | None
    expires_at: float = field(repr=False)


class OAuth:
    """State machine behind the OAuth pages. Everything that takes time happens in one background task."""

    def __init__(self, printer: VirtualPrinter) -> None:
        self._printer = printer
        self.connection, self.token = Connection.NOT_CONNECTED, Token.NOT_ACQUIRED
        self.grant: Grant | None = None
        self.shown = Shown()
        #: why the last attempt failed; the device has no place to show it, tests and snapshots do
        self.last_error = ""
        self._task: asyncio.Task | None = None
        leftover = printer.profile.leftover_code
        if printer.naming.pick("leftover_code", (True, False)) if leftover is None else leftover:
            code = printer.naming.field("leftover").upper().replace("_", "X")[:9]
            uri = "https://microsoft.com/devicelogin"
            self.shown = Shown(code, _message(uri, code), uri, 900.0)

    def saved(self, before: dict[str, object], after: dict[str, object]) -> None:
        """[OK] on the edit page: switch off, start, or renew the code; an active token at the same endpoint stays."""
        if not after["oauth_enabled"]:
            if before["oauth_enabled"]:
                self.burn()
            return
        same = before["oauth_enabled"] and before["endpoint"] == after["endpoint"]
        if same and self.token is Token.ACTIVE:
            return
        self.burn()
        self._task = asyncio.create_task(self._run(None))

    def burn(self) -> None:
        """Lose the token and whatever is under way: switched off, endpoint or clock changed."""
        self._cancel()
        self._lose_grant()
        self.connection, self.token = Connection.NOT_CONNECTED, Token.NOT_ACQUIRED

    def power_off(self) -> None:
        """A restart begins: a pending code is lost, the token is kept (reference section 10.6, INFERRED)."""
        self._cancel()
        self.connection, self.token = Connection.NOT_CONNECTED, Token.NOT_ACQUIRED

    def power_on(self) -> None:
        """The device is back: go on with the kept token; without one, only a self-renewing device starts again."""
        if not self._printer.settings["oauth_enabled"]:
            return
        if self.grant is not None:
            self.connection, self.token = Connection.CONNECTED, Token.ACTIVE
        if self.grant is not None or self._printer.profile.codes_renew:
            self._task = asyncio.create_task(self._run(self.grant))

    async def close(self) -> None:
        """End the background task."""
        task = self._cancel()
        if task is not None:
            await asyncio.gather(task, return_exceptions=True)

    async def access_token(self) -> str | None:
        """A token that is valid now, refreshed first if need be; None without one."""
        if self.grant is not None and self.grant.expires_at - time.monotonic() < 60:
            async with self._server() as server:
                await self._refresh(server)
        return self.grant.access_token if self.grant is not None else None

    def display(self) -> dict[str, str]:
        """The texts of the status page."""
        return {
            "connection": self.connection.value,
            "token": self.token.value,
            "message": self.shown.message,
            "verification_uri": self.shown.verification_uri,
            "user_code": self.shown.user_code,
            "expires_in": f"{self.shown.seconds_left()} sec." if self.shown.user_code else "",
        }

    def _cancel(self) -> asyncio.Task | None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
        return task

    def _server(self) -> AuthorizationServer:
        printer, settings = self._printer, self._printer.settings
        verify = bool(settings["oauth_verify_server_certificate"])
        trusted_ca = None if printer.faults.endpoint_untrusted else printer.trusted_ca
        context = tls_context(trusted_ca, verify, bool(settings["oauth_verify_cn"]))
        return AuthorizationServer(
            str(settings["endpoint"]),
            printer.dns(),
            context,
            printer.pace.http_seconds,
            lambda: not printer.faults.endpoint_unreachable,
        )

    async def _run(self, grant: Grant | None) -> None:
        try:
            async with self._server() as server:
                if grant is None:
                    await asyncio.sleep(self._printer.pace.connect_seconds)
                    if not await self._obtain(server):
                        return
            while self.grant is not None:
                # Refreshing well before the end costs nothing and survives a short outage of the endpoint.
                await asyncio.sleep(max(1.0, (self.grant.expires_at - time.monotonic()) * 0.8))
                async with self._server() as server:
                    reached = await self._refresh(server)
                if not reached:
                    await asyncio.sleep(_RETRY_REFRESH_SECONDS)
        except EndpointError as error:
            self.last_error = str(error)
            self.connection, self.token = Connection.NOT_CONNECTED, Token.NOT_ACQUIRED
        except TRANSPORT_ERRORS as error:
            self.last_error = f"{type(error).__name__}: {error}"
            self.connection, self.token = Connection.NOT_CONNECTED, Token.NOT_ACQUIRED

    async def _obtain(self, server: AuthorizationServer) -> bool:
        while True:
            if abs(self._printer.clock.offset_seconds) > _MAX_CLOCK_ERROR:
                raise EndpointError("clock", "the device's date and time are wrong")
            code = await server.request_code()
            self._printer.count.add("codes_requested")
            self._show(code)
            self.connection, self.token = Connection.CONNECTED, Token.PENDING
            tokens = await self._wait_for_person(server, code)
            if tokens is not None:
                self._printer.count.add("tokens_acquired")
                self._keep(tokens)
                stays = self._printer.profile.code_stays_when_active
                if stays is None:
                    stays = self._printer.naming.pick("code_stays_when_active", (True, False))
                if not stays:
                    self.shown = Shown()
                return True
            self.token = Token.NOT_ACQUIRED
            if self.last_error != "expired_token" or not self._printer.profile.codes_renew:
                return False

    async def _wait_for_person(self, server: AuthorizationServer, code: UserCode) -> Tokens | None:
        interval = self._printer.pace.token_poll_seconds or code.interval
        deadline = time.monotonic() + code.expires_in
        self.last_error = ""
        while True:
            await asyncio.sleep(min(interval, max(0.0, deadline - time.monotonic())))
            if time.monotonic() >= deadline:
                self.last_error = "expired_token"
                return None
            self._printer.count.add("polls")
            try:
                return await server.poll(code.device_code)
            except EndpointError as error:
                if error.code == "slow_down":
                    interval += 5
                elif error.code != "authorization_pending":
                    self.last_error = "expired_token" if error.code == "expired_token" else str(error)
                    return None
            except TRANSPORT_ERRORS as error:
                self.last_error = f"{type(error).__name__}: {error}"  # RFC 8628 3.5: a time-out is no end

    async def _refresh(self, server: AuthorizationServer) -> bool:
        """Exchange the refresh token; False when the endpoint could not be reached."""
        grant = self.grant
        if grant is None or not grant.refresh_token:
            self._lose_grant()
            self.token = Token.NOT_ACQUIRED
            return True
        self._printer.count.add("token_refreshes")
        try:
            tokens = await server.refresh(grant.refresh_token)
        except EndpointError as error:
            # invalid_grant and the like: the refresh token is dead, a person must sign in again.
            self._lose_grant()
            self.last_error, self.token = str(error), Token.NOT_ACQUIRED
        except TRANSPORT_ERRORS as error:
            self.last_error = f"{type(error).__name__}: {error}"
            return False
        else:
            self._keep(tokens, grant.refresh_token)
        return True

    def _lose_grant(self) -> None:
        if self.grant is not None:
            self._printer.count.add("tokens_lost")
        self.grant = None

    def _keep(self, tokens: Tokens, refresh_token: str | None = None) -> None:
        self.grant = Grant(
            tokens.access_token, tokens.refresh_token or refresh_token, time.monotonic() + tokens.expires_in
        )
        self.token = Token.ACTIVE

    def _show(self, code: UserCode) -> None:
        self.shown = Shown(
            code.user_code,
            code.message or _message(code.verification_uri, code.user_code),
            code.verification_uri,
            code.expires_in,
            time.monotonic() + code.expires_in,
        )


def _message(uri: str, code: str) -> str:
    return f"To sign in, use a web browser to open the page {uri} and enter the code {code} to authenticate."
