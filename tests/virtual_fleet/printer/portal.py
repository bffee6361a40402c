# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The portal page (reference sections 6.1 and 7.6, CAPTURED)."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from aiohttp import web
from markupsafe import Markup

from .accounts import Account
from .rendering import message_table, render
from .sessions import LANGUAGES, Session
from .texts import translate

if TYPE_CHECKING:
    from .device import VirtualPrinter

_BASE = (
    ("/box", "Access Received/Stored Files"),
    ("/direct", "Direct Print"),
    ("/address", "Address Book"),
    ("/usermode", "Settings/Registration"),
    ("/sysmonitor", "Status Monitor/Cancel"),
)
_MANAGEMENT = (
    ("/sms/rls/", "Service Management Service"),
    ("/pref", "User Setting Information Management Service"),
    ("/commlog", "Synchronize Custom Settings"),
    ("/atp/activation", "Device Activation Tool"),
)
#: tags that the tiles open; the one of ``/usermode`` is unknown, this is the known tag of its first page
TILE_TAGS = {
    "/box": "PGTAG_BOX_USER",
    "/direct": "PGTAG_DIRC_PDF",
    "/address": "PGTAG_ADR_USR",
    "/usermode": "PGTAG_CONF_ENV_PAP",
    "/sysmonitor": "PGTAG_JOB_PRT_STAT",
}


def portal_page(printer: VirtualPrinter, request: web.Request, session: Session, account: Account) -> str:
    """The portal as this account sees it."""
    settings = printer.settings
    return render(
        "portal.html.j2",
        language=session.language,
        languages=LANGUAGES,
        dummy=int(time.time() * 1000),
        device_name=settings["device_name"],
        location=settings["location"],
        brand=printer.profile.brand,
        product=printer.identity.product,
        serial=printer.identity.serial,
        clock_text=printer.clock.last_updated(str(settings["time_format"])),
        authstate="2" if account.user_type == "2" else "1",
        user_name=account.name,
        jobs={kind: "1" if printer.jobs.running(kind) else "0" for kind in ("print", "scan", "fax")},
        status_texts=_status_texts(printer),
        flags={"has_send": "true", "has_fax": "false"},
        portal=printer.origin(request) + "/",
        base_tiles=_tiles(_BASE, "App1", session.language),
        management_tiles=_tiles(_MANAGEMENT, "App2", session.language),
        draw=printer.naming.field("portal.draw"),
        ballast=message_table("errMessageTbl", 250) if printer.profile.full_size else "",
    )


def _status_texts(printer: VirtualPrinter) -> list[str]:
    """What `#deviceStatusModule` says; the texts are invented, as are the values of ``prt_status`` and the like."""
    busy = {"print": "Printing...", "scan": "Scanning...", "fax": "Sending..."}
    return [
        f"{name} : {busy[kind] if printer.jobs.running(kind) else 'Ready.'}"
        for kind, name in (("print", "Printer"), ("scan", "Scanner"), ("fax", "Fax"))
    ]


def _tiles(tiles: tuple[tuple[str, str], ...], css: str, language: str) -> Markup:
    return Markup(
        json.dumps(
            [
                {
                    "url": url,
                    "title": translate(language, title),
                    "img": f"/rps/media/{css.lower()}_{number}.gif",
                    "csscls": f"{css}_{number}",
                }
                for number, (url, title) in enumerate(tiles, 1)
            ]
        )
    )
