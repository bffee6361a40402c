#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: canon_capture
short_description: Save what a Canon printer shows, masked, as a zip file
version_added: "0.1.0"
author:
  - printfleet.canon contributors (@printfleet)
description:
  - Saves the pages of the Remote UI that this collection reads, so that somebody who does not have the printer can see
    why a screen is not understood, and teach the collection.
  - Only reads on the printer. It logs in as every module does; after that it opens pages with GET, and only those of
    the collection itself (entry, login page, portal, the menus [Send], [Timer/Energy Settings], [Network Settings] and
    [License/Other], the screens of M(printfleet.canon.canon_info), the page behind [Edit] of the OAuth settings, and
    the entry of [Register/Update Software]) and of O(pages). It presses nothing.
  - Replaces passwords, cookies, tokens, user codes, keys, serial numbers, names, users, places, mail addresses, host
    names, IP and MAC addresses and tenants by placeholders. The same value becomes the same placeholder everywhere.
    Labels, markup and scripts stay as they are.
  - The zip file has an C(index.html) to begin with, a C(README.txt), the pages as texts, and C(manifest.json) for
    programs. Look it over before you send it to anybody. Masking cannot know the meaning of a place on a page that it
    has never seen.
  - Where the login fails, what the printer shows without a login is saved, and RV(logged_in) says so. The password is
    not tried a second time.
options:
  dest:
    description:
      - File to write, or an existing folder, or a path with a slash at its end, in which C(<name>-capture.zip) is
        written. Folders that do not exist are made. The file is readable for its owner only.
      - In the controller, a relative path begins at the playbook's folder. Where the task is delegated to another
        machine, the file is written there.
    type: path
    required: true
  name:
    description:
      - Name of the printer for the name of the file, where O(dest) is a folder. It is not in the file.
      - Without it, the inventory name.
    type: str
  pages:
    description:
      - Further pages to save, as addresses without scheme and host, for example those of a screen that the collection
        does not find. They are opened with GET.
      - An address that could change something on the printer is refused before anything is sent. That is one with a
        word such as C(exec), C(clear), C(delete), C(apply), C(restart) or C(shutdown), or with a C(Flag) other than
        C(Init_...) and C(..._List_Data).
    type: list
    elements: str
    default: []
  masked:
    description:
      - With V(false), only passwords, cookies, tokens, user codes and keys are replaced. That is for your own eyes.
    type: bool
    default: true
  force:
    description:
      - With V(false), a file that exists is left as it is, and nothing is sent to the printer.
    type: bool
    default: true
extends_documentation_fragment:
  - printfleet.canon.remote_ui
  - printfleet.canon.remote_ui.port
  - printfleet.canon.attributes
attributes:
  check_mode:
    description: Can run in check mode and predict what would change, without changing it.
    support: full
    details:
      - Logs in and reads, but writes no file.
  diff_mode:
    description: Returns what was changed, or would be changed in check mode, when in diff mode.
    support: N/A
    details:
      - Changes nothing on the printer.
  idempotent:
    description: When run again with the same options, and nothing else has happened meanwhile, it changes nothing.
    support: partial
    details:
      - With O(force=true) the file is written each time, because the printer's clock is on its pages.
seealso:
  - module: printfleet.canon.canon_info
  - name: Printers that the collection does not know
    description: From the error to a capture, and what happens with it.
    link: https://github.com/printfleet/canon/blob/main/docs/docsite/rst/guide_unknown_printers.rst
"""

EXAMPLES = r"""
- name: Capture a printer whose screens are not understood
  printfleet.canon.canon_capture:
    dest: captures/
  register: capture

- name: Show what was masked, and which fields were not found
  ansible.builtin.debug:
    msg: "{{ capture.masked }} {{ capture.fields }}"

- name: Capture a screen that the collection does not look for, too
  printfleet.canon.canon_capture:
    dest: captures/
    pages:
      - /rps/cdsrsnd.cgi?Flag=Init_Data&PageFlag=c_cmsd.tpl
      - /rps/dfeat.cgi?CorePGTAG=12

- name: Only what the printer shows without a login
  printfleet.canon.canon_capture:
    dest: captures/login-page.zip
    login_method: none
"""

RETURN = r"""
dest:
  description: The file. In the controller, or on the machine to which the task was delegated.
  returned: success
  type: str
  sample: captures/copier-1-capture.zip
logged_in:
  description: Whether the pages behind the login are in it. For a printer that asks for no login, V(true).
  returned: unless an existing file was left as it is
  type: bool
  sample: true
login_error:
  description: Why not, masked.
  returned: unless an existing file was left as it is
  type: str
  sample: null
complete:
  description: V(false) where the printer went away in the middle. The file has what was read until then.
  returned: unless an existing file was left as it is
  type: bool
  sample: true
pages:
  description: What was saved, in the order in which it was read. All texts are masked, as in the file.
  returned: unless an existing file was left as it is
  type: list
  elements: dict
  contains:
    what:
      description: What the page is.
      type: str
      sample: portal
    method:
      description: V(GET), or V(POST) for the login.
      type: str
      sample: GET
    address:
      description: Path and query, without tokens.
      type: str
      sample: /
    status:
      description: HTTP status.
      type: int
      sample: 200
    title:
      description: Title of the page.
      type: str
      sample: "Remote UI : Portal : device-name-1 : iR-ADV C5840"
    file:
      description: Name in the zip file. V(null) for pictures, which are not saved.
      type: str
      sample: pages/002-portal.html.txt
  sample:
    - address: /
      file: pages/002-portal.html.txt
      method: GET
      status: 200
      title: "Remote UI : Portal : device-name-1 : iR-ADV C5840"
      what: portal
not_read:
  description: Why a page could not be read, by its name. Many printers do not have all of them.
  returned: unless an existing file was left as it is
  type: dict
  sample: {}
fields:
  description:
    - For each screen that was read, its fields with the labels under which they were found. V(null) means not found.
  returned: unless an existing file was left as it is
  type: dict
  sample:
    sntp:
      enabled: Use SNTP
      polling_interval: Polling Interval
      server: null
masked:
  description: How many different values were masked, by their kind.
  returned: unless an existing file was left as it is
  type: dict
  sample:
    ip_address: 3
    serial_number: 1
    token: 17
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

from ansible_collections.printfleet.canon.plugins.module_utils._tasks import capture
from ansible_collections.printfleet.canon.plugins.module_utils._tasks.module import run_module


def main():
    run_module(capture)


if __name__ == "__main__":
    main()
