# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A user's desk, for the demo and the benchmark: a clone in a folder of its own, and commands typed there."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[2]
_END_SECONDS = 5

INSTALL = "ansible-galaxy collection install -r collections/requirements.yml -p collections --force"
"""As README.md has it."""


class NoClone(Exception):
    """This folder is no clone that git could list."""


class Desk:
    """A copy of this clone, as `git clone` would make it with the changes that are not committed yet.

    Commands run there with the user's own environment but for settings of Ansible: those come from the clone alone.
    What Ansible keeps for itself goes to a folder beside it, so that nothing is left elsewhere.
    """

    def __init__(self, folder: Path) -> None:
        self.clone = folder / "printfleet-canon"
        self.output: list[str] = []
        self._groups: list[int] = []
        self._environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE_", "CANON_"))
        }
        self._environment.update(
            PATH=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]),
            ANSIBLE_HOME=str(folder / "ansible"),
            ANSIBLE_NOCOLOR="1",
            # Ansible refuses to work in a locale that is not UTF-8.
            LC_ALL="C.UTF-8",
        )

    def make(self) -> None:
        """Copy the clone. Raises NoClone when git does not know it."""
        listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        try:
            listed = subprocess.run(listing, cwd=_CHECKOUT, check=True, capture_output=True, text=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise NoClone(f"{_CHECKOUT} is no git clone, or git is missing: {error}") from error
        for name in filter(None, listed.stdout.split("\0")):
            if (_CHECKOUT / name).is_file():
                target = self.clone / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(_CHECKOUT / name, target)

    def write_inventory(self, fleet_inventory: str, variables: Mapping[str, str]) -> None:
        """Write `printers.ini`: a fleet's inventory file, with further variables for all its printers."""
        text = Path(fleet_inventory).read_text(encoding="utf-8")
        # Its last section is [printers:vars].
        inventory = self.clone / "printers.ini"
        inventory.touch(mode=0o600)
        inventory.write_text(text + "".join(f"{name}={value}\n" for name, value in variables.items()), encoding="utf-8")

    def run(self, command: str, on_line: Callable[[str], None] | None = None) -> int:
        """Run a command line (words without blanks) in the clone; gives its exit status.

        Each line of its output, errors included, goes to `on_line` as it comes and is kept in `output`.
        """
        self.output = []
        process = subprocess.Popen(
            command.split(),
            cwd=self.clone,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        self._groups.append(process.pid)
        with process:
            try:
                for line in process.stdout or ():
                    self.output.append(line)
                    if on_line:
                        on_line(line)
                return process.wait()
            except BaseException:
                _end(process.pid)
                raise

    def left_behind(self) -> bool:
        """Whether any process of any command is still there."""
        return any(_is_alive(group) for group in self._groups)


def _is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def _end(group: int) -> None:
    """Ask a group of processes to end; after some seconds make them."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        deadline = time.monotonic() + _END_SECONDS
        try:
            os.killpg(group, number)
            while time.monotonic() < deadline:
                os.killpg(group, 0)
                time.sleep(0.05)
        except ProcessLookupError:
            return
