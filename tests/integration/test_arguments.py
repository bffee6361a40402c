# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments that cannot be right: a clear error, and nothing is sent; what only the page can tell, no write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from .conftest import Fleets, Runner
from .fleets import Fleet
from .playbooks import Run, task

CASES: dict[str, tuple[str, dict[str, Any], str]] = {
    "smtp port 0": ("canon_smtp", {"port": 0}, "port: 0 is not a port number (1 to 65535)"),
    "smtp port 65536": ("canon_smtp", {"port": 65536}, "port: 65536 is not a port number"),
    "smtp port negative": ("canon_smtp", {"port": -25}, "port: -25 is not a port number"),
    "smtp port no number": ("canon_smtp", {"port": "smtp"}, "port"),
    "smtp port of the Remote UI": ("canon_smtp", {"port": 8443}, "the port of the Remote UI"),
    "remote ui port 0": ("canon_info", {"port": 0}, "0 is not a port number"),
    "remote ui port of canon_smtp": ("canon_smtp", {"remote_ui_port": 70000}, "70000 is not a port number"),
    "address without @": ("canon_smtp", {"email_address": "scan.contoso.com"}, "is not an e-mail address"),
    "address with blank": ("canon_smtp", {"email_address": "sc an@contoso.com"}, "is not an e-mail address"),
    "address too long": ("canon_smtp", {"email_address": "s" * 50 + "@" + "c" * 70 + ".com"}, "printers take 120"),
    "server with blank": ("canon_smtp", {"server": "smtp office365.com"}, "contains blanks"),
    "server with tab": ("canon_smtp", {"server": "smtp.office365.com\tx"}, "contains blanks"),
    "server as address": ("canon_smtp", {"server": "https://smtp.office365.com"}, "is not a host name"),
    "server with port": ("canon_smtp", {"server": "smtp.office365.com:587"}, "is not a host name"),
    "server label too long": ("canon_smtp", {"server": "s" * 64 + ".com"}, "is not a host name"),
    "smtp cn without certificate": ("canon_smtp", {"verify_cn": True}, "verify_cn needs verify_certificate: true"),
    "smtp cn with certificate off": (
        "canon_smtp",
        {"verify_cn": True, "verify_certificate": False},
        "verify_cn needs verify_certificate: true",
    ),
    "password and clear": ("canon_smtp", {"smtp_password": "x", "clear_password": True}, "mutually exclusive"),
    "tls no switch": ("canon_smtp", {"tls": "perhaps"}, "tls"),
    "unknown option": ("canon_smtp", {"smtp_server": "x"}, "smtp_server"),
    "tenant and endpoint": (
        "canon_oauth",
        {"tenant": "contoso.com", "endpoint": "https://login.microsoftonline.com/x/oauth2/v2.0"},
        "mutually exclusive",
    ),
    "endpoint without tls": (
        "canon_oauth",
        {"endpoint": "http://login.microsoftonline.com/x"},
        "must begin with https",
    ),
    "endpoint with blank": ("canon_oauth", {"endpoint": "https://login.microsoftonline.com/x y"}, "contains blanks"),
    "endpoint with user": ("canon_oauth", {"endpoint": "https://a:b@login.microsoftonline.com/x"}, "without user"),
    "endpoint too far": (
        "canon_oauth",
        {"endpoint": "https://login.microsoftonline.com/x/oauth2/v2.0/token"},
        "must end before",
    ),
    "tenant as address": ("canon_oauth", {"tenant": "https://contoso.com"}, "is neither a tenant id nor a domain"),
    "tenant with blank": ("canon_oauth", {"tenant": "con toso"}, "is neither a tenant id nor a domain"),
    "cloud unknown": ("canon_oauth", {"cloud": "moon"}, "moon"),
    "oauth cn without certificate": (
        "canon_oauth",
        {"enabled": True, "verify_cn": True},
        "verify_cn needs verify_server_certificate: true",
    ),
    "new code and off": ("canon_oauth", {"enabled": False, "renew_code": True}, "renew_code"),
    "subset unknown": ("canon_info", {"gather_subset": ["paper"]}, "paper"),
    "scheme unknown": ("canon_info", {"scheme": "ftp"}, "ftp"),
    "login method unknown": ("canon_info", {"login_method": "badge"}, "badge"),
    "host as address": ("canon_info", {"host": "https://127.0.0.1/"}, "is not a host name"),
    "host with blank": ("canon_info", {"host": "print 1"}, "is not a host name"),
    "timeout 0": ("canon_info", {"timeout": 0}, "timeout must be more than 0"),
    "fingerprint too short": ("canon_info", {"certificate_fingerprint": "AB:CD"}, "not a SHA-256 fingerprint"),
    "ca missing": ("canon_info", {"ca_path": "/nonexistent/ca.pem"}, "/nonexistent/ca.pem"),
    "labels without screen": ("canon_info", {"labels": {"Server": "x"}}, "must be a name such as mail.server"),
    "label unknown": (
        "canon_info",
        {"labels": {"mail.sever": "x"}},
        "there is no mail.sever; did you mean mail.server?",
    ),
    "option unknown": (
        "canon_smtp",
        {"sever": "x"},
        "Unsupported parameters for (printfleet.canon.canon_smtp) module: sever. Supported parameters include: ",
    ),
    "session state": ("canon_session", {"state": "open"}, "open"),
}
LIMITS: dict[str, tuple[str, dict[str, Any], str]] = {
    "server over the limit": ("canon_smtp", {"server": "s" * 45 + ".com"}, "the printer takes 48"),
    "endpoint over the limit": (
        "canon_oauth",
        {"endpoint": "https://login.microsoftonline.com/" + "x" * 230},
        "characters, the printer takes 25",
    ),
    "password over the limit": ("canon_smtp", {"smtp_password": "p" * 65}, "64 characters"),
    "one of two screens": ("canon_smtp", {"port": 2525, "server": "s" * 45 + ".com"}, "the printer takes 48"),
}


@dataclass(frozen=True)
class Outcome:
    run: Run
    counters: dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def fleet(fleets: Fleets) -> Fleet:
    return fleets("arguments", "--small-pages", "--count", "2", "--profiles", "dx_user_tls,dx_pin_tls")


def _play(fleet: Fleet, ansible_for: Runner, cases: dict[str, tuple[str, dict[str, Any], str]]) -> Outcome:
    fleet.control.reset_counters()
    tasks = [
        task(name, module, keywords={"ignore_errors": True}, **options)
        for name, (module, options, _text) in cases.items()
    ]
    return Outcome(ansible_for(fleet).run(tasks), fleet.all_counters())


@pytest.fixture(scope="module")
def outcome(fleet: Fleet, ansible_for: Runner) -> Outcome:
    return _play(fleet, ansible_for, CASES)


@pytest.fixture(scope="module")
def at_the_limits(fleet: Fleet, ansible_for: Runner) -> Outcome:
    return _play(fleet, ansible_for, LIMITS)


@pytest.mark.parametrize("case", CASES)
def test_the_error_is_clear(outcome: Outcome, case: str) -> None:
    for name in ("print-01", "print-02"):
        found = outcome.run.of(name, case)
        assert found["status"] == "ignored", found
        assert CASES[case][2] in found["result"]["msg"], found["result"]["msg"]


def test_nothing_was_sent(outcome: Outcome) -> None:
    assert {name: counters["requests"] for name, counters in outcome.counters.items()} == {"print-01": 0, "print-02": 0}


@pytest.mark.parametrize("case", LIMITS)
def test_limits_of_the_printer_are_told(at_the_limits: Outcome, case: str) -> None:
    for name in ("print-01", "print-02"):
        found = at_the_limits.run.of(name, case)
        assert found["status"] == "ignored", found
        assert LIMITS[case][2] in found["result"]["msg"], found["result"]["msg"]


def test_nothing_was_written(at_the_limits: Outcome) -> None:
    for counters in at_the_limits.counters.values():
        assert counters["writes"] == 0 and counters["logins"] == counters["logouts"] == len(LIMITS)


def test_variables_of_the_role_are_checked_before_the_printer_is_asked(fleet: Fleet, ansible_for: Runner) -> None:
    own = {name: {**fleet.variables(name), "canon_ca_path": str(fleet.folder / "ca.pem")} for name in fleet.names}
    address = own["print-01"].pop("migrate_email_address")
    fleet.control.reset_counters()
    run = ansible_for(None).run(
        "migrate.yml",
        hosts={
            "missing": own["print-01"],
            "cloud": {**own["print-01"], "migrate_email_address": address, "migrate_cloud": "moon"},
            "port": {**own["print-01"], "migrate_email_address": address, "migrate_smtp_port": "smtp"},
            "blank": {**own["print-02"], "migrate_email_address": None},
        },
    )
    assert run.code == 2
    for host, text in {"missing": "migrate_email_address", "cloud": "moon", "port": "migrate_smtp_port"}.items():
        (failed,) = [event for event in run.events if event.get("host") == host and event["status"] == "failed"]
        assert text in str(failed["result"]), failed
    assert fleet.counters("print-01")["requests"] == 0
    assert "is not an e-mail address" in run.migrated("blank")["reason"]
    assert fleet.counters("print-02")["writes"] == 0


def test_variables_of_verify_have_types(fleet: Fleet, ansible_for: Runner) -> None:
    own = {**fleet.variables("print-01"), "canon_ca_path": str(fleet.folder / "ca.pem")}
    wrong = {
        "verify_max_clock_offset": "abc",
        "verify_smtp_port": "smtp",
        "migrate_max_clock_offset": "abc",
        "verify_cloud": "moon",
    }
    fleet.control.reset_counters()
    run = ansible_for(None).run("verify.yml", hosts={name: {**own, name: value} for name, value in wrong.items()})
    assert run.code == 2
    for host in wrong:
        (failed,) = [event for event in run.events if event.get("host") == host and event["status"] == "failed"]
        assert host.replace("migrate_", "verify_") in str(failed["result"]["argument_errors"]), failed
    assert fleet.counters("print-01")["requests"] == 0
