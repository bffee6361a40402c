# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers to a login that are neither the portal nor the login page."""

from __future__ import annotations

from typing import Any
from unittest.mock import MagicMock

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.connection import Connection
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import LoginRefused, LoginUnsupported
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.page import Page
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.sign_in import SignIn
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.transport import Answer

BASE = "https://192.0.2.7:8443"
FORM = '<form name="login" action="/login"><input name="deptid"><input type="password" name="password">{}</form>'
CHANGE = FORM.format('<input type="password" name="new1"><input type="password" name="new2">')
PORTAL = '<div id="productInformation"></div>'


def sign_in(answer: str, first_page: str, then: str = "") -> tuple[Page, MagicMock]:
    """The page after a login. :param first_page: what ``/`` shows then. :param then: what the next page shows."""
    visit, store = MagicMock(), MagicMock()
    store.was_refused.return_value = False
    visit.transport.send.return_value = Answer(200, {}, answer.encode(), BASE + "/login", None)
    visit.get.side_effect = [Page(BASE + "/", first_page), Page(BASE + "/portal", then)]
    connection = Connection(host="192.0.2.7", username="7654321", password="1234567")
    found = SignIn(visit, connection, store).to_portal(Page(BASE + "/", FORM.format("")))
    return found, visit


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        ("<p>The ID or PIN is incorrect.</p><a href='/'>Back</a>", LoginRefused, "Seen: The ID or PIN is incorrect"),
        (CHANGE, LoginUnsupported, "demands a new password"),
    ],
    ids=["page that refuses", "login page with a new password"],
)
def test_what_the_answer_says_is_told(answer: str, error: type[Any], words: str) -> None:
    with pytest.raises(error) as caught:
        sign_in(answer, FORM.format(""))
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "first",
    [
        "<script>location.replace('/portal?x=1')</script>",
        "<frameset><frame name=top src=/head><frame name=main src='/portal?x=1'></frameset>",
    ],
    ids=["script", "frames"],
)
def test_portal_behind_the_first_page(first: str) -> None:
    found, visit = sign_in("<p>Welcome</p>", first, then=PORTAL)
    assert found.by_id("productInformation") is not None
    assert visit.get.call_args.args[0].endswith("/portal?x=1")


def test_page_in_between_leads_to_the_portal() -> None:
    found, visit = sign_in("<p>Last login: yesterday</p>", PORTAL)
    assert found.by_id("productInformation") is not None
    assert visit.transport.send.call_count == 1
