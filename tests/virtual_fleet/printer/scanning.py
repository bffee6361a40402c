# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scan to e-mail at the panel: what is sent, with which account, and the note of it in the job log."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from .device_code import tls_context
from .mailer import Outgoing, send

if TYPE_CHECKING:
    from .device import VirtualPrinter


async def scan(printer: VirtualPrinter, to: str) -> dict[str, object]:
    """Scan one page to an address: ``accepted``, ``reply``, ``mechanism``, and the ``code`` of the job log."""
    printer.count.add("scans")
    outcome = await _send(printer, to)
    printer.send_log.note(to, str(outcome["code"]))
    return outcome


async def _send(printer: VirtualPrinter, to: str) -> dict[str, object]:
    settings = printer.settings
    sender = str(settings["email_address"])
    bearer = login = None
    if settings["oauth_enabled"]:
        token = await printer.oauth.access_token()
        if token is None:
            # which code a dead token gives is unknown (reference section 15)
            code = str(printer.naming.pick("code.no_token", ("#839", "#801", "#806")))
            return {"accepted": False, "reply": "the device has no active token", "mechanism": None, "code": code}
        bearer = (sender, token)
    elif settings["smtp_auth"]:
        login = (str(settings["smtp_username"]), str(settings["smtp_password"]))
    tls = tls_context(printer.trusted_ca, bool(settings["verify_certificate"]), bool(settings["verify_cn"]))
    return await asyncio.to_thread(
        send,
        Outgoing(
            name_servers=printer.dns(),
            server=str(settings["server"]),
            port=int(settings["port"]),
            sender=sender,
            to=to,
            helo=printer.identity.bonjour_name,
            subject=str(settings["default_subject"]),
            timeout=printer.pace.http_seconds,
            tls=tls if settings["tls"] else None,
            login=login,
            bearer=bearer,
        ),
    )
