# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Whether the end of passwords in Exchange Online affects a printer, by the questions of the migration procedure."""

from __future__ import annotations

import typing as t

from . import microsoft
from .reading import Facts, part, switch, text
from .reason import ADMINISTRATOR, OPERATOR, Reason

_LABELS = 'name its labels with canon_labels, or send a capture (guide "Unknown printers")'


class Affected(t.NamedTuple):
    """:ivar answer: None where it cannot be told, or was not asked.
    :ivar reason: why; None where the mail settings were not asked for.
    :ivar stuck: not affected, but the printer cannot send as it is set.
    """

    answer: t.Optional[bool]
    reason: t.Optional[Reason] = None
    stuck: bool = False


def judge(facts: Facts) -> Affected:
    """Answer for a result of canon_info of a printer whose token is not active."""
    printer = part(facts, "printer")
    if "mail" not in printer:
        return Affected(None)
    mail = part(printer, "mail")
    if not mail or mail.get("server") is None:
        return Affected(None, _unread(facts))
    server = text(mail, "server")
    if not server:
        return _no("No mail server is set: the printer sends neither scans nor notifications by mail.")
    if not microsoft.is_submission(server):
        service = microsoft.other_service(server)
        if service:
            return _no(f"It sends through {server}, which {service}.")
        return _no(f"It sends through {server}, not directly through Microsoft.")
    return _microsoft(printer, mail, server)


def _microsoft(printer: Facts, mail: Facts, server: str) -> Affected:
    enabled, authentication = switch(part(printer, "oauth"), "enabled"), switch(mail, "smtp_auth")
    if enabled:
        state = text(part(printer, "oauth"), "token_status") or "not shown"
        why = f'It sends through {server} with OAuth 2.0 switched on, but has no token ([Token Status] "{state}").'
        return _yes(why, "Run migrate: a person has to enter the code.")
    if authentication is None:
        why = f"It sends through {server}; whether with a password is not shown, so it is taken to be affected."
        return _yes(why, "Run migrate.")
    if authentication:
        return _yes(f"It sends through {server} with user name and password.", "Run migrate.")
    why = (
        f"It is set to {server} without SMTP authentication, and OAuth 2.0 is not on:"
        " it loses no password, but Exchange Online takes no mail from it as it is (530 5.7.57)."
    )
    remedy = "If it shall send, run migrate; if not, remove the mail server."
    return Affected(False, Reason("mail", why, remedy, ADMINISTRATOR), stuck=True)


def _no(why: str) -> Affected:
    return Affected(False, Reason("mail", why))


def _yes(why: str, remedy: str) -> Affected:
    return Affected(True, Reason("mail", why, remedy, OPERATOR))


def _unread(facts: Facts) -> Reason:
    said = text(part(facts, "unknown"), "mail")
    if said:
        why = f"The mail settings cannot be read: {said.rstrip('.')}."
    elif part(part(facts, "printer"), "mail"):
        why = "The mail settings can be read, but show no mail server."
    else:
        why = "The mail settings cannot be read."
    remedy = f"Use an account with the role Administrator; if it has it, {_LABELS}, then run again."
    return Reason("mail", why, remedy, ADMINISTRATOR)
