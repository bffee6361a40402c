# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""A task as an ordinary Ansible module, for tasks that are delegated to another machine."""

from __future__ import annotations

import typing as t

from ansible.module_utils.basic import AnsibleModule

from .runner import Context, execute
from .secrets import MASK, censor


def run_module(task: t.Any) -> None:
    """Body of a module's ``main``."""
    spec = task.SPEC
    module = AnsibleModule(argument_spec=spec.options, supports_check_mode=True, **spec.constraints())
    # our own censoring leaves serial numbers alone that contain a PIN; see secrets.py
    module.no_log_values.clear()
    masked = {
        name: MASK if spec.options.get(name, {}).get("no_log") and value else value
        for name, value in module.params.items()
    }
    secrets = spec.secrets_in(module.params)
    context = Context(check_mode=module.check_mode, diff=module._diff, log=lambda line: None)
    result = dict(execute(task, module.params, context), **censor({"invocation": {"module_args": masked}}, secrets))
    for warning in result.pop("warnings", []):
        module.warn(warning)
    if result.pop("failed", False):
        module.fail_json(**result)
    module.exit_json(**result)
