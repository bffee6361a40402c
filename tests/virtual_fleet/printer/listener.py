# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The printer's sockets: which port plays which part, opened and closed together (reference section 1)."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from aiohttp import web


class Part(Enum):
    """What is served on a port."""

    REMOTE_UI = "the Remote UI"
    ENTRY = "meta refresh to the Remote UI, and eSCL"
    NOT_FOUND = "Catwalk's 404 page"
    BARE_NOT_FOUND = "a two-line 404"
    ESCL = "eSCL and nothing else"
    FOREIGN = "pages of a device that is not migrated"


@dataclass(frozen=True)
class Door:
    """One port of the plan."""

    name: str
    part: Part
    tls: bool


def plan(kind: str, tls: bool, clear_text_with_tls: str) -> tuple[Door, ...]:
    """The ports of a printer: CAPTURED for plain HTTP, 8443 with TLS is CODE, the rest with TLS is invented."""
    if kind == "off":
        return ()
    if kind == "escl_only":
        return (Door("entry", Part.ESCL, False),)
    if kind != "remote_ui":
        clear = (Door("http", Part.FOREIGN, False), Door("entry", Part.FOREIGN, False))
        return (*clear, Door("https", Part.FOREIGN, True), Door("entry_tls", Part.FOREIGN, True)) if tls else clear
    if not tls:
        return (
            Door("http", Part.REMOTE_UI, False),
            Door("https", Part.NOT_FOUND, True),
            Door("entry", Part.ENTRY, False),
            Door("entry_tls", Part.BARE_NOT_FOUND, True),
        )
    clear = (Door("http", Part.ENTRY, False), Door("entry", Part.ENTRY, False))
    return (
        Door("https", Part.REMOTE_UI, True),
        Door("entry_tls", Part.ENTRY, True),
        *(clear if clear_text_with_tls == "forward" else ()),
    )


class Listener:
    """Listening sockets of one printer, all served by one aiohttp application."""

    def __init__(
        self, address: str, doors: tuple[Door, ...], ports: Mapping[str, int | None], tls_context: ssl.SSLContext | None
    ) -> None:
        self._address, self._doors, self._tls = address, doors, tls_context
        self._wanted = {door.name: ports.get(door.name) for door in doors}
        self._servers: list[asyncio.Server] = []
        self._runner: web.AppRunner | None = None
        #: real port of every door that is open
        self.ports: dict[str, int | None] = {}
        self._parts: dict[int, Part] = {}

    def part(self, request: web.Request) -> Part:
        """The part that the request's port plays."""
        transport = request.transport
        name = transport.get_extra_info("sockname") if transport is not None else None
        return self._parts.get(name[1] if name else 0, Part.REMOTE_UI)

    async def open(self, runner: web.AppRunner) -> None:
        """Open all doors; ports that were drawn freely stay the same when opened again.

        :raises OSError: when a port cannot be had; nothing stays open then.
        """
        self._runner = runner
        try:
            for door in self._doors:
                port = self.ports.get(door.name) or self._wanted[door.name]
                if port is None or (door.tls and self._tls is None):
                    continue
                server = await asyncio.get_running_loop().create_server(
                    runner.server, self._address, port, ssl=self._tls if door.tls else None, backlog=64
                )
                self._servers.append(server)
                real = server.sockets[0].getsockname()[1]
                self.ports[door.name], self._parts[real] = real, door.part
        except OSError:
            await self.close()
            raise

    async def close(self) -> None:
        """Close all doors and break all connections, as a device does that is switched off."""
        for server in self._servers:
            server.close()
        self._servers.clear()
        if self._runner is not None and self._runner.server is not None:
            for connection in list(self._runner.server.connections):
                if connection.transport is not None:
                    connection.transport.abort()
