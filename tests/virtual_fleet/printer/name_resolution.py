# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The printer's DNS: only names that were given to it, and loopback addresses. It never leaves the machine."""

from __future__ import annotations

import socket
from ipaddress import ip_address

from aiohttp.abc import AbstractResolver, ResolveResult


class NameServers:
    """Maps ``host:port`` (or ``host`` for every port) to an address and port.

    A key without a port keeps the port that was asked for when its target's port is None.
    """

    def __init__(self, names: dict[str, tuple[str, int | None]] | None) -> None:
        self._names = dict(names or {})

    def locate(self, host: str, port: int) -> tuple[str, int]:
        """Address and port to connect to.

        :raises OSError: when the name is not known to this DNS.
        """
        target = self._names.get(f"{host}:{port}") or self._names.get(host)
        if target is not None:
            return target[0], target[1] or port
        try:
            if ip_address(host).is_loopback:
                return host, port
        except ValueError:
            pass
        raise socket.gaierror(socket.EAI_NONAME, f"the printer's DNS does not know {host}:{port}")


class DeviceResolver(AbstractResolver):
    """The same for aiohttp, which connects to the port that the resolver gives."""

    def __init__(self, name_servers: NameServers) -> None:
        self._name_servers = name_servers

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_INET,
    ) -> list[ResolveResult]:
        """Address and port of ``host``, as one result."""
        address, real_port = self._name_servers.locate(host, port)
        return [
            ResolveResult(
                hostname=host, host=address, port=real_port, family=socket.AF_INET, proto=0, flags=socket.AI_NUMERICHOST
            )
        ]

    async def close(self) -> None:
        """Nothing to close."""
