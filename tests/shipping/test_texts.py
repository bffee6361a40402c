# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the guides and READMEs name is there: variables, modules, playbooks, make targets, files; and their YAML is read."""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path

import pytest
import yaml

from .clone import CHECKOUT, Clone

ROLES = sorted(path.name for path in (CHECKOUT / "roles").iterdir())
MODULES = sorted(path.stem for path in (CHECKOUT / "plugins/modules").glob("*.py"))
FILTERS = sorted(path.stem for path in (CHECKOUT / "plugins/filter").glob("*.py"))
TEXTS = sorted(
    str(path.relative_to(CHECKOUT))
    for pattern in ("README.md", "docs/docsite/rst/*.rst", "roles/*/README.md", "tests/virtual_fleet/README.md")
    for path in CHECKOUT.glob(pattern)
)
RST = re.compile(r"^( *)\.\. code-block:: yaml\S*\n(?:\1   :\w+: .+\n)*\n((?:\1   .*\n|\n)+)", re.MULTILINE)
MARKDOWN = re.compile(r"^()```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
FACT_OR_HOSTS = {f"{role}_{word}" for role in ROLES for word in ("result", "hosts")}
"""Of a role's names, those that are not its options: the fact it leaves, and the playbook's pattern of hosts."""


def text_of(name: str) -> str:
    return (CHECKOUT / name).read_text(encoding="utf-8")


def yaml_blocks(name: str) -> list[str]:
    form = MARKDOWN if name.endswith(".md") else RST
    return [textwrap.dedent(match[2]) for match in form.finditer(text_of(name))]


@pytest.fixture(scope="module")
def known(clone: Clone, installed: Path) -> set[str]:
    """All names that a text may use: options of roles and connection, environment, plugins."""

    def documented(kind: str, *plugins: str) -> list[dict]:
        names = [f"printfleet.canon.{plugin}" for plugin in plugins]
        shown = clone.run("ansible-doc", "-t", kind, "--json", *names, ANSIBLE_COLLECTIONS_PATH=str(installed))
        return [entry["doc"]["options"] for entry in json.loads(shown).values()]

    found = {*FACT_OR_HOSTS, *MODULES, *FILTERS}
    for role in ROLES:
        found |= set(
            yaml.safe_load(text_of(f"roles/{role}/meta/argument_specs.yml"))["argument_specs"]["main"]["options"]
        )
    (connection,) = documented("module", "canon_info")
    for option in set(connection) - {"gather_subset"}:
        found |= {f"canon_{option}", f"CANON_{option.upper()}"}
    (desk,) = documented("callback", "code_desk")
    return found | {entry["name"] for option in desk.values() for entry in option["env"]}


def test_the_texts_are_found() -> None:
    assert len(TEXTS) > len(ROLES) + 5
    assert sum(len(yaml_blocks(name)) for name in TEXTS) >= 9


@pytest.mark.parametrize("name", TEXTS)
def test_names_exist(name: str, known: set[str]) -> None:
    """Variables of roles and printers, environment variables, modules."""
    prefixes = "|".join([*ROLES, "canon", "CANON"])
    used = set(re.findall(rf"\b(?:{prefixes})_[A-Za-z]\w*\b", text_of(name)))
    assert sorted(used - known) == []


@pytest.mark.parametrize("name", [name for name in TEXTS if yaml_blocks(name)])
def test_yaml_is_read_and_plays_pass_the_syntax_check(name: str, clone: Clone, installed: Path, tmp_path: Path) -> None:
    for block in yaml_blocks(name):
        content = yaml.safe_load(block)
        assert content
        if isinstance(content, list) and "hosts" in content[0]:
            playbook = tmp_path / "play.yml"
            playbook.write_text(block, encoding="utf-8")
            clone.run(
                "ansible-playbook",
                "--syntax-check",
                "-i",
                "printers,",
                str(playbook),
                cwd=tmp_path,
                ANSIBLE_COLLECTIONS_PATH=str(installed),
            )


@pytest.mark.parametrize("name", TEXTS)
def test_playbooks_targets_and_files_exist(name: str) -> None:
    text = text_of(name)
    own = re.findall(r":caption: (\S+\.yml)", text)
    for playbook in re.findall(r"ansible-playbook (\S+\.yml)", text):
        assert playbook in own or (CHECKOUT / playbook).is_file(), playbook
    for playbook in re.findall(r"ansible-playbook printfleet\.canon\.(\w+)", text):
        assert (CHECKOUT / "playbooks" / f"{playbook}.yml").is_file(), playbook
    targets = re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE)
    assert set(re.findall(r"`make ([a-z-]+)`", text)) <= set(targets)
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", text) if name.endswith(".md") else []
    for link in links:
        assert link.startswith("https://") or (CHECKOUT / name).parent.joinpath(link).exists(), link


def test_readme_lists_what_is_in_the_collection() -> None:
    listed = text_of("README.md").partition("## What is in it")[2].partition("\n## ")[0]
    assert [
        name for name in [*MODULES, *FILTERS, *ROLES] if not re.search(rf"`(printfleet\.canon\.)?{name}`", listed)
    ] == []


def test_guide_on_inventories_has_all_variables_of_a_printer(known: set[str]) -> None:
    guide = text_of("docs/docsite/rst/guide_inventory.rst")
    wanted = {name for name in known - set(MODULES) if name.startswith("canon_")}
    assert len(wanted) > 10
    assert sorted(name for name in wanted if f"   * - ``{name}``" not in guide) == []
