# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Entra as a server: aiohttp over TLS on one loopback address."""

from __future__ import annotations

import ssl

from aiohttp import web

from ..certificates import Authority
from .directory import Directory
from .protocol import Protocol
from .sign_in import SignInPages

AUTHORITIES = ("login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn")
"""Authorities of the clouds (reference, microsoft.md 3.7); the certificate holds all of them."""

MICROSOFTS_SIGN_IN = ("microsoft.com", "login.microsoft.com")
"""Hosts of the addresses that Microsoft tells people (reference, microsoft.md 3.1)."""


class EntraServer:
    """The stand-in on a socket. Port 0 takes any free port; after `start` it is in `port`."""

    def __init__(self, directory: Directory, authority: Authority, address: str = "127.0.0.1", port: int = 0) -> None:
        self.directory = directory
        self.address = address
        self.port = port
        self._authority = authority
        self._runner: web.AppRunner | None = None

    @property
    def base_url(self) -> str:
        """`https://address[:port]`."""
        return f"https://{self.address}" if self.port == 443 else f"https://{self.address}:{self.port}"

    @property
    def sign_in_url(self) -> str:
        """The stand-in's own sign-in page, which a person can really open."""
        return f"{self.base_url}/devicelogin"

    async def start(self) -> None:
        """Listen. Raises OSError when the address or port cannot be had."""
        application = web.Application()
        application.add_routes(Protocol(self.directory).routes())
        application.add_routes(SignInPages(self.directory).routes())
        self._runner = web.AppRunner(application, access_log=None, handle_signals=False, shutdown_timeout=1)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self.address, self.port, ssl_context=self._tls()).start()
        except OSError:
            await self.stop()
            raise
        self.port = int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Close the socket and all connections."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def _tls(self) -> ssl.SSLContext:
        right = self._authority.server_context(self.address, *AUTHORITIES, *MICROSOFTS_SIGN_IN)
        wrong = self._authority.server_context("wrong.host.invalid")

        def choose(connection: ssl.SSLObject, _name: str | None, _context: ssl.SSLContext) -> None:
            # Chosen at each handshake, so that the fault can come and go while the server runs.
            if self.directory.faults.special("wrong_certificate"):
                connection.context = wrong

        right.sni_callback = choose
        return right
