# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every fault in every step of the role: migrated, or untouched since the last confirmed step and told; then a run without.

The table of outcomes is written to `.tmp/fault-matrix.txt`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from .conftest import Fleets, Runner
from .fleets import Fleet
from .matrix import STEPS, Cell, cells
from .matrix_hands import Hands
from .playbooks import CHECKOUT, Run

MAIL, OAUTH = "Set the mail server", "Switch OAuth 2.0 on and wait for the token"
BEFORE_MAIL = ("Read the printer", "See to the firmware", "Check that the printer is fit")
UNCERTAIN = ("The settings were sent, but", "After saving, the printer does not show")
"""What a failed save says when it is not known what the printer holds now."""
WRITTEN = {
    "server": "mail.server", "port": "mail.port", "email_address": "mail.email_address", "tls": "mail.tls",
    "smtp_auth": "mail.smtp_auth", "oauth_enabled": "oauth.enabled", "endpoint": "oauth.endpoint",
    "oauth_verify_server_certificate": "oauth.verify_server_certificate",
}  # fmt: skip
ENDS_A_CODE = ("restart", "clock changed")
CELLS = cells()


@dataclass(frozen=True)
class Chapter:
    """A run, and what the printers say after it."""

    run: Run
    printers: dict[str, dict[str, Any]]
    journals: dict[str, list[dict[str, Any]]]

    def told(self, name: str) -> dict[str, Any]:
        return self.run.migrated(name)

    def counters(self, name: str) -> dict[str, Any]:
        return self.printers[name]["counters"]

    def token(self, name: str) -> str:
        return self.printers[name]["oauth"]["token"]


@dataclass(frozen=True)
class Story:
    pages: dict[str, dict[str, str]]
    before: dict[str, dict[str, Any]]
    first: Chapter
    unmet: list[str]
    second: Chapter
    again: list[str]
    hands: Hands


def look(fleet: Fleet, run: Run) -> Chapter:
    printers = {printer["name"]: printer for printer in fleet.control.printers()}
    return Chapter(run, printers, {name: fleet.control.journal(name) for name in printers})


@pytest.fixture(scope="module")
def story(fleets: Fleets, ansible_for: Runner) -> Story:
    fleet = fleets("matrix", "--count", str(len(CELLS)), "--profiles", ",".join(cell.profile for cell in CELLS),
                   "--connect-seconds", "0.5", "--restart-seconds", "0.7", "--small-pages",
                   "--max-seconds", "900")  # fmt: skip
    control, ansible = fleet.control, ansible_for(fleet)
    before = fleet.all_settings()
    lasting = {cell.printer: {key: value for key, value in cell.trouble.variables.items() if key.startswith("migrate_")
                              and not key.endswith("timeout")} for cell in CELLS}  # fmt: skip
    patience = {"migrate_connect_timeout": 30, "migrate_token_timeout": 90, "migrate_codes_at_once": 100}
    with Hands(control, CELLS) as hands:
        run = ansible.run("migrate.yml", "--forks", "50", seconds=420,
                          hosts={cell.printer: {**patience, **cell.trouble.variables} for cell in CELLS})  # fmt: skip
        first = look(fleet, run)
        unmet = hands.end_faults()
        again = [cell.printer for cell in CELLS if first.token(cell.printer) != "Active"
                 or first.told(cell.printer)["state"] != "active" or first.counters(cell.printer)["open_sessions"]
                 or cell.step.name in ("read back", "logout")]  # fmt: skip
        control.reset_counters()
        run = ansible.run("migrate.yml", "--forks", "50", "--limit", ",".join(again), seconds=420,
                          hosts={name: {**patience, **own} for name, own in lasting.items()})  # fmt: skip
    found = Story(
        {name: control.pages(name) for name in fleet.names}, before, first, unmet, look(fleet, run), again, hands
    )
    write_table(found)
    return found


def write_table(story: Story) -> None:
    lines = []
    for cell in CELLS:
        told, oauth = story.first.told(cell.printer), story.first.printers[cell.printer]["oauth"]
        second = story.second.token(cell.printer)
        text = f"{told['state']}: {told['step']}: {told['reason']}"[:600] if told["state"] != "active" else "active"
        text += f" ({oauth['last_error']})" if oauth["last_error"] else ""
        lines.append(f"{cell.printer:<9} {cell.step.name:<16} {cell.trouble.name:<22} {second:<14} {text}")
    table = CHECKOUT / ".tmp" / "fault-matrix.txt"
    table.parent.mkdir(exist_ok=True)
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")


pytestmark = pytest.mark.timeout(900)
EACH = pytest.mark.parametrize("cell", CELLS, ids=[str(cell).replace(" ", "-") for cell in CELLS])


def moved(story: Story, chapter: Chapter, cell: Cell) -> set[str]:
    """Which settings of the role are no longer as at first, by the names of the report; somebody else's are left out."""
    others = set((cell.trouble.order or {}).get("settings", {}))
    now, then = chapter.printers[cell.printer]["settings"], story.before[cell.printer]
    return {name for key, name in WRITTEN.items() if now[key] != then[key] and key not in others}


@EACH
def test_migrated_or_untouched_since_the_last_confirmed_step_and_told(story: Story, cell: Cell) -> None:
    told = story.first.told(cell.printer)
    if cell.must_succeed:
        assert told["state"] == "active", told
    if told["state"] == "active":
        assert story.first.token(cell.printer) == "Active"
        return
    assert told["step"] and told["reason"], told
    assert "refused the user name or password" not in told["reason"], told  # no cell has a wrong one
    changed = moved(story, story.first, cell)
    uncertain = any(words in told["reason"] for words in UNCERTAIN)
    if told["step"] in BEFORE_MAIL:
        assert changed == set(), told
    elif told["step"] in (MAIL, OAUTH) and uncertain:
        wanted = {MAIL: "mail.", OAUTH: "oauth."}[told["step"]]
        assert {name for name in changed if not name.startswith(wanted)} == {
            name for name in told["changed_settings"] if not name.startswith(wanted)}, told  # fmt: skip
    else:
        assert changed <= set(told["changed_settings"]), told


@EACH
def test_the_fault_has_struck(story: Story, cell: Cell) -> None:
    assert cell.printer not in story.unmet


@EACH
def test_a_run_without_the_fault_ends_migrated(story: Story, cell: Cell) -> None:
    if cell.printer in story.again:
        told = story.second.told(cell.printer)
        assert (told["state"], told["reason"]) == ("active", ""), told
    assert story.second.token(cell.printer) == "Active"
    settings = story.second.printers[cell.printer]["settings"]
    assert (settings["server"], settings["port"], settings["smtp_auth"], settings["oauth_enabled"]) == (
        "smtp.office365.com", 587, False, True)  # fmt: skip


@EACH
def test_nothing_of_ours_locks_an_account_or_stays_logged_in(story: Story, cell: Cell) -> None:
    for chapter in (story.first, story.second):
        assert chapter.counters(cell.printer)["wrong_logins"] <= 1
    assert story.second.counters(cell.printer)["open_sessions"] == 0


@EACH
def test_no_save_twice_without_a_look_in_between(story: Story, cell: Cell) -> None:
    pages = story.pages[cell.printer]
    screens = {"mail": (pages["mail"],), "oauth": (pages["oauth_edit"], pages["oauth_status"])}
    if cell.trouble.name == "timeout":
        return  # the journal has requests in the order of their answers, and this one is answered after the look
    unread: set[str] = set()
    saves = 0
    for entry in story.second.journals[cell.printer]:
        if entry["method"] == "POST" and entry["path"] not in ("/login", "/PwdConfirm", "/portal", "/"):
            screen = "mail" if "cdntwkem" in entry["path"] else "oauth"
            assert screen not in unread, entry
            unread.add(screen)
            saves += 1
        elif entry["status"] == 200:
            unread -= {screen for screen, addresses in screens.items() if any(a in entry["path"] for a in addresses)}
    assert saves >= 2


@EACH
def test_an_active_token_is_never_lost(story: Story, cell: Cell) -> None:
    chapters = [chapter.counters(cell.printer) for chapter in (story.first, story.second)]
    assert sum(counters["tokens_lost"] for counters in chapters) == 0
    assert sum(counters["tokens_acquired"] for counters in chapters) == 1
    # A code can be typed a moment before its printer forgets it; no other fault wastes what a person did.
    forgotten = 1 if cell.trouble.name in ENDS_A_CODE else 0
    assert 1 <= story.hands.approved[cell.printer] <= 1 + forgotten
    if story.first.token(cell.printer) == "Active":
        assert story.second.counters(cell.printer)["codes_requested"] == 0


def test_every_step_has_its_faults(story: Story) -> None:
    assert {cell.step.name for cell in CELLS} == {step.name for step in STEPS}
    assert story.hands.errors == []
