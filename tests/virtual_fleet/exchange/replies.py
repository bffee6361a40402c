# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exchange's answers. Texts: reference, microsoft.md 1.2 and 2.1 (from documents and reports, not from observation)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timezone

READY_FOR_TLS = "220 2.0.0 SMTP server ready"
CLOSING = "221 2.0.0 Service closing transmission channel"
AUTHENTICATED = "235 2.7.0 Authentication successful"
SENDER_OK = "250 2.1.0 Sender OK"
RECIPIENT_OK = "250 2.1.5 Recipient OK"
START_INPUT = "354 Start mail input; end with <CRLF>.<CRLF>"
STARTTLS_REQUIRED = "451 5.7.3 STARTTLS is required to send mail"
INVALID_DOMAIN = "501 5.5.4 Invalid domain name"
INVALID_XOAUTH2 = "501 5.5.124 Invalid XOAUTH2 auth data"
HELLO_FIRST = "503 5.5.2 Send hello first"
UNKNOWN_MECHANISM = "504 5.7.4 Unrecognized authentication type"
NOT_AUTHENTICATED = "530 5.7.57 Client not authenticated to send mail."
UNSUCCESSFUL = "535 5.7.3 Authentication unsuccessful"
TEMPORARY = "451 4.7.0 Temporary server error"
CONCURRENT = "432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending"

_UNSUCCESSFUL_139 = "535 5.7.139 Authentication unsuccessful, "
_SMTP_AUTH_DISABLED = (
    "SmtpClientAuthentication is disabled for the {}. Visit https://aka.ms/smtp_auth_disabled for more information."
)


@dataclass(frozen=True)
class Refusal:
    """A fault a mailbox can have: `stage` is auth (any mechanism), login (passwords only), mail or data."""

    stage: str
    text: str


FAULTS: dict[str, Refusal] = {
    "basic_auth_retired": Refusal("login", "550 5.7.30 Basic authentication is not supported for Client Submission."),
    "security_defaults": Refusal(
        "login",
        _UNSUCCESSFUL_139 + "user is locked by your organization's security "
        "defaults policy. Contact your administrator.",
    ),
    "conditional_access": Refusal(
        "login",
        _UNSUCCESSFUL_139 + "the request did not meet the criteria to be "
        "authenticated successfully. Contact your "
        "administrator.",
    ),
    "basic_auth_disabled": Refusal("login", _UNSUCCESSFUL_139 + "basic authentication is disabled."),
    "incorrect_credentials": Refusal("login", _UNSUCCESSFUL_139 + "the user credentials were incorrect."),
    "tenant_disabled": Refusal("auth", _UNSUCCESSFUL_139 + _SMTP_AUTH_DISABLED.format("Tenant")),
    "mailbox_disabled": Refusal("auth", _UNSUCCESSFUL_139 + _SMTP_AUTH_DISABLED.format("Mailbox")),
    "unsuccessful": Refusal("auth", UNSUCCESSFUL),
    "unavailable": Refusal("mail", "421 4.3.2 Service not available"),
    "temporary_error": Refusal("mail", TEMPORARY),
    "sender_thread_limit": Refusal("data", "432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded"),
    "concurrent_connections": Refusal("data", CONCURRENT),
    "send_as_permissions": Refusal("data", "550 5.7.60 SMTP; Client does not have permissions to send as this sender"),
    "send_as_exception": Refusal(
        "data",
        "554 5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException."
        "MapiExceptionSendAsDenied; Failed to process message due to a permanent "
        "exception",
    ),
    "submission_quota": Refusal("data", "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException"),
    "mailbox_full": Refusal("data", "554 5.2.2 mailbox full; STOREDRV.Submission.Exception:QuotaExceededException"),
}


def send_as_denied(mailbox: str, sender: str) -> str:
    """The From is neither the authorised mailbox nor one that it may send as."""
    return f"554 5.2.252 SendAsDenied; {mailbox} not allowed to send as {sender}"


def signed(text: str) -> str:
    """The text with the ` [SERVER.REGION.PROD.OUTLOOK.COM <UTC time> <hex id>]` that Exchange appends to refusals."""
    stamp = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return f"{text} [VF0P300CA0001.VFLP300.PROD.OUTLOOK.COM {stamp} {secrets.token_hex(8).upper()}]"
