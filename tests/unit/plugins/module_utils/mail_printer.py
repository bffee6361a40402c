# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small real server with the mail screen of an invented printer; what it answers to a save is up to the test.

Portal, menu and session are only as much as the driver needs to get there; the virtual fleet has the whole printer.
"""

from __future__ import annotations

from html import escape
from http.server import BaseHTTPRequestHandler
from typing import Any, Callable
from urllib.parse import parse_qsl, urlsplit

from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.connection import Connection
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.session import Session
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.serving import Serving

Fields = dict[str, str]
MENU = 'UmdMenuTbl.FucSndMainTBL = [new Row("Network Settings - E-Mail/I-Fax Settings ", "/rps/cdntwkem.cgi?a=1", null, 4, null)];'


class MailPrinter(Serving):
    """:ivar routes: path to what answers there: takes the fields, gives a page; None breaks the connection.

    :ivar server: the SMTP server that is stored. :ivar token: the newest one; a form with another is refused.
    """

    def __init__(self) -> None:
        self.server, self.pending = "old.example.com", ""
        self.beside = ""  # what the mail screen says above its form
        self.left = ""  # the left column of every page
        self.routes: dict[str, Callable[[Fields], str | None]] = {}
        self.saved: Callable[[Fields], str | None] = self.store
        self.token = 10**17
        self.requests: list[tuple[str, str, Fields]] = []
        super().__init__()

    def session(self) -> Session:
        return Session(Connection(host="127.0.0.1", port=self.port, scheme="http", timeout=5))

    def posts(self, path: str) -> int:
        return sum((method, there) == ("POST", path) for method, there, _fields in self.requests)

    # -- pages --------------------------------------------------------------------------------------
    def store(self, fields: Fields) -> str:
        self.server = fields["Srv"]
        return self.page("Send", "<h2>Send</h2>")

    def page(self, title: str, body: str) -> str:
        return f"<html lang=en><head><title>Remote UI : {title}</title></head><body>{body}{self.left}</body></html>"

    def hidden(self, fields: Fields, action: str = "./cdntwkem.cgi", name: str = "SUBMIT_FORM") -> str:
        """A hidden form with a new token."""
        self.token += 1
        held = {**fields, "Token": str(self.token)}
        inputs = "".join(f'<input type="hidden" name="{key}" value="{escape(held[key])}">' for key in held)
        return f'<form name="{name}" action="{action}" method="post">{inputs}</form>'

    def mail(self, said: str = "") -> str:
        form = self.hidden({"Srv": self.server, "Flag": "Init_Data", "PageFlag": "c_rnet.tpl"})
        visible = (
            '<form name="PROP_FORM"><input type="button" id="OK_Button" value="OK"><table><tr><th><label for="Srv">SMTP Server</label>'
            '</th><td><input id="Srv" name="Srv"></td></tr></table></form>'
        )
        return self.page("E-Mail", self.beside + said + form + visible)

    def answer(self, method: str, path: str, fields: Fields, query: Fields) -> str | None:
        if path in self.routes:
            return self.routes[path]({**query, **fields})
        if path in ("/", "/portal"):
            return self.page("Portal", f'<div id="productInformation"></div>{self.beside}')
        if path == "/usermode":
            return self.page("Menu", f"<script>{MENU}</script>")
        if path == "/rps/cdntwkem.cgi":
            if method == "GET":
                return self.mail()
            return self.saved(fields) if fields.get("Token") == str(self.token) else self.page("Error", "Illegal token")
        return ""

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        printer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._serve("")

            def do_POST(self) -> None:
                self._serve(self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode())

            def _serve(self, body: str) -> None:
                parts, fields = urlsplit(self.path), dict(parse_qsl(body, keep_blank_values=True))
                printer.requests.append((self.command, parts.path, fields))
                page = printer.answer(
                    self.command, parts.path, fields, dict(parse_qsl(parts.query, keep_blank_values=True))
                )
                if page is None:
                    self.close_connection = True
                    return
                content = page.encode()
                self.send_response(404 if not content else 200)
                if parts.path == "/usermode":
                    self.send_header("Set-Cookie", "iR=1; path=/")
                self.send_header("Content-Type", "text/html; charset=UTF-8")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_arguments: Any) -> None:
                return

        return Handler
