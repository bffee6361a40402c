# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Whether a printer shows what was wanted or recorded, by the rule of the modules that write it."""

from __future__ import annotations

import typing as t

from ansible.module_utils.parsing.convert_bool import boolean
from ansible_collections.printfleet.canon.plugins.module_utils._screens import comparing


def same(shown: t.Any, wanted: t.Any, name: str) -> bool:
    """Compare two values of a setting; variables of an INI inventory may be texts ("yes", "587").

    :param name: as ``mail.<option>``, ``oauth.<option>``, or the option alone.
    """
    if isinstance(shown, bool) or isinstance(wanted, bool):
        try:
            return boolean(shown) is boolean(wanted)
        except TypeError:
            return False
    left, right = ("" if value is None else str(value) for value in (shown, wanted))
    return comparing.same(left, right, name.rpartition(".")[2])
