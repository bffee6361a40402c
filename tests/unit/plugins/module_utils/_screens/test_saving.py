# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Saving where the connection breaks: what is said about what the printer holds then."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.connection import Connection
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import (
    NotConfirmed,
    RefusedForm,
    RemoteUIError,
    Unreachable,
)
from ansible_collections.printfleet.canon.plugins.module_utils._screens import saving
from ansible_collections.printfleet.canon.plugins.module_utils._screens.saving import Saved, save
from ansible_collections.printfleet.canon.plugins.module_utils._screens.view import View
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.probe import HIDDEN, VISIBLE, view


class Going:
    """A session whose printer goes away when the form is sent: before the connection (``refused``) or after it."""

    token = "98765432109876543"
    connection = Connection(host="127.0.0.9")

    def __init__(self, *refused: bool) -> None:
        self.refused = list(refused)

    def renew(self) -> None:
        """The printer stays away."""

    def submit(self, *_request: Any) -> None:
        error = Unreachable("The connection failed")
        error.refused = self.refused.pop(0)
        raise error


def save_on(session: Any, *rereads: View | RemoteUIError) -> Saved:
    shown = list(rereads)

    def reread() -> View:
        found = shown.pop(0)
        if isinstance(found, RemoteUIError):
            raise found
        return found

    return save(session, view(HIDDEN + VISIBLE), {"tls": True}, reread)


def test_a_printer_that_was_gone_before_the_save_was_sent_nothing() -> None:
    with pytest.raises(Unreachable) as caught:
        save_on(Going(True), Unreachable("away"))
    assert "Nothing was sent" in str(caught.value)


@pytest.mark.parametrize("refused", [(False,), (False, True)])
def test_a_save_that_may_have_arrived_is_not_said_to_be_unsent(
    refused: tuple[bool, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "AWAY", 0.0)
    unchanged = [view(HIDDEN + VISIBLE) for _attempt in refused[1:]]
    with pytest.raises(NotConfirmed) as caught:
        save_on(Going(*refused), *unchanged, Unreachable("away"))
    assert str(caught.value).startswith("The settings were sent, but")


class Late(Going):
    """The first save is on its way when its connection breaks; the printer finishes it, and then refuses the second one's old token."""

    def submit(self, *_request: Any) -> None:
        if self.refused:
            super().submit()
        raise RefusedForm("The printer refused the settings", seen=["The page has expired."])


def test_a_save_that_took_effect_after_the_look_is_no_refusal() -> None:
    before, after = view(HIDDEN + VISIBLE), view(HIDDEN.replace('"QB" value="0"', '"QB" value="1"') + VISIBLE)
    assert save_on(Late(False), before, after).confirmed is True
    with pytest.raises(RefusedForm):
        save_on(Late(False), before, before)
    with pytest.raises(RefusedForm):
        save_on(Late(), after)
