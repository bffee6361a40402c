# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The servlet side: portal, login, log out, tiles and servlet pages (reference sections 1, 2 and 6)."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from aiohttp import web

from .accounts import Account
from .counters import WHAT
from .menu import permitted
from .portal import TILE_TAGS, portal_page
from .rendering import render
from .responses import catwalk, catwalk_redirect, set_cookie
from .sessions import LOGIN_COOKIE, Session, log_in

if TYPE_CHECKING:
    from .device import VirtualPrinter


class ServletSide:
    """Requests to ``Catwalk``."""

    def __init__(self, printer: VirtualPrinter) -> None:
        self._printer = printer

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request outside ``/rps/``."""
        session = self._printer.sessions.find(request)
        if request.path == "/favicon.ico":
            return catwalk(self._printer.clock, request, render("catwalk_404.html.j2"), 404)
        if request.path == "/login":
            by_get = self._printer.profile.get_writes and "password" in request.query
            return (
                await self._log_in(request, session)
                if request.method == "POST" or by_get
                else self.login_page(request, session)
            )
        if request.path == "/PwdConfirm" and session is not None and session.hold == "nag":
            return self._answer_nag(request, session)
        if request.path == "/logout":
            return self._log_out(request, session)
        account = self._printer.login.account(session, request.cookies.get(LOGIN_COOKIE)) if session else None
        if account is None and self._printer.profile.login != "none":
            if session is not None and session.hold:
                return await self._hold(request, session)
            return self.login_page(request, session)
        session = session or self._printer.sessions.new(self._printer.languages.of(request, None))
        account = account or self._printer.login.account(session, None)
        return await self._inside(request, session, account)

    async def _inside(self, request: web.Request, session: Session, account: Account) -> web.StreamResponse:
        path = request.path
        session.language = self._printer.languages.of(request, session)
        if path in ("/", "/portal", "/portal/indicate"):
            return await self._portal(request, session, account)
        if path in TILE_TAGS:
            return self._tile(request, session)
        if path == "/NetworkSettings/page/":
            return self._network_menu(request, session, account)
        servlet = self._printer.oauth_servlet
        if servlet is not None and path.startswith(f"/{servlet.name}/"):
            return self._with_cookies(request, session, await servlet.handle(request, session, account))
        if path == "/nis" or path.startswith("/nis/"):
            return await self._update(request, session, account)
        if path.rstrip("/") == "/userauth":
            return self._other(request, session, account)
        request[WHAT] = "404"
        return catwalk(self._printer.clock, request, render("catwalk_404.html.j2"), 404)

    def login_page(
        self, request: web.Request, session: Session | None, message: str = "", target: str = ""
    ) -> web.Response:
        """The login page, with 200 (reference section 2, FINGERPRINT)."""
        session = session or self._printer.sessions.new(self._printer.languages.of(request, None))
        session.language = self._printer.languages.of(request, session)
        request[WHAT] = f"login page: {message}" if message else "login page"
        target = target or (request.path_qs if request.method == "GET" and request.path != "/login" else "/")
        body = self._printer.login.page(session, target, message)
        return self._with_cookies(request, session, catwalk(self._printer.clock, request, body))

    async def _log_in(self, request: web.Request, session: Session | None) -> web.Response:
        printer = self._printer
        session = session or printer.sessions.new(printer.languages.of(request, None))
        form = {name: str(value) for name, value in (await request.post() or request.query).items()}
        outcome = printer.login.submit(session, form)
        if outcome.account is None:
            return self.login_page(request, session, outcome.message, outcome.target)
        if printer.sessions.logged_in() + printer.profile.others_logged_in >= printer.max_logins > 0:
            return self.login_page(
                request, session, "The maximum number of users are already logged in.", outcome.target
            )
        log_in(session, outcome.account)
        session.hold = outcome.hold
        printer.count.add("logins")
        request[WHAT] = "logged in"
        response = catwalk_redirect(printer.clock, request, printer.origin(request) + outcome.target)
        set_cookie(response, f"{LOGIN_COOKIE}={session.login_cookie}; path=/")
        return self._with_cookies(request, session, response)

    async def _hold(self, request: web.Request, session: Session) -> web.Response:
        if session.hold == "nag":
            return self._nag(request, session)
        change, message = self._printer.password_change, ""
        if request.method == "POST" and request.path == change.address:
            message = change.submit({name: str(value) for name, value in (await request.post()).items()})
            if not message:
                request[WHAT], session.hold = "password changed", ""
                return catwalk_redirect(self._printer.clock, request, self._printer.origin(request) + "/")
        request[WHAT] = "asked to change the password"
        return catwalk(self._printer.clock, request, change.page(session, message))

    def _nag(self, request: web.Request, session: Session) -> web.Response:
        request[WHAT] = "asked to change the factory PIN"
        body = render("pin_change_nag.html.j2", language=session.language, answer=self._printer.naming.field("nag"))
        return catwalk(self._printer.clock, request, body)

    def _answer_nag(self, request: web.Request, session: Session) -> web.Response:
        request[WHAT] = "factory PIN kept"
        session.hold = ""
        return catwalk_redirect(self._printer.clock, request, self._printer.origin(request) + "/")

    def _log_out(self, request: web.Request, session: Session | None) -> web.Response:
        request[WHAT] = "log out"
        if session is not None:
            self._printer.log_out(session)
        return catwalk_redirect(self._printer.clock, request, self._printer.origin(request) + "/")

    async def _portal(self, request: web.Request, session: Session, account: Account) -> web.Response:
        session.language = self._printer.languages.of(request, session)
        if request.method == "POST":
            form = await request.post()
            if form.get("RUIPmode") == "exec":
                self._printer.languages.switch(session, str(form.get("Language", "")))
        self._printer.count.add("page_reads")
        request[WHAT] = "portal"
        body = portal_page(self._printer, request, session, account)
        return self._with_cookies(request, session, catwalk(self._printer.clock, request, body))

    def _tile(self, request: web.Request, session: Session) -> web.Response:
        request[WHAT] = "portal tile"
        address = (
            f"{self._printer.origin(request)}/rps/nativetop.cgi?RUIPNxBundle=&CorePGTAG="
            f"{TILE_TAGS[request.path]}&Dummy={int(time.time() * 1000)}"
        )
        return self._with_cookies(request, session, catwalk_redirect(self._printer.clock, request, address))

    def _network_menu(self, request: web.Request, session: Session, account: Account) -> web.Response:
        printer = self._printer
        printer.count.add("page_reads")
        request[WHAT] = "menu Network Settings"
        context = printer.native_side.pages.servlet_menu(request, session, account, 28)
        context["page_title"] = "Network Settings"
        body = render("servlet_menu.html.j2", **context, css=printer.servlet_css)
        return self._with_cookies(request, session, catwalk(printer.clock, request, body))

    async def _update(self, request: web.Request, session: Session, account: Account) -> web.Response:
        printer = self._printer
        if not permitted(printer.menu.mask_of("/nis/") or 4, account.user_type, account.privileges):
            request[WHAT] = "servlet /nis: no privilege"
            return catwalk(printer.clock, request, render("catwalk_404.html.j2"), 404)
        return self._with_cookies(request, session, await printer.update_servlet.handle(request, session, account))

    def _other(self, request: web.Request, session: Session, account: Account) -> web.Response:
        printer = self._printer
        printer.count.add("page_reads")
        path = request.path.rstrip("/")
        request[WHAT] = f"servlet {path}"
        if not permitted(printer.menu.mask_of(path + "/") or 4, account.user_type, account.privileges):
            return catwalk(printer.clock, request, render("catwalk_404.html.j2"), 404)
        body = render(
            "servlet_text.html.j2",
            page_title="Authentication Management",
            paragraphs=["User Management"],
            **printer.servlet_frame(request, session, account),
        )
        return self._with_cookies(request, session, catwalk(printer.clock, request, body))

    def _with_cookies(self, request: web.Request, session: Session, response: web.Response) -> web.Response:
        """``sessionid`` when it is new; ``portalLang`` without attributes, on the portal's own address only."""
        if request.cookies.get("sessionid") != session.id:
            set_cookie(response, f"sessionid={session.id}; path=/; HttpOnly")
        if request.path in ("/", "/portal"):
            set_cookie(response, f"portalLang={session.language}")
        return response
