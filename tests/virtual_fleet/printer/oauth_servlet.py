# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The OAuth pages as a servlet: own frame, plain form with ordinary browser semantics (all of it invented)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web
from markupsafe import Markup

from .accounts import Account
from .counters import WHAT
from .menu import permitted
from .native_pages import control_of
from .rendering import render
from .responses import catwalk, catwalk_redirect
from .screens import Refused, Row
from .screens.oauth import EDIT_TITLE, NOTE, ROWS, TITLE, edit_screen, worded
from .sessions import Session

if TYPE_CHECKING:
    from .device import VirtualPrinter

_MASK = 48


class OAuthServlet:
    """``/<Name>/`` shows the status, ``/<Name>/<edit>`` the form, ``/<Name>/<save>`` takes it."""

    def __init__(self, printer: VirtualPrinter) -> None:
        naming = printer.naming
        self._printer = printer
        self.name = naming.servlet("oauth.servlet")
        self._edit, self._save = naming.word("oauth.edit"), naming.word("oauth.save")
        self._token_field = naming.field("oauth.token")
        self._on = str(naming.pick("oauth.on", ("on", "true", "1", "ON")))
        self._answers_with_redirect = naming.pick("oauth.redirect", (True, False))
        self._screen = edit_screen("", "", "", "")

    @property
    def edit_path(self) -> str:
        """Path of the form."""
        return f"/{self.name}/{self._edit}"

    async def handle(self, request: web.Request, session: Session, account: Account) -> web.Response:
        """Answer one request to the servlet."""
        printer = self._printer
        if not permitted(_MASK, account.user_type, account.privileges):
            request[WHAT] = "oauth servlet: no privilege"
            return catwalk(printer.clock, request, render("catwalk_404.html.j2"), 404)
        leaf = request.path.removeprefix(f"/{self.name}/")
        if leaf == "" and request.method == "GET":
            return self._status(request, session, account)
        if leaf == self._edit and request.method == "GET":
            printer.count.add("page_reads")
            request[WHAT] = "shown oauth_edit"
            return self._form(request, session, account, "")
        if leaf == self._save and request.method == "POST":
            return await self._submit(request, session, account)
        return catwalk(printer.clock, request, render("catwalk_404.html.j2"), 404)

    def _status(self, request: web.Request, session: Session, account: Account) -> web.Response:
        printer = self._printer
        printer.count.add("page_reads")
        printer.count.add("status_reads")
        request[WHAT] = "shown oauth_status"
        layout = printer.profile.servlet_values or printer.naming.pick("servlet_values", ("table", "definition_list"))
        view = printer.status_view
        body = render(
            "servlet_status.html.j2",
            page_title=TITLE,
            sections=printer.status_view.sections(session.language, printer.status_view.field in request.query),
            values=layout,
            suffix=Markup(printer.profile.label_suffix),
            clock_text=printer.clock.last_updated(str(printer.settings["time_format"])),
            reload_address=self._address(session) + (f"&{view.field}=1" if view.needs_refresh else ""),
            refresh_form=[("portalLang", session.language), ("disp", "send_menu"), (view.field, "1")]
            if view.needs_refresh and view.by_form
            else [],
            status_path=f"/{self.name}/",
            edit_path=f"/{self.name}/{self._edit}",
            edit_address=f"/{self.name}/{self._edit}?portalLang={session.language}&disp=send_menu",
            edit_query=(("portalLang", session.language), ("disp", "send_menu")),
            edit_as_button=printer.naming.pick("edit_as_button", (True, False)),
            **printer.servlet_frame(request, session, account),
        )
        return catwalk(printer.clock, request, body)

    def _form(self, request: web.Request, session: Session, account: Account, message: str) -> web.Response:
        printer = self._printer
        body = render(
            "servlet_edit.html.j2",
            page_title=EDIT_TITLE,
            message=message,
            notes=[NOTE],
            action=f"/{self.name}/{self._save}",
            token_field=self._token_field,
            token=session.new_servlet_token(self.name),
            hidden=[("portalLang", session.language), ("disp", "send_menu")],
            ok_field=printer.naming.field("oauth.ok"),
            cancel_address=self._address(session),
            rows=[self._row(row) for row in ROWS],
            suffix=Markup(printer.profile.label_suffix),
            **printer.servlet_frame(request, session, account),
        )
        return catwalk(printer.clock, request, body)

    def _row(self, row: Row) -> dict[str, object]:
        printer = self._printer
        value = printer.settings[row.setting]
        return {
            "label": worded(row.label, printer.profile.entra_name),
            "limit": row.limit,
            "name": self._field(row),
            "id": printer.naming.field(f"oauth.id.{row.setting}"),
            "control": control_of(row, printer.profile.boolean_control),
            "on": self._on,
            "checked": bool(value),
            "choices": (("0", "Off"), ("1", "On")),
            "value": row.wire(value),
        }

    async def _submit(self, request: web.Request, session: Session, account: Account) -> web.Response:
        printer = self._printer
        printer.count.add_write("oauth_edit")
        form = {name: str(value) for name, value in (await request.post()).items()}
        token = session.servlet_tokens.pop(self.name, None)
        try:
            if token is None or form.get(self._token_field) != token:
                raise Refused("The page has expired. Display the page again, and then perform the operation.")
            if printer.faults.take("refuse_save", "write", request.path_qs) is not None:
                raise Refused("The settings cannot be changed now. Wait a while, and then try again.")
            printer.save(self._screen, {row.setting: row.value(self._wire(row, form)) for row in ROWS})
        except Refused as refusal:
            request[WHAT] = f"refused: {refusal}"
            return self._form(request, session, account, refusal.shown(session.language))
        if self._answers_with_redirect:
            request[WHAT] = "saved oauth_edit"
            return catwalk_redirect(printer.clock, request, printer.origin(request) + self._address(session))
        response = self._status(request, session, account)
        request[WHAT] = "saved oauth_edit"
        return response

    def _wire(self, row: Row, form: dict[str, str]) -> str:
        """The field in the native side's writing; a cleared box is not sent at all by a browser."""
        name = self._field(row)
        if control_of(row, self._printer.profile.boolean_control) != "check":
            if name not in form:
                raise Refused("An error has occurred in the settings.")
            return form[name]
        if name in form and form[name] != self._on:
            raise Refused(f"The setting for [{row.label}] is not correct.")
        return "1" if name in form else "0"

    def _field(self, row: Row) -> str:
        return self._printer.naming.field(f"oauth.servlet.{row.setting}")

    def _address(self, session: Session) -> str:
        return f"/{self.name}/?portalLang={session.language}&disp=send_menu"
