# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a chat gets to read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.plugin_utils._code_desk.board import Printer
from ansible_collections.printfleet.canon.plugins.plugin_utils._code_desk.messages import message

TOTALS = {"all": 100, "done": 12, "waiting": 1, "failed": 3, "left": 0, "to_come": 84}
HOSTILE = "[click](https://evil.example) <!channel> *x* @here"
PRINTER = Printer(
    "copier-1", "waiting", place=HOSTILE, model="iR-ADV", code="HCDZ36RMX", uri="https://microsoft.com/devicelogin"
)


@pytest.mark.parametrize("kind", ["teams", "slack"])
def test_codes_are_there_only_where_they_are_asked_for(kind: str) -> None:
    without, with_codes = (json.dumps(message(kind, TOTALS, [PRINTER], asked)) for asked in (False, True))
    assert "copier-1" in without and "Open the code desk page" in without
    for secret in ("HCDZ36RMX", "devicelogin"):
        assert secret not in without and secret in with_codes
    assert "compare each one" in with_codes


def test_teams_gets_an_adaptive_card() -> None:
    body = message("teams", TOTALS, [PRINTER], False)
    (attachment,) = body["attachments"]
    assert (body["type"], attachment["contentType"]) == ("message", "application/vnd.microsoft.card.adaptive")
    card = attachment["content"]
    assert (card["type"], card["version"], card["body"][0]["text"]) == (
        "AdaptiveCard",
        "1.4",
        "1 printer waits for a code",
    )


def texts(entry: Any) -> list[tuple[str, str]]:
    """(kind, text) of everything that has a text."""
    if isinstance(entry, list):
        return [found for item in entry for found in texts(item)]
    if not isinstance(entry, dict):
        return []
    own = [(entry.get("type", "mrkdwn"), entry["text"])] if isinstance(entry.get("text"), str) else []
    return own + [found for value in entry.values() for found in texts(value)]


@pytest.mark.parametrize(("kind", "plain"), [("teams", "TextRun"), ("slack", "plain_text")])
def test_a_printers_text_is_not_interpreted(kind: str, plain: str) -> None:
    found = [where for where, text in texts(message(kind, TOTALS, [PRINTER], True)) if "click" in text]
    assert found == [plain]


@pytest.mark.parametrize("kind", ["teams", "slack"])
def test_a_long_list_fits(kind: str) -> None:
    waiting = [Printer(f"copier-{number}", "waiting", place="p" * 200, model="m" * 200) for number in range(500)]
    body = message(kind, {**TOTALS, "waiting": 500}, waiting, True)
    assert len(json.dumps(body)) < 28_000  # Teams' limit of a message
    assert all(len(text) <= 3000 for _kind, text in texts(body))
    assert "500 printers wait" in json.dumps(body)


@pytest.mark.parametrize("kind", ["teams", "slack"])
def test_the_end(kind: str) -> None:
    text = json.dumps(message(kind, {**TOTALS, "waiting": 0, "left": 2}, [], False, ended=True))
    assert "has ended" in text and "2 left for the next run" in text
