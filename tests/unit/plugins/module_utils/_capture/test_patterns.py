# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values that are recognised by their form, in any text."""

from __future__ import annotations

import time

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._capture import patterns
from ansible_collections.printfleet.canon.plugins.module_utils._capture.masking import Masker
from hypothesis import given, settings
from hypothesis import strategies as st


def learned(text: str) -> dict[str, int]:
    masker = Masker()
    patterns.study(masker, text)
    return masker.counts


def shown(text: str) -> str:
    masker = Masker()
    patterns.study(masker, text)
    return masker.text(text)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("to scan@contoso.com.", "to mail-1@example.com."),
        ("gw 10.1.2.3,", "gw 192.0.2.1,"),
        ("fe80::21e:8fff:feaa:bbcc", "2001:db8::1"),
        ("http://copier.contoso.local:8000/rps/", "http://host-1.example.com:8000/rps/"),
        ("http%3A%2F%2Fcopier.contoso.local%2Frps", "http%3A%2F%2Fhost-1.example.com%2Frps"),
        ("\\\\files\\scans", "\\\\host-1.example.com\\scans"),
        (
            "https://login.microsoftonline.com/contoso.com/oauth2/v2.0",
            "https://login.microsoftonline.com/tenant-1.example.com/oauth2/v2.0",
        ),
        ("contoso.onmicrosoft.com", "tenant-1.example.com"),
        ("at -my-firm_1.mail.onmicrosoft.com.", "at -tenant-1.example.com."),
        ("a.my-firm.sharepoint.com/x", "a.tenant-1.example.com/x"),
        ("enter the code HCDZ36RMX to", "enter the code CODE00001 to"),
        ("deviceauth?otc=HCDZ36RMX&x", "deviceauth?otc=CODE00001&x"),
        ("Seen: serial number TZE81304A.", "Seen: serial number SER00001."),
        ("<scan:SerialNumber>TZE81304A</x>", "<scan:SerialNumber>SER00001</x>"),
        ("Token=71083414929605977602&", "Token=10000000000000000001&"),
        ("11111111-2222-3333-4444-555555555555", "00000000-0000-4000-8000-000000000001"),
    ],
)
def test_masked(text: str, masked: str) -> None:
    assert shown(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "https://login.microsoftonline.com/organizations/oauth2/v2.0",
        "https://microsoft.com/devicelogin",
        "smtp.office365.com",
        "http://www.w3.org/1999/xhtml",
        "255.255.255.0",
        "0.0.0.0",
        "V3.18.0.1",
        "3.18",
        "2026 04/01 13:37:12",
        "12:34:56",
        "a::before{}",
        "Dummy=1775556543123",
        "document.SUBMIT_FORM.Flag.value",
        "#00ff00",
        "the code is not correct",
        "CorePGTAG=36&Flag=Init_Data",
        "Successfully Connected",
    ],
)
def test_left_as_it_is(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("mail.contoso.com", True),
        ("copier.local", True),
        ("V3.18", False),
        ("c_rnet.tpl", False),
        ("smtp.office365.com", False),
        ("10.0.0.1", False),
        ("Ready.", False),
        ("x", False),
    ],
)
def test_host_names(text: str, is_name: bool) -> None:
    assert patterns.is_host_name(text) is is_name


@settings(deadline=None)
@given(st.text(max_size=400))
def test_any_text_can_be_studied(text: str) -> None:
    learned(text)


@pytest.mark.parametrize(
    "piece", ["a", "1", "a.", ":", "http://", "aB1", "1.1.", "a-", "0-0-", "-", "a_", "serial number ", "\\\\a", "a@b."]
)
def test_in_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    started = time.process_time()
    learned(text)
    assert time.process_time() - started < 2
