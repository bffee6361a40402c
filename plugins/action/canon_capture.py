# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs canon_capture in the controller; see the module of the same name for its documentation."""

from __future__ import annotations

import os
import typing as t

from ansible_collections.printfleet.canon.plugins.module_utils._tasks import capture as work
from ansible_collections.printfleet.canon.plugins.plugin_utils._remote_ui_action import RemoteUIAction


class ActionModule(RemoteUIAction):
    task = work

    def _arguments(self, variables: t.Mapping[str, t.Any]) -> t.Mapping[str, t.Any]:
        """The module on another machine knows neither the printer's inventory name nor the playbook's folder."""
        arguments = dict(self._task.args)
        arguments.setdefault("name", variables.get("inventory_hostname"))
        if arguments.get("dest") and self._works_here():
            dest = os.path.expandvars(str(arguments["dest"]))
            arguments["dest"] = self._loader.path_dwim(dest) + ("/" if dest.endswith("/") else "")
        return arguments

    def _works_here(self) -> bool:
        return not self._task.delegate_to or self._connection.transport == "local"
