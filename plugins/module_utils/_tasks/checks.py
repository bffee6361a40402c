# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Checks of arguments that are made before anything is sent; each returns sentences, none means fine."""

from __future__ import annotations

import ipaddress
import os
import re
import typing as t
from urllib.parse import urlsplit

from .._screens import teachable

_LABEL = re.compile(r"^(?!-)[A-Za-z0-9_-]{1,63}(?<!-)\Z")
_ADDRESS = re.compile(r"^[^\s@<>(),;:\\\"\[\]]{1,64}@[^\s@<>(),;:\\\"\[\]]{1,255}\Z")
_TENANT = re.compile(r"^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?\Z")
MAX_EMAIL = 120  # characters (reference remote-ui.md 9.1, expected)


def connection(params: t.Mapping[str, t.Any], port_option: str = "port") -> t.List[str]:
    problems = []
    if not params.get("host"):
        problems.append("host is missing: set ansible_host for this printer")
    elif re.search(r"[\s/@?#\\]", str(params["host"])):
        problems.append(f'host: "{params["host"]}" is not a host name or address (no blanks, no https://, no path)')
    elif re.search(r"[:\[\]]", str(params["host"])) and not _is_address(str(params["host"])):
        problems.append(
            f'host: "{params["host"]}" is neither a host name nor an address; a port does not belong into ansible_host (canon_host):'
            f" set canon_port ({port_option})"
        )
    port = params.get(port_option)
    if port is not None:
        problems += port_number(f"{port_option} (canon_port)", port)
    if params.get("ca_path") and not os.path.exists(params["ca_path"]):
        problems.append(f"ca_path: {params['ca_path']} does not exist where the task runs")
    if not params.get("timeout") or not 0 < params["timeout"] <= 3600:
        problems.append("timeout must be more than 0 and at most 3600 seconds")
    for name, value in (params.get("labels") or {}).items():
        texts = value if isinstance(value, (list, tuple)) else [value]
        if not re.match(r"^[a-z0-9_]+\.[a-z0-9_]+\Z", str(name)) or not all(
            isinstance(text, (str, int, float)) for text in texts
        ):
            problems.append(f"labels: {name} must be a name such as mail.server with a text or a list of texts")
        elif name not in teachable.NAMES:
            problems.append(f"labels (canon_labels): there is no {name}; {teachable.advice(str(name))}")
    return problems


def port_number(name: str, value: int) -> t.List[str]:
    return [] if 1 <= value <= 65535 else [f"{name}: {value} is not a port number (1 to 65535)"]


def _bare(value: str) -> str:
    """An address without the brackets of IPv6."""
    return value[1:-1] if value.startswith("[") and value.endswith("]") else value


def _is_address(value: str) -> bool:
    """Whether it is an IP address; brackets are for IPv6."""
    try:
        return ipaddress.ip_address(_bare(value)).version == 6 or "[" not in value
    except ValueError:
        return False


def server_name(name: str, value: str) -> t.List[str]:
    """A host name or an address; the printer's own limit is checked when its page is read."""
    if value == "":
        return []
    if re.search(r"\s", value):
        return [f'{name}: "{value}" contains blanks']
    if _is_address(value):
        return []
    bare = _bare(value)
    if len(value) > 253 or not all(_LABEL.match(label) for label in bare.rstrip(".").split(".")):
        return [
            f'{name}: "{value[:80]}" is not a host name (letters, digits and hyphens, at most 63 characters between dots, 253 in all; no scheme, no port)'
        ]
    return []


def email(name: str, value: str) -> t.List[str]:
    if not _ADDRESS.match(value):
        return [f'{name}: "{value}" is not an e-mail address (name@domain)']
    return [f"{name} has {len(value)} characters, printers take {MAX_EMAIL}"] if len(value) > MAX_EMAIL else []


def tenant(name: str, value: str) -> t.List[str]:
    return (
        []
        if _TENANT.match(value)
        else [f'{name}: "{value}" is neither a tenant id nor a domain, nor common, organizations or consumers']
    )


def endpoint(name: str, value: str) -> t.List[str]:
    if re.search(r"\s", value):
        return [f"{name} contains blanks"]
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 - raises for a port that is none
    except ValueError:
        return [f"{name}: {value} is not an address"]
    if parts.scheme != "https":
        return [f"{name}: {value} must begin with https://"]
    if not parts.hostname or parts.username or parts.query or parts.fragment:
        return [f"{name}: {value} must be https://<host>/<tenant>/oauth2/v2.0, without user, query or fragment"]
    if value.rstrip("/").endswith(("/devicecode", "/token", "/authorize")):
        return [f"{name}: {value} must end before /devicecode or /token: the printer adds these itself"]
    return []


def cn_needs_certificate(params: t.Mapping[str, t.Any], certificate: str) -> t.List[str]:
    """``verify_cn`` is an addition to the certificate check."""
    if params.get("verify_cn") is None or params.get(certificate):
        return []
    if params["verify_cn"] is False and params.get(certificate) is False:
        return []
    if params["verify_cn"] is False:
        return [f"verify_cn and {certificate} must be given together"]
    return [
        f"verify_cn needs {certificate}: true: the printer compares the name only in a certificate that it verifies"
    ]
