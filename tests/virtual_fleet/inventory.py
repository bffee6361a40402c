# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Ansible inventory of a fleet: all that `ansible-playbook migrate.yml -i printers.ini` needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

TENANT = "contoso.onmicrosoft.com"
_GROUPS = {
    "user_authentication": "User Authentication",
    "system_manager": "System Manager ID and PIN",
    "department_id": "Department ID and PIN",
    "none": "authentication off",
    "third_party": "another maker's login page",
    "other_device": "not what the Remote UI driver knows",
}


@dataclass(frozen=True)
class InventoryHost:
    """One printer as an administrator writes it down: `login` as in its profile or `other_device`, `variables` as in
    an INI line.
    """

    name: str
    login: str
    variables: dict[str, str] = field(default_factory=dict)


def write_inventory(path: Path, hosts: list[InventoryHost], common: dict[str, str]) -> None:
    """Write an INI inventory with the group `printers`, readable by its owner only (it has passwords)."""
    lines = ["# Virtual printers; they live as long as the command that wrote this file."]
    groups = [login for login in _GROUPS if any(host.login == login for host in hosts)]
    for login in groups:
        lines += ["", f"# {_GROUPS[login]}", f"[{_group(login)}]"]
        lines += [
            " ".join([host.name, *(f"{key}={value}" for key, value in host.variables.items())])
            for host in hosts
            if host.login == login
        ]
    lines += ["", "[printers:children]", *(_group(login) for login in groups)]
    lines += ["", "[printers:vars]", *(f"{key}={value}" for key, value in common.items())]
    path.touch(mode=0o600)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _group(login: str) -> str:
    return "open" if login == "none" else login
