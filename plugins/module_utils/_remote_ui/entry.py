# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Finding the Remote UI on a printer: port, scheme and the first page (reference ``remote-ui.md`` 1)."""

from __future__ import annotations

import typing as t
from urllib.parse import urlsplit

from . import identity, links, login, makers, tls
from .connection import Connection
from .errors import Busy, NotARemoteUI, NotTrusted, RemoteUIError, Unreachable, Unsupported
from .page import Page, text_of
from .text import shorten
from .transport import REDIRECTS, Answer, Transport, to_page

Place = t.Tuple[str, int]

PLACES: t.Dict[str, t.List[Place]] = {
    "https": [("https", 8443), ("https", 443)],
    "http": [("http", 8000), ("http", 80)],
    "auto": [("https", 8443), ("https", 443), ("http", 8000), ("http", 80)],
}
_DEFAULT_PORTS = {"http": 80, "https": 443}
MAX_HOPS = 5


def places(connection: Connection) -> t.List[Place]:
    """Where to look, in order."""
    if connection.port is None:
        return PLACES[connection.scheme]
    schemes = ["https", "http"] if connection.scheme == "auto" else [connection.scheme]
    return [(scheme, connection.port) for scheme in schemes]


def base_of(connection: Connection, place: Place) -> str:
    host = connection.host
    if ":" in host and not host.startswith("["):
        host = f"[{host}]"
    return f"{place[0]}://{host}:{place[1]}"


def open_transport(connection: Connection, base: str) -> Transport:
    fingerprint = connection.certificate_fingerprint
    return Transport(
        base,
        connection.timeout,
        connection.validate_certs,
        connection.ca_path,
        tls.clean_fingerprint(fingerprint) if fingerprint else None,
        connection.log,
        connection.observe,
    )


def find(connection: Connection) -> t.Tuple[Transport, Page]:
    """The open transport and the first page (login page or portal).

    :raises Unreachable: nothing answers. :raises NotTrusted: TLS failed; plain http is never taken instead.
    :raises NotARemoteUI: something else answers.
    """
    return _Search(connection).run()


class _Search:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.todo: t.List[t.Tuple[Place, str]] = [(place, "/") for place in places(connection)]
        self.done: t.Set[t.Tuple[Place, str]] = set()
        self.notes: t.List[str] = []
        self.answered = False
        self.busy: t.Optional[RemoteUIError] = None
        self.remedy: t.Optional[str] = None
        self.maker: t.Optional[str] = None
        self.is_canon = False  # whether the Remote UI's own server showed a page that is no login known here
        self.asks_password = False

    def run(self) -> t.Tuple[Transport, Page]:
        found = self._search()
        if found is None and self.connection.port is None and self.connection.scheme == "https":
            self._look_at_plain_http()
            found = self._search()  # where that leads to https on another port
        if found is not None:
            return found
        if self.busy is not None and not self.answered:
            raise self.busy
        if self.answered:
            raise self._not_found()
        raise Unreachable(
            f"{self.connection.host} cannot be reached",
            seen=self.notes,
            remedy=self.remedy
            or "Check that the printer is on, that its Remote UI is switched on, and that ansible_host (canon_host) and canon_port are right",
        )

    def _search(self) -> t.Optional[t.Tuple[Transport, Page]]:
        while self.todo:
            step = self.todo.pop(0)
            if step in self.done or len(self.done) > 12:
                continue
            self.done.add(step)
            found = self._try(*step)
            if found is not None:
                return found
        return None

    def _not_found(self) -> RemoteUIError:
        """Something answers, but it is not what this collection drives: named as far as it tells without a login."""
        known = identity.ask(self.connection)
        self.maker = self.maker or makers.maker_of(*known)
        if self.maker is not None:
            return Unsupported(
                f"This is a device of another maker ({self.maker})",
                seen=known + self.notes,
                remedy="Only Canon printers are supported; no password was sent",
            )
        if self.asks_password and (self.is_canon or any("canon" in text.casefold() for text in known)):
            return login.unknown_service(known + self.notes)
        return NotARemoteUI(
            f"No Remote UI was found on {self.connection.host}", seen=known + self.notes, remedy=self._remedy()
        )

    def _remedy(self) -> str:
        if any("plain http" in note for note in self.notes):
            return (
                "Switch TLS on at the printer (Remote UI settings, [Use TLS]), "
                "or set canon_scheme: http if passwords may cross the network in clear text"
            )
        if self.is_canon:
            return (
                "If this printer is still starting, run again; if another login service (single sign-on, cards, pictures) has "
                "its login page there, select User Authentication, or Department ID Authentication, for the Remote UI; no password was sent"
            )
        return (
            "Set canon_port if the Remote UI is on another port; "
            "check on the printer that the Remote UI is switched on ([License/Other] > [Remote UI Settings])"
        )

    def _try(self, place: Place, path: str) -> t.Optional[t.Tuple[Transport, Page]]:
        transport = open_transport(self.connection, base_of(self.connection, place))
        label = f"{place[0]} port {place[1]}"
        try:
            for _hop in range(MAX_HOPS):
                answer = transport.get(transport.base + path, tries=2)
                self.answered = True
                page = to_page(answer)
                if login.identify(page) is not None or login.is_portal(page):
                    return transport, page
                self._recognise(answer, page)
                target = _leads_to(answer, page)
                if not target:
                    self._note(f"{label}: {describe(answer, page)}")
                    self._look_for_login(answer, page)
                    break
                path = self._hop(page, target, place, label)
                if not path:
                    break
        except Unreachable as error:
            self._note(f"{label}: {error.message}")
            if error.handshake:
                self.remedy = error.remedy
        except Busy as error:
            self.busy = error
            self._note(f"{label}: {error.message}")
        except NotTrusted as error:
            transport.close()
            if not self._may_go_on(error, place):
                raise
            self._note(f"{label}: {error.message}")
        transport.close()
        return None

    def _recognise(self, answer: Answer, page: Page) -> None:
        """Remember the maker; stop at a small Canon model, which has another Remote UI."""
        server = answer.headers.get("Server")
        if makers.is_small_canon(server):
            raise login.small_family(seen=identity.ask(self.connection))
        if answer.status < 400:
            self.maker = self.maker or makers.maker_of(page.title, server)

    def _look_for_login(self, answer: Answer, page: Page) -> None:
        """Login services are applications in the device, each with a page of its own (reference 2.3).

        One without a password (cards, pictures) cannot be told from the page of a printer that is still starting.
        """
        if answer.status == 200:
            self.is_canon = self.is_canon or makers.is_remote_ui(answer.headers.get("Server"))
            self.asks_password = self.asks_password or any(
                control.kind == "password" for form in page.forms for control in form.controls
            )

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)

    def _may_go_on(self, error: NotTrusted, place: Place) -> bool:
        """Whether a failed handshake leaves another way: only with scheme auto, and only where no Remote UI is behind it.

        A printer with TLS off still completes handshakes on 8443, with a certificate of its own (reference 1.4).
        """
        if self.connection.scheme == "auto":
            return error.no_tls or not self._is_behind(place)
        if self.connection.port is None:
            before = len(self.notes)
            self._look_at_plain_http()
            error.seen += self.notes[before:]
        return False

    def _is_behind(self, place: Place) -> bool:
        """Whether an unverified look (nothing is sent but the request for the first page) finds the Remote UI."""
        transport = Transport(
            base_of(self.connection, place), self.connection.timeout, validate_certs=False, log=self.connection.log
        )
        try:
            page = to_page(transport.get(transport.base + "/", tries=1))
        except RemoteUIError:
            return False
        finally:
            transport.close()
        return login.identify(page) is not None or login.is_portal(page)

    def _hop(self, page: Page, target: str, place: Place, label: str) -> str:
        """The path to go on with on the same port, or ''; other ports are put on the list.

        A port that the user names is tried first, whatever port the printer takes for its own (reference 1.9).
        """
        try:
            parts = urlsplit(page.absolute(target))
        except ValueError:
            return ""
        path = (parts.path or "/") + ("?" + parts.query if parts.query else "")
        scheme = parts.scheme or place[0]
        try:
            port = parts.port or _DEFAULT_PORTS.get(scheme, place[1])
        except ValueError:
            return ""
        if (scheme, port) == place:
            return path
        if scheme == "http" and self.connection.scheme == "https":
            self._note(f"{label}: leads to plain http, port {port}")
            return ""
        if scheme in ("http", "https"):
            self.todo.insert(0, ((scheme, port), path))
        return path if self.connection.port is not None and scheme == place[0] and path != page.path else ""

    def _look_at_plain_http(self) -> None:
        """Without TLS nothing secret is sent, but the user should know what is there, and a refresh to https is followed."""
        for place in PLACES["http"]:
            transport = open_transport(self.connection, base_of(self.connection, place))
            try:
                answer = transport.get(transport.base + "/", tries=1)
            except RemoteUIError:
                continue
            finally:
                transport.close()
            self.answered = True
            page = to_page(answer)
            self._recognise(answer, page)
            if login.identify(page) == login.SMALL_FAMILY:
                raise login.small_family(seen=identity.ask(self.connection))
            target = _leads_to(answer, page)
            if login.identify(page) is not None or login.is_portal(page):
                self._note(f"port {place[1]}: the Remote UI over plain http")
            elif not target or self._hop(page, target, place, f"port {place[1]}"):
                self._note(f"port {place[1]}: {describe(answer, page)}")


def _leads_to(answer: Answer, page: Page) -> t.Optional[str]:
    """Where an answer sends the browser: by its status, by a refresh, by script or in a frame."""
    return answer.location if answer.status in REDIRECTS else links.forward_of(page)


def describe(answer: Answer, page: Page) -> str:
    """What answers, in a few words: status, title and server."""
    title = page.title or shorten(text_of(page.root), 60) or "no title"
    server = shorten(answer.headers.get("Server", ""), 40)
    return f'HTTP {answer.status}, "{shorten(title, 60)}"' + (f", server {server}" if server else "")
