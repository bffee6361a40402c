# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Login pages: which one it is, what is sent, and when nothing is."""

from __future__ import annotations

import base64
from functools import cache
from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui import login
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.connection import Connection
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import LoginUnsupported, RemoteUIError
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.page import Page
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import BASE, page
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

PASSWORD = "Pa\u00dfw\u00f6rt 1"


@cache
def private_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def pem() -> str:
    return private_key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def pkcs1() -> str:
    return private_key().public_key().public_bytes(Encoding.PEM, PublicFormat.PKCS1).decode()


def user_page(key: str = "", challenge: str = "c7", extra: str = "", domain: str = "", uri: str = "/") -> Page:
    key = key.replace('"', "")
    return page(
        f"""<form name="login" method="post" action="/login">
        <input type="hidden" name="CHALLENGE" value="{challenge}"><input type="hidden" name="URI" value="{uri}">
        <input type="hidden" name="policy" value="0"><input type="hidden" name="DOMAIN" value="{domain}">
        <input type="hidden" name="admin" value="1"><input type="hidden" name="GUEST" value="">
        <input type="hidden" name="PK" value="{key}"><input type="hidden" name="PASSWORD" value="">
        <input type="text" id="USERNAME" name="USERNAME"><input type="password" id="PASSWORD_T" name="PASSWORD_T">
        {extra}<fieldset><button name="LoginButton">Log In</button></fieldset></form>""",
        path="/",
    )


def manager_page(extra: str = "") -> Page:
    return page(
        f"""<form name="login" action="/login" method="post"><input type="hidden" name="uri" value="/rps/">
        <input type="hidden" name="user_type_generic" value=""><input type="hidden" name="loginType" value="admin">
        <table><tr><td>ID</td><td><input name="deptid"></td></tr>
        <tr><td>PIN</td><td><input type="password" name="password"></td></tr></table>{extra}
        <fieldset><input type="submit" value="Log In"></fieldset></form>""",
        path="/",
        title="Default Authentication : CANON",
    )


def connection(**options: Any) -> Connection:
    return Connection(**{"host": "127.0.0.9", "username": "Administrator", "password": PASSWORD, **options})


@pytest.mark.parametrize(
    ("shown", "kind"),
    [
        (manager_page(), login.SYSTEM_MANAGER),
        (user_page(pem()), login.USER),
        (
            page('<form action="/login"><input name="USERNAME"><input name="PASSWORD" type="password"></form>'),
            login.USER,
        ),
        (
            page(
                '<form name="login"><input name="userID"><input name="password"><input name="uri"></form>',
                title="Login",
            ),
            login.THIRD_PARTY,
        ),
        (page('<form name="login" action="/login?x=1"><input name="card"></form>'), login.THIRD_PARTY),
        (
            page('<form name="loginFrm" action="/checkLogin.cgi"><input name="i0014"><input name="i0016"></form>'),
            login.SMALL_FAMILY,
        ),
        (page('<form name="sdl" action="/PwdConfirm"><input type="hidden" name="conf"></form>'), login.NAG),
        (page('<form name="sdl" action="/"><input type="hidden" name="conf"></form>'), login.NAG),
        (page('<form name="SUBMIT_FORM"><input type="hidden" name="Flag"></form>'), None),
        (page(""), None),
        (page('<form name="search"><input name="password"></form>'), None),
    ],
)
def test_login_page_is_known_by_its_inputs(shown: Page, kind: str | None) -> None:
    assert login.identify(shown) == kind


@pytest.mark.parametrize(
    "key",
    [
        pem(),
        pem().replace("\n", " "),
        pem().replace("\n", ""),
        pem().replace("\n", "\\n"),
        pem().replace("\n", "\r\n"),
        "".join(pem().splitlines()[1:-1]),
        pkcs1(),
        pkcs1().replace("RSA PUBLIC", "PUBLIC"),
        "".join(pkcs1().splitlines()[1:-1]),
        pem().replace("PUBLIC", "RSA PUBLIC"),
    ],
    ids=[
        "line breaks",
        "blanks",
        "one line",
        "backslash n",
        "crlf",
        "body only",
        "PKCS#1",
        "PKCS#1 with the other header",
        "PKCS#1 body only",
        "the other header",
    ],
)
def test_password_is_encrypted_with_the_challenge(key: str) -> None:
    fields = dict(login.request(user_page(key), login.USER, connection()).fields)
    clear = private_key().decrypt(base64.b64decode(fields["PASSWORD"]), padding.PKCS1v15())
    assert clear.decode() == PASSWORD + "c7"
    assert PASSWORD not in str({**fields, "PASSWORD": ""})


def test_user_authentication_sends_all_hidden_fields() -> None:
    request = login.request(user_page(pem()), login.USER, connection())
    fields = dict(request.fields)
    assert (request.method, request.address, request.writes) == ("POST", f"{BASE}/login", True)
    assert {
        name: fields[name]
        for name in ("CHALLENGE", "URI", "policy", "DOMAIN", "admin", "GUEST", "PK", "USERNAME", "PASSWORD_T")
    } == {
        "CHALLENGE": "c7",
        "URI": "/",
        "policy": "0",
        "DOMAIN": "localhost",
        "admin": "1",
        "GUEST": "",
        "PK": user_page(pem()).forms[0].get("PK"),
        "USERNAME": "Administrator",
        "PASSWORD_T": "",
    }
    assert "LoginButton" not in fields


@pytest.mark.parametrize(
    ("wanted", "value"),
    [("localhost", "localhost"), ("contoso.com", "ad1"), ("AD1", "ad1"), ("this device", "localhost")],
)
def test_login_destination_by_value_or_text(wanted: str, value: str) -> None:
    choice = (
        '<select name="domainname"><option value="localhost">This device</option><option value="ad1">'
        "contoso.com</option></select>"
    )
    fields = dict(
        login.request(user_page(pem(), extra=choice), login.USER, connection(login_destination=wanted)).fields
    )
    assert fields["DOMAIN"] == value


def test_login_destination_of_the_list_counts_more_than_the_one_that_the_page_has_chosen() -> None:
    choice = '<select name="domainname"><option value="ad1">contoso.com</option><option value="localhost">This device</option></select>'
    shown = user_page(pem(), extra=choice, domain="ad1")
    assert dict(login.request(shown, login.USER, connection()).fields)["DOMAIN"] == "localhost"
    assert dict(login.request(user_page(pem(), domain="ad1"), login.USER, connection()).fields)["DOMAIN"] == "ad1"


def test_login_destinations_in_a_list_of_another_name() -> None:
    choice = (
        '<select name="lang"><option value="en">English</option></select>'
        '<select name="dest"><option value="localhost">This device</option><option value="ad1">contoso.com</option></select>'
    )
    asked = connection(login_destination="CONTOSO.com")
    assert dict(login.request(user_page(pem(), extra=choice), login.USER, asked).fields)["DOMAIN"] == "ad1"


def test_login_destination_that_the_printer_does_not_have() -> None:
    choice = '<select name="domainname"><option value="localhost">This device</option></select>'
    with pytest.raises(LoginUnsupported) as caught:
        login.request(user_page(pem(), extra=choice), login.USER, connection(login_destination="elsewhere"))
    assert caught.value.seen == ["localhost"]


@pytest.mark.parametrize("key", ["", "nonsense", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"])
def test_without_a_usable_key_nothing_is_sent(key: str) -> None:
    with pytest.raises(LoginUnsupported) as caught:
        login.request(user_page(key), login.USER, connection())
    assert PASSWORD not in str(caught.value)
    assert "no password was sent" in str(caught.value).lower()


def test_password_that_is_too_long_for_the_key_is_not_sent() -> None:
    with pytest.raises(LoginUnsupported):
        login.request(user_page(pem(), challenge="x" * 300), login.USER, connection())


def test_clear_password_only_on_demand_and_over_tls() -> None:
    fields = dict(login.request(user_page(""), login.USER, connection(login_method="user")).fields)
    assert fields["PASSWORD"] == PASSWORD
    plain = Page("http://127.0.0.9:8000/", user_page("").source)
    with pytest.raises(LoginUnsupported):
        login.request(plain, login.USER, connection(login_method="user"))


def test_system_manager_form() -> None:
    request = login.request(manager_page(), login.SYSTEM_MANAGER, connection(username="1234567", password="7654321"))
    assert dict(request.fields) == {
        "uri": "/rps/",
        "user_type_generic": "",
        "loginType": "admin",
        "deptid": "1234567",
        "password": "7654321",
        "password2": "",
    }


def test_later_on_the_page_about_the_factory_pin() -> None:
    request = login.nag_answer(
        page(
            '<form name="sdl" action="/PwdConfirm" method="post"><input type="hidden" name="conf" value="">'
            '<input type="hidden" name="u" value="1"></form>'
        )
    )
    assert (request.address, dict(request.fields)) == (f"{BASE}/PwdConfirm", {"conf": "no", "u": "1"})


@pytest.mark.parametrize(
    ("kind", "options", "said"),
    [
        (login.SMALL_FAMILY, {}, "MF/i-SENSYS"),
        (login.THIRD_PARTY, {}, "login service"),
        (login.USER, {"login_method": "none"}, "canon_login_method"),
        (login.USER, {"login_method": "system_manager"}, "canon_login_method"),
        (login.SYSTEM_MANAGER, {"login_method": "user"}, "canon_login_method"),
        (login.USER, {"username": None}, "user name and password"),
        (login.USER, {"password": ""}, "user name and password"),
        (login.SYSTEM_MANAGER, {"password": None}, "System Manager ID"),
    ],
)
def test_logins_that_are_not_tried(kind: str, options: dict[str, Any], said: str) -> None:
    with pytest.raises(RemoteUIError) as caught:
        login.check_method(kind, connection(**options))
    assert said in str(caught.value)
    assert not caught.value.retryable


@pytest.mark.parametrize(
    ("kind", "method"),
    [
        (login.USER, "auto"),
        (login.USER, "user"),
        (login.SYSTEM_MANAGER, "auto"),
        (login.SYSTEM_MANAGER, "system_manager"),
    ],
)
def test_logins_that_are_tried(kind: str, method: str) -> None:
    login.check_method(kind, connection(login_method=method))


@pytest.mark.parametrize(
    ("code", "state"),
    [('var authstate = "2";', "2"), ("authstate='1'", "1"), ('"authstate" : -1', None), ("authstate:-1", "-1")],
)
def test_state_of_the_portal(code: str, state: str | None) -> None:
    assert login.authentication_state(page(f"<script>{code}</script>")) == state


def test_portal_is_known() -> None:
    assert login.is_portal(page('<div id="productInformation"></div>'))
    assert login.is_portal(page('<script>var baseToolMenu = "[]";</script>'))
    assert not login.is_portal(user_page(pem()))


def test_page_that_demands_a_new_password() -> None:
    fields = '<input type="password" name="new1"><input type="password" name="new2">'
    before = user_page(pem())
    assert login.wants_new_password(page(f'<form name="chg" action="/pwd">{fields}</form>'), before)
    assert login.wants_new_password(user_page(pem(), extra=fields), before)
    assert not login.wants_new_password(before, before)
    assert not login.wants_new_password(user_page(pem(), extra=fields), user_page(pem(), extra=fields))


def test_page_that_demands_a_new_pin() -> None:
    before = manager_page('<input type="password" name="password2">')
    fields = '<input type="password" name="new"><input type="password" name="again">'
    assert login.wants_new_password(page(f'<form name="chg" action="/pin">{fields}</form>'), before)
    assert not login.wants_new_password(before, before)


def sent(shown: Page, **options: Any) -> dict[str, str]:
    chosen = connection(**options)
    kind = login.choose(shown, chosen)
    assert kind is not None
    return dict(login.request(shown, kind, chosen).fields)


def beside(first: Page, second: Page) -> Page:
    bodies = [shown.source.partition("<body>")[2].partition("</body>")[0] for shown in (first, second)]
    return page("".join(bodies), path="/")


def test_of_several_forms_the_administrators_one_is_filled_in() -> None:
    admin, general = user_page(pem()), user_page(pem(), challenge="other")
    general = Page(BASE + "/", general.source.replace('name="admin" value="1"', 'name="admin" value="0"'))
    for shown in (beside(general, admin), beside(admin, general)):
        fields = sent(shown)
        assert (fields["admin"], fields["CHALLENGE"]) == ("1", "c7")
    generic = Page(BASE + "/", manager_page().source.replace('value="admin"', 'value="generic"'))
    assert sent(beside(generic, manager_page()), username="7")["loginType"] == "admin"


def test_the_administrator_is_chosen_among_kinds_of_users() -> None:
    radios = '<input type="radio" name="loginType" value="generic" checked><input type="radio" name="loginType" value="admin">'
    shown = manager_page().source.replace('<input type="hidden" name="loginType" value="admin">', radios)
    assert sent(Page(BASE + "/", shown))["loginType"] == "admin"


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"username": "Administrator"}, "USERNAME"),
        ({"username": "7654321"}, "deptid"),
        ({"username": "7654321", "login_method": "user"}, "USERNAME"),
        ({"username": "Administrator", "login_method": "system_manager"}, "deptid"),
    ],
)
def test_of_two_kinds_of_login_on_one_page_the_one_that_fits(options: dict[str, Any], field: str) -> None:
    assert sent(beside(user_page(pem()), manager_page()), **options)[field] == options["username"]


@pytest.mark.parametrize(("option", "domain"), [('<option value="">', "localhost"), ('<option value="dev">', "dev")])
def test_this_device_is_the_login_destination_localhost(option: str, domain: str) -> None:
    shown = user_page(
        pem(), extra=f'<select name="domainname">{option}This device</option><option>CORP</option></select>'
    )
    assert sent(shown)["DOMAIN"] == domain


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Remote UI : Portal : MFP", '<a href="usermode">Settings/Registration</a>'),
        ("Remote UI : Portal : MFP", '<a href="/rps/nativetop.cgi?RUIPNxBundle=">Settings/Registration</a>'),
        ("Remote UI : Portal", "<p>MFP</p>"),
        (
            "Portail",
            '<a href="/usermode">R\u00e9glages</a><a href="/sysmonitor">\u00c9tat</a><a href="/box">Fichiers</a>',
        ),
    ],
)
def test_portals_that_look_unlike_the_captured_one(title: str, body: str) -> None:
    assert login.is_portal(page(body, path="/", title=title))


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Remote UI : Cannot open this page.", "<p>Cannot display the specified page.</p>"),
        ("Router", '<a href="/box">Box</a><a href="/address">Address</a>'),
        ("Router", '<a href="/box">Box</a><a href="/address">Address</a><a href="/direct">Direct</a>'),
        (
            "Card login",
            "<p>Touch the card.</p><script>var k = {'address': 1, 'box': 2, 'direct': 3, 'usermode': 4};</script>",
        ),
    ],
)
def test_pages_that_are_no_portal(title: str, body: str) -> None:
    assert not login.is_portal(page(body, path="/", title=title))
