# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The three contestants: what each has on its desk, and the command that it is started with."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml

from virtual_fleet.desk import INSTALL, Desk

MIGRATE = "ansible-playbook migrate.yml -i printers.ini"
_COLLECTION = "collections/ansible_collections/printfleet/canon"
_WHERE = 'if self._task.delegate_to and self._connection.transport != "local":'


class NotPrepared(Exception):
    """A contestant could not be set up."""


@dataclass(frozen=True)
class Work:
    """What the role did on one printer: tasks that ran and tasks that were skipped."""

    ran: int
    skipped: int


@dataclass(frozen=True)
class Contestant:
    """`prepare` puts on a desk what the command needs, for the fleet with this inventory; `migrates` says whether the
    printers have to be migrated afterwards.
    """

    name: str
    prepare: Callable[[Desk, str, Work | None], None]
    command: str = MIGRATE
    migrates: bool = True


def _as_a_user(desk: Desk, inventory: str, _work: Work | None) -> None:
    desk.make()
    desk.write_inventory(inventory, {})
    if desk.run(INSTALL) != 0:
        raise NotPrepared("".join(desk.output))


def _as_modules(desk: Desk, inventory: str, work: Work | None) -> None:
    """The same collection, whose action plugins hand each look at a printer to the module, as under delegation."""
    _as_a_user(desk, inventory, work)
    action = desk.clone / _COLLECTION / "plugins" / "plugin_utils" / "_remote_ui_action.py"
    text = action.read_text(encoding="utf-8")
    if text.count(_WHERE) != 1:
        raise NotPrepared(f"{action.name} no longer says where a task runs: {_WHERE}")
    action.write_text(text.replace(_WHERE, "if True:"), encoding="utf-8")
    desk.write_inventory(
        inventory,
        {
            "ansible_connection": "local",
            "ansible_python_interpreter": sys.executable,
            "ansible_remote_tmp": str(desk.clone / ".tmp"),
        },
    )


def _as_nothing(desk: Desk, inventory: str, work: Work | None) -> None:
    """As many tasks as the role ran, and as many skipped: what Ansible itself costs."""
    if work is None:
        raise NotPrepared("The role has to run first: its tasks are counted")
    desk.make()
    desk.write_inventory(inventory, {})
    empty = {"name": "Do nothing", "ansible.builtin.debug": {"msg": "nothing"}}
    _write_play(desk, tasks=[empty] * work.ran + [{**empty, "when": False}] * work.skipped)


def _write_play(desk: Desk, **content: Any) -> None:
    play = {"name": "Benchmark", "hosts": "all", "gather_facts": False, **content}
    text = yaml.dump([play], Dumper=_NoAliases, sort_keys=False)
    (desk.clone / "benchmark.yml").write_text(text, encoding="utf-8")


class _NoAliases(yaml.SafeDumper):
    """Repeats what is the same instead of referring to it."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


IN_CONTROLLER = Contestant("role, in the controller", _as_a_user)
AS_MODULES = Contestant("role, as modules", _as_modules)
EMPTY = Contestant("empty debug tasks", _as_nothing, "ansible-playbook benchmark.yml -i printers.ini", migrates=False)
