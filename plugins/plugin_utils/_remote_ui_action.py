# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Common base of the action plugins: runs a task of the collection inside the controller's own process (design, section 4)."""

from __future__ import annotations

import contextlib
import traceback
import typing as t
from pathlib import Path

from ansible import constants
from ansible.errors import AnsibleConnectionFailure, AnsibleError
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.plugins.action import ActionBase
from ansible.utils.display import Display
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import (
    InvalidInput,
    LoginLost,
    LoginRefused,
    RemoteUIError,
    RunEnded,
    Unreachable,
)
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.refusal import already_refused
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.store import SessionStore
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.text import one_line
from ansible_collections.printfleet.canon.plugins.module_utils._tasks.runner import Context, connect, execute, failure
from ansible_collections.printfleet.canon.plugins.module_utils._tasks.secrets import censor, censored
from ansible_collections.printfleet.canon.plugins.plugin_utils import _ahead, _run, _waiting_list
from ansible_collections.printfleet.canon.plugins.plugin_utils._evidence.audit import audit_folder, note
from ansible_collections.printfleet.canon.plugins.plugin_utils._evidence.elsewhere import writing_elsewhere
from ansible_collections.printfleet.canon.plugins.plugin_utils._near_names import near_names
from ansible_collections.printfleet.canon.plugins.plugin_utils._options import (
    given_options,
    misread,
    number_hint,
    problems,
)

display = Display()
_ahead.import_all()


class RemoteUIAction(ActionBase):
    """An action file is a subclass with one attribute: ``task``, a file of ``_tasks``.

    With ``delegate_to`` another machine, the real module of the same name does the work there; both ways give the same result.
    """

    _requires_connection = False
    task: t.Any = None

    @_run.ends_with_it
    def run(self, tmp: t.Any = None, task_vars: t.Optional[t.Dict[str, t.Any]] = None) -> t.Dict[str, t.Any]:
        result = super().run(tmp, task_vars)
        variables = task_vars or {}
        given = given_options(self._arguments(variables), self.task.SPEC, variables, self._templar)
        name = str(variables.get("inventory_hostname") or given.get("host") or "")
        for unknown, meant in near_names(variables):  # Ansible shows equal warnings once
            _run.tell(
                display.warning, f"The variable {unknown} means nothing to printfleet.canon. Did you mean {meant}?"
            )
        try:
            outcome = self._work(given, name, variables)
        except AnsibleError:
            raise  # core says it best
        except Exception as error:
            outcome = {
                "failed": True,
                "msg": f"{self._task.action}: {type(error).__name__}: {error}",
                "exception": traceback.format_exc(),
            }
        return dict(result, **censor(outcome, self.task.SPEC.secrets_in(given)))

    def _arguments(self, variables: t.Mapping[str, t.Any]) -> t.Mapping[str, t.Any]:
        """The arguments of the task, with what the controller adds to them."""
        return t.cast(t.Mapping[str, t.Any], self._task.args)

    def _work(self, given: t.Dict[str, t.Any], name: str, variables: t.Dict[str, t.Any]) -> t.Dict[str, t.Any]:
        spec = self.task.SPEC
        checked = ArgumentSpecValidator(spec.options, **spec.constraints()).validate(dict(given))
        wrong = problems(checked, self._task.action, self._task.args)
        wrong = wrong or misread(given, spec.secrets(), self._task.args)
        if wrong:
            return failure(InvalidInput(wrong, remedy="Nothing was sent"), name)
        context = self._context(name, audit_folder(variables, self._templar))
        params = checked.validated_parameters
        try:
            with self._place(params, context):
                if self._task.delegate_to and self._connection.transport != "local":
                    outcome = self._elsewhere(given, params, context, variables)
                else:
                    outcome = execute(self.task, params, context)
        except RemoteUIError as error:  # the run is gone, or what is to be written cannot be noted
            return failure(error, name)
        return _advised(outcome, number_hint(given, self._task.args))

    def _place(self, params: t.Dict[str, t.Any], context: Context) -> t.ContextManager[None]:
        """What the work is done in: a task that must wait for its turn waits here."""
        return contextlib.nullcontext()

    def _context(self, name: str, folder: t.Optional[Path]) -> Context:
        def guard() -> None:
            if _run.is_gone():
                raise RunEnded(
                    "The run was ended from outside",
                    remedy="Nothing more is written to this printer; run again to go on",
                )

        return Context(
            name=name,
            check_mode=bool(self._task.check_mode),
            diff=bool(self._task.diff),
            folder=constants.DEFAULT_LOCAL_TMP,
            guard=guard,
            log=lambda line: _run.tell(display.vvv, one_line(line), host=name),
            progress=lambda line: _run.tell(display.display, f"{name}: {one_line(line)}"),
            waiting=lambda news: _tell_waiting(constants.DEFAULT_LOCAL_TMP, name, news),
            **({"audit": lambda event: note(folder, name, event)} if folder and not self._task.check_mode else {}),
        )

    def _elsewhere(
        self, given: t.Dict[str, t.Any], params: t.Dict[str, t.Any], context: Context, variables: t.Dict[str, t.Any]
    ) -> t.Dict[str, t.Any]:
        """Let the real module do the work on the machine that the task is delegated to."""
        return self._module_there(None, given, params, context, variables)

    def _module_there(
        self,
        module: t.Optional[str],
        given: t.Dict[str, t.Any],
        params: t.Dict[str, t.Any],
        context: Context,
        variables: t.Dict[str, t.Any],
    ) -> t.Dict[str, t.Any]:
        """Run a module, None for the task's own, on the machine that the task is delegated to.

        The module reads no variables of ours and has no folder of the run: it logs in and out by itself. That a password was refused is
        remembered here, so that it is not sent again in this run either.
        """
        store = (
            SessionStore(connect(self.task, params, context)) if params.get("host") and params.get("password") else None
        )
        if store is not None and store.was_refused():
            return failure(already_refused(), context.name)
        if self._connection.has_pipelining and not self._connection.become:
            # otherwise core writes the module with its arguments, passwords among them, to files on both machines
            self._connection.always_pipeline_modules = True
        name = module or self._task.resolved_action or self._task.action
        checked = ArgumentSpecValidator(self.task.SPEC.options).validate(dict(given)).validated_parameters
        with writing_elsewhere(censored(context.audit, self.task.SPEC.secrets_in(given)), name, checked) as write:
            try:
                outcome = self._execute_module(module_name=module, module_args=given, task_vars=variables)
            except AnsibleConnectionFailure as error:
                # as Ansible's own "unreachable" no rescue would see it, and no report
                outcome = failure(_not_there(self._task.delegate_to, error), context.name)
            write.outcome = outcome
        if store is not None and (outcome.get("error") or {}).get("kind") in (LoginRefused.kind, LoginLost.kind):
            store.note_refusal()
        return as_named(outcome, str(given.get("host")), context.name)


def _not_there(machine: str, error: AnsibleConnectionFailure) -> RemoteUIError:
    return Unreachable(
        f"The connection to {machine}, to which the task is delegated, failed: {one_line(str(error))}",
        remedy=f"See to it that Ansible reaches {machine}, for example with ansible -m ping, then run again",
    )


def _tell_waiting(folder: str, name: str, news: t.Mapping[str, t.Any]) -> None:
    if news.get("user_code") and _waiting_list.is_first(folder):
        warning = "Type only codes that are shown here: a code from anywhere else gives a stranger access."
        _run.tell(display.display, warning)
    _waiting_list.post(folder, name, news)


def _advised(outcome: t.Dict[str, t.Any], hint: str) -> t.Dict[str, t.Any]:
    """The result, with one more thing to look at where the printer refused the password."""
    error = outcome.get("error") or {}
    if not hint or error.get("kind") != LoginRefused.kind:
        return outcome
    remedy = f"{str(error.get('remedy') or '').rstrip('.')}. {hint}"
    return {**outcome, "msg": f"{outcome.get('msg', '')} {hint}.", "error": {**error, "remedy": remedy}}


def as_named(result: t.Dict[str, t.Any], host: str, name: str) -> t.Dict[str, t.Any]:
    """A module's result with the printer's name in the inventory, which a module does not know, in place of its address."""

    def named(text: t.Any) -> t.Any:
        return name + text[len(host) :] if isinstance(text, str) and text.startswith(host + ": ") else text

    warnings, diff = result.get("warnings"), result.get("diff")
    if "msg" in result:
        result["msg"] = named(result["msg"])
    if isinstance(warnings, list):
        # since ansible-core 2.19 those of a module are objects
        texts = [getattr(getattr(warning, "event", None), "msg", warning) for warning in warnings]
        result["warnings"] = [named(text) for text in texts]
    if isinstance(diff, dict):
        result["diff"] = {
            key: name if key.endswith("_header") and value in (host, "") else value for key, value in diff.items()
        }
    return result
