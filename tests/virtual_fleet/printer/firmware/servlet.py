# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``/nis/``: [Distributed Update], [Confirm New Firmware] and on. The entry is CAPTURED, the rest invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from aiohttp import web
from markupsafe import Markup

from ..accounts import Account
from ..counters import WHAT
from ..rendering import render
from ..responses import catwalk, catwalk_redirect
from ..sessions import Session
from ..texts import translate
from ..texts.firmware import CONFIRM, DISTRIBUTED, TITLE, Wording
from .state import CannotUpdate, Stage, UpdateRequest

if TYPE_CHECKING:
    from ..device import VirtualPrinter

TIMINGS = ("now", "scheduled", "download")
_ORDERS = {
    "timing_first": ("offer", "timing", "licence"),
    "licence_first": ("offer", "licence", "timing"),
    "one_page": ("offer_timing", "licence"),
}


class UpdateServlet:
    """Addresses below ``/nis/``, fields and values are drawn from the seed; so is the order of the steps."""

    def __init__(self, printer: VirtualPrinter) -> None:
        naming, profile = printer.naming, printer.profile
        self._printer, self.wording = printer, Wording(naming)
        order = _ORDERS[profile.firmware_steps or str(naming.pick("nis.order", tuple(_ORDERS)))]
        #: the pages between [Confirm New Firmware] and the progress
        self.steps = tuple(step for step in order if step != "licence" or profile.firmware_licence)
        self._leaves = {
            leaf: naming.word(f"nis.{leaf}") for leaf in ("distributed", "confirm", "progress", "apply", *self.steps)
        }
        self._as_box = naming.pick("nis.accept_as_box", (True, False))
        self._refuses_at = str(naming.pick("nis.refuses_at", ("confirm", "execute")))
        self._preset = str(naming.pick("nis.preset", TIMINGS))

    async def handle(self, request: web.Request, session: Session, account: Account) -> web.Response:
        """Answer one request below ``/nis/``; the privilege was checked."""
        leaf = request.path.removeprefix("/nis").strip("/")
        name = next((key for key, word in self._leaves.items() if word == leaf), "" if leaf == "" else None)
        if request.method == "GET":
            page = {"": self._entry, "distributed": self._distributed, "progress": self._progress}.get(name or "")
            if name == "confirm" and self._confirm_as_link:
                return await self._confirm(request, session, account, request.query)
            if page is not None and name is not None:
                self._printer.count.add("page_reads")
                return page(request, session, account)
        elif request.method == "POST" and name in ("confirm", "apply", *self.steps):
            form = {key: str(value) for key, value in (await request.post()).items()}
            if name == "confirm":
                return await self._confirm(request, session, account, form)
            if name == "apply":
                return self._apply(request, session, account, form)
            return self._step(request, session, account, str(name), form)
        request[WHAT] = "404"
        return catwalk(self._printer.clock, request, render("catwalk_404.html.j2"), 404)

    # -- pages -----------------------------------------------------------------------------------------------------

    def _entry(self, request: web.Request, session: Session, account: Account) -> web.Response:
        return self._page(
            request,
            session,
            account,
            "firmware_entry.html.j2",
            "register/update software",
            TITLE,
            distributed=self._address("distributed", session),
        )

    def _distributed(self, request: web.Request, session: Session, account: Account, message: str = "") -> web.Response:
        firmware, wording = self._printer.firmware, self.wording
        stage = {Stage.SCHEDULED: "waiting"}.get(firmware.stage, firmware.stage.value)
        rows = [(wording["current"], firmware.controller_version)]
        if firmware.stage is not Stage.DONE:
            rows.append((wording["status"], translate(session.language, wording[stage])))
        if firmware.stage is Stage.SCHEDULED and firmware.request and firmware.request.when:
            rows.append((wording["timing"], firmware.request.when.strftime("%Y/%m/%d %H:%M")))
        return self._page(
            request,
            session,
            account,
            "firmware_distributed.html.j2",
            "distributed update",
            DISTRIBUTED,
            message=message,
            facts=rows,
            confirm_label=CONFIRM,
            confirm_as_link=self._confirm_as_link,
            confirm_address=self._address("confirm", session),
            confirm_action=f"/nis/{self._leaves['confirm']}",
            apply_action=f"/nis/{self._leaves['apply']}" if firmware.stage is Stage.DOWNLOADED else "",
            progress=self._address("progress", session) if firmware.under_way else "",
        )

    def _progress(self, request: web.Request, session: Session, account: Account) -> web.Response:
        firmware, wording = self._printer.firmware, self.wording
        if firmware.stage in (Stage.IDLE, Stage.DONE):
            return self._distributed(request, session, account)
        stage = {Stage.SCHEDULED: "waiting"}.get(firmware.stage, firmware.stage.value)
        return self._page(
            request,
            session,
            account,
            "firmware_progress.html.j2",
            f"update {stage} {firmware.percent} %",
            DISTRIBUTED,
            facts=[
                (wording["status"], translate(session.language, wording[stage])),
                (wording["progress"], f"{firmware.percent} %"),
            ],
            reload_address=self._address("progress", session),
        )

    def _show_step(
        self, request: web.Request, session: Session, account: Account, step: str, message: str = ""
    ) -> web.Response:
        firmware, wording = self._printer.firmware, self.wording
        last = step == self.steps[-1]
        title = wording["licence"] if step == "licence" else CONFIRM
        return self._page(
            request,
            session,
            account,
            "firmware_step.html.j2",
            f"update: {step}",
            title,
            message=message,
            step=step,
            action=f"/nis/{self._leaves[step]}",
            facts=[(wording["current"], firmware.controller_version), (wording["new"], firmware.new_version or "")],
            as_select=self._printer.profile.boolean_control == "select",
            preset=self._preset,
            timings=[(self._value(timing), wording[timing], timing) for timing in TIMINGS],
            accept_as_box=self._as_box,
            go_on=wording["execute" if last else "next"],
            field=self._field,
            wording=wording,
            cancel_address=self._address("distributed", session),
        )

    # -- what is done ----------------------------------------------------------------------------------------------

    async def _confirm(
        self, request: web.Request, session: Session, account: Account, form: Mapping[str, str]
    ) -> web.Response:
        firmware = self._printer.firmware
        try:
            self._check_token(session, form)
            if self._refuses_at == "confirm":
                firmware.check_idle()
            if firmware.check_offer() is None:
                raise CannotUpdate("none")
        except CannotUpdate as refusal:
            response = self._distributed(request, session, account, self.wording[refusal.reason])
            request[WHAT] = f"no update: {refusal.reason}"
            return response
        session.wizard = {"done": ""}
        return self._show_step(request, session, account, self.steps[0])

    def _step(
        self, request: web.Request, session: Session, account: Account, step: str, form: dict[str, str]
    ) -> web.Response:
        place = self.steps.index(step)
        try:
            self._check_token(session, form)
            done = session.wizard.get("done", "-")
            if done != "".join(f"{name} " for name in self.steps[:place]):
                raise CannotUpdate("expired")
            if "timing" in step:
                session.wizard.update(self._timing(form))
            if step == "licence" and not self._accepted(form):
                raise CannotUpdate("declined")
            session.wizard["done"] = done + step + " "
            if place + 1 < len(self.steps):
                return self._show_step(request, session, account, self.steps[place + 1])
            self._execute(session)
        except CannotUpdate as refusal:
            if refusal.reason in ("incorrect", "declined"):
                response = self._show_step(request, session, account, step, self.wording[refusal.reason])
            else:
                session.wizard.clear()
                response = self._distributed(request, session, account, self.wording[refusal.reason])
            request[WHAT] = f"no update: {refusal.reason}"
            return response
        return self._to_progress(request, session, account, "update started")

    def _execute(self, session: Session) -> None:
        printer, wizard = self._printer, session.wizard
        printer.count.add_write("firmware")
        when = datetime.fromisoformat(wizard["when"]) if wizard.get("when") else None
        request = UpdateRequest(wizard["timing"], when, wizard["email"], wizard["comment"])
        session.wizard = {}
        printer.firmware.start(request)

    def _apply(self, request: web.Request, session: Session, account: Account, form: dict[str, str]) -> web.Response:
        try:
            self._check_token(session, form)
            self._printer.count.add_write("firmware")
            self._printer.firmware.apply_downloaded()
        except CannotUpdate as refusal:
            return self._distributed(request, session, account, self.wording[refusal.reason])
        return self._to_progress(request, session, account, "downloaded firmware is applied")

    def _to_progress(self, request: web.Request, session: Session, account: Account, what: str) -> web.Response:
        printer = self._printer
        if printer.naming.pick("nis.redirect", (True, False)):
            request[WHAT] = what
            return catwalk_redirect(
                printer.clock, request, printer.origin(request) + self._address("progress", session)
            )
        response = self._progress(request, session, account)
        request[WHAT] = what
        return response

    def _timing(self, form: dict[str, str]) -> dict[str, str]:
        chosen = next((timing for timing in TIMINGS if form.get(self._field("timing")) == self._value(timing)), None)
        names = ("date", "time", "email", "comment")
        if chosen is None or any(self._field(name) not in form for name in names):
            raise CannotUpdate("incorrect")
        date, time, email, comment = (form[self._field(name)].strip() for name in names)
        if email and "@" not in email:
            raise CannotUpdate("incorrect")
        when = ""
        if chosen == "scheduled":
            try:
                when = datetime.strptime(f"{date} {time}", "%Y/%m/%d %H:%M").isoformat()
            except ValueError:
                raise CannotUpdate("incorrect") from None
        return {"timing": chosen, "when": when, "email": email, "comment": comment}

    def _accepted(self, form: dict[str, str]) -> bool:
        if self._field("decline") in form:
            return False
        return form.get(self._field("accept")) == ("1" if self._as_box else self.wording["accept"])

    # -- small things ----------------------------------------------------------------------------------------------

    @property
    def _confirm_as_link(self) -> bool:
        return bool(self._printer.naming.pick("nis.confirm_as_link", (True, False)))

    def _check_token(self, session: Session, form: Mapping[str, str]) -> None:
        token = session.servlet_tokens.get("nis")
        if not token or form.get(self._field("token")) != token:
            raise CannotUpdate("expired")

    def _field(self, name: str) -> str:
        return self._printer.naming.field(f"nis.field.{name}")

    def _value(self, timing: str) -> str:
        return self._printer.naming.field(f"nis.value.{timing}")

    def _address(self, leaf: str, session: Session) -> str:
        token = f"&{self._field('token')}={session.servlet_tokens.get('nis', '')}" if leaf == "confirm" else ""
        return f"/nis/{self._leaves[leaf]}?portalLang={session.language}&disp=lic_menu{token}"

    def _page(
        self,
        request: web.Request,
        session: Session,
        account: Account,
        template: str,
        what: str,
        title: str,
        **context: object,
    ) -> web.Response:
        printer = self._printer
        request[WHAT] = what
        values = printer.profile.servlet_values or printer.naming.pick("servlet_values", ("table", "definition_list"))
        token = session.new_servlet_token("nis")
        if "confirm_address" in context:
            context["confirm_address"] = self._address("confirm", session)
        hidden = [(self._field("token"), token), ("portalLang", session.language), ("disp", "lic_menu")]
        body = render(
            template,
            **{
                "page_title": title,
                "message": "",
                "values": values,
                "suffix": Markup(printer.profile.label_suffix),
                "hidden": hidden,
                "labels": {"distributed": DISTRIBUTED, "apply": self.wording["apply"]},
                **context,
                **printer.servlet_frame(request, session, account),
            },
        )
        return catwalk(printer.clock, request, body)
