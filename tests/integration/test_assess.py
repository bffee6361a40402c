# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`assess` on one printer of every profile: the right verdict for each, nothing written, and a report of all."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from virtual_fleet.printer import PROFILES

from .conftest import Fleets, Runner
from .evidence import Evidence
from .fleets import Fleet
from .playbooks import Run
from .test_profiles import NAMES, NO_PASSWORD, UNTAUGHT, UNTAUGHT_PROFILE, labels

VERDICTS = {
    "dx_user_tls": "already_migrated",  # the test switches it on beforehand
    "dx_pin_tls": "not_affected",  # set to a mail server of its own
    "open_http": "not_affected",  # set to no mail server
    "dx_user_held_back": "ready",
    "dx_pin_restart": "ready",
    "dx_pin_restart_stored": "ready",
    "dx_domain_user": "ready",
    "dx_self_signed": "ready",
    "dx_tls_only": "ready",
    "dx_japanese": "ready",
    "dx_german": "ready",
    "dx_french_fixed": "ready",
    "dx_japanese_fixed": "ready",
    "dx_azure_wording": "ready",
    "dx_servlet_refresh": "ready",
    "imageforce": "ready",
    "c3326i": "ready",
    "dx_old_firmware": "needs_dealer",
    "dx_update_offered": "needs_firmware",
    "gen3_update_offered": "needs_firmware",
    "dx_update_stuck": "needs_firmware",
    "dx_update_busy": "needs_firmware",
    "gen2_pin": "needs_dealer",
    "dx_device_admin": "needs_attention",
    "dx_department_user": "needs_attention",
    "dx_locked": "needs_attention",
    "dx_third_party": "needs_attention",
    "dx_password_change": "needs_attention",
    "dx_no_public_key": "needs_attention",
    "dx_session_limit": "needs_attention",
    "dx_expired_certificate": "needs_attention",
    "dx_old_tls": "needs_attention",
    "dx_clock_wrong": "needs_attention",
    "remote_ui_off": "unreachable",
    "canon_escl_only": "unsupported",
    "mf_i_sensys": "unsupported",
    "other_maker": "unsupported",
}
"""The right verdict for each profile."""
WORDS = {
    "too_old_offered": ["no [OAuth 2.0 (Microsoft) Settings]", "offers an update", "administrator of the printer"],
    "too_old_not_offered": ["no [OAuth 2.0 (Microsoft) Settings]", "offers no update", "dealer"],
    "no_privilege": ["Use an account with the role Administrator"],
    "locked": ["locked", "administrator of the printer"],
    "third_party": ["login service", "no password was sent"],
    "password_change": ["demands a new password", "change the password"],
    "clear_password": ["no public key", "no password was sent"],
    "session_limit": ["maximum number of users", "log out"],
    "certificate": ["expired", "new certificate", "nothing was sent"],
    "old_tls": ["no TLS version that this computer accepts", "TLS 1.2"],
    "clock": ["seconds off", "Correct date, time and time zone"],
    "remote_ui_off": ["cannot be reached", "Remote UI is switched on", "somebody at the printer"],
    "no_remote_ui": ["No Remote UI was found"],
    "unsupported": ["supported", "no password was sent", "Look at its web page", "administrator of the printer"],
}
"""Words of the reason, of the remedy, and who acts, by the profile's `why_not`."""
HOSTILE = '<img src=x onerror="alert(1)">{{ 7 * 191 }}'

pytestmark = pytest.mark.timeout(600)


@dataclass(frozen=True)
class Assessed:
    fleet: Fleet
    run: Run
    folder: Path
    before: dict[str, dict[str, Any]]
    after: dict[str, dict[str, Any]]
    open_before: dict[str, int]
    counters: dict[str, dict[str, Any]]
    verdicts: dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def assessed(fleets: Fleets, ansible_for: Runner, tmp_path_factory: pytest.TempPathFactory) -> Assessed:
    fleet = fleets("assess", "--count", str(len(PROFILES) + 1), "--profiles", f"all,{UNTAUGHT_PROFILE}", "--auto-operator",
                   "--operator-seconds", "0.2", "--max-seconds", "600")  # fmt: skip
    ansible = ansible_for(fleet)
    done = ansible.run("migrate.yml", "--limit", NAMES["dx_user_tls"])
    assert done.code == 0, done.output
    fleet.control.set(NAMES["dx_pin_tls"], server="mail.contoso.example")
    fleet.control.set(NAMES["open_http"], server="")
    fleet.control.set(NAMES["imageforce"], location=HOSTILE)
    fleet.control.reset_counters()
    before = fleet.all_settings()
    open_before = {name: counts["open_sessions"] for name, counts in fleet.all_counters().items()}
    folder = tmp_path_factory.mktemp("assess") / "reports"
    hosts: dict[str, dict[str, Any]] = {
        NAMES[name]: {"canon_labels": labels(profile.own_language)}
        for name, profile in PROFILES.items()
        if profile.language_switch == "ignored"
    }
    hosts.setdefault(NAMES["c3326i"], {})["site"] = "Paris"
    run = ansible.run(
        "assess.yml", "--forks", "36", seconds=280, variables={"assess_report_dir": str(folder)}, hosts=hosts
    )
    verdicts = {
        event["host"]: event["result"]["ansible_facts"]["assess_result"]
        for event in run.events
        if "assess_result" in event.get("result", {}).get("ansible_facts", {})
    }
    return Assessed(fleet, run, folder, before, fleet.all_settings(), open_before, fleet.all_counters(), verdicts)


def said(result: dict[str, Any]) -> str:
    return " ".join(" ".join(reason.values()) for reason in result["reasons"])


def test_every_profile_has_its_verdict_in_the_table() -> None:
    assert list(VERDICTS) == list(PROFILES)
    assert {profile.why_not for profile in PROFILES.values() if profile.why_not} == set(WORDS)


@pytest.mark.parametrize("profile", VERDICTS)
def test_verdict(assessed: Assessed, profile: str) -> None:
    result = assessed.verdicts[NAMES[profile]]
    assert result["verdict"] == VERDICTS[profile], result
    assert result["reasons"], result
    for words in WORDS.get(PROFILES[profile].why_not, []):
        assert words in said(result), result


def test_fingerprints_are_data_where_the_certificate_is_not_trusted(assessed: Assessed) -> None:
    found = {name for name, result in assessed.verdicts.items() if result["certificate_fingerprint"]}
    assert found == {NAMES[name] for name, profile in PROFILES.items() if profile.why_not == "certificate"}


def test_a_language_that_is_not_known_is_no_old_firmware(assessed: Assessed) -> None:
    result = assessed.verdicts[UNTAUGHT]
    assert result["verdict"] == "needs_attention"
    assert "canon_labels" in said(result)


def test_nothing_is_written(assessed: Assessed) -> None:
    names = ("writes", "restarts", "updates_started", "applies", "scans", "codes_requested")
    written = {
        printer: {name: counts[name] for name in names if counts[name]} for printer, counts in assessed.counters.items()
    }
    assert written == dict.fromkeys(assessed.counters, {})
    assert assessed.after == assessed.before


def test_no_login_is_left_open_and_no_password_sent_twice(assessed: Assessed) -> None:
    for profile, name in NAMES.items():
        counters = assessed.counters[name]
        assert counters["open_sessions"] == assessed.open_before[name], profile
        assert counters["passwords_received"] <= (0 if PROFILES[profile].why_not in NO_PASSWORD else 1), profile


def test_the_run_ends_well(assessed: Assessed) -> None:
    assert assessed.run.code == 0, assessed.run.output
    for name, counts in assessed.run.recap.items():
        troubles = {key: counts[key] for key in ("failures", "unreachable", "ignored", "rescued", "changed")}
        assert not any(troubles.values()), (name, troubles)


def test_texts_of_a_printer_are_no_templates(assessed: Assessed) -> None:
    result = assessed.verdicts[NAMES["imageforce"]]
    assert result["location"] == result["site"] == HOSTILE
    assert "1337" not in assessed.run.output


def test_the_reports_hold_every_printer(assessed: Assessed) -> None:
    whole = Evidence(assessed.folder).report("assess")
    assert whole["total"] == len(assessed.verdicts) == len(PROFILES) + 1
    assert {row["host"]: row["verdict"] for row in whole["printers"]} == {
        name: result["verdict"] for name, result in assessed.verdicts.items()
    }
    with (assessed.folder / "assess.csv").open(encoding="utf-8-sig", newline="") as lines:
        table = {row["host"]: row for row in csv.DictReader(lines)}
    assert set(table) == set(assessed.verdicts)
    assert table[NAMES["c3326i"]]["site"] == "Paris"
    page = (assessed.folder / "assess.html").read_text(encoding="utf-8")
    assert all(f">{name}<" in page for name in assessed.verdicts)
    assert "<img" not in page
    for password in assessed.fleet.passwords:
        assert password not in page


def test_the_totals_are_shown(assessed: Assessed) -> None:
    assert f"{len(PROFILES) + 1} printers: " in assessed.run.stdout
    assert str(assessed.folder / "assess.html") in assessed.run.stdout


GONE = {
    f"copier-{number}": {
        "ansible_host": "127.255.0.9",
        "canon_timeout": 3,
        "canon_username": "a",
        "canon_password": "b",
    }
    for number in range(1, 5)
}
"""Printers at an address where nothing listens."""


@pytest.mark.parametrize("strategy", [{"serial": 2}, {"strategy": "free"}], ids=["serial", "free"])
def test_every_way_to_run_it_ends_with_all_printers_in_the_report(
    ansible_for: Runner, tmp_path: Path, strategy: dict[str, Any]
) -> None:
    """Also one whose password Ansible cannot make out, and in check mode; strategies make batches and an order of their own."""
    hosts = {**GONE, "copier-5": {**GONE["copier-1"], "canon_password": "{{ nowhere }}"}}
    play = {
        "hosts": "all",
        "roles": [{"role": "printfleet.canon.assess", "assess_report_dir": str(tmp_path)}],
        **strategy,
    }
    run = ansible_for().run([], "--check", hosts=hosts, play=play)
    assert run.code == 0, run.output
    rows = Evidence(tmp_path).rows("assess")
    verdicts = {name: row["verdict"] for name, row in rows.items()}
    assert verdicts == {**dict.fromkeys(GONE, "unreachable"), "copier-5": "needs_attention"}
    assert "nowhere" in said(rows["copier-5"])


def test_report_of_a_printer_that_is_ready_later_takes_no_row_away(ansible_for: Runner, tmp_path: Path) -> None:
    """The free strategy: the first printer's task begins before the second one's row is there, and ends after it."""
    hosts = {
        "copier-1": {"ansible_connection": "local", "row_takes": 0, "report_takes": 5},
        "copier-2": {"ansible_connection": "local", "row_takes": 1, "report_takes": 0},
    }
    pause = "{{ lookup('ansible.builtin.pipe', 'sleep ' ~ %s) }}"
    tasks = [
        {"ansible.builtin.set_fact": {"row": {"host": "{{ inventory_hostname }}" + pause % "row_takes"}}},
        {
            "name": "Report",
            "printfleet.canon.fleet_report": {
                "kind": "assess",
                "rows": "{{ hostvars.values() | selectattr('row', 'defined') | map(attribute='row') }}",
                "path": str(tmp_path) + pause % "report_takes",
            },
        },
    ]
    run = ansible_for().run(tasks, hosts=hosts, play={"hosts": "all", "strategy": "free"})
    assert run.code == 0, run.output
    assert run.result("copier-1", "Report")["counts"] != run.result("copier-2", "Report")["counts"]
    assert set(Evidence(tmp_path).rows("assess")) == set(hosts)


def test_a_folder_that_cannot_be_written_is_named(ansible_for: Runner, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    rows = {"kind": "assess", "rows": [], "path": str(tmp_path / "file")}
    tasks = [{"name": "Report", "printfleet.canon.fleet_report": rows}]
    run = ansible_for().run(tasks, hosts={"localhost": {"ansible_connection": "local"}}, play={"hosts": "localhost"})
    assert run.code != 0
    message = run.result("localhost", "Report")["msg"]
    assert message.startswith("The report cannot be written") and str(tmp_path / "file") in message
