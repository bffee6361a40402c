# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The two faces of the device: headers, framing and dates of each server (reference section 1.2, CAPTURED)."""

from __future__ import annotations

import gzip

from aiohttp import web

from .clock import DeviceClock


def catwalk(
    clock: DeviceClock,
    request: web.Request,
    body: str,
    status: int = 200,
    content_type: str = "text/html; charset=UTF-8",
) -> web.Response:
    """An answer of the servlet side: gzip with ``Content-Length``."""
    headers = {
        "Server": "Catwalk",
        "Date": clock.catwalk_date(),
        "Pragma": "No-cache",
        "Cache-Control": "no-cache,no-store,max-age=0",
        "Expires": "Thu, 1 Jan 1970 0:0:0 GMT",
        "X-Frame-Options": "SAMEORIGIN",
        "X-XSS-Protection": "1; mode=block",
        "Content-Type": content_type,
        "Connection": "Keep-Alive",
        "Keep-Alive": "timeout=30",
    }
    payload = body.encode()
    if payload and "gzip" in request.headers.get("Accept-Encoding", ""):
        payload = gzip.compress(payload, compresslevel=1)
        headers["Content-Encoding"] = "gzip"
    return web.Response(body=payload, status=status, headers=headers)


def catwalk_redirect(clock: DeviceClock, request: web.Request, location: str) -> web.Response:
    """The 302 of a portal tile or of a login."""
    response = catwalk(clock, request, "", 302)
    response.headers["Location"] = location
    return response


def native(clock: DeviceClock, body: str, status: int = 200) -> web.Response:
    """An answer of the native side: chunked."""
    response = web.Response(
        body=body.encode(),
        status=status,
        headers={
            "Server": "CANON HTTP Server",
            "Date": clock.native_date(),
            "Pragma": "no-cache",
            "Cache-Control": "no-cache,no-store,max-age=0",
            "Expires": "Thu, 01 Jan 1970 00:00:00 GMT",
            "X-Frame-Options": "DENY",
            "X-Content-Type-Options": "nosniff",
            "X-XSS-Protection": "1; mode=block",
            "Content-Type": "text/html;charset=UTF-8",
            "Keep-Alive": "timeout=30",
        },
    )
    response.enable_chunked_encoding()
    return response


def static(clock: DeviceClock, body: bytes, content_type: str) -> web.Response:
    """A picture or style sheet below ``/rps/``."""
    return web.Response(
        body=body,
        headers={
            "Server": "CANON HTTP Server",
            "Date": clock.native_date(),
            "Last-Modified": "Tue, 04 Apr 2023 02:11:09 GMT",
            "X-Frame-Options": "SAMEORIGIN",
            "Content-Type": content_type,
            "Keep-Alive": "timeout=30",
        },
    )


def set_cookie(response: web.StreamResponse, cookie: str) -> None:
    """Add a cookie exactly as written: attribute order and spelling are part of what was captured."""
    response.headers.add("Set-Cookie", cookie)
