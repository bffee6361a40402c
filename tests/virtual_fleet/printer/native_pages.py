# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages of the native side, drawn from screens (reference section 7)."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from aiohttp import web
from markupsafe import Markup

from .accounts import Account
from .rendering import message_table, render
from .screens import Row, Screen
from .screens.oauth import worded
from .screens.rows import row_key
from .sessions import Session
from .texts import translate

if TYPE_CHECKING:
    from .device import VirtualPrinter

_ON_OFF = (("0", "Off"), ("1", "On"))
_LOST_PAGE_BYTES = 2053
_FUNCTIONS = (
    "load",
    "ok",
    "cancel",
    "copy_in",
    "copy_out",
    "frame_top",
    "frame_path",
    "frame_end",
    "left",
    "list",
    "rows",
    "visible",
    "table_of",
)


class NativePages:
    """Draws pages for one printer. Every page drawn for a session gives it a new token."""

    def __init__(self, printer: VirtualPrinter) -> None:
        self._printer = printer
        self._functions = {name: printer.naming.field(f"function.{name}") for name in _FUNCTIONS}
        self._assignment = printer.naming.pick("assignment", ("plain", "with", "variable"))

    def settings(self, request: web.Request, session: Session, account: Account, screen: Screen, done: str = "") -> str:
        """A settings or confirmation page; ``done`` is the sentence after a confirmed action."""
        common = self._common(request, session, account, screen.title, screen.menu)
        rows = self._rows(screen, session.language)
        on_ok = [("Flag", screen.exec_flag)]
        if screen.after:
            on_ok.append(("PageFlag", screen.after))
        on_ok += [("CoreNXAction", f"./{screen.cgi}.cgi"), ("CoreNXPage", screen.template)]
        return render(
            "native_settings.html.j2",
            **{**common, **self._about(screen)},
            rows=[row for row in rows if "value" in row] + self._confirmation(screen),
            sections=_grouped(rows),
            on_ok=on_ok,
            assignment=self._assignment,
            control_fields=self._control_fields(screen, common),
            information=[done] if done else self._information(screen),
        )

    def oauth_status(
        self, request: web.Request, session: Session, account: Account, screen: Screen, refreshed: bool
    ) -> str:
        """The OAuth status page; ``refreshed``: its refresh icon was used."""
        printer = self._printer
        common = self._common(request, session, account, screen.title, screen.menu)
        return render(
            "native_status.html.j2",
            **{**common, **self._about(screen), **self._refresh(screen, common)},
            information=[],
            control_fields=self._control_fields(screen, common),
            sections=printer.status_view.sections(session.language, refreshed),
            values=printer.profile.native_values,
            suffix=Markup(printer.profile.label_suffix),
            edit_address=printer.screens.by_key["oauth_edit"].address,
            edit_as_button=printer.naming.pick("edit_as_button", (True, False)),
        )

    def facts(
        self, request: web.Request, session: Session, account: Account, title: str, address: str, sections: list[dict]
    ) -> str:
        """A page that only shows labelled texts (Device Information)."""
        common = self._common(request, session, account, title, 0, address)
        return render(
            "native_status.html.j2",
            **common,
            information=[],
            action="./dinfo.cgi",
            cancel=_flags("Init_Data", "", ""),
            sections=sections,
            edit_address="",
            edit_as_button=False,
            values=self._printer.profile.native_values,
            refresh_form=[],
            suffix=Markup(self._printer.profile.label_suffix),
            control_fields=[("Dummy", common["dummy"]), *self._token_field(common)],
        )

    def elsewhere(
        self,
        request: web.Request,
        session: Session,
        account: Account,
        template: str,
        title: str,
        address: str,
        **context: object,
    ) -> str:
        """A page outside the settings (Status Monitor), in the same frame."""
        common = self._common(request, session, account, title, 0, address)
        return render(template, **common, cancel=_flags("Init_Data", "", ""), **context)

    def menu(self, request: web.Request, session: Session, account: Account, tag: int, title: str) -> str:
        """A menu page (``cdmenu.cgi``)."""
        common = self._common(request, session, account, title, tag, f"./cdmenu.cgi?CorePGTAG={tag}")
        return render("native_menu.html.j2", **common, action="./cdmenu.cgi", cancel=_flags("Init_Data", "", ""))

    def refusal(
        self,
        request: web.Request,
        session: Session,
        account: Account,
        title: str,
        action: str,
        posted: Iterable[tuple[str, str]],
        message: str,
    ) -> str:
        """The refusal page (reference section 7.5); some printers choose between two messages in script."""
        messages = [message]
        if self._printer.naming.pick("refusal.scripted", (True, False)):
            messages.append(translate(session.language, "This function is restricted."))
        return render(
            "native_refusal.html.j2",
            **self._common(request, session, account, title, 0),
            action=action,
            cancel=_flags("Init_Data", "", ""),
            posted=list(posted),
            messages=messages,
        )

    def error(self, request: web.Request, session: Session, account: Account, asked_tag: str) -> str:
        """The error page (reference section 7.4)."""
        common = self._common(request, session, account, "Settings/Registration Error", 0)
        return render(
            "native_error.html.j2",
            **common,
            action="./_top.htm",
            cancel=_flags("Init_Data", "", ""),
            asked_tag=asked_tag,
        )

    @staticmethod
    def lost(language: str) -> str:
        """The session-lost page, as long as the captured one (reference section 7.3)."""
        page = render("native_lost.html.j2", language=language)
        return page + "\n" * max(0, _LOST_PAGE_BYTES - len(page.encode()))

    def servlet_menu(self, request: web.Request, session: Session, account: Account, tag: int) -> dict[str, object]:
        """Context with the menu script for a servlet that draws a menu (Network Settings on the DX)."""
        return self._common(request, session, account, "", tag, native=False)

    def _common(
        self,
        request: web.Request,
        session: Session,
        account: Account,
        title: str,
        tag: int,
        reload_address: str = "./cdmenu.cgi",
        native: bool = True,
    ) -> dict[str, object]:
        printer = self._printer
        token = session.token if not native else session.new_token() if printer.profile.token else ""
        service = printer.login
        rights = {
            f"HasAuth_{name.capitalize()}": "true" if name in account.privileges else "false"
            for name in ("device", "network", "system")
        }
        navi = {
            "HasMeapLogin": service.has_meap_login,
            **rights,
            "AuthKind": service.auth_kind,
            "UserType": account.user_type,
        }
        heading = printer.menu.heading_of(tag)
        with_token = f"&Token={token}" if printer.profile.token else ""
        actions = {
            key: f"./{screen.cgi}.cgi?PageFlag={screen.template}&Flag={screen.init_flag}"
            + (f"&FuncTypeFlag={screen.function}" if screen.function else "")
            + with_token
            for key, screen in printer.screens.by_key.items()
            if key in ("apply", "restart")
        }
        return {
            "language": session.language,
            "page_title": title,
            "tag": tag,
            "token": token,
            "dummy": str(int(time.time() * 1000)),
            "device_name": printer.settings["device_name"],
            "location": printer.settings["location"],
            "product": printer.identity.product,
            "user_name": account.name,
            "clock_text": printer.clock.last_updated(str(printer.settings["time_format"])),
            "navi": navi,
            "comidx": {**navi, "IsRestrictedUser": "false"},
            "menu": printer.menu.context(session.language, token, printer.origin(request)),
            "menu_title": heading["title"] if heading else "Settings/Registration",
            "has_token": printer.profile.token,
            "fn": self._functions,
            "portal": printer.origin(request) + "/",
            "reload_address": reload_address,
            "apply_address": actions["apply"],
            "restart_address": actions["restart"],
            "brand": printer.profile.brand,
            "ballast": message_table("errMessageTbl", 100) if printer.profile.full_size else "",
        }

    def _about(self, screen: Screen) -> dict[str, object]:
        return {
            "action": f"./{screen.cgi}.cgi",
            "reload_address": screen.address,
            "cancel": _flags(screen.init_flag, screen.template, screen.function),
        }

    def _refresh(self, screen: Screen, common: dict[str, object]) -> dict[str, object]:
        """How the refresh icon works: by the address, or by a form of its own."""
        view = self._printer.status_view
        if not view.needs_refresh:
            return {"refresh_form": [], "reload_address": screen.address}
        if not view.by_form:
            return {"refresh_form": [], "reload_address": f"{screen.address}&{view.field}=1"}
        fields = [
            *_flags(screen.init_flag, screen.template, screen.function).items(),
            (view.field, "1"),
            ("Dummy", common["dummy"]),
            *self._token_field(common),
        ]
        return {"refresh_form": fields, "reload_address": screen.address}

    def _confirmation(self, screen: Screen) -> list[dict]:
        if screen.display != "confirmation":
            return []
        return [{"name": confirmation_field(self._printer, screen), "value": "1"}]

    def _information(self, screen: Screen) -> list[str]:
        held = screen.deferrable and self._printer.profile.takes_effect != "at_once"
        note = "The changes become effective after selecting [Apply Setting Changes]."
        return [*screen.notes, *([note] if held else [])]

    def _control_fields(self, screen: Screen, common: dict[str, object]) -> list[tuple[str, object]]:
        return [
            ("Flag", screen.init_flag),
            ("PageFlag", screen.template),
            ("FuncTypeFlag", screen.function),
            ("CoreNXAction", ""),
            ("CoreNXPage", ""),
            ("disp", ""),
            ("Dummy", common["dummy"]),
            *self._token_field(common),
        ]

    def _token_field(self, common: dict[str, object]) -> list[tuple[str, object]]:
        return [("Token", common["token"])] if self._printer.profile.token else []

    def _rows(self, screen: Screen, language: str) -> list[dict]:
        printer = self._printer
        names = printer.screens.fields(screen)
        values = printer.shown_settings(screen)
        scripted = printer.naming.number(f"scripted.{screen.key}", 0, max(0, len(screen.rows) - 1))
        rows = []
        for place, row in enumerate(screen.rows):
            label = translate(language, worded(row.label, printer.profile.entra_name))
            rows.append(
                {
                    "name": names[row_key(row)],
                    "value": row.wire(values.get(row.setting)),
                    "section": row.section,
                    "label": Markup.escape(label) + Markup(printer.profile.label_suffix),
                    "control": control_of(row, printer.profile.boolean_control),
                    "choices": row.choices or _ON_OFF,
                    "limit": row.limit,
                    "scripted": place == scripted and len(screen.rows) > 3,
                }
            )
        return rows


def control_of(row: Row, boolean_control: str) -> str:
    """Which control stands for a row: ``check``, ``radio``, ``select``, ``text`` or ``password``."""
    if row.kind == "flag":
        return boolean_control
    return {"guard": "check", "choice": "select", "password": "password"}.get(row.kind, "text")


def confirmation_field(printer: VirtualPrinter, screen: Screen) -> str:
    """Name of the hidden field that a confirmation page carries (the real form is unknown)."""
    return printer.naming.field(f"{screen.key}.confirm")


def _flags(flag: str, page: str, function: str) -> dict[str, str]:
    return {"Flag": flag, "PageFlag": page, "FuncTypeFlag": function}


def _grouped(rows: list[dict]) -> list[tuple[str, list[dict]]]:
    groups: dict[str, list[dict]] = {}
    for row in rows:
        groups.setdefault(row["section"], []).append(row)
    return list(groups.items())
