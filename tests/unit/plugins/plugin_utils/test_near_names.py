# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Variables that are nearly called as one that is known."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from ansible_collections.printfleet.canon.plugins.plugin_utils import _options
from ansible_collections.printfleet.canon.plugins.plugin_utils._near_names import KNOWN, near_names

ROLES = Path(__file__).resolve().parents[4] / "roles"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("canon_usrname", "canon_username"),
        ("canon_pasword", "canon_password"),
        ("migrate_tennant", "migrate_tenant"),
        ("migrate_emial_address", "migrate_email_address"),
        ("rollback_confrim", "rollback_confirm"),
    ],
)
def test_a_slip_of_the_pen(name: str, meant: str) -> None:
    assert list(near_names(["inventory_hostname", name])) == [(name, meant)]


@pytest.mark.parametrize(
    "name",
    ["canon_username", "migrate_result", "canon_wave", "canon_site", "migration_tenant", "_migrate_tennant", "canon"],
)
def test_names_of_others_are_their_own(name: str) -> None:
    assert list(near_names([name])) == []


@pytest.mark.parametrize("role", ["assess", "migrate", "rollback", "verify"])
def test_every_variable_of_a_role_is_known(role: str) -> None:
    spec = yaml.safe_load((ROLES / role / "meta" / "argument_specs.yml").read_text(encoding="utf-8"))
    options = {name.partition("_")[2] for name in spec["argument_specs"]["main"]["options"]}
    assert set(KNOWN[role]) == options | {"result"}


def test_every_variable_of_the_modules_is_known() -> None:
    shared = {_options.variable_of(name).partition("_")[2] for name in _options._SHARED}
    assert set(KNOWN["canon"]) == shared | {"audit_dir"}
