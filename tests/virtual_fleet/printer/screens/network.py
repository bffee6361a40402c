# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Network pages (reference sections 6.3 and 11): real addresses, invented fields."""

from __future__ import annotations

from .rows import Row, Screen

IPV4 = Screen(
    key="ipv4",
    title="IPv4 Settings",
    cgi="rnwntcp",
    template="c_nip.tpl",
    function="IpAdrs_Page",
    menu=28,
    mask=48,
    rows=(
        Row("dhcp", "DHCP", "flag", "IP Address Settings"),
        Row("ip_address", "IP Address", "ipv4", "IP Address Settings"),
        Row("subnet_mask", "Subnet Mask", "ipv4", "IP Address Settings"),
        Row("gateway", "Gateway Address", "ipv4", "IP Address Settings"),
        Row("dns_primary", "Primary DNS Server Address", "ipv4", "DNS Settings"),
        Row("dns_secondary", "Secondary DNS Server Address", "ipv4", "DNS Settings"),
        Row("dns_domain", "DNS Domain Name", "text", "DNS Settings", limit=47, blanks=False),
    ),
)

PROXY = Screen(
    key="proxy",
    title="Proxy Settings",
    cgi="rnwntcp",
    template="c_npxy.tpl",
    function="Proxy_Page",
    menu=28,
    mask=48,
    rows=(
        Row("proxy", "Use Proxy", "flag"),
        Row("proxy_server", "HTTP Proxy Server Address", "text", limit=128, blanks=False),
        Row("proxy_port", "HTTP Proxy Server Port Number", "number", low=1),
        Row("proxy_same_domain", "Use Proxy within the Same Domain", "flag"),
        Row("proxy_auth", "Use Proxy Authentication", "flag"),
        Row("proxy_username", "User Name", "text", limit=24),
        Row("proxy_password", "Check Password", "guard"),
        Row("proxy_password", "Password", "password", limit=24),
    ),
)

SNTP = Screen(
    key="sntp",
    title="SNTP Settings",
    cgi="rnwntcp",
    template="c_nsnt.tpl",
    function="Sntp_Page",
    menu=28,
    mask=48,
    rows=(
        Row("sntp", "Use SNTP", "flag"),
        Row("sntp_interval", "Polling Interval", "number", low=1, high=48),
        Row("sntp_server", "NTP Server Address", "text", limit=128, blanks=False),
    ),
)


def ports_screen(template: str, function: str) -> Screen:
    """Port Number Settings: the row is not in the captured menu; its template and function are invented."""
    return Screen(
        key="ports",
        title="Port Number Settings",
        cgi="rnwntcp",
        template=template,
        function=function,
        menu=28,
        mask=48,
        deferrable=True,
        rows=(
            Row("smtp_rx_port", "SMTP RX", "number", low=1),
            Row("pop_port", "POP", "number", low=1),
            Row("port", "SMTP TX", "number", low=1),
            Row("ftp_port", "FTP Printing", "number", low=1),
        ),
    )
