# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Loopback addresses and ports for one fleet: a /16 of 127/8 that no other fleet on the machine has."""

from __future__ import annotations

import socket

_FIRST, _LAST = 20, 250
"""Second octet of the networks that are tried; below are addresses that people use by hand."""

_LOCK_PORT = 61917
"""On the last address of its network a fleet holds this port for as long as it runs: whoever cannot have it goes on."""

_PER_THIRD_OCTET = 250


class NoNetwork(OSError):
    """No free /16 was found, or the machine has no 127/8."""


class LoopbackNetwork:
    """An unused 127.N.0.0/16, reserved until `release`."""

    def __init__(self) -> None:
        for octet in range(_FIRST, _LAST + 1):
            try:
                self._lock = socket.create_server((f"127.{octet}.255.254", _LOCK_PORT), reuse_port=False)
            except OSError:
                continue
            self._octet = octet
            return
        raise NoNetwork("no free network between 127.20.0.0/16 and 127.250.0.0/16")

    def service(self, number: int) -> str:
        """The address of a server (1 to 250): not one of the printers' addresses."""
        return f"127.{self._octet}.0.{number}"

    def printer(self, index: int) -> str:
        """The address of the printer with this index, from 0."""
        return f"127.{self._octet}.{1 + index // _PER_THIRD_OCTET}.{1 + index % _PER_THIRD_OCTET}"

    def release(self) -> None:
        """Give the network back."""
        self._lock.close()


def can_listen(address: str, port: int) -> bool:
    """Whether this machine lets us listen there now."""
    try:
        socket.create_server((address, port)).close()
    except OSError:
        return False
    return True
