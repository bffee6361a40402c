# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Following an update whose page does not change."""

from __future__ import annotations

from typing import Any
from unittest.mock import MagicMock

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import StillUpdating, Unreachable
from ansible_collections.printfleet.canon.plugins.module_utils._screens import firmware_pages as pages
from ansible_collections.printfleet.canon.plugins.module_utils._screens import firmware_watch, restart
from ansible_collections.printfleet.canon.plugins.module_utils._screens.firmware_pages import Step
from ansible_collections.printfleet.canon.plugins.module_utils._screens.firmware_update import Plan

STAYS = Step(pages.RUNNING, said="The update was completed. The device will restart now.")


def watch(monkeypatch: pytest.MonkeyPatch, answers: list[Any]) -> None:
    """Follow a page that stays as it is. :param answers: what reading the versions comes to, the last one for good."""
    now = [0.0]
    monkeypatch.setattr(restart, "clock", lambda: now[0])
    monkeypatch.setattr(restart, "pause", lambda seconds: now.__setitem__(0, now[0] + seconds))
    monkeypatch.setattr(firmware_watch, "again", lambda _session, _step: STAYS)

    def has_changed() -> bool:
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, Exception):
            raise answer
        return bool(answer)

    firmware_watch.watch(MagicMock(), STAYS, has_changed, Plan(), 60.0, lambda _line: None)


def test_the_version_proves_an_update_whose_page_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    watch(monkeypatch, [False, Unreachable("away"), True])


def test_an_update_whose_page_stays_and_whose_version_too(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StillUpdating):
        watch(monkeypatch, [False])
