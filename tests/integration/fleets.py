# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A virtual fleet as the integration tests see it: its inventory, its counters, its settings."""

from __future__ import annotations

import shlex
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable

from virtual_fleet.control_client import Control


def until(condition: Callable[[], Any], seconds: float = 60, pause: float = 0.03) -> Any:
    """Wait until the condition is true, and return what it gave."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(pause)
    return found


@dataclass(frozen=True)
class Fleet:
    """A running fleet."""

    control: Control
    folder: Path

    @property
    def inventory(self) -> Path:
        return self.folder / "printers.ini"

    @property
    def names(self) -> list[str]:
        return [printer["name"] for printer in self.control.fleet()["printers"]]

    def variables(self, name: str) -> dict[str, str]:
        """What the inventory says of one printer."""
        lines = (line for line in self.inventory.read_text(encoding="utf-8").splitlines())
        line = next(line for line in lines if line.startswith(f"{name} "))
        return dict(word.split("=", 1) for word in shlex.split(line)[1:])

    @property
    def passwords(self) -> list[str]:
        """All passwords of the inventory."""
        found = (self.variables(name).get("canon_password") for name in self.names)
        return [password for password in found if password]

    def counters(self, name: str) -> dict[str, Any]:
        return self.control.printer(name)["counters"]

    def all_counters(self) -> dict[str, dict[str, Any]]:
        return {printer["name"]: printer["counters"] for printer in self.control.printers()}

    def settings(self, name: str) -> dict[str, Any]:
        return self.control.printer(name)["settings"]

    def all_settings(self) -> dict[str, dict[str, Any]]:
        return {printer["name"]: printer["settings"] for printer in self.control.printers()}

    def token(self, name: str) -> str:
        return self.control.printer(name)["oauth"]["token"]

    def has_login(self, name: str) -> bool:
        return "canon_password" in self.variables(name)
