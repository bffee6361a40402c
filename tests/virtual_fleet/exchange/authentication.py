# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The two mechanisms of AUTH: LOGIN with a password, XOAUTH2 with an access token."""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiosmtpd.smtp import MISSING, LoginPassword

from . import replies
from .mailboxes import Mailboxes

if TYPE_CHECKING:
    from .submission import SubmissionConnection

_XOAUTH2 = re.compile(rb"user=([^\x01]+)\x01auth=Bearer ([^\x01]+)\x01\x01", re.IGNORECASE)


@dataclass(frozen=True)
class LoginOutcome:
    """Who tried, and why it was refused (None: accepted)."""

    user: str
    refusal: str | None


def log_in(mailboxes: Mailboxes, credentials: LoginPassword) -> LoginOutcome:
    """AUTH LOGIN: the user name and password against the mailboxes."""
    user = credentials.login.decode(errors="replace")
    return LoginOutcome(user, mailboxes.refuse_login(user, credentials.password.decode(errors="replace")))


async def token_challenge(connection: SubmissionConnection, inline: str | None) -> LoginOutcome | None:
    """AUTH XOAUTH2: take the response inline or after an empty challenge; None when an answer has been sent already."""
    mailboxes = connection.handler.mailboxes
    if inline is None:
        blob = await connection.challenge_auth("", encode_to_b64=False)
        if blob is MISSING:
            return None
    else:
        try:
            blob = base64.b64decode(inline, validate=True)
        except binascii.Error:
            return LoginOutcome("", replies.INVALID_XOAUTH2)
    match = _XOAUTH2.fullmatch(blob)
    if match is None:
        return LoginOutcome("", replies.INVALID_XOAUTH2)
    user, token = match[1].decode(errors="replace"), match[2].decode(errors="replace")
    refusal = mailboxes.refuse_token(user, token)
    if refusal is not None and mailboxes.failure_challenge:
        # Gmail's manner: the reason as a challenge, which the client answers with an empty line.
        reason = {"status": "400", "schemes": "Bearer", "scope": "https://outlook.office.com/SMTP.Send"}
        await connection.challenge_auth(json.dumps(reason))
    return LoginOutcome(user, refusal)
