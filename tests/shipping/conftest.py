# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A clone, what is built from it, and where that is installed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .clone import CHECKOUT, STRAYS, Clone


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Clone:
    """A clone below a folder with a blank in its name, with strays."""
    root = tmp_path_factory.mktemp("packaging")
    made = Clone(root / "a clone" / "by any name", root / "home")
    for name in made.files():
        target = made.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(CHECKOUT / name, target)
    for name in STRAYS:
        target = made.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("[printers]\ncopier-1 ansible_host=192.0.2.11\n")
    return made


@pytest.fixture(scope="session")
def tarball(clone: Clone) -> Path:
    """The file that ansible-galaxy builds in the clone."""
    output = clone.path.parent / "built"
    clone.run("ansible-galaxy", "collection", "build", "--output-path", str(output))
    (built,) = output.iterdir()
    return built


@pytest.fixture(scope="session")
def installed(clone: Clone, tarball: Path) -> Path:
    """An empty folder into which the file was installed without network."""
    folder = clone.path.parent / "installed"
    clone.run(
        "ansible-galaxy",
        "collection",
        "install",
        "--offline",
        str(tarball),
        "-p",
        str(folder),
        cwd=clone.path.parent,
        ANSIBLE_COLLECTIONS_PATH=str(folder),
    )
    return folder
