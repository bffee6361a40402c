# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What `ansible-playbook` prints, read as a person reads it: tasks, codes, differences, the recap."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

_TASK = re.compile(r"TASK \[(?:[\w.]+ : )?(.+)\] \*+$")
_OUTCOME = re.compile(r"(ok|changed|fatal|failed): \[([^\]]+)\]")
_RECAP = re.compile(r"(\S+)\s+: (ok=\d+ .*)$")
_DIFFERENCE_OF = re.compile(r"\+\+\+ after: (\S+)")
_DIFFERENCE = re.compile(r"([-+])\s+(\w+): (.*)$")
_CODE = re.compile(
    r"([\w.-]+): open (https://\S+) and enter (\w+) (?:before [^()]+ \([^()]+\)|within a few minutes), "
    r"as ([\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
)


@dataclass(frozen=True)
class Code:
    """A line that tells a person to type a code."""

    printer: str
    page: str
    user_code: str
    account: str


class Narrator:
    """Reads a run line by line, and tells of each task when it is over and of each code when it appears."""

    def __init__(self, on_task: Callable[[str, str], None], on_code: Callable[[Code], None]) -> None:
        self._on_task = on_task
        self._on_code = on_code
        self._task = ""
        self._outcomes: Counter[str] = Counter()

    def line(self, line: str) -> None:
        """The next line of the output."""
        task = _TASK.match(line)
        if task or line.startswith("PLAY RECAP"):
            self._end_task()
            self._task = task[1] if task else ""
            return
        outcome = _OUTCOME.match(line)
        if outcome:
            self._outcomes[outcome[1]] += 1
        for found in _CODE.finditer(line):
            self._end_task()  # a code comes before the headline of the task that waits with it
            self._on_code(Code(*found.groups()))

    def _end_task(self) -> None:
        if self._outcomes:
            self._on_task(self._task, ", ".join(f"{count} {what}" for what, count in self._outcomes.items()))
        self._outcomes = Counter()


def recap(output: list[str]) -> dict[str, dict[str, int]]:
    """The counts of PLAY RECAP: printer, then ok, changed, failed and so on."""
    return {
        found[1]: {name: int(count) for name, count in (pair.split("=") for pair in found[2].split())}
        for found in map(_RECAP.match, output)
        if found
    }


def differences(output: list[str]) -> dict[str, dict[str, tuple[str, str]]]:
    """What `--diff` shows: printer, then option, then the values before and after, as shown."""
    shown: dict[str, dict[str, tuple[str, str]]] = {}
    printer = None
    for line in output:
        if found := _DIFFERENCE_OF.match(line):
            printer = shown.setdefault(found[1], {})
        elif _TASK.match(line):
            printer = None
        elif printer is not None and (found := _DIFFERENCE.match(line)):
            sign, option, value = found.groups()
            before, after = printer.get(option, ("", ""))
            printer[option] = (value, after) if sign == "-" else (before, value)
    return shown
