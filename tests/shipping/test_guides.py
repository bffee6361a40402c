# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The examples in the guides: Ansible reads them, and they say what the text says."""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path
from typing import Any

import pytest
import yaml

from .clone import CHECKOUT, Clone

CAPTIONED = re.compile(r"^( *)\.\. code-block:: \S+\n\1   :caption: (.+)\n\n((?:\1   .*\n|\n)+)", re.MULTILINE)


def examples(guide: str) -> dict[str, str]:
    """The captioned code blocks of a guide: caption and text."""
    text = (CHECKOUT / "docs" / "docsite" / "rst" / guide).read_text()
    return {match[2]: textwrap.dedent(match[3]).strip() + "\n" for match in CAPTIONED.finditer(text)}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the files of the guide on inventories."""
    for name, text in examples("guide_inventory.rst").items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (tmp_path / "secret").write_text("open sesame\n")
    return tmp_path


def hosts(clone: Clone, desk: Path, inventory: str) -> dict[str, Any]:
    """Variables of each host of an inventory, as Ansible sees them."""
    listed = clone.run("ansible-inventory", "-i", inventory, "--vault-password-file", "secret", "--list", cwd=desk)
    return json.loads(listed)["_meta"]["hostvars"]


def test_both_inventories_say_the_same(clone: Clone, desk: Path) -> None:
    ini = hosts(clone, desk, "printers.ini")
    # An ini file has no types but Python's: the ID arrives as a number there.
    ini["copier-3"]["canon_username"] = str(ini["copier-3"]["canon_username"])
    assert ini == hosts(clone, desk, "printers.yml")
    assert ini["copier-3"]["canon_scheme"] == "http"
    assert {printer["migrate_email_address"] for printer in ini.values()} == {
        f"copier-{n}@contoso.com" for n in (1, 2, 3)
    }


def test_each_printer_gets_its_password_from_the_vault(clone: Clone, desk: Path) -> None:
    vault = Path("group_vars/printers/vault.yml")
    clone.run("ansible-vault", "encrypt", "--vault-password-file", "secret", str(vault), cwd=desk)
    assert (desk / vault).read_text().startswith("$ANSIBLE_VAULT")
    shown = "{{ inventory_hostname }} has {{ canon_password }}."
    out = clone.run(
        "ansible",
        "printers",
        "-i",
        "printers.ini",
        "--vault-password-file",
        "secret",
        "-c",
        "local",
        "-m",
        "ansible.builtin.debug",
        "-a",
        json.dumps({"msg": shown}),
        cwd=desk,
    )
    assert "copier-1 has correct horse battery staple." in out
    assert "copier-2 has correct horse battery staple." in out
    assert "copier-3 has 4711." in out


def test_awx_definitions_are_whole() -> None:
    found = {name: yaml.safe_load(text) for name, text in examples("guide_awx.rst").items()}
    environment = found["execution-environment.yml"]
    wanted = (CHECKOUT / "requirements.txt").read_text().split()
    assert environment["dependencies"]["python"] == wanted
    fields = {field["id"] for field in found["Input configuration"]["fields"]}
    injected = found["Injector configuration"]["env"]
    assert set(injected) == {"CANON_USERNAME", "CANON_PASSWORD"}
    assert {value.strip("{} ") for value in injected.values()} == fields
