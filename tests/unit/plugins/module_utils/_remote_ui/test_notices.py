# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The printer's notices, all of which come with status 200."""

from __future__ import annotations

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import (
    RefusedForm,
    SessionLost,
    UnexpectedAnswer,
)
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.notices import messages, problem, told
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.page import Page
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import page

GLITCH = (
    '<div class="MsgModule"><div class="Glitch"><img src="media/dialog_symbol_warn.gif"><p '
    'class="MainMessage">{}</p>{}</div></div>'
)
REFUSAL = '<form name="ERR_SUBMIT_FORM" action="./cx.cgi" target="_top"><input type="hidden" name="V" value="1"></form>'
NATIVE = (
    '<form name="SUBMIT_FORM" action="./cx.cgi"><input type="hidden" name="Flag"><input type="hidden" '
    'name="PageFlag"></form>'
)
TO_TOP = (
    '<form name="SUBMIT_FORM" action="./_top.htm" target="_top"><input type="hidden" name="CorePGTAG" '
    'value="36"></form>'
)


def lost(title: str = "", words: str = "Seite nicht verf\u00fcgbar") -> Page:
    sub = '<p class="SubMessage">x</p><input type="button" value="OK" onclick="top.window.location=\'./_top.htm\'">'
    return page(f'<div id="container">{GLITCH.format(words, sub)}</div>', title=title)


@pytest.mark.parametrize("title", ["Remote UI : Cannot open this page.", "Remote\u00a0UI : cannot open this page"])
def test_lost_session_by_its_title(title: str) -> None:
    assert isinstance(problem(page("", title=title)), SessionLost)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Session timeout", '<p>The session has expired. Please log in again.</p><a href="/login">Log In</a>'),
        ("Remote UI", "<p>Your login has timed out.</p>"),
        ("", "<script>top.location.href = '/login';</script>"),
    ],
)
def test_lost_session_in_words_of_its_own(title: str, body: str) -> None:
    assert isinstance(problem(page(body, title=title)), SessionLost)


@pytest.mark.parametrize(
    "body",
    [
        "<p>The user code has expired.</p>",
        "<p>The certificate of login.microsoftonline.com has expired.</p>",
        "<table><tr><th>Last Result</th><td>The session with the mail server ended.</td></tr></table>",
        "<p>The settings are saved.</p><script>location.href = '/';</script>",
        "<script>if (top != self) { top.location.href = '/login'; }</script>",
        "<p>Log in again.</p><form name=f><input name=server></form>",
    ],
)
def test_no_lost_session(body: str) -> None:
    assert problem(page(body)) is None


def test_what_a_page_says_that_is_no_screen() -> None:
    bare = page("<script>alert('Bad value');</script><p>Try again.</p>", title="Error")
    assert told(bare) == ["Bad value", "Error", "Try again."]
    assert told(page(GLITCH.format("Jobs are waiting.", ""), title="x")) == ["Jobs are waiting."]


@pytest.mark.parametrize(
    "words",
    [
        "Cannot display the specified page.",
        "\uc9c0\uc815\ud55c \ud398\uc774\uc9c0\ub97c \ud45c\uc2dc\ud560 \uc218 \uc5c6\uc2b5\ub2c8\ub2e4.",
    ],
)
def test_lost_session_in_any_language(words: str) -> None:
    assert isinstance(problem(lost("Remote UI", words)), SessionLost)


def test_refusal_carries_the_printers_notice() -> None:
    error = problem(page(REFUSAL + GLITCH.format("The entered value is not correct.", "")), "Send > E-Mail")
    assert isinstance(error, RefusedForm)
    assert error.seen == ["The entered value is not correct."]
    assert error.screen == "Send > E-Mail"
    assert not error.retryable


def test_notice_that_a_script_chooses_is_given_with_both_texts() -> None:
    script = (
        "<script>if (mode == 1) { document.write('The server name is <b>too long</b>.'); } else { "
        'document.write("Enter a server name."); }</script>'
    )
    assert messages(page(REFUSAL + GLITCH.format(script, ""))) == [
        "The server name is too long .",
        "Enter a server name.",
    ]


def test_error_form_without_a_message_is_no_refusal() -> None:
    assert problem(page(REFUSAL + NATIVE + "<h2>E-Mail Settings</h2>")) is None


def test_error_page_of_the_settings() -> None:
    error = problem(
        page(TO_TOP + GLITCH.format("An error has occurred.", ""), title="Remote UI : Settings/Registration Error : x")
    )
    assert isinstance(error, UnexpectedAnswer)
    assert error.seen == ["An error has occurred."]


def test_ordinary_page_is_no_problem() -> None:
    assert problem(page(NATIVE + '<form name="P"><input name="V"></form>')) is None
    assert problem(page("")) is None


def test_scripts_that_only_mention_the_notices_do_not_count() -> None:
    script = (
        "<script>var page = './_top.htm'; var c = 'Glitch'; function err() { "
        "document.ERR_SUBMIT_FORM.submit(); }</script>"
    )
    assert problem(page(script + NATIVE)) is None


def test_messages_outside_of_the_block_do_not_count() -> None:
    assert messages(page('<p class="MainMessage">Welcome</p>')) == []


def test_message_of_nested_blocks_is_given_once() -> None:
    body = '<div class="Glitch x"><div class="Glitch"><p class="MainMessage bold">Too long.</p></div></div>'
    assert messages(page(body)) == ["Too long."]


def test_error_carries_no_token_of_the_address() -> None:
    error = problem(page(REFUSAL + GLITCH.format("No.", ""), path="/rps/cx.cgi?Token=12345"))
    assert error is not None
    assert "12345" not in str(error)


def test_a_message_block_that_is_kept_hidden_is_no_notice() -> None:
    block = GLITCH.format("An error has occurred.", "")
    assert problem(page(f'{NATIVE}<div style="display:none">{block}</div>')) is None
    assert problem(page(f"{NATIVE}<div>{block}</div>")) is not None
