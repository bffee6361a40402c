# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Test helper: a task that waits as canon_oauth does, in a worker, and tells what a test wants to be told meanwhile."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from ansible import constants
from ansible.plugins.action import ActionBase
from ansible_collections.printfleet.canon.plugins.plugin_utils import _waiting_list

_PATIENCE = 60


class ActionModule(ActionBase):
    """`script` is a folder with a file of news for each host, which the test replaces; `end` in it ends the task."""

    _requires_connection = False

    def run(self, tmp: Any = None, task_vars: Any = None) -> dict[str, Any]:
        result = super().run(tmp, task_vars)
        host = str((task_vars or {})["inventory_hostname"])
        script, told = Path(self._task.args["script"]) / f"{host}.json", None
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            text = script.read_text(encoding="utf-8") if script.exists() else None
            if text and text != told:
                told, news = text, json.loads(text)
                if "end" in news:
                    return {**result, **news["end"]}
                _waiting_list.post(constants.DEFAULT_LOCAL_TMP, host, news)
            time.sleep(0.05)
        return {**result, "failed": True, "msg": "the test said no end"}
