# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the migration of one printer ended."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.plugin_utils._judgement import outcome
from ansible_collections.printfleet.canon.plugins.plugin_utils._judgement.row import row as row_of

ENDPOINT = "https://login.microsoftonline.com/contoso.com/oauth2/v2.0"
WANTED = {"server": "smtp.office365.com", "port": 587, "email_address": "scan@contoso.com"}
MAIL = {**WANTED, "email_address": "Scan@Contoso.com", "port": "587", "tls": True, "smtp_auth": False}
OAUTH = {"enabled": True, "endpoint": ENDPOINT, "token_state": "active", "token_status": "Active"}
SET_MAIL = {"changes": {"smtp_auth": {"before": True, "after": False}}, "previous": {"smtp_auth": True}}
SET_OAUTH = {
    "changes": {"enabled": {"before": False, "after": True}},
    "previous": {"enabled": False},
    "settings": {"enabled": True, "endpoint": ENDPOINT},
}


def proof(mail: dict[str, Any] | None = None, oauth: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"printer": {"mail": {**MAIL, **(mail or {})}, "oauth": {**OAUTH, **(oauth or {})}}}


def judge(shown: dict[str, Any], check_mode: bool = False, **mail: Any) -> dict[str, Any]:
    return outcome.outcome(shown, {**SET_MAIL, **mail}, SET_OAUTH, WANTED, check_mode)


def test_active() -> None:
    assert judge(proof()) == {
        "state": "active",
        "step": "done",
        "reason": "",
        "remedy": "",
        "who": "nobody",
        "changed_settings": {"mail.smtp_auth": False, "oauth.enabled": True},
        "previous_settings": {"mail.smtp_auth": True, "oauth.enabled": False},
    }


def test_waiting() -> None:
    result = judge(proof(oauth={"token_state": "pending", "token_status": "Being Acquired..."}))
    assert (result["state"], result["step"]) == ("waiting", "Wait for the token")
    assert "Being Acquired..." in result["reason"]
    assert result["reason"].endswith(f" {result['remedy']}") and result["remedy"].startswith("Run the playbook again")
    assert result["who"] == "whoever runs the playbook"


@pytest.mark.parametrize(
    ("mail", "oauth", "what"),
    [
        ({"server": "mail.example.com"}, {}, "SMTP server"),
        ({"port": 25}, {}, "SMTP port"),
        ({"email_address": "other@contoso.com"}, {}, "e-mail address"),
        ({"tls": False}, {}, "TLS"),
        ({"smtp_auth": True}, {}, "SMTP authentication"),
        ({}, {"enabled": False}, "OAuth 2.0"),
        ({}, {"endpoint": ENDPOINT + "x"}, "endpoint"),
    ],
)
def test_what_somebody_changed_meanwhile_is_told(mail: dict[str, Any], oauth: dict[str, Any], what: str) -> None:
    result = judge(proof(mail, oauth))
    assert (result["state"], result["step"]) == ("not_migrated", "Read everything back")
    assert result["reason"].startswith(f"{what} no longer as set")
    held_back = judge(proof(mail, oauth), restart_pending=True)
    assert held_back["reason"].startswith(f"{what} not in effect yet")


@pytest.mark.parametrize("option", ["server", "port", "email_address", "tls", "smtp_auth"])
def test_what_is_not_shown_is_not_held_against_the_printer(option: str) -> None:
    assert judge(proof({option: None}))["state"] == "active"


def test_what_cannot_be_read_back_is_no_success() -> None:
    result = judge({"printer": {"mail": None, "oauth": OAUTH}, "unknown": {"mail": "The page is broken."}})
    assert result["state"] == "not_migrated" and "The page is broken." in result["reason"]


def test_what_is_shown_and_held_back_is_not_in_effect() -> None:
    result = judge(proof(), restart_pending=True)
    assert result["state"] == "not_migrated" and "not in effect yet" in result["reason"], result


def test_another_sender_with_the_token_of_before() -> None:
    changes = {"changes": {"email_address": {"before": "old@contoso.com", "after": "scan@contoso.com"}}}
    kept = outcome.outcome(proof(), changes, {"changed": False}, WANTED, False)
    assert kept["state"] == "active" and "old@contoso.com" in kept["reason"] and "#839" in kept["reason"]
    assert outcome.outcome(proof(), changes, {**SET_OAUTH, "changed": True}, WANTED, False)["reason"] == ""


def test_check_mode() -> None:
    result = judge(proof(oauth={"token_state": "not_acquired", "enabled": False}), check_mode=True)
    assert (result["state"], result["step"], result["reason"]) == ("not_migrated", "check mode", "nothing was written")
    assert outcome.outcome(proof(), {}, {}, WANTED, True)["state"] == "active"
    only_the_code = outcome.outcome(proof(oauth={"token_state": "not_acquired"}), {}, {}, WANTED, True)
    assert only_the_code["reason"] == "nothing was written; its settings are right, only a code has to be typed"


@pytest.mark.parametrize(
    ("result", "step"),
    [
        ({"msg": "no"}, "Set the mail server"),
        ({"msg": "no", "error": {"kind": "not_connected"}}, "Wait for the connection"),
    ],
)
def test_a_failure_tells_the_step_and_what_was_changed_before(result: dict[str, Any], step: str) -> None:
    failed = outcome.failure("Set the mail server", result, SET_MAIL, {})
    assert (failed["state"], failed["step"], failed["reason"]) == ("not_migrated", step, "no")
    assert failed["changed_settings"] == {"mail.smtp_auth": False}
    assert failed["previous_settings"] == {"mail.smtp_auth": True}


def test_a_printer_that_is_not_fit_tells_what_to_do_and_who() -> None:
    stops = [
        {"what": "clock", "why": "Its clock is off.", "remedy": "Correct it.", "who": "administrator of the printer"},
        {"what": "dns", "why": "It has no DNS server.", "remedy": "Set it.", "who": "network administrator"},
        {"what": "gateway", "why": "It has no gateway.", "remedy": "Set it.", "who": "network administrator"},
    ]
    failed = outcome.failure("Check that the printer is fit", {"msg": "copier-1: all of it"}, {}, {}, stops)
    assert failed["remedy"] == "Correct it. Set it."
    assert failed["reason"] == "Its clock is off. It has no DNS server. It has no gateway. Correct it. Set it."
    assert failed["who"] == "administrator of the printer, network administrator"


def test_a_printer_that_goes_away_after_its_token_was_active() -> None:
    away = {"msg": "copier-1: no connection", "error": {"kind": "unreachable", "retryable": True}}
    active, pending = ({**SET_OAUTH, "status": {"token_state": state}} for state in ("active", "pending"))
    reason = outcome.failure("Read everything back", away, SET_MAIL, active)["reason"]
    assert reason.startswith("the token was active") and "went away" in reason and "no connection" in reason
    for told in (
        outcome.failure("Read everything back", away, SET_MAIL, pending),
        outcome.failure("Set the mail server", away, SET_MAIL, active),
        outcome.failure("Read everything back", {"msg": "copier-1: no connection"}, SET_MAIL, active),
    ):
        assert told["reason"] == "copier-1: no connection"


@pytest.mark.parametrize(
    ("kind", "who"),
    [
        ("login_refused", "administrator of the printer"),
        ("unreachable", "somebody at the printer"),
        ("not_connected", "administrator of the printer"),
        ("unknown_layout", "whoever runs the playbook"),
    ],
)
def test_a_failure_says_what_to_do_and_who(kind: str, who: str) -> None:
    result = {"msg": "copier-1: It does not work. Do something.", "error": {"kind": kind, "remedy": "Do something"}}
    told = outcome.failure("Set the mail server", result, {}, {})
    assert (told["reason"], told["remedy"], told["who"]) == (result["msg"], "Do something.", who)


@pytest.mark.parametrize(
    ("result", "row"),
    [
        (
            {"reason": "copier-1: It does not work. Do something.", "remedy": "Do something.", "who": "dealer"},
            ("It does not work.", "Do something.", "dealer"),
        ),
        (
            {"reason": "the token was active. copier-1: no connection", "remedy": ""},
            ("The token was active. no connection", "", "whoever runs the playbook"),
        ),
        ({"reason": "copier-10: no"}, ("Copier-10: no", "", "whoever runs the playbook")),
    ],
)
def test_the_report_does_not_repeat_the_name_of_the_row(result: dict[str, str], row: tuple[str, str, str]) -> None:
    given = {"result": {"state": "not_migrated", "step": "Set the mail server", **result}}
    (reason,) = row_of({"runs": []}, {"run": "1"}, "copier-1", given)["reasons"]
    assert reason["what"] == "Set the mail server"
    assert (reason["why"], reason["remedy"], reason["who"]) == row


def test_a_code_that_was_asked_for_under_this_address_needs_no_warning() -> None:
    """The printer held the address back until a restart, so the run after it changes it once more."""
    change = {"before": "old@contoso.com", "after": WANTED["email_address"]}
    for found, warns in (("not_acquired", False), ("active", True)):
        record = {
            "runs": [
                {"found": {"oauth": {"token_state": found}}, "changed": {"mail.email_address": change}},
                {"found": None},
            ]
        }
        told = outcome.outcome(proof(), {"changes": {"email_address": change}}, {}, WANTED, False, record)
        assert ("it now sends as" in told["reason"]) is warns, found


def test_another_makers_device_is_no_printer_to_run_again() -> None:
    error = {"kind": "unsupported", "remedy": "Only Canon printers are supported; no password was sent"}
    message = "hp-1: This is no Canon printer. Only Canon printers are supported; no password was sent."
    told = outcome.failure("Read the printer", {"msg": message, "error": error}, {}, {}, name="hp-1")
    assert told["reason"].startswith("This is no Canon printer. ") and told["reason"].endswith(told["remedy"])
    assert "Look at its web page" in told["remedy"]
