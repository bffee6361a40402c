# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""One reason of a verdict, and who can do something about it."""

from __future__ import annotations

import typing as t

SITE = "somebody at the printer"
ADMINISTRATOR = "administrator of the printer"
DEALER = "dealer"
OPERATOR = "whoever runs the playbook"
NETWORK = "network administrator"
PROJECT = "maintainers of the collection"
NOBODY = "nobody"


def without_name(message: str, name: str) -> str:
    """A message without the printer's name in the inventory (empty: not known), with which it begins."""
    return message.removeprefix(f"{name}: ") if name else message


class Reason(t.NamedTuple):
    """Whole sentences in ``why`` and ``remedy``; ``remedy`` is empty where nothing has to be done.

    :ivar what: what it is about, in one word.
    :ivar who: who acts, one of the constants of this file.
    """

    what: str
    why: str
    remedy: str = ""
    who: str = NOBODY

    @property
    def text(self) -> str:
        return f"{self.why} {self.remedy}".strip()
