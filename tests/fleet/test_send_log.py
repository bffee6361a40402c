# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The log of sent jobs: the printer shows what its mailer did, and the driver reads it whatever the seed has drawn.

SEND_LOG_SEED repeats a run.
"""

from __future__ import annotations

import os
import random
from datetime import datetime, timedelta
from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.connection import Connection
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import NotOffered, UnknownLayout
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.session import Session
from ansible_collections.printfleet.canon.plugins.module_utils._screens.job_log import MOST, Sends, read_sends

from fleet import printer_fixtures
from fleet.printer_fixtures import ADDRESS, PIN, USER, Starter, Visitor
from virtual_fleet.printer import VirtualPrinter
from virtual_fleet.printer.log_layout import HEADINGS, NEXT, TITLES, WORDS
from virtual_fleet.printer.texts import known

SEED = int(os.environ.get("SEND_LOG_SEED") or random.SystemRandom().randrange(10**6))
SECRET = "bob.smith@fabrikam.example"
printer = printer_fixtures.printer


def read(device: VirtualPrinter, ca_file: str, **labels: Any) -> Sends:
    """As `canon_info` does; nothing may be written, and nobody may stay logged in."""
    login = {"system_manager": PIN, "none": ("", "")}.get(device.profile.login, USER)
    connection = Connection(
        host=ADDRESS,
        port=device.remote_ui_port,
        scheme="https" if device.profile.tls else "http",
        ca_path=ca_file,
        username=login[0],
        password=login[1],
        labels=labels,
    )
    with Session(connection) as session:
        found = read_sends(session)
    assert (device.counters["writes"], device.counters["open_sessions"]) == (0, 0)
    return found


def jobs(device: VirtualPrinter, count: int, *codes: str) -> list[str]:
    """Jobs of the last days, a few hours apart; returns their numbers, newest first."""
    for place in range(count):
        device.send_log.note(SECRET, codes[place % len(codes)], ago=timedelta(hours=7 * (count - place)))
    return [f"{job.number:04d}" for job in reversed(device.send_log)]


@pytest.mark.parametrize("number", range(24))
def test_any_layout_is_read(printer: Starter, ca_file: str, number: int) -> None:
    device = printer(
        ("dx_user_tls", "dx_pin_tls", "open_http", "gen2_pin")[number % 4],
        seed=SEED + number,
        settings={"time_format": ("24", "12")[number // 4 % 2]},
    )
    print(f"SEND_LOG_SEED={SEED}, seed {SEED + number}: {vars(device.monitor.layout)}")
    numbers = jobs(device, 7, "", "#801", "#839", "")
    found = read(device, ca_file)
    assert [job["number"] for job in found.found] == numbers
    assert [job["error_code"] for job in found.found] == ["#839", "#801", None, None, "#839", "#801", None]
    assert {job["result"] for job in found.found if job["error_code"]} == {"failed"}
    assert {job["result"] for job in found.found if not job["error_code"]} == {"ok"}
    assert all(bool(job["remedy"]) is bool(job["error_code"]) for job in found.found)
    assert not found.not_understood
    assert SECRET not in str(found)
    for job, sent in zip(found.found, reversed(device.send_log)):
        moment = datetime.fromisoformat(job["time_iso"])
        ended = {sent.ended, sent.began} if "began" in device.monitor.layout.columns else {sent.ended}
        assert any(abs(moment - one.replace(tzinfo=None)) < timedelta(seconds=60) for one in ended)


@pytest.mark.parametrize("number", range(8))
def test_only_the_newest_of_a_long_log(printer: Starter, ca_file: str, number: int) -> None:
    device = printer("dx_user_tls", seed=SEED + number, profile_log_page_size=7)
    numbers = jobs(device, 50, "", "#752")
    assert [job["number"] for job in read(device, ca_file).found] == numbers[:MOST]


@pytest.mark.parametrize("newest_first", [True, False])
def test_a_log_whose_end_is_out_of_reach_tells_nothing_old(printer: Starter, ca_file: str, newest_first: bool) -> None:
    device = printer("dx_user_tls", seed=SEED, profile_log_page_size=3)
    device.monitor.layout.newest_first = newest_first
    numbers = jobs(device, 50, "")
    if newest_first:
        assert [job["number"] for job in read(device, ca_file).found] == numbers[:MOST]
    else:
        with pytest.raises(UnknownLayout, match="newest jobs at the end"):
            read(device, ca_file)


def test_a_log_without_jobs(printer: Starter, ca_file: str) -> None:
    assert read(printer("dx_user_tls", seed=SEED), ca_file) == ([], [])


@pytest.mark.parametrize("profile, error", [("dx_tls_only", NotOffered), ("dx_azure_wording", UnknownLayout)])
def test_a_log_that_is_not_shown(printer: Starter, ca_file: str, profile: str, error: type[Exception]) -> None:
    device = printer(profile, seed=SEED)
    jobs(device, 3, "")
    with pytest.raises(error):
        read(device, ca_file)


@pytest.mark.parametrize("number", range(6))
def test_words_of_another_language_can_be_taught(printer: Starter, ca_file: str, number: int) -> None:
    device = printer("dx_french_fixed", seed=SEED + number)
    numbers = jobs(device, 5, "", "#801")
    with pytest.raises((NotOffered, UnknownLayout)):
        read(device, ca_file)
    french = known("fr")
    labels = {f"job_log.{name}": [french[text] for text in HEADINGS[own]] for name, own in (
        ("number", "number"), ("date_time", "ended"), ("date", "date"), ("time", "time"), ("result", "result"),
        ("error_code", "code"))}  # fmt: skip
    titles = [" > ".join(french[part] for part in title.split(" > ")) for title in TITLES]
    labels |= {"job_log.title": titles, "job_log.ok": [french[word[0]] for word in WORDS]}
    labels |= {"job_log.failed": [french[word[1]] for word in WORDS]}
    labels |= {"job_log.next": [french.get(text, text) for text, _back in NEXT]}
    labels |= {"job_log.previous": [french.get(text, text) for _on, text in NEXT]}
    found = read(device, ca_file, **labels)
    assert [job["number"] for job in found.found] == numbers
    assert [job["result"] for job in found.found] == ["ok", "failed", "ok", "failed", "ok"]
    assert all(job["time_iso"] for job in found.found)


def test_the_page_shows_what_the_mailer_did(loop: Any, printer: Starter, ca_file: str) -> None:
    device = printer("dx_user_tls", seed=SEED, settings={"server": "unknown.example", "email_address": "a@b.example"})
    outcome = loop.run(device.scan(to=SECRET))
    assert (outcome["accepted"], outcome["code"]) == (False, "#752")
    visitor = Visitor(device, ca_file)
    visitor.open_settings()
    tile = visitor.get("/sysmonitor").headers["Location"]
    visitor.get("/rps/" + tile.split("/rps/", 1)[1])
    address = next(entry.address for entry in device.monitor.menu() if "jls.cgi" in entry.address)
    source = visitor.get("/rps/" + address[2:]).text
    assert SECRET in source and "#752" in source and f"{device.send_log[0].number:04d}" in source
    assert visitor.get("/rps/jls.cgi?CorePGTAG=4&PageFlag=wrong").text.count("#752") == 0
