# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Documentation of the attributes: what the modules can do beside their own work."""

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
attributes:
  action:
    description: Has an action plugin of the same name, which does the work in the controller.
    support: full
  action_group:
    description:
      - Use C(group/printfleet.canon.remote_ui) in C(module_defaults) to set options for all modules of this
        collection.
    support: full
    membership:
      - printfleet.canon.remote_ui
  async:
    description: Supports the C(async) keyword.
    support: none
    details:
      - Ansible refuses it for work in the controller. Printers are worked on at the same time anyway, as many as there
        are forks.
  become:
    description: Can be used with C(become).
    support: none
    details:
      - Has no effect, because the printer has no such thing.
  delegation:
    description: Can be used with C(delegate_to).
    support: full
    details:
      - With C(localhost) the work is done in the controller, with any other machine by the module there. The result is
        the same.
  platform:
    description: Devices that it works on.
    support: full
    platforms:
      - Canon imageRUNNER ADVANCE
      - Canon imageRUNNER ADVANCE DX
      - Canon imageFORCE
"""

    # Modules that read.
    READS = r"""
attributes:
  check_mode:
    description: Can run in check mode and predict what would change, without changing it.
    support: full
    details:
      - Reads only, in check mode as otherwise.
  diff_mode:
    description: Returns what was changed, or would be changed in check mode, when in diff mode.
    support: N/A
    details:
      - Reads only.
  idempotent:
    description: When run again with the same options, and nothing else has happened meanwhile, it changes nothing.
    support: full
    details:
      - Reads only.
"""

    # Modules that change settings. The module itself says how idempotent it is.
    WRITES = r"""
attributes:
  check_mode:
    description: Can run in check mode and predict what would change, without changing it.
    support: full
    details:
      - Logs in and reads, compares, and makes sure that every setting can be written. Saves nothing.
  diff_mode:
    description: Returns what was changed, or would be changed in check mode, when in diff mode.
    support: full
    details:
      - Shows only the settings that differ, by their option names, with passwords masked.
  idempotent:
    description: When run again with the same options, and nothing else has happened meanwhile, it changes nothing.
"""
