# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""In which language a page is drawn (reference section 8: the cookie and ``Accept-Language`` are CAPTURED)."""

from __future__ import annotations

from aiohttp import web

from .profile import PrinterProfile
from .sessions import LANGUAGES, Session, preferred_language


class Languages:
    """A printer follows the browser, or (``own_language``, invented) begins in its own and minds only its own switch.

    ``default`` never changes; ``current`` is what the next session begins with: a switch that is not taken back stays,
    and the next person at the portal finds another language. ``switches`` are those of the portal's form.
    """

    def __init__(self, profile: PrinterProfile) -> None:
        self.default = self.current = profile.own_language or "en"
        self.switches: list[str] = []
        self._follows_browser = profile.own_language is None
        self._can_switch = profile.language_switch == "works"

    def of(self, request: web.Request, session: Session | None) -> str:
        """The language of the page that answers a request."""
        if not self._can_switch:
            return self.default
        asked = request.query.get("portalLang")
        if asked in LANGUAGES and request.path not in ("/", "/portal"):
            return asked
        if self._follows_browser:
            return preferred_language(request)
        cookie = request.cookies.get("portalLang")
        if request.path.startswith("/rps/") and cookie in LANGUAGES:
            return cookie
        return (session.chosen_language if session is not None else "") or self.current

    def switch(self, session: Session, language: str) -> None:
        """The portal's own form was used; without effect on a printer whose switch does not work."""
        if language not in LANGUAGES:
            return
        self.switches.append(language)
        if not self._can_switch:
            return
        session.language = session.chosen_language = language
        if not self._follows_browser:
            self.current = language

    def as_dict(self) -> dict[str, object]:
        """For snapshots."""
        return {"default": self.default, "current": self.current, "switches": list(self.switches)}
