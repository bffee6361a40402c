# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Waiting after the save: for the connection to Microsoft, then for a person who types the code (design, sections 7 and 8).

Deadlines are by the clock. How a printer is looked at and asked for a new code is handed in, so that it can also happen on another
machine.
"""

from __future__ import annotations

import dataclasses
import time
import typing as t

from .._remote_ui.errors import NotConnected, RemoteUIError, Unreachable
from .._screens import oauth, oauth_words
from .runner import Context
from .token_status import SETTLES, is_fresh, unconfirmed

Status = t.Dict[str, t.Any]
Marker = t.Optional[t.Mapping[str, t.Any]]
CONNECTED, TOKEN = "connection", "token"
GAVE_UP = ("not_acquired", "expired", "error")
LEAST = 30  # seconds that a code must have left to be shown to a person

clock = time.monotonic  # names of their own, so that a test can watch them
pause = time.sleep


@dataclasses.dataclass(frozen=True)
class Pace:
    """All times in seconds."""

    goal: str = TOKEN
    connect_timeout: float = 120
    token_timeout: float = 1800
    poll_interval: float = 5
    code_renewals: int = 2
    sign_in_as: t.Optional[str] = None


class Waiting:
    """One printer that is waited for.

    :param look: reads the status page, as ``token_status.describe`` gives it.
    :param renew: saves again for a fresh code; returns what the page showed before (``saved`` of ``canon_oauth``).
    :ivar renewals: how many codes were asked for because one was used up. :ivar codes_shown: how many a person was shown.
    """

    def __init__(
        self, look: t.Callable[[], Status], renew: t.Callable[[], Marker], pace: Pace, context: Context
    ) -> None:
        self._look_once = look
        self._renew = renew
        self._pace = pace
        self._context = context
        self._marker: Marker = None
        self._marked = 0.0  # when the marker came
        self._is_news = False  # since then something else was seen than before
        self._had_code = False  # and a code that could be typed
        self._shown: t.Optional[str] = None
        self._pending = False
        self._late: t.Tuple[t.Optional[str], float] = (None, 0.0)  # a code, and when it runs out
        self._state_shown = ""  # also where it is not known whether it is newer than the save
        self._was_away = False  # since the last save
        self._had_token = False
        self.endpoint: t.Optional[str] = None  # only named where there is no connection
        self.status: Status = {}
        self.renewals = 0
        self.codes_shown = 0

    def wait(self, status: Status, marker: Marker) -> str:
        """Wait until the goal is reached; returns "" or what is still missing: ``token``.

        :param status: the status page as it was read before the save.
        :param marker: what it showed then, None where nothing was saved.
        :raises NotConnected: no connection in time. :raises RemoteUIError: a look or a renewal failed for good.
        """
        self.status, self._had_token = status, status["token_state"] == "active"
        self._mark(marker)
        self._context.waiting(self._entry("connecting"))
        if marker is None and self._is_active():
            return self._done()
        if marker is None and status["token_state"] in GAVE_UP:
            # A printer may ask Microsoft only when its settings are saved: what gave up earlier would be waited for in vain.
            self._mark(self._renew())
        end = clock() + self._pace.connect_timeout
        is_connected = self._marker is None and self.status["connected"]
        if not is_connected:
            self._connect(end)
        if self._pace.goal == CONNECTED or self._is_active():
            return self._done()
        return self._wait_for_person(clock() + self._pace.token_timeout)

    def _connect(self, end: float) -> None:
        while True:
            reached = self._until(lambda: self.status["connected"] or self._is_active() or self._has_forgotten(), end)
            if self.status["connected"] or self._is_active():
                return
            if not reached or clock() >= end:
                raise self._not_connected()
            self._context.progress("the printer was away and no longer connects, asking it again")
            self._mark(self._renew())
            self._was_away = False

    def _mark(self, marker: Marker) -> None:
        """The settings were saved; None where they were not."""
        self._marker, self._marked, self._is_news, self._had_code = marker, clock(), False, False

    def _is_settled(self) -> bool:
        return self._marker is None or clock() - self._marked >= SETTLES

    def _has_forgotten(self) -> bool:
        """Whether the printer restarted meanwhile: it keeps a token, but not that it wanted one (reference, section 10.6)."""
        return self._was_away and not self._had_token and self._state_shown in GAVE_UP

    # -- the code -----------------------------------------------------------------------------------
    def _wait_for_person(self, end: float) -> str:
        while clock() < end:
            if self._is_active():
                return self._done()
            if self._is_used_up():
                if self.renewals >= self._pace.code_renewals:
                    break
                self._get_fresh_code(end)
                continue
            if not self._is_late():
                self._show()
            pause(max(0.0, min(self._pace.poll_interval, end - clock())))
            self._look(end)
        return self._done() if self._is_active() else self._done(TOKEN)

    def _is_used_up(self) -> bool:
        """No code that can be typed, or one that the printer no longer waits for: Microsoft said no, or it ran out."""
        status = self.status
        gave_up = self._pending and status["token_state"] in GAVE_UP
        self._pending = status["token_state"] == "pending"
        # a printer may be connected a moment before it has its code
        has_none = not status["user_code_valid"] and (self._had_code or self._is_settled())
        return gave_up or has_none or (self._is_late() and clock() > self._late[1])

    def _is_late(self) -> bool:
        """A code that nobody has seen, with too little time left for a person. Until it runs out, the printer may make a new one by itself."""
        code, left = self.status["user_code"], self.status["user_code_expires_in"]
        if code == self._shown or left is None or left > LEAST:
            return False
        if self._late[0] != code:
            self._late = (code, clock() + left)
        return True

    def _get_fresh_code(self, end: float) -> None:
        self.renewals += 1
        self._context.waiting(self._entry("renewing"))
        self._context.progress("the code is used up, asking the printer for a new one")
        self._mark(self._renew())
        self._pending, self._shown = False, None
        until = min(end, clock() + self._pace.connect_timeout)
        self._until(lambda: self.status["user_code_valid"] or self._is_active(), until)

    def _show(self) -> None:
        status = self.status
        if status["user_code"] == self._shown:
            return
        self._shown, self.codes_shown = status["user_code"], self.codes_shown + 1
        self._context.waiting(self._entry("waiting"))
        left = status["user_code_expires_in"]
        message, address = status["message"] or "", status["verification_uri"]
        is_news = message and not (self._shown and self._shown in message and address and address in message)
        says = f' (the printer says: "{message}")' if is_news else ""
        self._context.progress(
            f"open {address or 'the address in the message'} and enter {self._shown}"
            f" {_by_the_clock(left)}, as {self._pace.sign_in_as or 'the sender'}{says}"
        )

    def _entry(self, state: str) -> t.Dict[str, t.Any]:
        """What an operator's list shows of this printer."""
        status, left = self.status, self.status.get("user_code_expires_in")
        is_shown = state == "waiting"
        return {
            "state": state,
            "user_code": status.get("user_code") if is_shown else None,
            "verification_uri": status.get("verification_uri") if is_shown else None,
            "expires_at": time.time() + left if is_shown and left is not None else None,
            "sign_in_as": self._pace.sign_in_as,
            "message": status.get("message"),
        }

    def _done(self, missing: str = "") -> str:
        self._context.waiting(self._entry("ended" if missing or not self._is_active() else "active"))
        return missing

    # -- looking --------------------------------------------------------------------------------------
    def _is_active(self) -> bool:
        return self.status["token_state"] == "active"

    def _until(self, is_reached: t.Callable[[], t.Any], end: float) -> bool:
        """Look, at least once, until something is so or the time is over."""
        while True:
            self._look(end)
            if is_reached():
                return True
            if clock() >= end:
                return False
            pause(max(0.0, min(self._pace.poll_interval, end - clock())))

    def _look(self, end: float) -> None:
        """One look. A printer that is away for a while is waited for.

        :raises RemoteUIError: what does not pass, or had not passed in time.
        """
        while True:
            self._context.guard()
            try:
                status = self._look_once()
                break
            except RemoteUIError as error:
                if not error.retryable or clock() >= end:
                    raise
                self._was_away = self._was_away or isinstance(error, Unreachable)
                self._context.log(f"status page: {error.kind}, looking again")
            pause(max(0.0, min(self._pace.poll_interval, end - clock())))
        self._state_shown = status["token_state"]
        is_fresh_one = is_fresh(status, self._marker, self._is_news or self._is_settled())
        self._is_news = self._is_news or is_fresh_one
        self.status = status if is_fresh_one else unconfirmed(status)
        self._had_code = self._had_code or self.status["user_code_valid"]

    def _not_connected(self) -> NotConnected:
        status, message = self.status, self.status["message"] or ""
        words = self._unknown_words()
        is_old = status["user_code"] and status["user_code"] in message  # a code that nobody shall type
        return NotConnected(
            f'After {self._pace.connect_timeout:g} seconds the printer shows [Server Connection Status] "{status["connection_status"]}",'
            f' [Token Status] "{status["token_status"]}"',
            screen=oauth.STATUS.path,
            seen=[message] if message and not is_old else [],
            remedy=f"{words}Check on the printer: date and time, gateway, DNS and proxy, whether it may reach Microsoft's sign-in server on port 443,"
            f" the tenant ({self.endpoint or 'the endpoint is not shown'}), and, if it verifies the server's certificate, its CA certificates."
            " OAuth 2.0 stays switched on; run again to go on from here",
        )

    def _unknown_words(self) -> str:
        """How to teach what the printer shows, where nobody can tell what that means."""
        shown = self.status["connection_status"]
        is_unknown = shown and self.status["connected"] is None and oauth_words.is_connected(shown, {}) is None
        return (
            f'If "{shown}" means that it is connected, set canon_labels: {{oauth.connected: "{shown}"}}. '
            if is_unknown
            else ""
        )


def _by_the_clock(left: t.Optional[int]) -> str:
    """How long a code can be typed, as a person reads it: by the clock of this computer, and how long that is."""
    if left is None:
        return "within a few minutes"
    minutes = round(left / 60)
    how_long = f"{left} seconds" if left < 100 else f"{minutes} minutes"
    return f"before {time.strftime('%H:%M %Z', time.localtime(time.time() + left)).strip()} ({how_long})"
