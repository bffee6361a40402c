# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Devices that are not migrated: Canon's small family and a device of another maker. They count passwords."""

from __future__ import annotations

import base64
import secrets
from typing import TYPE_CHECKING

from aiohttp import web

from .counters import WHAT
from .rendering import render

if TYPE_CHECKING:
    from .device import VirtualPrinter

#: fields in which the known logins carry a password; ``PASSWORD`` is encrypted on most of Canon's
PASSWORD_FIELDS = frozenset({"i0016", "password", "Password", "PASSWORD", "PASSWORD_T", "passwd", "pwd"})


async def count_passwords(printer: VirtualPrinter, request: web.Request) -> bool:
    """Count a request that carries a password in any form; True if it does."""
    names = dict(request.query)
    if request.method == "POST":
        names.update({name: str(value) for name, value in (await request.post()).items()})
    authorization = request.headers.get("Authorization", "")
    carries = any(names.get(field) for field in PASSWORD_FIELDS) or bool(authorization)
    if carries:
        printer.count.add("passwords_received")
    return carries


async def mf_answer(printer: VirtualPrinter, request: web.Request) -> web.Response:
    """MF, i-SENSYS, imageCLASS: ``KS_HTTP``, ``/checkLogin.cgi``, form ``loginFrm`` (reference section 9.2, CODE)."""
    headers = {"Server": "KS_HTTP/1.0", "Cache-Control": "no-cache", "Pragma": "no-cache"}
    if request.path == "/eSCL/ScannerCapabilities":
        return escl(printer, request)
    if request.path == "/checkLogin.cgi" and request.method == "POST":
        form = {name: str(value) for name, value in (await request.post()).items()}
        account = printer.accounts.only
        if (form.get("i0014"), form.get("i0016")) == (account.name, account.password):
            printer.count.add("logins")
            request[WHAT] = "MF: logged in"
            return web.Response(
                status=302,
                headers={
                    **headers,
                    "Location": "/portal_top.html",
                    "Set-Cookie": f"sessid={secrets.token_hex(16)}; path=/",
                },
            )
        printer.count.add("wrong_logins")
    request[WHAT] = "MF: login page"
    page = render(
        "mf_login.html.j2",
        product=printer.identity.product,
        device_name=printer.settings["device_name"],
        token=str(secrets.randbelow(2**31)),
        language=printer.languages.current,
    )
    headers["Set-Cookie"] = f"language={printer.languages.current}; path=/"
    return web.Response(text=page, content_type="text/html", headers=headers)


async def other_maker_answer(printer: VirtualPrinter, request: web.Request) -> web.Response:
    """A printer of another maker, by the looks of HP's (written from general knowledge: invention)."""
    headers = {"Server": f"HP HTTP Server; HP {printer.identity.product}; Serial Number: {printer.identity.serial}"}
    if request.path == "/eSCL/ScannerCapabilities":
        return escl(printer, request, maker="HP")
    if request.path not in ("/", "/hp/device/SignIn/Index", "/hp/device/DeviceStatus/Index"):
        return web.Response(
            status=404,
            text="<html><head><title>404 Not Found</title></head></html>",
            content_type="text/html",
            headers=headers,
        )
    request[WHAT] = "another maker's page"
    page = render(
        "other_maker.html.j2",
        product=printer.identity.product,
        address=printer.address,
        sign_in=request.path.endswith("SignIn/Index"),
    )
    return web.Response(text=page, content_type="text/html", headers=headers)


def escl(printer: VirtualPrinter, request: web.Request, maker: str = "Canon") -> web.Response:
    """eSCL without a login (reference section 1.8); a device without Remote UI names no page of its own."""
    request[WHAT] = "eSCL"
    kind, identity = printer.profile.kind, printer.identity
    admin = {
        "remote_ui": f"{'https' if printer.profile.tls else 'http'}://{identity.bonjour_name}:"
        f"{printer.remote_ui_port}/rps/airprint",
        "escl_only": "",
    }.get(kind, f"http://{identity.bonjour_name}/")
    return web.Response(
        content_type="text/xml",
        text=render(
            "escl_capabilities.xml.j2",
            maker=maker,
            product=identity.product,
            serial=identity.escl_serial,
            admin_uri=admin,
        ),
    )


def basic_credentials(name: str, password: str) -> str:
    """An ``Authorization`` header, for tests that check the counting."""
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()
