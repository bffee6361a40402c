# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs canon_firmware in the controller; see the module of the same name for its documentation."""

from __future__ import annotations

from ansible_collections.printfleet.canon.plugins.module_utils._tasks import firmware as work
from ansible_collections.printfleet.canon.plugins.plugin_utils._remote_ui_action import RemoteUIAction


class ActionModule(RemoteUIAction):
    task = work
