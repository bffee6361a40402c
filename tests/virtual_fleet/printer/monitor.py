# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Status Monitor: its menu and its job logs (reference 6.2: tile, numbers and file names CAPTURED, the rest invented)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aiohttp import web

from .accounts import Account
from .counters import WHAT
from .log_layout import LogLayout
from .sessions import Session
from .texts import translate

if TYPE_CHECKING:
    from .device import VirtualPrinter

_STATUS, _PRINT_LOG, _SEND_LOG = "jstatpri", "jlp", "jls"
_MENU = (
    (1, "Print", "Job Status", _STATUS),
    (2, "Print", "Job Log", _PRINT_LOG),
    (4, "Send", "Job Log", _SEND_LOG),
    (5, "Receive", "Job Log", "jrl"),
    (13, "", "Device Information", "dinfo"),
)
#: of the print log, which looks like the log of sent jobs and is not it
_PRINTED = ("Job No.", "Date/Time", "Result", "Document Name")


class Entry(NamedTuple):
    """A row of the Status Monitor's menu."""

    tag: int
    group: str
    title: str
    address: str


class Monitor:
    """The Status Monitor of one printer."""

    def __init__(self, printer: VirtualPrinter) -> None:
        self._printer = printer
        naming = printer.naming
        self.layout = LogLayout(printer)
        #: how the menu is drawn: ``objects`` by a loop, ``written`` link by link, or plain ``links``
        self._drawn = naming.pick("monitor.menu", ("objects", "written", "links"))
        self._template = (
            f"j_{naming.word('monitor.page')}.tpl" if naming.pick("monitor.with_page", (True, False)) else ""
        )
        self._page_field = naming.field("monitor.number")
        self._names = {name: naming.field(f"monitor.{name}") for name in ("table", "draw", "row", "turn")}

    def menu(self) -> list[Entry]:
        """The rows that are shown."""
        found = []
        for tag, group, title, cgi in _MENU:
            if cgi == _SEND_LOG:
                if self._printer.profile.send_log == "absent":
                    continue
                group, title = self.layout.group, self.layout.title
            elif not self.layout.group and group:
                group, title = "", f"{group} {title}"
            found.append(Entry(tag, group, title, self.address(cgi, tag)))
        return found

    def address(self, cgi: str, tag: int) -> str:
        """As the menu has it."""
        return f"./{cgi}.cgi?CorePGTAG={tag}" + (f"&Flag=Init_Data&PageFlag={self._template}" if self._template else "")

    @property
    def first_page(self) -> str:
        """Where the tile leads to."""
        return self.address(_STATUS, 1)

    def page(
        self, request: web.Request, session: Session, account: Account, cgi: str, form: dict[str, str]
    ) -> str | None:
        """A page of the Status Monitor; None for one that it does not have, or whose address is not the menu's.

        :param form: fields of the query or of the posted form.
        """
        if cgi not in (_STATUS, _PRINT_LOG, _SEND_LOG) or form.get("PageFlag", "") != self._template:
            return None
        request[WHAT] = f"status monitor {cgi}"
        if cgi == _SEND_LOG:
            if self._printer.profile.send_log == "absent":
                return None
            return self._sent(request, session, account, form)
        if cgi == _PRINT_LOG:
            return self._draw(
                request, session, account, cgi, 2, "Print Job Log", headings=_PRINTED, rows=self._printed()
            )
        return self._draw(request, session, account, cgi, 1, "Print Job Status")

    def _printed(self) -> list[list[str]]:
        shown = self._printer.clock.last_updated(str(self._printer.settings["time_format"]))
        return [["0001", shown, "OK", "Invoice"], ["0002", shown, "NG (#801)", "Letter"]]

    def _sent(self, request: web.Request, session: Session, account: Account, form: dict[str, str]) -> str:
        layout, jobs = self.layout, list(self._printer.send_log)
        if layout.newest_first:
            jobs.reverse()
        asked = form.get(self._page_field, "1")
        number, pages = int(asked) if asked.isdecimal() else 1, max(1, -(-len(jobs) // layout.page_size))
        shown = jobs[(number - 1) * layout.page_size : number * layout.page_size]
        empty = self._printer.profile.send_log == "empty"
        return self._draw(
            request, session, account, _SEND_LOG, 4, f"{layout.group} {layout.title}".strip(),
            headings=[] if empty else layout.headings(),
            rows=[] if empty else [layout.cells(job, session.language) for job in shown],
            drawn=layout.rows,
            number=number,
            pages=1 if empty else pages,
        )  # fmt: skip

    def _draw(
        self, request: web.Request, session: Session, account: Account, cgi: str, tag: int, title: str,
        **more: object,
    ) -> str:  # fmt: skip
        layout = self.layout
        context = {"headings": [], "rows": [], "drawn": "plain", "number": 1, "pages": 1, **more}
        menu = [{**entry._asdict(), "group": translate(session.language, entry.group)} for entry in self.menu()]
        return self._printer.native_side.pages.elsewhere(
            request, session, account, "native_monitor.html.j2", title, self.address(cgi, tag),
            **context,
            action=f"./{cgi}.cgi",
            cgi_fields=[("CorePGTAG", tag), ("Flag", "Init_Data"), ("PageFlag", self._template)],
            page_field=self._page_field,
            turning=layout.turning,
            words=(layout.next, layout.previous),
            names=self._names,
            monitor_menu=menu,
            menu_drawn=self._drawn,
        )  # fmt: skip
