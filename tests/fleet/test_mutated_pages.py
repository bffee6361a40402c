# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages of all virtual printers, spoilt ten thousand times: typed errors only, in time, and no memory kept.

MUTATED_PAGES sets how many, MUTATED_PAGES_SEED repeats a run.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import random
import resource
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import RemoteUIError
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.reading import read_all

from fleet import printer_fixtures
from fleet.mutations import spoil, without_scripts
from fleet.printer_fixtures import Starter, Visitor
from virtual_fleet.printer import PROFILES

PAGES = int(os.environ.get("MUTATED_PAGES", "10000"))
SEED = int(os.environ.setdefault("MUTATED_PAGES_SEED", str(random.SystemRandom().randrange(10**9))))
WITH_SCRIPTS = 25
"""One page of so many keeps its scripts: reading the menu takes most of the time."""
SECONDS_A_PAGE = 5.0
MEGABYTES = 40
PROCESSES = 2
SCREENS = ("mail", "oauth_status", "oauth_edit", "ports", "date_time", "time_format", "sntp", "ipv4", "proxy",
           "device_information", "apply", "restart")  # fmt: skip
LAYOUTS = [
    name for name, profile in PROFILES.items()
    if profile.kind == "remote_ui" and profile.login in ("user_authentication", "system_manager", "none")
    and profile.why_not in ("", "too_old_offered", "too_old_not_offered", "no_privilege")
    and profile.account_destination == "localhost" and not profile.busy_seconds and profile.token
    and profile.certificate == "authority"
]  # fmt: skip
printer = printer_fixtures.printer


def pages_of(visitor: Visitor) -> dict[str, bytes]:
    """Every page that the driver reads of a printer, by its name."""
    found = {"first": visitor.get("/").content}
    visitor.open_settings()
    found["portal"] = visitor.get("/").content
    found["menu"] = visitor.get("/rps/cdmenu.cgi?CorePGTAG=36").content
    found["refusal"] = visitor.post("/rps/cdntwkem.cgi", {"Flag": "Exec_Data", "PageFlag": "c_rnet.tpl"}).content
    for key in SCREENS:
        if key in visitor.device.screens.by_key:
            found[key] = visitor.screen(key).encode()
    for code in ("", "#801", "#839"):
        visitor.device.send_log.note("someone@contoso.com", code)
    for entry in visitor.device.monitor.menu():
        if entry.title != "Device Information":
            found[f"monitor {entry.tag}"] = visitor.get("/rps/" + entry.address[2:]).content
    servlet = visitor.device.oauth_servlet
    if servlet is not None:
        found["oauth_status"] = visitor.get(f"/{servlet.name}/?portalLang=en&disp=send_menu").content
        found["oauth_edit"] = visitor.get(servlet.edit_path).content
    return found


@pytest.fixture
def corpus(printer: Starter, ca_file: str) -> dict[str, bytes]:
    """Pages of one printer of every layout, by profile and page."""
    found = {}
    for number, name in enumerate(LAYOUTS):
        device = printer(name, seed=SEED % 1000 + number)
        visitor = Visitor(device, ca_file)
        found.update({f"{name} {page}": body for page, body in pages_of(visitor).items()})
    return found


def memory() -> int:
    """Bytes that this process holds now."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize()


@dataclass
class Report:
    """What one process found: seconds and place of the slowest page, memory that was kept, errors by kind, defects."""

    slowest: tuple[float, str] = (0.0, "")
    grown: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    defects: list[str] = field(default_factory=list)


def read_spoilt(corpus: dict[str, bytes], numbers: range) -> Report:
    """Spoil and read pages; each number is a page of its own, whoever reads it."""
    names = sorted(corpus)
    small = {name: without_scripts(corpus[name]) for name in names}
    report, held = Report(), 0
    for count, number in enumerate(numbers):
        dice = random.Random(f"{SEED} {number}")
        name = dice.choice(names)
        page = spoil(dice, (small if number % WITH_SCRIPTS else corpus)[name])
        began = time.process_time()
        try:
            read_all(page)
        except RemoteUIError as error:
            report.errors[error.kind if str(error) else "without a text"] += 1
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)
            report.defects.append(f"page {number} ({name}): {error!r}: {frames[-3:]}")
        report.slowest = max(report.slowest, (time.process_time() - began, f"page {number} ({name})"))
        if count == len(numbers) // 4:
            held = memory()
    report.grown = memory() - held
    return report


@pytest.mark.timeout(600)
def test_spoilt_pages(corpus: dict[str, bytes]) -> None:
    print(f"MUTATED_PAGES_SEED={SEED}: {PAGES} pages from {len(corpus)} of {len(LAYOUTS)} layouts")
    assert len(LAYOUTS) >= 12 and len(corpus) > 8 * len(LAYOUTS)
    parts = [range(part, PAGES, PROCESSES) for part in range(PROCESSES)]
    with ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("spawn")) as pool:
        reports = list(pool.map(read_spoilt, [corpus] * PROCESSES, parts))
    for report in reports:
        print(f"slowest: {report.slowest}; memory grew by {report.grown / 1e6:.1f} MB; errors: {dict(report.errors)}")
    with_seed = f"with MUTATED_PAGES_SEED={SEED}"
    for report in reports:
        assert not report.defects, f"{with_seed}: {report.defects[:5]}"
        assert report.slowest[0] < SECONDS_A_PAGE, with_seed
        assert report.grown < MEGABYTES * 1e6, with_seed
        assert "without a text" not in report.errors, with_seed
