# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Logins and sessions (reference sections 2, 3 and 4)."""

from __future__ import annotations

import re
import time

import pytest

from fleet import printer_fixtures
from fleet.printer_fixtures import USER, Starter, Visitor, hidden

printer = printer_fixtures.printer

LOGIN_COOKIE = "com.canon.meap.service.login.session"
LOST = "<title>Remote UI : Cannot open this page.</title>"


@pytest.mark.parametrize("one_line", [False, True])
def test_user_authentication(printer: Starter, ca_file: str, one_line: bool) -> None:
    device = printer("dx_user_tls", profile_pem_line_breaks=not one_line)
    visitor = Visitor(device, ca_file)
    page = visitor.get("/")
    assert page.status_code == 200
    assert re.findall(r'<input type="(?:hidden|text|password)" name="([^"]+)"', page.text) == [
        "CHALLENGE",
        "URI",
        "policy",
        "DOMAIN",
        "admin",
        "GUEST",
        "PK",
        "PASSWORD",
        "USERNAME",
        "PASSWORD_T",
    ]
    answer = visitor.log_in()
    assert answer.status_code == 302 and re.fullmatch(r"[0-9a-f]{32}", visitor.http.cookies[LOGIN_COOKIE])
    assert "Remote UI : Portal :" in visitor.get("/").text
    assert (device.counters["logins"], device.counters["open_sessions"]) == (1, 1)
    visitor.get("/logout")
    assert hidden(visitor.get("/").text, "login")["CHALLENGE"]
    assert (device.counters["logouts"], device.counters["open_sessions"]) == (1, 0)


def test_a_wrong_password_shows_the_form_again(printer: Starter, ca_file: str) -> None:
    device = printer("dx_user_tls")
    answer = Visitor(device, ca_file).log_in(password="wrong")
    assert answer.status_code == 200 and hidden(answer.text, "login")["CHALLENGE"]
    assert (device.counters["wrong_logins"], device.counters["logins"]) == (1, 0)


def test_the_clear_password_does_not_work(printer: Starter, ca_file: str) -> None:
    device = printer("dx_user_tls")
    assert Visitor(device, ca_file).log_in(PASSWORD=USER[1]).status_code == 200
    assert device.counters["wrong_logins"] == 1


def test_a_challenge_is_good_once(printer: Starter, ca_file: str) -> None:
    device = printer("dx_user_tls")
    visitor = Visitor(device, ca_file)
    assert visitor.log_in(CHALLENGE="0" * 32).status_code == 200
    assert device.counters["wrong_logins"] == 0
    assert visitor.log_in().status_code == 302


def test_other_login_destinations_are_other_accounts(printer: Starter, ca_file: str) -> None:
    visitor = Visitor(printer("dx_user_held_back"), ca_file)
    assert '<option value="contoso.local">' in visitor.get("/").text
    assert visitor.log_in(DOMAIN="contoso.local").status_code == 200
    assert visitor.log_in(DOMAIN="").status_code == 302


def test_lock_out(printer: Starter, ca_file: str) -> None:
    device = printer("dx_user_tls", profile_lockout_after=2)
    visitor = Visitor(device, ca_file)
    visitor.log_in(password="wrong")
    assert visitor.log_in().status_code == 302
    visitor.get("/logout")
    for _attempt in range(2):
        visitor.log_in(password="wrong")
    refused = visitor.log_in()
    assert refused.status_code == 200 and "locked" in refused.text
    device.faults.clear()
    assert visitor.log_in().status_code == 302


def test_system_manager_id_and_pin(printer: Starter, ca_file: str) -> None:
    device = printer("dx_pin_tls")
    visitor = Visitor(device, ca_file)
    page = visitor.get("/").text
    assert "<title>Default Authentication" in page and "CANON" in page
    assert hidden(page, "login") == {"uri": "/", "user_type_generic": "", "loginType": "admin", "password2": ""}
    assert visitor.log_in("0000000", "4711").status_code == 200
    assert visitor.log_in("1234", "1").status_code == 200
    assert visitor.log_in("0001234", "0004711").status_code == 302
    assert "Remote UI : Portal :" in visitor.get("/").text
    assert device.counters["wrong_logins"] == 1  # an all-zero ID is no attempt at an account


def test_the_factory_pin_is_nagged_about(printer: Starter, ca_file: str) -> None:
    visitor = Visitor(printer("dx_pin_tls", credentials=("7654321", "7654321")), ca_file)
    assert visitor.log_in("7654321", "7654321").status_code == 302
    nag = visitor.get("/").text
    assert hidden(nag, "sdl") == {"conf": ""} and 'document.sdl.conf.value = "no"' in nag
    assert "/usermode" not in visitor.get("/usermode").text and hidden(visitor.get("/portal").text, "sdl")
    assert visitor.post("/PwdConfirm", {"conf": "no"}).status_code == 302
    assert "Remote UI : Portal :" in visitor.get("/").text


def test_without_authentication_the_portal_comes_at_once(printer: Starter, ca_file: str) -> None:
    device = printer("open_http")
    visitor = Visitor(device, ca_file)
    page = visitor.get("/").text
    assert 'var authstate = "2"' in page and '"url": "/usermode"' in page
    assert f"<td>{device.identity.product} ({device.identity.serial})</td>" in page
    visitor.open_settings()
    assert '"AuthKind": "1"' in visitor.screen("mail")
    assert device.counters["logins"] == device.counters["open_sessions"] == 0


def test_native_pages_need_every_cookie(printer: Starter, ca_file: str) -> None:
    visitor = Visitor(printer("dx_user_tls"), ca_file)
    lost = visitor.screen("mail")
    assert LOST in lost and len(lost.encode()) == 2053 and "<form" not in lost
    visitor.open_settings()
    assert LOST not in visitor.screen("mail")
    cookies = {cookie.name: cookie.value for cookie in visitor.http.cookies}
    for name in ("sessionid", "iR", "portalLang", LOGIN_COOKIE):
        visitor.http.cookies.clear()
        visitor.http.cookies.update({**cookies, name: ""})
        assert LOST in visitor.screen("mail"), name


def test_a_second_opening_makes_the_first_stale(printer: Starter, ca_file: str) -> None:
    visitor = Visitor(printer("open_http"), ca_file)
    visitor.open_settings()
    first = next(cookie.value for cookie in visitor.http.cookies if cookie.name == "iR")
    visitor.open_settings()
    assert LOST not in visitor.screen("mail")
    visitor.http.headers["Cookie"] = "; ".join(
        f"{c.name}={first if c.name == 'iR' else c.value}" for c in visitor.http.cookies
    )
    visitor.http.cookies.clear()
    assert LOST in visitor.screen("mail")


def test_without_ruipnxbundle_there_is_no_token(printer: Starter, ca_file: str) -> None:
    visitor = Visitor(printer("open_http"), ca_file)
    visitor.get("/")
    page = visitor.get("/rps/nativetop.cgi?CorePGTAG=PGTAG_CONF_ENV_PAP")
    assert "<title>Remote UI : Settings/Registration Error :" in page.text and "iR" in page.cookies
    assert "UmdMenuTbl.FucSndMainTBL" in page.text and not re.search(r"Token=\d", page.text)
    source = visitor.screen("mail")
    assert hidden(source, "SUBMIT_FORM")["Token"] == ""
    assert "ERR_SUBMIT_FORM" in visitor.save(source, {"SMTP Server": "a.example"})


def test_idle_sessions_end(printer: Starter, ca_file: str) -> None:
    device = printer("dx_user_tls", profile_idle_seconds=1.5)
    visitor = Visitor(device, ca_file)
    visitor.open_settings()
    assert LOST not in visitor.screen("mail")
    time.sleep(1.7)
    assert LOST in visitor.screen("mail") and device.counters["open_sessions"] == 0


def test_an_account_of_another_login_destination(printer: Starter, ca_file: str) -> None:
    device = printer("dx_domain_user")
    visitor = Visitor(device, ca_file)
    options = re.findall(r'<option value="([^"]+)">', visitor.get("/").text)
    assert options == ["localhost", "contoso.local", "fabrikam.local"]
    assert visitor.log_in(DOMAIN="localhost").status_code == 200
    assert visitor.log_in(DOMAIN="contoso.local").status_code == 302
    assert device.counters["wrong_logins"] == 1


def test_department_id_of_an_ordinary_user(printer: Starter, ca_file: str) -> None:
    visitor = Visitor(printer("dx_department_user"), ca_file)
    assert "<td>Department ID</td>" in visitor.get("/").text
    visitor.open_settings()
    menu = visitor.get("/rps/cdmenu.cgi?CorePGTAG=36").text
    assert '"UserType": "1"' in menu and '"HasAuth_System": "false"' in menu
    assert "Settings/Registration Error" in visitor.screen("mail")
    assert "managementTools" in visitor.get("/").text and 'var authstate = "1"' in visitor.get("/").text


def test_a_login_page_of_another_maker(printer: Starter, ca_file: str) -> None:
    device = printer("dx_third_party")
    visitor = Visitor(device, ca_file)
    page = visitor.get("/").text
    assert "<title>Login</title>" in page and re.findall(r'<input [^>]*name="([^"]+)"', page) == [
        "uri",
        "userID",
        "password",
    ]
    assert device.counters["passwords_received"] == 0
    assert visitor.log_in(password="wrong").status_code == 200
    assert visitor.log_in().status_code == 302
    assert device.counters["passwords_received"] == 2


def test_a_login_page_without_public_key(printer: Starter, ca_file: str) -> None:
    device = printer("dx_no_public_key")
    visitor = Visitor(device, ca_file)
    page = visitor.get("/").text
    assert not {"CHALLENGE", "PK"} & set(hidden(page, "login")) and "<script" not in page
    assert visitor.log_in(password="wrong").status_code == 200
    assert visitor.log_in().status_code == 302
    assert "Remote UI : Portal :" in visitor.get("/").text


def test_a_password_that_must_be_changed(printer: Starter, ca_file: str) -> None:
    visitor = Visitor(printer("dx_password_change"), ca_file)
    assert visitor.log_in().status_code == 302
    page = visitor.get("/").text
    old, new, again = re.findall(r'<input type="password" name="([^"]+)"', page)
    action = re.search(r'<form name="\w+" action="([^"]+)"', page)[1]
    assert "/usermode" not in visitor.get("/usermode").text
    assert "cannot be used" in visitor.post(action, {old: USER[1], new: "a", again: "b"}).text
    assert visitor.post(action, {old: USER[1], new: "N3w-password", again: "N3w-password"}).status_code == 302
    assert "Remote UI : Portal :" in visitor.get("/").text
    visitor.get("/logout")
    assert visitor.log_in(password="N3w-password").status_code == 302
    assert "Remote UI : Portal :" in visitor.get("/").text


def test_an_account_that_is_locked_for_good(printer: Starter, ca_file: str) -> None:
    device = printer("dx_locked")
    visitor = Visitor(device, ca_file)
    assert "The account is locked." in visitor.log_in().text
    device.faults.clear()
    assert "The account is locked." in visitor.log_in().text


def test_too_many_users(printer: Starter, ca_file: str) -> None:
    device = printer("dx_user_tls", profile_max_logins=1)
    first, second = Visitor(device, ca_file), Visitor(device, ca_file)
    assert first.log_in().status_code == 302
    assert "maximum number of users" in second.log_in().text
    first.get("/logout")
    assert second.log_in().status_code == 302
    assert device.counters["wrong_logins"] == 0
