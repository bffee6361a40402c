# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The collection on printers that its authors have not seen: every dialect of the second virtual printer."""

from __future__ import annotations

import os
import secrets
import threading
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator

import pytest
import requests
import trustme
import yaml

from second_printer.dialects import DIALECTS
from second_printer.entry_pages import MANAGER, PASSWORD, PIN, USER
from second_printer.printer import CONTROL_PORT, Printer

from .conftest import PACE, Runner
from .playbooks import Run, task

ENDPOINT = "https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0"
BY_ITSELF = {"send.authentication_screen": False, "send.information": "2"}
"""What the printer sets when OAuth is switched on, by the note on its page."""
OAUTH = {"oauth.use": True, "oauth.endpoint": ENDPOINT, **BY_ITSELF}
MAIL = {
    "mail.server": "smtp.office365.com",
    "mail.address": "new@contoso.com",
    "mail.tls": True,
    "mail.auth": False,
    "mail.verify": True,
    "mail.cn": True,
    "mail.user": "someone@contoso.com",
    "ports.smtp": "587",
}
MIGRATED = {
    "mail.server": "smtp.office365.com",
    "mail.address": "new@contoso.com",
    "mail.tls": True,
    "mail.auth": False,
    "ports.smtp": "587",
    **OAUTH,
}
WITH_OAUTH = [name for name, dialect in DIALECTS.items() if dialect.has_oauth == "true"]
pytestmark = pytest.mark.timeout(300)
every_dialect = pytest.mark.parametrize("dialect", list(DIALECTS))
every_with_oauth = pytest.mark.parametrize("dialect", WITH_OAUTH)


@dataclass(frozen=True)
class Chapter:
    """A run, and what it did to each printer."""

    run: Run
    before: dict[str, dict[str, Any]]
    after: dict[str, dict[str, Any]]

    def counts(self, dialect: str) -> Counter[str]:
        return Counter(self.after[dialect]["counters"]) - Counter(self.before[dialect]["counters"])

    def moved(self, dialect: str, which: str = "effective") -> dict[str, Any]:
        """Settings that are not what they were."""
        before, after = self.before[dialect][which], self.after[dialect][which]
        return {key: after[key] for key in after if before[key] != after[key]}

    def seen(self, dialect: str) -> str:
        """For messages: why a printer refused, and what the run said of it."""
        said = [
            event["result"].get("msg")
            for event in self.run.events
            if event.get("host") == dialect and event["status"] == "failed"
        ]
        return f"refusals: {self.after[dialect]['refusals']}, said: {said}"


class SecondFleet:
    """One printer of each dialect."""

    def __init__(self, network: int, folder: Path) -> None:
        self.seed, self._stack, authority = secrets.randbelow(10**6), ExitStack(), trustme.CA()
        self.inventory = folder / "printers.yml"
        authority.cert_pem.write_to_path(folder / "ca.pem")
        self.printers = {
            name: self._stack.enter_context(Printer(dialect, f"127.77.{network}.{number}", authority, self.seed))
            for number, (name, dialect) in enumerate(DIALECTS.items(), 1)
        }
        login = {
            "user": {"canon_username": USER, "canon_password": PASSWORD},
            "sdl": {"canon_username": MANAGER, "canon_password": PIN},
            "none": {},
        }
        hosts = {
            name: {
                "ansible_host": self.printers[name].address,
                "canon_ca_path": str(folder / "ca.pem"),
                "canon_scheme": "https" if dialect.tls else "http",
                **login[dialect.login],
            }
            for name, dialect in DIALECTS.items()
        }
        shared = {"migrate_email_address": MAIL["mail.address"], "migrate_tenant": "contoso.onmicrosoft.com"}
        self.inventory.write_text(yaml.safe_dump({"printers": {"hosts": hosts, "vars": shared}}), encoding="utf-8")

    def close(self) -> None:
        self._stack.close()

    def _address(self, dialect: str) -> str:
        return f"http://{self.printers[dialect].address}:{CONTROL_PORT}/__control__"

    def report(self) -> dict[str, dict[str, Any]]:
        return {name: requests.get(self._address(name), timeout=10).json() for name in self.printers}

    def authorise(self, dialect: str, code: str) -> None:
        requests.post(self._address(dialect), data={"code": code}, timeout=10)

    def chapter(self, ansible: Any, *arguments: Any, **more: Any) -> Chapter:
        before = self.report()
        run = ansible.run(*arguments, **more)
        return Chapter(run, before, self.report())


class Operator(threading.Thread):
    """Types codes in the background; one that renews itself is typed only when it has been renewed once."""

    def __init__(self, fleet: SecondFleet) -> None:
        super().__init__(daemon=True)
        self._fleet, self._done = fleet, threading.Event()

    def run(self) -> None:
        while not self._done.wait(1.0):
            for name, report in self._fleet.report().items():
                enough = 2 if DIALECTS[name].renews_itself else 1
                if report["status"]["token"] == "Being Acquired..." and report["counters"].get("codes", 0) >= enough:
                    self._fleet.authorise(name, report["status"]["code"])

    def __enter__(self) -> Operator:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._done.set()
        self.join(10)


USUAL = ("device", "firmware", "clock", "network", "mail", "oauth")


@pytest.fixture(scope="module")
def fleet_of_dialects(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    fleets: list[SecondFleet] = []

    def start() -> SecondFleet:
        network = 1 + (os.getpid() * 2 + len(fleets)) % 250
        fleets.append(SecondFleet(network, tmp_path_factory.mktemp("second")))
        return fleets[-1]

    yield start
    for fleet in fleets:
        fleet.close()


@pytest.fixture(scope="module")
def by_modules(fleet_of_dialects: Any, ansible_for: Runner) -> dict[str, Chapter]:
    """Modules one by one: check mode, run, again; then the stored password cleared; then a new code."""
    fleet = fleet_of_dialects()
    ansible = ansible_for(None, fleet.inventory)
    defaults = {"group/printfleet.canon.remote_ui": {"keep_session": True}}
    settings = [
        task("Read", "canon_info", gather_subset=[*USUAL, "sends"]),
        task(
            "Mail",
            "canon_smtp",
            server=MAIL["mail.server"],
            port=587,
            email_address=MAIL["mail.address"],
            tls=True,
            smtp_auth=False,
            verify_certificate=True,
            verify_cn=True,
            smtp_username=MAIL["mail.user"],
        ),
        task("OAuth", "canon_oauth", enabled=True, tenant="contoso.onmicrosoft.com"),
    ]
    waiting = {
        "until": "status.user_code_valid | default(false) or status is failed",
        "retries": 8,
        "delay": 1,
        "register": "status",
    }
    renewal = [
        task("Code", "canon_token_status", keywords=waiting),
        task("Renew", "canon_oauth", renew_code=True, register="renewal"),
        task("New code", "canon_token_status", after_save="{{ renewal.saved }}", keywords=waiting),
    ]
    clearing = task("Clear", "canon_smtp", clear_password=True)

    def chapter(tasks: list[dict[str, Any]], *options: str) -> Chapter:
        closing = task("Close", "canon_session", state="closed")
        whole = [{"name": "All", "block": tasks, "always": [closing]}]
        return fleet.chapter(ansible, whole, "--diff", *options, module_defaults=defaults)

    return {
        "check": chapter(settings, "--check"),
        "run": chapter(settings),
        "again": chapter(settings),
        "clear": chapter([clearing]),
        "renew": chapter(renewal),
    }


@pytest.fixture(scope="module")
def by_role(fleet_of_dialects: Any, ansible_for: Runner) -> dict[str, Chapter]:
    """migrate.yml: check mode, run with an operator, again."""
    fleet = fleet_of_dialects()
    ansible = ansible_for(None, fleet.inventory)
    checked = fleet.chapter(ansible, "migrate.yml", "--check", "--diff", variables=PACE)
    with Operator(fleet):
        first = fleet.chapter(ansible, "migrate.yml", variables=PACE)
    return {"check": checked, "run": first, "again": fleet.chapter(ansible, "migrate.yml", variables=PACE)}


def one_login(chapter: Chapter, dialect: str) -> None:
    counts, expected = chapter.counts(dialect), 0 if DIALECTS[dialect].login == "none" else 1
    assert counts["wrong_logins"] == 0
    assert (counts["logins"], counts["logouts"]) == (expected, expected), chapter.seen(dialect)
    assert chapter.after[dialect]["open_sessions"] == 0


@every_dialect
def test_facts_are_right(by_modules: dict[str, Chapter], dialect: str) -> None:
    chapter, choice = by_modules["check"], DIALECTS[dialect]
    facts = chapter.run.result(dialect, "Read")
    printer = facts.get("printer")
    assert printer, chapter.seen(dialect)
    assert printer["device"] == {
        "product_name": "iR-ADV C7765",
        "serial_number": "XYZ00077",
        "device_name": "copier",
        "location": "Reception",
    }
    assert printer["firmware"] == {"controller_version": "77.07", "platform_version": "3.18"}
    assert printer["supports_oauth"] is (choice.has_oauth == "true")
    assert printer["network"] == {
        "gateway": "192.0.2.1",
        "dns": ["192.0.2.53"],
        "proxy": {"enabled": False, "server": "", "port": 80},
    }
    offset = printer["clock"]["offset_seconds"]
    assert offset is None or abs(offset) <= 60, printer["clock"]
    assert printer["clock"]["sntp"] == {"enabled": True, "server": "pool.ntp.org", "polling_interval": 24}
    assert printer["clock"]["time_zone"] in (choice.zone, None)
    assert printer["sends"] is None and facts["unknown"]["sends"]  # it has no Status Monitor
    assert printer["privileges"] == [right.lower() for right in choice.rights]
    mail = printer["mail"]
    assert mail == {
        "server": "mail.example.com",
        "port": 25,
        "email_address": "scan@contoso.com",
        "tls": False,
        "smtp_auth": True,
        "verify_certificate": False,
        "verify_cn": False,
        "smtp_username": "scan@contoso.com",
    }, facts["unknown"]


@every_dialect
def test_check_mode_writes_nothing(by_modules: dict[str, Chapter], by_role: dict[str, Chapter], dialect: str) -> None:
    for chapter in (by_modules["check"], by_role["check"]):
        assert chapter.counts(dialect)["writes"] == 0
        assert (chapter.moved(dialect), chapter.moved(dialect, "settings")) == ({}, {})
        assert chapter.after[dialect]["refusals"] == []
        one_login(chapter, dialect)
    assert by_modules["check"].run.result(dialect, "Mail")["changed"], by_modules["check"].seen(dialect)


@every_with_oauth
def test_modules_change_what_was_asked_and_nothing_else(by_modules: dict[str, Chapter], dialect: str) -> None:
    chapter = by_modules["run"]
    assert chapter.moved(dialect) == {**MAIL, **OAUTH}, chapter.seen(dialect)
    assert chapter.counts(dialect)["refused"] == 0, chapter.seen(dialect)
    assert chapter.counts(dialect)["writes"] == (2 if DIALECTS[dialect].port == "mail" else 3)
    assert chapter.counts(dialect)["applies"] == (1 if DIALECTS[dialect].held_back else 0)
    assert chapter.run.result(dialect, "Mail")["restart_pending"] is DIALECTS[dialect].demands_restart
    for name in ("Mail", "OAuth"):
        shown, made = by_modules["check"].run.result(dialect, name), chapter.run.result(dialect, name)
        assert shown["changes"] == made["changes"]
    one_login(chapter, dialect)


def test_a_printer_without_oauth_gets_its_mail_settings_only(by_modules: dict[str, Chapter]) -> None:
    chapter = by_modules["run"]
    assert chapter.moved("too_old") == MAIL, chapter.seen("too_old")
    assert chapter.run.result("too_old", "OAuth")["error"]["kind"] == "not_offered"


@every_dialect
def test_a_second_run_changes_nothing(
    by_modules: dict[str, Chapter], by_role: dict[str, Chapter], dialect: str
) -> None:
    for chapter in (by_modules["again"], by_role["again"]):
        counts = chapter.counts(dialect)
        assert (counts["writes"], counts["applies"]) == (0, 0), chapter.seen(dialect)
        assert chapter.run.recap[dialect]["changed"] == 0
        assert chapter.moved(dialect, "settings") == {}
        one_login(chapter, dialect)
    if dialect in WITH_OAUTH:
        assert by_role["again"].run.migrated(dialect)["state"] == "active"


@every_with_oauth
def test_a_new_code_is_another_code(by_modules: dict[str, Chapter], dialect: str) -> None:
    chapter = by_modules["renew"]
    old, new = (chapter.run.result(dialect, name) for name in ("Code", "New code"))
    assert old.get("user_code_valid") and new.get("user_code_valid"), chapter.seen(dialect)
    assert old["user_code"] != new["user_code"]
    assert (new["token_state"], new["verification_uri"]) == ("pending", "https://microsoft.com/devicelogin")
    assert new["user_code"] in new["message"]
    assert 0 < new["user_code_expires_in"] <= 900
    assert chapter.counts(dialect)["writes"] == 1
    assert chapter.moved(dialect, "settings") == {}


@every_dialect
def test_clearing_the_password_touches_no_other_password(by_modules: dict[str, Chapter], dialect: str) -> None:
    chapter = by_modules["clear"]
    assert chapter.moved(dialect) == {"mail.password": ""}, chapter.seen(dialect)
    assert chapter.counts(dialect)["writes"] == 1


@every_with_oauth
def test_the_role_brings_it_to_active(by_role: dict[str, Chapter], dialect: str) -> None:
    chapter = by_role["run"]
    result = chapter.run.migrated(dialect)
    if DIALECTS[dialect].demands_restart:  # it shows everything as set; only itself knows what is in effect
        assert result["state"] == "not_migrated" and "Restart it" in result["reason"], chapter.seen(dialect)
    else:
        assert (result["state"], result["reason"]) == ("active", ""), chapter.seen(dialect)
    assert chapter.after[dialect]["status"]["token"] == "Active"
    assert chapter.moved(dialect) == MIGRATED
    assert chapter.counts(dialect)["writes"] == (2 if DIALECTS[dialect].port == "mail" else 3)
    one_login(chapter, dialect)


def test_the_role_leaves_a_printer_without_oauth_alone(by_role: dict[str, Chapter]) -> None:
    chapter = by_role["run"]
    result = chapter.run.migrated("too_old")
    assert result["state"] == "not_migrated"
    assert "OAuth 2.0 (Microsoft) Settings" in result["reason"]
    assert chapter.counts("too_old")["writes"] == 0
