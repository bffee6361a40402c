# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What distinguishes one kind of virtual printer from another."""

from __future__ import annotations

from dataclasses import dataclass

ADMINISTRATOR = frozenset({"device", "network", "system"})


#: codes of `PrinterProfile.why_not` and who can change it
WHY_NOT = {
    "too_old_offered": "firmware without OAuth; an update is offered: whoever may accept its licence",
    "too_old_not_offered": "firmware without OAuth and no update is offered: the dealer",
    "no_privilege": "the account does not see OAuth or the network: an administrator of the device",
    "locked": "the account is locked: an administrator of the device",
    "third_party": "the login page is another maker's: whoever runs that login service",
    "password_change": "the device wants a new password first: the owner of the account",
    "clear_password": "the login page has no public key, the password would be sent in clear: the owner",
    "session_limit": "the greatest number of users is logged in: whoever is",
    "remote_ui_off": "nothing answers: somebody at the panel",
    "no_remote_ui": "a Canon device without this Remote UI: nobody",
    "unsupported": "another family or another maker: nobody",
    "old_tls": "TLS 1.0 and 1.1 only: somebody at the panel, or newer firmware",
    "certificate": "the certificate cannot be trusted: an administrator of the device",
    "clock": "the clock is wrong: an administrator, or SNTP",
}


@dataclass(frozen=True)
class PrinterProfile:
    """One kind of printer: generation, login, layout of the pages whose real layout nobody has published.

    An option that is None is drawn from the printer's seed.
    """

    name: str
    description: str
    #: why the printer cannot be migrated as it stands, as a short code (`WHY_NOT`); empty when it can be
    why_not: str = ""
    product: str = "iR-ADV C5840"
    platform_version: str = "3.18"
    controller_version: str = "72.14"

    #: ``remote_ui``; ``off`` (nothing listens); ``escl_only``; ``mf`` (Canon's small family); ``other_maker``
    kind: str = "remote_ui"
    #: what the logo of the pages is called
    brand: str = "imageRUNNER_ADVANCE_DX"
    #: pages carry a token (generation 3 and later); ``get_writes``: settings and logins are taken from a GET, too
    token: bool = True
    get_writes: bool = False

    #: ``user_authentication``, ``system_manager`` (System Manager ID and PIN), ``department_id``, ``third_party`` or
    #: ``none``
    login: str = "user_authentication"
    #: options of the DOMAIN select beside ``localhost``
    login_destinations: tuple[str, ...] = ()
    #: the login destination of the account
    account_destination: str = "localhost"
    #: the login page has CHALLENGE and PK; without them the password is posted in clear
    login_public_key: bool = True
    #: how many may be logged in at a time (0 = any number)
    max_logins: int = 0
    #: how many others are logged in and stay so
    others_logged_in: int = 0
    #: after the login the device wants another password
    password_change: bool = False
    #: the account is locked for good
    locked: bool = False
    #: wrong passwords until the account is locked (0 = never), and for how many seconds
    lockout_after: int = 0
    lockout_seconds: float = 600.0
    #: privileges of the account and its ``UserType`` ("2" administrator, "1" general user)
    privileges: frozenset[str] = ADMINISTRATOR
    user_type: str = "2"
    #: the page that asks to change the factory PIN
    factory_pin_nag: bool = False
    #: the public key of the login form with line breaks, or in one line
    pem_line_breaks: bool = True
    idle_seconds: float = 600.0

    #: the printer's own language, in which it begins whatever the browser asks for; None = follows the browser
    own_language: str | None = None
    #: the portal's language switch: ``works`` or is ``ignored``
    language_switch: str = "works"

    tls: bool = True
    #: the certificate: signed by the fleet's ``authority``, ``self_signed``, or ``expired`` (but signed)
    certificate: str = "authority"
    #: the device speaks TLS 1.0 and 1.1 only
    old_tls: bool = False
    #: error of the clock in seconds when the printer is started
    clock_offset: float = 0.0
    #: what the clear-text ports do while TLS is on: ``forward`` (meta refresh to https) or ``closed``
    clear_text_with_tls: str | None = None
    #: where absolute addresses come from: the ``host`` header, or the device's ``own`` name that nobody resolves
    absolute_address: str = "host"

    #: ``current``, ``offered`` (a newer one may be had) or ``not_offered`` (old, but nothing is offered)
    firmware: str = "current"
    new_controller_version: str = "83.05"
    new_platform_version: str = "3.18"
    update_brings_oauth: bool = True
    #: the licence agreement has to be accepted
    firmware_licence: bool = True
    #: order of the pages after the offer: ``timing_first``, ``licence_first`` or ``one_page`` (offer and timing)
    firmware_steps: str | None = None
    #: after the update the device does not come back by itself
    update_stuck: bool = False
    #: after it was started the device prints for so long
    busy_seconds: float = 0.0

    oauth: bool = True
    #: ``native`` (CGI and template) or ``servlet``
    oauth_layout: str = "native"
    #: the status page shows an old state until its refresh icon is used, which is a ``link`` or a ``form``
    status_needs_refresh: bool = False
    refresh_by: str | None = None
    #: Microsoft's directory as labels call it; older firmware says "Azure Active Directory"
    entra_name: str = "Microsoft Entra ID"
    #: values on the native status page: ``table``, ``definition_list`` or ``division``
    native_values: str = "table"
    #: the same on servlet pages
    servlet_values: str | None = None
    #: text between a label and its value
    label_suffix: str = ""
    #: control of an on/off setting: ``check``, ``radio`` or ``select``
    boolean_control: str = "check"
    #: the SMTP port on the ``mail`` page or on the network's port page (``ports``)
    smtp_port_screen: str = "mail"
    smtp_port_label: str = "Port Number"

    #: when mail and network settings take effect: ``at_once``, after [Apply Setting Changes] (``button``),
    #: or after that and a restart (``restart``)
    takes_effect: str = "at_once"
    #: which value the page shows meanwhile: the ``stored`` or the ``effective`` one
    shows_meanwhile: str = "stored"

    #: the log of sent jobs: ``shown``; ``empty``: its page has no table; ``absent``: not in the Status Monitor's menu
    send_log: str = "shown"
    #: rows of one page of it
    log_page_size: int | None = None

    #: an expired user code is replaced by the device itself
    codes_renew: bool = False
    #: code, message and link stay on the page after the token became active
    code_stays_when_active: bool | None = None
    #: a code from earlier days is on the page although OAuth is off (as in the procedure document)
    leftover_code: bool | None = None

    #: fill pages with the message tables that make the real ones 140 to 300 kB
    full_size: bool = True

    @property
    def migratable(self) -> bool:
        """Can it be brought to [Active] as it stands, with the right options of the inventory?"""
        return not self.why_not

    @property
    def migratable_after_update(self) -> bool:
        """Can it be, once its firmware was updated over the Remote UI?"""
        return self.why_not in ("", "too_old_offered")

    def __post_init__(self) -> None:
        allowed = {
            "firmware": {"current", "offered", "not_offered"},
            "firmware_steps": {None, "timing_first", "licence_first", "one_page"},
            "why_not": {"", *WHY_NOT},
            "certificate": {"authority", "self_signed", "expired"},
            "kind": {"remote_ui", "off", "escl_only", "mf", "other_maker"},
            "language_switch": {"works", "ignored"},
            "login": {"user_authentication", "system_manager", "department_id", "third_party", "none"},
            "clear_text_with_tls": {None, "forward", "closed"},
            "absolute_address": {"host", "own"},
            "oauth_layout": {"native", "servlet"},
            "servlet_values": {None, "table", "definition_list", "division"},
            "native_values": {"table", "definition_list", "division"},
            "refresh_by": {None, "link", "form"},
            "boolean_control": {"check", "radio", "select"},
            "smtp_port_screen": {"mail", "ports"},
            "takes_effect": {"at_once", "button", "restart"},
            "shows_meanwhile": {"stored", "effective"},
            "send_log": {"shown", "empty", "absent"},
        }
        for option, values in allowed.items():
            if getattr(self, option) not in values:
                raise ValueError(f"profile {self.name}: {option} must be one of {sorted(map(str, values))}")
