# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings pages: addresses and titles as captured (settings-menu), rows as a firmware might have them."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from .dialects import Dialect

ZONES = ["(UTC-05:00) New York", "(UTC+00:00) London", "(UTC+01:00) Berlin", "(UTC+09:00) Tokyo"]
INFORMATION = [
    ("0", "Registered Information for Personal Authentication"),
    ("1", "Login User Information"),
    ("2", "Device Settings"),
]


@dataclass(frozen=True)
class Row:
    """One line: a setting with its control, or (without a key) a text."""

    label: str
    key: str = ""
    kind: str = "text"
    limit: int = 0
    unit: str = ""
    options: tuple[tuple[str, str], ...] = ()
    shown: str = ""


@dataclass(frozen=True)
class Screen:
    """One settings page of the native side."""

    title: str
    cgi: str
    template: str
    function: str
    after: str
    sections: list[tuple[str, list[Row]]] = field(default_factory=list)
    note: str = ""

    @property
    def address(self) -> str:
        function = f"&FuncTypeFlag={self.function}" if self.function else ""
        return f"./{self.cgi}?Flag=Init_Data&PageFlag={self.template}{function}"


def device_now(dialect: Dialect) -> datetime:
    """The printer's local time."""
    hours = int(dialect.zone[5:7]) * (-1 if dialect.zone[4] == "-" else 1)
    return datetime.fromtimestamp(time.time(), timezone(timedelta(hours=hours)))


def screens(dialect: Dialect) -> dict[str, Screen]:
    """All settings pages of a dialect."""
    title = "Network Settings - E-Mail/I-Fax Settings"
    found = {
        "mail": Screen(
            title,
            "cdntwkem.cgi",
            "c_rnet.tpl",
            "EmailAdrs_Page",
            "c_send.tpl",
            _mail(dialect),
            note="To make the changes effective, select [Apply Setting Changes]."
            if dialect.held_back == "page"
            else "",
        ),
        "send": Screen(
            "Common Settings",
            "cdsrsnd.cgi",
            "c_cmsd.tpl",
            "",
            "c_send.tpl",
            [
                (
                    "",
                    [
                        Row("Display Authentication Screen When Sending", "send.authentication_screen", "check"),
                        Row(
                            "Information Used for SMTP Server Authentication",
                            "send.information",
                            "select",
                            options=tuple(INFORMATION),
                        ),
                    ],
                )
            ],
        ),
        "clock": Screen(
            "Date/Time Settings", "cdtmdate.cgi", "c_date.tpl", "Date_Page", "c_timer.tpl", _clock(dialect)
        ),
        "sntp": Screen(
            "SNTP Settings",
            "rnwntcp.cgi",
            "c_nsnt.tpl",
            "Sntp_Page",
            "c_envnet.tpl",
            [
                (
                    "",
                    [
                        Row("Use SNTP", "sntp.use", "check"),
                        Row("Polling Interval", "sntp.interval", limit=2, unit="hour(s)"),
                        Row("NTP Server Address", "sntp.server", limit=47),
                    ],
                )
            ],
        ),
        "ipv4": Screen(
            "IPv4 Settings",
            "rnwntcp.cgi",
            "c_nip.tpl",
            "IpAdrs_Page",
            "c_envnet.tpl",
            [
                (
                    "IP Address Settings",
                    [
                        Row("IP Address", "ip.address", limit=15),
                        Row("Subnet Mask", "ip.mask", limit=15),
                        Row("Gateway Address", "ip.gateway", limit=15),
                    ],
                ),
                *([] if dialect.dns_row else [_dns()]),
            ],
        ),
        "proxy": Screen(
            "Proxy Settings",
            "rnwntcp.cgi",
            "c_npxy.tpl",
            "Proxy_Page",
            "c_envnet.tpl",
            [
                (
                    "",
                    [
                        Row("Use Proxy", "proxy.use", "check"),
                        Row("HTTP Proxy Server Address", "proxy.server", limit=128),
                        Row("Port Number", "proxy.port", limit=5),
                    ],
                )
            ],
        ),
        "device": Screen(
            "Device Information Settings",
            "cadinf1.cgi",
            "c_devinf.tpl",
            "DevInfo_Page",
            "c_devmng.tpl",
            [("", [Row("Device Name", "device.name", limit=32), Row("Location", "device.place", limit=32)])],
        ),
    }
    if dialect.dns_row:
        found["dns"] = Screen("DNS Settings", "rnwdns.cgi", "c_ndns.tpl", "Dns_Page", "c_envnet.tpl", [_dns()])
    if dialect.port != "mail":
        found["ports"] = Screen(
            dialect.port,
            "rnwport.cgi",
            "c_nport.tpl",
            "Port_Page",
            "c_envnet.tpl",
            [
                (
                    "",
                    [
                        Row("HTTP", "ports.http", limit=5),
                        Row("FTP", "ports.ftp", limit=5),
                        Row("POP3 RX", "ports.pop", limit=5),
                        Row("SMTP RX", "ports.smtp_rx", limit=5),
                        Row("SMTP TX", "ports.smtp", limit=5),
                    ],
                )
            ],
        )
    return found


def _dns() -> tuple[str, list[Row]]:
    return "DNS Settings", [
        Row("Primary DNS Server Address", "dns.first", limit=15),
        Row("Secondary DNS Server Address", "dns.second", limit=15),
    ]


def _mail(dialect: Dialect) -> list[tuple[str, list[Row]]]:
    """With `pop_first` the labels of POP and SMTP are the same, and only the headings tell them apart."""
    own = not dialect.pop_first
    with_port = [Row("Port Number", "ports.smtp", limit=5)] if dialect.port == "mail" else []
    pop_port = [Row("Port Number", "ports.pop", limit=5)] if dialect.port == "mail" and dialect.pop_first else []
    pop = [
        Row("POP", "mail.pop", "check"),
        Row("POP Server", "mail.pop_server", limit=48),
        *pop_port,
        Row("POP Login Name" if own else "User Name", "mail.pop_user", limit=64),
        Row("POP Password" if own else "Password", "mail.pop_password", "secret", limit=32),
        Row("POP Interval", "mail.pop_interval", limit=2, unit="min. (0 - 99)"),
        Row("POP Authentication Before Sending", "mail.pop_before_smtp", "check"),
        Row("Allow TLS (POP)" if own else "Allow TLS", "mail.pop_tls", "check"),
        Row("Confirm TLS Certificate for POP RX" if own else "Verify Certificate", "mail.pop_verify", "check"),
        Row("Add CN to Verification Items", "mail.pop_cn", "check"),
    ]
    smtp = [
        Row("SMTP RX", "mail.smtp_rx", "check"),
        Row("SMTP Server", "mail.server", limit=48),
        *with_port,
        Row("E-Mail Address", "mail.address", limit=120),
        Row("SMTP Authentication (SMTP AUTH)" if own else "SMTP Authentication", "mail.auth", "check"),
        Row("User Name", "mail.user", limit=64),
        Row("Password", "mail.password", "secret", limit=32),
        Row("Allow TLS (SMTP TX)" if own else "Allow TLS", "mail.tls", "check"),
        Row("Confirm TLS Certificate for SMTP TX" if own else "Verify Certificate", "mail.verify", "check"),
        Row("Add CN to Verification Items", "mail.cn", "check"),
    ]
    parts = [("SMTP Settings", smtp), ("POP Settings", pop)]
    return parts[::-1] if dialect.pop_first else parts


def _clock(dialect: Dialect) -> list[tuple[str, list[Row]]]:
    """`text`: one line; `no_zone`: the same alone; `inputs`: a box for each part; `selects`: lists, twelve hours."""
    now = device_now(dialect)
    zone = [
        Row(
            "Time Zone",
            "clock.zone",
            "select",
            options=tuple((str(i), z) for i, z in enumerate(ZONES)),
            shown=str(ZONES.index(dialect.zone)),
        ),
        Row("Daylight Saving Time", "clock.daylight", "check"),
    ]
    if dialect.clock in ("text", "no_zone"):
        rows = [Row("Current Date and Time", kind="show", shown=now.strftime("%Y %m/%d %H:%M:%S"))]
        return [("", rows + (zone if dialect.clock == "text" else []))]
    if dialect.clock == "inputs":
        return [
            (
                "",
                [
                    Row("Date (Year/Month/Day)", "clock.Y,clock.m,clock.d", "parts", shown=now.strftime("%Y,%m,%d")),
                    Row("Time (Hour:Minute)", "clock.H,clock.M", "parts", shown=now.strftime("%H,%M")),
                    *zone,
                ],
            )
        ]
    return [
        (
            "",
            [
                *(
                    Row(
                        label,
                        f"clock.{part}",
                        "select",
                        shown=now.strftime(f"%{part}"),
                        options=tuple((f"{n:02}", f"{n:02}") for n in numbers),
                    )
                    for label, part, numbers in [
                        ("Month", "m", range(1, 13)),
                        ("Day", "d", range(1, 32)),
                        ("Hour", "H", range(24)),
                        ("Minute", "M", range(60)),
                    ]
                ),
                Row("Year", "clock.Y", shown=now.strftime("%Y"), limit=4),
                *zone,
            ],
        )
    ]
