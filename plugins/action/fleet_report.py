# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Writes the report of a run; see the module of the same name for its documentation."""

from __future__ import annotations

import typing as t
from pathlib import Path

from ansible import constants
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.plugins.action import ActionBase
from ansible_collections.printfleet.canon.plugins.plugin_utils import _folder, _run
from ansible_collections.printfleet.canon.plugins.plugin_utils._last_word import last_word
from ansible_collections.printfleet.canon.plugins.plugin_utils._options import plain, problems
from ansible_collections.printfleet.canon.plugins.plugin_utils._report.kinds import KINDS, lost_row
from ansible_collections.printfleet.canon.plugins.plugin_utils._report.prometheus import as_prometheus
from ansible_collections.printfleet.canon.plugins.plugin_utils._report.report import make

SPEC: t.Dict[str, t.Dict[str, t.Any]] = {
    "kind": {"type": "str", "required": True, "choices": list(KINDS)},
    "rows": {"type": "list", "elements": "dict", "required": True},
    "lost": {"type": "list", "elements": "str", "default": []},
    "path": {"type": "path"},
    "name": {"type": "str"},
    "prometheus_path": {"type": "path"},
    "title": {"type": "str"},
}


class ActionModule(ActionBase):
    """Works in the controller, wherever the task is delegated to: there are the rows of all printers."""

    _requires_connection = False

    @_run.ends_with_it
    def run(self, tmp: t.Any = None, task_vars: t.Optional[t.Dict[str, t.Any]] = None) -> t.Dict[str, t.Any]:
        result = super().run(tmp, task_vars)
        checked = ArgumentSpecValidator(SPEC).validate(plain(self._task.args))
        wrong = problems(checked, self._task.action)
        if wrong:
            return dict(result, failed=True, msg=wrong)
        params = checked.validated_parameters
        name = params["name"] or params["kind"]
        if "/" in name or name.startswith("."):
            return dict(result, failed=True, msg=f'name: "{name}" is not a file name')
        place = _folder.reports_folder(params["path"], task_vars or {})
        metrics = Path(params["prometheus_path"]) if params["prometheus_path"] else None
        if metrics and (params["kind"] != "verify" or metrics.suffix != ".prom"):
            return dict(result, failed=True, msg="prometheus_path is for kind: verify and must end in .prom")
        has_row = {str(row.get("host")) for row in params["rows"]}
        lost = [name for name in params["lost"] if name not in has_row]
        rows = params["rows"] + [
            lost_row(params["kind"], name, self._site(name, params["kind"], task_vars or {})) for name in lost
        ]
        report = make(params["kind"], rows, params["title"] or "", bool(self._task.check_mode))
        try:
            with last_word(constants.DEFAULT_LOCAL_TMP, place / name) as has_it:
                if has_it:
                    for ending, text in report.files.items():
                        _folder.write(place, f"{name}.{ending}", text)
                    if metrics:
                        _folder.write(metrics.parent, metrics.name, as_prometheus(rows), mode=0o644)
        except OSError as error:
            return dict(result, failed=True, msg=f"The report cannot be written: {error}")
        written = {ending: str(place / f"{name}.{ending}") for ending in report.files}
        return dict(
            result,
            changed=False,
            counts=report.counts,
            lost=lost,
            summary=[report.summary, f"Report: {written['html']}"],
            **written,
        )

    def _site(self, host: str, kind: str, variables: t.Mapping[str, t.Any]) -> str:
        """The site that another host's variables tell; empty where they cannot be read: one of them may be what the host failed for."""
        for name in (f"{kind}_site", "site"):
            try:
                text = str(variables["hostvars"][host].get(name) or "")
            except Exception:
                text = ""
            # ansible-core before 2.19 gives what it cannot resolve as it is
            if text and not self._templar.is_template(text):
                return text
        return ""
