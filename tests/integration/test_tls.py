# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""TLS towards printers: CA, pin, wrong pin, unknown and expired certificates, plain http only when asked for."""

from __future__ import annotations

import datetime
import socket
import ssl
import threading
from dataclasses import dataclass
from typing import Any, Iterator

import pytest
import trustme

from .conftest import Fleets, Runner
from .fleets import Fleet
from .playbooks import Run, task

SIGNED, PLAIN, SELF_SIGNED = "print-01", "print-03", "print-04"
LOOK = [task("look", "canon_info", gather_subset=["device"], keywords={"ignore_errors": True})]


def _colons(fingerprint: str) -> str:
    digits = fingerprint.upper()
    return ":".join(digits[index : index + 2] for index in range(0, len(digits), 2))


@pytest.fixture(scope="module")
def expired() -> Iterator[tuple[str, int, str]]:
    """A server whose certificate has expired: address, port and path of its CA. It can do nothing but shake hands."""
    authority = trustme.CA()
    yesterday = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=1)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", not_after=yesterday).configure_cert(context)
    with authority.cert_pem.tempfile() as path, socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_shake_hands, args=(server, context), daemon=True)
        thread.start()
        yield "127.0.0.1", server.getsockname()[1], path


def _shake_hands(server: socket.socket, context: ssl.SSLContext) -> None:
    while True:
        try:
            connection, _address = server.accept()
        except OSError:
            return
        try:
            context.wrap_socket(connection, server_side=True).close()
        except OSError:
            connection.close()


@dataclass(frozen=True)
class Outcome:
    fleet: Fleet
    run: Run
    counters: dict[str, dict[str, Any]]

    def message(self, name: str) -> str:
        found = self.run.of(name, "look")
        assert found["status"] == "ignored", found
        return found["result"]["msg"]

    def device(self, name: str) -> str:
        found = self.run.of(name, "look")
        assert found["status"] == "ok", found["result"]["msg"]
        return found["result"]["printer"]["device"]["device_name"]


@pytest.fixture(scope="module")
def outcome(fleets: Fleets, ansible_for: Runner, expired: tuple[str, int, str]) -> Outcome:
    fleet = fleets("tls", "--small-pages", "--count", "4")
    own = {name: {**fleet.variables(name), "canon_timeout": 10} for name in fleet.names}
    pin = own[SELF_SIGNED].pop("canon_certificate_fingerprint")
    own[PLAIN].pop("canon_scheme")
    ca = {"canon_ca_path": str(fleet.folder / "ca.pem")}
    other = {"canon_certificate_fingerprint": "ab" * 32}
    login = {"canon_username": "Administrator", "canon_password": "Never-sent-1"}
    hosts: dict[str, dict[str, Any]] = {
        "ca": {**own[SIGNED], **ca},
        "unknown-ca": own[SIGNED],
        "unverified": {**own[SIGNED], "canon_validate_certs": False},
        "pin": {**own[SELF_SIGNED], "canon_certificate_fingerprint": pin},
        "pin-with-colons": {**own[SELF_SIGNED], "canon_certificate_fingerprint": "SHA256:" + _colons(pin)},
        "pin-before-ca": {**own[SIGNED], **ca, **other},
        "wrong-pin": {**own[SELF_SIGNED], **other},
        "wrong-pin-unverified": {**own[SELF_SIGNED], **other, "canon_validate_certs": False},
        "self-signed": own[SELF_SIGNED],
        "self-signed-ca": {**own[SELF_SIGNED], **ca},
        "expired": {"ansible_host": expired[0], "canon_port": expired[1], "canon_ca_path": expired[2], **login},
        "plain": {**own[PLAIN], **login},
        "plain-with-port": {**own[PLAIN], **login, "canon_port": 8000},
        "plain-asked-for": {**own[PLAIN], "canon_scheme": "http"},
        "auto-plain": {**own[PLAIN], "canon_scheme": "auto"},
        "auto-tls": {**own[SIGNED], **ca, "canon_scheme": "auto"},
        "auto-not-trusted": {**own[SIGNED], "canon_scheme": "auto"},
    }
    fleet.control.reset_counters()
    run = ansible_for(None).run(LOOK, hosts=hosts, play={"hosts": "all"})
    return Outcome(fleet, run, fleet.all_counters())


@pytest.mark.parametrize(
    ("name", "device"),
    [
        ("ca", SIGNED),
        ("unverified", SIGNED),
        ("auto-tls", SIGNED),
        ("pin", SELF_SIGNED),
        ("pin-with-colons", SELF_SIGNED),
        ("plain-asked-for", PLAIN),
        ("auto-plain", PLAIN),
    ],
)
def test_what_is_trusted_is_read(outcome: Outcome, name: str, device: str) -> None:
    assert outcome.device(name) == device


@pytest.mark.parametrize("name", ["self-signed", "self-signed-ca"])
def test_a_self_signed_certificate_is_refused_and_its_fingerprint_shown(outcome: Outcome, name: str) -> None:
    message = outcome.message(name)
    shown = outcome.fleet.variables(SELF_SIGNED)["canon_certificate_fingerprint"]
    assert _colons(shown) in message and "canon_certificate_fingerprint" in message, message
    assert "is not trusted (self-signed)" in message, message
    assert outcome.run.result(name, "look")["error"]["kind"] == "not_trusted"


@pytest.mark.parametrize("name", ["wrong-pin", "wrong-pin-unverified"])
def test_a_wrong_pin_is_refused_and_the_real_one_shown(outcome: Outcome, name: str) -> None:
    message = outcome.message(name)
    shown = outcome.fleet.variables(SELF_SIGNED)["canon_certificate_fingerprint"]
    assert "is not the pinned one" in message and _colons(shown) in message, message


def test_a_pin_replaces_the_ca(outcome: Outcome) -> None:
    assert "is not the pinned one" in outcome.message("pin-before-ca")


@pytest.mark.parametrize("name", ["unknown-ca", "auto-not-trusted"])
def test_an_unknown_ca_is_refused_and_http_is_no_way_out(outcome: Outcome, name: str) -> None:
    message = outcome.message(name)
    assert "not signed by a known CA" in message and "canon_ca_path" in message, message


def test_an_expired_certificate_is_named_as_such(outcome: Outcome) -> None:
    assert "(expired)" in outcome.message("expired")


@pytest.mark.parametrize("name", ["plain", "plain-with-port"])
def test_plain_http_is_refused_with_the_remedy(outcome: Outcome, name: str) -> None:
    message = outcome.message(name)
    assert "canon_scheme: http" in message, message


def test_no_password_went_where_it_should_not(outcome: Outcome) -> None:
    counters = outcome.counters
    assert {name: (counters[name]["logins"], counters[name]["wrong_logins"]) for name in counters} == {
        SIGNED: (3, 0),
        "print-02": (0, 0),
        PLAIN: (0, 0),
        SELF_SIGNED: (2, 0),
    }
    assert "Never-sent-1" not in outcome.run.output
