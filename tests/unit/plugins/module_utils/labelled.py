# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A screen with a field of each kind, on pages made of rows with a label and a cell."""

from __future__ import annotations

from typing import Any

from ansible_collections.printfleet.canon.plugins.module_utils._screens.fields import (
    NUMBER,
    SECRET,
    SWITCH,
    TEXT,
    Field,
    Screen,
)
from ansible_collections.printfleet.canon.plugins.module_utils._screens.view import View
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import page

SCREEN = Screen(
    key="probe",
    titles=("Probe Settings",),
    path="Settings > Probe",
    fields=(
        Field("server", TEXT, ("SMTP Server", "Mail Server"), limit=48),
        Field("port", NUMBER, ("SMTP Port",), follows="server", next_to=("Port Number",)),
        Field("tls", SWITCH, ("Allow TLS",)),
        Field("verify", SWITCH, ("Confirm Certificate",)),
        Field("verify_cn", SWITCH, ("Add CN",), follows="verify"),
        Field("password", SECRET, ("Password",)),
        Field("state", TEXT, ("State",), written=False),
        Field("use", SWITCH, ("Use",), written=False),
    ),
)


def view(body: str, labels: dict[str, Any] | None = None) -> View:
    return View(SCREEN, page(body), labels or {})


def hidden(**values: str) -> str:
    inputs = "".join(f'<input type="hidden" name="{name}" value="{value}">' for name, value in values.items())
    return (
        f'<form name="SUBMIT_FORM" action="./cx.cgi" method="post">{inputs}<input type="hidden" '
        f'name="Flag"><input type="hidden" name="PageFlag"></form>'
    )


def row(label: str, cell: str) -> str:
    return f"<table><tr><th>{label}</th><td>{cell}</td></tr></table>"
