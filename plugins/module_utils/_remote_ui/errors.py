# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The family of errors of the Remote UI.

The client raises, one place per collection (``_tasks/runner.py``) turns an error into a failed result. Each kind knows whether the
same request may be repeated (design, section 7) and carries what the owner of the printer needs: what was seen and how to go on.
"""

from __future__ import annotations

import typing as t


class RemoteUIError(Exception):
    """Base of all expected failures.

    :param message: what happened, one sentence, without secrets.
    :param screen: title of the screen of the Remote UI.
    :param address: path of the page (never with a token).
    :param seen: texts that the printer showed.
    :param remedy: what the user can do next.
    :ivar result: what was done before it failed, for the failed result.
    """

    kind = "error"
    retryable = False

    def __init__(
        self,
        message: str,
        screen: t.Optional[str] = None,
        address: t.Optional[str] = None,
        seen: t.Sequence[str] = (),
        remedy: t.Optional[str] = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.screen = screen
        self.address = address
        self.seen = list(seen)
        self.remedy = remedy
        self.result: t.Dict[str, t.Any] = {}

    def __str__(self) -> str:
        parts = [self.message.rstrip(".") + "."]
        where = " ".join(
            filter(None, [f"[{self.screen}]" if self.screen else "", f"({self.address})" if self.address else ""])
        )
        if where:
            parts.append(f"Screen: {where}.")
        if self.seen:
            parts.append("Seen: " + "; ".join(text.rstrip(".") for text in self.seen) + ".")
        if self.remedy:
            parts.append(self.remedy.rstrip(".") + ".")
        return " ".join(parts)

    def facts(self) -> t.Dict[str, t.Any]:
        """The error as data, for the key ``error`` of a failed result."""
        return {
            "kind": self.kind,
            "retryable": self.retryable,
            "screen": self.screen,
            "address": self.address,
            "seen": self.seen,
            "remedy": self.remedy,
        }


class Unreachable(RemoteUIError):
    """No connection, a connection that broke, or no complete answer in time."""

    kind = "unreachable"
    retryable = True
    refused = False  # there was not even a connection: to try at once again is of no use
    handshake = False  # the connection ended in the middle of the TLS handshake


class Busy(RemoteUIError):
    """The printer answers that it cannot serve now (HTTP 503)."""

    kind = "busy"
    retryable = True


class SessionLost(RemoteUIError):
    """The printer ended the session; after a new login the same read may be repeated."""

    kind = "session_lost"
    retryable = True


class NotTrusted(RemoteUIError):
    """TLS failed: certificate not trusted, wrong fingerprint, or no common version.

    ``no_tls``: the port does not speak TLS at all.
    """

    kind = "not_trusted"
    no_tls = False


class NotARemoteUI(RemoteUIError):
    """Something answers, but not the Remote UI that this collection drives."""

    kind = "not_a_remote_ui"


class Unsupported(RemoteUIError):
    """A device that this collection does not drive: another family, or another maker's."""

    kind = "unsupported"


class LoginRefused(RemoteUIError):
    """The printer refused user name and password. Never repeated: it could lock the account."""

    kind = "login_refused"


class LoginLost(LoginRefused):
    """The session was lost in the moment of the login. Nothing says that the password is wrong, and yet it is not sent again in this run."""

    kind = "login_lost"


class LoginUnsupported(RemoteUIError):
    """The login page is of a kind that the collection does not know, or not the one that was asked for."""

    kind = "login_unsupported"


class NotPermitted(RemoteUIError):
    """The account lacks the privilege for a screen."""

    kind = "not_permitted"


class NotOffered(RemoteUIError):
    """The printer's menu has no such screen."""

    kind = "not_offered"


class UnknownLayout(RemoteUIError):
    """A page was opened, but what was looked for is not on it."""

    kind = "unknown_layout"


class UnexpectedAnswer(RemoteUIError):
    """An error page or another answer that is neither the screen nor a refusal."""

    kind = "unexpected_answer"
    is_missing = False  # there is no page at this address (HTTP 404)


class RefusedForm(RemoteUIError):
    """The printer refused what was saved; its own notice is in ``seen``."""

    kind = "refused_form"
    in_browser = (
        "Try the same in a browser; where it works there, a capture (module canon_capture) tells what is different"
    )


class NotConfirmed(RemoteUIError):
    """What was read back after a write is not what was written."""

    kind = "not_confirmed"


class NotConnected(RemoteUIError):
    """The printer did not report a connection to Microsoft in time; it may go on trying."""

    kind = "not_connected"


class NoUpdateOffered(RemoteUIError):
    """The printer says that there is no newer firmware for it: its dealer must bring it."""

    kind = "no_update_offered"


class LicenseNotAccepted(RemoteUIError):
    """The printer shows a licence that the user has not accepted."""

    kind = "license_not_accepted"


class UpdateFailed(RemoteUIError):
    """The printer itself says that it could not look for, load or apply new firmware."""

    kind = "update_failed"


class StillUpdating(RemoteUIError):
    """The firmware update was started and had not ended in time; it may go on."""

    kind = "still_updating"


class InvalidInput(RemoteUIError):
    """The arguments are wrong; nothing was sent."""

    kind = "invalid_input"


class RunEnded(RemoteUIError):
    """The run that this work belongs to is gone: nothing more is written."""

    kind = "run_ended"
