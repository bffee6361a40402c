# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The menu script: ``UmdMenuTbl`` and the left column (reference section 6.4, CAPTURED structure)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from .rendering import script_literal
from .texts import translate

if TYPE_CHECKING:
    from .device import VirtualPrinter

MEMO = "(Effective after [Apply Setting Changes])"
_TOKEN = "@token@"
_PRIVILEGES = ((4, "all"), (8, "device"), (16, "network"), (32, "system"))


@dataclass(frozen=True)
class Flag:
    """A device flag of ``umdtblGlobal`` or ``comidxGlobal``, in script as the string "true" or "false"."""

    name: str
    value: bool


@lru_cache(maxsize=1)
def captured_menu() -> dict:
    """The menu of `menu.json`."""
    return json.loads((Path(__file__).parent / "menu.json").read_text(encoding="utf-8"))


class Menu:
    """One printer's menu. Conditions, masks and the constructor carry invented names; table names are captured."""

    def __init__(self, printer: VirtualPrinter) -> None:
        self._printer = printer
        naming = printer.naming
        self._new = (
            f"new {naming.field('menu.entry')}"
            if naming.pick("menu.new", (True, False))
            else naming.field("menu.entry")
        )
        self._masks = {bit: naming.field(f"mask.{name}") for bit, name in _PRIVILEGES}
        #: the tables change only with language and address, so they are drawn once; tokens are put in later
        self._drawn_for: tuple[str, str] | None = None
        self._tables: dict[str, Markup] = {}
        self._opened_by_function: dict[str, str] = {}
        self._flags: dict[str, Flag] = {}
        self._flag("has_send", True)
        self._flag("has_emailreceiveonly", False)
        self._flag("disp_send", True)

    def context(self, language: str, token: str, origin: str) -> dict[str, object]:
        """What `menu.js.j2` needs."""
        if self._drawn_for != (language, origin):
            self._drawn_for = (language, origin)
            self._tables = {
                name: self._rows(self._extended(name, rows), language, _TOKEN, origin)
                for name, rows in captured_menu()["tables"].items()
            }
            self._opened_by_function = self._functions()
        tables = {name: rows.replace(_TOKEN, token) for name, rows in self._tables.items()}
        return {
            "entry": self._new.removeprefix("new "),
            "constructed": self._new.startswith("new "),
            "masks": {name: bit for bit, name in self._masks.items()},
            "mask_all": self._masks[4],
            "flags": {flag.name: "true" if flag.value else "false" for flag in self._flags.values()},
            "tables": tables,
            "left": self._left(token),
            "language": language,
            "functions": self._opened_by_function,
        }

    def tag_of(self, table: str) -> int:
        """The CorePGTAG under which a table hangs."""
        return next(item["tag"] for item in captured_menu()["left"] if item["table"] == table)

    def heading_of(self, tag: int) -> dict | None:
        """The left column's item of a CorePGTAG."""
        return next((item for item in captured_menu()["left"] if item["tag"] == tag), None)

    def mask_of(self, path: str) -> int | None:
        """The mask of the row whose address begins with ``path``; None if no row has it."""

        def search(rows: list[dict]) -> int | None:
            for row in rows:
                if row.get("address", "").startswith(path):
                    return row.get("mask", 4)
                found = search(row.get("rows", []))
                if found is not None:
                    return found
            return None

        for rows in captured_menu()["tables"].values():
            found = search(rows)
            if found is not None:
                return found
        return None

    def _flag(self, name: str, value: bool) -> str:
        self._flags[name] = Flag(name, value)
        return f'umdtblGlobal.{name} == "true"'

    def _extended(self, name: str, rows: list[dict]) -> list[dict]:
        """The captured rows, plus those that newer firmware or the profile adds."""
        printer, profile = self._printer, self._printer.profile
        if name == "FucSndMainTBL":
            rows = [self._memo(row, "mail") for row in rows]
            if printer.firmware.oauth:
                rows = (
                    rows[:-5]
                    + [
                        {"title": "OAuth 2.0 (Microsoft) Settings", "mask": 48, "drawn": True, **self._oauth_address()},
                        {
                            "title": "OAuth 2.0 (Google) Settings",
                            "mask": 48,
                            "drawn": True,
                            "address": f"./{printer.naming.word('google')}.cgi?Flag=Init_Data&PageFlag=c_ggl.tpl",
                        },
                    ]
                    + rows[-5:]
                )
        if name == "EnvNetMainTBL" and profile.smtp_port_screen == "ports":
            ports = printer.screens.by_key["ports"]
            row = self._memo(
                {"title": ports.title, "address": ports.address, "mask": ports.mask, "drawn": True}, "ports"
            )
            rows = [
                {**item, "rows": [*item["rows"], row]} if item["title"] == "TCP/IP Settings" else item for item in rows
            ]
        return rows

    def _memo(self, row: dict, screen: str) -> dict:
        held = self._printer.profile.takes_effect != "at_once"
        return (
            {**row, "memo": True}
            if held and row.get("address") == self._printer.screens.by_key[screen].address
            else row
        )

    def _oauth_address(self) -> dict[str, str]:
        printer = self._printer
        if printer.profile.oauth_layout == "native":
            return {"address": printer.screens.by_key["oauth_status"].address}
        servlet = printer.oauth_servlet
        address = f"/{servlet.name}/?portalLang=<l>&disp=send_menu"
        if printer.naming.pick("oauth.by_function", (True, False)):
            return {"address": address, "function": f"go{servlet.name}"}
        return {"address": address}

    def _functions(self) -> dict[str, str]:
        """Functions of UmdMenuTbl that open a servlet: name to address."""
        found: dict[str, str] = {}

        def search(rows: list[dict]) -> None:
            for row in rows:
                if "function" in row:
                    found[row["function"]] = row["address"]
                search(row.get("rows", []))

        for name, rows in captured_menu()["tables"].items():
            search(self._extended(name, rows))
        return found

    def _rows(self, rows: list[dict], language: str, token: str, origin: str) -> Markup:
        return Markup("[\n" + ",\n".join(self._row(row, language, token, origin) for row in rows) + "\n]")

    def _row(self, row: dict, language: str, token: str, origin: str) -> str:
        memo = f'<span class="memo">{translate(language, MEMO)}</span> ' if row.get("memo") else ""
        title = script_literal(translate(language, row["title"]) + " " + memo)
        if row["title"].startswith("TX Report/"):
            short = script_literal(translate(language, row["title"].partition("/")[0]) + " ")
            title = f'(NaviGlobal.HasAuth_Device == "true" || NaviGlobal.HasAuth_System == "true") ? {title} : {short}'
        address = "null"
        if "function" in row:
            address = script_literal(row["function"])
        elif "address" in row:
            text = row["address"].replace("<l>", language).replace("https://<host>:8443", origin)
            address = script_literal(self._with_token(text, token))
        mask = row.get("mask")
        names = [name for bit, name in self._masks.items() if mask and mask & bit]
        children = self._rows(row["rows"], language, token, origin) if "rows" in row else "null"
        return (
            f"{self._new}({title}, {address}, {self._condition(row)}, "
            f"{' + '.join(names) if names else 'null'}, {children})"
        )

    def _with_token(self, address: str, token: str) -> str:
        if not address.endswith("Token="):
            return address
        return address + token if self._printer.profile.token else address.removesuffix("Token=").rstrip("?&")

    def _condition(self, row: dict) -> str:
        mail = row.get("address", "").startswith("./cdntwkem.cgi")
        if mail:
            wanted = "true" if row["title"] == "Network Settings - E-Mail Settings" else "false"
            return f'umdtblGlobal.has_send == "true" && umdtblGlobal.has_emailreceiveonly == "{wanted}"'
        if "drawn" not in row:
            return "null"
        flag = self._flag(f"has_{self._printer.naming.word('flag.' + row['title'])}", row["drawn"])
        return f'(umdtblGlobal.has_send == "true") && ({flag})' if "Mail" in row["title"] else flag

    def _left(self, token: str) -> list[tuple[str, list[dict]]]:
        groups: list[tuple[str, list[dict]]] = []
        for item in captured_menu()["left"]:
            if not groups or groups[-1][0] != item["group"]:
                groups.append((item["group"], []))
            address = item["address"]
            names = [name for bit, name in self._masks.items() if item["mask"] & bit]
            groups[-1][1].append(
                {
                    "tag": item["tag"],
                    "title": item["title"] + " ",
                    "table": item["table"],
                    "address": self._with_token(address, token),
                    "mask": Markup(" + ".join(names)),
                }
            )
        return groups


def permitted(screen_mask: int, user_type: str, privileges: frozenset[str]) -> bool:
    """May an account with these privileges open a page? The rule of the menu (reference section 6.4)."""
    if screen_mask & 4:
        return True
    return user_type == "2" and any(screen_mask & bit and name in privileges for bit, name in _PRIVILEGES[1:])
