# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments are checked before anything is sent."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._screens import teachable
from ansible_collections.printfleet.canon.plugins.module_utils._tasks import checks, oauth, smtp

CONNECTION = {"host": "192.0.2.7", "port": None, "timeout": 30.0, "labels": None, "ca_path": None}
SMTP = dict.fromkeys((*smtp.SETTINGS, "smtp_password")) | {"clear_password": False, "remote_ui_port": None}
OAUTH = {
    "enabled": None,
    "tenant": None,
    "endpoint": None,
    "cloud": "global",
    "verify_server_certificate": None,
    "verify_cn": None,
    "renew_code": False,
    "wait": "none",
    "connect_timeout": 120,
    "token_timeout": 1800,
    "poll_interval": 5.0,
    "code_renewals": 2,
    "codes_at_once": 0,
}


@pytest.mark.parametrize(
    "changed",
    [
        {"host": ""},
        {"host": None},
        {"host": "https://printer"},
        {"host": "printer/rps"},
        {"host": "a b"},
        {"host": "user@printer"},
        {"host": "printer\n"},
        {"host": "[printer]"},
        {"host": "[192.0.2.1]"},
        {"host": "[2001:db8::1"},
        {"port": 0},
        {"port": -1},
        {"port": 65536},
        {"timeout": 0},
        {"timeout": -1.0},
        {"timeout": 1e9},
        {"timeout": float("nan")},
        {"timeout": None},
        {"labels": {"server": "x"}},
        {"labels": {"mail.server": {"a": "b"}}},
        {"labels": {"mail.server\n": "x"}},
        {"labels": {"mail.server": [None]}},
        {"ca_path": "/nowhere/ca.pem"},
    ],
)
def test_bad_connection_options(changed: dict[str, Any]) -> None:
    (problem,) = checks.connection({**CONNECTION, **changed})
    assert next(iter(changed)) in problem


@pytest.mark.parametrize("host", ["192.0.2.11:8443", "printer.example:8443", "[2001:db8::1]:8443", "printer:", ":443"])
@pytest.mark.parametrize("option", ["port", "remote_ui_port"])
def test_a_port_behind_the_host(host: str, option: str) -> None:
    (problem,) = checks.connection({**CONNECTION, "host": host}, option)
    assert f'host: "{host}" is neither a host name nor an address' in problem
    assert f"set canon_port ({option})" in problem


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("mail.sever", "did you mean mail.server?"),
        ("mial.server", "did you mean mail.server?"),
        ("oauth.token_activ", "did you mean oauth.token_active?"),
        ("proxy.zzzzzzzz", "of this screen there are proxy."),
        ("zzzz.zzzzzzzz", "the screens are mail, ports, oauth,"),
    ],
)
def test_a_label_that_nothing_looks_for_is_refused_with_the_nearest_name(name: str, advice: str) -> None:
    (problem,) = checks.connection({**CONNECTION, "labels": {name: "x"}})
    assert f"there is no {name}; {advice}" in problem


def test_every_name_that_is_asked_for_or_printed_may_be_taught() -> None:
    """Names in the source as the code looks them up, as errors tell them to paste, and as the documentation lists them."""
    plugins = Path(checks.__file__).parents[2]
    source = "\n".join(path.read_text(encoding="utf-8") for path in plugins.rglob("*.py"))
    screens = "|".join(sorted({name.partition(".")[0] for name in teachable.NAMES}))
    pasted = set(re.findall(rf"""[{{ "]((?:{screens})\.[a-z_]+)(?=: [<"])""", source))
    looked_up = set(re.findall(rf"""["']((?:{screens})\.[a-z_]+)["'][,)]""", source))
    documented = set(
        re.findall(rf"C\(((?:{screens})\.[a-z_]+)\)", (plugins / "doc_fragments/remote_ui.py").read_text())
    )
    assert min(len(pasted), len(looked_up), len(documented)) > 3
    assert sorted((pasted | looked_up | documented) - teachable.NAMES - {"screen.title"}) == []


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"host": "printer-1.example.com"},
        {"host": "2001:db8::1"},
        {"host": "[2001:db8::1]"},
        {"host": "fe80::1%eth0"},
        {"host": "[fe80::1%eth0]"},
        {"port": 8443},
        {"timeout": 0.5},
        {"labels": {"mail.server": ["A", "B"], "oauth.title": "C"}},
    ],
)
def test_good_connection_options(changed: dict[str, Any]) -> None:
    assert checks.connection({**CONNECTION, **changed}) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"port": 0},
        {"port": 65536},
        {"port": -25},
        {"port": 8443},
        {"port": 8000},
        {"server": "smtp office365 com"},
        {"server": " smtp.example.com"},
        {"server": "smtp.example.com:587"},
        {"server": "https://smtp.example.com"},
        {"server": "smtp..example.com"},
        {"server": "-x.example.com"},
        {"server": "x" * 64 + ".example.com"},
        {"server": "a." * 130 + "com"},
        {"server": "192.0.2.1:25"},
        {"server": "cafe:25"},
        {"server": "smtp,com"},
        {"server": ":"},
        {"email_address": "scan"},
        {"email_address": "scan@"},
        {"email_address": "@example.com"},
        {"email_address": "a b@example.com"},
        {"email_address": "a@b@c"},
        {"email_address": ""},
        {"email_address": "scan@example.com\n"},
        {"email_address": "s" * 60 + "@" + "e" * 61},
        {"email_address": "Scan <scan@example.com>"},
        {"verify_cn": True},
        {"verify_cn": True, "verify_certificate": False},
        {"verify_cn": False},
    ],
)
def test_bad_mail_settings(changed: dict[str, Any]) -> None:
    (problem,) = smtp.check({**SMTP, **changed})
    assert next(iter(changed)) in problem


def test_port_of_the_remote_ui_is_not_the_mail_port() -> None:
    (problem,) = smtp.check({**SMTP, "port": 9443, "remote_ui_port": 9443})
    assert "remote_ui_port" in problem


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"port": 1},
        {"port": 65535},
        {"port": 587},
        {"server": "smtp.office365.com"},
        {"server": "mail"},
        {"server": "192.0.2.1"},
        {"server": "2001:db8::1"},
        {"server": "[2001:db8::1]"},
        {"server": "smtp.example.com."},
        {"server": ""},
        {"email_address": "scan+1@example.com"},
        {"email_address": "s" * 60 + "@" + "e" * 59},
        {"verify_cn": True, "verify_certificate": True},
        {"verify_cn": False, "verify_certificate": False},
    ],
)
def test_good_mail_settings(changed: dict[str, Any]) -> None:
    assert smtp.check({**SMTP, **changed}) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"endpoint": "http://login.microsoftonline.com/common/oauth2/v2.0"},
        {"endpoint": "login.microsoftonline.com/common"},
        {"endpoint": "https://"},
        {"endpoint": "https:///common"},
        {"endpoint": "https://login.microsoftonline.com/common/oauth2/v2.0/devicecode"},
        {"endpoint": "https://login.microsoftonline.com/common/oauth2/v2.0/token/"},
        {"endpoint": "https://h/a?b=c"},
        {"endpoint": "https://h/a#b"},
        {"endpoint": "https://user@h/a"},
        {"endpoint": "https://h:99999/a"},
        {"endpoint": "https://h:x/a"},
        {"endpoint": "https://[::1/a"},
        {"endpoint": "https://h/a b"},
        {"endpoint": "https://h/a\n"},
        {"tenant": "https://login.microsoftonline.com/x"},
        {"tenant": "a b"},
        {"tenant": ""},
        {"tenant": "contoso.com/"},
        {"tenant": "contoso.com\n"},
        {"tenant": ".com"},
        {"tenant": "x" * 300},
        {"verify_cn": True},
        {"verify_cn": True, "verify_server_certificate": False},
        {"renew_code": True, "enabled": False},
        {"wait": "token", "enabled": False},
        {"connect_timeout": -1},
        {"token_timeout": -1},
        {"code_renewals": -1},
        {"codes_at_once": -1},
        {"poll_interval": 0.0},
        {"poll_interval": float("nan")},
    ],
)
def test_bad_oauth_settings(changed: dict[str, Any]) -> None:
    (problem,) = oauth.check({**OAUTH, **changed})
    assert next(iter(changed)) in problem


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"endpoint": "https://login.microsoftonline.com/organizations/oauth2/v2.0"},
        {"endpoint": "https://127.0.0.1:8443/common/oauth2/v2.0/"},
        {"tenant": "contoso.onmicrosoft.com"},
        {"tenant": "organizations"},
        {"tenant": "9cdeb3d1-c58a-4f6d-b3e7-7a9d31f6a0f9"},
        {"verify_cn": True, "verify_server_certificate": True},
        {"renew_code": True, "enabled": True},
    ],
)
def test_good_oauth_settings(changed: dict[str, Any]) -> None:
    assert oauth.check({**OAUTH, **changed}) == []


@pytest.mark.parametrize(
    ("changed", "endpoint"),
    [
        ({"tenant": "common"}, "https://login.microsoftonline.com/common/oauth2/v2.0"),
        ({"tenant": "contoso.com", "cloud": "usgov"}, "https://login.microsoftonline.us/contoso.com/oauth2/v2.0"),
        ({"tenant": "contoso.cn", "cloud": "china"}, "https://login.partner.microsoftonline.cn/contoso.cn/oauth2/v2.0"),
        ({"endpoint": "https://h/t/oauth2/v2.0/"}, "https://h/t/oauth2/v2.0"),
        ({}, None),
    ],
)
def test_endpoint_of_a_tenant(changed: dict[str, Any], endpoint: str | None) -> None:
    assert oauth.endpoint_of({**OAUTH, **changed}) == endpoint


def test_tenant_and_endpoint_exclude_each_other() -> None:
    assert ("tenant", "endpoint") in oauth.SPEC.mutually_exclusive


def test_storing_and_clearing_a_password_exclude_each_other() -> None:
    assert ("smtp_password", "clear_password") in smtp.SPEC.mutually_exclusive
