# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What it takes to bring a printer back to the settings from before its migration, and what nobody can bring back."""

from __future__ import annotations

import typing as t

from .._evidence import doubt
from .._evidence.record import is_another, serial_of, shown
from . import microsoft
from .reading import Facts, part, switch, text
from .same import same

MAIL = ("server", "port", "email_address", "tls", "smtp_auth", "verify_certificate", "verify_cn", "smtp_username")
OAUTH = ("enabled", "endpoint", "verify_server_certificate", "verify_cn")
_CERTIFICATE = {"mail": "verify_certificate", "oauth": "verify_server_certificate"}
_NOT_EMPTY = ("email_address", "endpoint")  # the modules take no empty value for these


def plan(record: Facts, facts: Facts, has_password: bool = False) -> t.Dict[str, t.Any]:
    """Compare a record with what the printer shows.

    :param record: of ``_evidence``. :param facts: a result of canon_info with mail and oauth.
    :returns: ``mail`` and ``oauth``: options for the modules; ``left``: what differs and can be put back; ``cannot``; ``afterwards``: what the
        printer can no longer do then; ``lines``; ``stop``.
    """
    printer, before = part(facts, "printer"), part(record, "before_migration")
    mail_before, oauth_before = (doubt.known(before, screen, part(printer, screen)) for screen in ("mail", "oauth"))
    mail, mail_cannot = _options("mail", MAIL, mail_before, part(printer, "mail"))
    oauth, oauth_cannot = _options("oauth", OAUTH, oauth_before, part(printer, "oauth"))
    cannot = mail_cannot + oauth_cannot + _in_doubt(before, printer)
    wants_password = mail_before.get("smtp_auth") is True
    if wants_password and not has_password:
        cannot.append(
            "The SMTP password: no printer shows it, so it was not recorded. The printer keeps what it has;"
            " set rollback_smtp_password if it cannot sign in."
        )
    is_burnt = oauth.get("enabled") is False or "endpoint" in oauth
    has_token = text(part(printer, "oauth"), "token_state") == "active"
    if is_burnt and has_token:
        cannot.append("The token: going back burns it, and a person has to type a code again for a new one.")
    lines = [
        f"{name} goes back to {shown(value)}."
        for name, value in sorted({**_named("mail", mail), **_named("oauth", oauth)}.items())
    ]
    if wants_password and has_password:
        lines.append("The SMTP password is set to rollback_smtp_password.")
    changes = mail or oauth
    settings = {**part(printer, "mail"), **mail}, {**part(printer, "oauth"), **oauth}
    afterwards = _afterwards(*settings, has_token and not is_burnt) if changes else ""
    return {
        "mail": mail,
        "oauth": oauth,
        "sets_password": wants_password and has_password,
        "left": sorted({**_named("mail", mail), **_named("oauth", oauth)}),
        "cannot": cannot,
        "afterwards": afterwards,
        "lines": lines
        + [f"Cannot be put back: {sentence}" for sentence in cannot]
        + ([afterwards] if afterwards else []),
        "stop": _stop(record, printer),
    }


def _afterwards(mail: Facts, oauth: Facts, has_token: bool) -> str:
    """What becomes of the printer's mail with these settings."""
    server = text(mail, "server")
    if not microsoft.is_submission(server):
        return ""
    if switch(oauth, "enabled") is not False:
        return (
            ""
            if has_token
            else "After that it has no token, and sends nothing until a person types a code (migrate asks for one)."
        )
    if switch(mail, "smtp_auth") is False:
        return f"After that it sends nothing: {server} takes no mail without a sign-in (530 5.7.57)."
    return f"After that it signs in at {server} with a password again: where Exchange Online refuses passwords (550 5.7.30), it sends nothing."


def _stop(record: Facts, printer: Facts) -> str:
    if is_another(dict(record), printer):
        return (
            f"this device has the serial number {serial_of(printer)}, and the record is that of {text(record, 'serial_number')}."
            " Nothing was written. Migrate the new device, which begins a record of its own."
        )
    if not part(printer, "mail") or not part(printer, "oauth"):
        return "the printer does not show its mail or OAuth 2.0 settings. Nothing was written."
    return ""


def _in_doubt(before: Facts, printer: Facts) -> t.List[str]:
    names = [
        f"{screen}.{name}"
        for screen, settings in (("mail", MAIL), ("oauth", OAUTH))
        for name in doubt.unknown(before, screen, part(printer, screen))
        if name in settings
    ]
    if not names:
        return []
    return [
        f"{', '.join(names)}: a run ended while another machine wrote, so what was there before is not known. It stays as it is."
    ]


def _options(
    screen: str, names: t.Sequence[str], before: Facts, now: Facts
) -> t.Tuple[t.Dict[str, t.Any], t.List[str]]:
    """Options that differ from the record, with what must be given beside them."""
    found = {
        name: before[name]
        for name in names
        if before.get(name) is not None and not same(now.get(name), before[name], name)
    }
    cannot = []
    for name in _NOT_EMPTY:
        if found.get(name) == "":
            del found[name]
            cannot.append(f"{screen}.{name}: it was empty and stays {shown(now.get(name))}.")
    certificate = _CERTIFICATE[screen]
    if "verify_cn" in found:  # never without the check of the certificate that it belongs to
        if before.get(certificate) is None:
            del found["verify_cn"]
        else:
            found[certificate] = before[certificate]
    return found, cannot


def _named(screen: str, options: Facts) -> t.Dict[str, t.Any]:
    return {f"{screen}.{name}": value for name, value in options.items()}
