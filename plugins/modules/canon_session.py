#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: canon_session
short_description: Log out of a Canon printer
version_added: "0.1.0"
author:
  - printfleet.canon contributors (@printfleet)
description:
  - Ends the login that earlier tasks of the same run have left open on a printer with O(keep_session=true).
  - Never logs in. Where no login is open, nothing is sent to the printer.
  - Without O(keep_session) nobody needs it, because each task logs out at its end, also when it fails.
options:
  state:
    description:
      - What to bring about.
    type: str
    choices: [closed]
    default: closed
extends_documentation_fragment:
  - printfleet.canon.remote_ui
  - printfleet.canon.remote_ui.port
  - printfleet.canon.attributes
attributes:
  check_mode:
    description: Can run in check mode and predict what would change, without changing it.
    support: full
    details:
      - Logs out in check mode as well, because tasks in check mode log in as well.
  diff_mode:
    description: Returns what was changed, or would be changed in check mode, when in diff mode.
    support: N/A
    details:
      - A login is not a setting of the printer.
  idempotent:
    description: When run again with the same options, and nothing else has happened meanwhile, it changes nothing.
    support: full
    details:
      - Is never reported as changed.
notes:
  - The login is found by O(host), O(port), O(scheme), O(username) and O(login_destination). They must be the same as
    in the tasks that left it open, which is so by itself when they come from the inventory.
  - Works in the controller only. A task that is delegated to another machine leaves no login open there, so there is
    nothing to close.
  - A run that was killed can leave a login open. The next run on the same controller and printer finds it and ends it.
seealso:
  - module: printfleet.canon.canon_info
"""

EXAMPLES = r"""
- name: One login for several tasks
  hosts: printers
  gather_facts: false
  module_defaults:
    group/printfleet.canon.remote_ui:
      keep_session: true
  tasks:
    - name: Work on the printer
      block:
        - name: Set the mail server
          printfleet.canon.canon_smtp:
            server: smtp.office365.com
            port: 587

        - name: Look at the token
          printfleet.canon.canon_token_status:
          register: token
      always:
        - name: Log out, also when a task has failed
          printfleet.canon.canon_session:
            state: closed
"""

RETURN = r"""
closed:
  description: Whether a login was open, and has been given up.
  returned: success
  type: bool
  sample: true
error:
  description: Why the task failed, as RV(printfleet.canon.canon_info#module:error).
  returned: failure
  type: dict
  sample:
    address: null
    kind: invalid_input
    remedy: Nothing was sent
    retryable: false
    screen: null
    seen: []
"""

from ansible_collections.printfleet.canon.plugins.module_utils._tasks import session
from ansible_collections.printfleet.canon.plugins.module_utils._tasks.module import run_module


def main():
    run_module(session)


if __name__ == "__main__":
    main()
