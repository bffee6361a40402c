# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The printers and other devices that a fleet may hold."""

from __future__ import annotations

from dataclasses import replace

from .profile import PrinterProfile

_OLD = {"platform_version": "3.12", "controller_version": "39.13", "oauth": False}

_DX_USER = PrinterProfile(
    name="dx_user_tls",
    description="ADVANCE DX, User Authentication over TLS, native OAuth pages, SMTP port on the mail page",
    label_suffix=" :",
)
_DX_PIN = PrinterProfile(
    name="dx_pin_tls",
    description="ADVANCE DX, System Manager ID and PIN over TLS, OAuth as a servlet, SMTP port on its own page",
    product="iR-ADV C3720",
    controller_version="48.16",
    login="system_manager",
    factory_pin_nag=True,
    oauth_layout="servlet",
    label_suffix="&nbsp;:",
    smtp_port_screen="ports",
)
_OPEN = PrinterProfile(
    name="open_http",
    description="ADVANCE DX with authentication off, plain HTTP on port 8000, native OAuth pages, radio buttons",
    product="iR-ADV C3720",
    controller_version="48.16",
    login="none",
    tls=False,
    boolean_control="radio",
    absolute_address="own",
    codes_renew=True,
)


def _dx(name: str, description: str, **changes: object) -> PrinterProfile:
    return replace(_DX_USER, name=name, description=description, **changes)


_MIGRATABLE = (
    _DX_USER,
    _DX_PIN,
    _OPEN,
    _dx(
        "dx_user_held_back",
        "as dx_user_tls, but mail settings take effect only after [Apply Setting Changes]",
        takes_effect="button",
        login_destinations=("contoso.local",),
        pem_line_breaks=False,
        boolean_control="select",
    ),
    replace(
        _DX_PIN,
        name="dx_pin_restart",
        description="as dx_pin_tls, but mail settings take effect after [Apply Setting Changes] and a restart; "
        "until then the page shows the old values",
        takes_effect="restart",
        shows_meanwhile="effective",
        servlet_values="definition_list",
    ),
    replace(
        _DX_PIN,
        name="dx_pin_restart_stored",
        description="as dx_pin_restart, but the page shows the new values before the restart that they need",
        takes_effect="restart",
    ),
    _dx(
        "dx_domain_user",
        "User Authentication, the account belongs to another login destination than this device",
        login_destinations=("contoso.local", "fabrikam.local"),
        account_destination="contoso.local",
    ),
    _dx(
        "dx_self_signed",
        "self-signed certificate, ports 80 and 8000 closed",
        certificate="self_signed",
        clear_text_with_tls="closed",
    ),
    _dx(
        "dx_tls_only",
        "TLS on 8443 and nothing else: 80 and 8000 are closed; [Display Job Log] is off",
        clear_text_with_tls="closed",
        send_log="absent",
    ),
    _dx(
        "dx_japanese", "begins in Japanese whatever the browser asks for; its portal can be switched", own_language="ja"
    ),
    _dx(
        "dx_german",
        "begins in German, OAuth as a servlet; its portal can be switched",
        own_language="de",
        oauth_layout="servlet",
        servlet_values="division",
    ),
    _dx(
        "dx_french_fixed",
        "stays in French: the portal's switch does nothing; needs labels for French",
        own_language="fr",
        language_switch="ignored",
    ),
    _dx(
        "dx_japanese_fixed",
        "stays in Japanese: the portal's switch does nothing; needs labels for Japanese",
        own_language="ja",
        language_switch="ignored",
    ),
    _dx(
        "dx_azure_wording",
        "labels say Azure Active Directory; status as a definition list, which shows an old state "
        "until its refresh icon is used; its job log is never shown",
        entra_name="Azure Active Directory",
        native_values="definition_list",
        status_needs_refresh=True,
        send_log="empty",
    ),
    replace(
        _DX_PIN,
        name="dx_servlet_refresh",
        description="OAuth as a servlet, values in divisions, an old state until its refresh form is used",
        servlet_values="division",
        status_needs_refresh=True,
        refresh_by="form",
        codes_renew=True,
    ),
    _dx(
        "imageforce",
        "imageFORCE: OAuth from the factory (logo and version numbers invented)",
        product="iF C7165",
        brand="imageFORCE",
        platform_version="3.20",
        controller_version="12.04",
        native_values="division",
    ),
    replace(
        _OPEN,
        name="c3326i",
        description="iR C3326i class: User Authentication on plain HTTP, port 8000",
        product="iR C3326",
        brand="imageRUNNER",
        login="user_authentication",
        absolute_address="host",
        boolean_control="check",
    ),
)

_NOT_MIGRATABLE = (
    _dx(
        "dx_old_firmware",
        "ADVANCE DX with a firmware before 3.18: no OAuth row, and no update is offered",
        why_not="too_old_not_offered",
        firmware="not_offered",
        **_OLD,
    ),
    _dx(
        "dx_update_offered",
        "ADVANCE DX with a firmware before 3.18; the update that brings OAuth is offered",
        why_not="too_old_offered",
        firmware="offered",
        **_OLD,
    ),
    _dx(
        "gen3_update_offered",
        "ADVANCE C5550 III, System Manager login; the offered update brings OAuth as a servlet",
        why_not="too_old_offered",
        firmware="offered",
        **_OLD,
        product="iR-ADV C5550 III",
        brand="imageRUNNER_ADVANCE",
        login="system_manager",
        oauth_layout="servlet",
    ),
    _dx(
        "dx_update_stuck",
        "as dx_update_offered, but the device does not come back from the update by itself",
        why_not="too_old_offered",
        firmware="offered",
        update_stuck=True,
        **_OLD,
    ),
    _dx(
        "dx_update_busy",
        "as dx_update_offered, but it prints for eight seconds first",
        why_not="too_old_offered",
        firmware="offered",
        busy_seconds=8.0,
        **_OLD,
    ),
    replace(
        _OPEN,
        name="gen2_pin",
        description="ADVANCE C5051 (generation 2): plain HTTP, System Manager login, pages "
        "without token, settings and logins by GET; OAuth will never come",
        why_not="too_old_not_offered",
        firmware="not_offered",
        **{**_OLD, "controller_version": "65.03", "platform_version": "2.04"},
        product="iR-ADV C5051",
        brand="imageRUNNER_ADVANCE",
        login="system_manager",
        token=False,
        get_writes=True,
        absolute_address="host",
    ),
    _dx(
        "dx_device_admin",
        "the account is only a device administrator: it sees no OAuth, network or clock",
        why_not="no_privilege",
        privileges=frozenset({"device"}),
        lockout_after=3,
    ),
    _dx(
        "dx_department_user",
        "Department ID Management; the ID is an ordinary user's",
        why_not="no_privilege",
        login="department_id",
        privileges=frozenset(),
        user_type="1",
    ),
    _dx("dx_locked", "the account is locked", why_not="locked", locked=True),
    _dx(
        "dx_third_party", "the login page of another maker's login service", why_not="third_party", login="third_party"
    ),
    _dx(
        "dx_password_change",
        "after the login the device wants a new password",
        why_not="password_change",
        password_change=True,
    ),
    _dx(
        "dx_no_public_key",
        "old login page without CHALLENGE and public key",
        why_not="clear_password",
        login_public_key=False,
    ),
    _dx(
        "dx_session_limit",
        "as many users as the device allows are logged in already",
        why_not="session_limit",
        max_logins=2,
        others_logged_in=2,
    ),
    _dx("dx_expired_certificate", "the certificate has expired", why_not="certificate", certificate="expired"),
    _dx("dx_old_tls", "TLS 1.0 and 1.1 only", why_not="old_tls", old_tls=True, clear_text_with_tls="closed"),
    _dx("dx_clock_wrong", "the clock is two days slow and SNTP is off", why_not="clock", clock_offset=-172_800.0),
    _dx("remote_ui_off", "the Remote UI is switched off: nothing listens", why_not="remote_ui_off", kind="off"),
    _dx(
        "canon_escl_only",
        "a Canon device without this Remote UI: eSCL on port 80",
        why_not="no_remote_ui",
        kind="escl_only",
        product="TS9500 series",
    ),
    _dx(
        "mf_i_sensys",
        "MF/i-SENSYS/imageCLASS: /checkLogin.cgi; counts any password",
        why_not="unsupported",
        kind="mf",
        product="MF429",
        login="system_manager",
    ),
    _dx(
        "other_maker",
        "pages in the manner of an HP device; counts any password",
        why_not="unsupported",
        kind="other_maker",
        product="LaserJet MFP E47528",
    ),
)

PROFILES: dict[str, PrinterProfile] = {profile.name: profile for profile in (*_MIGRATABLE, *_NOT_MIGRATABLE)}
