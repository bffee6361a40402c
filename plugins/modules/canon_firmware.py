#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: canon_firmware
short_description: Look for new firmware on a Canon printer and install it
version_added: "0.1.0"
author:
  - printfleet.canon contributors (@printfleet)
description:
  - Makes a Canon printer look for new firmware on its web page (Remote UI), in [License/Other] > [Register/Update
    Software] > [Distributed Update] > [Confirm New Firmware], and starts the update that it offers. The printer loads
    the firmware from Canon itself.
  - An update restarts the printer. It is started only on an idle printer, and never twice. The task looks whether one
    runs before it starts one, and looks first after a connection that broke.
  - The only proof of an update is another version, read back after the restart.
  - What the pages behind [Confirm New Firmware] look like is not documented. The task finds its way by their texts.
    It presses nothing that it does not know, and shows what it saw instead (V(unknown_layout)).
options:
  state:
    description:
      - V(queried) makes the printer look for new firmware and reports what it says, or how far an update is. Loads and
        changes nothing.
      - V(latest) installs what the printer offers. A printer that offers nothing is left as it is.
      - V(minimum) does so only where the menu of the printer has no OAuth 2.0 (Microsoft), or where its platform
        version is older than O(minimum_version). Fails where the printer offers no update then, and where the update
        does not bring what is needed. A printer that is new enough is not asked to look for anything.
    type: str
    choices: [queried, latest, minimum]
    default: queried
  minimum_version:
    description:
      - Platform version that is new enough. Versions are compared by their numbers, so 3.9 is older than 3.18.
      - Not compared with the controller version, which counts otherwise on each model.
    type: str
    default: "3.18"
  wait:
    description:
      - Whether to follow the update until the new version is read back. Progress is shown while it runs.
      - With V(false), the task ends when the update has begun. Look at it later with O(state=queried).
      - A scheduled update is never waited for.
    type: bool
    default: true
  wait_timeout:
    description:
      - Seconds until the new version must be read back. A printer that takes longer is reported as V(still_updating).
        It goes on with its update.
    type: int
    default: 3600
  apply:
    description:
      - Whether the update starts at once (V(now)) or at the time of O(schedule) (V(scheduled)).
      - Where the printer lets choose only to download, that is never chosen.
    type: str
    choices: [now, scheduled]
    default: now
  schedule:
    description:
      - Date and time of the update by the printer's own clock, for example V(2026-11-24 02:00). Only a time (V(02:00))
        for printers that ask for no date.
      - Required with O(apply=scheduled).
    type: str
  accept_license:
    description:
      - Whether to accept the licence that the printer shows before the update. Without it the task fails there, and
        nothing is started. Read it first on the printer's web page.
    type: bool
    default: false
  busy:
    description:
      - What to do with a printer that has jobs, or that imports or exports settings.
      - V(fail) ends the task with an error of the kind V(busy), V(skip) ends it without one, and V(wait) looks again
        until O(busy_timeout).
      - A printer that does not show whether it has jobs is taken to be idle. It refuses by itself then.
    type: str
    choices: [wait, skip, fail]
    default: fail
  busy_timeout:
    description:
      - Seconds to wait for a busy printer.
    type: int
    default: 900
extends_documentation_fragment:
  - printfleet.canon.remote_ui
  - printfleet.canon.remote_ui.port
  - printfleet.canon.attributes
  - printfleet.canon.attributes.writes
attributes:
  check_mode:
    details:
      - Makes the printer look for new firmware, as O(state=queried) does. Starts nothing and loads nothing.
      - Where O(busy) is V(fail) or V(skip), it also looks whether the printer has jobs.
  diff_mode:
    details:
      - Shows the versions.
  idempotent:
    support: full
notes:
  - The account needs the role Administrator. An account that cannot see [Register/Update Software] makes the task fail
    with an error of the kind V(not_permitted).
  - Do not switch the printer off while it updates.
  - E-mail and comment fields of the update pages are sent as the printer has filled them.
  - Texts of other wordings are taught by O(labels) as C(firmware.<name>). C(distributed), C(confirm), C(update),
    C(next) and C(accept) are links and buttons, where C(next) only leads on and C(update) starts. C(now), C(scheduled) and
    C(download_only) are choices of time. C(latest), C(available), C(running), C(scheduled), C(finished), C(failed), C(busy)
    and C(idle) are parts of what the page says. C(title) is the row in the menu, and C(available_version) the label of the
    offered version.
seealso:
  - module: printfleet.canon.canon_info
  - module: printfleet.canon.canon_oauth
"""

EXAMPLES = r"""
- name: Look for new firmware
  printfleet.canon.canon_firmware:
  register: firmware

- name: Bring printers without OAuth up, at most ten at a time
  hosts: printers
  gather_facts: false
  serial: 10
  tasks:
    - name: Update the firmware
      printfleet.canon.canon_firmware:
        state: minimum
        accept_license: true
        busy: wait

- name: Install the latest firmware at night
  printfleet.canon.canon_firmware:
    state: latest
    apply: scheduled
    schedule: "02:00"
    accept_license: true

- name: Start the update and go on with other things
  printfleet.canon.canon_firmware:
    state: latest
    accept_license: true
    wait: false
  register: firmware

- name: See how far it is
  printfleet.canon.canon_firmware:
    state: queried
  register: firmware
  until: firmware is success and not firmware.updating
  delay: 30
  retries: 120
"""

RETURN = r"""
controller_version:
  description: The controller version, or V(null) where the printer does not show it.
  returned: success
  type: str
  sample: "40.01"
platform_version:
  description: The platform version, or V(null) where the printer does not show it.
  returned: success
  type: str
  sample: "3.18"
supports_oauth:
  description:
    - Whether the printer's menu has OAuth 2.0 (Microsoft). V(null) where the account cannot see it, or the menu cannot
      be read.
  returned: success
  type: bool
  sample: true
previous:
  description: Versions and RV(supports_oauth) at the beginning of the task.
  returned: success
  type: dict
  sample:
    controller_version: "39.12"
    platform_version: "3.12"
    supports_oauth: false
update_available:
  description: Whether the printer offers an update. V(null) where it was not asked or is updating.
  returned: success
  type: bool
  sample: null
available_version:
  description: The version that the printer offers, or V(null) where it does not show one.
  returned: success
  type: str
  sample: "3.18"
updating:
  description: Whether an update runs.
  returned: success
  type: bool
  sample: false
status:
  description:
    - What the printer shows. V(idle), V(updating), V(downloaded) for an update that waits to be applied, V(scheduled),
      or V(busy) for a printer that was left alone because of its jobs.
  returned: success
  type: str
  sample: idle
progress:
  description: Progress in percent, or V(null) where the printer does not show it.
  returned: success
  type: int
  sample: null
message:
  description: The printer's own words, or what they come to. May be empty.
  returned: success
  type: str
  sample: "updated: platform version 3.18, controller version 40.01"
diff:
  description: The versions before and after. In check mode, or before an update has ended, the version that is offered.
  returned: in diff mode, where an update was started or would be in check mode
  type: dict
  sample:
    after:
      controller_version: "40.01"
      platform_version: "3.18"
    after_header: copier-1
    before:
      controller_version: "39.12"
      platform_version: "3.12"
    before_header: copier-1
error:
  description:
    - Why the task failed, as RV(printfleet.canon.canon_info#module:error). Kinds of its own are V(no_update_offered),
      V(license_not_accepted), V(update_failed) and V(still_updating).
  returned: failure
  type: dict
  sample:
    address: null
    kind: no_update_offered
    remedy: Ask the dealer for an update
    retryable: false
    screen: Settings/Registration > License/Other > Register/Update Software
    seen: ["platform version 3.12, controller version 39.12", "There is no new firmware."]
"""

from ansible_collections.printfleet.canon.plugins.module_utils._tasks import firmware
from ansible_collections.printfleet.canon.plugins.module_utils._tasks.module import run_module


def main():
    run_module(firmware)


if __name__ == "__main__":
    main()
