# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: migrate_result
short_description: How the migration of a printer ended
version_added: "0.1.0"
author:
  - printfleet.canon contributors (@printfleet)
description:
  - Makes the fact C(migrate_result) of the role P(printfleet.canon.migrate#role) of what its tasks returned.
positional: _input
options:
  _input:
    description:
      - The result of M(printfleet.canon.canon_info) that was read last, with the subsets C(device), C(mail) and C(oauth).
      - Not looked at with O(failed_task).
    type: dict
    required: true
  mail:
    description: The result of M(printfleet.canon.canon_smtp), where it came to that.
    type: dict
    default: {}
  oauth:
    description: The result of M(printfleet.canon.canon_oauth), where it came to that.
    type: dict
    default: {}
  wanted:
    description: The mail settings that were asked for, with the keys C(server), C(port) and C(email_address).
    type: dict
    default: {}
  check_mode:
    description: Whether nothing was written because of check mode.
    type: bool
    default: false
  failed_task:
    description: The name of the task that failed, where one did.
    type: str
  failed_result:
    description: Its result.
    type: dict
    default: {}
"""

EXAMPLES = r"""
- name: Record the result
  ansible.builtin.set_fact:
    migrate_result: "{{ proof | printfleet.canon.migrate_result(mail=mail, oauth=oauth, wanted={'server': 'smtp.office365.com', 'port': 587}) }}"
"""

RETURN = r"""
_value:
  description: The keys C(state), C(step), C(reason), C(changed_settings) and C(previous_settings).
  type: dict
  sample:
    changed_settings:
      oauth.enabled: true
    previous_settings:
      oauth.enabled: false
    reason: ""
    state: active
    step: done
"""

import typing as t

from ansible.errors import AnsibleFilterError
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
) -> t.Dict[str, t.Any]:
    results = [plain(value or {}) for value in (proof, mail, oauth, wanted, failed_result)]
    if not all(isinstance(result, dict) for result in results):
        raise AnsibleFilterError("migrate_result needs dictionaries: results of tasks, and the settings that were asked for")
    proof, mail, oauth, wanted, failed_result = results
    if failed_task is not None:
        return outcome.failure(plain(failed_task), str(failed_result.get("msg") or ""), mail, oauth)
    return outcome.outcome(proof, mail, oauth, wanted, bool(check_mode))


class FilterModule:
    """What Jinja finds."""

    def filters(self) -> t.Dict[str, t.Any]:
        return {"migrate_result": migrate_result}
