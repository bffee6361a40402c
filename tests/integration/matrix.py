# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fault matrix: every fault in every step of the role `migrate`. Each cell gets a printer of its own."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any

NATIVE, SERVLET = "dx_user_tls", "dx_pin_tls"

SLOW_SECONDS, TIMEOUT_SECONDS = 1.0, 6.0
"""An answer that is merely late, and one that comes after `canon_timeout` (which is shorter in these cells)."""


@dataclass(frozen=True)
class Step:
    """Where a request fault strikes: phase, page (key of `Control.pages`, or a piece of the address), requests before.

    `late`: only once the printer showed a code and one look at it went well.
    """

    name: str
    phase: str
    page: str = ""
    skip: int = 0
    profile: str | None = None
    late: bool = False


STEPS = (
    Step("login", "login"),
    Step("facts", "read", "dinfo.cgi"),
    Step("mail read", "read", "cdntwkem.cgi"),
    Step("mail save", "write", "cdntwkem.cgi"),
    Step("mail read back", "read", "cdntwkem.cgi", skip=1, profile=NATIVE),
    Step("oauth edit read", "read", "oauth_edit"),
    Step("oauth save", "write", skip=1),
    Step("oauth read back", "read", "oauth_edit", skip=1),
    # three looks at the status page come before: among the facts, before the save and after it
    Step("connection", "poll", skip=3),
    Step("token", "poll", late=True),
    Step("read back", "read", "cdntwkem.cgi", skip=2, profile=NATIVE),
    Step("logout", "read", "/logout"),
)
READS = tuple(step.name for step in STEPS if step.phase in ("read", "poll"))
WRITES = tuple(step.name for step in STEPS if step.phase == "write")


@dataclass(frozen=True)
class Trouble:
    """A fault as it is ordered; `steps` None: all of them. `survives`: steps in which the first run must succeed.

    `beside`: request faults that strike together with it. `desk`: what the person does with the first code instead.
    """

    name: str
    order: dict[str, Any] | None
    steps: tuple[str, ...] | None = None
    survives: tuple[str, ...] = ()
    variables: dict[str, Any] = field(default_factory=dict)
    beside: tuple[dict[str, Any], ...] = ()
    desk: str = ""


ALL = tuple(step.name for step in STEPS)
SHORT = {"canon_timeout": 5}
TROUBLES = (
    Trouble("slow", {"kind": "slow", "seconds": SLOW_SECONDS}, survives=ALL),
    Trouble("timeout", {"kind": "slow", "seconds": TIMEOUT_SECONDS}, ("facts", "mail save", "oauth save", "token"),
            ("facts", "token"), SHORT),
    Trouble("drop", {"kind": "drop"}, survives=(*READS, *WRITES)),
    Trouble("drop during", {"kind": "drop", "moment": "during", "seconds": 0.3}, ("login", *WRITES), WRITES),
    Trouble("drop after", {"kind": "drop", "moment": "after"}, ("login", *WRITES), WRITES),
    Trouble("503", {"kind": "503"}, survives=(*READS, *WRITES)),
    Trouble("truncate", {"kind": "truncate"}, survives=(*READS, *WRITES)),
    Trouble("lost session", {"kind": "lost_session"}, survives=(*READS, *WRITES)),
    Trouble("restart", {"kind": "restart"}, survives=("token", "read back", "logout")),
    Trouble("refuse save", {"kind": "refuse_save"}, WRITES),
    Trouble("panel: server", {"kind": "panel_change", "settings": {"server": "elsewhere.example"}},
            ("mail read", "oauth edit read", "token")),
    Trouble("panel: port", {"kind": "panel_change", "settings": {"port": 2525}}, ("mail read back",)),
    Trouble("panel: switched off", {"kind": "panel_change", "settings": {"oauth_enabled": False}}, ("token",)),
)  # fmt: skip
UNKNOWN_TENANT = "nosuch.example"
GATE = {"kind": "slow", "seconds": 2.5}
"""Holds a request back, so that a watcher can change the printer's state in the middle of its step."""
STATES = (
    Trouble("locked account", {"kind": "locked_account"}, ("login",)),
    Trouble("locked, session lost", {"kind": "locked_account"}, ("mail read", "mail save", "oauth save", "token"),
            beside=(GATE, {"kind": "lost_session"})),
    Trouble("no privilege", {"kind": "no_privilege"}, ("login",)),
    Trouble("privilege lost", {"kind": "no_privilege"}, ("mail read", "mail save", "oauth edit read", "token"),
            beside=(GATE,)),
    Trouble("clock wrong", {"kind": "clock_offset", "seconds": 3600}, ("login",)),
    Trouble("clock changed", {"kind": "clock_changed", "seconds": 60}, ("token",), beside=(GATE,)),
    Trouble("endpoint unreachable", {"kind": "endpoint_unreachable"}, ("connection",),
            variables={"migrate_connect_timeout": 4}),
    Trouble("endpoint untrusted", {"kind": "endpoint_untrusted"}, ("connection",),
            variables={"migrate_connect_timeout": 4, "migrate_verify_server_certificate": True}),
    Trouble("tenant unknown", None, ("connection",),
            variables={"migrate_connect_timeout": 4, "migrate_tenant": UNKNOWN_TENANT}),
    Trouble("code expired", None, ("token",), ("token",), desk="expire"),
    Trouble("sign-in declined", None, ("token",), ("token",), desk="decline"),
)  # fmt: skip
"""Faults of the printer, of Microsoft or of the person. With a gate they begin while a request of the step waits."""


@dataclass(frozen=True)
class Cell:
    """One printer's fault."""

    printer: str
    profile: str
    trouble: Trouble
    step: Step

    @property
    def must_succeed(self) -> bool:
        return self.step.name in self.trouble.survives

    @property
    def faults(self) -> list[dict[str, Any]]:
        """The request faults of the cell, without their place."""
        order = self.trouble.order
        own = [order] if order and self.trouble in TROUBLES else []
        return [*self.trouble.beside, *own]

    @property
    def state(self) -> dict[str, Any] | None:
        """The fault of the whole printer, to be ordered before the run, or when the gate is reached."""
        return self.trouble.order if self.trouble in STATES else None

    @property
    def gated(self) -> bool:
        return self.state is not None and bool(self.trouble.beside)

    def __str__(self) -> str:
        return f"{self.trouble.name} at {self.step.name}"


def cells() -> list[Cell]:
    """All cells, profiles in turn."""
    turns = itertools.cycle((NATIVE, SERVLET))
    named = {step.name: step for step in STEPS}
    pairs = [(trouble, named[name]) for trouble in (*TROUBLES, *STATES) for name in trouble.steps or ALL]
    return [Cell(f"print-{number:02d}", step.profile or next(turns), trouble, step)
            for number, (trouble, step) in enumerate(pairs, 1)]  # fmt: skip
