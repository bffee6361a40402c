# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How texts of the Remote UI are compared."""

from __future__ import annotations

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.text import (
    label_key,
    label_keys,
    one_line,
    phrase,
    shorten,
    squeeze,
    without_colon,
    without_tags,
)


@pytest.mark.parametrize(
    "shown",
    [
        "SMTP Server",
        "SMTP Server :",
        "SMTP\u00a0Server\u00a0:",
        " smtp server: ",
        "ＳＭＴＰ Server：",
        "SMTP\n\t Server",
        "SMTP\u200bServer",
        "SMTP Server : :".replace(" :", ":"),
    ],
)
def test_spellings_of_one_label_have_one_key(shown: str) -> None:
    assert label_key(shown) == label_key("SMTP Server")


@pytest.mark.parametrize("other", ["SMTP Servers", "POP Server", "SMTP Server 2", "SMTP: Server", ""])
def test_other_labels_have_other_keys(other: str) -> None:
    assert label_key(other) != label_key("SMTP Server")


@pytest.mark.parametrize(
    "note", ["(Max. 48 characters)", "(up to 48)", "*", "※", "(required)", "(Optional) *", "(0-99) :"]
)
def test_note_behind_a_label_does_not_hide_it(note: str) -> None:
    assert label_key("SMTP Server") in label_keys(f"SMTP Server {note}")


@pytest.mark.parametrize("name", ["Allow TLS (POP)", "OAuth 2.0 (Google)", "User Name (POP)"])
def test_brackets_that_tell_two_settings_apart_belong_to_the_label(name: str) -> None:
    assert label_keys(name) == [label_key(name)]


def test_note_alone_is_a_label() -> None:
    assert label_keys("(2)") == ["(2)"]


def test_squeeze_knows_all_blanks() -> None:
    assert squeeze("\u00a0 a \t\r\n\ufeffb\u00a0\u00a0") == "a b"
    assert squeeze(None) == ""


def test_colons_are_removed_at_the_end_only() -> None:
    assert without_colon("A : B :\u00a0") == "A : B"
    assert without_colon("Zeit：") == "Zeit"


def test_menu_title_loses_its_memo_tag() -> None:
    assert without_tags('IPv4&nbsp;Settings <span class="memo">(*)</span> ') == "IPv4 Settings (*)"
    assert without_tags("Date &amp; Time ") == "Date & Time"


@pytest.mark.parametrize(
    "shown", ["Being Acquired...", "being acquired…", " Being  Acquired . . ".replace(" . .", ".")]
)
def test_status_phrases_are_compared_without_dots_and_case(shown: str) -> None:
    assert phrase(shown) == "being acquired"


def test_shorten_keeps_short_and_marks_long_texts() -> None:
    assert shorten("short") == "short"
    assert len(shorten("x" * 500, 80)) == 80
    assert shorten("x" * 500, 80).endswith("…")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x9b2Jb", "a 2Jb"),
        ("a\x1b[31mb\x07", "a [31mb"),
        ("https://microsoft.com/\u202egnp\u2066", "https://microsoft.com/gnp"),
        ("a\r\n\u2028b\u200b\ufeffc", "a bc"),
        ("x\ud800\ue000y", "xy"),
        ("\u53f0\u5317\u00a0 \u00c9tage", "\u53f0\u5317 \u00c9tage"),
        ("", ""),
    ],
)
def test_what_a_person_is_shown(text: str, shown: str) -> None:
    assert one_line(text) == shown
