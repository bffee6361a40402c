# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The verdict on a printer: one word of a closed list, with reasons, remedies and what is not known."""

from __future__ import annotations

import typing as t

from . import affected, failures, firmware, fitness, microsoft
from .fitness import Limits
from .reading import Facts, part, switch, text
from .reason import OPERATOR, Reason

VERDICTS = (
    "ready",
    "needs_firmware",
    "needs_dealer",
    "needs_attention",
    "unreachable",
    "unsupported",
    "already_migrated",
    "not_affected",
)


class Judgement(t.NamedTuple):
    """:ivar stops: what stops a migration; part of ``reasons`` where the printer is to be migrated."""

    verdict: str
    affected: t.Optional[bool]
    reasons: t.List[Reason]
    stops: t.List[Reason]


def assess(
    facts: Facts, offer: t.Optional[Facts] = None, limits: t.Optional[Limits] = None, name: str = ""
) -> t.Dict[str, t.Any]:
    """Judge a printer by results of canon_info and canon_firmware; never fails, whatever they hold.

    :param facts: a result of canon_info, also a failed one.
    :param offer: a result of canon_firmware with ``state: queried``, also a failed one.
    :param name: the printer's name in the inventory, which is left out of sentences that begin with it.
    """
    limits, offer = limits or Limits(), offer or {}
    if failures.has_failed(facts):
        verdict, reason = failures.judge(facts, name)
        judgement = Judgement(verdict, None, [reason], [reason])
    else:
        judgement = _judge(facts, offer, limits)
    unknown = fitness.unknown(facts)
    too_old = firmware.is_old(part(facts, "printer"), limits.minimum_platform, limits.firmware)
    return {
        "verdict": judgement.verdict,
        "affected": judgement.affected,
        "reasons": [reason._asdict() for reason in judgement.reasons],
        "stops": [reason._asdict() for reason in judgement.stops],
        "can_go_on": judgement.verdict == "already_migrated" or not (judgement.stops or unknown or too_old),
        "unknown": unknown,
        "fit": fitness.fit(facts, judgement.stops),
        "too_old": too_old,
        "certificate_fingerprint": failures.fingerprint(facts),
        "printer": _identity(facts),
    }


def _judge(facts: Facts, offer: Facts, limits: Limits) -> Judgement:
    printer = part(facts, "printer")
    stops = fitness.reasons(facts, offer, limits)
    oauth = part(printer, "oauth")
    if text(oauth, "token_state") == "active" and switch(oauth, "enabled") is not False:
        return Judgement("already_migrated", False, _migrated(printer), stops)
    found = affected.judge(facts)
    mail = [found.reason] if found.reason else []
    if found.answer is False:
        return Judgement("needs_attention" if found.stuck else "not_affected", False, mail, stops)
    if stops:
        mail = [reason._replace(remedy=f"Then {reason.remedy[:1].lower()}{reason.remedy[1:]}") for reason in mail]
    return Judgement(_verdict(found, stops, offer), found.answer, [*stops, *mail], stops)


def _verdict(found: affected.Affected, stops: t.Sequence[Reason], offer: Facts) -> str:
    """The word for a printer that is affected, or may be: firmware first, because it takes longest."""
    if any(reason.what == "firmware" for reason in stops):
        return "needs_dealer" if firmware.has_no_update(offer) else "needs_firmware"
    unread = found.answer is None and found.reason is not None
    return "needs_attention" if stops or unread else "ready"


def _migrated(printer: Facts) -> t.List[Reason]:
    """Nothing to do, but worth a look where the mail settings do not go with the token."""
    found = [Reason("oauth", "OAuth 2.0 is on and its token is active.")]
    mail = part(printer, "mail")
    server = text(mail, "server")
    if mail and mail.get("server") is not None and not microsoft.is_submission(server):
        why = f"Its mail server is {server}, which is not Microsoft's." if server else "It has no mail server."
        found.append(Reason("mail", why, "Run migrate if it shall send through Microsoft.", OPERATOR))
    elif switch(mail, "smtp_auth"):
        why = "SMTP authentication is still on beside OAuth 2.0."
        found.append(Reason("mail", why, "Run migrate, which switches it off.", OPERATOR))
    return found


def _identity(facts: Facts) -> t.Dict[str, t.Any]:
    printer = part(facts, "printer")
    device, versions = part(printer, "device"), part(printer, "firmware")
    found: t.Dict[str, t.Any] = {
        name: text(device, name) for name in ("product_name", "serial_number", "device_name", "location")
    }
    if failures.has_failed(facts):
        found.update(failures.identity(facts))
    found.update({name: text(versions, name) for name in ("platform_version", "controller_version")})
    return dict(found, mail_server=text(part(printer, "mail"), "server"))
