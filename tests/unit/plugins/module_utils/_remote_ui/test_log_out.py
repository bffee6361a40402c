# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Logging out: at the known address, or by the printer's own link or button."""

from __future__ import annotations

from unittest.mock import MagicMock

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.transport import Answer
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.visit import Visit

BASE = "https://192.0.2.7:8443"
LOGIN = '<form name="login" action="/login"><input name="deptid"><input type="submit" value="OK"></form>'


def sent_after(known: tuple[int, str], portal: str = "") -> list[str]:
    """What is sent beyond ``/logout``. :param known: status and page that answer there."""
    transport = MagicMock(base=BASE)

    def get(address: str, **_options: object) -> Answer:
        status, body = known if address.endswith("/logout") else (200, portal)
        return Answer(status, {}, body.encode(), address, "/" if status == 302 else None)

    transport.get.side_effect = get
    Visit(transport).log_out()
    return [f"{call.args[0].method} {call.args[0].address[len(BASE) :]}" for call in transport.send.call_args_list]


@pytest.mark.parametrize("known", [(302, ""), (200, LOGIN), (200, "<p>You are logged out.</p>")])
def test_known_address(known: tuple[int, str]) -> None:
    assert sent_after(known) == []


@pytest.mark.parametrize(
    ("portal", "sent"),
    [
        ('<a href="/rps/logout.cgi?x=1">Log Out</a>', "GET /rps/logout.cgi?x=1"),
        ('<form action="/auth" method="post"><input type="submit" value="Log Out"></form>', "POST /auth"),
        ("<a href=\"javascript:out()\">Logout</a><script>function out() { location.href = '/out'; }</script>", "GET /out"),
    ],
)  # fmt: skip
def test_own_link_where_the_known_address_is_not_there(portal: str, sent: str) -> None:
    assert sent_after((404, ""), portal) == [sent]


def test_question_before_it() -> None:
    asks = '<p>Log out?</p><a href="/logout?sure=1">OK</a> <a href="/">Cancel</a>'
    assert sent_after((200, asks)) == ["GET /logout?sure=1"]


def test_nothing_else_is_pressed() -> None:
    assert sent_after((404, ""), '<a href="/restart">OK</a>') == []
