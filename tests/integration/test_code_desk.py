# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The code desk page: what operators see and do."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterator

import pytest
from playwright.sync_api import expect

from . import browsing, desk_pages
from .conftest import Runner
from .desk_pages import FIVE, FOUR, NAMES, ONE, SIX, THREE, TWO, Opened, come, kill, pasted, row, seconds_left, total
from .desk_script import MICROSOFT, Script
from .fleets import Fleet, until
from .playbooks import CHECKOUT

browser, opened, fleet = browsing.browser, desk_pages.opened, desk_pages.fleet
script, path, begin = desk_pages.script, desk_pages.path, desk_pages.begin

SCREENSHOTS = CHECKOUT / ".tmp" / "screenshots"
HOSTILE = "<img src=x onerror=alert(1)></script><script>alert(2)</script>\u202egnp"


def test_a_row_has_what_an_operator_needs(begin: Any, script: Script, path: Path, fleet: Fleet, opened: Opened) -> None:
    fleet.control.set(ONE, location="2nd floor, room 214")
    script.waits(ONE, "HCDZ36RMX", left=600)
    script.waits(TWO, "WXCV2345B", verification_uri="https://127.0.0.1:8443/device", message="Being Acquired...")
    script.says(THREE, "connecting")
    begin()
    page = opened(path)
    first = row(page, ONE)
    expect(first).to_contain_text("HCDZ36RMX")
    expect(first).to_contain_text("2nd floor, room 214")
    expect(first).to_contain_text(fleet.control.printer(ONE)["product"])
    expect(first).to_contain_text(f"{ONE}@contoso.com")
    link = first.get_by_role("link")
    assert (link.get_attribute("href"), link.get_attribute("rel")) == (MICROSOFT, "noopener noreferrer")
    assert "login.microsoft.com/device" in link.inner_text()
    expect(first.locator(".strange")).to_be_hidden()
    expect(row(page, TWO).locator(".strange")).to_be_visible()
    expect(row(page, TWO)).to_contain_text("Being Acquired...")
    expect(row(page, THREE)).to_contain_text("connecting to Microsoft")
    expect(row(page, THREE).get_by_role("button")).to_have_count(0)
    expect(page.get_by_text("Type only codes that are shown on this page:")).to_be_visible()
    expect(total(page, "waiting")).to_have_text("2")
    expect(total(page, "to_come")).to_have_text("4")
    before = seconds_left(page, ONE)
    assert 540 < before <= 600
    until(lambda: seconds_left(page, ONE) <= before - 3)
    height = page.evaluate(
        "getComputedStyle(document.querySelector('.row.is-waiting output')).fontSize.replace('px', '')"
    )
    assert float(height) >= 48  # a capital of 35 px, some 9 mm, for two metres


@pytest.mark.parametrize("has_clipboard", [True, False])
def test_the_copy_button_copies(begin: Any, script: Script, path: Path, opened: Opened, has_clipboard: bool) -> None:
    script.waits(ONE, "AAAAAAAA1")
    begin()
    page = opened(path)
    come(script, page, {TWO: "BBBBBBBB2"})
    if not has_clipboard:  # as for a page from a file in other browsers
        page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    button = row(page, TWO).get_by_role("button")
    # by keyboard alone: two buttons and a link are before it
    for _step in range(3):
        page.keyboard.press("Tab")
    expect(button).to_be_focused()
    assert button.evaluate("(button) => getComputedStyle(button).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(button).to_have_text("Copied ✓")
    assert pasted(page) == "BBBBBBBB2"
    expect(page.locator("#said")).to_have_text(f"Code of {TWO} copied")
    expect(button).to_have_text("Copy")
    expect(button).to_be_focused()


def test_green_comes_without_a_reload_and_disturbs_nothing(
    begin: Any, script: Script, path: Path, opened: Opened
) -> None:
    script.waits(ONE, "AAAAAAAA0")
    begin()
    page = opened(path, viewport={"width": 900, "height": 420})
    come(script, page, {name: f"AAAAAAAA{number}" for number, name in enumerate(NAMES) if name != ONE})
    page.evaluate("document.mark = 'same document'")
    row(page, FIVE).evaluate("(item) => { item.mark = 'same row'; }")
    row(page, FIVE).get_by_role("button").focus()
    page.mouse.move(5, 5)
    row(page, FIVE).evaluate("(item) => { item.scrollIntoView({ block: 'center' }); }")
    assert page.evaluate("scrollY") > 300
    top = row(page, FIVE).bounding_box()["y"]
    script.says(SIX, "active")
    expect(row(page, SIX)).to_have_class("row is-active")
    expect(row(page, SIX)).to_contain_text("Token active")
    expect(row(page, SIX)).not_to_contain_text("AAAAAAAA5")
    script.waits(FOUR, "NEWCODE44")
    expect(row(page, FOUR)).to_contain_text("NEWCODE44")
    script.says(ONE, "renewing")
    expect(row(page, ONE)).to_contain_text("asking for a new code")
    assert abs(row(page, FIVE).bounding_box()["y"] - top) <= 2
    # the green row goes to the others that are done after a while
    expect(row(page, SIX)).to_have_count(0)
    expect(page.locator("#done li")).to_have_count(1)
    expect(total(page, "done")).to_have_text("1")
    assert page.title() == "(5) Code desk: 1 of 6 done"
    # one above the row in hand becomes done: the row stays under the eyes, with its focus
    script.says(TWO, "active")
    expect(row(page, TWO)).to_have_count(0)
    assert abs(row(page, FIVE).bounding_box()["y"] - top) <= 2
    assert row(page, FIVE).evaluate("(item) => item.mark") == "same row"
    expect(row(page, FIVE).get_by_role("button")).to_be_focused()
    # the row in hand itself: the keyboard goes on with the next one
    script.says(FIVE, "active")
    expect(row(page, FIVE)).to_have_count(0)
    assert page.evaluate("document.activeElement.textContent") == "Copy"
    assert page.evaluate("document.mark") == "same document"


def test_how_the_others_ended(begin: Any, script: Script, path: Path, opened: Opened) -> None:
    reason = "The clock of this printer is 432 seconds off. Correct it, then run again."
    script.ends(ONE, "active", "Prove the result")
    script.ends(TWO, "not_migrated", "Check that the printer is fit", reason)
    script.ends(THREE, "waiting", "Wait until the token is active", "Nobody entered the code.")
    script.fails(FOUR, "not reachable")
    script.waits(FIVE, "HCDZ36RMX")
    script.waits(SIX, "WXCV2345B", left=2)
    running = begin()
    page = opened(path)
    expect(page.locator("#done li")).to_have_count(1)
    expect(page.locator("#failed li").filter(has_text=TWO)).to_contain_text(f"Check that the printer is fit: {reason}")
    expect(page.locator("#left li")).to_contain_text("Nobody entered the code.")
    expect(row(page, SIX)).to_contain_text("over")
    assert {oct(file.stat().st_mode & 0o777) for file in path.parent.iterdir()} == {"0o600"}
    script.ends(FIVE, "active")
    script.ends(SIX, "waiting", "Wait until the token is active", "Nobody entered the code.")
    run = running.wait(60)
    expect(page.locator("#notice")).to_contain_text("The run ended at")
    expect(page.locator("#notice")).to_contain_text(
        "2 of 6 printers done. 2 left: run the playbook again to go on. 2 failed: see below what each needs."
    )
    expect(page.locator("#failed li")).to_have_count(2)
    expect(page.locator("#failed li").filter(has_text=FOUR)).to_contain_text("not reachable")
    assert run.stdout.count(path.as_uri()) == 1
    lines = [line for line in run.stdout.splitlines() if line.startswith("printfleet: ") and " done, " in line]
    assert lines[-1] == "printfleet: 2 done, 0 waiting for a code, 2 failed, 2 left for the next run, 0 to come"
    assert 1 <= len(lines) <= 4, lines
    # the page alone tells it, too, where its data are not beside it
    alone = path.with_name("alone.html")
    alone.write_bytes(path.read_bytes())
    alone.with_name("code_desk.data.js").write_text("")
    kept = opened(alone)
    expect(kept.locator("#failed li")).to_have_count(2)
    expect(kept.locator("#done li")).to_have_count(2)
    files = {"code_desk.html", "code_desk.data.js", ".code_desk.lock"}
    assert {file.name for file in path.parent.iterdir()} == {*files, "alone.html"}


def test_texts_of_a_printer_stay_texts(begin: Any, script: Script, path: Path, fleet: Fleet, opened: Opened) -> None:
    fleet.control.set(ONE, location=HOSTILE)
    script.waits(ONE, "</script><b>1", verification_uri="javascript:alert(3)", message=HOSTILE)
    script.ends(TWO, "not_migrated", "Read the printer", HOSTILE)
    begin()
    page = opened(path)
    shown = row(page, ONE)
    expect(shown.locator("output")).to_have_text("</script><b>1")
    assert shown.locator("a").get_attribute("href") is None
    expect(shown.locator("a")).to_have_text("javascript:alert(3)")
    expect(page.locator("#failed li")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator("img").count() == 0
    assert "\u202e" not in path.with_name("code_desk.data.js").read_text() + page.inner_text("body")
    assert "\\u202e" not in path.with_name("code_desk.data.js").read_text()


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("1280", {}),
        ("390", {"viewport": {"width": 390, "height": 844}}),
        ("dark", {"color_scheme": "dark"}),
        ("390-dark", {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}),
    ],
)
def test_screenshots(desk_in_full: Path, browser: Any, name: str, options: dict[str, Any]) -> None:
    """Kept for people to look at; nothing may be wider than the window."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page = browser.new_page(**{"viewport": {"width": 1280, "height": 900}, "locale": "en-GB", **options})
    page.goto(desk_in_full.as_uri())
    expect(row(page, TWO)).to_be_visible()
    expect(page.locator("#failed li")).to_have_count(1)
    row(page, TWO).get_by_role("button").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    page.screenshot(path=SCREENSHOTS / f"code_desk-{name}.png", full_page=True)
    page.close()


@pytest.fixture(scope="module")
def desk_in_full(fleet: Fleet, ansible_for: Runner, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A page with rows of every kind."""
    folder = tmp_path_factory.mktemp("full")
    script, path = Script(folder / "script"), folder / "code_desk.html"
    for name, place in zip(NAMES, ("Reception", "2nd floor, room 214", "Warehouse", "Post room", "Board room", "Yard")):
        fleet.control.set(name, location=place)
    script.waits(ONE, "HCDZ36RMX", left=95)
    script.waits(TWO, "WXCV2345B", left=834)
    script.waits(THREE, "E0Q8MB0OZ", verification_uri="https://127.0.0.1:8443/device", left=850)
    script.says(FOUR, "renewing")
    script.ends(FIVE, "not_migrated", "Check that the printer is fit", "The clock of this printer is 432 seconds off.")
    script.ends(SIX, "active")
    running = script.start(ansible_for(fleet), path)
    until(path.exists, 60)
    yield path
    kill(running)
