# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever a printer calls itself: a report stays one page, one table and one document, and runs nothing of it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.plugin_utils._report.kinds import KINDS
from ansible_collections.printfleet.canon.plugins.plugin_utils._report.report import Report, make
from ansible_collections.printfleet.canon.plugins.plugin_utils._report.rows import TEXTS, clean
from ansible_collections.printfleet.canon.plugins.plugin_utils._report.sheet import COLUMNS, defused
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

NOW = dt.datetime(2026, 11, 23, 18, 34, tzinfo=dt.timezone.utc)
HOSTILE = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "</td><script>alert(1)</script>",
            '"><img src=x onerror=alert(1)>',
            "</script><script>alert(1)</script>",
            "<!-- ",
            "]]>",
            "{{ 7 * 7 }}{% raw %}",
            "=HYPERLINK(1)",
            "\u202egnp.exe",
            "a\r\nb\x00c",
        ]
    ),
)
REASONS = st.lists(
    st.fixed_dictionaries({"what": HOSTILE, "why": HOSTILE, "remedy": HOSTILE, "who": HOSTILE}), max_size=2
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            **dict.fromkeys(TEXTS, HOSTILE),
            "reasons": REASONS,
            "unknown": st.lists(HOSTILE, max_size=2),
            "affected": st.none() | st.booleans(),
            "sends": st.none() | HOSTILE | st.fixed_dictionaries({"note": HOSTILE}),
        }
    ),
    max_size=3,
)
FRAME = make("assess", [], now=NOW).files["html"]


def table(report: Report) -> list[dict[str, str]]:
    text = report.files["csv"]
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


@settings(max_examples=150, deadline=None)
@given(rows=ROWS, kind=st.sampled_from(list(KINDS)), title=HOSTILE)
def test_nothing_gets_out_of_its_place(rows: list[dict[str, Any]], kind: str, title: str) -> None:
    report = make(kind, rows, title, now=NOW)
    page = html.document_fromstring(report.files["html"].encode("utf-8", "replace"))
    assert len(page.xpath("//script")) == len(page.xpath("//style")) == 1
    assert page.xpath("//img | //iframe | //link | //a | //@onerror | //@style | //comment()") == []
    assert len(page.xpath("//tbody/tr")) == len(rows)
    columns = 6 if any(row["last_send"] for row in table(report)) else 5
    assert {len(row) for row in page.xpath("//tr")} == {columns}
    cells = table(report)
    assert len(cells) == len(rows)
    for row in cells:
        assert list(row) == list(COLUMNS)
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row.values())
    whole = json.loads(report.files["json"])
    assert whole["total"] == sum(whole["counts"].values()) == len(rows)


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*TEXTS, "reasons", "unknown", "changes", "affected"]),
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        ),
    )
)
def test_any_row_makes_a_report(row: dict[str, Any]) -> None:
    report = make("verify", [row], now=NOW)
    assert json.loads(report.files["json"], parse_constant=pytest.fail)["total"] == len(table(report)) == 1


def test_the_page_permits_nothing_but_its_own_style_and_script() -> None:
    policy = html.document_fromstring(FRAME).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "http://" not in FRAME and "https://" not in FRAME


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        (" =1+1", "' =1+1"),
        ("+49", "'+49"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\uff1d1", "'\uff1d1"),
        ("\t=1", "'\t=1"),
        ("scan@contoso.com", "scan@contoso.com"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(text: str, shown: str) -> None:
    assert defused(text) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a\r\n\tb\x00c", "a b c"),
        ("abc\u202edef\u2066", "abcdef"),
        (None, ""),
        (True, "yes"),
        (3.18, "3.18"),
        ({"a": 1}, ""),
        ("\ud800x", "x"),
        ("x" * 5000, "x" * 2000),
        ("\u53f0\u5317 \u00c9tage", "\u53f0\u5317 \u00c9tage"),
    ],
)
def test_texts_are_one_clean_line(value: Any, shown: str) -> None:
    assert clean(value) == shown


def test_rows_come_by_verdict_and_name() -> None:
    rows = [{"host": host, "verdict": verdict} for host, verdict in
            (("c-10", "ready"), ("c-9", "ready"), ("c-1", "already_migrated"), ("c-2", "needs_dealer"), ("c-3", "of_another_kind"))]  # fmt: skip
    report = make("assess", rows, now=NOW)
    assert [row["host"] for row in table(report)] == ["c-2", "c-9", "c-10", "c-1", "c-3"]
    assert report.summary == "5 printers: 1 needs dealer, 2 ready to migrate, 1 already migrated, 1 of another kind"
    assert [row["host"] for row in json.loads(report.files["json"])["printers"]] == ["c-2", "c-9", "c-10", "c-1", "c-3"]


def test_several_reasons_are_one_line_of_the_table() -> None:
    reasons = [
        {"what": "clock", "why": "Off.", "remedy": "Correct it.", "who": "administrator"},
        {"what": "mail", "why": "Sends.", "remedy": "", "who": "nobody"},
        {"what": "dns", "why": "None.", "remedy": "Set it.", "who": "administrator"},
    ]
    (row,) = table(make("assess", [{"host": "c-1", "verdict": "x", "affected": True, "reasons": reasons}], now=NOW))
    assert (row["why"], row["remedy"], row["who"], row["affected"]) == (
        "Off. Sends. None.",
        "Correct it. Set it.",
        "administrator",
        "yes",
    )


def test_check_mode_is_said() -> None:
    assert "check mode" in make("migrate", [], check_mode=True, now=NOW).files["html"]
    assert "check mode" not in make("migrate", [], now=NOW).files["html"].replace("check_mode", "")


def test_the_last_mail_is_told_where_it_is_known() -> None:
    rows = [
        {"host": "c-1", "verdict": "fine", "sends": {"note": "Failed with #801."}},
        {"host": "c-2", "verdict": "fine"},
    ]
    report = make("verify", rows, now=NOW)
    assert [row["last_send"] for row in table(report)] == ["Failed with #801.", ""]
    page = html.document_fromstring(report.files["html"])
    assert page.xpath("//td[@class='sends']/text()") == ["Failed with #801.", "\u2013"]
    assert "Last mail sent" in page.xpath("//thead//th/text()")
    assert "Last mail sent" not in make("verify", rows[1:], now=NOW).files["html"].partition("</style>")[2]


@pytest.mark.parametrize(("kind", "is_told"), [("migrate", True), ("rollback", True), ("assess", False)])
def test_where_it_stopped_is_told(kind: str, is_told: bool) -> None:
    reason = {"what": "Set the mail server", "why": "It does not work.", "remedy": "Do something.", "who": "dealer"}
    report = make(kind, [{"host": "copier-1", "verdict": "x", "reasons": [reason]}], now=NOW)
    shown = html.document_fromstring(report.files["html"]).xpath("string(//td[contains(@class, 'reasons')])")
    assert ("Step: Set the mail server" in shown) == is_told
    assert "Do something." in shown and "dealer" in shown
    assert table(report)[0]["what"] == "Set the mail server"
