# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""When a value of the printer is the wanted one."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._screens.comparing import same


@pytest.mark.parametrize(
    ("left", "right", "name", "equal"),
    [
        ("a", "a ", "", True),
        ("a", "A", "", False),
        ("SMTP.Example.com", "smtp.example.COM", "server", True),
        (True, True, "", True),
        (True, False, "", False),
        (587, 587, "", True),
        (None, False, "", False),
        (None, "", "", False),
        ("587", 587, "", False),
    ],
)
def test_when_two_values_are_the_same(left: Any, right: Any, name: str, equal: bool) -> None:
    assert same(left, right, name) is equal
