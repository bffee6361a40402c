# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The OAuth status page, in the layouts and wordings that a firmware may use."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._screens import oauth
from ansible_collections.printfleet.canon.plugins.module_utils._screens.view import View
from ansible_collections.printfleet.canon.plugins.module_utils._tasks import token_status
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import page

ROWS = {
    "enabled": ("Use OAuth 2.0 (Microsoft)", "On"),
    "verify_server_certificate": ("Verify Server Certificate", "Off"),
    "verify_cn": ("Add CN to Verification Items", "Off"),
    "endpoint": (
        "Microsoft Entra ID Authorization Server Endpoint",
        "https://login.microsoftonline.com/organizations/oauth2/v2.0",
    ),
    "connection_status": ("Server Connection Status", "Successfully Connected"),
    "message": (
        "Message",
        (
            "To sign in, use a web browser to open the page https://microsoft.com/devicelogin and enter the code "
            "SZ9SAB76X to authenticate."
        ),
    ),
    "verification_uri": ("Microsoft Entra ID Authorization Endpoint", "https://microsoft.com/devicelogin"),
    "user_code": ("User Code", "SZ9SAB76X"),
    "user_code_expires_in": ("User Code Expires In", "900 sec."),
    "token_status": ("Token Status", "Being Acquired..."),
}
SECTIONS = {
    "Basic Settings": ("enabled", "verify_server_certificate", "verify_cn", "endpoint"),
    "Server Connection Status": ("connection_status",),
    "Information for Authorization": ("message", "verification_uri", "user_code", "user_code_expires_in"),
    "Token Status": ("token_status",),
}
EXPLANATION = (
    "Perform the authorization from the endpoint before the user code expires. Do not turn the "
    "main power OFF until the token is activated."
)


def link(name: str, text: str) -> str:
    return f'<a href="{text}" target="_blank">{text}</a>' if name == "verification_uri" and text else text


def table(label: str, text: str) -> str:
    return f"<tr><th>{label} :</th><td>{text}</td></tr>"


LAYOUTS = {
    "tables in sections": (
        "<h4>{}</h4><p>" + EXPLANATION + "</p>",
        "<table>{}</table>",
        "<tr><th>{} :</th><td>{}</td></tr>",
    ),
    "plain cells": ("<h5>{}</h5>", "<table>{}</table>", "<tr><td>{}</td><td>:</td><td>&nbsp;{}&nbsp;</td></tr>"),
    "cells without colons": (
        "<div class='GroupTitle'>{}</div>",
        "<table>{}</table>",
        "<tr><td>{}</td><td>{}</td></tr>",
    ),
    "definition lists": ("<h3>{}</h3>", "<dl>{}</dl>", "<dt>{}</dt><dd>{}</dd>"),
    "paragraphs": ("<h4>{}</h4>", "<div>{}</div>", "<p>{} : {}</p>"),
    "divs": ("<h4>{}</h4>", "<div>{}</div>", "<div><div class='l'>{} :</div><div class='r'>{}</div></div>"),
    "divs without colons": ("<h4>{}</h4>", "<div>{}</div>", "<div class='row'><div>{}</div><div>{}</div></div>"),
    "fieldsets": ("<h2>{}</h2>", "<fieldset>{}</fieldset>", "<p><label>{}</label><span>{}</span></p>"),
    "section row in the table": (
        "",
        "<table><tr><th colspan='2'>{title}</th></tr>{}</table>",
        "<tr><td>{}</td><td>{}</td></tr>",
    ),
    "full-width colons": ("<h4>{}</h4>", "<div>{}</div>", "<p>{}\uff1a{}</p>"),
    "lines": ("<h4>{}</h4>", "<div>{}</div>", "<b>{} :</b> {}<br>"),
}


def status_page(layout: str, **changed: str | None) -> str:
    heading, around, row = LAYOUTS[layout]
    body = ""
    for title, names in SECTIONS.items():
        rows = ""
        for name in names:
            text = changed[name] if name in changed else ROWS[name][1]
            if text is not None:
                rows += row.format(ROWS[name][0], link(name, text))
        body += heading.format(title) + around.replace("{title}", title).format(rows)
    return '<div id="tmpUpdate">Last Updated : 08/20/2024 11:13:20 AM</div>' + body


def describe(body: str, words: dict[str, Any] | None = None) -> dict[str, Any]:
    return token_status.describe(View(oauth.STATUS, page(body), words or {}))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_waiting_for_a_person(layout: str) -> None:
    assert describe(status_page(layout)) == {
        "enabled": True,
        "connection_status": "Successfully Connected",
        "token_status": "Being Acquired...",
        "connected": True,
        "token_state": "pending",
        "user_code": "SZ9SAB76X",
        "verification_uri": "https://microsoft.com/devicelogin",
        "user_code_expires_in": 900,
        "user_code_valid": True,
        "message": ROWS["message"][1],
        "last_updated": "08/20/2024 11:13:20 AM",
    }


@pytest.mark.parametrize("layout", LAYOUTS)
def test_settings_on_the_status_page(layout: str) -> None:
    view = View(oauth.STATUS, page(status_page(layout)), {})
    assert view.read(oauth.SETTINGS) == {
        "enabled": True,
        "verify_server_certificate": False,
        "verify_cn": False,
        "endpoint": ROWS["endpoint"][1],
    }


@pytest.mark.parametrize("layout", LAYOUTS)
def test_code_that_is_left_over_does_not_count(layout: str) -> None:
    found = describe(
        status_page(
            layout, enabled="Off", connection_status="Not Connected", user_code="HCDZ36RMX", token_status="Not Acquired"
        )
    )
    assert (found["user_code"], found["user_code_valid"], found["connected"], found["token_state"]) == (
        "HCDZ36RMX",
        False,
        False,
        "not_acquired",
    )


@pytest.mark.parametrize("layout", LAYOUTS)
def test_active_without_a_code(layout: str) -> None:
    found = describe(
        status_page(
            layout,
            message=None,
            verification_uri=None,
            user_code=None,
            user_code_expires_in=None,
            token_status="Active",
        )
    )
    assert (found["token_state"], found["user_code"], found["verification_uri"], found["user_code_expires_in"]) == (
        "active",
        None,
        None,
        None,
    )


def test_expired_code_is_not_valid() -> None:
    assert describe(status_page("plain cells", user_code_expires_in="0 sec."))["user_code_valid"] is False


def test_older_names_of_the_product() -> None:
    body = status_page("definition lists").replace("Microsoft Entra ID", "Azure Active Directory")
    view = View(oauth.STATUS, page(body), {})
    assert view.value("endpoint") == ROWS["endpoint"][1]
    assert oauth.verification_uri(view) == "https://microsoft.com/devicelogin"


def test_address_of_the_sign_in_page_from_the_link_where_the_text_is_another() -> None:
    body = status_page("plain cells").replace(">https://microsoft.com/devicelogin</a>", ">Open</a>")
    assert describe(body)["verification_uri"] == "https://microsoft.com/devicelogin"


def test_values_that_the_script_writes() -> None:
    body = """<script>function row(l, v) { document.write('<tr><th>' + l + ' :<\\/th><td>' + v + '<\\/td><\\/tr>'); }
        var TOKEN = "Active";</script>
    <table><script>row("Server Connection Status", "Successfully Connected"); row("Token Status", TOKEN);
        row("User Code", code());</script></table>"""
    found = describe(body)
    assert (found["connected"], found["token_state"], found["user_code"]) == (True, "active", None)


@pytest.mark.parametrize(
    ("text", "connected"),
    [
        ("Successfully Connected", True),
        ("successfully  connected.", True),
        ("Not Connected", False),
        ("Connecting...", False),
        ("Verbunden", None),
        ("", None),
        ("Not successfully connected", None),
    ],
)
def test_connection_texts(text: str, connected: bool | None) -> None:
    assert oauth.is_connected(text, {}) is connected
    assert describe(status_page("plain cells", connection_status=text))["connected"] is connected


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Not Acquired", "not_acquired"),
        ("Being Acquired...", "pending"),
        ("Being Acquired\u2026", "pending"),
        ("Active", "active"),
        ("ACTIVE.", "active"),
        ("Active (until 12/31/2026)", "active"),
        ("Active (expired 12/31/2025)", "unknown"),
        ("Active (not refreshed for 91 days)", "unknown"),
        ("Active (soon)", "unknown"),
        ("Error (AADSTS700082)", "error"),
        ("Expired", "expired"),
        ("Inactive", "unknown"),
        ("Not Active", "unknown"),
        ("", "unknown"),
        ("Aktiv", "unknown"),
        ("Error", "error"),
    ],
)
def test_token_texts(text: str, state: str) -> None:
    assert oauth.token_state(text, {}) == state
    assert describe(status_page("plain cells", token_status=text))["token_state"] == state


def test_texts_can_be_taught() -> None:
    words = {
        "oauth.connected": "Verbunden",
        "oauth.token_active": ["Aktiv", "G\u00fcltig"],
        "oauth.token_status": "Tokenstatus",
    }
    body = (
        status_page("plain cells", connection_status="verbunden")
        .replace("Token Status", "Tokenstatus")
        .replace("Being Acquired...", "Aktiv")
    )
    found = describe(body, words)
    assert (found["connected"], found["token_state"]) == (True, "active")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("900 sec.", 900),
        ("0 sec.", 0),
        ("900", 900),
        ("900s", 900),
        ("15 min.", 900),
        ("14 min. 5 sec.", 845),
        ("14min05sec", 845),
        ("14:05", 845),
        ("1:00:00", 3600),
        ("900 sec. (15 min.)", 900),
        ("1 hr. 1 min.", 3660),
        ("2 minutes", 120),
        ("Expired", 0),
        ("The user code has expired.", 0),
        ("", None),
        (None, None),
        ("-", None),
        ("soon", None),
        ("1 2 3", None),
    ],
)
def test_time_left_for_a_code(text: str | None, seconds: int | None) -> None:
    assert oauth.expires_in(text) == seconds


@pytest.mark.parametrize("text", ["", "-", "Not available", "....", "a b", "NONE", "EXPIRED"])
def test_what_is_no_code(text: str) -> None:
    assert describe(status_page("plain cells", user_code=text))["user_code"] is None


@pytest.mark.parametrize(
    "markup",
    [
        '<div id="tmpUpdate">Last Updated : 2026 04/01 13:37:12</div>',
        "<p>Last&nbsp;Updated&nbsp;:&nbsp;2026 04/01 13:37:12 <a href='#'>\u21bb</a></p>",
        "<table><tr><th>Last Updated</th><td>2026 04/01 13:37:12</td></tr></table>",
        "<script>document.write('Last Updated : 2026 04/01 13:37:12');</script>",
    ],
)
def test_last_updated(markup: str) -> None:
    assert oauth.last_updated(View(oauth.STATUS, page(markup), {})) == "2026 04/01 13:37:12"


@pytest.mark.parametrize(
    "body",
    [
        "<p>x</p>",
        '<div>Last Updated : </div><a href="#"><img src="media/bh_updt.gif" alt="Refresh"></a>',
        '<table><tr><th>Last Updated</th><td><img src="media/bh_updt.gif" alt="Refresh"></td></tr></table>',
    ],
)
def test_page_without_last_updated(body: str) -> None:
    assert oauth.last_updated(View(oauth.STATUS, page(body), {})) is None


@pytest.mark.parametrize(
    ("shown", "code"),
    [
        ("SZ9 SAB 76X", "SZ9SAB76X"),
        ("<span>SZ9</span> <span>SAB</span> <span>76X</span>", "SZ9SAB76X"),
        ("SZ9SA-B76X", "SZ9SA-B76X"),
        ("SZ9-SAB-76X", "SZ9-SAB-76X"),
        ("<b>SZ9SAB76X</b> <span>(valid for 15 minutes)</span>", "SZ9SAB76X"),
        ("<input value=SZ9SAB76X readonly>", "SZ9SAB76X"),
        ("<input name=a value=SZ9 readonly><input name=b value=SAB readonly><input name=c value=76X readonly>", "SZ9SAB76X"),
    ],
)  # fmt: skip
def test_code_in_pieces(shown: str, code: str) -> None:
    view = View(oauth.STATUS, page(f"<table><tr><th>User Code :</th><td>{shown}</td></tr></table>"), {})
    assert oauth.user_code(view) == code


def test_button_that_saves_is_no_refresh_icon() -> None:
    plain = (
        '<form action="/oauth/s" method="post"><input name="e" value="x"><input type="submit" value="Update"></form>'
    )
    native = (
        '<form name="SUBMIT_FORM" action="./x.cgi" method="post"><input type="hidden" name="Flag" value="Init_Data"></form>'
        "<a href=\"javascript:u()\">Update</a><script>function u() { document.SUBMIT_FORM.Flag.value = 'Exec_Data';"
        " document.SUBMIT_FORM.submit(); }</script>"
    )
    assert oauth._refresh_request(page(plain)) is None
    assert oauth._refresh_request(page(native)) is None


@pytest.mark.parametrize(
    "icon",
    [
        '<a href="/oauth/?new=1"><img src="media/bh_updt.gif"></a>',
        '<a href="javascript:r()"><img src="media/bh_updt.gif" alt=""></a><script>function r() { location.href = "/oauth/?new=1"; }</script>',
        '<a href="/oauth/?new=1" title="Update Icon"><img src="u.png"></a>',
        '<span class="refreshIcon" onclick="location.href=\'/oauth/?new=1\'"></span>',
        '<input type=button value="Update Display" onclick="location.href=\'/oauth/?new=1\'">',
    ],
)
def test_refresh_icon_by_its_picture_or_name(icon: str) -> None:
    request = oauth._refresh_request(page(icon, "/oauth/?x=1"))
    assert request is not None and request.address.endswith("/oauth/?new=1")


STATUS = {"user_code": "NEWCODE12", "last_updated": "11:14"}


@pytest.mark.parametrize(
    ("marker", "status", "fresh"),
    [
        (None, STATUS, True),
        ({}, STATUS, True),
        ({"user_code": "OLDCODE12", "last_updated": "11:13"}, STATUS, True),
        ({"user_code": "NEWCODE12", "last_updated": "11:13"}, STATUS, False),
        ({"user_code": None, "last_updated": "11:14"}, STATUS, False),
        ({"user_code": None, "last_updated": None}, STATUS, True),
        ({"user_code": "OLDCODE12", "last_updated": None}, {"user_code": None, "last_updated": None}, True),
    ],
)
def test_state_from_before_a_save_is_no_news(
    marker: dict[str, Any] | None, status: dict[str, Any], fresh: bool
) -> None:
    assert token_status.is_fresh(status, marker) is fresh


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("https://a/b", "https://a/b/", True),
        ("HTTPS://Login.Example.com/b", "https://login.example.com/b", True),
        ("https://a/B", "https://a/b", False),
        (" https://a/b", "https://a/b", True),
        ("https://a", "https://b", False),
    ],
)
def test_endpoints_are_compared_as_addresses(one: str, other: str, equal: bool) -> None:
    assert (oauth.clean_endpoint(one) == oauth.clean_endpoint(other)) is equal


def test_value_that_a_script_writes_behind_a_label() -> None:
    rows = "".join(
        f'<tr><th>{label} :</th><td><script>document.write("{text}");</script></td></tr>'
        for label, text in ROWS.values()
    )
    status = token_status.describe(View(oauth.STATUS, page(f"<table>{rows}</table>"), {}))
    assert (status["connected"], status["token_state"], status["user_code"]) == (True, "pending", "SZ9SAB76X")
    assert status["user_code_valid"]


def test_sign_in_address_behind_a_link_of_script() -> None:
    anchor = "<a href=\"javascript:window.open('https://microsoft.com/devicelogin')\">Open</a>"
    body = f"<table><tr><th>Microsoft Entra ID Authorization Endpoint</th><td>{anchor}</td></tr></table>"
    assert oauth.verification_uri(View(oauth.STATUS, page(body), {})) == "https://microsoft.com/devicelogin"
