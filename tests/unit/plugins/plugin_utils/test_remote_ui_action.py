# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a task in the controller shows on the terminal, and notes of its write on another machine."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._tasks import smtp
from ansible_collections.printfleet.canon.plugins.module_utils._tasks.runner import Context
from ansible_collections.printfleet.canon.plugins.module_utils._tasks.secrets import MASK
from ansible_collections.printfleet.canon.plugins.plugin_utils import _remote_ui_action
from ansible_collections.printfleet.canon.plugins.plugin_utils._remote_ui_action import RemoteUIAction


def test_a_printers_text_cannot_steer_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[str] = []
    shown = SimpleNamespace(display=lines.append, vvv=lambda line, host: lines.append(line))
    monkeypatch.setattr(_remote_ui_action, "display", shown)
    task = SimpleNamespace(check_mode=False, diff=False, async_val=0)
    context = RemoteUIAction(task, None, None, None, None, None)._context("copier-1", None)
    context.progress("open https://microsoft.com/\u202egnp and enter \x9b2JABC")
    context.log("GET /\x9b2J: 200")
    assert lines == ["copier-1: open https://microsoft.com/gnp and enter 2JABC", "GET / 2J: 200"]


class Elsewhere(RemoteUIAction):
    task = smtp

    def _execute_module(self, **_given: Any) -> dict[str, Any]:
        return {"failed": True, "msg": "Refused: Tr0ub4dor&3 is too short"}


def test_an_error_from_elsewhere_is_noted_without_the_password() -> None:
    noted: list[Any] = []
    task = SimpleNamespace(action="printfleet.canon.canon_smtp", resolved_action=None, async_val=0)
    connection = SimpleNamespace(has_pipelining=False)
    given = {"server": "smtp.office365.com", "smtp_password": "Tr0ub4dor&3"}
    Elsewhere(task, connection, None, None, None, None)._module_there(None, given, {}, Context(audit=noted.append), {})
    assert [event["phase"] for event in noted] == ["begin", "failed"]
    assert noted[1]["error"] == f"Refused: {MASK} is too short"
    assert "Tr0ub4dor" not in str(noted)
