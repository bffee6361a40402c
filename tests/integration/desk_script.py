# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs in which a test says, while they go on, what each printer tells the code desk."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from .playbooks import Ansible, Running, task

MICROSOFT = "https://login.microsoft.com/device"
_HERE = Path(__file__).resolve().parent


class Script:
    """`tasks` for a play; what they tell is in `folder`, a file a printer."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def tasks(self) -> list[dict[str, Any]]:
        return [
            task("Read the printer", "canon_info", gather_subset=["device"]),
            {"name": "Wait as the script says", "post_code": {"script": str(self.folder)}},
        ]

    def says(self, host: str, state: str, code: str | None = None, left: float | None = 600, **news: Any) -> None:
        """The task posts this; `left` are the seconds that the code has."""
        waits = code is not None
        told = {
            "state": state,
            "user_code": code,
            "verification_uri": MICROSOFT if waits else None,
            "expires_at": time.time() + left if waits and left is not None else None,
            "sign_in_as": f"{host}@contoso.com",
            "message": "",
            **news,
        }
        self._write(host, told)

    def waits(self, host: str, code: str, **news: Any) -> None:
        self.says(host, "waiting", code, **news)

    def ends(self, host: str, state: str, step: str = "", reason: str = "") -> None:
        """The task ends with the role's verdict: active, waiting or not_migrated."""
        verdict = {"state": state, "step": step, "reason": reason}
        self._write(host, {"end": {"ansible_facts": {"migrate_result": verdict}}})

    def fails(self, host: str, message: str) -> None:
        """The task fails, and nobody rescues the printer."""
        self._write(host, {"end": {"failed": True, "msg": message}})

    def _write(self, host: str, news: dict[str, Any]) -> None:
        path = self.folder / f"{host}.json"
        partial = path.with_suffix(".part")
        partial.write_text(json.dumps(news), encoding="utf-8")
        partial.replace(path)

    def start(self, ansible: Ansible, page: Path, *options: str, **env: str) -> Running:
        """A run with the code desk at `page`."""
        return ansible.start(
            self.tasks,
            *options,
            env={
                "ANSIBLE_CALLBACKS_ENABLED": "record,printfleet.canon.code_desk",
                "ANSIBLE_ACTION_PLUGINS": str(_HERE / "action_plugins"),
                "CANON_CODE_DESK_PATH": str(page),
                **env,
            },
        )
