#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: fleet_report
short_description: Write a report of many printers as HTML, CSV and JSON
version_added: "0.1.0"
author:
  - printfleet.canon contributors (@printfleet)
description:
  - Writes one row for each printer into three files in the controller. The HTML page is one file, needs no network, and
    can be sorted, filtered and printed. The CSV file is for spreadsheets. The JSON file is for programs.
  - Files are replaced as a whole and can be read by their owner only.
  - Where printers of a run write the same report side by side, as under the free strategy, the one whose task began last has the last word.
  - The work is done in the controller, wherever the task is delegated to. Talks to no printer.
options:
  kind:
    description:
      - What the report is about. Decides on its title, on the name of its files, and on which verdicts it knows.
      - Any other verdict is shown as it is.
    type: str
    required: true
    choices: [assess, migrate, verify, rollback]
  rows:
    description:
      - One dictionary for each printer, in any order. The JSON file has them as they are.
      - The page and the CSV file show the keys C(host), C(verdict), C(site), C(product_name), C(serial_number),
        C(device_name), C(location), C(platform_version), C(controller_version), C(mail_server) and C(certificate_fingerprint) (texts),
        C(affected) (boolean), C(reasons) (a list of dictionaries with C(what), C(why), C(remedy) and C(who)), C(unknown)
        and C(changes) (lists of texts), and of C(sends) (a dictionary) the C(note). All are optional.
    type: list
    elements: dict
    required: true
  lost:
    description:
      - Names of printers that have failed. One that has no row in O(rows), because a variable of it is missing for example,
        gets a row that says so, with the verdict C(needs_attention), C(not_migrated), C(not_verified) or C(not_restored),
        as O(kind) is, and with the site that its variables C(assess_site), C(verify_site) and C(site) tell, where they can
        be read. In the metrics of O(prometheus_path) it counts as not well.
    type: list
    elements: str
    default: []
  path:
    description:
      - Folder for the files. It is made if it is missing, with mode 0700.
      - Not given, it is C(reports) beside the inventory, or in the current folder where there is no inventory file.
      - A relative one starts there, too, and not at the current folder.
    type: path
  prometheus_path:
    description:
      - File for the textfile collector of Prometheus's node exporter, whose name must end in C(.prom). Everybody may read it. The metrics
        C(printfleet_printer_ok), C(printfleet_printer_state), C(printfleet_problem), C(printfleet_token_active),
        C(printfleet_clock_offset_seconds), C(printfleet_last_send_ok) and C(printfleet_report_timestamp_seconds) have the labels C(host) and C(site).
        Only with O(kind=verify).
    type: path
  name:
    description:
      - Name of the files, without ending. Not given, it is O(kind).
    type: str
  title:
    description:
      - Title of the page, if another one than that of O(kind) is wanted.
    type: str
extends_documentation_fragment:
  - action_common_attributes
attributes:
  check_mode:
    description: Can be used in check mode.
    support: full
    details:
      - A report is what a run says, like its output, and no change. It is written in check mode too, says so, and never
        counts as changed.
  diff_mode:
    description: Shows differences in diff mode.
    support: none
  platform:
    description: Where it works.
    support: full
    platforms: all
seealso:
  - module: printfleet.canon.canon_info
  - plugin: printfleet.canon.assessment
    plugin_type: filter
"""

EXAMPLES = r"""
- name: Write the report of all printers
  printfleet.canon.fleet_report:
    kind: assess
    path: /srv/printers/reports
    rows: >-
      {{ ansible_play_hosts_all | map('extract', hostvars) | selectattr('assess_result', 'defined')
         | map(attribute='assess_result') }}
    lost: "{{ ansible_play_hosts_all | difference(ansible_play_hosts) }}"
  run_once: true
  register: report

- name: Tell where it is
  ansible.builtin.debug:
    msg: "{{ report.summary }}"
  run_once: true
"""

RETURN = r"""
html:
  description: The page.
  returned: success
  type: str
  sample: /srv/printers/reports/assess.html
csv:
  description: The file for spreadsheets, UTF-8 with byte order mark. Cells that would be formulas begin with an apostrophe.
  returned: success
  type: str
  sample: /srv/printers/reports/assess.csv
json:
  description: The file for programs. Has C(kind), C(title), C(created), C(check_mode), C(total), C(counts) and C(printers).
  returned: success
  type: str
  sample: /srv/printers/reports/assess.json
counts:
  description: Number of printers by verdict.
  returned: success
  type: dict
  sample:
    needs_dealer: 3
    ready: 41
lost:
  description: Those of O(lost) that have no row in O(rows).
  returned: success
  type: list
  elements: str
  sample: [copier-2]
summary:
  description: The totals in one line, and where the page is.
  returned: success
  type: list
  elements: str
  sample:
    - "44 printers: 3 needs dealer, 41 ready to migrate"
    - "Report: /srv/printers/reports/assess.html"
"""
