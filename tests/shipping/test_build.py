# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The collection's file holds what a user needs and nothing else, and works where it is installed alone."""

from __future__ import annotations

import json
import shutil
import tarfile
from pathlib import Path

import yaml

from .clone import CHECKOUT, STRAYS, Clone

# Whole folders, and single files, that a user of the collection needs.
FOLDERS = ("meta", "plugins", "roles", "playbooks", "docs")
FILES = {
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "requirements.txt",
    "changelogs/changelog.yaml",
    "changelogs/config.yaml",
}
MODULES = sorted(path.stem for path in (CHECKOUT / "plugins" / "modules").glob("*.py"))
REMOTE_UI = [name for name in MODULES if name.startswith("canon_")]  # those that talk to printers
CALLBACKS = sorted(path.stem for path in (CHECKOUT / "plugins" / "callback").glob("*.py"))
ROLES = sorted(path.name for path in (CHECKOUT / "roles").glob("*") if (path / "tasks").is_dir())
PLAYBOOKS = sorted(path.stem for path in (CHECKOUT / "playbooks").glob("*.yml"))


def test_file_holds_exactly_what_a_user_needs(clone: Clone, tarball: Path) -> None:
    with tarfile.open(tarball) as archive:
        names = {member.name for member in archive if member.isfile()}
    expected = {name for name in clone.files() if name in FILES or name.split("/")[0] in FOLDERS}
    assert expected >= FILES
    assert names == expected | {"MANIFEST.json", "FILES.json"}
    assert not names.intersection(STRAYS)
    assert tarball.stat().st_size < 2_000_000


def test_every_module_has_its_action_and_those_for_printers_belong_to_the_group() -> None:
    runtime = yaml.safe_load((CHECKOUT / "meta" / "runtime.yml").read_text())
    actions = sorted(path.stem for path in (CHECKOUT / "plugins" / "action").glob("*.py"))
    assert REMOTE_UI, "there is no module"
    assert actions == MODULES
    assert runtime["action_groups"] == {"remote_ui": REMOTE_UI}


def test_changelog_names_every_module_role_and_callback() -> None:
    """Where it does not: add it to its release in changelogs/changelog.yaml, then antsibull-changelog generate."""
    releases = yaml.safe_load((CHECKOUT / "changelogs" / "changelog.yaml").read_text())["releases"].values()
    modules = [module["name"] for release in releases for module in release.get("modules", [])]
    roles = [role["name"] for release in releases for role in release.get("objects", {}).get("role", [])]
    plugins = [plugin["name"] for release in releases for plugin in release.get("plugins", {}).get("callback", [])]
    assert (sorted(modules), sorted(roles), sorted(plugins)) == (MODULES, ROLES, CALLBACKS)


def test_installed_file_is_whole(clone: Clone, installed: Path) -> None:
    out = clone.run(
        "ansible-galaxy",
        "collection",
        "verify",
        "--offline",
        "printfleet.canon",
        cwd=installed,
        ANSIBLE_COLLECTIONS_PATH=str(installed),
    )
    assert "Successfully verified" in out


def test_works_with_four_folders_only(clone: Clone, installed: Path, tmp_path: Path) -> None:
    """A rule of the community's package: whatever else is deleted, the collection works."""
    collection = tmp_path / "ansible_collections" / "printfleet" / "canon"
    for folder in FOLDERS[:4]:
        shutil.copytree(installed / "ansible_collections" / "printfleet" / "canon" / folder, collection / folder)
    alone = {"ANSIBLE_COLLECTIONS_PATH": str(tmp_path)}
    assert MODULES and ROLES and PLAYBOOKS and CALLBACKS
    for kind, names in (("module", MODULES), ("role", ROLES), ("callback", CALLBACKS)):
        full = [f"printfleet.canon.{name}" for name in names]
        out = clone.run("ansible-doc", "-t", kind, "--json", *full, cwd=tmp_path, **alone)
        found = json.loads(out)
        assert sorted(found) == full
        assert str(collection) in out
    for playbook in PLAYBOOKS:
        command = ("ansible-playbook", f"printfleet.canon.{playbook}", "-i", "copier-1,", "--list-tasks")
        assert "tasks:" in clone.run(*command, cwd=tmp_path, **alone)


def test_readme_way_from_a_clone(clone: Clone) -> None:
    """Without a variable or a link made by hand: install the clone into its own collections/, then name migrate.yml."""
    clone.run(
        "ansible-galaxy", "collection", "install", "-r", "collections/requirements.yml", "-p", "collections", "--force"
    )
    out = clone.run("ansible-playbook", "migrate.yml", "-i", "printers.ini", "--list-hosts", "--list-tasks")
    assert "copier-1" in out
    assert clone.run("ansible-config", "dump", "--only-changed").count("DEFAULT_FORKS") == 1
    copy = clone.path / "collections" / "ansible_collections" / "printfleet" / "canon"
    assert not [name for name in STRAYS if (copy / name).exists()]


def test_execution_environment_gets_the_libraries(clone: Clone, installed: Path) -> None:
    found = clone.run("ansible-builder", "introspect", str(installed))
    for requirement in (CHECKOUT / "requirements.txt").read_text().split():
        assert f"{requirement}  # from collection printfleet.canon" in found
