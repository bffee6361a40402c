# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The OAuth status page, in the layouts and wordings that a firmware may use."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._screens import oauth, oauth_words
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
    assert oauth_words.verification_uri(view) == "https://microsoft.com/devicelogin"


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
    assert oauth_words.is_connected(text, {}) is connected
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
    assert oauth_words.token_state(text, {}) == state
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


@pytest.mark.parametrize("text", ["", "-", "Not available", "....", "a b", "NONE", "EXPIRED"])
def test_what_is_no_code(text: str) -> None:
    assert describe(status_page("plain cells", user_code=text))["user_code"] is None


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
    assert token_status.is_fresh(status, marker, is_settled=False) is fresh


VOID = {"user_code": "OLDCODE12", "connection_status": "Connected", "token_status": "Active", "last_updated": "11:13"}
LEFT = {**VOID, "user_code": None, "token_state": "active", "last_updated": "11:14"}


@pytest.mark.parametrize(
    ("status", "fresh"),
    [
        (LEFT, False),
        ({**LEFT, "connection_status": "Not Connected"}, False),
        ({**LEFT, "token_status": "Not Acquired", "token_state": "not_acquired"}, True),
        ({**LEFT, "user_code": "NEWCODE12", "last_updated": "11:13"}, True),
        ({**LEFT, "user_code": "OLDCODE12"}, False),
    ],
)
def test_states_that_a_save_made_void_are_no_news_though_the_page_is_new(status: dict[str, Any], fresh: bool) -> None:
    assert token_status.is_fresh(status, VOID, is_settled=False) is fresh
    assert token_status.is_fresh(status, VOID, is_settled=True) is (status["user_code"] != "OLDCODE12")


def test_value_that_a_script_writes_behind_a_label() -> None:
    rows = "".join(
        f'<tr><th>{label} :</th><td><script>document.write("{text}");</script></td></tr>'
        for label, text in ROWS.values()
    )
    status = token_status.describe(View(oauth.STATUS, page(f"<table>{rows}</table>"), {}))
    assert (status["connected"], status["token_state"], status["user_code"]) == (True, "pending", "SZ9SAB76X")
    assert status["user_code_valid"]
