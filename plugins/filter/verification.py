# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The filter ``verification``; its documentation is in the file of the same name that ends in ``.yml``."""

from __future__ import annotations

import typing as t

from ansible.errors import AnsibleFilterError
from ansible.utils.unsafe_proxy import wrap_var
from ansible_collections.printfleet.canon.plugins.module_utils._tasks.oauth import endpoint_of
from ansible_collections.printfleet.canon.plugins.plugin_utils._judgement.fitness import Limits
from ansible_collections.printfleet.canon.plugins.plugin_utils._judgement.verification import verify
from ansible_collections.printfleet.canon.plugins.plugin_utils._options import plain


def verification(
    facts: t.Any, wanted: t.Any = None, record: t.Any = None, max_clock_offset: t.Any = 300, name: str = ""
) -> t.Dict[str, t.Any]:
    facts, wanted, record = (plain(value or {}) for value in (facts, wanted, record))
    if not all(isinstance(value, dict) for value in (facts, wanted, record)):
        raise AnsibleFilterError("verification wants a result of canon_info, settings, and a record of fleet_record")
    try:
        limits = Limits(max_clock_offset=int(max_clock_offset))
    except (TypeError, ValueError):
        raise AnsibleFilterError(f'max_clock_offset: "{max_clock_offset}" is not a number of seconds') from None
    settings = {key: value for key, value in wanted.items() if "." in key}
    settings["oauth.endpoint"] = endpoint_of({"tenant": None, "endpoint": None, "cloud": "global", **wanted})
    return wrap_var(verify(facts, settings, record, limits, str(name)))


class FilterModule:
    """What Jinja finds."""

    def filters(self) -> t.Dict[str, t.Any]:
        return {"verification": verification}
