# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Test helper: writes what happened in a run as JSON lines, so that tests need not read the output for people."""

from __future__ import annotations

import json
import os
import time
from typing import Any

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
name: record
type: aggregate
short_description: Results as JSON lines
description: One line for each result and one for the recap, in the file that the variable names.
options:
  path:
    description: The file.
    type: path
    required: true
    env:
      - name: RECORD_TO
"""


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "aggregate"
    CALLBACK_NAME = "record"
    CALLBACK_NEEDS_ENABLED = True

    def v2_runner_on_ok(self, result: Any, **_options: Any) -> None:
        self._note("ok", result)

    def v2_runner_on_failed(self, result: Any, ignore_errors: bool = False, **_options: Any) -> None:
        self._note("ignored" if ignore_errors else "failed", result)

    def v2_runner_on_unreachable(self, result: Any, **_options: Any) -> None:
        self._note("unreachable", result)

    def v2_runner_on_skipped(self, result: Any, **_options: Any) -> None:
        self._note("skipped", result)

    def v2_playbook_on_stats(self, stats: Any) -> None:
        self._write({"recap": {host: stats.summarize(host) for host in sorted(stats.processed)}})

    def _note(self, status: str, result: Any) -> None:
        host = getattr(result, "host", None) or result._host
        task = getattr(result, "task", None) or result._task
        content = result.result if hasattr(result, "result") else result._result
        self._write(
            {"status": status, "host": host.get_name(), "task": task.name, "at": time.time(), "result": content}
        )

    def _write(self, line: dict) -> None:
        # the callbacks that print leave their own remarks in results, and not all of them are JSON
        with open(os.environ["RECORD_TO"], "a", encoding="utf-8") as stream:
            stream.write(json.dumps(line, default=str) + "\n")
