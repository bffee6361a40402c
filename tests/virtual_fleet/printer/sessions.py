# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sessions of browsers: cookies, the native side's ``iR``, tokens (reference sections 2.4, 3 and 4)."""

from __future__ import annotations

import secrets
import time
from collections import deque
from dataclasses import dataclass, field

from aiohttp import web

from .accounts import Account

LOGIN_COOKIE = "com.canon.meap.service.login.session"
LANGUAGES = ("ja", "de", "zh-tw", "ko", "es", "it", "en", "zh-cn", "fr")
_MAX_SESSIONS = 200


@dataclass
class Session:
    """One browser's session."""

    id: str
    language: str
    #: by the portal's own switch
    chosen_language: str = field(default="", kw_only=True)
    account: Account | None = None
    login_cookie: str | None = None
    ir: str | None = None
    #: False after ``nativetop.cgi`` without ``RUIPNxBundle``: pages then carry an empty token
    opened_properly: bool = False
    token: str = ""
    #: of the login pages drawn so far; browsers ask for more pages than the user sees
    challenges: deque[str] = field(default_factory=lambda: deque(maxlen=8))
    #: the page that comes before everything else: ``nag`` or ``password_change``
    hold: str = ""
    seen: float = field(default_factory=time.monotonic)
    servlet_tokens: dict[str, str] = field(default_factory=dict)
    #: what was entered on earlier pages of a procedure (firmware update)
    wizard: dict[str, str] = field(default_factory=dict)

    def open_native(self, properly: bool) -> str:
        """A new ``iR``: 9 to 10 digits that fit 32 bits. Earlier ones become stale."""
        self.ir = str(secrets.randbelow(2**32 - 10**8) + 10**8)
        self.opened_properly, self.token = properly, ""
        return self.ir

    def new_token(self) -> str:
        """The token of a page just drawn: 17 to 20 digits, empty when the native side was not opened properly."""
        self.token = str(secrets.randbelow(10**20 - 10**16) + 10**16) if self.opened_properly else ""
        return self.token

    def new_servlet_token(self, servlet: str) -> str:
        """The hidden token of a servlet's form."""
        self.servlet_tokens[servlet] = secrets.token_hex(12)
        return self.servlet_tokens[servlet]


class Sessions:
    """All sessions of one printer."""

    def __init__(self, idle_seconds: float) -> None:
        self._idle_seconds = idle_seconds
        self._by_id: dict[str, Session] = {}

    def find(self, request: web.Request) -> Session | None:
        """The session of the request's ``sessionid``, unless it was idle for too long."""
        session = self._by_id.get(request.cookies.get("sessionid", ""))
        if session is None:
            return None
        now = time.monotonic()
        if now - session.seen > self._idle_seconds:
            del self._by_id[session.id]
            return None
        session.seen = now
        return session

    def new(self, language: str) -> Session:
        """A fresh session in a language."""
        if len(self._by_id) >= _MAX_SESSIONS:
            del self._by_id[min(self._by_id.values(), key=lambda s: (s.account is not None, s.seen)).id]
        session = Session(secrets.token_hex(16), language)
        self._by_id[session.id] = session
        return session

    def close(self, session: Session) -> None:
        """Forget a session."""
        self._by_id.pop(session.id, None)

    def void(self) -> None:
        """Forget all of them, as a restart does."""
        self._by_id.clear()

    def logged_in(self) -> int:
        """How many logins are open."""
        limit = time.monotonic() - self._idle_seconds
        return sum(1 for s in self._by_id.values() if s.account is not None and s.seen >= limit)


def log_in(session: Session, account: Account) -> None:
    """Bind an account to a session; the native side must be opened anew."""
    session.account, session.login_cookie = account, secrets.token_hex(16)
    session.ir, session.token = None, ""
    session.challenges.clear()


def preferred_language(request: web.Request) -> str:
    """The cookie's language, else the first of ``Accept-Language`` that the device offers, else English."""
    cookie = request.cookies.get("portalLang")
    if cookie in LANGUAGES:
        return cookie
    for item in request.headers.get("Accept-Language", "").split(","):
        code = item.split(";")[0].strip().lower()
        for candidate in (code, code.split("-")[0]):
            if candidate in LANGUAGES:
                return candidate
    return "en"
