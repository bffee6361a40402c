#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: canon_oauth
short_description: Set up OAuth 2.0 (Microsoft) on a Canon printer
version_added: "0.1.0"
author:
  - printfleet.canon contributors (@printfleet)
description:
  - Reads [OAuth 2.0 (Microsoft) Settings] of a Canon printer on its web page (Remote UI), and writes [Edit Basic
    Settings] where a given setting differs. Where nothing differs, nothing is sent.
  - Never switches OAuth off in order to switch it on again. That would burn the token, and a person would have to
    authorise the printer once more.
  - With O(wait), goes on until the printer reports its connection to Microsoft, or until a person has typed the code
    and the token is active. The code is shown as soon as the printer has it, before the task is over.
options:
  enabled:
    description:
      - Whether OAuth 2.0 is used ([Use OAuth 2.0 (Microsoft)]).
      - By Canon's note on this page, V(true) makes the printer switch [Display Authentication Screen When Sending] off
        and set [Information Used for SMTP Server Authentication] to [Device Settings].
      - V(false) burns the token. Where one is active, the task warns.
    type: bool
  tenant:
    description:
      - Tenant id, a domain of the tenant, or one of V(organizations), V(common) and V(consumers). The endpoint is made
        of it and of O(cloud).
      - Your own tenant is better than V(organizations), because no account of another tenant can authorise the printer
        then.
    type: str
  endpoint:
    description:
      - The endpoint as a whole ([Microsoft Entra ID Authorization Server Endpoint]), in place of O(tenant) and
        O(cloud).
      - It begins with C(https://) and ends before C(/devicecode) and C(/token), which the printer adds itself.
      - Where a token is active, it is lost with another endpoint, and the task warns. An endpoint that differs only by
        a slash at the end, or by the case of scheme and host, is not another one.
    type: str
  cloud:
    description:
      - Microsoft's cloud that the O(tenant) lives in.
      - V(global) is C(https://login.microsoftonline.com), V(usgov) is C(https://login.microsoftonline.us), V(china) is
        C(https://login.partner.microsoftonline.cn).
    type: str
    choices: [global, usgov, china]
    default: global
  verify_server_certificate:
    description:
      - Whether the printer verifies Microsoft's certificate when it asks for codes and tokens ([Verify Server
        Certificate]). It needs the certificate of the CA, and a clock that is right.
    type: bool
  verify_cn:
    description:
      - Whether the printer also compares the name in that certificate ([Add CN to Verification Items]).
      - Must be given together with O(verify_server_certificate). V(true) needs O(verify_server_certificate=true).
    type: bool
  renew_code:
    description:
      - Saves the settings once more although nothing differs, so that the printer asks Microsoft for a new user code.
        For codes that have expired.
      - Does nothing where the printer shows an active token. Where other settings differ, saving those is enough, and
        it is not done twice.
      - Fails where OAuth is switched off, and with O(enabled=false).
      - Canon does not document how to get a new code. That a printer gives one after a save is an assumption.
    type: bool
    default: false
  wait:
    description:
      - What the task waits for after the settings are saved, or at once where nothing had to be saved.
      - V(none) does not wait. M(printfleet.canon.canon_token_status) can look later, and takes RV(saved) to tell the
        new state from the old one.
      - V(connection) waits until [Server Connection Status] says that the printer is connected, and fails when it does
        not within O(connect_timeout).
      - V(token) also shows the code to a person and waits until the token is active. A token that is not active within
        O(token_timeout) is no failure. RV(timed_out) tells, and the task can be run again.
      - A printer that is already connected, or whose token is active, is not waited for. One that had given up is asked
        to try again, by saving its settings once.
      - Not in check mode.
    type: str
    choices: [none, connection, token]
    default: none
  connect_timeout:
    description:
      - Seconds until the printer must report its connection.
      - A printer that restarts meanwhile forgets that it was to connect, and is asked again.
    type: int
    default: 120
  token_timeout:
    description: Seconds until the token must be active, renewals of the code included.
    type: int
    default: 1800
  poll_interval:
    description: Seconds between two looks at the printer.
    type: float
    default: 5
  code_renewals:
    description: How often a code that is used up is replaced by a new one, while O(wait=token) waits.
    type: int
    default: 2
  sign_in_as:
    description: The account that the person signs in with. It is only shown beside the code.
    type: str
  codes_at_once:
    description:
      - With O(wait=token), how many printers may wait for a person at the same time. The task of another printer waits
        for its turn before it does anything, and begins as soon as one of them has its token.
      - Counts the printers of one run. Each takes a fork, so more than C(forks) has no effect.
      - V(0) is no limit. In check mode there is none.
    type: int
    default: 0
extends_documentation_fragment:
  - printfleet.canon.remote_ui
  - printfleet.canon.remote_ui.port
  - printfleet.canon.restart
  - printfleet.canon.attributes
  - printfleet.canon.attributes.writes
attributes:
  idempotent:
    support: partial
    details:
      - O(renew_code) saves each time until a token is active.
notes:
  - The printer's clock must be right before OAuth is switched on, and its date and time settings must not be changed
    afterwards. Canon demands to start anew then. M(printfleet.canon.canon_info) shows the clock.
  - Do not switch the printer off between the save and the token. The user code does not survive that.
  - Options are checked before anything is sent.
  - A setting that somebody changes at the printer while the task works is kept, and the task warns.
seealso:
  - module: printfleet.canon.canon_token_status
  - module: printfleet.canon.canon_smtp
  - name: OAuth 2.0 device authorization grant
    description: What printer and Microsoft say to each other.
    link: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code
"""

EXAMPLES = r"""
- name: Switch OAuth on, for accounts of one tenant
  printfleet.canon.canon_oauth:
    enabled: true
    tenant: contoso.onmicrosoft.com
  register: oauth

- name: Switch OAuth on, show the code and wait for the person who types it, ten printers at a time
  printfleet.canon.canon_oauth:
    enabled: true
    tenant: contoso.onmicrosoft.com
    wait: token
    sign_in_as: scan@contoso.com
    codes_at_once: 10
  register: oauth

- name: Look at the code
  printfleet.canon.canon_token_status:
  register: token

- name: Show what would change, and change nothing
  printfleet.canon.canon_oauth:
    enabled: true
    tenant: contoso.onmicrosoft.com
    verify_server_certificate: true
  check_mode: true
  diff: true

- name: Another cloud
  printfleet.canon.canon_oauth:
    enabled: true
    tenant: contoso.onmicrosoft.us
    cloud: usgov

- name: The whole endpoint, exactly as given
  printfleet.canon.canon_oauth:
    enabled: true
    endpoint: https://login.microsoftonline.com/organizations/oauth2/v2.0

- name: A new code, where the old one has expired
  printfleet.canon.canon_oauth:
    renew_code: true
  register: oauth
  when: not token.user_code_valid and token.token_state != 'active'
"""

RETURN = r"""
settings:
  description:
    - The settings as they were read after writing; in check mode, as they would be.
    - A setting is V(null) where the printer does not show it.
  returned: success, and where only the wait failed
  type: dict
  contains:
    enabled:
      description: Whether OAuth 2.0 is used.
      type: bool
      sample: true
    endpoint:
      description: The endpoint.
      type: str
      sample: https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0
    verify_server_certificate:
      description: Whether the printer verifies Microsoft's certificate.
      type: bool
      sample: false
    verify_cn:
      description: Whether it also compares the name.
      type: bool
      sample: false
  sample:
    enabled: true
    endpoint: https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0
    verify_cn: false
    verify_server_certificate: false
previous:
  description: The settings before, with the same keys as RV(settings). Keep it to be able to go back.
  returned: success, where only the wait failed, and where the task failed when it had begun to write
  type: dict
  sample:
    enabled: false
    endpoint: https://login.microsoftonline.com/organizations/oauth2/v2.0
    verify_cn: false
    verify_server_certificate: false
changes:
  description:
    - Those settings that were written, or would be in check mode, with the values before and after. Empty for a
      renewal of the code.
    - Where the task failed, those that may be on the printer now. A form that the printer refused has changed nothing.
  returned: success, where only the wait failed, and where the task failed when it had begun to write
  type: dict
  sample:
    enabled:
      after: true
      before: false
renewed:
  description: Whether the settings were saved only for a new code (O(renew_code)), or would be in check mode.
  returned: success, where only the wait failed, and where the task failed when it had begun to write
  type: bool
  sample: false
saved:
  description:
    - What the status page showed before this task saved. Hand it to
      O(printfleet.canon.canon_token_status#module:after_save).
    - V(null) where nothing was saved, and where the wait failed, also if something was saved. RV(changes) and RV(renewed) tell what was.
  returned: success, and where only the wait failed
  type: dict
  contains:
    last_updated:
      description: "[Last Updated], as the printer showed it."
      type: str
      sample: 2026 11/23 18:34:48
    user_code:
      description: The user code, or V(null).
      type: str
      sample: null
    connection_status:
      description: "[Server Connection Status], or V(null) where the save did not make the printer ask Microsoft anew."
      type: str
      sample: Not Connected
    token_status:
      description: "[Token Status], or V(null) in the same case."
      type: str
      sample: Not Acquired
    at:
      description: When it was saved, in seconds since 1970.
      type: int
      sample: 1795458889
  sample:
    at: 1795458889
    connection_status: Not Connected
    last_updated: 2026 11/23 18:34:48
    token_status: Not Acquired
    user_code: null
status:
  description:
    - The status page as it was read last, with the keys that M(printfleet.canon.canon_token_status) returns except C(fresh).
    - Where the wait failed before it could be read at all, as it was before the settings were saved.
    - Where the wait failed, C(user_code) and C(message) are V(null), unless the code can still be typed.
  returned: with O(wait), also where it failed; not in check mode
  type: dict
  sample:
    connected: true
    connection_status: Successfully Connected
    enabled: true
    last_updated: 2026 11/23 18:36:10
    message: ""
    token_state: active
    token_status: Active
    user_code: null
    user_code_expires_in: null
    user_code_valid: false
    verification_uri: null
timed_out:
  description: Whether the token was not active in time, or the codes were used up (O(wait=token)).
  returned: with O(wait), where it did not fail; not in check mode
  type: bool
  sample: false
waited:
  description: Seconds that the task waited after the settings were saved, until it was done, gave up or failed.
  returned: with O(wait), also where it failed; not in check mode
  type: int
  sample: 48
code_renewals:
  description: How many new codes were asked for because one was used up while the task waited.
  returned: with O(wait), also where it failed; not in check mode
  type: int
  sample: 0
applied:
  description: Whether [Apply Setting Changes] was pressed. V(false) in check mode.
  returned: success, and where only the wait failed
  type: bool
  sample: false
restart_pending:
  description:
    - Whether the printer demands a restart that was not made. The settings may take effect only then. V(false) in
      check mode, which cannot know it.
  returned: success, and where only the wait failed
  type: bool
  sample: false
diff:
  description: Those settings that differ, by their option names. For a renewal, the code.
  returned: in diff mode
  type: dict
  sample:
    after:
      enabled: true
      endpoint: https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0
    after_header: copier-1
    before:
      enabled: false
      endpoint: https://login.microsoftonline.com/organizations/oauth2/v2.0
    before_header: copier-1
error:
  description:
    - Why the task failed, as RV(printfleet.canon.canon_info#module:error).
    - If RV(settings) is there too, the settings were saved or were right already, and the wait failed.
  returned: failure
  type: dict
  sample:
    address: null
    kind: not_offered
    remedy: >-
      The firmware of this printer does not have it.
      If the screen has another title on this printer, set canon_labels: {oauth.title: <its title>}
    retryable: false
    screen: Settings/Registration > Send > OAuth 2.0 (Microsoft) Settings
    seen: ["menu rows: E-Mail/I-Fax Settings, Date/Time Settings"]
"""

from ansible_collections.printfleet.canon.plugins.module_utils._tasks import oauth
from ansible_collections.printfleet.canon.plugins.module_utils._tasks.module import run_module


def main():
    run_module(oauth)


if __name__ == "__main__":
    main()
