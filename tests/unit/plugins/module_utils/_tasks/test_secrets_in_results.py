# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets leave no result; data that only looks like one stays."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._tasks.secrets import MASK, censor, censored


def test_serial_number_with_the_pin_in_it_stays() -> None:
    result = {"printer": {"serial_number": "XTN7654321", "id": "7654321"}, "msg": "ok"}
    assert censor(result, ["7654321"]) == result


def test_pin_in_a_message_goes() -> None:
    assert censor({"msg": "login with 7654321 failed"}, ["7654321"])["msg"] == f"login with {MASK} failed"
    assert censor({"msg": "serial XTN7654321"}, ["7654321"])["msg"] == "serial XTN7654321"


@pytest.mark.parametrize("key", ["msg", "exception", "warnings", "error"])
def test_password_in_free_text_goes_wherever_it_is(key: str) -> None:
    result = {key: ["a Tr0ub4dor&3b", {"seen": ["xTr0ub4dor&3x"]}]}
    assert "Tr0ub4dor&3" not in str(censor(result, ["Tr0ub4dor&3"]))


def test_password_as_data_goes() -> None:
    found = censor({"settings": {"smtp_username": "Tr0ub4dor&3", "note": "is Tr0ub4dor&3 here"}}, ["Tr0ub4dor&3"])
    assert found["settings"] == {"smtp_username": MASK, "note": f"is {MASK} here"}


def test_short_password_does_not_eat_words() -> None:
    found = censor(
        {"msg": "scan refused: scan1 is not scan.", "settings": {"email": "scan@example.com", "user": "scan"}}, ["scan"]
    )
    assert found == {
        "msg": f"{MASK} refused: scan1 is not {MASK}.",
        "settings": {"email": "scan@example.com", "user": MASK},
    }


@pytest.mark.parametrize("shown", ["hush  hush\u200bhush", "hush hushhush"])
def test_password_goes_also_as_it_is_shown(shown: str) -> None:
    assert censor({"msg": f"say {shown}!"}, ["hush  hush\u200bhush"])["msg"] == f"say {MASK}!"


def test_longer_secret_goes_first() -> None:
    assert censor({"msg": "secret123456 secret123"}, ["secret123", "secret123456"])["msg"] == f"{MASK} {MASK}"


@pytest.mark.parametrize("secrets", [[], [""], [None]])
def test_no_secret_changes_nothing(secrets: list[Any]) -> None:
    result = {"msg": "a b", "changed": True, "n": 5, "none": None, "list": [1, "x"]}
    assert censor(result, secrets) == result


def test_the_result_itself_is_not_changed() -> None:
    result = {"msg": "hush-hush-hush", "a": {"b": ["hush-hush-hush"]}}
    before = copy.deepcopy(result)
    censor(result, ["hush-hush-hush"])
    assert result == before


@pytest.mark.parametrize("secret", ["a.b*c", "(x)", "\\d+", "[", "$1", "p\u00e4ss w\u00f6rd"])
def test_signs_of_a_password_are_no_pattern(secret: str) -> None:
    assert secret not in censor({"msg": f"say {secret} now", "data": "plain"}, [secret])["msg"]


def test_what_is_noted_of_a_write_has_no_password() -> None:
    noted: list[Any] = []
    event = {
        "phase": "failed",
        "error": "The printer says: xTr0ub4dor&3x is too short",
        "changes": {"smtp_username": {"before": "scan", "after": "Tr0ub4dor&3"}},
        "previous": {"smtp_username": "Tr0ub4dor&3"},
    }
    censored(noted.append, ["Tr0ub4dor&3"])(event)
    assert noted == [
        {
            "phase": "failed",
            "error": f"The printer says: x{MASK}x is too short",
            "changes": {"smtp_username": {"before": "scan", "after": MASK}},
            "previous": {"smtp_username": "Tr0ub4dor&3"},  # a rollback would write asterisks
        }
    ]
