# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every task says where its libraries are missing."""

from __future__ import annotations

import sys

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._tasks import info, runner


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
