# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs canon_oauth in the controller; see the module of the same name for its documentation."""

from __future__ import annotations

import typing as t

from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import RemoteUIError, Unreachable
from ansible_collections.printfleet.canon.plugins.module_utils._tasks import begun, token_status
from ansible_collections.printfleet.canon.plugins.module_utils._tasks import oauth as work
from ansible_collections.printfleet.canon.plugins.module_utils._tasks.runner import Context, failure
from ansible_collections.printfleet.canon.plugins.module_utils._tasks.waiting import TOKEN, Waiting
from ansible_collections.printfleet.canon.plugins.plugin_utils._remote_ui_action import RemoteUIAction
from ansible_collections.printfleet.canon.plugins.plugin_utils._turns import turn

Data = t.Dict[str, t.Any]


class _Elsewhere(RemoteUIError):
    """A failure on the machine that the task is delegated to, with the module's own words."""

    def __init__(self, outcome: Data) -> None:
        super().__init__(str(outcome.get("msg")))
        self.outcome = outcome
        error = outcome.get("error") or {}
        self.kind = str(error.get("kind") or Unreachable.kind)
        self.retryable = bool(error.get("retryable", outcome.get("unreachable", False)))


class ActionModule(RemoteUIAction):
    task = work

    def _place(self, params: Data, context: Context) -> t.ContextManager[None]:
        at_once, folder = params["codes_at_once"], context.folder
        if params["wait"] != TOKEN or at_once < 1 or folder is None or context.check_mode:
            return super()._place(params, context)
        return turn(folder, at_once, context.guard)

    def _elsewhere(self, given: Data, params: Data, context: Context, variables: Data) -> Data:
        """A module cannot say anything before it ends, and a person waits for the code: so the waiting is done here, look by look."""
        if params["wait"] == "none" or context.check_mode:
            return super()._elsewhere(given, params, context, variables)
        shared = {name: given[name] for name in token_status.SPEC.options if name in given}

        def call(module: str, args: Data) -> Data:
            outcome = self._module_there(f"printfleet.canon.{module}", args, params, context, variables)
            if outcome.get("failed") or outcome.get("unreachable"):
                raise _Elsewhere(outcome)
            return outcome

        def look() -> Data:
            return call("canon_token_status", shared)

        def renew() -> t.Optional[t.Mapping[str, t.Any]]:
            return call("canon_oauth", {**shared, "renew_code": True, "restart": params["restart"]})["saved"]

        try:
            status = look()
            result = call("canon_oauth", {**given, "wait": "none"})
            return work.wait(params, result, status, Waiting(look, renew, work.pace_of(params), context))
        except _Elsewhere as error:
            # a renewal that failed tells of itself, not of what was saved before it
            saved = {key: error.result[key] for key in begun.KEYS if key in error.result}
            return {**error.result, **error.outcome, **saved}
        except RemoteUIError as error:
            return failure(error, context.name)
