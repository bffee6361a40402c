# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Documentation of the options that the modules share which change settings."""

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  restart:
    description:
      - What happens when the printer demands a restart before a setting takes effect.
      - V(never) leaves the printer running and reports RV(restart_pending).
      - V(if_required) restarts the printer, waits up to 10 minutes until it is back, logs in again and reads the
        settings. Jobs that are being printed or sent are lost. A printer that demands no restart is not restarted.
    type: str
    choices: [never, if_required]
    default: never
"""
