# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The code desk page and the run that writes it: killed, interrupted, not alone, without a place to write."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from . import browsing, desk_pages
from .conftest import Runner
from .desk_pages import NAMES, ONE, Opened, kill, row
from .desk_script import Script
from .fleets import until
from .playbooks import Ansible

browser, opened, fleet = browsing.browser, desk_pages.opened, desk_pages.fleet
script, path, begin = desk_pages.script, desk_pages.path, desk_pages.begin


def test_a_killed_run_that_is_started_again_goes_on_with_the_page(
    begin: Any, script: Script, path: Path, opened: Opened
) -> None:
    script.waits(ONE, "FIRSTRUN1")
    first = begin()
    page = opened(path)
    expect(row(page, ONE)).to_contain_text("FIRSTRUN1")
    page.evaluate("document.mark = 'same document'")
    kill(first)
    expect(page.locator("#notice")).to_contain_text("No sign of life from the run")
    expect(page.locator(".how")).to_contain_text("the next run shows it")
    late = opened(path)
    expect(late.locator("#notice")).to_contain_text("No sign of life from the run")
    script.waits(ONE, "SECONDRUN")
    begin()
    expect(row(page, ONE)).to_contain_text("SECONDRUN")
    expect(page.locator("#notice")).to_be_hidden()
    expect(page.locator(".how")).to_contain_text("The row turns green by itself.")
    expect(late.locator("#notice")).to_be_hidden()
    assert page.evaluate("document.mark") == "same document"
    assert [file.name for file in path.parent.glob("*.html")] == [path.name]


def test_a_run_that_is_interrupted_says_so(begin: Any, script: Script, path: Path, opened: Opened) -> None:
    script.waits(ONE, "HCDZ36RMX")
    running = begin()
    page = opened(path)
    expect(row(page, ONE)).to_be_visible()
    os.killpg(running.process.pid, signal.SIGINT)
    run = running.wait(30)
    expect(page.locator("#notice")).to_contain_text("The run was interrupted at")
    expect(page.locator(".how")).not_to_contain_text("turns green")
    assert "printfleet: interrupted. What was written stays" in run.stdout


def test_two_runs_at_a_time_have_a_page_each(begin: Any, script: Script, path: Path, opened: Opened) -> None:
    script.waits(ONE, "HCDZ36RMX")
    first = begin()
    begin(desk=path.with_name("code_desk-2.html"))
    for file in ("code_desk.html", "code_desk-2.html"):
        expect(row(opened(path.with_name(file)), ONE)).to_contain_text("HCDZ36RMX")
    assert first.process.poll() is None


def test_a_page_that_cannot_be_written_is_one_warning(begin: Any, script: Script, path: Path) -> None:
    path.parent.mkdir()
    path.parent.joinpath("file").write_text("")
    for name in NAMES:
        script.ends(name, "active")
    script.waits(ONE, "HCDZ36RMX")
    running = begin(CANON_CODE_DESK_PATH=str(path.parent / "file" / "code_desk.html"), desk=path.parent)
    until(lambda: "waiting for a code" in running.output, 60)
    script.ends(ONE, "active")
    run = running.wait(60)
    assert run.code == 0, run.output
    assert run.output.count("the page could not be written") == 1
    assert "printfleet: 6 done, 0 waiting for a code, 0 failed, 0 to come" in run.stdout


def test_nothing_is_shown_in_check_mode(begin: Any, script: Script, path: Path, ansible_for: Runner) -> None:
    ansible: Ansible = ansible_for()
    run = ansible.run(
        "migrate.yml",
        "--check",
        hosts={"copier-1": {"ansible_host": "127.0.0.1", "canon_port": 1, "migrate_email_address": "a@contoso.com"}},
        env={"ANSIBLE_CALLBACKS_ENABLED": "record,printfleet.canon.code_desk", "CANON_CODE_DESK_PATH": str(path)},
    )
    assert "printfleet:" not in run.stdout
    assert not path.exists()
