# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Gateway, DNS and proxy: what a printer needs to reach Microsoft (addresses captured, field names unknown)."""

from __future__ import annotations

import re
import typing as t

from .._remote_ui.session import Session
from . import menus
from .fields import NUMBER, SWITCH, TEXT, Field, Screen
from .opening import open_view
from .view import View

_PATH = "Settings/Registration > Network Settings > "
_MENUS = (menus.NETWORK, menus.NETWORK_SERVLET)
IPV4 = Screen(
    key="ipv4",
    titles=("IPv4 Settings", "IP Address Settings"),
    marks=("FuncTypeFlag=IpAdrs_Page", "PageFlag=c_nip.tpl"),
    address="/rps/rnwntcp.cgi?Flag=Init_Data&PageFlag=c_nip.tpl&FuncTypeFlag=IpAdrs_Page",
    menus=_MENUS,
    path=_PATH + "IPv4 Settings",
    fields=(
        Field("address", TEXT, ("IP Address", "IPv4 Address"), written=False),
        Field(
            "gateway",
            TEXT,
            ("Gateway Address", "Default Gateway", "Gateway", "Gateway Address Settings", "Default Gateway Address"),
            written=False,
        ),
        Field(
            "dns_primary",
            TEXT,
            ("Primary DNS Server Address", "Primary DNS Server", "Primary DNS", "DNS Server Address", "DNS Server"),
            written=False,
        ),
        Field(
            "dns_secondary",
            TEXT,
            ("Secondary DNS Server Address", "Secondary DNS Server", "Secondary DNS"),
            written=False,
        ),
    ),
)
DNS = Screen(
    key="dns",
    titles=("DNS Settings", "DNS Server Settings", "DNS Server Address Settings"),
    menus=_MENUS,
    path=_PATH + "DNS Settings",
    fields=IPV4.fields[2:],
)
PROXY = Screen(
    key="proxy",
    titles=("Proxy Settings",),
    marks=("FuncTypeFlag=Proxy_Page", "PageFlag=c_npxy.tpl"),
    address="/rps/rnwntcp.cgi?Flag=Init_Data&PageFlag=c_npxy.tpl&FuncTypeFlag=Proxy_Page",
    menus=_MENUS,
    path=_PATH + "Proxy Settings",
    fields=(
        Field("enabled", SWITCH, ("Use Proxy", "Use HTTP Proxy", "Proxy", "Use Proxy Server"), written=False),
        Field(
            "server",
            TEXT,
            (
                "Server Address",
                "HTTP Proxy Server Address",
                "Proxy Server Address",
                "Proxy Server",
                "HTTP Proxy Server",
                "Server Name",
                "HTTP Server Address",
            ),
            written=False,
        ),
        Field(
            "port",
            NUMBER,
            (
                "Port Number",
                "HTTP Proxy Port Number",
                "Proxy Port Number",
                "Port",
                "HTTP Proxy Port",
                "HTTP Port Number",
            ),
            written=False,
        ),
    ),
)
_SERVERS = ("dns_primary", "dns_secondary")
_BETWEEN = re.compile(r"[,;]")  # two servers may stand at one label
_NUMBER = re.compile(r"^[0-9]{0,3}\Z")
_UNSET = frozenset(["", "0.0.0.0", "000.000.000.000", "...", "-", "--", "none", "not set", "::"])


def is_unset(text: t.Optional[str]) -> bool:
    """Whether an address field is shown, but empty."""
    return text is not None and text.strip().casefold() in _UNSET


def shown_address(view: View, name: str) -> t.Optional[str]:
    """An address, which may have a control for each of its four numbers."""
    numbers = [view.raw(control).strip() for control in view.row(name)]
    if len(numbers) == 4 and all(_NUMBER.match(number) for number in numbers):
        return ".".join(numbers)
    return t.cast(t.Optional[str], view.value(name))


def split_servers(text: str) -> t.List[str]:
    """The servers that stand at one label."""
    return [part.strip() for part in _BETWEEN.split(text)]


def read_addresses(session: Session) -> t.Dict[str, t.Any]:
    """``gateway`` and ``dns`` (list of the servers that are set). None where the printer does not show them, empty
    where not set.
    """
    view = open_view(session, IPV4)
    gateway = shown_address(view, "gateway")
    servers = [shown_address(view, name) for name in _SERVERS]
    if all(server is None for server in servers) and session.menu.find(DNS.titles):
        of_its_own = open_view(session, DNS)
        servers = [shown_address(of_its_own, name) for name in _SERVERS]
    shown = [part for server in servers if server is not None for part in split_servers(server)]
    return {
        "gateway": "" if is_unset(gateway) else gateway,
        "dns": [server for server in shown if not is_unset(server)] if shown else None,
    }
