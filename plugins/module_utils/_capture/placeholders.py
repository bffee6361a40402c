# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What stands in a capture in place of a masked value: of the same shape, so that the page can still be read."""

from __future__ import annotations

import re
import typing as t

PASSWORD, TOKEN, COOKIE, CODE, KEY = "password", "token", "cookie", "user_code", "key"
SERIAL, NAME, USER, EMAIL, HOST, ADDRESS, MAC, TENANT, TEXT = (
    "serial_number",
    "name",
    "user_name",
    "email_address",
    "host_name",
    "ip_address",
    "mac_address",
    "tenant",
    "text",
)
SECRETS = frozenset([PASSWORD, TOKEN, COOKIE, CODE, KEY])
"""Kinds that are masked in every capture."""

_GUID = re.compile(r"^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$", re.I)


def placeholder(kind: str, number: int, value: str) -> str:
    """The placeholder of the ``number``-th value of a kind (from 1).

    Addresses and names are those reserved for documentation (RFC 5737, 3849, 7042, 2606): they lead nowhere.
    """
    if _GUID.match(value):
        return f"00000000-0000-4000-8000-{number:012d}"
    return _SHAPES[kind](number, value)


def _address(number: int, value: str) -> str:
    if ":" in value:
        return f"2001:db8::{number:x}"
    net = ("192.0.2", "198.51.100", "203.0.113")[(number - 1) // 254 % 3]
    return f"{net}.{(number - 1) % 254 + 1}"


def _mac(number: int, value: str) -> str:
    """A whole address, or its second half."""
    return f"00:00:5e:00:53:{number % 256:02x}" if ":" in value else f"0053{number % 256:02x}"


def _digits(number: int, value: str) -> str:
    """Decimal stays decimal and hexadecimal stays so: a driver checks them."""
    if value.isdigit():
        return "1" + f"{number:0{max(len(value), 6) - 1}d}"
    if re.match(r"^-?\d+$", value):
        return "-1" + f"{number:07d}"
    if re.match(r"^[0-9a-f]+$", value, re.I):
        return f"{number:0{len(value)}x}"
    return f"masked{number:06d}"


def _key(number: int, value: str) -> str:
    """A piece of a key keeps its length: how a page breaks a key into lines is worth knowing."""
    return "A" * len(value)


_SHAPES: t.Dict[str, t.Callable[[int, str], str]] = {
    PASSWORD: lambda number, value: f"masked-password-{number}",
    TOKEN: _digits,
    COOKIE: _digits,
    CODE: lambda number, value: f"CODE{number:05d}",
    KEY: _key,
    SERIAL: lambda number, value: f"SER{number:05d}",
    NAME: lambda number, value: f"device-name-{number}",
    USER: lambda number, value: f"user-name-{number}" if not value.isdigit() else f"{9000000 + number}",
    EMAIL: lambda number, value: f"mail-{number}@example.com",
    HOST: lambda number, value: f"host-{number}.example.com",
    ADDRESS: _address,
    MAC: _mac,
    TENANT: lambda number, value: f"tenant-{number}.example.com",
    TEXT: lambda number, value: f"masked-text-{number}",
}
