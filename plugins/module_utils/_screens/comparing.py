# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""When a value of the printer is the wanted one."""

from __future__ import annotations

import typing as t

from .._remote_ui.text import label_key

_CASELESS = frozenset(["server", "email_address", "endpoint"])
_ENDS = {"server": ".", "endpoint": "/"}  # what a printer may add to a name or an address, or take away


def same(left: t.Any, right: t.Any, name: str = "") -> bool:
    """Whether a value of the printer is the wanted one; host names and addresses are compared without case."""
    if isinstance(left, str) and isinstance(right, str):
        if name in _CASELESS:
            ends = _ENDS.get(name, "")
            return label_key(left).rstrip(ends) == label_key(right).rstrip(ends)
        return left.strip() == right.strip()
    return left == right
