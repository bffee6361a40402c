#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: canon_info
short_description: Read what a Canon printer is and how it is set up
version_added: "0.1.0"
author:
  - printfleet.canon contributors (@printfleet)
description:
  - Reads product, serial number, firmware, clock, network, mail and OAuth settings of a Canon printer from its web
    page (Remote UI).
  - Tells whether the printer offers OAuth 2.0 (Microsoft) at all (RV(printer.supports_oauth)), and what else has to be
    right before it can be switched on, above all the clock, the gateway and DNS.
  - Writes nothing, and opens no more pages than the asked subsets need.
  - What a printer does not have, or does not show to this account, is V(null) in RV(printer) and explained in
    RV(unknown). It is no failure.
options:
  gather_subset:
    description:
      - What to read. An empty list is the same as the default.
      - V(sends) is the log of sent jobs in the Status Monitor. It is read only where it is asked for, because it costs
        some five further pages.
    type: list
    elements: str
    choices: [device, firmware, clock, network, mail, oauth, sends]
    default: [device, firmware, clock, network, mail, oauth]
extends_documentation_fragment:
  - printfleet.canon.remote_ui
  - printfleet.canon.remote_ui.port
  - printfleet.canon.attributes
  - printfleet.canon.attributes.reads
notes:
  - To read O(gather_subset=sends), the Status Monitor is opened through its tile on the portal. Which error code a
    printer gives for a dead OAuth token is not known, so judge the token by RV(printer.oauth), not by RV(printer.sends).
  - Whether a printer has O(gather_subset=oauth) depends on its firmware. Canon has added it with platform version
    3.18, but the decision is made by what the printer's menu offers, not by the version.
seealso:
  - module: printfleet.canon.canon_smtp
  - module: printfleet.canon.canon_oauth
  - module: printfleet.canon.canon_token_status
"""

EXAMPLES = r"""
- name: Read everything
  printfleet.canon.canon_info:
  register: facts

- name: Stop where the firmware knows no OAuth
  ansible.builtin.assert:
    that: facts.printer.supports_oauth is not false
    fail_msg: >-
      {{ facts.printer.device.product_name }} with platform {{ facts.printer.firmware.platform_version or 'unknown' }}
      does not offer OAuth 2.0 (Microsoft). Update its firmware first.

- name: Stop where the clock is known to be wrong
  ansible.builtin.assert:
    that: facts.printer.clock.offset_seconds is none or facts.printer.clock.offset_seconds | abs <= 300
    fail_msg: The printer's clock is {{ facts.printer.clock.offset_seconds }} seconds ahead

- name: Read only what the portal page shows, which is enough for an inventory
  printfleet.canon.canon_info:
    gather_subset: [device]
  register: facts

- name: A list of the fleet
  ansible.builtin.debug:
    msg: >-
      {{ facts.printer.device.serial_number }} {{ facts.printer.device.product_name }}
      {{ facts.printer.device.location }}

- name: Read whether the last scans arrived
  printfleet.canon.canon_info:
    gather_subset: [sends]
  register: log

- name: Show those that did not
  ansible.builtin.debug:
    msg: "{{ item.time }} {{ item.error_code }} {{ item.meaning }} {{ item.remedy }}"
  loop: "{{ log.printer.sends | default([], true) | selectattr('result', 'eq', 'failed') }}"

- name: Show what could not be read, and why
  ansible.builtin.debug:
    var: facts.unknown
"""

RETURN = r"""
printer:
  description:
    - What was read. Has the asked subsets only.
    - V(null) means that the printer does not show it. An empty text means that the printer shows it, and it is not
      set.
  returned: success
  type: dict
  contains:
    device:
      description: What the portal page shows.
      returned: with the subset
      type: dict
      contains:
        product_name:
          description: Product.
          type: str
          sample: iR-ADV C5840
        serial_number:
          description: Serial number.
          type: str
          sample: TZE81304
        device_name:
          description: Name that was given to the printer.
          type: str
          sample: copier-1
        location:
          description: Location that was given to the printer.
          type: str
          sample: Reception
      sample:
        device_name: copier-1
        location: Reception
        product_name: iR-ADV C5840
        serial_number: TZE81304
    firmware:
      description: Versions, numbers only.
      returned: with the subset
      type: dict
      contains:
        controller_version:
          description: Controller version.
          type: str
          sample: "72.14"
        platform_version:
          description: Version of the unified firmware platform.
          type: str
          sample: "3.18"
      sample:
        controller_version: "72.14"
        platform_version: "3.18"
    clock:
      description: Date and time. Microsoft refuses sign-ins from a device whose clock is wrong.
      returned: with the subset
      type: dict
      contains:
        device_time:
          description:
            - The printer's local time, as year-month-day hour:minute:second where it could be understood, otherwise as
              the printer shows it.
          type: str
          sample: "2026-11-23 18:34:00"
        time_zone:
          description: Time zone, as the printer shows it.
          type: str
          sample: UTC+00:00
        daylight_saving:
          description: Whether daylight saving time is used.
          type: bool
          sample: false
        offset_seconds:
          description:
            - By how many seconds the printer's clock is ahead of the controller's, negative where it is behind.
              V(null) where it cannot be told.
            - Accurate to about two seconds; a page that shows no seconds is set against the header C(Date) of the
              printer's answer.
          type: int
          sample: -1
        sntp:
          description: Synchronisation with a time server.
          type: dict
          contains:
            enabled:
              description: Whether SNTP is used.
              type: bool
              sample: true
            server:
              description: The time server.
              type: str
              sample: pool.ntp.org
            polling_interval:
              description: Hours between two synchronisations.
              type: int
              sample: 24
      sample:
        daylight_saving: false
        device_time: "2026-11-23 18:34:00"
        offset_seconds: -1
        sntp:
          enabled: true
          polling_interval: 24
          server: pool.ntp.org
        time_zone: UTC+00:00
    network:
      description: What the printer needs to reach Microsoft.
      returned: with the subset
      type: dict
      contains:
        gateway:
          description: Default gateway (IPv4).
          type: str
          sample: 192.0.2.1
        dns:
          description: Those DNS servers that are set. An empty list where none is set.
          type: list
          elements: str
          sample: [192.0.2.53]
        proxy:
          description: HTTP proxy.
          type: dict
          contains:
            enabled:
              description: Whether a proxy is used.
              type: bool
              sample: false
            server:
              description: The proxy.
              type: str
              sample: ""
            port:
              description: Its port.
              type: int
              sample: 8080
      sample:
        dns: [192.0.2.53]
        gateway: 192.0.2.1
        proxy:
          enabled: false
          port: null
          server: ""
    mail:
      description:
        - Mail settings, as RV(printfleet.canon.canon_smtp#module:settings). V(null) as a whole where the screen cannot
          be read.
      returned: with the subset
      type: dict
      sample:
        email_address: scan@contoso.com
        port: 587
        server: smtp.office365.com
        smtp_auth: true
        smtp_username: scan@contoso.com
        tls: true
        verify_certificate: false
        verify_cn: false
    oauth:
      description:
        - OAuth 2.0 (Microsoft). The settings are those of RV(printfleet.canon.canon_oauth#module:settings), the rest
          is what M(printfleet.canon.canon_token_status) returns, but C(connected) is V(null) where the printer's text
          is not known.
        - V(null) as a whole where the printer does not offer it or does not show it to this account.
      returned: with the subset
      type: dict
      sample:
        connected: false
        connection_status: Not Connected
        enabled: false
        endpoint: https://login.microsoftonline.com/organizations/oauth2/v2.0
        last_updated: 2026 11/23 18:34:18
        message: ""
        token_state: not_acquired
        token_status: Not Acquired
        user_code: null
        user_code_expires_in: null
        user_code_valid: false
        verification_uri: null
        verify_cn: false
        verify_server_certificate: false
    sends:
      description:
        - The newest jobs of the log of sent jobs, newest first, at most 20. An empty list where the log has none.
        - V(null) as a whole where the printer does not show its log, or one that is not understood; RV(unknown) says why.
        - Where a printer has its log and what it calls its columns is not published. It is found by texts such as
          [Send > Job Log], [Job No.], [End Time], [Result] and [Error Code]; O(labels) adds others, as C(job_log.title),
          C(job_log.number), C(job_log.date_time), C(job_log.result) and so on.
        - Destinations, names of users and names of files are not read.
      returned: with the subset
      type: list
      elements: dict
      contains:
        number:
          description: Number of the job.
          type: str
          sample: "0012"
        time:
          description: When it ended, or began where the log shows only that, as the printer shows it.
          type: str
          sample: 11/23/2026 06:34 PM
        time_iso:
          description:
            - The same in ISO 8601, by the printer's clock, without time zone. V(null) where day and month could be
              mistaken for each other.
          type: str
          sample: "2026-11-23T18:34:00"
        kind:
          description: Kind of job or protocol, as the printer shows it. V(null) where it does not.
          type: str
          sample: E-Mail
        by_mail:
          description: Whether it went by mail or I-fax. V(null) where the log does not say.
          type: bool
          sample: true
        result:
          description:
            - V(ok), V(failed), or V(unknown) for a job that somebody stopped, that is not over, or whose text is not
              understood (then it is in RV(unknown)).
          type: str
          sample: failed
        error_code:
          description: The printer's error code. V(null) where it has none.
          type: str
          sample: "#801"
        meaning:
          description:
            - What the code is supposed to mean. B(Unconfirmed), Canon's list was not available. V(null) for a code that
              is not known.
          type: str
          sample: The mail server did not answer in time, or refused the mail.
        remedy:
          description: What is supposed to help.
          type: str
          sample: Check server and port, the firewall, TLS, and whether the sender may send from this address.
      sample:
        - by_mail: true
          error_code: "#801"
          kind: E-Mail
          meaning: The mail server did not answer in time, or refused the mail.
          number: "0012"
          remedy: Check server and port, the firewall, TLS, and whether the sender may send from this address.
          result: failed
          time: 11/23/2026 06:34 PM
          time_iso: "2026-11-23T18:34:00"
    supports_oauth:
      description:
        - Whether the printer's menu has [OAuth 2.0 (Microsoft) Settings], also where this account may not open it.
        - V(null) where that cannot be told, because the account lacks a privilege or no menu could be read.
      returned: with the subset V(firmware) or V(oauth)
      type: bool
      sample: true
    privileges:
      description:
        - Privileges of the account, out of V(device), V(network) and V(system). Empty where the printer does not say.
      returned: with any subset but V(device)
      type: list
      elements: str
      sample: [device, network, system]
unknown:
  description:
    - Why something is V(null), by C(firmware), C(clock), C(sntp), C(network), C(proxy), C(mail), C(oauth) and C(sends).
      Empty where all could be read.
  returned: success
  type: dict
  sample:
    oauth: The printer's menu does not show this screen [Settings/Registration > Send > OAuth 2.0 (Microsoft) Settings]
error:
  description: Why the task failed, for decisions in a playbook. RV(ignore:msg) says the same in words.
  returned: failure
  type: dict
  contains:
    kind:
      description:
        - V(unreachable) - no connection, or one that broke.
        - V(busy) - the printer cannot answer now.
        - V(session_lost) - the printer ended the login, and a second one did not last either.
        - V(not_trusted) - the certificate is not trusted, or no common TLS version.
        - V(not_a_remote_ui) - something else answers.
        - V(unsupported) - a device of another maker, or of Canon's small families (MF, i-SENSYS, imageCLASS). No
          password was sent to it.
        - V(login_refused) - the printer did not accept the login. The message says whether it called the user name or the password wrong.
        - V(login_lost) - the session was lost in the moment of the login. Nothing says that the password is wrong. It is not sent again in
          this run.
        - V(login_unsupported) - another login than expected, or none that is known.
        - V(not_permitted) - the account lacks a privilege.
        - V(not_offered) - the printer's menu does not have the screen.
        - V(unknown_layout) - a label or control was not found. See O(labels).
        - V(unexpected_answer) - an error page.
        - V(refused_form) - the printer refused what was saved. Its notice is in RV(error.seen).
        - V(not_confirmed) - it is not sure, or not true, that the printer holds what was saved. Run again; the task
          looks before it writes.
        - V(not_connected) - the printer did not report its connection to Microsoft in time.
        - V(no_update_offered), V(license_not_accepted), V(update_failed), V(still_updating) - of a firmware update.
        - V(invalid_input) - an option is wrong. Nothing was sent.
        - V(run_ended) - the run was killed. Nothing more was written.
        - V(defect) - a fault of this collection.
      type: str
      sample: login_refused
    retryable:
      description: Whether it can help to run the same task again, unchanged.
      type: bool
      sample: false
    screen:
      description: Screen of the Remote UI.
      type: str
      sample: null
    address:
      description: Path of the page.
      type: str
      sample: null
    seen:
      description:
        - What the printer showed. After a refused login, its model and serial number where it tells them without one.
      type: list
      elements: str
      sample: [model Canon iR-ADV C5840, serial number TZE81304]
    remedy:
      description: What to do.
      type: str
      sample: >-
        It was sent once and is not sent again in this run, so that the account is not locked;
        correct canon_username or canon_password, and try them in a browser first: each further run sends them once more
  sample:
    address: null
    kind: login_refused
    remedy: >-
      It was sent once and is not sent again in this run, so that the account is not locked;
      correct canon_username or canon_password, and try them in a browser first: each further run sends them once more
    retryable: false
    screen: null
    seen: [model Canon iR-ADV C5840, serial number TZE81304]
"""

from ansible_collections.printfleet.canon.plugins.module_utils._tasks import info
from ansible_collections.printfleet.canon.plugins.module_utils._tasks.module import run_module


def main():
    run_module(info)


if __name__ == "__main__":
    main()
