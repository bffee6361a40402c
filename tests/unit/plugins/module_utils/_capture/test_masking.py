# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Masking: the same value becomes the same placeholder, however it is written; other texts stay as they are."""

from __future__ import annotations

import html
import json
from urllib.parse import quote

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._capture import placeholders as kinds
from ansible_collections.printfleet.canon.plugins.module_utils._capture.masking import Masker
from hypothesis import given, settings
from hypothesis import strategies as st


def masker(*learned: tuple[str, str], words: str = "", only_secrets: bool = False) -> Masker:
    made = Masker(only_secrets)
    made.know_word(words)
    for kind, value in learned:
        made.learn(kind, value)
    return made


@pytest.mark.parametrize(
    "written",
    [
        "2nd floor",
        "2nd&nbsp;floor",
        "2nd\u00a0floor",
        "2nd%20floor",
        "2nd+floor",
        "2nd\n  floor",
        "2nd\\u00a0floor",
    ],
)
def test_blanks_in_a_value_may_be_written_in_any_way(written: str) -> None:
    assert masker((kinds.TEXT, "2nd floor")).text(f"<td>{written}</td>") == "<td>masked-text-1</td>"


@pytest.mark.parametrize(
    "write", [str, html.escape, lambda text: quote(text, safe=""), lambda text: json.dumps(text)[1:-1]]
)
def test_special_characters_may_be_written_in_any_way(write) -> None:
    value = 'Büro "Süd" & <Co>'
    assert masker((kinds.TEXT, value)).text(f"x={write(value)};") == "x=masked-text-1;"


@given(
    value=st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=4, max_size=30),
    around=st.sampled_from(["<td>{}</td>", 'value="{}"', "var x = '{}';", " {} "]),
)
@settings(max_examples=300, deadline=None)
def test_no_value_is_left_over(value: str, around: str) -> None:
    made = masker((kinds.TEXT, value))
    for written in (value, html.escape(value), quote(value, safe="")):
        shown = made.text(around.format(written))
        # values of dots and stars alone stand for "not set" and are no secret
        assert written not in shown.replace("masked-text-1", "") or not made.placeholders, shown


def test_one_value_has_one_placeholder_in_all_texts() -> None:
    made = masker(
        (kinds.EMAIL, "scan@contoso.com"), (kinds.EMAIL, "other@contoso.com"), (kinds.EMAIL, "SCAN@contoso.com")
    )
    assert made.text("scan@contoso.com other@contoso.com Scan@Contoso.com") == (
        "mail-1@example.com mail-2@example.com mail-1@example.com"
    )
    assert made.counts == {"email_address": 2}


def test_the_longer_value_goes_first() -> None:
    made = masker((kinds.HOST, "contoso.com"), (kinds.HOST, "mail.contoso.com"))
    assert made.text("mail.contoso.com contoso.com") == "host-2.example.com host-1.example.com"


def test_an_address_is_not_found_inside_another() -> None:
    assert masker((kinds.ADDRESS, "10.0.0.1")).text("10.0.0.1 10.0.0.10 110.0.0.1 10.0.0.1:80") == (
        "192.0.2.1 10.0.0.10 110.0.0.1 192.0.2.1:80"
    )


def test_a_mac_address_is_found_with_and_without_its_signs() -> None:
    assert masker((kinds.MAC, "00:1e:8f:aa:bb:cc")).text("00:1E:8F:AA:BB:CC 00-1e-8f-aa-bb-cc 001e8faabbcc") == (
        " ".join(["00:00:5e:00:53:01"] * 3)
    )


def test_a_value_that_is_a_word_of_the_pages_is_masked_only_where_it_stands_alone() -> None:
    made = masker((kinds.USER, "admin"), (kinds.TEXT, "Location"), words="Admin Location")
    assert made.text('<input name="admin" value="admin"><th>Location Settings</th><td> Location </td>') == (
        '<input name="admin" value="user-name-1"><th>Location Settings</th><td> masked-text-1 </td>'
    )
    assert made.text("Remote UI : Portal : admin : iR-ADV") == "Remote UI : Portal : user-name-1 : iR-ADV"


def test_a_label_that_is_the_same_word_stays() -> None:
    made = masker((kinds.TEXT, "Location"), words="Location")
    for label in ("<th>Location</th>", "<td>Location :</td>", '<label for="x">Location</label>'):
        assert made.text(label + "<td>Location</td>") == label + "<td>masked-text-1</td>"


def test_the_name_of_a_field_stays() -> None:
    made = masker((kinds.NAME, "admin"))
    assert made.text('<input name="admin" value="1"> admin') == '<input name="admin" value="1"> device-name-1'


def test_a_short_number_is_not_replaced_inside_other_numbers_or_names() -> None:
    assert masker((kinds.USER, "1234")).text('<b id="x1234">1234</b> 512345') == '<b id="x1234">9000001</b> 512345'


def test_a_serial_number_is_found_inside_a_longer_one() -> None:
    assert masker((kinds.SERIAL, "TZE81304")).text("TZE81304A") == "SER00001A"


@pytest.mark.parametrize("value", ["", "*", "********", "-", "--", "...", "\u2022\u2022\u2022\u2022"])
def test_what_stands_for_nothing_is_not_learned(value: str) -> None:
    assert masker((kinds.PASSWORD, value)).counts == {}


def test_only_secrets() -> None:
    made = masker((kinds.SERIAL, "TZE81304"), (kinds.TOKEN, "71083414929605977602"), only_secrets=True)
    assert made.text("TZE81304 71083414929605977602") == "TZE81304 10000000000000000001"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (kinds.TOKEN, "71083414929605977602"),
        (kinds.TOKEN, "0123456789abcdef0123456789abcdef"),
        (kinds.COOKIE, "2995576543"),
        (kinds.KEY, "vk+zi+OtGH93XKXcQPhwFu5MiQEP"),
        (kinds.COOKIE, "-2995576543"),
    ],
)
def test_placeholders_have_the_shape_of_the_value(kind: str, value: str) -> None:
    mark = kinds.placeholder(kind, 7, value)
    assert mark != value
    assert mark.lstrip("-").isdigit() or not value.lstrip("-").isdigit()
    assert mark.startswith("-") == value.startswith("-")
    assert kind == kinds.COOKIE or len(mark) == len(value)
