# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A printer played back from a capture (module `canon_capture`): its pages at their addresses, nothing behind them.

The login is taken away: whoever comes is shown what the owner saw. Nothing can be saved; a POST is refused with 405,
except for the portal's switch of the language, which reads.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from aiohttp import web

_FORMAT = 1
_VARYING = {"Dummy", "Token"}
_LOST = "session lost"
_LOGIN = "login page"
_NOT_REPLAYED = {"content-length", "content-encoding", "transfer-encoding", "connection", "keep-alive", "content-type"}
_LOOK_SECONDS = 0.3

Key = tuple[str, tuple[tuple[str, str], ...]]


class UnusableCapture(ValueError):
    """The file is no capture, or one of a format that is not known here."""


@dataclass(frozen=True)
class Played:
    """One answer of the capture."""

    status: int
    headers: list[tuple[str, str]]
    body: str


@dataclass
class Capture:
    """A capture as a table of answers by address. Later answers win over earlier ones."""

    manifest: dict
    answers: dict[Key, Played] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> Capture:
        """Read a capture. :raises UnusableCapture: when it is none."""
        try:
            with zipfile.ZipFile(path) as archive:
                manifest = json.loads(archive.read("manifest.json"))
                if manifest.get("format") != _FORMAT:
                    raise UnusableCapture(f"{path}: format {manifest.get('format')} is not known, only {_FORMAT}")
                capture = cls(manifest)
                for page in manifest["pages"]:
                    if page["method"] == "GET" and capture._is_played(page):
                        body = archive.read(page["file"]).decode("utf-8") if page["file"] else ""
                        headers = [
                            (name, value) for name, value in page["headers"] if name.lower() not in _NOT_REPLAYED
                        ]
                        capture.answers[key_of(page["address"])] = Played(page["status"], headers, body)
        except (OSError, KeyError, zipfile.BadZipFile, json.JSONDecodeError) as error:
            raise UnusableCapture(f"{path} is not a capture: {error}") from error
        return capture

    def _is_played(self, page: dict) -> bool:
        """The login is taken away, unless the capture has nothing else."""
        return page["what"] != _LOST and (page["what"] != _LOGIN or not self.manifest["logged_in"])

    def find(self, address: str) -> Played | None:
        """The answer to a GET; the language in an address may differ from the captured one."""
        path, query = key_of(address)
        found = self.answers.get((path, query))
        if found is None:
            wanted = _without_language(query)
            found = next(
                (
                    played
                    for (there, pairs), played in self.answers.items()
                    if there == path and _without_language(pairs) == wanted
                ),
                None,
            )
        return found


def key_of(address: str) -> Key:
    """Path and query of an address, without what differs each time."""
    parts = urlsplit(address)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    return parts.path or "/", tuple(sorted(pair for pair in pairs if pair[0] not in _VARYING))


def _without_language(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in pairs if pair[0] != "portalLang")


class CapturePrinter:
    """Serves a capture over plain http. `journal` has (method, path and query, status) of each request."""

    def __init__(self, capture: Capture, address: str = "127.0.0.1", port: int = 0) -> None:
        self._capture, self._address, self.port = capture, address, port
        self.journal: list[tuple[str, str, int]] = []
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://{self._address}:{self.port}"

    async def start(self) -> None:
        """Listen; the real port is in `port` afterwards. :raises OSError: when it cannot be had."""
        application = web.Application()
        application.router.add_route("*", "/{path:.*}", self._handle)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._address, self.port).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Close the socket."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _handle(self, request: web.Request) -> web.Response:
        response = self._answer(request)
        self.journal.append((request.method, request.path_qs, response.status))
        return response

    def _answer(self, request: web.Request) -> web.Response:
        if request.path == "/logout":
            return web.Response(status=302, headers={"Location": "/"})
        if request.method == "POST" and request.path == "/portal":
            played = self._capture.find("/portal") or self._capture.find("/")
        elif request.method in ("GET", "HEAD"):
            played = self._capture.find(request.path_qs)
        else:
            return web.Response(status=405, text="A capture can only be looked at.")
        if played is None:
            return web.Response(status=404, text="This page is not in the capture.")
        response = web.Response(
            status=played.status, body=played.body.encode(), content_type="text/html", charset="utf-8"
        )
        for name, value in played.headers:
            response.headers.add(name, value)
        return response


async def play(path: Path, address: str, port: int, with_parent: bool, max_seconds: float | None) -> None:
    """Serve a capture until SIGTERM, SIGINT or the end of its lifetime."""
    capture = Capture.load(path)
    printer = CapturePrinter(capture, address, port)
    ending = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ending.set)
    parent, began = os.getppid(), loop.time()
    await printer.start()
    try:
        print(
            f"{len(capture.answers)} pages of {capture.manifest['collection']} at {printer.url}/\n\n"
            f"  printer ansible_host={address} canon_port={printer.port} canon_scheme=http\n\nEnd: Ctrl-C",
            flush=True,
        )
        while not ending.is_set():
            try:
                await asyncio.wait_for(ending.wait(), _LOOK_SECONDS)
            except asyncio.TimeoutError:
                too_long = max_seconds is not None and loop.time() - began > max_seconds
                if too_long or with_parent and os.getppid() != parent:
                    break
    finally:
        await printer.stop()
