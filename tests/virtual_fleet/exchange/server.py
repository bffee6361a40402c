# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exchange as a server: one socket for each port, in the running event loop."""

from __future__ import annotations

import asyncio

from ..certificates import Authority
from .handler import Handler
from .mailboxes import Mailboxes
from .submission import SubmissionConnection

SUBMISSION_HOSTS = ("smtp.office365.com", "smtp.office365.us", "smtp.partner.outlook.cn", "outlook.office365.com")
"""Host names of client submission (reference, microsoft.md 3.7); the certificate holds all of them."""


class ExchangeServer:
    """The stand-in on a socket. Port 0 takes any free port; after `start` it is in `port`."""

    def __init__(
        self,
        mailboxes: Mailboxes,
        authority: Authority,
        address: str = "127.0.0.1",
        port: int = 0,
        offer_chunking: bool = False,
    ) -> None:
        self.mailboxes = mailboxes
        self.address = address
        self.port = port
        self._handler = Handler(mailboxes, offer_chunking)
        self._authority = authority
        self._server: asyncio.AbstractServer | None = None

    async def start(self) -> None:
        """Listen. Raises OSError when the address or port cannot be had."""
        loop = asyncio.get_running_loop()
        tls = self._authority.server_context(self.address, *SUBMISSION_HOSTS)
        server = await loop.create_server(
            lambda: SubmissionConnection(self._handler, tls, "VF0P300CA0001.outlook.office365.com", loop),
            self.address,
            self.port,
        )
        self._server = server
        self.port = int(server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Close the socket and all connections."""
        if self._server is None:
            return
        self._server.close()
        for connection in list(self._handler.open):
            if connection.transport is not None:
                connection.transport.close()
        await self._server.wait_closed()
        self._server = None
