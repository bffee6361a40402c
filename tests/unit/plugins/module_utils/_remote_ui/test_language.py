# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A printer that ignores Accept-Language is asked for English in the ways that it may know."""

from __future__ import annotations

from typing import Any, cast

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.connection import Connection
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.page import Page
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.session import Session


def portal(language: str) -> Page:
    return Page("https://p/portal", f'<html lang="{language}"><script>var LanguageList = "[ja,de,en]";</script></html>')


class Visit:
    """Shows the portal in German until it is switched in the way that it knows."""

    def __init__(self, way: str) -> None:
        self.way, self.language = way, "de"
        self.asked: list[str] = []

    def switch_language(self, code: str) -> None:
        self.language = code if self.way == "form" else self.language

    def get(self, address: str) -> Page:
        self.asked.append(address)
        if "portalLang=en" in address and self.way == "parameter":
            self.language = "en"
        return portal(self.language)


@pytest.mark.parametrize(
    ("way", "language", "pages"), [("form", "en", 1), ("parameter", "en", 2), ("not at all", "de", 2)]
)
def test_language_is_switched(way: str, language: str, pages: int) -> None:
    session = Session(Connection(host="192.0.2.7"))
    visit = Visit(way)
    session.visit, session.portal = cast(Any, visit), portal("de")
    session._speak_english()
    assert session.portal is not None
    assert (session.portal.language, len(visit.asked), session.language) == (language, pages, "de")


@pytest.mark.parametrize("language", ["en", "en-us", ""])
def test_english_is_not_switched(language: str) -> None:
    session = Session(Connection(host="192.0.2.7"))
    visit = Visit("form")
    session.visit, session.portal = cast(Any, visit), portal(language)
    session._speak_english()
    assert not visit.asked and session.language is None
