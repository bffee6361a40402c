#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: canon_smtp
short_description: Set the mail server of a Canon printer
version_added: "0.1.0"
author:
  - printfleet.canon contributors (@printfleet)
description:
  - Reads and writes [Network Settings - E-Mail/I-Fax Settings] of a Canon printer on its web page (Remote UI). Where
    that screen has no SMTP port, the port is found on the port screen of [Network Settings].
  - Reads first, and writes only settings that are given and differ. Everything else on these screens is sent back as
    it was. Where nothing differs, nothing is sent.
  - Where the printer holds changes back until [Apply Setting Changes], or does not show them after saving and has this button,
    presses it once when all is written.
  - Reads the settings again after writing, and fails where the printer does not show what was written.
options:
  server:
    description:
      - Name or address of the mail server ([SMTP Server]), without scheme and port, at most as many characters as the
        printer takes (usually 48).
      - V(smtp.office365.com) for Exchange Online. An empty text clears it.
    type: str
  port:
    description:
      - Port of the mail server ([SMTP TX]). V(587) for Exchange Online.
      - The port of the Remote UI is O(remote_ui_port). V(8000), V(8443) and the value of O(remote_ui_port) are refused
        here, because they are most likely meant for that.
    type: int
  email_address:
    description:
      - Sender address of the printer ([E-Mail Address]), at most as many characters as the printer takes (usually
        120).
      - With OAuth, it must belong to the account that authorises the printer, or that account needs the right to send
        as it.
    type: str
  tls:
    description:
      - Whether TLS is allowed for sending ([Allow TLS (SMTP TX)]). The printer then uses STARTTLS where the server
        offers it.
    type: bool
  smtp_auth:
    description:
      - Whether the printer logs in to the mail server with user name and password ([SMTP Authentication (SMTP AUTH)]).
      - V(false) for OAuth; the user name that is stored may stay.
    type: bool
  verify_certificate:
    description:
      - Whether the printer verifies the certificate of the mail server ([Confirm TLS Certificate for SMTP TX]). It
        needs the certificate of the CA, and a clock that is right.
    type: bool
  verify_cn:
    description:
      - Whether the printer also compares the name in that certificate ([Add CN to Verification Items]).
      - Must be given together with O(verify_certificate). V(true) needs O(verify_certificate=true).
    type: bool
  smtp_username:
    description:
      - User name for O(smtp_auth). An empty text clears it.
    type: str
  smtp_password:
    description:
      - Password for O(smtp_auth). An empty text clears it, like O(clear_password).
      - Printers never show a password, so it cannot be compared. Whenever it is given, it is written and counts as a
        change.
    type: str
  clear_password:
    description:
      - Clears the password that is stored for O(smtp_auth), the way Canon describes it, with [Check Password] ticked
        and the fields left empty.
      - Like O(smtp_password), it is written every time and counts as a change every time. Use it once, not in a play
        that runs every day.
    type: bool
    default: false
  remote_ui_port:
    description:
      - Port of the Remote UI (variable C(canon_port)). The other modules call it
        O(printfleet.canon.canon_info#module:port) and take this name as an alias.
      - Without it, ports 8443 and 443 are tried with https, 8000 and 80 with http, and the printer's own forwarding is
        followed.
    type: int
extends_documentation_fragment:
  - printfleet.canon.remote_ui
  - printfleet.canon.restart
  - printfleet.canon.attributes
  - printfleet.canon.attributes.writes
attributes:
  idempotent:
    support: partial
    details:
      - O(smtp_password) and O(clear_password) are written and count as a change every time.
notes:
  - Options are checked before anything is sent, and every control and length on the printer's screens before the first
    setting is written.
  - Texts are compared without case and blanks. A setting that differs in nothing else is left as it is.
  - The SMTP settings also apply to I-Fax where the printer has it.
  - Two screens cannot be written at once. Where the second save fails, the first one stays; run the task again.
  - A setting that somebody changes at the printer while the task works is kept, and the task warns.
seealso:
  - module: printfleet.canon.canon_oauth
"""

EXAMPLES = r"""
- name: Exchange Online, as OAuth needs it
  printfleet.canon.canon_smtp:
    server: smtp.office365.com
    port: 587
    email_address: "{{ migrate_email_address }}"
    tls: true
    smtp_auth: false

- name: Show what would change, and change nothing
  printfleet.canon.canon_smtp:
    server: smtp.office365.com
    port: 587
  check_mode: true
  diff: true

- name: Verify the certificate of the mail server
  printfleet.canon.canon_smtp:
    verify_certificate: true
    verify_cn: true

- name: Remove the password that nobody needs any more, once
  printfleet.canon.canon_smtp:
    smtp_auth: false
    clear_password: true

- name: Go back to a mail server of your own, with a password from the vault
  printfleet.canon.canon_smtp:
    server: mail.contoso.com
    port: 587
    smtp_auth: true
    smtp_username: scan@contoso.com
    smtp_password: "{{ vault_smtp_password }}"

- name: A printer that calls a setting by another name
  printfleet.canon.canon_smtp:
    server: smtp.office365.com
    port: 587
    labels:
      mail.server: Outgoing Mail Server
      ports.title: [Ports, Port Numbers]
"""

RETURN = r"""
settings:
  description:
    - The settings as they were read after writing; in check mode, as they would be. The password is not among them.
    - A setting is V(null) where the printer does not show it.
  returned: success
  type: dict
  contains:
    server:
      description: Mail server.
      type: str
      sample: smtp.office365.com
    port:
      description: Its port.
      type: int
      sample: 587
    email_address:
      description: Sender address.
      type: str
      sample: copier-1@contoso.com
    tls:
      description: Whether TLS is allowed.
      type: bool
      sample: true
    smtp_auth:
      description: Whether the printer logs in with user name and password.
      type: bool
      sample: false
    verify_certificate:
      description: Whether the printer verifies the certificate of the mail server.
      type: bool
      sample: false
    verify_cn:
      description: Whether it also compares the name.
      type: bool
      sample: false
    smtp_username:
      description: User name.
      type: str
      sample: scan@contoso.com
  sample:
    email_address: copier-1@contoso.com
    port: 587
    server: smtp.office365.com
    smtp_auth: false
    smtp_username: scan@contoso.com
    tls: true
    verify_certificate: false
    verify_cn: false
previous:
  description: The settings before, with the same keys as RV(settings). Keep it to be able to go back.
  returned: success, and where the task failed when it had begun to write
  type: dict
  sample:
    email_address: scan@contoso.com
    port: 25
    server: smtp.office365.com
    smtp_auth: true
    smtp_username: scan@contoso.com
    tls: true
    verify_certificate: false
    verify_cn: false
changes:
  description:
    - Those settings that were written, or would be in check mode, with the values before and after. A password is not
      among them.
    - Where the task failed, those that may be on the printer now. A form that the printer refused has changed nothing.
  returned: success, and where the task failed when it had begun to write
  type: dict
  sample:
    port:
      after: 587
      before: 25
    smtp_auth:
      after: false
      before: true
applied:
  description: Whether [Apply Setting Changes] was pressed. V(false) in check mode.
  returned: success
  type: bool
  sample: false
restart_pending:
  description:
    - Whether the printer demands a restart that was not made. The settings may take effect only then. V(false) in
      check mode, which cannot know it.
  returned: success
  type: bool
  sample: false
diff:
  description: Those settings that differ, by their option names. Passwords are masked.
  returned: in diff mode
  type: dict
  sample:
    after:
      email_address: copier-1@contoso.com
      port: 587
      smtp_auth: false
    after_header: copier-1
    before:
      email_address: scan@contoso.com
      port: 25
      smtp_auth: true
    before_header: copier-1
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

from ansible_collections.printfleet.canon.plugins.module_utils._tasks import smtp
from ansible_collections.printfleet.canon.plugins.module_utils._tasks.module import run_module


def main():
    run_module(smtp)


if __name__ == "__main__":
    main()
