# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults on demand: what real printers do at the worst moment."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from .device import VirtualPrinter

#: met by requests, each ``times`` times
REQUEST_FAULTS = ("slow", "drop", "truncate", "503", "lost_session", "refuse_save", "restart", "panel_change")
#: states that last until `Faults.clear`
STATE_FAULTS = (
    "clock_offset",
    "locked_account",
    "no_privilege",
    "busy",
    "exchange",
    "update_stuck",
    "delivery_unreachable",
    "endpoint_unreachable",
    "endpoint_untrusted",
    "clock_changed",
    "older_firmware",
    "switched_off",
)
MOMENTS = ("before", "during", "after")
PHASES = ("any", "login", "read", "poll", "write", *MOMENTS)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Fault:
    """One fault. Phases ``before``, ``during`` and ``after`` are moments of a write; ``path`` limits it to addresses.

    ``skip``: how many requests that it would meet go unharmed first. ``settings``: what a ``panel_change`` changes.
    """

    kind: str
    seconds: float
    times: int
    phase: str
    path: str
    moment: str = "before"
    skip: int = 0
    settings: dict[str, object] = field(default_factory=dict)

    def meets(self, phase: str, path: str) -> bool:
        """Does it strike a request of this phase (``login``, ``read``, ``poll`` or ``write``)?"""
        moments = ("any", phase, *{"write": MOMENTS, "poll": ("read",)}.get(phase, ()))
        return self.times > 0 and self.phase in moments and self.path in path


class Faults:
    """The faults of one printer."""

    def __init__(self, printer: VirtualPrinter) -> None:
        self._printer = printer
        self._pending: list[Fault] = []
        #: state of the leg to Microsoft: no connection at all; the issuer of its certificate is not in the CA list
        self.endpoint_unreachable = self.endpoint_untrusted = False

    def add(
        self,
        kind: str,
        *,
        seconds: float = 0.0,
        times: int = 1,
        phase: str = "any",
        path: str = "",
        moment: str = "before",
        skip: int = 0,
        settings: dict[str, object] | None = None,
    ) -> None:
        """Order a fault.

        ``slow``: answers ``seconds`` later. ``drop``: the connection breaks, ``before`` anything was done (also
        ``any``, ``read``, ``poll``, ``write``, ``login``), ``during`` (the device goes on and finishes ``seconds``
        later) or ``after`` a save; for other phases ``moment`` says which of the three. ``poll`` are readings of the
        OAuth status page, which are reads, too. ``truncate``: half the answer, then the connection breaks. ``503``.
        ``lost_session``: cookies of the request are void. ``refuse_save``: the next save ends in the refusal page.
        ``restart``: the device restarts on the request. ``panel_change``: after the request somebody changes
        ``settings`` at the panel.

        ``clock_offset``: ``seconds`` ahead of true time. ``locked_account``.
        ``no_privilege``: the account loses its administrator privileges. ``busy``: prints for ``seconds``.
        ``exchange``: imports settings for ``seconds``. ``update_stuck``: does not come back from a firmware update.
        ``delivery_unreachable``: Canon's server for firmware does not answer. ``endpoint_unreachable``: Microsoft does
        not. ``endpoint_untrusted``: the device does not know the issuer of Microsoft's certificate, which matters only
        with [Verify Server Certificate]. ``clock_changed``: at the panel the clock is set ``seconds`` ahead, which ends
        the authorisation. ``older_firmware``: somebody has put the firmware before the last one on it.
        ``switched_off``: answers nothing. A declined sign-in and a blocked device code flow are faults of the Entra stand-in.
        """
        if kind not in REQUEST_FAULTS + STATE_FAULTS:
            raise ValueError(f"no such fault: {kind}; known: {', '.join(REQUEST_FAULTS + STATE_FAULTS)}")
        if phase not in PHASES:
            raise ValueError(f"no such phase: {phase}; known: {', '.join(PHASES)}")
        if moment not in MOMENTS:
            raise ValueError(f"no such moment: {moment}; known: {', '.join(MOMENTS)}")
        unknown = set(settings or ()) - set(self._printer.settings)
        if unknown:
            raise ValueError(f"no such settings: {', '.join(sorted(unknown))}")
        if kind == "clock_offset":
            self._printer.clock.offset_seconds = seconds
        elif kind == "locked_account":
            self._printer.accounts.lock()
        elif kind == "no_privilege":
            self._printer.accounts.only.privileges = frozenset()
        elif kind in ("busy", "exchange"):
            self._printer.jobs.begin("print" if kind == "busy" else kind, seconds)
        elif kind == "update_stuck":
            self._printer.firmware.stuck = True
        elif kind == "clock_changed":
            self._printer.clock.offset_seconds += seconds
            self._printer.oauth.burn()
        elif kind in ("endpoint_unreachable", "endpoint_untrusted"):
            setattr(self, kind, True)
        elif kind == "older_firmware":
            self._printer.firmware.go_back()
        elif kind == "switched_off":
            self._printer.switch_off()
        elif kind == "delivery_unreachable":
            self._printer.firmware.server_unreachable = True
        else:
            self._pending.append(Fault(kind, seconds, times, phase, path, moment, skip, dict(settings or {})))

    def clear(self) -> None:
        """No more faults; clock, lock and privileges are as they should be."""
        self._pending.clear()
        self._printer.clock.offset_seconds = self._printer.profile.clock_offset
        self._printer.accounts.unlock()
        self._printer.accounts.only.privileges = self._printer.profile.privileges
        self.endpoint_unreachable = self.endpoint_untrusted = False
        self._printer.jobs.end()
        self._printer.firmware.stuck = self._printer.firmware.server_unreachable = False
        self._printer.firmware.come_forward()
        self._printer.switch_on()

    def pending(self) -> list[str]:
        """Kinds of the ordered request faults that have not struck as often as ordered."""
        return [fault.kind for fault in self._pending]

    def take(self, kind: str, phase: str, path: str = "") -> Fault | None:
        """The fault of this kind that strikes now, used up by one; None without one."""
        for fault in self._pending:
            if fault.kind == kind and fault.meets(phase, path):
                if fault.skip > 0:
                    fault.skip -= 1
                    continue
                fault.times -= 1
                if fault.times <= 0:
                    self._pending.remove(fault)
                return fault
        return None

    async def meet(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Handle a request as far as the faults let it."""
        if not self._pending:
            return await handler(request)
        phase = await request_phase(request)
        if phase == "read" and self._printer.is_status_page(request, await request.post()):
            phase = "poll"
        path = request.path_qs
        if (slow := self.take("slow", phase, path)) is not None:
            await asyncio.sleep(slow.seconds)
        if self.take("503", phase, path) is not None:
            return web.Response(status=503, text="Service Unavailable", headers={"Retry-After": "5"})
        if self.take("lost_session", phase, path) is not None:
            self._printer.sessions.void()
        if self.take("restart", phase, path) is not None:
            self._printer.restart_soon()
        if (drop := self.take("drop", phase, path)) is not None:
            return await self._drop(request, handler, drop)
        if self.take("truncate", phase, path) is not None:
            return await self._truncate(request, await handler(request))
        change = self.take("panel_change", phase, path)
        response = await handler(request)
        if change is not None:
            self._printer.change_at_panel(change.settings)
        return response

    @staticmethod
    async def _drop(request: web.Request, handler: Handler, fault: Fault) -> web.StreamResponse:
        response: web.StreamResponse = web.Response()
        moment = fault.phase if fault.phase in MOMENTS else fault.moment
        if moment == "after":
            response = await handler(request)
        await request.read()  # the device has it all, whatever becomes of the connection
        _abort(request)
        if moment == "during":
            await asyncio.sleep(fault.seconds)
            response = await handler(request)
        return response

    @staticmethod
    async def _truncate(request: web.Request, whole: web.StreamResponse) -> web.StreamResponse:
        body = whole.body if isinstance(whole, web.Response) and isinstance(whole.body, bytes) else b""
        half = web.StreamResponse(status=whole.status, headers=whole.headers)
        half.headers["Content-Length"] = str(len(body))
        await half.prepare(request)
        await half.write(body[: len(body) // 2])
        await asyncio.sleep(0.05)  # let the half reach the client before the reset
        _abort(request)
        return half


def _abort(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()


async def request_phase(request: web.Request) -> str:
    """``login``, ``write`` or ``read``. Pages shown by POST (``Flag=Init_Data``, language switch) are reads."""
    if request.method != "POST":
        return "read"
    if request.path in ("/login", "/PwdConfirm"):
        return "login"
    flag = str((await request.post()).get("Flag", "Exec_Data"))
    return "write" if flag.startswith("Exec") and request.path not in ("/", "/portal") else "read"
