# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""One session with a printer: from the entry over the login to the native pages, and out again (reference ``remote-ui.md`` 3)."""

from __future__ import annotations

import re
import types
import typing as t
from urllib.parse import urlsplit

from . import entry, identity, kept, links, notices
from .checked import checked, require_no_login
from .connection import Connection
from .errors import (
    LoginRefused,
    LoginUnsupported,
    NotTrusted,
    RemoteUIError,
    SessionLost,
    UnexpectedAnswer,
    Unreachable,
)
from .links import Request
from .menu import Menu
from .menu_reader import MenuReader
from .page import Page
from .sign_in import SignIn, inside
from .store import SessionStore, remove
from .transport import LANGUAGE
from .visit import Visit

SETTINGS_TILE = "/usermode"
NATIVE_TOP = "/rps/nativetop.cgi?RUIPNxBundle=&CorePGTAG=PGTAG_CONF_ENV_PAP&Dummy="
MAX_ENTRIES = 3  # how often one task opens the native side anew with the login that it has


class Session:
    """Opens itself at the first page that is asked for.

    Use it with ``with``: on leaving it logs out in every case, or, with ``keep_session``, leaves the login to the next task of the run.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.store = SessionStore(connection)
        self.visit: t.Optional[Visit] = None
        self.portal: t.Optional[Page] = None
        self._menus = MenuReader(self.read, connection.log)
        self.logged_in = False
        self.native_ready = False
        self.language: t.Optional[str] = None  # the printer's own, when it was switched to English
        self.writes = 0  # how many requests that can change the printer have reached it
        self.notes: t.Dict[str, t.Any] = {}  # what screens keep for the next task of the run
        self._recovered = False
        self._entered_again = 0
        self._failed: t.Optional[RemoteUIError] = None

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self,
        kind: t.Optional[t.Type[BaseException]],
        error: t.Optional[BaseException],
        trace: t.Optional[types.TracebackType],
    ) -> None:
        self.leave()

    # -- opening --------------------------------------------------------------------------------
    def open(self) -> None:
        """Connect and log in, or go on with the session that the task before left open."""
        if self.visit is not None:
            return
        if self._failed is not None:
            raise self._failed
        if self._resume():
            return
        self._clear_left_behind()
        self._start()

    def _start(self) -> None:
        self._failed = None
        transport, page = entry.find(self.connection)
        self.visit = Visit(transport)
        self.visit.wish_language()
        sign_in = SignIn(self.visit, self.connection, self.store)
        try:
            try:
                self.portal = sign_in.to_portal(page)
            finally:
                self.logged_in = sign_in.logged_in
            self._save()  # a run that is killed now leaves behind what its successor needs to log out
            self._speak_english()
        except RemoteUIError as error:
            self._failed = error
            self.leave(keep=False)
            if isinstance(error, (LoginRefused, LoginUnsupported)):
                error.seen += identity.ask(self.connection)
            raise

    def _speak_english(self) -> None:
        """Ask a printer that ignores ``Accept-Language`` for English, by the portal's own switch (reference 8)."""
        page = self.portal
        if page is None or _language(page) in ("", LANGUAGE):
            return
        if not re.search(r"[\[,'\"\s](?:en)[\],'\"\s]", page.source):
            return
        self.language = page.language
        self._visit.switch_language(LANGUAGE)
        for address in ("/portal", f"/portal?portalLang={LANGUAGE}"):  # servlets also obey that parameter
            self.portal = self._visit.get(address)
            if _language(self.portal) == LANGUAGE:
                break

    # -- sessions of other tasks and runs ---------------------------------------------------------
    def _resume(self) -> bool:
        data = self.store.load()
        if data is None or not str(data.get("base") or "").startswith(("http://", "https://")):
            return False
        self.visit = Visit(entry.open_transport(self.connection, data["base"]))
        self.visit.cookies, self.visit.last = data.get("cookies") or [], data.get("last")
        self._menus.menu = Menu.from_data(data.get("menu") or {})
        self._menus.pages = list(data.get("menus_read") or [])
        self.logged_in = bool(data.get("logged_in"))
        self.native_ready = bool(data.get("native_ready"))
        self.language = data.get("language")
        self.notes = dict(data.get("notes") or {})
        return True

    def _clear_left_behind(self) -> None:
        """End the sessions of runs that were killed."""
        for path, data in self.store.left_behind():
            kept.log_out_of(self.connection, data)
            remove(path)

    def leave(self, keep: t.Optional[bool] = None) -> None:
        """Log out and close, or keep the login for the next task."""
        if self.visit is None:
            return
        keep = self.connection.keep_session if keep is None else keep
        if not (keep and self._failed is None and self.store.run_goes_on() and self._save()):
            self._log_out()
            self.store.drop()
        self.visit.close()
        self.visit = None

    def close_kept(self) -> bool:
        """End the session that earlier tasks of this run left open; False where there is none. Never logs in."""
        if not self._resume():
            return False
        self.leave(keep=False)
        return True

    def _save(self) -> bool:
        return self.store.save(
            {
                "base": self._visit.transport.base,
                "tls": {name: getattr(self.connection, name) for name in kept.TLS},
                "cookies": self._visit.cookies,
                "menu": self.menu.as_data(),
                "logged_in": self.logged_in,
                "native_ready": self.native_ready,
                "language": self.language,
                "notes": self.notes,
                "menus_read": self._menus.pages,
                "last": self._visit.last,
            }
        )

    def _log_out(self) -> None:
        try:
            if self.language:
                self._visit.switch_language(self.language)
            if self.logged_in:
                self._visit.log_out()
        except RemoteUIError as error:
            self.connection.log(f"logout: {error.kind}")
        self.logged_in = False

    # -- pages ----------------------------------------------------------------------------------
    @property
    def _visit(self) -> Visit:
        if self.visit is None:
            raise Unreachable("The session is closed")
        return self.visit

    @property
    def token(self) -> t.Optional[str]:
        """The newest token of the native side."""
        return self.visit.token if self.visit is not None else None

    def read(self, address: str, screen: t.Optional[str] = None) -> Page:
        """A page of the Remote UI by its address. A lost session is opened anew: first with the login that may still hold."""
        try:
            return self._read(address, screen)
        except SessionLost:
            if self._enters_again():
                try:
                    return self._read(address, screen)
                except SessionLost:
                    self.connection.log("the login does not hold either")
            self._recover()
            return self._read(address, screen)

    def _read(self, address: str, screen: t.Optional[str]) -> Page:
        self.open()
        if "/rps/" in self._visit.transport.rewrite(address):
            self._enter_native()
        return self._checked(self._visit.get(_fresh(address, self.token)), screen)

    def submit(self, request: Request, page: Page, screen: t.Optional[str] = None) -> Page:
        """Send a form once. The answer is only what the printer said: the caller reads back.

        :raises RunEnded: the run is gone, nothing was sent.
        """
        if request.writes:
            self.connection.guard()
            self.writes += 1
        try:
            answer = self._visit.send(request, page)
        except (NotTrusted, Unreachable) as error:
            if request.writes and (isinstance(error, NotTrusted) or error.refused):
                self.writes -= 1
            raise
        return self._checked(answer, screen)

    def portal_page(self) -> Page:
        """The portal, which names device, product, serial number and location."""
        self.open()
        if self.portal is None:
            self.portal = self.portal_now()
        return self.portal

    def portal_now(self) -> Page:
        """The portal as it is now."""
        self.open()
        try:
            return self._read_portal()
        except SessionLost:
            self.reopen()
            return self._read_portal()

    def _read_portal(self) -> Page:
        address = self.portal.address if self.portal is not None else "/"
        return self._checked(inside(self._visit, self._visit.get(_fresh(address, self.token))), None)

    def act(self, request: Request, page: Page, screen: t.Optional[str] = None) -> Page:
        """Follow a link or a form that only shows something."""
        return (
            self.read(request.full_address, screen) if request.method == "GET" else self.submit(request, page, screen)
        )

    def reopen(self) -> None:
        """Open the session anew after it was lost during a write."""
        if not self._enters_again():
            self._recover()

    def read_once(self, address: str) -> Page:
        """A page without any attempt to mend a lost session."""
        return self._read(address, None)

    def renew(self) -> None:
        """Open the session anew after the printer was away; a login that is still good is kept."""
        if self._failed is not None and not self._failed.retryable:
            raise self._failed
        self._failed = None
        self._recovered, self._entered_again = False, 0

    def _enters_again(self) -> bool:
        """Whether the login still holds although the native side's cookie ``iR`` does not; it is then opened anew at the next page.

        That cookie has a life of its own (reference 3); another login would only be one more in the printer's log.
        """
        if self.visit is None or self._entered_again >= MAX_ENTRIES:
            return False
        self._entered_again += 1
        try:
            self._read_portal()
        except RemoteUIError as error:
            self.connection.log(f"portal after a lost session: {error.kind}")
            return False
        self.connection.log("session lost, the login holds")
        self.native_ready = False
        self._visit.drop_cookie("iR")
        return True

    def _recover(self) -> None:
        if self._recovered:
            raise SessionLost(
                "The printer ended the session twice",
                remedy="Is somebody else logged in with the same account, or another run at work? Try again later",
            )
        self._recovered = True
        self.connection.log("session lost, opening it anew")
        if self.visit is not None:
            self._log_out()
            self.visit.close()
        self.store.drop()
        self.visit, self.native_ready = None, False
        self._clear_left_behind()
        self._start()

    def _checked(self, page: Page, screen: t.Optional[str]) -> Page:
        return checked(page, screen, self.rights_remedy)

    # -- the native side --------------------------------------------------------------------------
    def _enter_native(self) -> None:
        """Through the tile [Settings/Registration] to the cookie ``iR`` (reference 3)."""
        if self.native_ready:
            return
        page = self._visit.get(SETTINGS_TILE)
        if not self._visit.has_cookie("iR"):
            page = self._visit.get(NATIVE_TOP + links.milliseconds())
        if not self._visit.has_cookie("iR"):
            require_no_login(page)
            raise UnexpectedAnswer(
                "The printer does not open [Settings/Registration]",
                address=page.path,
                seen=notices.told(page),
                remedy=self.rights_remedy(),
            )
        self.native_ready = True
        self._menus.arrive(page, lambda address: self._checked(self._visit.get(address), None))

    @property
    def menu(self) -> Menu:
        """What is known of the menu of [Settings/Registration]."""
        return self._menus.menu

    def learn_menu(self, address: str) -> None:
        """Read a menu page once per session."""
        self._menus.learn(address)

    def forget_menu(self) -> None:
        """Read the menu anew when it is asked for next."""
        self._menus.forget()
        self.native_ready = False

    def settings(self) -> Menu:
        """The menu of [Settings/Registration]."""
        self.open()
        if not self.native_ready:
            try:
                self._enter_native()
            except SessionLost:
                self._recover()
                self._enter_native()
        return self.menu

    def rights_remedy(self) -> str:
        if self.menu.is_administrator:
            return (
                "The account has every privilege: look at the screen in a browser, and send a capture if it opens there"
            )
        held = self.menu.privileges()
        has = f" (it has: {', '.join(held)})" if held else ""
        return f"Use an account with the role Administrator, or NetworkAdmin for mail and OAuth{has}"


def _language(page: Page) -> str:
    return page.language.split("-")[0]


def _fresh(address: str, token: t.Optional[str]) -> str:
    """The address with the newest token where it wants one, and the cache buster that the printer's own links append."""
    if token:
        address = re.sub(r"(?<=[?&]Token=)(?=&|$)", token, address)
    parts = urlsplit(address)
    if "Dummy=" in parts.query or not parts.query:
        return address
    return address + "&Dummy=" + links.milliseconds()
