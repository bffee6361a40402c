# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs of the real ansible-playbook: as a user types it, or with a small playbook of the test's own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import sysconfig
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

import yaml

CHECKOUT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(sys.executable).parent
_HERE = Path(__file__).resolve().parent

Task = dict[str, Any]

PATIENCE = 240
"""Seconds for a run that takes some ten on an idle machine."""


def environment(home: Path, **more: str) -> dict[str, str]:
    """The variables of a run: nobody's settings, Ansible's own folder below `home`, the live tree as collection."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE_", "CANON_", "PYTHON"))}
    return {
        **own,
        "PATH": f"{PROGRAMS}:{own['PATH']}",
        "ANSIBLE_HOME": str(home),
        "ANSIBLE_COLLECTIONS_PATH": os.environ.get("ANSIBLE_COLLECTIONS_PATH") or sysconfig.get_path("purelib"),
        "ANSIBLE_CALLBACKS_ENABLED": "record",
        "ANSIBLE_CALLBACK_PLUGINS": str(_HERE / "callback_plugins"),
        "ANSIBLE_CONNECTION_PLUGINS": str(_HERE / "connection_plugins"),
        "ANSIBLE_NOCOLOR": "1",
        "ANSIBLE_DEPRECATION_WARNINGS": "0",
        **more,
    }


@dataclass(frozen=True)
class Run:
    """A run that has ended."""

    code: int
    stdout: str
    stderr: str
    events: list[dict[str, Any]] = field(repr=False)

    @property
    def output(self) -> str:
        return self.stdout + self.stderr

    @cached_property
    def recap(self) -> dict[str, dict[str, int]]:
        """Counts by host and name: ok, changed, failures, unreachable, rescued, ignored, skipped."""
        return next(event["recap"] for event in self.events if "recap" in event)

    def of(self, host: str, task: str) -> dict[str, Any]:
        """The last event of a task: status and result."""
        found = [event for event in self.events if event.get("host") == host and event.get("task") == task]
        assert found, f"{task} did not run on {host}:\n{self.output}"
        return found[-1]

    def result(self, host: str, task: str) -> dict[str, Any]:
        return self.of(host, task)["result"]

    def ran(self, host: str, task: str) -> bool:
        return any(
            event.get("host") == host and event.get("task") == task and event["status"] != "skipped"
            for event in self.events
        )

    def migrated(self, host: str) -> dict[str, Any]:
        """The fact `migrate_result` that the role leaves."""
        facts = [
            event["result"]["ansible_facts"]["migrate_result"]
            for event in self.events
            if event.get("host") == host and "migrate_result" in event["result"].get("ansible_facts", {})
        ]
        assert facts, f"no migrate_result for {host}:\n{self.output}"
        return facts[-1]


class Running:
    """A run under way, in a process group of its own."""

    def __init__(self, command: list[str], variables: dict[str, str], folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True)
        self._out, self._err = (open(folder / name, "w+", encoding="utf-8") for name in ("stdout", "stderr"))
        # A program that was started in the background would ignore Ctrl-C without env's option.
        self.process = subprocess.Popen(
            ["env", "--default-signal=INT", *command],
            cwd=CHECKOUT,
            env={**variables, "RECORD_TO": str(folder / "events")},
            stdin=subprocess.DEVNULL,
            stdout=self._out,
            stderr=self._err,
            text=True,
            start_new_session=True,
        )

    def wait(self, seconds: float = PATIENCE) -> Run:
        """Wait for the end; a run that takes longer than `seconds` is killed and fails the test."""
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)
            raise AssertionError(f"still running after {seconds} s:\n{self._text(self._out)}") from None
        records = self._folder / "events"
        lines = records.read_text(encoding="utf-8").splitlines() if records.exists() else []
        run = Run(code, self._text(self._out), self._text(self._err), [json.loads(line) for line in lines])
        self._out.close()
        self._err.close()
        return run

    @property
    def output(self) -> str:
        """What the run has printed so far."""
        return (self._folder / "stdout").read_text(encoding="utf-8")

    @staticmethod
    def _text(stream: Any) -> str:
        stream.seek(0)
        return stream.read()


class Ansible:
    """Starts ansible-playbook; `home` is Ansible's own folder, the same for all runs of this object."""

    def __init__(self, folder: Path, inventories: list[Path]) -> None:
        self.folder, self.home, self.inventories = folder, folder / "ansible", inventories
        self._numbers = count(1)

    def start(
        self,
        playbook: str | Path | list[Task],
        *options: str,
        hosts: dict[str, dict[str, Any]] | None = None,
        variables: dict[str, Any] | None = None,
        env: dict[str, str] | None = None,
        play: dict[str, Any] | None = None,
        **keywords: Any,
    ) -> Running:
        """Start a playbook, or a play of these tasks with further keywords in `keywords` and `play`.

        :param hosts: variables by host that win over those of the inventory; unknown hosts are added.
        :param variables: variables of all hosts, as an inventory has them.
        """
        folder = self.folder / f"run-{next(self._numbers)}"
        inventories = list(self.inventories)
        if hosts or variables:
            inventories.append(self._inventory(folder, hosts or {}, variables or {}))
        if isinstance(playbook, list):
            playbook = self._playbook(folder, playbook, {**keywords, **(play or {})})
        sources = [argument for inventory in inventories for argument in ("-i", str(inventory))]
        return Running(
            [str(PROGRAMS / "ansible-playbook"), str(playbook), *sources, *options],
            environment(self.home, **(env or {})),
            folder,
        )

    def run(self, playbook: str | Path | list[Task], *options: str, seconds: float = PATIENCE, **more: Any) -> Run:
        """As `start`, and wait for the end."""
        return self.start(playbook, *options, **more).wait(seconds)

    def left(self) -> list[int]:
        """Processes of this object's runs that are still there, those of killed runs among them."""
        mark, found = f"RECORD_TO={self.folder}/".encode(), []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (process / "environ").read_bytes():
                    found.append(int(process.name))
            except OSError:
                continue  # it ended just now
        return found

    def _inventory(self, folder: Path, hosts: dict[str, Any], variables: dict[str, Any]) -> Path:
        path = folder.with_name(folder.name + "-hosts.yml")
        path.write_text(yaml.safe_dump({"all": {"hosts": hosts, "vars": variables}}), encoding="utf-8")
        return path

    def _playbook(self, folder: Path, tasks: list[Task], play: dict[str, Any]) -> Path:
        path = folder.with_name(folder.name + ".yml")
        whole = {"hosts": "printers", "gather_facts": False, **play, "tasks": tasks}
        path.write_text(yaml.safe_dump([whole], sort_keys=False), encoding="utf-8")
        return path


def task(name: str, module: str, *, register: str | None = None, **more: Any) -> Task:
    """A task of a module of the collection; keywords of Ansible's own as `keywords={...}`, the rest are options."""
    keywords = more.pop("keywords", {})
    found: Task = {"name": name, f"printfleet.canon.{module}": more, **keywords}
    return {**found, "register": register} if register else found


JUMPER: dict[str, dict[str, Any]] = {
    "jumper": {
        "ansible_connection": "shell_pipe",
        "ansible_host": "127.0.0.1",
        "ansible_python_interpreter": sys.executable,
    }
}
"""A machine to delegate to, with a connection that is not local: the real modules run there. Belongs in `hosts`."""


def delegated(tasks: list[Task]) -> list[Task]:
    """The same tasks as modules on the jump host."""
    return [{"name": "On the jump host", "delegate_to": "jumper", "block": tasks}]
