# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""First contact with a request: count it, let the faults have it, choose the side that answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from .counters import WHAT
from .foreign import count_passwords, escl, mf_answer, other_maker_answer
from .listener import Listener, Part
from .rendering import render
from .responses import catwalk

if TYPE_CHECKING:
    from .device import VirtualPrinter


async def answer(printer: VirtualPrinter, listener: Listener, request: web.Request) -> web.StreamResponse:
    """Answer one request on any of the printer's ports."""

    async def handler(request: web.Request) -> web.StreamResponse:
        await count_passwords(printer, request)
        return await _by_part(printer, listener.part(request), request)

    printer.count.add("requests")
    request[WHAT] = ""
    response: web.StreamResponse | None = None
    try:
        response = await printer.faults.meet(request, handler)
        return response
    finally:
        printer.journal.note(request.method, request.path_qs, request[WHAT], response.status if response else None)


async def _by_part(printer: VirtualPrinter, part: Part, request: web.Request) -> web.StreamResponse:
    if part is Part.REMOTE_UI:
        if request.path.startswith("/rps/"):
            return await printer.native_side.handle(request)
        return await printer.servlet_side.handle(request)
    if part is Part.ENTRY:
        return _entry(printer, request)
    if part is Part.FOREIGN:
        return await {"mf": mf_answer, "other_maker": other_maker_answer}[printer.profile.kind](printer, request)
    if part is Part.ESCL and request.path == "/eSCL/ScannerCapabilities":
        return escl(printer, request)
    if part is Part.NOT_FOUND:
        return catwalk(printer.clock, request, render("catwalk_404.html.j2"), 404)
    return web.Response(status=404, text="404 Not Found\n404 Not Found\n", content_type="text/html")


def _entry(printer: VirtualPrinter, request: web.Request) -> web.StreamResponse:
    """Port 80: a page that forwards to the Remote UI, and eSCL without login (reference sections 1.3 and 1.8)."""
    if request.path == "/eSCL/ScannerCapabilities":
        return escl(printer, request)
    request[WHAT] = "forwarded to the Remote UI"
    return web.Response(
        content_type="text/html", text=render("meta_refresh.html.j2", address=printer.origin(request) + "/rps/")
    )
