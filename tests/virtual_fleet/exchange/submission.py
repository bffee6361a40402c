# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One SMTP connection as smtp.office365.com holds it, on aiosmtpd.

Each departure from aiosmtpd is listed in the reference, microsoft.md 2.3; the session in 2.1.
"""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
import ssl
from email.utils import formatdate
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword, TLSSetupException, syntax

from . import replies
from .authentication import LoginOutcome, log_in, token_challenge
from .handler import Handler

_log = logging.getLogger(__name__)
# aiosmtpd warns of an old attribute that it sets itself at each login.
logging.getLogger("mail.log").addFilter(lambda record: "login_data" not in record.getMessage())

_HOST_NAME = re.compile(r"[A-Za-z0-9._:\[\]-]+")
_DSN = re.compile(r"\s+(?:RET|ENVID|NOTIFY|ORCPT)=\S+", re.IGNORECASE)
_LONG = 65536
"""Octets in a line: inline XOAUTH2 with a token of 3 kB exceeds RFC 5321's limits, and the real service takes it."""

_REWRITTEN = {
    "220 Ready to start TLS": replies.READY_FOR_TLS,
    "221 Bye": replies.CLOSING,
    "354 End data with <CR><LF>.<CR><LF>": replies.START_INPUT,
    "503 Error: send HELO first": replies.HELLO_FIRST,
    "503 Error: send EHLO first": replies.HELLO_FIRST,
    # A client that cancels with "*" is answered 535 (reference, microsoft.md 2.1).
    "501 5.7.0 Auth aborted": replies.UNSUCCESSFUL,
}


class SubmissionConnection(SMTP):
    """The protocol of one connection; create one for each, with the shared Handler."""

    line_length_limit = _LONG
    AuthLoginUsernameChallenge = "Username:"
    AuthLoginPasswordChallenge = "Password:"

    def __init__(self, handler: Handler, tls: ssl.SSLContext, hostname: str, loop: asyncio.AbstractEventLoop) -> None:
        greeting = f"Microsoft ESMTP MAIL Service ready at {formatdate()} [{secrets.token_hex(8).upper()}]"
        super().__init__(
            handler,
            hostname=hostname,
            ident=greeting,
            tls_context=tls,
            loop=loop,
            timeout=120,
            data_size_limit=157286400,
            enable_SMTPUTF8=True,
            auth_exclude_mechanism=["PLAIN"],
            authenticator=self._log_in,
        )
        self.command_size_limits["AUTH"] = _LONG
        self.handler = handler
        self.mechanism: str | None = None

    @property
    def encrypted(self) -> bool:
        """Whether STARTTLS is done."""
        return self._tls_protocol is not None

    @property
    def peer(self) -> str:
        """The client's address."""
        return str(self.session.peer[0]) if self.session and self.session.peer else ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.handler.opened(self)

    def connection_lost(self, error: Exception | None) -> None:
        self.handler.lost(self)
        super().connection_lost(error)

    async def push(self, status: Any) -> None:
        text = status.decode() if isinstance(status, bytes) else status
        await super().push(_REWRITTEN.get(text, status))

    async def handle_exception(self, error: Exception) -> str:
        if isinstance(error, TLSSetupException):
            _log.debug("TLS with %s failed: %r", self.peer, error.__cause__)
        else:
            _log.exception("fault of the stand-in")
        return replies.TEMPORARY

    @syntax("EHLO hostname")
    async def smtp_EHLO(self, hostname: str) -> None:
        if not hostname or not _HOST_NAME.fullmatch(hostname):
            await self.push(replies.INVALID_DOMAIN)
            return
        await super().smtp_EHLO(hostname)

    @syntax("AUTH <mechanism>")
    async def smtp_AUTH(self, arg: str | None) -> None:
        if await self.check_helo_needed("EHLO"):
            return
        mechanism, _blank, rest = (arg or "").partition(" ")
        if not self.encrypted or mechanism.upper() not in self._auth_methods:
            await self.push(replies.UNKNOWN_MECHANISM)
            return
        self._form = "inline" if rest.strip() else "two-step"
        await super().smtp_AUTH(f"{mechanism.upper()} {rest}".strip())

    @syntax("MAIL FROM: <address>", extended=" [SP <mail-parameters>]")
    async def smtp_MAIL(self, arg: str | None) -> None:
        if await self.check_helo_needed():
            return
        if not self.encrypted:
            await self.push(replies.STARTTLS_REQUIRED)
            return
        if not self.session.authenticated:
            await self.push(replies.signed(replies.NOT_AUTHENTICATED))
            return
        # DSN is offered, and aiosmtpd does not know its parameters: read over them.
        await super().smtp_MAIL(_DSN.sub("", arg) if arg else arg)

    @syntax("RCPT TO: <address>", extended=" [SP <mail-parameters>]")
    async def smtp_RCPT(self, arg: str | None) -> None:
        await super().smtp_RCPT(_DSN.sub("", arg) if arg else arg)

    def _log_in(
        self, _server: SMTP, _session: object, _envelope: object, mechanism: str, credentials: LoginPassword
    ) -> AuthResult:
        outcome = log_in(self.handler.mailboxes, credentials)
        return self._result(mechanism, outcome)

    async def auth_XOAUTH2(self, _server: SMTP, args: list[str]) -> AuthResult:
        """XOAUTH2, inline and two-step (reference, microsoft.md 2.2)."""
        outcome = await token_challenge(self, args[1] if len(args) > 1 else None)
        return AuthResult(success=False, handled=True) if outcome is None else self._result("XOAUTH2", outcome)

    def _result(self, mechanism: str, outcome: LoginOutcome) -> AuthResult:
        self.handler.attempted(self, mechanism, self._form, outcome)
        if outcome.refusal is not None:
            return AuthResult(success=False, handled=False, message=replies.signed(outcome.refusal))
        self.mechanism = mechanism
        return AuthResult(success=True, auth_data=outcome.user, message=replies.AUTHENTICATED)
