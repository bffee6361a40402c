# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole pages from tests/unit/pages: what the driver makes of each of them."""

from __future__ import annotations

from pathlib import Path

from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui import links, login, notices
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import RefusedForm
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.menu import Menu
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.page import Page
from ansible_collections.printfleet.canon.plugins.module_utils._screens import device, mail, oauth
from ansible_collections.printfleet.canon.plugins.module_utils._screens.save_request import build
from ansible_collections.printfleet.canon.plugins.module_utils._screens.view import View
from ansible_collections.printfleet.canon.plugins.module_utils._tasks import token_status

PAGES = Path(__file__).parents[3] / "pages"
BASE = "https://127.0.0.9:8443"


def read(name: str, path: str) -> Page:
    return Page(BASE + path, (PAGES / f"{name}.html").read_text(encoding="utf-8"))


def test_mail_screen_and_the_menu_on_it() -> None:
    page = read("native_mail", "/rps/cdmx.cgi?Flag=Init_Data")
    assert notices.problem(page) is None
    shown = View(mail.MAIL, page, {}).read(["server", "port", "tls", "smtp_auth", "smtp_username"])
    assert shown == {"server": "mail.example.com", "port": 25, "tls": False, "smtp_auth": True, "smtp_username": ""}
    menu = Menu()
    menu.learn(page)
    assert [(row.title, row.mask, row.offered) for row in menu.rows[:3]] == [
        ("List", 4, False),
        ("E-Mail Settings", 56, True),
        ("OAuth 2.0 (Microsoft) Settings", 48, True),
    ]
    assert menu.rows[1].memo
    assert menu.rows[2].address == f"{BASE}/OAuth/?portalLang=en&disp=send_menu"
    assert menu.privileges() == ["device", "network"]


def test_saving_the_mail_screen() -> None:
    page = read("native_mail", "/rps/cdmx.cgi?Flag=Init_Data")
    changes = {"server": "smtp.office365.com", "port": 587, "tls": True, "smtp_auth": False}
    request = build(View(mail.MAIL, page, {}), changes)
    sent = dict(request.fields)
    assert request.address == f"{BASE}/rps/cdmx.cgi"
    assert [sent[f"KJ_{number}"] for number in range(1, 6)] == ["smtp.office365.com", "587", "1", "0", ""]
    assert (sent["Flag"], sent["PageFlag"], sent["CoreNXPage"]) == ("Exec_Data", "c_list.tpl", "c_mx.tpl")
    assert sent["Token"] == "31415926535897932"


def test_status_page_of_a_servlet() -> None:
    page = read("servlet_status", "/OAuth/?disp=send_menu")
    found = token_status.describe(View(oauth.STATUS, page, {}))
    assert (found["enabled"], found["connected"], found["token_state"]) == (True, True, "pending")
    assert (found["user_code"], found["user_code_expires_in"]) == ("SZ9SAB76X", 845)
    assert found["verification_uri"] == "https://microsoft.com/devicelogin"
    (edit,) = links.find_clickable(page, ["Edit"])
    assert links.resolve(page, edit) == links.Request(
        "POST", f"{BASE}/OAuth/edit", [("ticket", "77aa"), ("edit", "Edit...")]
    )
    (icon,) = links.find_clickable(page, ["Refresh"])
    refresh = links.resolve(page, icon)
    assert refresh is not None and refresh.address.startswith(f"{BASE}/OAuth/?disp=send_menu&Dummy=")


def test_login_page_that_says_something() -> None:
    page = read("login_user", "/")
    assert login.identify(page) == login.USER
    assert not login.is_portal(page)


def test_portal() -> None:
    page = read("portal", "/")
    assert login.identify(page) is None
    assert login.is_portal(page)
    assert login.authentication_state(page) == "2"
    assert device.portal_facts(page) == {
        "product_name": "Model X",
        "serial_number": "ABC01234",
        "device_name": "Room 12",
        "location": "",
    }


def test_refusal() -> None:
    error = notices.problem(read("refusal", "/rps/cdmx.cgi"))
    assert isinstance(error, RefusedForm)
    assert "The entered value is not correct ." in error.seen
    assert "Click [OK] and try again." in error.seen
