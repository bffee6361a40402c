# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every verdict and every reason, each with its remedy; and no mapping at all ends in anything but a verdict."""

from __future__ import annotations

from typing import Any

import pytest
from ansible.errors import AnsibleFilterError
from ansible_collections.printfleet.canon.plugins.filter.assessment import FilterModule
from ansible_collections.printfleet.canon.plugins.plugin_utils._judgement import reason as who
from ansible_collections.printfleet.canon.plugins.plugin_utils._judgement.verdict import VERDICTS
from ansible_collections.printfleet.canon.tests.unit.plugins.plugin_utils.results import OFFICE, OLD, failed, read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

assessment = FilterModule().filters()["assessment"]
ACTIVE = {"enabled": True, "token_state": "active", "token_status": "Active"}
ACTORS = {who.SITE, who.ADMINISTRATOR, who.DEALER, who.OPERATOR, who.NETWORK, who.PROJECT, who.NOBODY}


def why(result: dict[str, Any]) -> str:
    return " ".join(reason["why"] for reason in result["reasons"])


def test_ready() -> None:
    result = assessment(read())
    assert (result["verdict"], result["affected"], result["stops"], result["unknown"]) == ("ready", True, [], [])
    assert result["reasons"] == [
        {
            "what": "mail",
            "why": "It sends through smtp.office365.com with user name and password.",
            "remedy": "Run migrate.",
            "who": "whoever runs the playbook",
        }
    ]
    assert result["fit"] == dict.fromkeys(("firmware", "rights", "clock", "gateway", "dns", "proxy"), True)
    assert result["printer"]["serial_number"] == "TZE81304"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"tenant": "organizations", "endpoint": "", "poll_interval": "5"}, ""),
        ({"poll_interval": "0"}, "migrate_poll_interval must be 0.1 to 3600 seconds. Set it right."),
        ({"code_renewals": -1}, "migrate_code_renewals must not be negative. Set it right."),
        ({"tenant": "no tenant"}, "migrate_tenant"),
        ({"token_timeout": "soon"}, "token_timeout"),
    ],
)
def test_variables_that_are_wrong_stop_the_printer(options: dict[str, Any], told: str) -> None:
    result = assessment(read(), oauth_options=options, prefix="migrate_")
    assert result["can_go_on"] is not bool(told)
    assert [told in f"{stop['why']} {stop['remedy']}" for stop in result["stops"]] == ([True] if told else [])


@pytest.mark.parametrize(
    "server",
    [
        "SMTP.Office365.com.",
        "smtp.office365.us",
        "smtp.partner.outlook.cn",
        "smtp-legacy.office365.com",
        "outlook.office365.com",
    ],
)
def test_other_submission_servers_of_microsoft_are_affected(server: str) -> None:
    assert assessment(read(mail={**OFFICE, "server": server}))["verdict"] == "ready"


@pytest.mark.parametrize(
    ("server", "words"),
    [
        ("", "No mail server is set"),
        ("mail.contoso.com", "not directly through Microsoft"),
        ("192.0.2.25", "not directly through Microsoft"),
        ("smtp.office365.com.evil.example", "not directly through Microsoft"),
        ("contoso-com.mail.protection.outlook.com", "connector or Direct Send"),
        ("smtp.hve.mx.microsoft", "High Volume Email"),
        ("smtp.azurecomm.net", "Azure Communication Services"),
    ],
)
def test_not_affected_with_the_reason(server: str, words: str) -> None:
    result = assessment(read(**OLD, mail={**OFFICE, "server": server}, clock={"offset_seconds": 9999}))
    assert (result["verdict"], result["affected"]) == ("not_affected", False)
    assert words in why(result)


def test_microsoft_without_authentication_is_not_affected_but_cannot_send() -> None:
    result = assessment(read(mail={**OFFICE, "smtp_auth": False}))
    assert (result["verdict"], result["affected"]) == ("needs_attention", False)
    assert "530 5.7.57" in why(result)


def test_authentication_that_is_not_shown_counts_as_affected() -> None:
    result = assessment(read(mail={**OFFICE, "smtp_auth": None}))
    assert (result["verdict"], result["affected"]) == ("ready", True)
    assert "not shown" in why(result)


def test_already_migrated() -> None:
    result = assessment(read(oauth=ACTIVE, mail={**OFFICE, "smtp_auth": False}))
    assert (result["verdict"], result["affected"], why(result)) == (
        "already_migrated",
        False,
        "OAuth 2.0 is on and its token is active.",
    )


@pytest.mark.parametrize(
    ("mail", "words"),
    [
        ({"smtp_auth": True}, "still on"),
        ({"server": "mail.contoso.com"}, "not Microsoft's"),
        ({"server": ""}, "no mail server"),
    ],
)
def test_already_migrated_with_mail_settings_that_do_not_go_with_it(mail: dict[str, Any], words: str) -> None:
    result = assessment(read(oauth=ACTIVE, mail={**OFFICE, "smtp_auth": False, **mail}))
    assert result["verdict"] == "already_migrated"
    assert words in why(result)


@pytest.mark.parametrize("state", ["not_acquired", "pending", "expired", "error", "unknown"])
def test_oauth_without_a_token_is_still_to_do(state: str) -> None:
    oauth = {"enabled": True, "token_state": state, "token_status": state.title()}
    result = assessment(read(oauth=oauth, mail={**OFFICE, "smtp_auth": False}))
    assert (result["verdict"], result["affected"]) == ("ready", True)
    assert f'[Token Status] "{state.title()}"' in why(result)


def test_a_token_of_oauth_that_is_off_counts_for_nothing() -> None:
    assert assessment(read(oauth={**ACTIVE, "enabled": False}))["verdict"] == "ready"


SHOWN = "The menu [Send] of this printer has no [OAuth 2.0 (Microsoft) Settings] (platform version 3.12, controller version 39.13)."
PATH = "([License/Other] > [Register/Update Software] > [Distributed Update] > [Confirm New Firmware])"
LET_IT = "set migrate_firmware: update and migrate_accept_license: true"


@pytest.mark.parametrize(
    ("offer", "verdict", "actor", "remedy"),
    [
        (
            {"update_available": True, "available_version": "3.18"},
            "needs_firmware",
            who.ADMINISTRATOR,
            f"The printer offers an update (3.18). Update its firmware {PATH}, or {LET_IT}, then run again.",
        ),
        (
            {"update_available": True, "available_version": None},
            "needs_firmware",
            who.ADMINISTRATOR,
            f"The printer offers an update. Update its firmware {PATH}, or {LET_IT}, then run again.",
        ),
        (
            {"update_available": False},
            "needs_dealer",
            who.DEALER,
            "Update its firmware to platform version 3.18 or newer: the printer itself offers no update, so its dealer must do it.",
        ),
        (
            {},
            "needs_firmware",
            who.ADMINISTRATOR,
            f"Update its firmware to platform version 3.18 or newer {PATH}, then run again.",
        ),
        (
            {"error": {"kind": "busy"}, "msg": "copier-1: The printer is at work."},
            "needs_firmware",
            who.ADMINISTRATOR,
            f"Update its firmware to platform version 3.18 or newer {PATH}, then run again."
            " What the printer offers is not known: copier-1: The printer is at work.",
        ),
        (
            {"update_available": None, "status": "busy"},
            "needs_firmware",
            who.ADMINISTRATOR,
            f"Update its firmware to platform version 3.18 or newer {PATH}, then run again."
            " The printer could not be asked now, it is busy.",
        ),
    ],
)
def test_too_old(offer: dict[str, Any], verdict: str, actor: str, remedy: str) -> None:
    result = assessment(read(**OLD), offer)
    assert (result["verdict"], result["too_old"], result["fit"]["firmware"]) == (verdict, True, False)
    assert result["reasons"][0] == {"what": "firmware", "why": SHOWN, "remedy": remedy, "who": actor}
    assert result["reasons"][1]["remedy"] == "Then run migrate."
    assert result["stops"] == result["reasons"][:1]


@pytest.mark.parametrize(
    ("platform", "policy", "old"),
    [
        ("3.12", "require", False),
        ("3.12", "update", True),
        ("3.9", "update", True),
        ("3.18", "update", False),
        ("3.20", "update", False),
        (None, "update", False),
        ("3.12", "ignore", False),
    ],
)
def test_what_counts_as_too_old_where_oauth_is_in_the_menu(platform: str | None, policy: str, old: bool) -> None:
    facts = read(firmware={"platform_version": platform, "controller_version": None})
    assert assessment(facts, firmware=policy)["too_old"] is old


def test_old_firmware_that_is_ignored_stops_nothing() -> None:
    result = assessment(read(**OLD), firmware="ignore")
    assert (result["too_old"], result["stops"]) == (False, [])


@pytest.mark.parametrize(
    ("changes", "what", "actor", "text"),
    [
        (
            {"clock": {"offset_seconds": 301, "device_time": "2026-11-23 18:39:01", "time_zone": None}},
            "clock",
            who.ADMINISTRATOR,
            "The clock of this printer is 301 seconds off (it shows 2026-11-23 18:39:01, time zone not shown). Correct date, time and"
            " time zone ([Timer/Energy Settings] > [Date/Time Settings]) or switch SNTP on, then run again.",
        ),
        (
            {"network": {"gateway": "", "dns": None}},
            "gateway",
            who.NETWORK,
            "This printer has no gateway, so it cannot reach Microsoft. Set it in [Network Settings] > [IPv4 Settings], then run again.",
        ),
        (
            {"network": {"gateway": None, "dns": []}},
            "dns",
            who.NETWORK,
            "This printer has no DNS server, so it cannot find Microsoft. Set it in [Network Settings] > [IPv4 Settings], then run again.",
        ),
        (
            {"network": {"gateway": None, "dns": None, "proxy": {"enabled": True, "server": ""}}},
            "proxy",
            who.NETWORK,
            "This printer is set to use a proxy, but no proxy server is set, so it cannot reach Microsoft."
            " Set it in [Network Settings] > [Proxy Settings], or switch the proxy off, then run again.",
        ),
        (
            {"supports_oauth": None, "oauth": None},
            "menu",
            who.OPERATOR,
            "Whether this printer has [OAuth 2.0 (Microsoft) Settings] cannot be told: its menu is not understood, perhaps because it is"
            " not in English. Switch the Remote UI to English, or name the titles and labels of this printer with canon_labels"
            ' (guide "Unknown printers"), then run again.',
        ),
        (
            {"supports_oauth": None, "oauth": None, "privileges": ["device"]},
            "rights",
            who.ADMINISTRATOR,
            "The account cannot see [OAuth 2.0 (Microsoft) Settings] (its privileges: device)."
            " Use an account with the role Administrator or NetworkAdmin, then run again.",
        ),
        (
            {"oauth": None, "privileges": []},
            "rights",
            who.ADMINISTRATOR,
            "[OAuth 2.0 (Microsoft) Settings] cannot be read: no reason known."
            " Use an account with the role Administrator or NetworkAdmin (it has: none shown), then run again.",
        ),
    ],
)
def test_needs_attention(changes: dict[str, Any], what: str, actor: str, text: str) -> None:
    result = assessment(read(**changes))
    assert (result["verdict"], result["affected"]) == ("needs_attention", True)
    assert result["fit"].get(what, False) is False
    assert (result["reasons"][0]["what"], result["reasons"][0]["who"]) == (what, actor)
    assert [f"{stop['why']} {stop['remedy']}" for stop in result["stops"]] == [text]


@pytest.mark.parametrize("offset", [0, 300, -300, "299", None])
def test_a_clock_within_its_limits_stops_nothing(offset: Any) -> None:
    assert assessment(read(clock={"offset_seconds": offset}))["verdict"] == "ready"


def test_limits_are_the_users() -> None:
    assert assessment(read(clock={"offset_seconds": -61}), max_clock_offset="60")["verdict"] == "needs_attention"
    assert "platform version 4.1 or newer" in assessment(read(**OLD), minimum_platform="4.1")["stops"][0]["remedy"]


def test_firmware_comes_before_all_else() -> None:
    result = assessment(read(**OLD, clock={"offset_seconds": 9999}), {"update_available": False})
    assert (result["verdict"], len(result["stops"])) == ("needs_dealer", 2)


def test_what_is_not_shown_is_named() -> None:
    result = assessment(read(clock={"offset_seconds": None}, network={"gateway": None, "dns": None}))
    assert (result["verdict"], result["unknown"]) == ("ready", ["its clock", "its gateway", "its DNS servers"])
    assert [result["fit"][name] for name in ("clock", "gateway", "dns", "proxy")] == [None] * 4


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (
            read(mail=None, unknown={"mail": "The account may not see this screen [Send]"}),
            "may not see this screen [Send].",
        ),
        (read(mail=None), "cannot be read"),
        (read(mail={"server": None, "smtp_auth": True}), "show no mail server"),
    ],
)
def test_mail_settings_that_cannot_be_read(facts: dict[str, Any], words: str) -> None:
    result = assessment(facts)
    assert (result["verdict"], result["affected"]) == ("needs_attention", None)
    assert words in why(result)
    assert "canon_labels" in result["reasons"][0]["remedy"]


def test_what_was_not_asked_is_not_judged() -> None:
    facts = read()
    for name in ("mail", "clock", "network", "oauth"):
        del facts["printer"][name]
    result = assessment(facts)
    assert (result["verdict"], result["affected"], result["reasons"], result["unknown"]) == ("ready", None, [], [])


@pytest.mark.parametrize(
    ("kind", "verdict", "actor"),
    [
        ("unreachable", "unreachable", who.SITE),
        ("busy", "unreachable", who.OPERATOR),
        ("session_lost", "unreachable", who.OPERATOR),
        ("run_ended", "unreachable", who.OPERATOR),
        ("not_trusted", "needs_attention", who.ADMINISTRATOR),
        ("login_refused", "needs_attention", who.ADMINISTRATOR),
        ("login_lost", "unreachable", who.OPERATOR),
        ("login_unsupported", "needs_attention", who.ADMINISTRATOR),
        ("not_permitted", "needs_attention", who.ADMINISTRATOR),
        ("unknown_layout", "needs_attention", who.OPERATOR),
        ("unexpected_answer", "needs_attention", who.OPERATOR),
        ("invalid_input", "needs_attention", who.OPERATOR),
        ("defect", "needs_attention", who.PROJECT),
        ("of a later version", "needs_attention", who.OPERATOR),
    ],
)
@pytest.mark.parametrize("overruled", [True, False])
def test_a_printer_that_was_not_read(kind: str, verdict: str, actor: str, overruled: bool) -> None:
    facts = {**failed(kind), "failed": not overruled}
    result = assessment(facts, name="copier-1")
    assert (result["verdict"], result["affected"]) == (verdict, None)
    (reason,) = result["reasons"]
    assert (reason["why"], reason["remedy"], reason["who"]) == ("It does not work.", "Do something.", actor)
    assert set(result["fit"].values()) <= {None, False}


@pytest.mark.parametrize("kind", ["unsupported", "not_a_remote_ui"])
def test_a_printer_that_cannot_be_read_may_be_affected_all_the_same(kind: str) -> None:
    result = assessment(failed(kind), name="copier-1")
    assert (result["verdict"], result["affected"]) == ("unsupported", None)
    (reason,) = result["reasons"]
    assert "Do something." in reason["why" if kind == "unsupported" else "remedy"]
    assert "with a password, it stops sending too" in reason["remedy"]
    assert reason["who"] == who.ADMINISTRATOR


@pytest.mark.parametrize(
    ("kind", "note"),
    [
        ("not_a_remote_ui", "http port 8000: a Remote UI on plain http"),
        ("unreachable", "https port 443: it ended the TLS handshake"),
    ],
)
def test_a_printer_that_answers_but_cannot_be_trusted_is_not_written_off(kind: str, note: str) -> None:
    result = assessment(failed(kind, seen=[note]))
    assert (result["verdict"], result["reasons"][0]["what"]) == ("needs_attention", "encryption")


PRINT = ":".join(["AB"] * 32)


@pytest.mark.parametrize(
    ("kind", "message", "fingerprint"),
    [
        ("not_trusted", "The certificate of copier-1 is not trusted (self-signed).", PRINT),
        ("not_trusted", "The certificate of copier-1 is not the pinned one.", ""),
        ("unknown_layout", "is not trusted", ""),
    ],
)
def test_the_fingerprint_of_a_certificate_that_is_not_trusted(kind: str, message: str, fingerprint: str) -> None:
    facts = {**failed(kind, seen=[f"SHA-256 {PRINT}"]), "msg": message}
    assert assessment(facts)["certificate_fingerprint"] == fingerprint


def test_what_a_printer_tells_without_a_login_identifies_it() -> None:
    seen = ["wrong password", "model Canon iR-ADV C5840", "serial number TZE81304"]
    printer = assessment(failed("login_refused", seen=seen))["printer"]
    assert (printer["product_name"], printer["serial_number"]) == ("Canon iR-ADV C5840", "TZE81304")


def test_what_ansible_itself_refuses() -> None:
    assert assessment({"failed": True, "msg": "Decryption failed"})["reasons"][0]["why"] == "Decryption failed"
    assert assessment({"unreachable": True, "msg": "ssh: no route"})["verdict"] == "unreachable"
    assert assessment({})["verdict"] == "needs_attention"


@pytest.mark.parametrize(
    ("facts", "options", "words"),
    [
        ("text", {}, "a result of canon_info"),
        ({}, {"offer": [1]}, "a result of canon_firmware"),
        ({}, {"minimum_platform": "new"}, "minimum_platform"),
        ({}, {"max_clock_offset": "much"}, "max_clock_offset"),
        ({}, {"firmware": "perhaps"}, "firmware"),
    ],
)
def test_wrong_arguments_are_named(facts: Any, options: dict[str, Any], words: str) -> None:
    with pytest.raises(AnsibleFilterError, match=words):
        assessment(facts, **options)


KEYS = st.sampled_from(
    "printer unknown error msg failed unreachable kind remedy seen device firmware clock network mail oauth supports_oauth privileges"
    " server smtp_auth enabled token_state token_status offset_seconds gateway dns proxy platform_version update_available status".split()
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.sampled_from(["active", "smtp.office365.com", ""]),
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(KEYS | st.text(max_size=5), inner, max_size=6)
    ),
)
MAPPINGS = st.dictionaries(KEYS, ANYTHING, max_size=12)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(printer=MAPPINGS, rest=MAPPINGS, offer=MAPPINGS, policy=st.sampled_from(["require", "update", "ignore"]))
def test_any_mapping_has_a_verdict(printer: Any, rest: Any, offer: Any, policy: str) -> None:
    result = assessment({"printer": {**read()["printer"], **printer}, **rest}, offer, firmware=policy)
    assert result["verdict"] in VERDICTS
    assert result["affected"] in (True, False, None)
    assert all(reason["why"] and reason["who"] in ACTORS for reason in result["reasons"])
    assert result["reasons"] or result["verdict"] == "ready"
