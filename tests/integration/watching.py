# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks for secrets while a run is under way: in files below some folders, in command lines, in environments."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from types import TracebackType

_PAUSE_SECONDS = 0.06


class Watch:
    """As `with`: `found` says where a secret was seen, `files` which files were read at all.

    :param secrets: texts to look for.
    :param folders: every file below them is read, again and again.
    """

    def __init__(self, secrets: list[str], *folders: Path) -> None:
        self._secrets = [secret.encode() for secret in secrets]
        self._folders = folders
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self.found: set[str] = set()
        self.files: set[str] = set()
        self.commands: set[str] = set()
        self._processes: set[str] = set()
        self._contents: set[tuple[str, int]] = set()

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._ending.set()
        self._thread.join(10)
        self._look_at_files()

    def _work(self) -> None:
        while not self._ending.is_set():
            self._look_at_files()
            self._look_at_processes()
            self._ending.wait(_PAUSE_SECONDS)

    def _look_at_files(self) -> None:
        for folder in self._folders:
            for parent, _folders, names in os.walk(folder):
                for name in names:
                    self._search(Path(parent, name), self.files)

    def _look_at_processes(self) -> None:
        for process in Path("/proc").iterdir():
            if process.name.isdigit():
                self._search(process / "cmdline", self.commands)
                if process.name not in self._processes:
                    self._search(process / "environ", set())
                    self._processes.add(process.name)

    def _search(self, path: Path, seen: set[str]) -> None:
        try:
            content = path.read_bytes()
        except OSError:  # gone meanwhile, or another user's
            return
        known = (str(path), hash(content))
        if not content or known in self._contents:
            return
        self._contents.add(known)
        seen.add(content.replace(b"\0", b" ").decode(errors="replace") if path.name == "cmdline" else str(path))
        for secret in self._secrets:
            if secret in content:
                self.found.add(f"{secret.decode()} in {path}: {content[:200]!r}")
