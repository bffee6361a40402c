# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Keeps the record of a printer; see the module of the same name for its documentation."""

from __future__ import annotations

import contextlib
import typing as t
from pathlib import Path

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.plugins.action import ActionBase
from ansible.utils.unsafe_proxy import wrap_var
from ansible_collections.printfleet.canon.plugins.plugin_utils import _folder, _run
from ansible_collections.printfleet.canon.plugins.plugin_utils._evidence import record, store
from ansible_collections.printfleet.canon.plugins.plugin_utils._judgement.row import row as row_of
from ansible_collections.printfleet.canon.plugins.plugin_utils._options import plain, problems

SPEC: t.Dict[str, t.Dict[str, t.Any]] = {
    "kind": {"type": "str", "choices": ["migrate", "rollback", "verify"], "default": "migrate"},
    "found": {"type": "dict"},
    "result": {"type": "dict"},
    "proof": {"type": "dict"},
    "site": {"type": "str"},
    "path": {"type": "path"},
}


class ActionModule(ActionBase):
    """Works in the controller, wherever the task is delegated to."""

    _requires_connection = False

    @_run.ends_with_it
    def run(self, tmp: t.Any = None, task_vars: t.Optional[t.Dict[str, t.Any]] = None) -> t.Dict[str, t.Any]:
        result, variables = super().run(tmp, task_vars), task_vars or {}
        checked = ArgumentSpecValidator(SPEC).validate(plain(self._task.args))
        wrong = problems(checked, self._task.action)
        if wrong:
            return dict(result, failed=True, msg=wrong)
        params = checked.validated_parameters
        host = str(variables.get("inventory_hostname") or "")
        place = _folder.reports_folder(params["path"], variables)
        try:
            writes = not self._task.check_mode and bool(params["found"] or params["result"])
            recorded = store.is_recorded(place, host)
            with store.locked(place, host) if writes else contextlib.nullcontext():
                kept = _keep(place, host, params, writes)
            recorded_printers = store.number_of_records(place)
        except (OSError, ValueError) as error:
            remedy = getattr(
                error, "remedy", "Make it readable and writable for the account that runs ansible-playbook"
            )
            msg = f"{host}: the record of this printer cannot be kept: {error}. {remedy}."
            return dict(result, failed=True, msg=msg)
        row = row_of(kept, store.this_run(), host, params)
        return dict(
            result,
            changed=False,
            path=str(store.path_of(place, host)),
            folder=str(place),
            recorded=recorded,
            recorded_printers=recorded_printers,
            record=wrap_var(kept),
            row=wrap_var(row),
        )


def _keep(place: Path, host: str, params: t.Mapping[str, t.Any], writes: bool) -> record.Record:
    """The record with what the task has to say. :param writes: False where that is only said, as in check mode."""
    kept, run = store.load(place, host), store.this_run()
    printer = _printer(params["found"])
    if params["kind"] == "migrate" and record.is_new_to(kept, printer):
        if writes and kept["serial_number"]:
            store.set_aside(place, host, str(kept["serial_number"]))
        kept = store.load_aside(place, host, record.serial_of(printer))  # the device may have had this name before
    if params["kind"] == "verify":
        if params["result"]:
            kept["verified"] = dict(params["result"], at=run["at"], run=run["run"])
    elif params["result"]:
        record.ended(kept, run, params["result"], _printer(params["proof"]))
    elif params["found"]:
        record.found(kept, run, params["kind"], printer)
    if writes:
        store.save(place, host, kept)
    return kept


def _printer(facts: t.Any) -> t.Dict[str, t.Any]:
    printer = (facts or {}).get("printer")
    return printer if isinstance(printer, dict) else {}
