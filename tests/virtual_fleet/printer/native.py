# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The native side: everything below ``/rps/`` (reference sections 3, 5 and 6)."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from aiohttp import web

from .accounts import Account
from .counters import WHAT
from .menu import permitted
from .native_pages import NativePages, confirmation_field
from .portal import TILE_TAGS
from .rendering import render
from .responses import native, set_cookie, static
from .screens import Refused, Screen
from .sessions import LOGIN_COOKIE, Session
from .texts import translate

if TYPE_CHECKING:
    from .device import VirtualPrinter

_GIF = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,"
    b"\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)
_FIRST_PAGES = {
    "PGTAG_CONF_ENV_PAP": "./cdmenu.cgi?CorePGTAG=25",
    "PGTAG_ADR_USR": "./asublist.cgi?CorePGTAG=24&AMOD=0",
    "PGTAG_DEV_STAT": "./dinfo.cgi?CorePGTAG=13",
}


def _first_page(printer: VirtualPrinter, tag: str) -> str:
    """Where the native side goes on to when it was opened by a tile."""
    if tag == TILE_TAGS["/sysmonitor"]:
        return printer.monitor.first_page
    return _FIRST_PAGES.get(tag, "./cdmenu.cgi?CorePGTAG=25")


class NativeSide:
    """Requests to ``CANON HTTP Server``."""

    def __init__(self, printer: VirtualPrinter) -> None:
        self._printer = printer
        self.pages = NativePages(printer)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request below ``/rps/``."""
        leaf = request.path.removeprefix("/rps/")
        if leaf.startswith(("media/", "css/")):
            return self._static(leaf)
        if leaf in ("", "_top.htm", "airprint"):
            return self._to_portal(request)
        if leaf == "nativetop.cgi":
            return self._open(request)
        if leaf == "logout.cgi":
            return self._log_out(request)
        if not leaf.endswith(".cgi"):
            return native(self._printer.clock, render("catwalk_404.html.j2"), 404)
        session = self._printer.sessions.find(request)
        account = self._account(request, session)
        if session is None or account is None or not self._opened(request, session):
            self._note(request, "session lost")
            return native(self._printer.clock, self.pages.lost(self._printer.languages.of(request, session)))
        session.language = self._printer.languages.of(request, session)
        cgi = leaf.removesuffix(".cgi")
        if request.method == "POST":
            return await self._post(request, session, account, cgi)
        return native(self._printer.clock, self._get(request, session, account, cgi))

    def _get(self, request: web.Request, session: Session, account: Account, cgi: str) -> str:
        query = request.query
        if query.get("Flag", "").startswith("Exec") and self._printer.profile.get_writes:
            screen = self._printer.screens.find(cgi, query.get("CoreNXPage") or query.get("PageFlag", ""))
            return self._write(request, session, account, cgi, screen, dict(query))
        if query.get("Flag", "").startswith("Exec"):
            self._printer.count.add_write("by_get")
            return self._refuse(
                request,
                session,
                account,
                cgi,
                "Settings/Registration",
                dict(query),
                translate(session.language, "An error has occurred in the settings."),
            )
        self._printer.count.add("page_reads")
        if cgi == "cdmenu":
            return self._menu(request, session, account, query.get("CorePGTAG", ""))
        if cgi == "dinfo":
            self._note(request, "device information")
            return self.pages.facts(
                request,
                session,
                account,
                "Device Information",
                "./dinfo.cgi?CorePGTAG=13",
                self._printer.device_information(),
            )
        monitor = self._printer.monitor.page(request, session, account, cgi, dict(query))
        if monitor is not None:
            return monitor
        screen = self._printer.screens.find(cgi, query.get("PageFlag", ""))
        if screen is None or query.get("FuncTypeFlag", screen.function) != screen.function:
            return self._error(request, session, account, "page not built")
        if screen.display == "confirmation" and self._printer.profile.token and query.get("Token") != session.token:
            return self._refuse(
                request,
                session,
                account,
                cgi,
                screen.title,
                dict(query),
                translate(session.language, "The page has expired."),
            )
        return self._show(request, session, account, screen, self._printer.status_view.field in query)

    async def _post(self, request: web.Request, session: Session, account: Account, cgi: str) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        screen = self._printer.screens.find(cgi, form.get("CoreNXPage") or form.get("PageFlag", ""))
        if form.get("Flag", "").startswith("Exec"):
            body = self._write(request, session, account, cgi, screen, form)
        elif screen is None:
            self._printer.count.add("page_reads")
            monitor = self._printer.monitor.page(request, session, account, cgi, form)
            body = monitor or self._error(request, session, account, "page not built")
        else:
            self._printer.count.add("page_reads")
            body = self._show(request, session, account, screen, self._printer.status_view.field in form)
        return native(self._printer.clock, body)

    def _write(
        self,
        request: web.Request,
        session: Session,
        account: Account,
        cgi: str,
        screen: Screen | None,
        form: dict[str, str],
    ) -> str:
        printer = self._printer
        printer.count.add_write(screen.key if screen else "unknown")
        if screen is None:
            return self._error(request, session, account, "save of a page not built")
        try:
            self._check_control_fields(session, screen, cgi, form)
            if not permitted(screen.mask, account.user_type, account.privileges):
                raise Refused("You do not have the privilege for this operation.")
            if printer.faults.take("refuse_save", "write", request.path_qs) is not None:
                raise Refused("The settings cannot be changed now. Wait a while, and then try again.")
            if screen.display == "confirmation":
                return self._confirmed(request, session, account, screen, form)
            printer.save(screen, screen.read(form, printer.screens.fields(screen), printer.settings.stored()))
        except Refused as refusal:
            return self._refuse(request, session, account, cgi, screen.title, form, refusal.shown(session.language))
        self._note(request, f"saved {screen.key}")
        following = printer.screens.find(cgi, form["PageFlag"])
        if following is None:
            return self._menu(request, session, account, str(screen.menu))
        return self._show(request, session, account, following)

    def _check_control_fields(self, session: Session, screen: Screen, cgi: str, form: dict[str, str]) -> None:
        if self._printer.profile.token and (not session.token or form.get("Token") != session.token):
            raise Refused("The page has expired. Display the page again, and then perform the operation.")
        expected = {
            "Flag": screen.exec_flag,
            "CoreNXAction": f"./{cgi}.cgi",
            "CoreNXPage": screen.template,
            "FuncTypeFlag": screen.function,
        }
        if any(form.get(name) != value for name, value in expected.items()):
            raise Refused("An error has occurred in the settings.")
        if form.get("PageFlag") not in {screen.template, screen.after}:
            raise Refused("An error has occurred in the settings.")

    def _confirmed(
        self, request: web.Request, session: Session, account: Account, screen: Screen, form: dict[str, str]
    ) -> str:
        if form.get(confirmation_field(self._printer, screen)) != "1":
            raise Refused("An error has occurred in the settings.")
        self._note(request, f"confirmed {screen.key}")
        done = self._printer.apply_changes() if screen.key == "apply" else self._printer.restart_soon()
        return self.pages.settings(request, session, account, screen, done)

    def _show(
        self, request: web.Request, session: Session, account: Account, screen: Screen, refreshed: bool = False
    ) -> str:
        if not permitted(screen.mask, account.user_type, account.privileges):
            return self._error(request, session, account, f"{screen.key}: no privilege")
        self._note(request, f"shown {screen.key}")
        if screen.display == "oauth_status":
            self._printer.count.add("status_reads")
            return self.pages.oauth_status(request, session, account, screen, refreshed)
        return self.pages.settings(request, session, account, screen)

    def _menu(self, request: web.Request, session: Session, account: Account, tag: str) -> str:
        heading = self._printer.menu.heading_of(int(tag)) if tag.isascii() and tag.isdigit() else None
        if heading is None or not permitted(heading["mask"], account.user_type, account.privileges):
            return self._error(request, session, account, "no such menu")
        self._note(request, f"menu {heading['title']}")
        return self.pages.menu(request, session, account, heading["tag"], heading["title"])

    def _refuse(
        self,
        request: web.Request,
        session: Session,
        account: Account,
        cgi: str,
        title: str,
        posted: dict[str, str],
        message: str,
    ) -> str:
        self._note(request, f"refused: {message}")
        return self.pages.refusal(request, session, account, title, f"./{cgi}.cgi", posted.items(), message)

    def _error(self, request: web.Request, session: Session, account: Account, why: str) -> str:
        self._note(request, f"error page: {why}")
        return self.pages.error(request, session, account, request.query.get("CorePGTAG", "0"))

    def _open(self, request: web.Request) -> web.Response:
        """``nativetop.cgi``: a new ``iR``. Without a login the cookie is set all the same, but is worth nothing."""
        printer, session = self._printer, self._printer.sessions.find(request)
        account = self._account(request, session)
        properly = "RUIPNxBundle" in request.query
        language = printer.languages.of(request, session)
        if session is None or account is None:
            self._note(request, "native side opened without a login")
            ir, body = str(secrets.randbelow(2**32 - 10**8) + 10**8), self.pages.lost(language)
        else:
            self._note(request, "native side opened" if properly else "native side opened without RUIPNxBundle")
            ir = session.open_native(properly)
            tag = request.query.get("CorePGTAG", "")
            if properly:
                body = render(
                    "nativetop.html.j2",
                    language=language,
                    forward=printer.naming.field("forward"),
                    address=_first_page(printer, tag),
                )
            else:
                body = self.pages.error(request, session, account, tag)
        response = native(printer.clock, body)
        set_cookie(response, f"portalLang={language}; path=/")
        set_cookie(response, f"iR={ir}; path=/")
        return response

    def _account(self, request: web.Request, session: Session | None) -> Account | None:
        return self._printer.login.account(session, request.cookies.get(LOGIN_COOKIE)) if session else None

    @staticmethod
    def _opened(request: web.Request, session: Session) -> bool:
        return (
            session.ir is not None
            and request.cookies.get("iR") == session.ir
            and bool(request.cookies.get("portalLang"))
        )

    def _to_portal(self, request: web.Request) -> web.StreamResponse:
        printer, session = self._printer, self._printer.sessions.find(request)
        if self._account(request, session) is None and printer.profile.login != "none":
            return printer.servlet_side.login_page(request, session)
        return native(printer.clock, render("meta_refresh.html.j2", address="/"))

    def _log_out(self, request: web.Request) -> web.Response:
        session = self._printer.sessions.find(request)
        if session is not None:
            self._printer.log_out(session)
        self._note(request, "log out")
        return native(self._printer.clock, render("meta_refresh.html.j2", address="/"))

    def _static(self, leaf: str) -> web.Response:
        clock = self._printer.clock
        if leaf.endswith(".css"):
            return static(clock, b"/* */\n", "text/css")
        return static(clock, _GIF, "application/octet-stream" if leaf.endswith(".ico") else "image/gif")

    def _note(self, request: web.Request, what: str) -> None:
        request[WHAT] = what
