# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The filter ``rollback_plan``; its documentation is in the file of the same name that ends in ``.yml``."""

from __future__ import annotations

import typing as t

from ansible.errors import AnsibleFilterError
from ansible.utils.unsafe_proxy import wrap_var
from ansible_collections.printfleet.canon.plugins.plugin_utils._judgement.rollback import plan
from ansible_collections.printfleet.canon.plugins.plugin_utils._options import plain


def rollback_plan(record: t.Any, facts: t.Any, has_password: bool = False) -> t.Dict[str, t.Any]:
    record, facts = plain(record), plain(facts)
    if not isinstance(record, dict) or not isinstance(facts, dict):
        raise AnsibleFilterError("rollback_plan wants a record of fleet_record and a result of canon_info")
    return wrap_var(plan(record, facts, bool(has_password)))


class FilterModule:
    """What Jinja finds."""

    def filters(self) -> t.Dict[str, t.Any]:
        return {"rollback_plan": rollback_plan}
