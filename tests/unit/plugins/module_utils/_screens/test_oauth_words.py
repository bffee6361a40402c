# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the texts of the OAuth status page mean: times, codes and addresses in the spellings that a firmware may use."""

from __future__ import annotations

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._screens import oauth, oauth_words
from ansible_collections.printfleet.canon.plugins.module_utils._screens.view import View
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import page


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
    assert oauth_words.expires_in(text) == seconds


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
    assert oauth_words.last_updated(View(oauth.STATUS, page(markup), {})) == "2026 04/01 13:37:12"


@pytest.mark.parametrize(
    "body",
    [
        "<p>x</p>",
        '<div>Last Updated : </div><a href="#"><img src="media/bh_updt.gif" alt="Refresh"></a>',
        '<table><tr><th>Last Updated</th><td><img src="media/bh_updt.gif" alt="Refresh"></td></tr></table>',
    ],
)
def test_page_without_last_updated(body: str) -> None:
    assert oauth_words.last_updated(View(oauth.STATUS, page(body), {})) is None


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
    assert oauth_words.user_code(view) == code


def test_sign_in_address_behind_a_link_of_script() -> None:
    anchor = "<a href=\"javascript:window.open('https://microsoft.com/devicelogin')\">Open</a>"
    body = f"<table><tr><th>Microsoft Entra ID Authorization Endpoint</th><td>{anchor}</td></tr></table>"
    assert oauth_words.verification_uri(View(oauth.STATUS, page(body), {})) == "https://microsoft.com/devicelogin"


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
    assert (oauth_words.clean_endpoint(one) == oauth_words.clean_endpoint(other)) is equal


@pytest.mark.parametrize("text", ["PLEASE WAIT", "NOT AVAILABLE", "NO CODE", "CODE EXPIRED", "NOT SET", "A B C"])
def test_words_are_no_code(text: str) -> None:
    view = View(oauth.STATUS, page(f"<table><tr><th>User Code</th><td>{text}</td></tr></table>"), {})
    assert oauth_words.user_code(view) is None


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Active (until 12/31/2026)", "active"),
        ("Active (12/31/2026 10:00 AM)", "active"),
        ("Active (expires in 59 min.)", "active"),
        ("Error (AADSTS700082)", "error"),
        ("Active (disabled since 12/31/2026)", "unknown"),
        ("Active (suspended 1)", "unknown"),
        ("Active (revocation pending 2026)", "unknown"),
        ("Active (unusable: AADSTS50173)", "unknown"),
        ("Active (AADSTS50173)", "unknown"),
        ("Active (re-authorization required by 12/31)", "unknown"),
    ],
)
def test_a_note_makes_nothing_better(text: str, state: str) -> None:
    assert oauth_words.token_state(text, {}) == state
