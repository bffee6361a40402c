# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A clone as its owner leaves it lying about, and commands run in it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]

# What a person, or a run, leaves in a clone and nobody else may get.
STRAYS = (
    "printers.ini",
    "printers-paris.yml",
    "contoso.ini",
    "inventory/hosts",
    "group_vars/printers/vault.yml",
    "host_vars/copier-1.yml",
    "vault-password.txt",
    "printers-ca.pem",
    "reports/2026-11-23.html",
    "captures/copier-1.zip",
    "capture.yml",
    "run.log",
    "migrate.retry",
    ".venv/bin/python",
    ".venv-floor/bin/python",
    ".ansible/collections/requirements.yml",
    ".tmp/fleet/printers.ini",
    ".hypothesis/unicode_data",
    ".pytest_cache/README.md",
    "collections/ansible_collections/printfleet/canon/README.md",
    "docs/build/html/index.html",
    "plugins/modules/__pycache__/canon_info.cpython-311.pyc",
    "printfleet-canon-0.0.9.tar.gz",
    "tests/output/junit/units.xml",
)


class Clone:
    """A copy of what git would commit, and the commands of this environment run in and around it.

    Commands see no other copy of the collection and nobody's settings; one that fails, or takes over two minutes, fails
    the test.
    """

    def __init__(self, path: Path, home: Path) -> None:
        self.path = path
        self.home = home

    def files(self) -> list[str]:
        """Paths of what git would commit, from the clone's root."""
        listed = subprocess.run(
            ["git", "ls-files", "-co", "--exclude-standard", "-z"],
            cwd=CHECKOUT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        return [name for name in listed.split("\0") if name and (CHECKOUT / name).is_file()]

    def run(self, *command: str, cwd: Path | None = None, **environment: str) -> str:
        """The standard output of a command of this environment."""
        clean = {
            name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE_", "CANON_", "PYTHON"))
        }
        clean.update(
            PATH=os.pathsep.join([str(Path(sys.executable).parent), clean["PATH"]]),
            ANSIBLE_HOME=str(self.home),
            ANSIBLE_COLLECTIONS_SCAN_SYS_PATH="false",
            ANSIBLE_NOCOLOR="true",
            **environment,
        )
        result = subprocess.run(
            command,
            cwd=cwd or self.path,
            env=clean,
            check=False,
            timeout=120,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        assert result.returncode == 0, f"{' '.join(command)}\n{result.stdout}\n{result.stderr}"
        return result.stdout
