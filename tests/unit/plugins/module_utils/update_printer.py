# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small real server with the firmware pages of an invented printer, in several dialects, for the driver's tests.

Portal, menu and session are only as much as the driver needs to get to the pages; the virtual fleet has the whole printer.
"""

from __future__ import annotations

import threading
import time
from http.server import BaseHTTPRequestHandler
from typing import Any, Callable
from urllib.parse import parse_qsl, urlsplit

from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.serving import Serving

Fields = dict[str, str]
MENU = """<script>
function Row(title, cgi, has, mask, table) {{ this.title = title; }}
var NaviGlobal = {{ HasAuth_Device: "{system}", HasAuth_Network: "true", HasAuth_System: "{system}", UserType: "2" }};
var UmdMenuTbl = {{ goInstallPage: function() {{ location.href = "/nis/?portalLang=en&disp=lic_menu&Dummy=" + new Date().getTime(); }} }};
UmdMenuTbl.MngLicMainTBL = [ new Row("Register/Update Software ", goInstallPage, null, 32, null), new Row("Mail ", "./m.cgi?a=1", null, 4, null) ];
UmdMenuTbl.FucSndMainTBL = [ {oauth} new Row("Common Settings ", "./c.cgi?a=1", null, 4, null) ];
</script>"""
OAUTH = 'new Row("OAuth 2.0 (Microsoft) Settings ", "/OAuth/?portalLang=en&disp=send_menu", null, 4, null),'


class UpdatePrinter(Serving):
    """A printer with old firmware. Times are seconds; ``dialect`` draws the pages below /nis/."""

    def __init__(self, dialect: Callable[[UpdatePrinter, str, Fields], str]) -> None:
        self.dialect = dialect
        self.platform, self.controller, self.oauth = "3.12", "39.12", False
        self.offer: str | None = "3.18"
        self.system = True
        self.portal_status = "The printer is ready."
        self.runs, self.away = 0.15, 0.3
        self.status = ""  # a row of the page [Distributed Update]: label|value
        self.notice = ""  # where an update is refused
        self.drop_start: str | None = None  # break the connection "before" or "after" the update has started
        self.starts: list[Fields] = []
        self.downloads = 0
        self.began: float | None = None
        self.downloaded = False
        self.asked = 0
        self.sessions = 0
        self.requests: list[tuple[str, str, Fields]] = []
        self.lock = threading.RLock()
        super().__init__()

    # -- the update ---------------------------------------------------------------------------------
    def start(self, fields: Fields) -> None:
        self.starts.append(fields)
        self.began = time.monotonic()

    @property
    def phase(self) -> str:
        with self.lock:
            if self.began is None:
                return "idle"
            gone = time.monotonic() - self.began
            if gone < self.runs:
                return "running"
            if gone < self.runs + self.away:
                self.sessions += 1  # the cookies of before are void
                return "away"
            if self.offer:
                self.platform, self.controller, self.oauth, self.offer = self.offer, "40.01", True, None
            self.began = None
            return "idle"

    @property
    def percent(self) -> int:
        return min(99, int(100 * (time.monotonic() - (self.began or 0)) / self.runs))

    # -- the server ---------------------------------------------------------------------------------
    def _handler(self) -> type[BaseHTTPRequestHandler]:
        printer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._serve(dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True)))

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                self._serve(dict(parse_qsl(body, keep_blank_values=True)))

            def _serve(self, fields: Fields) -> None:
                path = urlsplit(self.path).path
                with printer.lock:
                    if printer.phase == "away":
                        self.close_connection = True
                        self.connection.close()
                        return
                    printer.requests.append((self.command, path, fields))
                    before = len(printer.starts)
                    if printer.drop_start == "before" and path.startswith("/nis/go"):
                        printer.drop_start = None
                        self.connection.close()
                        return
                    status, headers, body = printer.page(path, fields, self.headers.get("Cookie") or "")
                    if printer.drop_start == "after" and len(printer.starts) > before:
                        self.connection.close()
                        return
                content = body.encode()
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Type", "text/html; charset=UTF-8")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_arguments: Any) -> None:
                return

        return Handler

    def page(self, path: str, fields: Fields, cookies: str) -> tuple[int, dict[str, str], str]:
        """Status, headers and body of an answer."""
        if path in ("/", "/portal"):
            status = f'<div id="deviceStatusModule"><table><tr><th>Printer</th><td>{self.portal_status}</td></tr></table></div>'
            table = '<div id="productInformation"><table><tr><th>Device Name :</th><td>x</td></tr></table></div>'
            return 200, {}, html("Remote UI : Portal : x : iR-ADV C5560", table + status)
        if path == "/usermode":
            return (
                200,
                {"Set-Cookie": f"iR={self.sessions}; path=/"},
                html("", "<script>location.href='/rps/menu.cgi?a=1'</script>"),
            )
        if path.startswith("/rps/") and f"iR={self.sessions}" not in cookies:
            return 200, {}, html("Remote UI : Cannot open this page.", "<p>expired</p>")
        if path == "/rps/menu.cgi":
            menu = MENU.format(system=str(self.system).lower(), oauth=OAUTH if self.oauth else "")
            return 200, {}, html("Remote UI : Settings/Registration", menu)
        if path == "/rps/dinfo.cgi":
            rows = f"<tr><th>Controller Version</th><td>{self.controller}</td></tr><tr><th>Platform Version</th><td>V{self.platform}</td></tr>"
            return 200, {}, html("Remote UI : Device Information", f"<table>{rows}</table>")
        if path.startswith("/nis/"):
            return 200, {}, self.dialect(self, path[len("/nis/") :], fields)
        return 404, {}, html("Not Found", "")


def html(title: str, body: str, head: str = "") -> str:
    return f'<html lang="en"><head><title>{title}</title>{head}</head><body>{body}</body></html>'


def plain(printer: UpdatePrinter, path: str, fields: Fields) -> str:
    """Ordinary forms: offer with a choice of time, a licence page, a progress page that refreshes itself."""
    title = "Remote UI : Register/Update Software"
    if printer.phase == "running":
        head = '<meta http-equiv="refresh" content="2; url=/nis/state?x=1">'
        return html(
            title, f"<p>Downloading firmware...</p><p>{printer.percent} %</p><input type=button value=Cancel>", head
        )
    if path == "":
        return html(
            title, '<a href="/nis/d?x=1">Distributed Update</a><a href="/nis/i?x=1">Install Applications/Options</a>'
        )
    if path == "d":
        return html(
            title,
            f"<table><tr><th>{printer.status.partition('|')[0]}</th><td>{printer.status.partition('|')[2]}</td></tr></table>"
            "<p>Current version: V3.12</p>"
            '<form action="/nis/c" method="post"><input type="submit" value="Confirm New Firmware"></form>',
        )
    if path == "c":
        printer.asked += 1
        if not printer.offer:
            return html(title, '<p>There is no new firmware.</p><a href="/nis/d?x=1">Confirm New Firmware</a>')
        return html(
            title,
            f"<table><tr><th>Current Version</th><td>{printer.platform}</td></tr><tr><th>New Version</th><td>{printer.offer}</td></tr></table>"
            '<p>Do not turn off the power while the firmware is being updated.</p><form action="/nis/l" method="post">'
            '<input type="hidden" name="k" value="17"><table><tr><th>Timing</th><td><input type="radio" name="w" value="n" id="w1" checked>'
            '<label for="w1">Now</label><input type="radio" name="w" value="s" id="w2"><label for="w2">Set Date and Time</label>'
            '<input type="radio" name="w" value="d" id="w3"><label for="w3">Download Only</label></td></tr>'
            '<tr><th>Date and Time</th><td><select name="y"><option>2026<option>2027</select>/<select name="m">'
            + "".join(f"<option>{n}" for n in range(1, 13))
            + '</select>/<select name="dd">'
            + "".join(f"<option>{n}" for n in range(1, 32))
            + '</select> <select name="hh">'
            + "".join(f"<option>{n}" for n in range(24))
            + '</select>:<select name="mi">'
            + "".join(f'<option value="{n}">{n:02}' for n in range(60))
            + "</select></td></tr>"
            '<tr><th><label for="e">E-Mail Address</label></th><td><input name="e" id="e" value="it@contoso.com"></td></tr></table>'
            '<input type="submit" name="b" value="Update"><input type="button" value="Cancel"></form>',
        )
    if path == "l":
        keep = "".join(f'<input type="hidden" name="{name}" value="{value}">' for name, value in fields.items())
        return html(
            "Remote UI : License Agreement",
            f'<h3>License</h3><pre>text</pre><form action="/nis/go" method="post">{keep}'
            '<input type="submit" value="I Accept"><input type="submit" name="no" value="I Do Not Accept"></form>',
        )
    if path == "go":
        if printer.notice:
            return html(title, f'<p>{printer.notice}</p><input type="button" value="OK" onclick="history.back()">')
        if fields.get("w") == "s":
            printer.downloads += 1
            moment = f"{fields['y']} {fields['m']}/{fields['dd']} {fields['hh']}:{fields['mi']}"
            return html(title, f"<p>The update has been scheduled for {moment}.</p>")
        printer.start(fields)
        return plain(printer, "state", {})
    return html(title, "<p>Nothing is running.</p>") if path == "state" else html("Not Found", "")


def scripted(printer: UpdatePrinter, path: str, fields: Fields) -> str:
    """Pages drawn by script, a hidden form that is sent, a select for the time, a check box for the licence."""
    code = """<script>
function go(to) { document.SUBMIT_FORM.step.value = to;
  document.SUBMIT_FORM.agree.value = document.PROP_FORM.agree.checked ? 1 : 0; document.SUBMIT_FORM.submit(); }
function ask() { document.SUBMIT_FORM.step.value = "ask"; document.SUBMIT_FORM.submit(); }
</script>"""
    form = (
        '<form name="SUBMIT_FORM" action="/nis/go" method="post"><input type="hidden" name="step" value="">'
        '<input type="hidden" name="agree" value="0"><input type="hidden" name="when" value="2"></form>'
    )
    step = fields.get("step")
    if printer.phase == "running":
        return html(
            "Remote UI : Update",
            "<table><tr><th>Status</th><td>Updating</td></tr></table>"
            f"<progress max=100 value={printer.percent}></progress><script>setTimeout('location.reload()', 3000)</script>",
        )
    if path == "go" and step == "ask" and printer.offer:
        printer.asked += 1
        return html(
            "Remote UI : Update",
            f"{code}{form}<p>A new version {printer.offer} is available.</p><form name=PROP_FORM onsubmit='return false'>"
            "<label><input type=checkbox name=agree value='0/1'>I agree to the terms of use</label>"
            "<label for=when>Timing</label><select id=when name=when><option value=1>Update Immediately<option value=2 selected>Download Only</select>"
            "<a href=\"javascript:go('start')\">Start Update</a></form>",
        )
    if path == "go" and step == "start":
        printer.start(fields)
        return scripted(printer, "", {})
    said = "<p>No update is available.</p>" if step == "ask" else ""
    return html(
        "Remote UI : Update",
        code + form + said + "<script>document.write('<a href=\"javascript:ask()\">Confirm New Firmware</a>')</script>",
    )


def two_phases(printer: UpdatePrinter, path: str, fields: Fields) -> str:
    """The check takes time, the download comes first and is applied by a button of its own."""
    if printer.phase == "running":
        return html("U", "<p>The firmware is being applied. The device will restart.</p>")
    if path == "c":
        printer.asked += 1
        if printer.asked < 3:
            return html("U", "<p>Checking for new firmware...</p>", '<meta http-equiv="refresh" content="1">')
        return html(
            "U",
            f'<p>New firmware : {printer.offer}</p><form action="/nis/load" method="post"><button type="submit">Download</button></form>',
        )
    if path == "load" or 0 < printer.downloads < 3:
        printer.downloads += 1
        return html("U", f"<p>Status: Downloading ({printer.downloads * 30} %)</p>")
    if path == "go":
        printer.start(fields)
        return two_phases(printer, "", {})
    if printer.downloads and printer.offer:
        return html(
            "U",
            '<p>The new firmware has been downloaded.</p><form action="/nis/go" method="post"><input type=submit value="Apply New Firmware"></form>',
        )
    return html("U", '<a href="/nis/c?x=1">Confirm New Firmware</a>')


DIALECTS = {"plain": plain, "scripted": scripted, "two phases": two_phases}
