# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Chromium, as everybody here starts it: the tests of pages, and the person at the code desk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, expect, sync_playwright

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
)
PATIENCE_MILLISECONDS = 30_000  # a busy machine needs its time; a test that fails may wait


class NoBrowser(Exception):
    """Chromium is not installed."""


@contextmanager
def chromium(*more: str) -> Iterator[Browser]:
    """A browser without a window; `more` are further options of its command line. Raises NoBrowser."""
    program = shutil.which("chromium")
    if program is None:
        raise NoBrowser("chromium is not installed: make system-packages")
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=[*_ARGUMENTS, *more], timeout=PATIENCE_MILLISECONDS
        )
        try:
            yield browser
        finally:
            browser.close()
