# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What runs leave in their report folder, as another program reads it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Data = dict[str, Any]


@dataclass(frozen=True)
class Evidence:
    """The folder of a fleet's runs; before the first one it is empty."""

    folder: Path

    def records(self) -> dict[str, Data]:
        """Each printer's own story, by name."""
        return {file.stem: self._json(file) for file in sorted(self.folder.glob("printers/*.json"))}

    def log(self) -> list[Data]:
        """The audit log, a line a write."""
        path = self.folder / "audit.jsonl"
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []

    def report(self, kind: str) -> Data:
        """The whole fleet's, such as `verify`."""
        return self._json(self.folder / f"{kind}.json")

    def rows(self, kind: str) -> dict[str, Data]:
        """The printers of a report, by name."""
        return {row["host"]: row for row in self.report(kind)["printers"]}

    @staticmethod
    def _json(path: Path) -> Data:
        return json.loads(path.read_text(encoding="utf-8"))
