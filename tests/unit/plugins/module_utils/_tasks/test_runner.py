# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How every task ends: where its libraries are missing, and what is shown and noted of a printer's texts."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import RefusedForm
from ansible_collections.printfleet.canon.plugins.module_utils._tasks import info, runner
from ansible_collections.printfleet.canon.plugins.module_utils._tasks.argspec import CONNECTION
from ansible_collections.printfleet.canon.plugins.module_utils._tasks.audit import writing
from ansible_collections.printfleet.canon.plugins.module_utils._tasks.secrets import MASK


@pytest.mark.parametrize(
    ("missing", "what", "remedy"),
    [
        (["lxml"], "The Python library lxml is missing", "Install it: {python} -m pip install lxml."),
        (
            ["requests", "lxml"],
            "The Python libraries lxml and requests are missing",
            "Install them: {python} -m pip install lxml requests.",
        ),
    ],
)
def test_missing_libraries(monkeypatch: pytest.MonkeyPatch, missing: list[str], what: str, remedy: str) -> None:
    monkeypatch.setattr(runner, "MISSING", dict.fromkeys(missing, "a traceback"))
    found = runner.execute(info, {"host": "192.0.2.1"}, runner.Context(name="print-01"))
    assert found["failed"] and found["error"]["kind"] == "invalid_input"
    where = f" in the Python that runs this task ({sys.executable})."
    assert found["msg"] == f"print-01: {what}{where} {remedy.format(python=sys.executable)}"


def test_an_error_steers_no_terminal() -> None:
    error = RefusedForm("Not \x9b2Jsaved", screen="Mail", seen=["a\x1b]0;x\x07b", "\u202egnp"], remedy='Say "\u2066x"')
    found = runner.failure(error, "print-01")
    assert found["msg"] == 'print-01: Not 2Jsaved. Screen: [Mail]. Seen: a ]0;x b; gnp. Say "x".'
    assert (found["error"]["seen"], found["error"]["remedy"]) == (["a ]0;x b", "gnp"], 'Say "x"')
    assert (found["error"]["retryable"], found["error"]["address"]) == (False, None)


def test_a_notice_that_repeats_the_password_is_not_noted() -> None:
    def work(_params: Any, _session: Any, context: runner.Context) -> dict[str, Any]:
        with writing(context, "mail", {}, {}):
            raise RefusedForm("Refused", seen=['"Tr0ub4dor&3" is too short'])

    task = SimpleNamespace(SPEC=CONNECTION, check=lambda _params: [], run=work)
    params = {name: option.get("default") for name, option in CONNECTION.options.items()}
    noted: list[Any] = []
    found = runner.execute(
        task, {**params, "host": "192.0.2.1", "password": "Tr0ub4dor&3"}, runner.Context(audit=noted.append)
    )
    assert found["error"]["seen"] == [f'"{MASK}" is too short']
    assert [event["phase"] for event in noted] == ["begin", "failed"]
    assert noted[1]["error"] == f'Refused. Seen: "{MASK}" is too short.'
