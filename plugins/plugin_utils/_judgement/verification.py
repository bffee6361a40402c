# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Whether a migrated printer is still as it should be, what fell off, and what changed since it was looked at last."""

from __future__ import annotations

import typing as t

from .._evidence.record import is_another, serial_of, shown
from . import failures, fitness
from .firmware import version
from .fitness import Limits
from .reading import Facts, number, part, runs, switch, text
from .reason import ADMINISTRATOR, DEALER, OPERATOR, Reason
from .same import same
from .sends import last_sends
from .verdict import assess

FINE, FELL_OFF, NOT_MIGRATED, UNREACHABLE = "fine", "fell_off", "not_migrated", "unreachable"
_VERSIONS = ("platform_version", "controller_version")
_SETTINGS = {
    "mail": ("server", "port", "email_address", "tls", "smtp_auth", "verify_certificate", "verify_cn"),
    "oauth": ("enabled", "endpoint", "verify_server_certificate", "verify_cn", "token_state"),
}

_NEVER = Reason(
    "migration",
    "It has no token, and no record says that it ever had one.",
    "Run assess, which says what it needs, and then migrate.",
    OPERATOR,
)
_MUST_BE = ("mail.tls", "mail.smtp_auth")
"""What the role itself wants, whatever the inventory says."""


def verify(facts: Facts, wanted: Facts, record: Facts, limits: Limits, name: str = "") -> t.Dict[str, t.Any]:
    """Judge a printer; never fails, whatever the result holds.

    :param facts: a result of canon_info, also a failed one. :param wanted: settings by ``mail.<option>`` and ``oauth.<option>``.
    :param record: of ``_evidence``, with ``verified`` of the last time. :param name: the printer's name in the inventory.
    """
    printer, last = part(facts, "printer"), part(record, "verified")
    token = text(part(printer, "oauth"), "token_state")
    had_token = token == "active" or _had_token(record)
    newest = _newest(printer, record)
    if failures.has_failed(facts):
        verdict, reason = failures.judge(facts, name)
        found = [reason]
        state = UNREACHABLE if verdict == failures.UNREACHABLE else FELL_OFF if had_token else NOT_MIGRATED
        settings = dict(part(last, "settings"))
    else:
        found = _found(facts, wanted, record, newest, limits)
        state, settings = FELL_OFF if found else FINE, _settings(printer)
        if found and not had_token:
            state, found = NOT_MIGRATED, [_NEVER]
    identity = assess(facts, name=name)["printer"]
    if not identity.get("serial_number"):
        identity["serial_number"] = text(record, "serial_number")
    return {
        "state": state,
        "verdict": state,
        **identity,
        "reasons": [reason._asdict() for reason in found],
        "changes": _changes(last, found, settings),
        "settings": settings,
        "newest_firmware": newest,
        "had_token": had_token,
        "token_active": token == "active" if token else None,
        "clock_offset_seconds": number(part(printer, "clock"), "offset_seconds"),
        "sends": last_sends(printer),
    }


def _found(facts: Facts, wanted: Facts, record: Facts, newest: Facts, limits: Limits) -> t.List[Reason]:
    printer = part(facts, "printer")
    if is_another(dict(record), printer):
        why = f"This device has the serial number {serial_of(printer)}, the record is that of {text(record, 'serial_number')}."
        return [Reason("device", why, "Migrate the new device.", OPERATOR)]
    wanted = {**wanted, "oauth.endpoint": _endpoint(text(wanted, "oauth.endpoint"), record)}
    unfit = fitness.reasons(facts, {}, limits)
    knows_why = any(reason.what in ("firmware", "rights", "menu", "page") for reason in unfit)
    found = [*(_token(facts) if not knows_why else ()), *_as_wanted(printer, wanted), *unfit]
    for name in _VERSIONS:
        now, known = text(part(printer, "firmware"), name), text(newest, name)
        if now and known and version(now) < version(known):
            why = f"Its {name.replace('_', ' ')} is {now}, and was {known} before."
            found.append(Reason("firmware", why, "Ask the dealer who put the older firmware on it.", DEALER))
            break
    return found


def _token(facts: Facts) -> t.Iterator[Reason]:
    oauth = part(part(facts, "printer"), "oauth")
    if not oauth:
        why = text(part(facts, "unknown"), "oauth") or "The printer does not show its OAuth 2.0 settings."
        yield Reason("oauth", why, "See whether the account may still see them.", ADMINISTRATOR)
    elif switch(oauth, "enabled") is False:
        yield Reason("oauth", "OAuth 2.0 is switched off.", "Run migrate, and enter the code.", OPERATOR)
    elif text(oauth, "token_state") != "active":
        status = text(oauth, "token_status")
        yield Reason(
            "token", f'It has no token ([Token Status] "{status}").', "Run migrate, and enter the code.", OPERATOR
        )


def _as_wanted(printer: Facts, wanted: Facts) -> t.Iterator[Reason]:
    """Settings that are shown otherwise than they are wanted; what is not shown is not held against the printer."""
    now = _settings(printer)
    for name, value in sorted(wanted.items()):
        there = now.get(name)
        if value in (None, "") or there is None or same(there, value, name):
            continue
        if name in _MUST_BE:
            why = f"{name} is {shown(there)}, and it must be {shown(value)} for OAuth 2.0."
            yield Reason("settings", why, "Run migrate.", OPERATOR)
        else:
            why = f"{name} is {shown(there)}, and should be {shown(value)} (inventory, or the role's default)."
            yield Reason("settings", why, "Run migrate, or put the inventory right.", OPERATOR)


def _had_token(record: Facts) -> bool:
    """Whether the printer had a token at a look that is on record. Who never had one did not fall off."""
    looks = [part(run, step) for run in runs(record) for step in ("found", "proved")]
    return switch(part(record, "verified"), "had_token") is True or any(
        text(part(look, "oauth"), "token_state") == "active" for look in looks
    )


def _endpoint(wanted: str, record: Facts) -> str:
    """The endpoint that must be there: where any tenant will do, the one that the last migration proved."""
    if "/organizations/" not in wanted:
        return wanted
    proved = [text(part(part(run, "proved"), "oauth"), "endpoint") for run in runs(record)]
    return next((endpoint for endpoint in reversed(proved) if endpoint), wanted)


def _settings(printer: Facts) -> t.Dict[str, t.Any]:
    return {
        f"{screen}.{name}": part(printer, screen).get(name) for screen, names in _SETTINGS.items() for name in names
    }


def _newest(printer: Facts, record: Facts) -> t.Dict[str, str]:
    """The newest firmware that was ever seen on this printer."""
    seen = [part(part(run, "found"), "firmware") for run in runs(record)]
    seen += [part(part(record, "verified"), "newest_firmware"), part(printer, "firmware")]
    return {name: max((text(item, name) for item in seen), key=version, default="") for name in _VERSIONS}


def _changes(last: Facts, found: t.Sequence[Reason], settings: Facts) -> t.List[str]:
    """What is different from the last time, none where there was none."""
    if not last:
        return []
    reasons = last.get("reasons")
    before = [
        text(reason, "why") for reason in (reasons if isinstance(reasons, list) else []) if isinstance(reason, dict)
    ]
    now = [reason.why for reason in found]
    old = part(last, "settings")
    lines = [
        f"{name}: {shown(old[name])} → {shown(value)}"
        for name, value in sorted(settings.items())
        if name in old and old[name] != value
    ]
    lines += [f"New: {why}" for why in now if why not in before]
    return lines + [f"Over: {why}" for why in before if why not in now]
