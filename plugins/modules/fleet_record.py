#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: fleet_record
short_description: Keep what a run found, changed and proved on a printer
version_added: "0.1.0"
author:
  - printfleet.canon contributors (@printfleet)
description:
  - Keeps one JSON file for each printer in the folder C(printers), below the folder of the reports. The roles use it. With neither O(found) nor
    O(result) it only reads the file.
  - C(before_migration) in it holds the settings from before the first write, until the role P(printfleet.canon.rollback#role) has put them
    back. Later runs leave it as it is.
  - Settings that were written get into the file while the modules of this collection write them, and into the log C(audit.jsonl), if the variable
    C(canon_audit_dir) is set. It names the folder, and an empty text means the default of O(path). The log has a line with C(phase=begin)
    before a write, and one with C(phase=done) or C(phase=failed) after it.
  - A task that is delegated to another machine is noted with C(elsewhere=true). Before it, nobody knows what it will change. So C(phase=begin) has
    in C(wanted) what was asked for, and C(phase=done) in C(changes) what was changed. C(phase=unchanged) is the end where nothing was.
    Where the end is missing or is C(phase=failed), the file says that it is unknown whether this was written. What was there before counts
    as C(before_migration) only as far as it is known.
  - Two runs may keep something of the same printer at the same time. One waits for the other then, for 15 seconds at most, by the file C(printers/.lock).
  - No password is in these files. They can be read by their owner only.
  - The work is done in the controller, wherever the task is delegated to. Talks to no printer.
options:
  kind:
    description: What the run is about.
    type: str
    choices: [migrate, rollback, verify]
    default: migrate
  found:
    description:
      - Result of M(printfleet.canon.canon_info) before anything is written.
      - If the device has another serial number than the one in the file, the file is set aside under another name, and a new one begins.
    type: dict
  result:
    description: How the run ended, with C(state), C(step), C(reason) and C(previous_settings), or the whole judgement with O(kind=verify).
    type: dict
  proof:
    description: Result of M(printfleet.canon.canon_info) at the end.
    type: dict
  site:
    description: The printer's site for the report. If empty, its location.
    type: str
  path:
    description:
      - Folder of the reports. Not given, it is C(reports) beside the inventory, or in the current folder where there is no inventory file.
      - A relative one starts there, too, and not at the current folder.
    type: path
extends_documentation_fragment:
  - action_common_attributes
attributes:
  check_mode:
    description: Can be used in check mode.
    support: full
    details:
      - Nothing is written in check mode.
  diff_mode:
    description: Shows differences in diff mode.
    support: none
  platform:
    description: Where it works.
    support: full
    platforms: all
seealso:
  - module: printfleet.canon.fleet_report
"""

EXAMPLES = r"""
- name: Read what is known of the printer
  printfleet.canon.fleet_record:
  register: known

- name: Show the mail settings from before the migration
  ansible.builtin.debug:
    var: known.record.before_migration.mail
  when: known.record.before_migration is mapping
"""

RETURN = r"""
path:
  description: The printer's file.
  returned: success
  type: str
  sample: /srv/printers/reports/printers/copier-1.json
folder:
  description: The folder of the reports.
  returned: success
  type: str
  sample: /srv/printers/reports
recorded:
  description:
    - Whether there was a file of this printer before the task. Without one, RV(record) is that of a printer of which nothing is known, which is
      also what a wrong O(path) looks like.
  returned: success
  type: bool
  sample: true
recorded_printers:
  description: Number of printers with a file in this folder, after the task. With 0, it is not the folder in which a migration was recorded.
  returned: success
  type: int
  sample: 44
record:
  description: What the file holds. C(before_migration), C(runs), C(rolled_back), C(verified), C(serial_number) and C(host).
  returned: success
  type: dict
row:
  description: One of the O(printfleet.canon.fleet_report#module:rows) of M(printfleet.canon.fleet_report).
  returned: success
  type: dict
"""
