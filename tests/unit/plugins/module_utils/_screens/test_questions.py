# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which of a printer's questions is answered with yes after a save: the one about saving, and no other."""

from __future__ import annotations

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._screens import questions
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import page


@pytest.mark.parametrize(
    "text",
    [
        "Are you sure you want to change the settings?",
        "The settings will be changed. OK?",
        "Do you want to apply the setting changes?",
        "Save?  OK?",
        "The following settings will be registered.",
        "Is it OK to register these values?",
        "Are you sure?",
        "Do you want to continue?",
        "Register the settings? Do not turn OFF the main power until it is done.",
        "設定を変更しますか？",
    ],
)
def test_a_question_about_saving(text: str) -> None:
    assert questions.may_agree([text])


@pytest.mark.parametrize(
    "text",
    [
        "The device will be restarted. Do not turn OFF the main power until it has finished. Do you want to continue?",
        "Saved. Restart now? Do not turn off the power while restarting.",
        "The settings will take effect when the device is turned off and on. Turn it off now?",
    ],
)
def test_a_restart_is_only_agreed_to_where_it_is_wanted(text: str) -> None:
    assert not questions.may_agree([text])
    assert questions.may_agree([text], allow_restart=True)


@pytest.mark.parametrize(
    "text",
    [
        "All received documents in the memory will be deleted. Do you want to continue?",
        "The current authorization token will be discarded. Continue?",
        "All settings will be reset to the factory defaults. Continue?",
        "Jobs in progress will be canceled. Is it OK?",
        "The settings were saved. Delete the SMTP password as well?",
        "Overwrite the settings that another user has changed?",
        "Der Server wird neu gestartet. Fortfahren?",
        "Send a test mail?",
        "E-Mail Settings",
    ],
)
@pytest.mark.parametrize("restart", [False, True])
def test_any_other_question_is_left_to_a_person(text: str, restart: bool) -> None:
    assert not questions.may_agree([text], allow_restart=restart)


def test_a_long_page_is_no_question() -> None:
    buttons = '<a href="./list.cgi">Back</a><a href="./test.cgi">Execute</a>'
    assert questions.question(page(f"<p>Change the settings?</p>{buttons}")) is not None
    assert questions.question(page(f"<p>Change the settings?</p><p>{'Explanation. ' * 80}</p>{buttons}")) is None
