# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.
"""Values that give themselves away by their form: addresses, tokens, keys, codes."""

from __future__ import annotations

import ipaddress
import re
import typing as t
from urllib.parse import unquote

from .masking import Masker
from .placeholders import ADDRESS, CODE, EMAIL, HOST, KEY, MAC, SERIAL, TENANT, TOKEN

PUBLIC_HOSTS = re.compile(
    r"^(?:localhost|(?:[\w-]+\.)*(?:office365\.com|office\.com|outlook\.com|microsoft\.com|microsoftonline\.(?:com|us|de)|windows\.com"
    r"|partner\.outlook\.cn|chinacloudapi\.cn|ntp\.org|time\.nist\.gov|canon|canon\.\w+(?:\.\w+)?|w3\.org|google\.com|googleapis\.com))$",
    re.I,
)
"""Services that everybody uses. A customer's part of such a name is masked: see :data:`_CUSTOMER`."""
_CUSTOMER = re.compile(
    r"\w[\w-]{0,62}\.(?:onmicrosoft\.(?:com|us|de)|mail\.protection\.outlook\.com|mail\.onmicrosoft\.com|sharepoint\.com)\b",
    re.I,
)

_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{1,64}(?:@|%40|&#64;)(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}"
)
_IPV4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?!\.?\w)")
_IPV6 = re.compile(r"(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:.])", re.I)
_MAC = re.compile(r"(?<![\w:-])[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![\w:-])", re.I)
_GUID = re.compile(r"(?<![\w-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w-])", re.I)
_NUMBER = re.compile(r"(?<![\w.])\d{16,22}(?![\w.])")
_HEX = re.compile(r"(?<![\w#])(?=[0-9a-f]*\d)[0-9a-f]{20,128}(?!\w)", re.I)
_BASE64 = re.compile(r"(?<![\w+/])[A-Za-z0-9+/]{40,}={0,2}(?![\w+/])")
_MIXED = tuple(re.compile(pattern) for pattern in ("[0-9]", "[a-z]", "[A-Z]"))
_URL_HOST = re.compile(
    r"\b(?:https?|ftp|smb|ldaps?|file|ipps?)(?:://|%3A%2F%2F|:\\/\\/)(?:[^\s/\"'<>@]{1,64}@)?([A-Za-z0-9.-]{1,253})",
    re.I,
)
_UNC = re.compile(r"(?<!\\)\\\\([A-Za-z0-9.-]{2,253})\\")
_AUTHORITY = re.compile(r"://[^/\s\"'<>]{1,253}/([^/\s\"'<>]{2,253})/(?:oauth2|v2\.0|adminconsent)\b", re.I)
_CODE = re.compile(r"\b(?:code|otc=|user_code=)[\s:=]{0,3}([A-Z0-9]{4,5}-?[A-Z0-9]{4,5})\b(?<!\s)", re.I)
_SERIAL = re.compile(r"\bserial ?number[:>\s]{1,3}((?=[A-Z0-9-]{0,20}\d)[A-Z0-9-]{5,20})\b", re.I)
_COMMON_TENANTS = frozenset(["common", "organizations", "consumers"])
_HOST_NAME = re.compile(r"^(?=.*[A-Za-z])[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}\.[A-Za-z][A-Za-z0-9-]{1,62}$")
_FILE = re.compile(r"\.(?:tpl|cgi|html?|css|js|gif|png|jpe?g|ico|xml|pdf|txt|zip)$", re.I)


def is_host_name(text: str) -> bool:
    """Whether a whole text is a name such as ``mail.contoso.com``, and not one of a public service or of a file."""
    return (
        bool(_HOST_NAME.match(text))
        and not PUBLIC_HOSTS.match(text)
        and not _FILE.search(text)
        and not text.replace(".", "").isdigit()
    )


def is_token(text: str) -> bool:
    """Whether a whole text is a long number, decimal or hexadecimal."""
    return bool(_NUMBER.fullmatch(text) or _HEX.fullmatch(text))


def learn_host(masker: Masker, name: str) -> None:
    """A host by name or address."""
    address = ip_address(name)
    if address is not None:
        learn_address(masker, name)
    elif name and not PUBLIC_HOSTS.match(name):
        masker.learn(HOST, name)


def ip_address(text: str) -> t.Any:
    """The address, None for another text. Some pages pad the parts with zeros."""
    try:
        padded = ".".join(part.lstrip("0") or "0" for part in text.split(".")) if re.match(r"^[\d.]+$", text) else text
        return ipaddress.ip_address(padded)
    except ValueError:
        return None


def learn_address(masker: Masker, text: str) -> None:
    address = ip_address(text)
    if address is None or address.is_unspecified or str(address) in ("127.0.0.1", "::1", "255.255.255.255"):
        return
    if address.version == 4:
        bits = f"{int(address):032b}"
        if "01" not in bits:  # a subnet mask
            return
    masker.learn(ADDRESS, text)


def study(masker: Masker, text: str) -> None:
    """Learn what can be recognised in any text, whatever page it comes from."""
    for match in _EMAIL.finditer(text):
        address = unquote(match.group()).replace("&#64;", "@")
        masker.learn(EMAIL, address)
        domain = address.partition("@")[2]
        if not PUBLIC_HOSTS.match(domain):
            masker.learn(HOST, domain)
    for match in _AUTHORITY.finditer(text):
        if unquote(match.group(1)).casefold() not in _COMMON_TENANTS:
            masker.learn(TENANT, unquote(match.group(1)))
    for match in _CUSTOMER.finditer(text):
        masker.learn(TENANT, match.group())
    for match in _GUID.finditer(text):
        masker.learn(TENANT, match.group())
    for match in _MAC.finditer(text):
        learn_mac(masker, match.group())
    for pattern in (_IPV4, _IPV6):
        for match in pattern.finditer(text):
            learn_address(masker, match.group())
    for match in _URL_HOST.finditer(text):
        learn_host(masker, match.group(1).rstrip("."))
    for match in _UNC.finditer(text):
        learn_host(masker, match.group(1))
    for match in _CODE.finditer(text):
        if any(character.isdigit() for character in match.group(1)) or match.group(1).isupper():
            masker.learn(CODE, match.group(1))
    for match in _SERIAL.finditer(text):
        masker.learn(SERIAL, match.group(1))
    for pattern in (_NUMBER, _HEX):
        for match in pattern.finditer(text):
            masker.learn(TOKEN, match.group())
    for match in _BASE64.finditer(text):
        if all(pattern.search(match.group()) for pattern in _MIXED):
            masker.learn(KEY, match.group())


def learn_mac(masker: Masker, value: str) -> None:
    """A MAC address, and its second half, which often is part of a device's own names."""
    masker.learn(MAC, value.replace("-", ":"))
    half = re.sub(r"[:-]", "", value)[-6:]
    if not half.isdigit() and not half.isalpha():
        masker.learn(MAC, half)
