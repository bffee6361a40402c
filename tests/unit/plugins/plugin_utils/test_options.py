# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options that an inventory has spoilt."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.plugin_utils._options import misread, number_hint


@pytest.mark.parametrize("value", [0, 12000.0, True, False])
def test_a_pin_that_is_no_longer_what_was_written(value: Any) -> None:
    told = misread({"password": value}, ["password"], {})
    assert told.startswith(f"password (variable canon_password) came as {type(value).__name__} "), told
    assert misread({"password": value}, ["password"], {"password": value}).startswith("password came as ")
    assert str(value) not in told.replace("came as float", "")


@pytest.mark.parametrize("value", ["0", "0000000", 7654321, None, ""])
def test_a_pin_that_may_be_right(value: Any) -> None:
    assert misread({"password": value, "port": 0}, ["password"], {}) == ""


@pytest.mark.parametrize(
    "args, source", [({}, "The password (variable canon_password) came as"), ({"password": 34}, "The password came as")]
)
def test_a_number_that_may_have_lost_its_zeros(args: dict[str, Any], source: str) -> None:
    told = number_hint({"password": 34}, args)
    assert told.startswith(source), told
    assert "put it in quotes" in told
    assert "34" not in told


@pytest.mark.parametrize("value", ["0042", None, ""])
def test_a_text_needs_no_hint(value: Any) -> None:
    assert number_hint({"password": value, "port": 80, "smtp_password": 42}, {}) == ""
