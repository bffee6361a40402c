# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Entra's errors by AADSTS number.

Numbers, `error` names and shape: reference, microsoft.md 3.2 and 3.3; texts after Microsoft's page "Microsoft Entra
authentication and authorization error codes", shortened. 530036 is not on that page: its text is invented.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timezone


@dataclass(frozen=True)
class Aadsts:
    """One error of the token service: number (None where Microsoft gives none), OAuth `error`, text, HTTP status."""

    number: int | None
    error: str
    text: str
    status: int = 400


PENDING = Aadsts(
    70016, "authorization_pending", "OAuth 2.0 device flow error. Authorization is pending. Continue polling."
)
DECLINED = Aadsts(None, "authorization_declined", "The end user denied the authorization request.")
UNKNOWN_DEVICE_CODE = Aadsts(70018, "bad_verification_code", "Invalid verification code.")
EXPIRED = Aadsts(
    70020,
    "expired_token",
    "The provided value for the input parameter 'device_code' is not valid. This device code has expired.",
)
SLOW_DOWN = Aadsts(None, "slow_down", "The client polls faster than the interval allows.")
UNSUPPORTED_GRANT = Aadsts(70003, "unsupported_grant_type", "The app returned an unsupported grant type.")
INVALID_GRANT = Aadsts(70000, "invalid_grant", "Authentication failed. The refresh token isn't valid.")
USER_CODE_EMPTY = Aadsts(90119, "invalid_request", "The user code is null or empty.")
ALREADY_ANSWERED = Aadsts(90120, "invalid_request", "The request was already authorized or declined.")
EMPTY_REQUEST = Aadsts(90121, "invalid_request", "Invalid empty request.")
ACCOUNT_UNKNOWN = Aadsts(
    50034,
    "invalid_grant",
    "The user account does not exist in the directory. To sign into this "
    "application, the account must be added to the directory.",
)

_SWITCHABLE = (
    Aadsts(
        530035,
        "invalid_grant",
        "Access has been blocked by security defaults. This is due to the request using "
        "legacy auth or being deemed unsafe by security defaults policies.",
    ),
    Aadsts(
        53003,
        "invalid_grant",
        "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.",
    ),
    Aadsts(
        530036,
        "invalid_grant",
        "Access has been blocked by Conditional Access policies. The authentication flow is not allowed.",
    ),
    Aadsts(
        65001,
        "invalid_grant",
        "The user or administrator has not consented to use the application. Send an "
        "interactive authorization request for this user and resource.",
    ),
    Aadsts(
        50173,
        "invalid_grant",
        "The provided grant has expired due to it being revoked, a fresh auth token is "
        "needed. The user might have changed or reset their password.",
    ),
    Aadsts(
        700082,
        "invalid_grant",
        "The refresh token has expired due to inactivity. The token was inactive for 90.00:00:00.",
    ),
    Aadsts(50057, "invalid_grant", "The user account is disabled."),
    Aadsts(
        50076,
        "invalid_grant",
        "Due to a configuration change made by your administrator, or because you moved to "
        "a new location, you must use multi-factor authentication to access the resource.",
    ),
    Aadsts(50105, "invalid_grant", "The signed in user is not assigned to a role for the application."),
    Aadsts(90094, "invalid_grant", "Administrator consent is required."),
    Aadsts(
        700016,
        "unauthorized_client",
        "The application was not found in the directory. This can happen if the "
        "application has not been installed by the administrator of the tenant or "
        "consented to by any user in the tenant.",
    ),
    Aadsts(
        90002,
        "invalid_request",
        "The tenant was not found. Check to make sure you have the correct tenant ID and "
        "are signing into the correct cloud.",
    ),
    Aadsts(90055, "temporarily_unavailable", "There are too many incoming requests.", status=429),
)
BY_NUMBER: dict[int, Aadsts] = {entry.number: entry for entry in _SWITCHABLE if entry.number}


def missing_parameter(name: str) -> Aadsts:
    """AADSTS900144: a form field that the request must have."""
    return Aadsts(900144, "invalid_request", f"The request body must contain the following parameter: '{name}'.")


class EntraError(Exception):
    """A request that Entra refuses; carries the error to answer with."""

    def __init__(self, aadsts: Aadsts) -> None:
        super().__init__(describe(aadsts))
        self.aadsts = aadsts


def describe(aadsts: Aadsts) -> str:
    """`AADSTSnnnnn: text`, as far as Microsoft gives a number."""
    return aadsts.text if aadsts.number is None else f"AADSTS{aadsts.number}: {aadsts.text}"


def body(aadsts: Aadsts) -> dict[str, object]:
    """The JSON body of the error answer (reference, microsoft.md 3.2)."""
    trace, correlation = str(uuid.uuid4()), str(uuid.uuid4())
    timestamp = datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M:%SZ")
    answer: dict[str, object] = {
        "error": aadsts.error,
        "error_description": f"{describe(aadsts)} Trace ID: {trace} Correlation ID: {correlation} "
        f"Timestamp: {timestamp}",
        "error_codes": [aadsts.number] if aadsts.number else [],
        "timestamp": timestamp,
        "trace_id": trace,
        "correlation_id": correlation,
    }
    if aadsts.number:
        answer["error_uri"] = f"https://login.microsoftonline.com/error?code={aadsts.number}"
    return answer
