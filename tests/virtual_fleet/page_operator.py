# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A person who knows nothing but the code desk page: reads the topmost code there, types it where the page says, and looks again."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import requests
from playwright.sync_api import Page

from .browser import chromium
from .operator_program import SignInRefused, authorise

_LOOK_SECONDS = 0.2
_ROWS = """() => [...document.querySelectorAll("#waiting .is-waiting:not(.is-over)")].map((row) => {
  const text = (name) => row.querySelector(`[data-text="${name}"]`).innerText.trim();
  return { printer: text("name"), code: text("code"), account: text("account"), address: row.querySelector("a").href };
})"""


@dataclass(frozen=True)
class Typed:
    """What the person did: the page's texts, and what the sign-in page said if it did not accept the code."""

    printer: str
    code: str
    refused: str = ""


class PageOperator:
    """As `with`, around a run. `typed` is the person's own story.

    :param page: the code desk's file; it need not be there yet.
    :param ca: path of the authority that signed the sign-in page's certificate.
    :param seconds: the person needs for each code, from reading it to pressing Continue.
    :param walk: (after this many codes, for so many seconds) the person is away.
    """

    def __init__(self, page: Path, ca: str, seconds: float, walk: tuple[int, float] | None = None) -> None:
        self._page, self._ca, self._seconds, self._walk = page, ca, seconds, walk
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self.typed: list[Typed] = []
        self.requests: set[str] = set()
        self.errors: list[str] = []

    def __enter__(self) -> PageOperator:
        self._thread.start()
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._ending.set()
        self._thread.join(20)

    def _work(self) -> None:
        while not self._page.exists():
            if self._ending.wait(_LOOK_SECONDS):
                return
        with chromium() as browser:
            page = browser.new_page()
            page.on("request", lambda request: self.requests.add(request.url))
            page.on("pageerror", lambda error: self.errors.append(str(error)))
            page.goto(self._page.as_uri())
            while not self._ending.wait(_LOOK_SECONDS):
                if self._walk and len(self.typed) >= self._walk[0]:
                    self._ending.wait(self._walk[1])
                    self._walk = None
                self._look(page)

    def _look(self, page: Page) -> None:
        # The row of a code that was just typed needs a moment to turn green; a person remembers.
        done = {typed.code for typed in self.typed}
        row = next((row for row in page.evaluate(_ROWS) if row["code"] not in done), None)
        if not row or self._ending.wait(self._seconds):
            return
        try:
            authorise(row["address"], row["code"], row["account"], self._ca)
            refused = ""
        except (SignInRefused, requests.RequestException) as error:
            refused = str(error) or type(error).__name__
        self.typed.append(Typed(row["printer"], row["code"], refused))
