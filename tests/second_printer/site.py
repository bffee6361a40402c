# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The printer's answers: which page a request gets, and what it does (reference 1 to 5)."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from .device import Device, Session
from .entry_pages import Key, login_is_right, login_page, nag_page, portal
from .forms import Refused, taken
from .frame import SESSION_LOST, forwarding, glitch, hidden, milliseconds, page
from .oauth_pages import native_edit, servlet_edit, servlet_taken, status_page
from .screens import Screen, screens
from .settings_pages import settings_page

Pairs = list[tuple[str, str]]


def _notice(words: str) -> str:
    return f"<html><head><title>{words}</title></head><body><h1>{words}</h1></body></html>"


@dataclass(frozen=True)
class Request:
    """A request, taken apart; `base` is scheme, host and port that it came to."""

    method: str
    target: str
    base: str
    cookies: dict[str, str]
    body: Pairs
    referer: str = ""
    origin: str = ""

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))


@dataclass
class Reply:
    """An answer; `native` tells which of the two servers gives it."""

    body: str = ""
    status: int = 200
    native: bool = False
    headers: Pairs = field(default_factory=list)


class Site:
    """The Remote UI of one printer."""

    def __init__(self, device: Device, local_base: str) -> None:
        self.device, self.key, self._local_base = device, Key(), local_base

    def answer(self, request: Request) -> Reply:
        """The answer to any request."""
        with self.device.lock:
            self.device.counters["requests"] += 1
            session, cookies = self._session(request)
            answer = self._native if request.path.startswith("/rps/") else self._other
            reply = answer(request, session)
            reply.headers = cookies + reply.headers
            return reply

    def _session(self, request: Request) -> tuple[Session, Pairs]:
        known = self.device.sessions.get(request.cookies.get("sessionid", ""))
        if known:
            return known, []
        name = "".join(self.device.random.choices("0123456789abcdef", k=32))
        session = self.device.sessions[name] = Session(logged_in=False)
        return session, [("Set-Cookie", f"sessionid={name}; path=/; HttpOnly"), ("Set-Cookie", "portalLang=en")]

    def _inside(self, session: Session) -> bool:
        return session.logged_in or self.device.dialect.login == "none"

    def _other(self, request: Request, session: Session) -> Reply:
        """The servlet side."""
        path = request.path
        if path == "/login" and request.method == "POST":
            return self._login(request, session)
        if path == "/eSCL/ScannerCapabilities":
            return Reply(status=404)
        if not self._inside(session):
            return Reply(login_page(self.device, session, self.key, "/"))
        if path == "/logout":
            self.device.counters["logouts"] += session.logged_in
            session.logged_in, session.opened = False, ""
            return Reply("<html><body>Logged out.</body></html>")
        if path == "/PwdConfirm":
            session.nagged = dict(request.body).get("conf") != "no"
            return self._redirect("/")
        if session.nagged:
            return Reply(nag_page())
        if path in ("/", "/portal"):
            return Reply(portal(self.device, time.time()))
        if path in ("/usermode", "/address"):
            return self._redirect(
                f"/rps/nativetop.cgi?RUIPNxBundle=&CorePGTAG=PGTAG_CONF_ENV_PAP&Dummy={milliseconds()}"
            )
        if path == "/NetworkSettings/page/":
            return self._redirect(f"/rps/cdmenu.cgi?CorePGTAG=28&Dummy={milliseconds()}")
        if path.startswith("/OAuthMs/") and self.device.dialect.oauth == "servlet" and self._has_oauth():
            return self._servlet(request, session)
        return Reply(_notice("HTTP 404 Not Found"), 404)

    def _has_oauth(self) -> bool:
        return self.device.dialect.has_oauth == "true"

    def _redirect(self, path: str) -> Reply:
        base = self._local_base if self.device.dialect.local_redirects else ""
        return Reply(status=302, headers=[("Location", base + path)])

    def _login(self, request: Request, session: Session) -> Reply:
        form = dict(request.body)
        if not login_is_right(self.device, session, self.key, form):
            self.device.counters["wrong_logins"] += 1
            return Reply(login_page(self.device, session, self.key, form.get("URI", "/")))
        self.device.counters["logins"] += 1
        session.logged_in, session.opened, session.pages, session.tokens = True, "", 0, []
        cookie = ("Set-Cookie", f"com.canon.meap.service.login.session={self.device.digits(9)}; path=/")
        session.nagged = self.device.dialect.nag_page
        reply = self._redirect("/")
        reply.headers.append(cookie)
        return reply

    def _token(self, session: Session) -> str:
        session.tokens.append(self.device.digits(18))
        return session.tokens[-1]

    def _token_holds(self, session: Session, token: str) -> bool:
        """Any token of this login, or only the newest, and that once."""
        if not self.device.dialect.one_time_tokens:
            return token in session.tokens
        return bool(session.tokens) and token == session.tokens.pop()

    def _came_from_here(self, request: Request) -> bool:
        if not self.device.dialect.strict_referer:
            return True
        from_here = request.referer.startswith(request.base)
        return from_here and (request.method == "GET" or request.origin == request.base)

    # The native side.

    def _native(self, request: Request, session: Session) -> Reply:
        device, dialect = self.device, self.device.dialect
        name = request.path.removeprefix("/rps/")
        if name in ("", "_top.htm"):
            return Reply('<meta http-equiv="refresh" content="0; url=/" />', native=True)
        if not self._inside(session):
            return Reply(login_page(device, session, self.key, "/rps/"))
        if name == "nativetop.cgi":
            session.opened, session.pages = device.digits(9), 0
            return Reply(
                forwarding(dialect.forward),
                native=True,
                headers=[("Set-Cookie", "portalLang=en; path=/"), ("Set-Cookie", f"iR={session.opened}; path=/")],
            )
        session.pages += 1
        lost = dialect.pages_until_lost and session.pages > dialect.pages_until_lost
        known = session.opened and request.cookies.get("iR") == session.opened
        if lost or not known or not self._came_from_here(request):
            session.opened = ""
            device.counters["lost"] += 1
            return Reply(SESSION_LOST, native=True)
        try:
            return Reply(self._native_page(name, request, session), native=True)
        except Refused as refusal:
            device.counters["refused"] += 1
            device.refusals.append(str(refusal))
            self._token(session)
            return Reply(glitch(device, session, "The setting is not correct."), native=True)

    def _native_page(self, name: str, request: Request, session: Session) -> str:
        device = self.device
        if request.method == "POST" or "Exec_Data" in request.target:
            token = dict(request.body).get("Token") or request.query.get("Token", "")
            if not self._token_holds(session, token):
                raise Refused(f"{name}: the token {token!r} does not hold")
        token = self._token(session)
        if name == "cdmenu.cgi":
            return page(device, session, "Settings/Registration")
        if name == "dinfo.cgi":
            body = (
                '<table class="PropertyListComponent"><tr><th>Controller Version</th><td>77.07</td></tr>'
                "<tr><th>Platform Version</th><td>V3.18</td></tr></table>"
            )
            return page(device, session, "Device Information", body=body)
        if name == "cnwupdt.cgi":
            return self._apply(request, session)
        if name == "cdoams.cgi" and device.dialect.oauth == "native" and self._has_oauth():
            if request.query.get("Flag") == "Reload_Data":
                device.snapshot = device.status()
            editing = request.query.get("PageFlag") == "c_oamsed.tpl"
            if request.method == "GET" and not editing:
                return status_page(device, session, token)
            return self._settings(request, session, native_edit(device))
        template = request.query.get("PageFlag") or dict(request.body).get("CoreNXPage")
        for key, screen in screens(device.dialect).items():
            if key in ("clock", "device") and "System" not in device.dialect.rights:
                continue
            if (screen.cgi, screen.template) == (name, template):
                return self._settings(request, session, screen)
        raise Refused(f"no page {request.target}")

    def _settings(self, request: Request, session: Session, screen: Screen) -> str:
        if request.method == "GET":
            return settings_page(self.device, session, screen)
        self.device.save(taken(self.device, screen, request.body))
        if screen.after == "c_oams.tpl":
            return status_page(self.device, session, session.tokens[-1])
        return page(self.device, session, "Settings/Registration")

    def _apply(self, request: Request, session: Session) -> str:
        """[Apply Setting Changes]: the confirmation page, a form or a link, and what comes after it."""
        device, token = self.device, session.tokens[-1]
        flag = dict(request.body).get("Flag") or request.query.get("Flag")
        if flag == "Exec_Data":
            device.apply()
            note = "<p>The setting becomes effective after the device is restarted.</p>"
            return page(
                device,
                session,
                "Apply Setting Changes",
                body=note if device.dialect.demands_restart else "<p>The changes have been applied.</p>",
            )
        words = "<p>Do you want to apply the setting changes?</p>"
        if device.dialect.confirmation == "link":
            address = f"./cnwupdt.cgi?Flag=Exec_Data&amp;PageFlag=c_nwupdt.tpl&amp;Token={token}"
            return page(
                device,
                session,
                "Apply Setting Changes",
                body=words + f'<a href="{address}">Yes</a> <a href="./cdmenu.cgi?CorePGTAG=25">No</a>',
            )
        fields = "".join(
            hidden(*pair)
            for pair in [
                ("Flag", "Init_Data"),
                ("PageFlag", "c_nwupdt.tpl"),
                ("FuncTypeFlag", "Exec_Request"),
                ("Token", token),
            ]
        )
        return page(
            device,
            session,
            "Apply Setting Changes",
            body=words,
            forms=f'<form name="SUBMIT_FORM" action="./cnwupdt.cgi" method="post">{fields}</form>',
            scripts='function OK_Click() { document.SUBMIT_FORM.Flag.value = "Exec_Data"; '
            "document.SUBMIT_FORM.submit(); }",
            buttons='<input type="button" name="OK_Button" value="OK" onclick="OK_Click()" />',
        )

    # The servlet with the OAuth pages.

    def _servlet(self, request: Request, session: Session) -> Reply:
        device, name = self.device, request.path.removeprefix("/OAuthMs/")
        form = dict(request.body)
        if not self._came_from_here(request) or (
            request.method == "POST" and not self._token_holds(session, form.get(device.dialect.token_field, ""))
        ):
            device.counters["refused"] += 1
            device.refusals.append(f"{request.target}: token, Referer or Origin")
            return Reply(_notice("HTTP 403 Forbidden"), 403)
        if name == "edit":
            return Reply(servlet_edit(device, self._token(session)))
        if name == "refresh":
            device.snapshot = device.status()
            return self._redirect("/OAuthMs/?portalLang=en&disp=send_menu")
        if name == "save" and request.method == "POST":
            values = servlet_taken(device, request.body)
            if values is None:
                device.counters["refused"] += 1
                device.refusals.append(f"{request.target}: {sorted(form)}")
                return Reply(_notice("The setting is not correct."))
            device.save(values)
            return self._redirect("/OAuthMs/?portalLang=en&disp=send_menu")
        return Reply(status_page(device, session, self._token(session)))
