# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens with commands and messages: aiosmtpd's hooks over the mailboxes, shared by all connections."""

from __future__ import annotations

import secrets
from email import message_from_bytes
from email.policy import SMTP as MAIL_POLICY
from email.utils import getaddresses
from typing import TYPE_CHECKING

from aiosmtpd.smtp import Envelope, Session

from . import replies
from .authentication import LoginOutcome
from .mailboxes import Attempt, Mail, Mailboxes

if TYPE_CHECKING:
    from .submission import SubmissionConnection

_CHUNKING = ("250-BINARYMIME", "250-CHUNKING")


class Handler:
    """The hooks. `offer_chunking` completes the EHLO list of the real service, though BDAT is not implemented."""

    def __init__(self, mailboxes: Mailboxes, offer_chunking: bool = False) -> None:
        self.mailboxes = mailboxes
        self.offer_chunking = offer_chunking
        self.open: set[SubmissionConnection] = set()
        self._authenticated: dict[SubmissionConnection, str] = {}

    def opened(self, connection: SubmissionConnection) -> None:
        """A connection was made, or has become encrypted."""
        self.open.add(connection)

    def lost(self, connection: SubmissionConnection) -> None:
        """A connection is gone: its mailbox has one less."""
        self.open.discard(connection)
        mailbox = self._authenticated.pop(connection, None)
        if mailbox is not None:
            self.mailboxes.connections[mailbox] -= 1

    def attempted(self, connection: SubmissionConnection, mechanism: str, form: str, outcome: LoginOutcome) -> None:
        """An AUTH command was answered."""
        mailboxes = self.mailboxes
        accepted = outcome.refusal is None
        mailboxes.attempts.append(
            Attempt(
                mailboxes.now(),
                connection.peer,
                mechanism,
                form,
                outcome.user,
                accepted,
                outcome.refusal or replies.AUTHENTICATED,
            )
        )
        if accepted:
            self._authenticated[connection] = outcome.user.lower()
            mailboxes.connections[outcome.user.lower()] += 1

    async def handle_EHLO(
        self, server: SubmissionConnection, session: Session, _envelope: Envelope, hostname: str, _responses: list[str]
    ) -> list[str]:
        """The list of the published trace (reference, microsoft.md 2.1)."""
        session.host_name = hostname
        security = "250-AUTH LOGIN XOAUTH2" if server.encrypted else "250-STARTTLS"
        return [
            f"250-{server.hostname} Hello [{server.peer}]",
            f"250-SIZE {server.data_size_limit}",
            "250-PIPELINING",
            "250-DSN",
            "250-ENHANCEDSTATUSCODES",
            security,
            "250-8BITMIME",
            *(_CHUNKING if self.offer_chunking else ()),
            "250 SMTPUTF8",
        ]

    async def handle_MAIL(
        self, server: SubmissionConnection, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Accept any sender for now: Exchange judges it with the message."""
        refusal = self.mailboxes.refusal(self._authenticated[server], "mail")
        if refusal is not None:
            return replies.signed(refusal)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return replies.SENDER_OK

    async def handle_RCPT(
        self, _server: SubmissionConnection, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Accept any recipient."""
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return replies.RECIPIENT_OK

    async def handle_DATA(self, server: SubmissionConnection, session: Session, envelope: Envelope) -> str:
        """Judge the sender, wait for the mailbox's turn, keep the message."""
        mailbox = self._authenticated[server]
        refusal = self._refuse(mailbox, envelope)
        if refusal is not None:
            return replies.signed(refusal)
        await self.mailboxes.wait_for_turn(mailbox)
        message = message_from_bytes(envelope.original_content or b"", policy=MAIL_POLICY)
        message_id = str(message.get("Message-ID") or f"<{secrets.token_hex(16)}@VFLP300.PROD.OUTLOOK.COM>")
        self.mailboxes.mails.append(
            Mail(
                self.mailboxes.now(),
                server.peer,
                session.host_name or "",
                mailbox,
                server.mechanism or "",
                envelope.mail_from or "",
                tuple(envelope.rcpt_tos),
                str(message.get("Subject", "")),
                message_id,
                envelope.original_content or b"",
            )
        )
        return f"250 2.0.0 OK {message_id} [Hostname=VFLP300MB0001.VFLP300.PROD.OUTLOOK.COM]"

    def _refuse(self, mailbox: str, envelope: Envelope) -> str | None:
        if self.mailboxes.connections[mailbox] > self.mailboxes.connection_limit:
            return replies.CONCURRENT
        refusal = self.mailboxes.refusal(mailbox, "data")
        if refusal is not None:
            return refusal
        message = message_from_bytes(envelope.original_content or b"")
        headers = [str(value) for value in message.get_all("From", [])]
        senders = [envelope.mail_from or "", *(address for _name, address in getaddresses(headers))]
        for sender in senders:
            if not self.mailboxes.may_use(mailbox, sender):
                return replies.send_as_denied(mailbox, sender)
        return None
