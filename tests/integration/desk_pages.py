# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The code desk page in a browser, from a file, while ansible-playbook writes it."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any, Callable, Iterator

import pytest
from playwright.sync_api import expect

from virtual_fleet.browser import PATIENCE_MILLISECONDS

from .conftest import Fleets, Runner
from .desk_script import Script
from .fleets import Fleet, until
from .playbooks import Running

ONE, TWO, THREE, FOUR, FIVE, SIX = NAMES = [f"print-{number:02d}" for number in range(1, 7)]

Page = Any
Opened = Callable[..., Page]


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Opened]:
    """Opens a page from a file. A script error, a message on the console or a request that leaves its folder fails the test."""
    contexts, trouble, asked = [], [], []

    def open_page(path: Path, **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "locale": "en-GB", **options})
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("console", lambda message: trouble.append(message.text))
        page.on("dialog", lambda dialog: trouble.append(dialog.message))
        context.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert trouble == []
    assert [address for address in asked if not address.startswith((tmp_path.as_uri() + "/", "about:"))] == []


@pytest.fixture(scope="module")
def fleet(fleets: Fleets) -> Fleet:
    return fleets("desk", "--count", str(len(NAMES)), "--profiles", "dx_user_tls", "--small-pages")


@pytest.fixture
def script(tmp_path: Path) -> Script:
    return Script(tmp_path / "script")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reports" / "code_desk.html"


@pytest.fixture
def begin(fleet: Fleet, ansible_for: Runner, script: Script, path: Path) -> Iterator[Callable[..., Running]]:
    """Starts a run of the script and waits for its page; what is left of it at the end is killed."""
    ansible, runs = ansible_for(fleet), []

    def start(*options: str, desk: Path = path, **env: str) -> Running:
        running = script.start(ansible, path, *options, **env)
        runs.append(running)
        until(lambda: desk.exists() or running.process.poll() is not None, 60)
        return running

    yield start
    for running in runs:
        kill(running)


def kill(running: Running) -> None:
    try:
        os.killpg(running.process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    running.process.wait(10)


def row(page: Page, name: str) -> Page:
    return page.locator("#waiting .row").filter(has=page.get_by_role("heading", name=name, exact=True))


def come(script: Script, page: Page, codes: dict[str, str]) -> None:
    """More codes, one after the other: rows stand in the order in which their codes came."""
    for name, code in codes.items():
        expect(page.locator("#waiting .row").first).to_be_visible()
        script.waits(name, code)
        expect(row(page, name)).to_be_visible()


def total(page: Page, name: str) -> Page:
    return page.locator(f'[data-total="{name}"]')


def seconds_left(page: Page, name: str) -> int:
    minutes, seconds = row(page, name).locator('[data-text="left"]').inner_text().split(":")
    return int(minutes) * 60 + int(seconds)


def pasted(page: Page) -> str:
    """What the clipboard holds, as another page gets it."""
    other = page.context.new_page()
    other.goto("about:blank")
    other.set_content("<textarea autofocus></textarea>")
    other.locator("textarea").focus()
    other.keyboard.press("Control+V")
    text = other.locator("textarea").input_value()
    other.close()
    page.bring_to_front()
    return text
