# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sockets: one printer's ports, with the headers of its two servers (reference 1)."""

from __future__ import annotations

import gzip
import json
import ssl
import threading
import time
from email.utils import formatdate
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

import trustme

from .device import Device
from .dialects import Dialect
from .site import Reply, Request, Site

CONTROL_PORT = 9000


class Server(ThreadingHTTPServer):
    """A port that answers with one function."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: str, port: int, tls: ssl.SSLContext | None, answer: Any) -> None:
        self.answer, self.tls = answer, tls
        super().__init__((address, port), Handler)
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def get_request(self) -> Any:
        connection, peer = super().get_request()
        connection.settimeout(30)
        if self.tls:
            connection = self.tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        return connection, peer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is no news."""


class Handler(BaseHTTPRequestHandler):
    """Takes requests apart and frames the answers."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = parse_qsl(self.rfile.read(length).decode(), keep_blank_values=True)
        cookies = SimpleCookie(self.headers.get("Cookie", ""))
        base = f"{'https' if self.server.tls else 'http'}://{self.headers.get('Host', '')}"
        request = Request(
            self.command,
            self.path,
            base,
            {name: c.value for name, c in cookies.items()},
            body,
            self.headers.get("Referer", ""),
            self.headers.get("Origin", ""),
        )
        self._send(self.server.answer(request))

    do_POST = do_GET

    def log_message(self, format: str, *args: Any) -> None:
        """Silence: the counters tell enough."""

    def _send(self, reply: Reply) -> None:
        body = reply.body.encode()
        self.send_response_only(reply.status)
        packed = not reply.native and "gzip" in self.headers.get("Accept-Encoding", "")
        if reply.native:
            headers = [
                ("Server", "CANON HTTP Server"),
                ("Date", formatdate(usegmt=True)),
                ("Content-Type", "text/html;charset=UTF-8"),
                ("X-Frame-Options", "DENY"),
                ("Transfer-Encoding", "chunked"),
            ]
        else:
            body = gzip.compress(body, 1) if packed else body
            headers = [
                ("Server", "Catwalk"),
                ("Date", _unpadded_date()),
                ("Content-Type", "text/html; charset=UTF-8"),
                ("X-Frame-Options", "SAMEORIGIN"),
                ("Content-Length", str(len(body))),
            ]
            headers += [("Content-Encoding", "gzip")] if packed else []
        for name, value in [*headers, ("Cache-Control", "no-cache,no-store,max-age=0"), *reply.headers]:
            self.send_header(name, value)
        self.end_headers()
        if reply.native:
            body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body) if body else b"0\r\n\r\n"
        self.wfile.write(body)


def _unpadded_date() -> str:
    now = time.gmtime()
    return (
        time.strftime("%a, ", now)
        + f"{now.tm_mday} "
        + time.strftime("%b %Y ", now)
        + (f"{now.tm_hour}:{now.tm_min}:{now.tm_sec} GMT")
    )


class Printer:
    """One printer on its own address; leave the `with` block to stop it."""

    def __init__(self, dialect: Dialect, address: str, authority: trustme.CA, seed: int) -> None:
        self.address, self.device = address, Device(dialect, seed)
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(address).configure_cert(tls)
        scheme, port = ("https", 8443) if dialect.tls else ("http", 8000)
        local = f"{scheme}://canon-{dialect.name.replace('_', '-')}.local:{port}"
        site = Site(self.device, local)
        self.base = f"{scheme}://{address}:{port}"
        shown = local if dialect.local_redirects else self.base

        def refresh(_request: Request) -> Reply:
            return Reply(f'<html><head><meta http-equiv="refresh" content="0; url={shown}/rps/" /></head></html>')

        def missing(_request: Request) -> Reply:
            return Reply("<html><head><title>404 Not Found</title></head><body>404 Not Found</body></html>", 404)

        self._servers = [
            Server(address, 80, None, refresh),
            Server(address, 8443, tls, site.answer if dialect.tls else missing),
            Server(address, CONTROL_PORT, None, self._control),
        ]
        if not dialect.tls:
            self._servers.append(Server(address, 8000, None, site.answer))

    def _control(self, request: Request) -> Reply:
        """`GET /__control__`: the report; `POST` with `code`: a person types it."""
        form = dict(request.body)
        if request.path != "/__control__":
            return Reply("", 404)
        if request.method == "POST":
            return Reply(json.dumps({"authorised": self.device.authorise(form.get("code", ""))}))
        return Reply(json.dumps(self.device.report()))

    def __enter__(self) -> Printer:
        return self

    def __exit__(self, *_error: object) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()
