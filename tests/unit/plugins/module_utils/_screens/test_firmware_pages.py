# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which step of a firmware update an (invented) page is."""

from __future__ import annotations

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._screens import firmware_pages as pages
from ansible_collections.printfleet.canon.plugins.module_utils._screens.firmware_words import Words
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import page

NONE = Words({})
FORM = '<form action="go" method="post">{}</form>'
BUTTON = '<input type="submit" value="{}">'

STEPS = {
    "menu of links": (
        pages.MENU,
        '<ul><li><a href="/nis/d">Distributed Update</a></li><li><a href="/nis/i">Install</a></li></ul>',
    ),
    "menu with a button": (
        pages.MENU,
        "<p>Firmware version: 39.12</p>" + FORM.format(BUTTON.format("Confirm New Firmware")),
    ),
    "menu written by script": (
        pages.MENU,
        "<script>document.write('<a href=\"/nis/c\">Confirm New Firmware</a>')</script>",
    ),
    "nothing new": (pages.LATEST, "<p>There is no new firmware.</p><a href='/'>OK</a>"),
    "latest": (pages.LATEST, "<p>The installed firmware is the latest version.</p>" + FORM.format(BUTTON.format("OK"))),
    "up to date, with the menu": (pages.LATEST, "<p>Up to date</p><a href='c'>Confirm New Firmware</a>"),
    "check that failed, with an empty row": (
        pages.FAILED,
        "<p>Failed to connect to the distribution server.</p><table><tr><th>New Version</th><td>-</td></tr></table>",
    ),
    "latest by versions": (
        pages.LATEST,
        "<table><tr><th>Current Version</th><td>3.18</td></tr><tr><th>Latest Version</th><td>3.18</td></tr></table>",
    ),
    "offer in a table": (
        pages.FORM,
        "<table><tr><th>Current Version</th><td>V3.12</td></tr><tr><th>New Version</th><td>V3.18</td></tr></table>"
        "<p>Do not turn off the main power while the firmware is being updated.</p>"
        + FORM.format(BUTTON.format("Start Update")),
    ),
    "offer in a list": (
        pages.FORM,
        "<dl><dt>Current version:</dt><dd>39.12</dd><dt>Available version:</dt><dd>40.01</dd></dl><button onclick='go()'>Update</button>",
    ),
    "offer in a sentence": (
        pages.FORM,
        "<p>New firmware is available (version 3.19).</p>" + FORM.format(BUTTON.format("Next")),
    ),
    "offer that warns of jobs": (
        pages.FORM,
        "<p>A new version is available: 3.19</p><p>The update cannot be started while jobs are being processed.</p>"
        + FORM.format(BUTTON.format("Execute")),
    ),
    "choice of time": (
        pages.FORM,
        FORM.format(
            '<label><input type="radio" name="x" value="1" checked>Now</label><label><input type="radio" name="x" value="2">'
            "Scheduled</label><label><input type=radio name=x value=3>Download Only</label>" + BUTTON.format("Next")
        ),
    ),
    "licence": (pages.FORM, "<h3>License Agreement</h3><pre>blah</pre>" + FORM.format(BUTTON.format("I Accept"))),
    "question": (
        pages.FORM,
        "<p>Do you want to start the update?</p>" + FORM.format(BUTTON.format("Yes") + BUTTON.format("No")),
    ),
    "downloaded": (pages.READY, "<p>The new firmware has been downloaded.</p>" + FORM.format(BUTTON.format("Apply"))),
    "downloading": (pages.RUNNING, "<p>Downloading...</p><p>45 %</p>" + FORM.format(BUTTON.format("Cancel"))),
    "status in a table": (pages.RUNNING, "<table><tr><th>Status</th><td>Applying firmware (80%)</td></tr></table>"),
    "being updated": (pages.RUNNING, "<p>The firmware is being updated. Please wait.</p>"),
    "bar": (pages.RUNNING, "<p>Please wait</p><progress value='3' max='4'></progress>"),
    "restart": (pages.RUNNING, "<p>The device will now restart.</p>"),
    "in progress": (pages.RUNNING, "<p>A firmware update is already in progress.</p><a href='/'>OK</a>"),
    "checking": (pages.CHECKING, "<p>Checking for new firmware...</p>"),
    "scheduled": (pages.SCHEDULED, "<p>The update is scheduled for 2026 11/24 02:00.</p><a href='/'>OK</a>"),
    "scheduled, nothing done yet": (
        pages.SCHEDULED,
        "<dl><dt>Status :</dt><dd>Scheduled</dd><dt>Progress :</dt><dd>0 %</dd></dl><p>0 %</p>",
    ),
    "busy, with the menu": (
        pages.BUSY,
        "<p>The firmware cannot be updated because a job is being processed. Wait a while, and then try again.</p>"
        "<p>Status : Not Updating</p><a href='c'>Confirm New Firmware</a>",
    ),
    "finished": (pages.FINISHED, "<p>The firmware update is complete.</p>"),
    "jobs": (pages.BUSY, "<p>Cannot update because jobs are being processed.</p>" + FORM.format(BUTTON.format("OK"))),
    "import, and what to do": (
        pages.BUSY,
        "<p>Importing/exporting is in progress. Wait until it is complete, and then try again.</p>",
    ),
    "import": (pages.BUSY, "<p>The update cannot be performed because settings are being imported or exported.</p>"),
    "no connection": (pages.FAILED, "<p>Could not connect to the server.</p>" + FORM.format(BUTTON.format("OK"))),
    "refused": (pages.REFUSED, "<p>This operation is not permitted in the current security policy.</p>"),
    "something else": (pages.UNKNOWN, "<p>MEAP applications</p>" + FORM.format(BUTTON.format("Install"))),
    "empty": (pages.UNKNOWN, ""),
}


@pytest.mark.parametrize(("kind", "body"), STEPS.values(), ids=STEPS)
def test_steps(kind: str, body: str) -> None:
    step = pages.read(page(body, path="/nis/x"), NONE)
    assert step.kind == kind, (step.said, step.texts)


def test_what_a_menu_says_of_earlier_times_is_not_news() -> None:
    body = "<p>Last update: completed</p><p>The firmware is the latest version.</p><a href='c'>Confirm New Firmware</a>"
    assert pages.read(page(body), NONE, before=True).kind == pages.MENU
    assert pages.read(page(body), NONE).kind == pages.LATEST


@pytest.mark.parametrize(
    ("body", "version"),
    [
        (
            "<table><tr><th>Current Version</th><td>3.12</td></tr><tr><th>New Version</th><td>V3.18</td></tr></table>",
            "3.18",
        ),
        (
            "<table><tr><th>Item</th><th>Current Version</th><th>New Version</th></tr><tr><td>System</td><td>39.12</td><td>40.01</td></tr></table>",
            "40.01",
        ),
        ("<p>New firmware is available (version 3.19).</p>", "3.19"),
        ("<p>New Firmware : V3.20</p>", "3.20"),
        ("<p>New firmware is available.</p>", None),
    ],
)
def test_offered_version(body: str, version: str | None) -> None:
    step = pages.read(page(body + FORM.format(BUTTON.format("Update"))), NONE)
    assert (step.kind, step.version) == (pages.FORM, version)


@pytest.mark.parametrize(
    ("body", "percent"),
    [
        ("<p>Downloading: 7 %</p>", 7),
        ("<progress value='0.5'></progress>", 50),
        ("<p>Updating</p><td>100%</td>", 100),
        ("<p>Updating...</p>", None),
    ],
)
def test_percent(body: str, percent: int | None) -> None:
    step = pages.read(page(body), NONE)
    assert (step.kind, step.percent) == (pages.RUNNING, percent)


@pytest.mark.parametrize("value", ["nan", "inf", "-1", "x", "1e400"])
def test_a_bar_without_a_sensible_value_is_still_a_bar(value: str) -> None:
    step = pages.read(page(f"<progress value='{value}' max='{value}'></progress>"), NONE)
    assert (step.kind, step.percent) == (pages.RUNNING, None)


def test_hidden_texts_and_the_frame_do_not_count() -> None:
    body = (
        "<div id='navigation'><a href='x'>Confirm New Firmware</a></div><div style='display: none'><p>Updating...</p></div>"
        "<div id='rebootModule'><input type='button' value='Update'></div><p>There is no new firmware</p>"
    )
    assert pages.read(page(body), NONE).kind == pages.LATEST


def test_a_consent_is_found_and_not_its_contrary() -> None:
    body = FORM.format(
        "<input type=radio name=a value=0 id=n><label for=n>I do not accept the terms</label>"
        "<input type=radio name=a value=1 id=y><label for=y>I accept the terms</label>" + BUTTON.format("Next")
    )
    step = pages.read(page(body), NONE)
    assert step.licensed and step.consent.get("value") == "1"


def test_canon_labels_teach_texts() -> None:
    body = "<p>Keine neue Firmware vorhanden.</p><a href='x'>Neue Firmware suchen</a>"
    assert pages.read(page(body), NONE).kind == pages.UNKNOWN
    assert pages.read(page(body), Words({"firmware.latest": "keine neue Firmware"})).kind == pages.LATEST
    assert pages.read(page(body), Words({"firmware.confirm": ["Neue Firmware suchen"]})).kind == pages.MENU


def test_the_error_for_an_unknown_page_shows_all_there_is() -> None:
    step = pages.read(
        page("<p>Wozu?</p>" + FORM.format("<select name=a><option>Eins<option>Zwei</select>" + BUTTON.format("Los"))),
        NONE,
    )
    error = pages.unknown(step, "not understood", "firmware.update")
    assert error.kind == "unknown_layout"
    assert all(
        text in str(error) for text in ("Remote UI : Test", '"Los"', '"Eins"', "Wozu?", "firmware.update: <its text>")
    )


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (pages.LATEST, "The latest firmware is already installed."),
        (pages.LATEST, "The device is already running the latest firmware."),
        (pages.LATEST, "New firmware was not found."),
        (pages.LATEST, "There is no distributable firmware."),
        (pages.LATEST, "Firmware update is not necessary."),
        (pages.FAILED, "The firmware server is not responding."),
        (pages.BUSY, "Another user is using Register/Update Software."),
        (pages.RUNNING, "Updating the firmware. Do not turn OFF the power. 33%"),
        (pages.RUNNING, "Update started. The device will restart automatically after the update."),
    ],
)
def test_sentences(kind: str, text: str) -> None:
    assert pages.read(page(f"<p>{text}</p>"), Words({})).kind == kind


@pytest.mark.parametrize("value", ["-", "\u2013", "None", "N/A", "No new firmware"])
def test_row_that_offers_nothing(value: str) -> None:
    body = (
        f"<table><tr><th>Current Version</th><td>48.16</td></tr><tr><th>New Version</th><td>{value}</td></tr></table>"
    )
    assert pages.read(page(body), Words({})).kind == pages.LATEST


def test_promise_of_a_restart_is_no_update_that_runs() -> None:
    body = "<p>New firmware is available.</p><p>The device will restart.</p>" + FORM.format(BUTTON.format("OK"))
    assert pages.read(page(body), Words({})).kind == pages.FORM


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("Do you want to update the firmware from 48.16 to 49.01?", "49.01"),
        ("Update to version V49.01 (now: 48.16)?", "49.01"),
        ("Update the firmware to 49.01?", "49.01"),
        ("Update the firmware (48.16 / 49.01)?", None),
    ],
)
def test_version_that_a_question_offers(text: str, version: str | None) -> None:
    step = pages.read(page(f"<p>{text}</p>" + FORM.format(BUTTON.format("OK"))), Words({}))
    assert (step.kind, step.version) == (pages.FORM, version)
