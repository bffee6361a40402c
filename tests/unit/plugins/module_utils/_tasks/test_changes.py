# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Wanted against present."""

from __future__ import annotations

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._tasks.changes import as_diff, different


def test_only_what_differs_is_a_change() -> None:
    present = {"server": "SMTP.office365.com", "port": 25, "tls": True, "smtp_username": "Scan", "verify": None}
    wanted = {"server": "smtp.office365.com", "port": 587, "tls": True, "smtp_username": "scan", "verify": False}
    assert different(wanted, present) == {"port": 587, "smtp_username": "scan", "verify": False}


def test_setting_that_the_printer_does_not_show_is_a_change() -> None:
    assert different({"port": 587}, {}) == {"port": 587}


def test_diff_shows_no_secret() -> None:
    diff = as_diff({"port": 25}, {"port": 587, "smtp_password": "hush"}, "print-01", ("smtp_password",))
    assert diff["before"]["port"] == 25 and diff["after"]["port"] == 587
    assert "hush" not in str(diff)
    assert diff["before"]["smtp_password"] != diff["after"]["smtp_password"]
    assert diff["before_header"] == diff["after_header"] == "print-01"


@pytest.mark.parametrize(
    ("name", "one", "other", "equal"),
    [
        ("server", "smtp.office365.com", "SMTP.Office365.com.", True),
        ("server", "smtp.office365.com", "smtp.office365.com.au", False),
        ("endpoint", "https://login.microsoftonline.com/x/oauth2/v2.0", "https://login.microsoftonline.com/x/oauth2/v2.0/", True),
        ("smtp_username", "scan.", "scan", False),
    ],
)  # fmt: skip
def test_what_a_printer_may_make_of_a_value(name: str, one: str, other: str, equal: bool) -> None:
    assert (different({name: one}, {name: other}) == {}) is equal
