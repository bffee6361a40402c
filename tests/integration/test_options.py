# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where options come from: task, canon_* variables, CANON_* environment, ansible_*; vault, omit, jump hosts."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from .conftest import Fleets, Runner
from .fleets import Fleet
from .playbooks import JUMPER, PROGRAMS, Run, Task, environment, task

USER, PIN = "print-01", "print-02"
WRONG = {"ansible_user": "somebody", "ansible_password": "Not-the-one"}
JUMP_LOGIN = {"ansible_user": "jump-user", "ansible_password": "Jump-s3cret"}
VAULT_PASSWORD = "vault-pass"

LOOK: list[Task] = [
    task(
        "look",
        "canon_info",
        gather_subset=["device"],
        username="{{ task_username | default(omit) }}",
        password="{{ task_password | default(omit) }}",
        host="{{ task_host | default(omit) }}",
        keywords={"delegate_to": "{{ via | default(omit) }}", "ignore_errors": True},
    ),
    {
        "name": "With defaults of the group",
        "when": "inventory_hostname == 'group-defaults'",
        "module_defaults": {
            "group/printfleet.canon.remote_ui": {
                "username": "{{ of_defaults.username }}",
                "password": "{{ of_defaults.password }}",
            }
        },
        "block": [task("look with defaults", "canon_info", gather_subset=["device"], keywords={"ignore_errors": True})],
    },
]


@dataclass(frozen=True)
class Account:
    address: str
    username: str
    password: str

    def under(self, prefix: str) -> dict[str, str]:
        return {
            prefix + ("user" if prefix == "ansible_" else "username"): self.username,
            f"{prefix}password": self.password,
        }


@pytest.fixture(scope="module")
def fleet(fleets: Fleets) -> Fleet:
    return fleets("options", "--small-pages", "--count", "2", "--profiles", "dx_user_tls,dx_pin_tls", "--seed", "77")


@pytest.fixture(scope="module")
def account(fleet: Fleet) -> Account:
    found = fleet.variables(USER)
    return Account(found["ansible_host"], found["canon_username"], found["canon_password"])


@pytest.fixture(scope="module")
def from_inventory(fleet: Fleet, account: Account, ansible_for: Runner) -> tuple[Run, str]:
    """A run with many names for the same printer, and what the jump host was told."""
    ansible = ansible_for(None)
    at = {"ansible_host": account.address}
    right = account.under("canon_")
    hosts: dict[str, dict[str, Any]] = {
        "canon-variables": {**at, **WRONG, **right},
        "ansible-variables": {**at, **account.under("ansible_")},
        "task": {**at, **WRONG, "canon_username": "x", "canon_password": "Not-this", **account.under("task_")},
        "canon-host": {"ansible_host": "127.19.0.1", "canon_host": account.address, **right},
        "task-host": {"ansible_host": "127.19.0.1", "canon_host": "127.19.0.2", "task_host": account.address, **right},
        account.address: right,
        "templated": {
            **at,
            "canon_username": "{{ site.username }}",
            "canon_password": "{{ site.password }}",
            "site": account.under(""),
        },
        "omitted": {**at, "canon_username": "{{ omit }}", "canon_password": "{{ omit }}", **account.under("ansible_")},
        "vault-file": at,
        "vault-value": {**at, "canon_username": account.username},
        "group-defaults": {
            **at,
            "canon_username": "x",
            "canon_password": "Not-this",
            "task_username": account.username,
            "task_password": account.password,
            "of_defaults": account.under(""),
        },
        "no-user": {**at, "canon_password": account.password},
        "delegated": {**at, **account.under("ansible_"), "via": "jumper"},
        "delegated-canon": {**at, **right, "via": "jumper"},
        "delegated-nothing": {**at, "via": "jumper"},
        "delegated-localhost": {**at, **account.under("ansible_"), "via": "localhost"},
        "localhost": {"ansible_connection": "local"},
    }
    hosts["jumper"] = {**JUMPER["jumper"], **JUMP_LOGIN}
    key = ansible.folder / "key"
    key.write_text(VAULT_PASSWORD, encoding="utf-8")
    _vault(ansible.folder, key, account)
    log = ansible.folder / "jump.log"
    fleet.control.reset_counters()
    run = ansible.run(
        LOOK,
        "--forks",  # one name after the other: tasks of one run share a login that is open
        "1",
        "-u",
        "commandline-user",
        "--vault-password-file",
        str(key),
        hosts=hosts,
        variables={"canon_ca_path": str(fleet.folder / "ca.pem")},
        env={"SHELL_PIPE_LOG": str(log)},
        play={"hosts": "all:!jumper:!localhost", "remote_user": "play-user"},
    )
    return run, log.read_text(encoding="utf-8")


def _vault(folder: Path, key: Path, account: Account) -> None:
    variables = folder / "host_vars"
    variables.mkdir()
    whole = variables / "vault-file.yml"
    whole.write_text(yaml.safe_dump(account.under("canon_")), encoding="utf-8")
    programs = [str(PROGRAMS / "ansible-vault")]
    surroundings = environment(folder / "ansible")
    subprocess.run(
        [*programs, "encrypt", "--vault-password-file", str(key), str(whole)],
        check=True,
        env=surroundings,
        capture_output=True,
    )
    value = subprocess.run(
        [*programs, "encrypt_string", "--vault-password-file", str(key), "--stdin-name", "canon_password"],
        input=account.password,
        check=True,
        env=surroundings,
        capture_output=True,
        text=True,
    )
    (variables / "vault-value.yml").write_text(value.stdout, encoding="utf-8")
    assert account.password not in whole.read_text(encoding="utf-8") + value.stdout


FOUND = [
    "canon-variables",
    "ansible-variables",
    "task",
    "canon-host",
    "task-host",
    "templated",
    "omitted",
    "vault-file",
    "vault-value",
    "delegated",
    "delegated-canon",
    "delegated-localhost",
]


@pytest.mark.parametrize("name", FOUND)
def test_options_are_found(from_inventory: tuple[Run, str], name: str) -> None:
    found = from_inventory[0].of(name, "look")
    assert found["status"] == "ok", found["result"]["msg"]
    assert found["result"]["printer"]["device"]["device_name"] == USER


def test_the_name_in_the_inventory_is_the_last_resort(from_inventory: tuple[Run, str], account: Account) -> None:
    assert from_inventory[0].of(account.address, "look")["status"] == "ok"


def test_defaults_of_the_group_count_as_options_of_the_task(from_inventory: tuple[Run, str]) -> None:
    found = from_inventory[0].of("group-defaults", "look with defaults")
    assert found["status"] == "ok", found["result"]["msg"]


@pytest.mark.parametrize("name", ["no-user", "delegated-nothing"])
def test_users_of_connections_are_not_the_printers(from_inventory: tuple[Run, str], name: str) -> None:
    found = from_inventory[0].of(name, "look")
    assert found["status"] == "ignored"
    assert "canon_username" in found["result"]["msg"], found["result"]["msg"]
    for foreign in ("commandline-user", "play-user", *JUMP_LOGIN.values()):
        assert foreign not in found["result"]["msg"]


def test_no_wrong_login_was_tried(fleet: Fleet, from_inventory: tuple[Run, str]) -> None:
    counters = fleet.counters(USER)
    assert (counters["wrong_logins"], counters["open_sessions"]) == (0, 0)
    assert counters["logins"] == len(FOUND) + 3  # by its address, and twice with defaults of the group


def test_the_jump_host_gets_its_own_login_and_not_the_printers(
    from_inventory: tuple[Run, str], account: Account
) -> None:
    seen = set(from_inventory[1].splitlines())
    assert seen == {f"{JUMP_LOGIN['ansible_user']} {JUMP_LOGIN['ansible_password']}"}


def test_the_environment_stands_between_variables_and_inventory(
    fleet: Fleet, account: Account, ansible_for: Runner
) -> None:
    pin = fleet.variables(PIN)
    at = {"ansible_host": account.address}
    hosts = {
        "environment": at,
        "over-ansible": {**at, **WRONG},
        "under-canon": {
            "ansible_host": pin["ansible_host"],
            "canon_username": pin["canon_username"],
            "canon_password": pin["canon_password"],
        },
        "delegated": {**at, "via": "jumper"},
        "jumper": {**JUMPER["jumper"], **JUMP_LOGIN},
    }
    fleet.control.reset_counters()
    run = ansible_for(None).run(
        LOOK[:1],
        hosts=hosts,
        play={"hosts": "all:!jumper"},
        env={
            "CANON_USERNAME": account.username,
            "CANON_PASSWORD": account.password,
            "CANON_TIMEOUT": "9",
            "CANON_CA_PATH": str(fleet.folder / "ca.pem"),
        },
    )
    for name in ("environment", "over-ansible", "under-canon", "delegated"):
        found = run.of(name, "look")
        assert found["status"] == "ok", found["result"]["msg"]
    assert run.result("under-canon", "look")["printer"]["device"]["device_name"] == PIN
    assert [fleet.counters(name)["wrong_logins"] for name in (USER, PIN)] == [0, 0]
