# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Logs of sent jobs in layouts that no virtual printer has, and menus that lead to them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.page import Page
from ansible_collections.printfleet.canon.plugins.module_utils._screens import log_times, monitor
from ansible_collections.printfleet.canon.plugins.module_utils._screens.error_codes import CODES
from ansible_collections.printfleet.canon.plugins.module_utils._screens.log_entry import Sent, sent
from ansible_collections.printfleet.canon.plugins.module_utils._screens.log_table import find_log
from ansible_collections.printfleet.canon.plugins.module_utils._screens.log_walk import newest_is_last
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import BASE, page, scripted

NOW = dt.datetime(2026, 11, 23, 18, 0)
HEAD = "<tr><th>No.</th><th>End Time</th><th>Result</th><th>Destination</th></tr>"


def table(*rows: str, head: str = HEAD, around: str = "{}") -> Page:
    return page(around.format(f"<table>{head}{''.join(rows)}</table>"))


def row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


ONE = row("0007", "2026 11/23 17:59", "NG (#801)", "bob@fabrikam.example")


def jobs(shown: Page, **labels: Any) -> list[Sent]:
    log = find_log(shown, labels)
    assert log is not None
    return [sent(line, labels) for line in log.lines]


@pytest.mark.parametrize(
    "shown",
    [
        table(ONE),
        table(ONE, around="<table><tr><td>Menu</td><td>{}</td></tr></table>"),
        table(ONE, head=HEAD.replace("th>", "td>")),
        table(ONE, head="<tr><td colspan='4'>Send Log</td></tr>" + HEAD),
        table(ONE, "<tr><td colspan='4'>1 job</td></tr>"),
        table(ONE, "<tr><td>Total</td></tr>"),
        table(head="<thead>" + HEAD + "</thead><tbody>" + ONE + "</tbody>"),
        page(f"<table>{HEAD}</table><div><table>{ONE}</table></div>"),
        page(
            f"<h4>Print</h4><table>{HEAD}{row('0001', '2026 11/23 10:00', 'OK', 'x')}</table><h4>Send</h4><table>{HEAD}{ONE}</table>"
        ),
        page(f"<table>{HEAD}</table><table><tr><td>a</td></tr></table><table>{HEAD}{ONE}</table>"),
        table(row("0007", "2026 11/23 17:59", '<img src="x.gif" alt="NG"/> #801', "bob")),
        table(ONE.replace("<td>", "<td><span>").replace("</td>", "</span>&nbsp;</td>")),
        page(f"<table>{HEAD}<script>document.write('{ONE}');</script></table>"),
    ],
)
def test_layouts(shown: Page) -> None:
    (job,) = jobs(shown)
    assert (job.number, job.time, job.result, job.error_code) == ("0007", "2026 11/23 17:59", "failed", "#801")
    assert "bob" not in str(job)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<p>There are no jobs.</p>",
        "<table><tr><th>Item</th><th>Details</th></tr><tr><td>Result</td><td>OK</td></tr></table>",
        "<table><tr><th>Result</th><th>Destination</th></tr><tr><td>OK</td><td>x</td></tr></table>",
        f"<table>{HEAD}{ONE}</table><table>{HEAD}{ONE}</table>",
    ],
)
def test_what_is_no_log_or_could_be_another_one(body: str) -> None:
    assert find_log(page(body), {}) is None


def test_an_empty_log_is_a_log() -> None:
    assert jobs(table("<tr><td colspan='4'>There are no jobs.</td></tr>")) == []


@pytest.mark.parametrize(
    "shown, code, expected",
    [
        ("OK", "", ("ok", None)),
        ("OK", "#000", ("ok", None)),
        ("Completed", "-", ("ok", None)),
        ("NG", "801", ("failed", "#801")),
        ("NG", "E839", ("failed", "#839")),
        ("\uff2e\uff27 \uff03\uff18\uff10\uff11", "", ("failed", "#801")),
        ("Error: #801", "", ("failed", "#801")),
        ("#752", "", ("failed", "#752")),
        ("Failed", "", ("failed", None)),
        ("NG, STOP", "", ("unknown", None)),
        ("Cancelled", "#995", ("unknown", "#995")),
        ("Sending", "", ("unknown", None)),
        ("OK", "#801", ("unknown", "#801")),
        ("Gesendet", "", ("unknown", None)),
        ("Not OK", "", ("unknown", None)),
        ("801", "", ("unknown", None)),
        ("OK NG", "", ("unknown", None)),
        ("#12345", "", ("unknown", None)),
    ],
)
def test_results(shown: str, code: str, expected: tuple[str, str | None]) -> None:
    job = sent({"number": "1", "result": shown, "error_code": code}, {})
    assert (job.result, job.error_code) == expected


def test_a_column_for_errors_only() -> None:
    assert [sent({"number": "1", "error_code": code}, {}).result for code in ("", "#801")] == ["ok", "failed"]


def test_results_can_be_taught() -> None:
    taught = {"job_log.ok": ["Gesendet"], "job_log.failed": "Nicht gesendet"}
    assert sent({"number": "1", "result": "gesendet"}, taught).result == "ok"
    assert sent({"number": "1", "result": "Nicht gesendet (#806)"}, taught).result == "failed"
    assert sent({"number": "1", "result": "Nicht gesendet"}, taught).result == "failed"


@pytest.mark.parametrize(
    "kind, by_mail",
    [
        ("E-Mail", True),
        ("I-Fax", True),
        ("Fax", False),
        ("File (SMB)", False),
        ("Mail Box", None),
        ("Send", None),
        ("", None),
    ],
)
def test_kinds(kind: str, by_mail: bool | None) -> None:
    job = sent({"number": "1", "result": "OK", "kind": kind}, {})
    assert (job.by_mail, job.kind) == (False if kind == "Mail Box" else by_mail, kind or None)


@pytest.mark.parametrize("private", ["bob@fabrikam.example", "0049301234567", "\\\\server\\share", "smb://server/x"])
def test_nobody_is_named(private: str) -> None:
    line = {"number": private, "time": private, "result": f"Sent to {private}", "kind": private}
    job = sent(line, {})
    assert private not in str(job.kind) + str(job.text)
    assert "@" not in str(job)


def test_every_code_says_what_and_how() -> None:
    assert {"#752", "#801", "#839", "#843"} <= set(CODES)
    for code in CODES.values():
        assert code.meaning.endswith(".") and code.remedy.endswith(".")


def iso(texts: list[str | None], clock: str | None = None) -> list[str | None]:
    return [moment.isoformat() if moment else None for moment in log_times.moments(texts, clock, NOW)]


def test_times_that_all_lines_agree_on() -> None:
    assert iso(["11/09 2026 10:00", "10/25 2026 09:30"]) == ["2026-11-09T10:00:00", "2026-10-25T09:30:00"]
    assert iso(["2026 11/09 10:00", None, "soon"]) == ["2026-11-09T10:00:00", None, None]


def test_the_clock_of_the_page_tells_day_from_month() -> None:
    assert iso(["05/06/2026 10:00 AM"]) == [None]
    assert iso(["05/06/2026 10:00 AM"], "11/23/2026 06:00:10 PM") == ["2026-05-06T10:00:00"]
    assert iso(["05/06/2026 10:00"], "23/11/2026 18:00:10") == ["2026-06-05T10:00:00"]
    assert iso(["26/11/09 10:00"], "26/11/23 18:00") == ["2026-11-09T10:00:00"]


def test_a_log_with_an_order_of_its_own_is_not_bent_to_that_of_the_clock() -> None:
    assert iso(["25/10/2026 10:00", "26/10/2026 10:00"], "11/23/2026 06:00 PM") == [
        "2026-10-25T10:00:00",
        "2026-10-26T10:00:00",
    ]
    assert iso(["01/12/2026 10:00"], "11/23/2026 06:00 PM") == ["2026-01-12T10:00:00"]


@pytest.mark.parametrize(
    "lines, upwards",
    [
        ([{"date_time": "2026 11/01 10:00", "number": "9"}, {"date_time": "2026 11/02 10:00", "number": "8"}], True),
        ([{"date_time": "2026 11/02 10:00", "number": "8"}, {"date_time": "2026 11/01 10:00", "number": "9"}], False),
        ([{"number": "0008"}, {"number": "0009"}], True),
        ([{"number": "0009"}, {"number": "0008"}], False),
        ([{"number": "x"}, {"number": "y"}], False),
        ([{"number": "1"}], False),
    ],
)
def test_which_end_is_new(lines: list[dict[str, str]], upwards: bool) -> None:
    assert newest_is_last(lines) is upwards


LOG = BASE + "/rps/jls.cgi?CorePGTAG=4"


@pytest.mark.parametrize(
    "shown",
    [
        page("<h3>Send</h3><ul><li><a href='./jls.cgi?CorePGTAG=4'>Job Log</a></li></ul>"),
        page("<span class='GroupTitle'>Send</span><a href='javascript:go(\"./jls.cgi?CorePGTAG=4\")'>Job Log</a>"
             "<script>function go(a) { location.href = a; }</script>"),
        scripted('var T = [{group: "Send", items: [{n: 4, "title": "Job Log ", url: "./jls.cgi?CorePGTAG=4", c: null}]}];'),
        scripted('var T = new Group("Send", [new Item("Job Log", "./jls.cgi?CorePGTAG=4", null)]);'),
        scripted('add("Send", [["./jls.cgi?CorePGTAG=4", "Job Log"]]);'),
    ],
)  # fmt: skip
def test_menus(shown: Page) -> None:
    found = [entry for entry in monitor.entries(shown) if entry.is_called("send > job log")]
    assert LOG in [entry.address for entry in found]
    assert not [entry for entry in monitor.entries(shown) if entry.is_called("Print > Job Log")]


def test_a_key_is_no_title() -> None:
    entries = monitor.entries(scripted('var T = {"Send Log": "./jls.cgi?CorePGTAG=4"}; var U = ["Send Log", "x.gif"];'))
    assert not [entry for entry in entries if entry.is_called("Send Log")]
