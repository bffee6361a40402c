# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages on which a person types the code: enter code, account, "Are you trying to sign in to ...?", done.

The order of steps and the application's name are known (reference, procedure.txt and microsoft.md 5.2); the markup is
invented, and there is no password: a stand-in has no accounts to protect.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

import jinja2
from aiohttp import web

from . import aadsts
from .aadsts import EntraError
from .directory import DeviceGrant, Directory, Unavailable

APPLICATION = "Application for Sending E-Mail/I-Fax with OAuth"
_COOKIE = "sign_in_session"
_BLOCKED = "Your sign-in was successful but you don't have permission to access this resource."
_WRONG_CODE = "That code didn't work. Check the code and try again."
_WRONG_ACCOUNT = "Enter a valid email address, phone number, or Skype name."
_UNKNOWN_ACCOUNT = "This username may be incorrect. Make sure you typed it correctly. Otherwise, contact your admin."
_EXPIRED = "This code has expired. Take the new code from your device and try again."


@dataclass
class _Flow:
    """One walk through the pages."""

    grant: DeviceGrant
    account: str | None = None


class SignInPages:
    """The sign-in pages over a Directory, at /devicelogin and /device (both addresses are in use at Microsoft)."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._flows: dict[str, _Flow] = {}
        self._sessions: dict[str, list[str]] = {}
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(Path(__file__).with_name("templates")),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
        )

    def routes(self) -> list[web.RouteDef]:
        """The routes to add to an aiohttp application."""
        routes: list[web.RouteDef] = []
        for path in ("/devicelogin", "/device"):
            routes += [web.get(path, self._show_code), web.post(path, self._enter_code)]
        return [
            *routes,
            web.post("/devicelogin/account", self._enter_account),
            web.post("/devicelogin/confirm", self._confirm),
        ]

    async def _show_code(self, _request: web.Request) -> web.Response:
        return self._page("code.html", problem=None)

    async def _enter_code(self, request: web.Request) -> web.Response:
        code = str((await request.post()).get("otc") or "").strip()
        grant = self._directory.grant(code)
        if not code:
            return self._page("code.html", problem=aadsts.describe(aadsts.USER_CODE_EMPTY))
        if grant is None:
            return self._page("code.html", problem=_WRONG_CODE)
        state = self._directory.state(grant)
        if state != "pending":
            expired = state == "expired"
            return self._page("code.html", problem=_EXPIRED if expired else aadsts.describe(aadsts.ALREADY_ANSWERED))
        flow = secrets.token_urlsafe(24)
        self._flows[flow] = _Flow(grant)
        return self._page("account.html", flow=flow, accounts=self._signed_in(request), problem=None)

    async def _enter_account(self, request: web.Request) -> web.Response:
        fields = await request.post()
        name, flow = self._flow(fields.get("flow"))
        if flow is None:
            return self._failure(aadsts.EMPTY_REQUEST, status=400)
        account = str(fields.get("chosen") or fields.get("loginfmt") or "").strip()
        problem = None if "@" in account[1:-1] and " " not in account else _WRONG_ACCOUNT
        if problem is None:
            try:
                self._directory.check_account(account)
            except EntraError:
                problem = _UNKNOWN_ACCOUNT
        if problem is not None:
            return self._page("account.html", flow=name, accounts=self._signed_in(request), problem=problem)
        flow.account = account
        page = self._page("confirm.html", flow=name, account=account, application=APPLICATION)
        self._remember(request, page, account)
        return page

    async def _confirm(self, request: web.Request) -> web.Response:
        fields = await request.post()
        name, flow = self._flow(fields.get("flow"))
        if flow is None or flow.account is None:
            return self._failure(aadsts.EMPTY_REQUEST, status=400)
        self._flows.pop(name, None)
        try:
            if fields.get("answer") != "continue":
                self._directory.decline(flow.grant)
                return self._page("declined.html", application=APPLICATION)
            self._directory.approve(flow.grant, flow.account)
        except EntraError as error:
            return self._failure(error.aadsts)
        except Unavailable:
            return web.Response(
                status=503, text="<h2>Our services aren't available right now</h2>", content_type="text/html"
            )
        return self._page("done.html", application=APPLICATION, account=flow.account)

    def _flow(self, name: object) -> tuple[str, _Flow | None]:
        key = name if isinstance(name, str) else ""
        return key, self._flows.get(key)

    def _signed_in(self, request: web.Request) -> list[str]:
        return self._sessions.get(request.cookies.get(_COOKIE, ""), [])

    def _remember(self, request: web.Request, page: web.Response, account: str) -> None:
        session = request.cookies.get(_COOKIE, "")
        if session not in self._sessions:
            session = secrets.token_urlsafe(24)
            self._sessions[session] = []
            page.set_cookie(_COOKIE, session, secure=True, httponly=True, samesite="Lax")
        if account not in self._sessions[session]:
            self._sessions[session].append(account)

    def _failure(self, error: aadsts.Aadsts, status: int = 200) -> web.Response:
        policy = error.number in (530035, 530036, 53003)
        return self._page(
            "failure.html",
            status=status,
            message=_BLOCKED if policy else error.text,
            number=error.number,
            text=aadsts.describe(error),
        )

    def _page(self, template: str, status: int = 200, **values: object) -> web.Response:
        text = self._templates.get_template(template).render(**values)
        return web.Response(
            text=text,
            status=status,
            content_type="text/html",
            charset="utf-8",
            headers={"Cache-Control": "no-store, no-cache", "X-Frame-Options": "DENY"},
        )
