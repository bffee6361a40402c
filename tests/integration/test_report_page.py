# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report in Chromium, opened from the disk: sorting, filters, keyboard, paper; screenshots in .tmp/screenshots."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Any, Iterator

import pytest
from playwright.sync_api import Browser, expect

from . import browsing
from .browsing import Looked, looking_at
from .conftest import Runner
from .playbooks import CHECKOUT
from .report_rows import HOSTILE, SITES, rows

browser = browsing.browser

ROWS = rows()
VERDICTS = Counter(row["verdict"] for row in ROWS)
PICTURES = CHECKOUT / ".tmp" / "screenshots"


@pytest.fixture(scope="module")
def report(ansible_for: Runner, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page, written by the module in a run of its own."""
    folder = tmp_path_factory.mktemp("page") / "reports"
    options = {"kind": "assess", "path": str(folder), "rows": ROWS, "lost": [ROWS[0]["host"]]}  # failed, but has a row
    tasks = [{"name": "Report", "printfleet.canon.fleet_report": options}]
    run = ansible_for().run(tasks, hosts={"localhost": {"ansible_connection": "local"}}, play={"hosts": "localhost"})
    assert run.code == 0, run.output
    assert run.result("localhost", "Report")["changed"] is False
    assert run.result("localhost", "Report")["counts"] == dict(VERDICTS)
    return folder / "assess.html"


@pytest.fixture
def looked(report: Path, browser: Browser) -> Iterator[Looked]:
    with looking_at(browser, report) as found:
        yield found
        assert found.complaints == []
        assert found.requests == [report.as_uri()]


def shown(page: Any) -> list[str]:
    return page.locator("tbody tr:visible .name").all_text_contents()


def test_files_are_for_their_owner_only(report: Path) -> None:
    assert report.parent.stat().st_mode & 0o777 == 0o700
    assert {path.name: path.stat().st_mode & 0o777 for path in report.parent.iterdir()} == {
        f"assess.{ending}": 0o600 for ending in ("html", "csv", "json")
    }


def test_totals_and_rows(looked: Looked) -> None:
    assert len(shown(looked.page)) == len(ROWS)
    for label, verdict in (
        ("Ready to migrate", "ready"),
        ("Needs dealer", "needs_dealer"),
        ("Unreachable", "unreachable"),
    ):
        assert looked.page.get_by_role("radio", name=label).locator("xpath=..").inner_text().split()[0] == str(
            VERDICTS[verdict]
        )


def test_texts_of_printers_do_nothing(looked: Looked) -> None:
    assert looked.page.get_by_text(HOSTILE).is_visible()
    assert looked.page.locator("tbody img, tbody script").count() == 0


@pytest.mark.parametrize("verdict", sorted(VERDICTS))
def test_filter_by_verdict(looked: Looked, verdict: str) -> None:
    looked.page.locator(f"input[value={verdict}]").check()
    assert sorted(shown(looked.page)) == sorted(row["host"] for row in ROWS if row["verdict"] == verdict)
    expect(looked.page.get_by_role("status")).to_have_text(f"{VERDICTS[verdict]} of {len(ROWS)} printers")


@pytest.mark.parametrize("site", SITES)
def test_filter_by_site(looked: Looked, site: str) -> None:
    looked.page.get_by_label("Site", exact=True).select_option(label=site)
    assert sorted(shown(looked.page)) == sorted(row["host"] for row in ROWS if row["site"] == site)


def test_filters_by_text_together_and_shows_all_again(looked: Looked) -> None:
    page = looked.page
    page.get_by_label("Search").fill("GATEWAY clock")
    assert sorted(shown(page)) == ["copier-24", "copier-25"]
    page.get_by_label("Site", exact=True).select_option(label=ROWS[23]["site"])
    assert shown(page) == ["copier-24"]
    page.get_by_label("Search").fill("no such printer")
    assert shown(page) == []
    expect(page.get_by_text("No printer to show.")).to_be_visible()
    page.get_by_role("button", name="Show all").click()
    expect(page.get_by_role("status")).to_have_text(f"{len(ROWS)} of {len(ROWS)} printers")
    assert len(shown(page)) == len(ROWS)


def test_sorts_both_ways_and_says_so(looked: Looked) -> None:
    page = looked.page
    head = page.get_by_role("columnheader", name="Printer")
    names = [row["host"] for row in ROWS]  # copier-9 comes before copier-10
    assert page.get_by_role("columnheader", name="Verdict").get_attribute("aria-sort") == "ascending"
    for way, wanted in (("ascending", names), ("descending", names[::-1])):
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == way
        assert page.get_by_role("columnheader", name="Verdict").get_attribute("aria-sort") == "none"
        assert shown(page) == wanted
    page.get_by_role("columnheader", name="Firmware").get_by_role("button").click()
    platforms = [text.split()[0] for text in page.locator("tbody tr .firmware").all_text_contents()]
    known = [text for text in platforms if text != "–"]
    assert platforms == sorted(known) + ["–"] * (len(platforms) - len(known))


def test_works_by_keyboard(looked: Looked) -> None:
    page = looked.page
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")  # from [All] to the first verdict
    assert len(shown(page)) == VERDICTS["needs_dealer"]
    page.keyboard.press("/")
    page.keyboard.type("copier-21")
    assert shown(page) == ["copier-21"]
    page.get_by_role("columnheader", name="Site").get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("columnheader", name="Site").get_attribute("aria-sort") == "ascending"


def test_without_script_every_row_is_there(report: Path, browser: Browser) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(report.as_uri())
    assert len(shown(page)) == len(ROWS)


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [("wide", 1280, "light"), ("wide-dark", 1280, "dark"), ("narrow", 390, "light"), ("narrow-dark", 390, "dark")],
)
def test_fits_and_is_kept_as_a_picture(report: Path, browser: Browser, name: str, width: int, scheme: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with looking_at(browser, report, width=width, height=900 if width > 800 else 844, scheme=scheme) as looked:
        assert looked.page.evaluate("document.documentElement.scrollWidth") <= width
        looked.page.screenshot(path=PICTURES / f"report-{name}.png")
        looked.page.screenshot(path=PICTURES / f"report-{name}-whole.png", full_page=True)
        if name == "wide":
            looked.page.pdf(path=PICTURES / "report.pdf", format="A4", landscape=True)
    assert os.stat(PICTURES / f"report-{name}.png").st_size > 20_000
