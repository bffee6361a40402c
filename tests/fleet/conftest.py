# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fixtures of the fleet's tests: the stand-ins in an event loop of their own thread, and whole fleets as processes."""

from __future__ import annotations

import asyncio
import os
import threading
from pathlib import Path
from typing import Any, Callable, Coroutine, Iterator, TypeVar

import pytest
from fleet_process import Start, fleet_processes

from virtual_fleet.certificates import Authority
from virtual_fleet.entra import Directory, EntraServer, TokenRegistry
from virtual_fleet.exchange import ExchangeServer, Mailboxes

Result = TypeVar("Result")


class Loop:
    """An event loop in a thread, so that blocking clients (requests, smtplib, curl) can be used in a test."""

    def __init__(self) -> None:
        began = threading.Event()
        self._thread = threading.Thread(target=asyncio.run, args=(self._live(began),), daemon=True)
        self._thread.start()
        began.wait(20)

    async def _live(self, began: threading.Event) -> None:
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        began.set()
        await self._end.wait()

    def run(self, work: Coroutine[Any, Any, Result], seconds: float = 20) -> Result:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(seconds)

    def call(self, work: Callable[[], None]) -> None:
        """Do in the loop's own thread what wakes or ends its tasks: from another one, a sleeping loop does not notice."""

        async def here() -> None:
            work()

        self.run(here())

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(5)


@pytest.fixture(scope="session")
def loop() -> Iterator[Loop]:
    running = Loop()
    yield running
    running.close()


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="session")
def ca_file(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(authority.write_ca(tmp_path_factory.mktemp("ca") / "ca.pem"))


@pytest.fixture
def entra(loop: Loop, authority: Authority) -> Iterator[EntraServer]:
    server = EntraServer(Directory(interval=1), authority)
    loop.run(server.start())
    server.directory.verification_uri = server.sign_in_url
    yield server
    loop.run(server.stop())


@pytest.fixture
def exchange(loop: Loop, authority: Authority) -> Iterator[ExchangeServer]:
    server = ExchangeServer(Mailboxes(TokenRegistry()), authority)
    loop.run(server.start())
    yield server
    loop.run(server.stop())


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    yield from fleet_processes(tmp_path)


@pytest.fixture(autouse=True)
def no_foreign_ca(monkeypatch: pytest.MonkeyPatch) -> None:
    # These two override verify= in requests and with it in MSAL (reference, microsoft.md 6.2).
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        if name in os.environ:
            monkeypatch.delenv(name)
