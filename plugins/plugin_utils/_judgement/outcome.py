# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""How the migration of one printer ended, judged from what its tasks returned."""

from __future__ import annotations

import typing as t

from . import failures
from .reading import part, runs, text
from .reason import NOBODY, OPERATOR, without_name
from .same import same

Data = t.Mapping[str, t.Any]

ACTIVE, WAITING, NOT_MIGRATED = "active", "waiting", "not_migrated"
READ_BACK = "Read everything back"
CHECK_MODE = "check mode"
FORESEEN = (CHECK_MODE, "Stop here in check mode")
"""Steps at which a run in check mode ends on a printer that nothing is wrong with."""
CONNECTION, TOKEN = "Wait for the connection", "Wait for the token"
"""Steps: a task of the role, and what one task waits for."""


def settings(mail: Data, oauth: Data, key: str) -> t.Dict[str, t.Any]:
    """One key of the results of ``canon_smtp`` and ``canon_oauth``, by the names ``mail.<option>`` and ``oauth.<option>``."""
    found: t.Dict[str, t.Any] = {}
    for screen, result in (("mail", mail), ("oauth", oauth)):
        values = result.get(key)
        found.update(
            {f"{screen}.{name}": value for name, value in (values if isinstance(values, dict) else {}).items()}
        )
    return found


def outcome(
    proof: Data, mail: Data, oauth: Data, wanted: Data, check_mode: bool, record: t.Optional[Data] = None
) -> t.Dict[str, t.Any]:
    """The fact ``migrate_result`` of a printer whose tasks all came to their end.

    :param proof: result of ``canon_info`` with device, mail and oauth, read last.
    :param mail: result of ``canon_smtp``. :param oauth: result of ``canon_oauth`` with ``wait: token``.
    :param wanted: the mail settings that were asked for: server, port, email_address.
    :param record: of ``_evidence``, with the runs before this one.
    """
    changed = {name: change.get("after") for name, change in settings(mail, oauth, "changes").items()}
    state, step, why, remedy = _verdict(proof, mail, oauth, wanted, check_mode, bool(changed), record or {})
    return {
        "state": state,
        "step": step,
        "reason": f"{why} {remedy}".strip(),
        "remedy": remedy,
        "who": OPERATOR if remedy else NOBODY,
        "changed_settings": changed,
        "previous_settings": settings(mail, oauth, "previous"),
    }


def failure(
    task: str, result: Data, mail: Data, oauth: Data, stops: t.Sequence[t.Mapping[str, str]] = (), name: str = ""
) -> t.Dict[str, t.Any]:
    """The fact ``migrate_result`` of a printer that stopped at a task, with this result.

    :param stops: why it is not fit, as :class:`Reason`, where that is what the task found.
    :param name: the printer's name in the inventory, with which its message begins.
    """
    kind = (result.get("error") or {}).get("kind")
    verdict, told = failures.judge(result)
    reason, remedy = _reason(task, result, oauth), failures.remedy(result)
    if stops:
        remedy = _once(stops, "remedy")
        reason = f"{_once(stops, 'why')} {remedy}"
    elif verdict == failures.UNSUPPORTED:
        reason, remedy = told.text, told.remedy
    changed = {name: change.get("after") for name, change in settings(mail, oauth, "changes").items()}
    return {
        "state": NOT_MIGRATED,
        "step": CONNECTION if kind == "not_connected" else task or "unknown",
        "reason": without_name(reason, name),
        "remedy": remedy,
        "who": _once(stops, "who", ", ") if stops else told.who,
        "changed_settings": changed,
        "previous_settings": settings(mail, oauth, "previous"),
    }


def _once(stops: t.Sequence[t.Mapping[str, str]], key: str, between: str = " ") -> str:
    return between.join(dict.fromkeys(stop[key] for stop in stops))


def _reason(task: str, result: Data, oauth: Data) -> str:
    message = str(result.get("msg") or "unknown")
    is_away = (result.get("error") or {}).get("retryable")
    if task == READ_BACK and is_away and (oauth.get("status") or {}).get("token_state") == "active":
        return (
            "the token was active and everything was set, and then the printer went away before it was read back."
            f" Run the playbook again when it is back, which proves it. {message}"
        )
    return message


def _verdict(
    proof: Data, mail: Data, oauth: Data, wanted: Data, check_mode: bool, changed: bool, record: Data
) -> t.Tuple[str, str, str, str]:
    """State, step, why, and what to do."""
    printer = proof.get("printer") or {}
    shown_mail, shown_oauth = printer.get("mail"), printer.get("oauth")
    if shown_mail is None or shown_oauth is None:
        why = " ".join(str(text) for text in (proof.get("unknown") or {}).values()) or "no reason known"
        return (
            NOT_MIGRATED,
            READ_BACK,
            f"what was set cannot be read back: {why}",
            "Run the playbook again; what was changed stays as it is.",
        )
    is_active = shown_oauth.get("token_state") == "active"
    if check_mode and (changed or not is_active):
        only_code = "" if changed else "; its settings are right, only a code has to be typed"
        return NOT_MIGRATED, CHECK_MODE, f"nothing was written{only_code}", ""
    saved = oauth.get("settings") or {}
    wrong = "" if check_mode else ", ".join(_not_as_set(shown_mail, shown_oauth, wanted, saved))
    # also where the printer shows the new values already
    if mail.get("restart_pending") or oauth.get("restart_pending"):
        return (
            NOT_MIGRATED,
            READ_BACK,
            f"{wrong or 'what was set is'} not in effect yet: the printer holds this back until it is restarted.",
            "Restart it ([Restart Device]) or set migrate_restart to if_required, then run the playbook again.",
        )
    if wrong:
        return (
            NOT_MIGRATED,
            READ_BACK,
            f"{wrong} no longer as set: somebody changed the settings during the run.",
            "Run the playbook again.",
        )
    if is_active and shown_oauth.get("enabled") is not False:
        return (ACTIVE, "done", *_other_sender(mail, oauth, record))
    return (
        WAITING,
        TOKEN,
        f'no token yet ([Token Status] "{shown_oauth.get("token_status")}"): nobody entered the code in time,'
        " or Microsoft refused it (the sign-in page says why; security defaults and Conditional Access can block device codes).",
        "Run the playbook again when somebody can enter the code; settings and OAuth 2.0 stay as they are.",
    )


def _other_sender(mail: Data, oauth: Data, record: Data) -> t.Tuple[str, str]:
    """A token stays when the sender changes, and Exchange asks whether its account may send as the new one."""
    change = settings(mail, oauth, "changes").get("mail.email_address")
    if not isinstance(change, dict) or oauth.get("changed") or _asked_as(change.get("after"), record):
        return "", ""
    return (
        f"it now sends as {change.get('after')}, with the token that was given when it sent as {change.get('before') or 'nobody'}.",
        "Scan to e-mail once: if Exchange refuses it (#839), give the token's account the right to send as this address,"
        " or switch OAuth 2.0 off (canon_oauth with enabled: false) and migrate again with the right account.",
    )


def _asked_as(address: t.Any, record: Data) -> bool:
    """Whether a run without a token set this address already, which the printer then held back: its code was asked for under this address."""
    return any(
        part(part(run, "changed"), "mail.email_address").get("after") == address
        and text(part(part(run, "found"), "oauth"), "token_state") != "active"
        for run in runs(record)
    )


def _not_as_set(mail: Data, oauth: Data, wanted: Data, saved: Data) -> t.Iterator[str]:
    """Settings that the printer shows otherwise; what it does not show is not held against it."""
    for what, option in (("SMTP server", "server"), ("e-mail address", "email_address"), ("SMTP port", "port")):
        if mail.get(option) is not None and not same(mail[option], wanted.get(option), option):
            yield what
    if mail.get("tls") is False:
        yield "TLS"
    if mail.get("smtp_auth") is True:
        yield "SMTP authentication"
    if oauth.get("enabled") is False:
        yield "OAuth 2.0"
    if oauth.get("endpoint") and saved.get("endpoint") and not same(oauth["endpoint"], saved["endpoint"], "endpoint"):
        yield "endpoint"
