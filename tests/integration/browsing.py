# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real browser that looks at a file, and what it complains about meanwhile."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Iterator

import pytest
from playwright.sync_api import Browser, Page

from virtual_fleet.browser import PATIENCE_MILLISECONDS, chromium


@dataclass
class Looked:
    """A page in the browser; `requests` are all addresses that it asked for, `complaints` errors and messages of its console."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for all tests of a module, because a start takes seconds; every page has a context of its own."""
    with chromium() as started:
        yield started


@contextmanager
def looking_at(
    browser: Browser, file: Path, width: int = 1280, height: int = 900, scheme: str = "light"
) -> Iterator[Looked]:
    """Open a file as a person does, from the disk and without a server; `scheme` is `light` or `dark`."""
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    page.set_default_timeout(PATIENCE_MILLISECONDS)
    looked = Looked(page)
    page.on("request", lambda request: looked.requests.append(request.url))
    page.on("console", lambda message: looked.complaints.append(message.text))
    page.on("pageerror", lambda error: looked.complaints.append(str(error)))
    try:
        page.goto(file.as_uri())
        yield looked
    finally:
        page.close()
