# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Logging out of sessions that others left open, by what their files say (``store``). Never logs in."""

from __future__ import annotations

import typing as t

from . import entry
from .connection import Connection
from .errors import RemoteUIError
from .visit import Visit

TLS = ("validate_certs", "ca_path", "certificate_fingerprint")


def end(data: t.Mapping[str, t.Any], timeout: float) -> None:
    """Log out of a session that a task kept open; a printer that does not answer is left alone.

    :param timeout: seconds for the answer.
    """
    trust = data.get("tls")
    if trust:
        log_out_of(Connection(host="", timeout=timeout, **{name: trust.get(name) for name in TLS}), data)


def log_out_of(connection: Connection, data: t.Mapping[str, t.Any]) -> None:
    """:param connection: for the trust and the timeout; where the session is says its file."""
    if not (data.get("logged_in") and data.get("base")):
        return
    visit = Visit(entry.open_transport(connection, data["base"]))
    visit.cookies = data.get("cookies") or []
    try:
        visit.transport.get(visit.transport.base + "/logout", tries=1)
    except RemoteUIError as error:
        connection.log(f"logout of an earlier session: {error.kind}")
    visit.close()
