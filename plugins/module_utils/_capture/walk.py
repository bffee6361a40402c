# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.
"""Visits the pages that the collection reads, one after the other, and says which fields it found on them."""

from __future__ import annotations

import dataclasses
import typing as t
from urllib.parse import urlsplit

from .._remote_ui.errors import NotOffered, RemoteUIError
from .._remote_ui.links import Request
from .._remote_ui.page import Page
from .._remote_ui.session import Session
from .._remote_ui.text import label_key
from .._screens import clock, device, mail, menus, network, oauth
from .._screens.fields import SECRET, Screen
from .._screens.opening import address_of
from .._screens.view import View
from .recorder import Recorder
from .safety import acts

SOFTWARE = Screen(
    key="software",
    titles=("Register/Update Software",),
    marks=("/nis/",),
    menus=(menus.LICENSE,),
    path="Settings/Registration > License/Other > Register/Update Software",
)
MENUS = {
    "Send": menus.SEND,
    "Timer/Energy Settings": menus.TIMER,
    "Network Settings": menus.NETWORK,
    "Network Settings (servlet)": menus.NETWORK_SERVLET,
    "License/Other": menus.LICENSE,
}
SCREENS = (mail.MAIL, clock.CLOCK, clock.SNTP, network.IPV4, network.DNS, network.PROXY, SOFTWARE)
_WITHOUT_LOGIN = frozenset(["login_refused", "login_lost", "login_unsupported", "unexpected_answer", "not_a_remote_ui"])
_ROWS = 4
_ENDS = frozenset(["unreachable", "busy", "session_lost", "run_ended"])


@dataclasses.dataclass
class Survey:
    """What the visit brought beside the pages.

    ``views``: the screens that were read, by name. ``notes``: why a page could not be read.
    """

    views: t.Dict[str, View] = dataclasses.field(default_factory=dict)
    addresses: t.Dict[str, str] = dataclasses.field(default_factory=dict)
    notes: t.Dict[str, str] = dataclasses.field(default_factory=dict)
    login_error: t.Optional[RemoteUIError] = None
    complete: bool = True

    def fields(self) -> t.Dict[str, t.Dict[str, t.Dict[str, t.Any]]]:
        """For each screen and field: its label (None: not found), the control, whether its value is understood."""
        return {
            name: {field.name: _found(view, field.name, field.kind) for field in view.screen.fields}
            for name, view in self.views.items()
        }


def _found(view: View, name: str, kind: str) -> t.Dict[str, t.Any]:
    spot = view.spot(name)
    control = view.control(name) if spot is not None else None
    return {
        "label": spot.label if spot is not None else None,
        "control": control.kind if control is not None else ("text" if spot is not None else None),
        "understood": kind == SECRET or view.value(name) is not None if spot is not None else False,
    }


class Walk:
    """One visit. Opens pages with GET only; the login is that of every module.

    :param pages: addresses that the user names, checked before.
    """

    def __init__(self, session: Session, recorder: Recorder, pages: t.Sequence[str] = ()) -> None:
        self.session = session
        self.recorder = recorder
        self.pages = pages
        self.survey = Survey()

    def run(self) -> Survey:
        """Visit all pages.

        :raises RemoteUIError: the printer did not answer at all.
        """
        self.recorder.what = "login"
        try:
            self.session.open()
        except RemoteUIError as error:
            if error.kind not in _WITHOUT_LOGIN or not self.recorder.recorded:
                raise
            self.survey.login_error = error
            return self.survey
        for name, step in self._steps():
            if not self._step(name, step):
                self.survey.complete = False
                break
        return self.survey

    def _steps(self) -> t.Iterator[t.Tuple[str, t.Callable[[], None]]]:
        yield "portal", self._portal
        yield "start page of Settings/Registration", self._settings
        for title, address in MENUS.items():
            yield f"menu {title}", lambda address=address: self.session.menu.learn(self._read(address))
        for screen in SCREENS:
            yield screen.titles[0], lambda screen=screen: self._screen(screen)
        yield mail.PORTS.titles[0], self._ports
        yield (
            device.INFORMATION.titles[0],
            lambda: self._view(device.INFORMATION, self._read(device.INFORMATION.address or "")),
        )
        yield oauth.STATUS.titles[0], self._oauth
        for address in self.pages:
            yield f"page {address}", lambda address=address: t.cast(None, self._read(address))

    def _step(self, name: str, step: t.Callable[[], None]) -> bool:
        """Do one step; False where going on makes no sense."""
        self.recorder.what = name
        try:
            step()
        except RemoteUIError as error:
            self.survey.notes[name] = str(error)
            return error.kind not in _ENDS
        return True

    def _read(self, address: str) -> Page:
        if acts(address):
            raise NotOffered("This address could change something and was not opened", address=urlsplit(address).path)
        page = self.session.read(address, self.recorder.what)
        self.recorder.adopt(page)
        return page

    def _view(self, screen: Screen, page: Page, name: t.Optional[str] = None) -> None:
        name = name or screen.key
        self.survey.views[name] = View(screen, page, self.session.connection.labels)
        self.survey.addresses[name] = page.address

    def _portal(self) -> None:
        self._view(device.PORTAL, self._read("/"))

    def _settings(self) -> None:
        """Anew, also where a task before has been there: its pages are wanted."""
        self.session.forget_menu()
        self.session.settings()

    def _screen(self, screen: Screen) -> None:
        page = self._read(address_of(self.session, screen))
        if screen.fields:
            self._view(screen, page)

    def _ports(self) -> None:
        """The screen of the SMTP port, where the mail screen does not have it."""
        shown = self.survey.views.get(mail.MAIL.key)
        if shown is not None and shown.control("port") is not None:
            return
        rows = mail.port_rows(self.session)[:_ROWS]
        if not rows:
            raise NotOffered("The menu has no row about ports", screen=mail.PORTS.path)
        for number, row in enumerate(rows, 1):
            self._view(mail.PORTS, self._read(row.address), "ports" if number == 1 else f"ports {number}")

    def _oauth(self) -> None:
        try:
            page = self._read(address_of(self.session, oauth.STATUS))
        except NotOffered:
            self._rows_about_oauth()
            raise
        self._view(oauth.STATUS, page)
        self.recorder.what = oauth.EDIT.titles[0]
        edit = oauth.open_edit(t.cast(Session, _Looking(self.session, self.recorder)), self.survey.views["oauth"])
        self.survey.views["oauth edit"], self.survey.addresses["oauth edit"] = edit, edit.page.address

    def _rows_about_oauth(self) -> None:
        """Under a title that is not known, perhaps in another language: the word itself is the same in all."""
        rows = [
            row
            for row in self.session.menu.rows
            if "oauth" in label_key(row.title) and "google" not in label_key(row.title)
        ]
        for number, row in enumerate(rows[:_ROWS], 1):
            self._view(oauth.STATUS, self._read(row.address), "oauth" if number == 1 else f"oauth {number}")


class _Looking:
    """A session that follows links, but sends no form."""

    def __init__(self, session: Session, recorder: Recorder) -> None:
        self.connection = session.connection
        self._session, self._recorder = session, recorder

    def act(self, request: Request, page: Page, screen: t.Optional[str] = None) -> Page:
        if request.method != "GET" or acts(
            request.address + "?" + "&".join("=".join(field) for field in request.fields)
        ):
            raise NotOffered(
                "The way to this page is a form that is sent, so it was not opened",
                screen=screen,
                address=urlsplit(request.address).path,
            )
        shown = self._session.act(request, page, screen)
        self._recorder.adopt(shown)
        return shown
