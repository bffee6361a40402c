# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `verify` finds, what `rollback` plans, and the file for Prometheus."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.plugin_utils._judgement.fitness import Limits
from ansible_collections.printfleet.canon.plugins.plugin_utils._judgement.rollback import plan
from ansible_collections.printfleet.canon.plugins.plugin_utils._judgement.verification import verify
from ansible_collections.printfleet.canon.plugins.plugin_utils._report.prometheus import as_prometheus
from ansible_collections.printfleet.canon.tests.unit.plugins.plugin_utils.results import OFFICE, read

ON = {"enabled": True, "token_state": "active", "token_status": "Active", "endpoint": "https://example/t/oauth2/v2.0"}
WELL = {"mail": {**OFFICE, "smtp_auth": False}, "oauth": ON}
WANTED = {"mail.server": "smtp.office365.com", "mail.port": "587", "mail.smtp_auth": False, "mail.email_address": ""}


def look(record: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    return verify(read(**{**WELL, **changes}), WANTED, record or {}, Limits())


def what(result: dict[str, Any]) -> list[str]:
    return [reason["what"] for reason in result["reasons"]]


def test_fine() -> None:
    result = look()
    assert (result["state"], result["reasons"], result["changes"]) == ("fine", [], [])


@pytest.mark.parametrize(
    "changes, found",
    [
        ({"oauth": {**ON, "enabled": False}}, "oauth"),
        ({"oauth": {**ON, "token_state": "not_acquired"}}, "token"),
        ({"mail": {**OFFICE, "smtp_auth": True}}, "settings"),
        ({"clock": {"offset_seconds": 4000}}, "clock"),
        ({"network": {"gateway": ""}}, "gateway"),
    ],
)
def test_fell_off(changes: dict[str, Any], found: str) -> None:
    result = look({"verified": {"had_token": True}}, **changes)
    assert (result["state"], what(result), result["had_token"]) == ("fell_off", [found], True)


@pytest.mark.parametrize(
    "record, state",
    [
        ({}, "not_migrated"),
        (
            {"verified": {"had_token": False}, "runs": [{"found": {"oauth": {"token_state": "pending"}}}, None]},
            "not_migrated",
        ),
        ({"runs": [{"found": None, "proved": {"oauth": {"token_state": "active"}}}]}, "fell_off"),
        ({"runs": [{"found": {"oauth": {"token_state": "active"}}}]}, "fell_off"),
    ],
)
def test_who_never_had_a_token_did_not_fall_off(record: dict[str, Any], state: str) -> None:
    result = look(record, oauth={**ON, "enabled": False, "token_state": "not_acquired"})
    found = "oauth" if state == "fell_off" else "migration"
    assert (result["state"], what(result), result["had_token"]) == (state, [found], state == "fell_off")


@pytest.mark.parametrize(
    "kind, had_token, state",
    [
        ("login_refused", False, "not_migrated"),
        ("unsupported", False, "not_migrated"),
        ("login_refused", True, "fell_off"),
        ("unreachable", False, "unreachable"),
        ("unreachable", True, "unreachable"),
    ],
)
def test_who_cannot_be_read_fell_off_if_it_had_a_token(kind: str, had_token: bool, state: str) -> None:
    facts = {"failed": True, "msg": "copier-1: no", "error": {"kind": kind}}
    result = verify(facts, WANTED, {"verified": {"had_token": had_token}}, Limits(), "copier-1")
    assert (result["state"], result["had_token"]) == (state, had_token)
    assert [reason["why"] for reason in result["reasons"]] == ["no"]


def test_only_what_the_inventory_can_say_is_held_against_it() -> None:
    result = look(mail={**OFFICE, "server": "mail.contoso.com", "smtp_auth": True})
    assert [(reason["why"], reason["remedy"]) for reason in result["reasons"]] == [
        (
            "mail.server is mail.contoso.com, and should be smtp.office365.com (inventory, or the role's default).",
            "Run migrate, or put the inventory right.",
        ),
        ("mail.smtp_auth is on, and it must be off for OAuth 2.0.", "Run migrate."),
    ]


def test_firmware_is_compared_with_the_newest_ever_seen() -> None:
    first = look()
    older = look({"verified": first}, firmware={"platform_version": "3.9", "controller_version": "72.14"})
    assert what(older) == ["firmware"]
    assert what(look({"verified": older}, firmware={"platform_version": "3.9", "controller_version": "72.14"})) == [
        "firmware"
    ]
    assert what(look({"verified": older})) == []


def test_an_endpoint_for_any_tenant_is_the_one_that_the_migration_proved() -> None:
    wanted = {**WANTED, "oauth.endpoint": "https://example/organizations/oauth2/v2.0"}
    proved = {"runs": [{"proved": {"oauth": ON}}, {"state": "unfinished"}]}
    assert verify(read(**WELL), wanted, proved, Limits())["state"] == "fine"
    assert what(verify(read(**WELL), wanted, {}, Limits())) == ["settings"]
    named = {**wanted, "oauth.endpoint": "https://example/other/oauth2/v2.0"}
    assert what(verify(read(**WELL), named, proved, Limits())) == ["settings"]


def test_old_firmware_is_told_once() -> None:
    old = look({"verified": {"had_token": True}}, oauth=None, supports_oauth=False)
    assert what(old) == ["firmware"]


def test_news_and_what_is_over() -> None:
    bad = look({"verified": look()}, oauth={**ON, "token_state": "not_acquired"})
    assert any(line.startswith("New: ") for line in bad["changes"])
    assert any(line.startswith("Over: ") for line in look({"verified": bad})["changes"])


@pytest.mark.parametrize("record", [{"verified": []}, {"runs": 7, "verified": {"reasons": 1, "settings": 2}}])
def test_a_record_of_any_shape_is_no_defect(record: dict[str, Any]) -> None:
    assert look(record)["state"] == "fine"


FAILED = {
    "number": "0012",
    "time": "11/23/2026 06:34 PM",
    "time_iso": "2026-11-23T18:34:00",
    "by_mail": True,
    "result": "failed",
    "error_code": "#801",
    "meaning": "The mail server did not answer.",
    "remedy": "Check the port.",
}
ARRIVED = {"number": "0011", "time": "tomorrow", "by_mail": None, "result": "ok", "error_code": None}
A_FAX = {"number": "0013", "by_mail": False, "result": "failed", "error_code": "#018"}


def test_sends_are_told_and_change_no_verdict() -> None:
    result = look(sends=[A_FAX, FAILED, ARRIVED])
    assert (result["state"], result["reasons"]) == ("fine", [])
    assert (result["sends"]["last"], result["sends"]["seen"], result["sends"]["failed"]) == (FAILED, 2, 1)
    assert result["sends"]["note"] == (
        "Failed with #801 (job 0012, 2026-11-23 18:34:00). Supposed meaning: The mail server did not answer. "
        "Check the port. 1 of the last 2 failed."
    )
    assert look(sends=[ARRIVED])["sends"]["note"] == "Delivered (job 0011, tomorrow)."
    assert look(sends=[{**ARRIVED, "result": "unknown"}])["sends"]["note"].startswith("How it ended is not known")


@pytest.mark.parametrize("sends", [None, {}, "x", 7])
def test_a_log_that_is_not_shown_tells_nothing(sends: Any) -> None:
    assert look(sends=sends)["sends"] is None


@pytest.mark.parametrize("sends", [[], [None, 3], [A_FAX], [{"by_mail": False}]])
def test_a_log_without_mail_has_no_last_one(sends: Any) -> None:
    assert look(sends=sends)["sends"] == {"last": None, "seen": 0, "failed": 0, "note": "No mail in the job log."}


@pytest.mark.parametrize("last, sample", [(FAILED, "0"), (ARRIVED, "1"), ({**ARRIVED, "result": "unknown"}, None)])
def test_the_metric_of_the_last_send(last: dict[str, Any], sample: str | None) -> None:
    text = as_prometheus([{"host": "c-1", "verdict": "fine", "sends": look(sends=[last])["sends"]}])
    found = [line for line in text.splitlines() if line.startswith("printfleet_last_send_ok{")]
    assert found == ([f'printfleet_last_send_ok{{host="c-1",site=""}} {sample}'] if sample else [])


BEFORE = {
    "serial_number": "TZE81304",
    "before_migration": {
        "mail": {**OFFICE, "verify_certificate": False, "verify_cn": False},
        "oauth": {"enabled": False, "endpoint": ""},
    },
}


def test_only_what_differs_is_put_back() -> None:
    found = plan(BEFORE, read(**{**WELL, "mail": {**WELL["mail"], "verify_certificate": False, "verify_cn": False}}))
    assert (found["mail"], found["oauth"]) == ({"smtp_auth": True}, {"enabled": False})
    assert found["left"] == ["mail.smtp_auth", "oauth.enabled"]
    text = " ".join(found["cannot"])
    assert "password" in text and "token" in text and "oauth.endpoint" in text
    assert not found["stop"]


def test_a_password_at_hand_is_used() -> None:
    found = plan(BEFORE, read(**WELL), has_password=True)
    assert found["sets_password"]
    assert "password" not in " ".join(found["cannot"])


@pytest.mark.parametrize(
    "server, authentication, told",
    [
        ("smtp.office365.com", True, "550 5.7.30"),
        ("smtp.office365.com", False, "530 5.7.57"),
        ("mail.contoso.com", True, ""),
    ],
)
def test_a_plan_says_when_the_printer_will_stop_sending(server: str, authentication: bool, told: str) -> None:
    before = {**BEFORE["before_migration"], "mail": {**OFFICE, "server": server, "smtp_auth": authentication}}
    found = plan({**BEFORE, "before_migration": before}, read(**WELL))
    assert bool(found["afterwards"]) == bool(told) and told in found["afterwards"]
    assert not told or found["lines"][-1] == found["afterwards"]


def test_the_name_is_checked_with_its_certificate_only() -> None:
    found = plan(BEFORE, read(**{**WELL, "mail": {**OFFICE, "verify_certificate": False, "verify_cn": True}}))
    assert found["mail"] == {"verify_cn": False, "verify_certificate": False}


def test_another_device_is_left_alone() -> None:
    assert "serial number" in plan({**BEFORE, "serial_number": "OTHER"}, read(**WELL))["stop"]
    assert "does not show" in plan(BEFORE, read(mail=None, oauth=ON))["stop"]


def test_metrics_escape_what_printers_say() -> None:
    text = as_prometheus([{"host": 'a"b\\c\nd', "verdict": "fine", "token_active": True, "clock_offset_seconds": -3}])
    assert 'printfleet_printer_ok{host="a\\"b\\\\c d",site=""} 1' in text.splitlines()
    assert 'printfleet_clock_offset_seconds{host="a\\"b\\\\c d",site=""} -3' in text.splitlines()
    assert text.endswith("\n")
