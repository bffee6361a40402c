# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the host to the first page: ports, ways of forwarding, and pages that are neither login nor portal."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui import entry
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.connection import Connection
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import (
    LoginUnsupported,
    NotARemoteUI,
    Unreachable,
)
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.transport import Answer

HOST = "192.0.2.7"
LOGIN = '<form name="login" action="/login"><input name="USERNAME"><input type="password" name="PASSWORD_T"></form>'
CATWALK = {"Server": "Catwalk"}
Site = dict[str, Any]


def refresh(target: str) -> str:
    return f'<meta http-equiv="refresh" content="0; url={target}">'


class Printer:
    """Answers by scheme, port and path: a body, or the target of a redirect after ``301``; all else is refused."""

    def __init__(self, site: Site, base: str) -> None:
        self.site, self.base = site, base

    def get(self, address: str, referer: str | None = None, tries: int = 3) -> Answer:
        parts = urlsplit(address)
        place = f"{parts.scheme} {parts.port}"
        if place not in self.site:
            raise Unreachable(f"{place} refused")
        body = self.site[place].get(parts.path, 404)
        if body == 404:
            return Answer(404, CATWALK, b"HTTP 404 Not Found", address, None)
        if isinstance(body, tuple):
            return Answer(body[0], CATWALK, b"", address, body[1])
        return Answer(200, CATWALK, body.encode(), address, None)

    def close(self) -> None:
        """Nothing is open."""


def find(monkeypatch: pytest.MonkeyPatch, site: Site, known: tuple[str, ...] = (), **options: Any) -> str:
    """The address of the first page."""
    monkeypatch.setattr(entry, "open_transport", lambda _connection, base: Printer(site, base))
    monkeypatch.setattr(entry.identity, "ask", lambda _connection: list(known))
    _transport, page = entry.find(Connection(host=HOST, **options))
    return page.address


@pytest.mark.parametrize(
    "forward",
    [
        refresh("https://copier-1.local:8443/rps/"),
        '<META HTTP-EQUIV="REFRESH" CONTENT="0;https://10.1.2.3:8443/rps/">',
        '<script>location.href = "https://10.1.2.3:8443/rps/";</script>',
        '<script>function go() { top.location.replace("/rps/"); }</script><body onload="go()"></body>',
        '<frameset><frame src="/rps/"></frameset>',
        (301, "https://10.1.2.3:8443/rps/"),
        (302, "/rps/"),
    ],
    ids=["refresh", "refresh without url=", "href", "replace", "frame", "301", "302"],
)
def test_first_page_may_forward_in_any_way(monkeypatch: pytest.MonkeyPatch, forward: Any) -> None:
    assert find(monkeypatch, {"https 8443": {"/": forward, "/rps/": LOGIN}}) == f"https://{HOST}:8443/rps/"


@pytest.mark.parametrize("forward", [refresh("https://10.1.2.3:9443/"), (301, "https://10.1.2.3:9443/")])
def test_port_80_may_lead_to_https_on_another_port(monkeypatch: pytest.MonkeyPatch, forward: Any) -> None:
    site = {"http 80": {"/": forward}, "https 9443": {"/": LOGIN}}
    assert find(monkeypatch, site) == f"https://{HOST}:9443/"


def test_plain_http_is_not_taken_where_https_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    site = {"http 80": {"/": refresh("http://10.1.2.3:8000/rps/")}, "http 8000": {"/": LOGIN, "/rps/": LOGIN}}
    with pytest.raises(NotARemoteUI, match="canon_scheme: http"):
        find(monkeypatch, site)


def test_port_that_the_user_names_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind NAT the printer names its own port, behind which another printer may stand."""
    other = {"/": LOGIN, "/login": LOGIN}
    site = {"https 18443": {"/": (302, "https://10.1.2.3:8443/login"), "/login": LOGIN}, "https 8443": other}
    assert find(monkeypatch, site, port=18443) == f"https://{HOST}:18443/login"


def test_port_that_the_user_names_may_only_lead_on(monkeypatch: pytest.MonkeyPatch) -> None:
    site = {"http 80": {"/": refresh("http://10.1.2.3:8000/rps/")}, "http 8000": {"/rps/": LOGIN}}
    assert find(monkeypatch, site, port=80, scheme="http") == f"http://{HOST}:8000/rps/"


ASKS = '<form name="loginForm" action="/uniflow/login"><input name="user"><input type="password" name="pw"></form>'


def test_login_page_of_an_unknown_service_is_told_as_that(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LoginUnsupported, match="login service") as caught:
        find(monkeypatch, {"https 8443": {"/": ASKS}})
    assert "no password was sent" in str(caught.value)


@pytest.mark.parametrize(
    "body",
    ["<p>Place your IC card on the card reader.</p>", '<a href="https://idp.example.com/sso">Sign in</a>', "Starting"],
)
def test_page_without_a_password_may_be_one_of_a_printer_that_starts(
    monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    """Who waits for a restart goes on waiting; who reads the message learns both."""
    with pytest.raises(NotARemoteUI, match="still starting") as caught:
        find(monkeypatch, {"https 8443": {"/": body}})
    assert "login service" in str(caught.value)


def test_answer_that_is_no_page_of_a_login_service(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotARemoteUI):
        find(monkeypatch, {"https 8443": {"/": 404}}, known=("model Canon iR-ADV C3720",))
