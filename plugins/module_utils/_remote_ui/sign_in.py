# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""From the first page over the login to the portal (reference ``remote-ui.md`` 2). The password is sent once."""

from __future__ import annotations

from . import links, login, refusal
from .connection import Connection
from .errors import LoginRefused, LoginUnsupported, UnexpectedAnswer
from .page import Page, text_of
from .store import SessionStore
from .transport import to_page
from .visit import Visit

_ACCEPTED = (301, 302, 303, 307)
_FORWARDS = 3


class SignIn:
    """One login.

    :ivar logged_in: whether there is something to log out of; also where the answer to a login was lost.
    """

    def __init__(self, visit: Visit, connection: Connection, store: SessionStore) -> None:
        self._visit = visit
        self._connection = connection
        self._store = store
        self.logged_in = False

    def to_portal(self, page: Page) -> Page:
        """The portal, which some printers show without a login. :param page: the first page.

        :raises LoginRefused: also before anything is sent, where this password was refused in this run.
        :raises LoginUnsupported: another kind of login, or a new password is demanded.
        """
        kind = login.choose(page, self._connection)
        if (
            kind is None
            and self._connection.username
            and login.authentication_state(page) in ("-1", "1")
            and "/login" in page.source
        ):
            page = self._visit.get("/login")
            kind = login.choose(page, self._connection)
        if kind is None:
            return page
        if kind == login.NAG:
            return self._answer_nag(page)
        login.check_method(kind, self._connection)
        if self._store.was_refused():
            raise refusal.already_refused()
        return self._log_in(page, kind)

    def _log_in(self, page: Page, kind: str) -> Page:
        request = login.request(page, kind, self._connection)
        self.logged_in = True  # for a login whose answer is lost: it is ended, too
        answer = self._visit.transport.send(request, referer=page.address)
        self.logged_in = accepted = answer.status in _ACCEPTED
        return self._after_login(self._visit.answer_to(answer) if accepted else to_page(answer), page, accepted)

    def _after_login(self, page: Page, before: Page, accepted: bool) -> Page:
        """:param before: the login page. :param accepted: the printer answered with its redirect."""
        kind = login.identify(page)
        if kind == login.NAG:
            self.logged_in = accepted = True
            page = self._answer_nag(page)
            kind = login.identify(page)
        if login.wants_new_password(page, before):
            self.logged_in = True
            raise LoginUnsupported(
                "The printer demands a new password before it goes on",
                seen=[page.title],
                remedy="Log in once with a browser, change the password, and set canon_password to the new one",
            )
        if kind is not None:
            raise self._refused(page, before, accepted)
        self.logged_in = True
        if not login.is_portal(page):
            answer, page = page, inside(self._visit, self._visit.get("/"))
            if login.identify(page) is not None:
                raise self._refused(answer, before, accepted)  # a page of its own may tell why
        if not login.is_portal(page):
            raise UnexpectedAnswer(
                "After the login the printer shows a page that is not the portal",
                address=page.path,
                seen=[page.title or text_of(page.root)[:80]],
            )
        return page

    def _refused(self, page: Page, before: Page, accepted: bool) -> LoginRefused:
        self.logged_in = False
        self._store.note_refusal()
        return refusal.refusal(page, before, accepted, login.sent(before, self._connection))

    def _answer_nag(self, page: Page) -> Page:
        answer = self._visit.transport.send(login.nag_answer(page), referer=page.address)
        page = self._visit.answer_to(answer)
        return page if login.is_portal(page) or login.identify(page) is not None else self._visit.get("/")


def inside(visit: Visit, page: Page) -> Page:
    """The portal itself, where ``/`` only leads there or has it in a frame; the login page where that comes instead."""
    for _hop in range(_FORWARDS):
        forward = None if login.is_portal(page) or login.identify(page) else links.sure_forward(page)
        if forward is None or forward.method != "GET":
            break
        page = visit.get(forward.full_address)
    return page
