# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the menu to a screen: further menu pages, rows that lead nowhere, and what a menu that was not read proves."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import (
    NotOffered,
    NotPermitted,
    UnexpectedAnswer,
)
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.menu import Menu
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.page import Page
from ansible_collections.printfleet.canon.plugins.module_utils._screens import menus, oauth
from ansible_collections.printfleet.canon.plugins.module_utils._screens.mail import MAIL
from ansible_collections.printfleet.canon.plugins.module_utils._screens.opening import find_row, open_view
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import BASE, page
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.mail_printer import Fields, MailPrinter

SEND = '<a href="./cdntwkem.cgi?FuncTypeFlag=EmailAdrs_Page">Network Settings - E-Mail/I-Fax Settings</a>'
OAUTH = '<a href="/OAuth/?disp=send_menu">OAuth 2.0 (Microsoft) Settings</a>'
STATUS = "<table><tr><th>Token Status</th><td>Active</td></tr></table>"


class Printer:
    """As much of a session as it takes to find a screen: pages by their address, without host."""

    def __init__(self, first: str, pages: dict[str, str] | None = None, labels: dict[str, Any] | None = None) -> None:
        self.pages = {f"{BASE}{address}": body for address, body in (pages or {}).items()}
        self.connection = type("Connection", (), {"labels": labels or {}})
        self.menu = Menu()
        self.menu.learn(page(first))
        self.notes: dict[str, Any] = {}
        self.menus_read: list[str] = []

    def settings(self) -> Menu:
        return self.menu

    def learn_menu(self, address: str) -> None:
        address = address if address.startswith(BASE) else BASE + address
        if address not in self.menus_read:
            self.menus_read.append(address)
            self.menu.learn(page(self.pages.get(address, "")))

    def read(self, address: str, _screen: str | None = None) -> Page:
        address = address if address.startswith(BASE) else BASE + address
        if address not in self.pages:
            error = UnexpectedAnswer("HTTP 404")
            error.is_missing = True
            raise error
        return page(self.pages[address], address[len(BASE) :])

    def rights_remedy(self) -> str:
        return "an account with more rights"


def is_offered(*given: Any) -> bool | None:
    return oauth.is_offered(Printer(*given))  # type: ignore[arg-type]


def test_a_row_on_the_known_menu_page_or_behind_the_titles_of_the_path() -> None:
    assert is_offered("", {menus.SEND: OAUTH})
    assert is_offered('<a href="./s.cgi">Send</a>', {"/rps/s.cgi": SEND + OAUTH})
    behind = {"/rps/f.cgi": '<a href="./s.cgi">Send</a>', "/rps/s.cgi": SEND + OAUTH}
    assert is_offered('<a href="./f.cgi">Function Settings</a>', behind)


def test_firmware_is_told_as_too_old_only_by_the_menu_that_would_have_the_row() -> None:
    assert is_offered("", {menus.SEND: SEND}) is False
    assert is_offered('<a href="/logout">Log Out</a><a href="./p.cgi">Paper Settings</a>') is None
    table = 'T = [new R("Common Settings ", "./cdsrsnd.cgi?Flag=Init_Data", null, 4, null)];'
    assert is_offered(f"<script>{table}</script>") is False


def test_entries_with_masks_in_other_tables_are_not_the_whole_menu() -> None:
    table = "<script>var left = [{title: 'Preferences', url: '/m?t=1', mask: 4}, {title: 'Send', url: '/m?t=36', mask: 56}];</script>"
    assert is_offered(table, {"/m?t=36": SEND + OAUTH})
    assert is_offered(table) is None


def test_the_rows_of_the_path_are_followed_also_where_a_neighbour_was_seen() -> None:
    assert is_offered(SEND + '<a href="./s.cgi">Send</a>', {"/rps/s.cgi": OAUTH})


@pytest.mark.parametrize(
    "drawn", ['<a aria-disabled="true">{}</a>', '<li class="disabled">{}</li>', '<span class="item grey">{}</span>']
)
def test_a_row_that_is_drawn_but_does_not_work(drawn: str) -> None:
    printer = Printer(SEND + drawn.format("OAuth 2.0 (Microsoft) Settings"))
    with pytest.raises(NotPermitted, match="does not open it"):
        find_row(printer, oauth.STATUS)  # type: ignore[arg-type]


def test_a_mark_to_jump_to_is_no_row() -> None:
    assert is_offered(SEND + '<a name="x">OAuth 2.0 (Microsoft) Settings</a>') is False


def test_a_row_that_leads_to_a_menu_of_its_own() -> None:
    google = '<a href="/OAuthG/">OAuth 2.0 (Google) Settings</a>'
    pages = {"/rps/o.cgi?a=1": google + OAUTH, "/OAuth/?disp=send_menu": STATUS}
    printer = Printer(SEND + '<a href="./o.cgi?a=1">OAuth 2.0 Settings</a>', pages)
    assert oauth.open_status(printer).value("token_status") == "Active"  # type: ignore[arg-type]
    assert printer.notes["oauth_address"].endswith("/OAuth/?disp=send_menu")


def test_a_usual_address_that_leads_nowhere_names_the_rows_of_the_menu() -> None:
    with pytest.raises(NotOffered, match="mail.title") as raised:
        open_view(Printer('<a href="/Mail/">E-Mail Server</a>'), MAIL)  # type: ignore[arg-type]
    assert "E-Mail Server" in str(raised.value)


def _framed(address: str) -> str:
    return f'<html><head><title>Frame</title></head><body><iframe src="{address}"></iframe><iframe src="{address}0"></iframe></body></html>'


@pytest.mark.parametrize(("address", "most"), [("/menu?t=1&Dummy={}", 2), ("/menu?t={}", 22)])
def test_frames_that_always_hold_others_are_read_only_so_deep(address: str, most: int) -> None:
    with MailPrinter() as printer:
        read: list[Fields] = []

        def frames(fields: Fields) -> str:
            read.append(fields)
            return _framed(address.format(len(read)))

        printer.routes = dict.fromkeys(["/usermode", "/menu", "/rps/cdmenu.cgi"], frames)
        with printer.session() as session:
            assert oauth.is_offered(session) is None
        assert 1 < len(read) <= most + 2
