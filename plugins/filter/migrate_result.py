# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The filter ``migrate_result``; its documentation is in the file of the same name that ends in ``.yml``."""

from __future__ import annotations

import typing as t

from ansible.errors import AnsibleFilterError
from ansible.utils.unsafe_proxy import wrap_var
from ansible_collections.printfleet.canon.plugins.plugin_utils._judgement import outcome
from ansible_collections.printfleet.canon.plugins.plugin_utils._options import plain


def migrate_result(
    proof: t.Any,
    mail: t.Any = None,
    oauth: t.Any = None,
    wanted: t.Any = None,
    check_mode: bool = False,
    failed_task: t.Optional[str] = None,
    failed_result: t.Any = None,
    stops: t.Any = None,
    record: t.Any = None,
    name: str = "",
) -> t.Dict[str, t.Any]:
    results = [plain(value or {}) for value in (proof, mail, oauth, wanted, failed_result)]
    if not all(isinstance(result, dict) for result in results):
        raise AnsibleFilterError(
            "migrate_result needs dictionaries: results of tasks, and the settings that were asked for"
        )
    proof, mail, oauth, wanted, failed_result = results
    # wrapped, because texts of a printer are no templates
    if failed_task is not None:
        result = outcome.failure(plain(failed_task), failed_result, mail, oauth, plain(stops or []), str(name))
    else:
        result = outcome.outcome(proof, mail, oauth, wanted, bool(check_mode), plain(record or {}))
    return wrap_var(result)


class FilterModule:
    """What Jinja finds."""

    def filters(self) -> t.Dict[str, t.Any]:
        return {"migrate_result": migrate_result}
