# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Documentation of the options that every module has: ``CONNECTION`` in ``module_utils/_tasks/argspec.py``."""

from __future__ import annotations


class ModuleDocFragment:
    # All of them but the port, which has another name in canon_smtp.
    DOCUMENTATION = r"""
options:
  host:
    description:
      - Name or address of the printer, without scheme, port or path.
      - Where neither the task nor C(canon_host) nor E(CANON_HOST) gives it, C(ansible_host) of the printer is taken,
        then its name in the inventory.
    type: str
  scheme:
    description:
      - How the Remote UI is spoken to.
      - V(https) never sends a password over a connection that is not encrypted, and never falls back to V(http).
      - V(http) sends a System Manager's PIN, and every setting, in clear text.
      - V(auto) takes V(https) where the Remote UI answers over TLS, and V(http) where it does not. A Remote UI over
        TLS whose certificate is not trusted is an error all the same.
    type: str
    choices: [https, http, auto]
    default: https
  validate_certs:
    description:
      - Whether the printer's certificate is verified. With V(false), anybody between the controller and the printer
        can read the password; for self-signed printers, O(certificate_fingerprint) is the better way.
    type: bool
    default: true
  ca_path:
    description:
      - File with the certificates of the CA that signed the printers' certificates (PEM), on the machine where the
        task runs.
      - Without it, the CAs that come with the Python library requests are trusted.
    type: path
  certificate_fingerprint:
    description:
      - SHA-256 fingerprint of the printer's certificate, 64 hexadecimal digits, with or without colons.
      - Replaces the check by CA and by name, so that a self-signed printer can be told from an impostor. The error for
        a certificate that is not trusted shows the fingerprint that was seen; compare it with the one at the printer
        before you use it.
    type: str
  username:
    description:
      - User name of an account with the role Administrator (or NetworkAdmin, for mail and OAuth), or the System
        Manager ID.
      - Where neither the task nor C(canon_username) nor E(CANON_USERNAME) gives it, C(ansible_user) is taken from the
        printer's own inventory variables.
      - Not used where the printer asks for no login.
    type: str
  password:
    description:
      - Password of the account, or the System Manager's PIN. Keep it in a vault. No default password is ever tried.
      - Where neither the task nor C(canon_password) nor E(CANON_PASSWORD) gives it, C(ansible_password) is taken from
        the printer's own inventory variables.
      - A password that the printer refuses is not sent to it again in the same run, so that the account is not locked. Each further run sends
        it once more. This also holds for tasks that are delegated to another machine, and for retries of C(until).
    type: str
  login_method:
    description:
      - Which login is expected. Another one than expected is an error, and nothing is sent.
      - V(auto) recognises the login by the printer's own page.
      - V(user) is User Authentication. Only with this value the password is also sent to a page that has no key to
        encrypt it with, and then only over https.
      - V(system_manager) is System Manager ID and PIN (Department ID Management).
      - V(none) never logs in and fails where the printer asks for it.
    type: str
    choices: [auto, user, system_manager, none]
    default: auto
  login_destination:
    description:
      - Login destination of User Authentication, one of those that the login page offers. V(localhost) is the printer
        itself.
    type: str
    default: localhost
  timeout:
    description:
      - Seconds for one complete answer of the printer, more than 0 and at most 3600. A connection must be made within
        10 seconds, or within O(timeout) if that is less.
    type: float
    default: 30.0
  keep_session:
    description:
      - With V(true), the login is left open for the next task of the same run on the same printer, so that a play logs
        in once. Put M(printfleet.canon.canon_session) into an C(always) section at the end of the play; otherwise the
        login stays open until the end of the run, which then logs out of as many printers as it can within 15 seconds.
      - After a run that was killed, the login stays open until the next run on the same controller opens
        the printer with the same account, or until the printer ends it.
      - The cookies lie in the temporary folder of the run (mode 0700), which Ansible removes at the end. The password
        is not kept.
      - Has an effect in the controller only. A task that is delegated to another machine always logs in and out
        itself.
    type: bool
    default: false
  labels:
    description:
      - Texts of printers whose wording differs, as names of the form C(screen.setting) with a text or a list of texts.
        They are tried before the ones that are built in, and compared without case, blanks and trailing colons.
      - You need it when a task ends with an error of the kind V(unknown_layout) or V(not_offered). That error lists
        the texts that the printer does show and says what to set.
      - The screens are C(mail), C(ports) (the screen of the SMTP port, where the mail screen does not have it),
        C(oauth), C(clock), C(sntp), C(ipv4), C(dns), C(proxy) and C(device). The settings are called as in options and
        results, for example C(mail.server), C(ports.port), C(oauth.token_status) and C(ipv4.gateway). C(screen.title)
        is the title of the screen in the printer's menu.
      - Where a label stands more than once on a screen, the heading above it, or a label that stands before it, may be
        put in front, as in C(SMTP Settings > Allow TLS).
      - C(oauth.edit) is the text of the link or button that leads to [Edit Basic Settings]. C(oauth.connected) and
        C(oauth.not_connected) are values of [Server Connection Status]. C(oauth.token_not_acquired),
        C(oauth.token_pending), C(oauth.token_active), C(oauth.token_expired) and C(oauth.token_error) are values of
        [Token Status]. C(words.on) and C(words.off) are the texts of a setting that is on or off, on every screen.
      - C(job_log) is the log of sent jobs. C(job_log.title) is its title in the menu of the Status Monitor (or
        C(Heading > Title)), C(job_log.number), C(job_log.date_time), C(job_log.date), C(job_log.time), C(job_log.kind),
        C(job_log.result) and C(job_log.error_code) are headings, C(job_log.ok) and C(job_log.failed) are results,
        C(job_log.next), C(job_log.previous) and C(job_log.last) lead to other pages.
      - A name that nothing looks for is refused before anything is sent.
      - Labels of a task replace those of the variable C(canon_labels).
    type: dict
requirements:
  - requests >= 2.28
  - lxml >= 4.9
  - cryptography (only for printers with User Authentication)
notes:
  - All modules belong to the action group C(printfleet.canon.remote_ui). C(module_defaults) for
    C(group/printfleet.canon.remote_ui) reach them all.
  - An option of the connection that a task does not give is taken from the variable C(canon_<option>) (for example
    C(canon_username)), then from the environment variable C(CANON_<OPTION>) of C(ansible-playbook) (for example
    E(CANON_USERNAME)), and only then from where the option says. Usually a task gives none.
  - The task runs in the controller, inside C(ansible-playbook). The printer needs no Python and no SSH, and
    C(ansible_connection) does not matter. The required libraries belong into the Python that runs C(ansible-playbook).
  - With C(delegate_to) another machine, for example a jump host in the printers' network, the module runs there. That
    machine needs Python and the required libraries. Variables, environment and vault are those of the controller, and
    the printer's own C(ansible_host), C(ansible_user) and C(ansible_password) count, never those of the other machine.
  - Passwords are replaced by asterisks in results and error messages. Other data stays as it is; a serial number that
    happens to contain the PIN is not mutilated.
  - A printer that cannot be reached makes the task fail. It is not reported as C(unreachable), because Ansible skips
    C(rescue) and C(always) then.
seealso:
  - name: Inventory and secrets
    description: Where addresses, user names and passwords are written down.
    link: https://github.com/printfleet/canon/blob/main/docs/docsite/rst/guide_inventory.rst
"""

    # Separate, because O(port) of canon_smtp is the SMTP port.
    PORT = r"""
options:
  port:
    description:
      - Port of the Remote UI (variable C(canon_port)).
      - Without it, ports 8443 and 443 are tried with https, 8000 and 80 with http, and the printer's own forwarding is
        followed.
      - In C(module_defaults) of the action group, use the alias O(remote_ui_port), because
        O(printfleet.canon.canon_smtp#module:port) is the port of the mail server.
    type: int
    aliases: [remote_ui_port]
"""
