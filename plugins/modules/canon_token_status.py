#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: canon_token_status
short_description: Look at the OAuth connection, the user code and the token of a Canon printer
version_added: "0.1.0"
author:
  - printfleet.canon contributors (@printfleet)
description:
  - Reads the status page of [OAuth 2.0 (Microsoft) Settings] once. With O(keep_session=true) it also presses the
    refresh icon of the page, where [Last Updated] is still the same as at the last look.
  - Returns what a person needs for the authorisation (RV(verification_uri), RV(user_code), RV(user_code_expires_in))
    and whether the printer has a token (RV(token_state)).
  - Writes nothing. It does not wait either; use C(until).
options:
  after_save:
    description:
      - The value RV(printfleet.canon.canon_oauth#module:saved) of the task that has saved the settings.
      - A printer shows the old state for some seconds after a save. With this option, a page that is not newer than
        the save counts as unknown. RV(fresh) is V(false) then, RV(connected) and RV(user_code_valid) are V(false), and
        RV(token_state) is never V(active).
      - Leave it out where nothing was saved (V(omit)).
    type: dict
    suboptions:
      last_updated:
        description:
          - Text of [Last Updated] on the page before the save.
        type: str
      user_code:
        description:
          - The user code on the page before the save. A page that still shows it is not newer.
        type: str
      connection_status:
        description:
          - Text of [Server Connection Status] on the page before the save, where the save made it void.
        type: str
      token_status:
        description:
          - Text of [Token Status] on the page before the save, where the save made it void. For 30 seconds after the save, a page that
            shows no code, and the same two texts or an active token as before, is not newer.
        type: str
      at:
        description:
          - Time of the save, in seconds since 1970.
        type: int
extends_documentation_fragment:
  - printfleet.canon.remote_ui
  - printfleet.canon.remote_ui.port
  - printfleet.canon.attributes
  - printfleet.canon.attributes.reads
notes:
  - A user code is no secret, but whoever gets you to type a foreign code at Microsoft gets your token. Type codes of
    your own printers only.
  - Which account has authorised the printer is not shown on the page, so it cannot be checked here. Send a scan to
    find out.
  - The printer shows texts in its own language where it cannot be switched to English. An unknown text becomes
    RV(token_state=unknown) or RV(connected=false), never a guess; O(labels) teaches it.
seealso:
  - module: printfleet.canon.canon_oauth
"""

EXAMPLES = r"""
- name: Switch OAuth on
  printfleet.canon.canon_oauth:
    enabled: true
    tenant: contoso.onmicrosoft.com
  register: oauth

- name: Wait until the printer is connected and has a code, or has its token already
  printfleet.canon.canon_token_status:
    after_save: "{{ oauth.saved or omit }}"
  register: token
  until: ansible_check_mode or token.user_code_valid | default(false) or token.token_state | default('') == 'active'
  delay: 5
  retries: 24

- name: Show the code to a person
  ansible.builtin.debug:
    msg: >-
      {{ inventory_hostname }}: open {{ token.verification_uri }} and enter {{ token.user_code }}
      within {{ token.user_code_expires_in // 60 }} minutes
  when: token.user_code_valid

- name: Wait until the person has authorised the printer
  printfleet.canon.canon_token_status:
  register: token
  until: ansible_check_mode or token.token_state | default('') == 'active'
  delay: 5
  retries: 180

- name: Look at the token, as a regular check of the fleet
  printfleet.canon.canon_token_status:
  register: token

- name: Report a printer that has to be authorised again
  ansible.builtin.assert:
    that: token.token_state == 'active'
    fail_msg: "Token Status is {{ token.token_status }}, Server Connection Status is {{ token.connection_status }}"
"""

RETURN = r"""
enabled:
  description: Whether OAuth 2.0 (Microsoft) is switched on. V(null) where the page does not show it.
  returned: success
  type: bool
  sample: true
connection_status:
  description: "[Server Connection Status], as the printer shows it."
  returned: success
  type: str
  sample: Successfully Connected
connected:
  description: Whether that text means a connection to Microsoft. V(false) for an unknown text.
  returned: success
  type: bool
  sample: true
token_status:
  description: "[Token Status], as the printer shows it."
  returned: success
  type: str
  sample: Being Acquired...
token_state:
  description:
    - What that text means.
    - V(not_acquired) - there is no token.
    - V(pending) - the printer waits for a person to authorise it.
    - V(active) - the printer has a token and renews it by itself.
    - V(expired) and V(error) - there is no token any more. Canon does not document these texts.
    - V(unknown) - the text is not known, or the page is older than O(after_save).
  returned: success
  type: str
  sample: pending
user_code:
  description:
    - The code to type at RV(verification_uri). V(null) where the page shows none. It can be an old one; see
      RV(user_code_valid).
  returned: success
  type: str
  sample: LW50OK0X7
user_code_valid:
  description:
    - Whether the code can be typed now, that is, OAuth is on, the printer is connected, the code has time left, and
      there is no active token.
  returned: success
  type: bool
  sample: true
user_code_expires_in:
  description: Seconds that are left for the code, at the time of RV(last_updated). V(null) where the page shows none.
  returned: success
  type: int
  sample: 599
verification_uri:
  description: Address of Microsoft's sign-in page, as the printer shows it.
  returned: success
  type: str
  sample: https://microsoft.com/devicelogin
message:
  description: "[Message], as the printer shows it. It comes from Microsoft."
  returned: success
  type: str
  sample: >-
    To sign in, use a web browser to open the page https://microsoft.com/devicelogin
    and enter the code LW50OK0X7 to authenticate.
last_updated:
  description: "[Last Updated], as the printer shows it, by the printer's clock."
  returned: success
  type: str
  sample: 2026 11/23 18:34:51
fresh:
  description: Whether the page is newer than the save of O(after_save). V(true) without that option.
  returned: success
  type: bool
  sample: true
error:
  description: Why the task failed, as RV(printfleet.canon.canon_info#module:error).
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

from ansible_collections.printfleet.canon.plugins.module_utils._tasks import token_status
from ansible_collections.printfleet.canon.plugins.module_utils._tasks.module import run_module


def main():
    run_module(token_status)


if __name__ == "__main__":
    main()
