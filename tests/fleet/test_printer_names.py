# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names that nobody has published are drawn anew in every run, and nobody knows them: neither the driver nor a test."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from fleet import printer_fixtures
from fleet.printer_fixtures import Starter, Visitor, hidden

ROOT = Path(__file__).resolve().parents[2]
SEED = random.SystemRandom().randrange(2**31)
SCREENS = ("mail", "oauth_edit", "ports", "date_time", "sntp", "ipv4", "proxy")
SYLLABLES = re.compile(
    r"(?:(?:ka|ro|mi|te|su|no|ba|ke|lu|va|di|fo|ga|hi|je|po|ra|si|to|wu|xa|ye|zo|ne)){3,4}_?\d*", re.I
)
printer = printer_fixtures.printer


def names_of(visitor: Visitor) -> set[str]:
    """Field names and addresses of the pages of one printer that are nowhere published."""
    visitor.open_settings()
    found: set[str] = set()
    for key in SCREENS:
        screen = visitor.device.screens.by_key.get(key)
        if screen is not None:
            found |= set(hidden(visitor.screen(key), "SUBMIT_FORM"))
            found |= {screen.cgi, screen.template.removeprefix("c_").removesuffix(".tpl")}
    servlet = visitor.device.oauth_servlet
    if servlet is not None:
        found |= {servlet.name, *servlet.edit_path.split("/")}
        found |= set(re.findall(r'name="([^"]+)"', visitor.get(servlet.edit_path).text))
    return {name for name in found if SYLLABLES.fullmatch(name)}


@pytest.mark.parametrize("profile", ["dx_user_tls", "dx_pin_tls", "open_http"])
def test_names_are_drawn_anew_and_stand_in_no_file(printer: Starter, ca_file: str, profile: str) -> None:
    first, second = (names_of(Visitor(printer(profile, seed=SEED + more), ca_file)) for more in (0, 1))
    assert len(first) > 12 and len(second) > 12, (first, second)
    assert not first & second
    words = re.compile(r"\b(?:" + "|".join(sorted(first | second)) + r")\b")
    files = [path for folder in ("plugins", "roles", "playbooks", "tests", "docs") for path in (ROOT / folder).rglob("*")
             if path.suffix in (".py", ".yml", ".j2", ".json", ".html", ".rst", ".md") and path.is_file()]  # fmt: skip
    assert len(files) > 200
    found = {f"{path}: {match}" for path in files for match in words.findall(path.read_text(encoding="utf-8"))}
    assert not found, f"seed {SEED}"


def test_every_run_of_the_integration_tests_draws_them_anew() -> None:
    show = [sys.executable, "-c", "from integration.conftest import SEED; print(SEED)"]
    clean = {name: value for name, value in os.environ.items() if name != "FLEET_SEED"}
    seeds = {subprocess.run(show, cwd=ROOT / "tests", env=clean, capture_output=True, text=True, check=True).stdout
             for _run in range(2)}  # fmt: skip
    assert len(seeds) == 2
