# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A login page that comes back: the error claims no more than the printer says."""

from __future__ import annotations

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.page import Page
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.refusal import already_refused, refusal
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import page


def login_page(said: str = "", marked: bool = False) -> Page:
    text = f'<p class="MainMessage">{said}</p>' if marked else f"<tr><td>{said}</td></tr>"
    return page(
        f"""<form name="login" action="/login" method="post"><table>{text}<tr><td>System Manager ID</td>
        <td><input name="deptid"></td></tr><tr><td>PIN</td><td><input name="password"></td></tr></table></form>"""
    )


@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        ("The user name or password is incorrect.", "login_refused", "refused the user name or password"),
        ("Invalid ID or PIN.", "login_refused", "refused the user name or password"),
        ("The password is not correct.", "login_refused", "refused the user name or password"),
        ("The account is locked. Wait a while.", "login_refused", "locked this account"),
        ("The maximum number of users are already logged in.", "login_refused", "nobody else"),
        ("Another user is already logged in.", "login_refused", "nobody else"),
        ("The Remote UI is in use by another administrator.", "login_refused", "nobody else"),
        ("The page has expired. Log in again.", "login_lost", "did not look at user name and password"),
        ("The session has timed out.", "login_lost", "did not look at user name and password"),
        ("Invalid session. Log in again.", "login_lost", "did not look at user name and password"),
        ("Your password has expired.", "login_refused", "showed its login page again"),
        ("Bitte melden Sie sich erneut an.", "login_refused", "showed its login page again"),
    ],
)
def test_what_the_printer_says(said: str, kind: str, words: str, marked: bool) -> None:
    error = refusal(login_page(said, marked), login_page("Enter ID and PIN."))
    assert (error.kind, error.retryable, error.seen) == (kind, False, [said])
    assert words in str(error) and "not sent again in this run" in str(error)


def test_a_printer_that_says_nothing_is_not_said_to_have_refused_the_password() -> None:
    shown = login_page("Enter ID and PIN.")
    error = refusal(shown, shown)
    assert (error.kind, error.seen) == ("login_refused", [])
    assert error.message == "The printer showed its login page again after the login, and does not say why"
    assert "is wrong (canon_username, canon_password), or the printer lost the session" in str(error)


def test_a_login_page_after_the_redirect_is_a_lost_session() -> None:
    error = refusal(login_page(), login_page(), accepted=True)
    assert error.kind == "login_lost" and "took the login" in error.message


def test_what_is_said_after_the_redirect_comes_first() -> None:
    error = refusal(login_page("The PIN is wrong."), login_page(), accepted=True)
    assert error.kind == "login_refused" and "refused the user name or password" in error.message


def test_later_tasks_do_not_claim_more_either() -> None:
    assert "wrong" not in already_refused().message and "if they are wrong" in str(already_refused())


def test_what_an_alert_says() -> None:
    alert = "<script>window.onload = function() { alert('The user name or password is incorrect.'); };</script>"
    known = "<script>if (code == 2) { alert('The account is locked.'); }</script>"
    error = refusal(page(known + alert), page(known))
    assert error.seen == ["The user name or password is incorrect."]
    assert "refused the user name or password" in error.message
