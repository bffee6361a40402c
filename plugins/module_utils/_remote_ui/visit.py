# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""From page to page as a browser goes: redirects, the page before, the newest token, cookies, the language (reference ``remote-ui.md`` 3, 8)."""

from __future__ import annotations

import typing as t
from urllib.parse import urlsplit

from . import links
from .errors import Unreachable
from .links import Request
from .page import Page
from .transport import LANGUAGE, REDIRECTS, Answer, Transport, to_page

MAX_REDIRECTS = 5
Cookies = t.List[t.List[t.Any]]


class Visit:
    """An open connection to a printer's web server.

    :ivar last: address of the page before, for the Referer. :ivar token: the newest one of the native side.
    """

    def __init__(self, transport: Transport) -> None:
        self.transport = transport
        self.last: t.Optional[str] = None
        self.token: t.Optional[str] = None

    def get(self, address: str) -> Page:
        return self._arrived(self.transport.get(self.transport.rewrite(address), referer=self.last))

    def send(self, request: Request, page: Page) -> Page:
        """Send a form of a page, once."""
        answer = self.transport.send(request, referer=page.address)
        try:
            return self._arrived(answer)
        except Unreachable as error:
            error.refused = False  # the form was sent, it is the page behind it that cannot be reached
            raise

    def _arrived(self, answer: Answer) -> Page:
        page = self.answer_to(answer)
        self.last, self.token = page.address, page.token or self.token
        return page

    def answer_to(self, answer: Answer) -> Page:
        """The page that an answer leads to; it does not count as the page before."""
        for _hop in range(MAX_REDIRECTS):
            if not (answer.location and answer.status in REDIRECTS):
                break
            target = self.transport.rewrite(to_page(answer).absolute(answer.location))
            answer = self.transport.get(target, referer=answer.address)
        return to_page(answer)

    def switch_language(self, code: str) -> None:
        """By the portal's own form (reference 8)."""
        fields = [("Language", code), ("RUIPmode", "exec"), ("Cookie", ""), ("Dummy", links.milliseconds())]
        portal = self.transport.base + "/portal"
        self.transport.send(Request("POST", portal, fields), referer=portal)
        self.wish_language(code)

    def wish_language(self, code: str = LANGUAGE) -> None:
        """What a browser that was here before brings along."""
        host = urlsplit(self.transport.base).hostname or ""
        domain = host if "." in host or ":" in host else host + ".local"
        self.transport.session.cookies.set("portalLang", code, domain=domain, path="/")

    def log_out(self) -> None:
        """At the known address (reference 2.5); where a printer has none there, or asks once more, by its own link or button."""
        answer = self.transport.get(self.transport.base + "/logout", referer=self.last, tries=2)
        if answer.location:
            return
        page = to_page(answer)
        names: t.Sequence[str] = ("OK", "Yes", "Log Out", "Logout")
        if page.status >= 400:
            page, names = self.answer_to(self.transport.get(self.transport.base + "/", tries=1)), names[2:]
        elif page.native_form is not None or page.controls:
            return  # the login page, or the portal of a printer that asks for no login
        found = [request for one in links.find_clickable(page, names) if (request := links.resolve(page, one))]
        if found:
            self.transport.send(found[0], referer=page.address)

    def close(self) -> None:
        self.transport.close()

    # -- cookies --------------------------------------------------------------------------------
    @property
    def cookies(self) -> Cookies:
        """All cookies as data: name, value, domain, path, and whether it is for https only."""
        return [
            [cookie.name, cookie.value, cookie.domain, cookie.path, cookie.secure]
            for cookie in self.transport.session.cookies
        ]

    @cookies.setter
    def cookies(self, cookies: t.Iterable[t.Sequence[t.Any]]) -> None:
        for name, value, domain, path, secure in cookies:
            self.transport.session.cookies.set(name, value, domain=domain, path=path, secure=secure)

    def has_cookie(self, name: str) -> bool:
        return name in self.transport.session.cookies.keys()

    def drop_cookie(self, name: str) -> None:
        jar = self.transport.session.cookies
        for cookie in [cookie for cookie in jar if cookie.name == name]:
            jar.clear(cookie.domain, cookie.path, cookie.name)
