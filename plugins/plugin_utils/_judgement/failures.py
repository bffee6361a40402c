# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What it means that a printer could not be read."""

from __future__ import annotations

import re
import typing as t

from . import reason as who
from .reading import Facts, part, text, texts
from .reason import Reason, without_name

UNREACHABLE, UNSUPPORTED, NEEDS_ATTENTION = "unreachable", "unsupported", "needs_attention"

# by error.kind of canon_info: verdict, what it is about, who acts
_KINDS = {
    "unreachable": (UNREACHABLE, "network", who.SITE),
    "busy": (UNREACHABLE, "network", who.OPERATOR),
    "session_lost": (UNREACHABLE, "network", who.OPERATOR),
    "run_ended": (UNREACHABLE, "run", who.OPERATOR),
    "not_trusted": (NEEDS_ATTENTION, "certificate", who.ADMINISTRATOR),
    "not_a_remote_ui": (UNSUPPORTED, "device", who.ADMINISTRATOR),
    "unsupported": (UNSUPPORTED, "device", who.ADMINISTRATOR),
    "login_refused": (NEEDS_ATTENTION, "login", who.ADMINISTRATOR),
    "login_lost": (UNREACHABLE, "network", who.OPERATOR),
    "login_unsupported": (NEEDS_ATTENTION, "login", who.ADMINISTRATOR),
    "not_permitted": (NEEDS_ATTENTION, "rights", who.ADMINISTRATOR),
    "invalid_input": (NEEDS_ATTENTION, "inventory", who.OPERATOR),
    "not_connected": (NEEDS_ATTENTION, "connection", who.ADMINISTRATOR),
    "refused_form": (NEEDS_ATTENTION, "settings", who.ADMINISTRATOR),
    "no_update_offered": (NEEDS_ATTENTION, "firmware", who.DEALER),
    "update_failed": (NEEDS_ATTENTION, "firmware", who.ADMINISTRATOR),
    "defect": (NEEDS_ATTENTION, "collection", who.PROJECT),
}
_ELSE = (NEEDS_ATTENTION, "page", who.OPERATOR)
_AGAIN = "Run again."
_LOOK = "This collection cannot read it. Look at its web page: if it sends through smtp.office365.com with a password, it stops sending too."
# what the connection notes where a printer answers, but only unencrypted, or with no TLS version in common
_PLAIN_HTTP, _HANDSHAKE = "plain http", "ended the TLS handshake"


def has_failed(facts: Facts) -> bool:
    """Whether the result is one of a printer that was not read, also where the failure was overruled by failed_when."""
    return not part(facts, "printer")


def judge(facts: Facts, name: str = "") -> t.Tuple[str, Reason]:
    """Verdict and reason for a failed result.

    :param name: the printer's name in the inventory, with which the message begins.
    """
    error = part(facts, "error")
    kind = text(error, "kind")
    verdict, what, actor = _KINDS.get(kind, _ELSE)
    if not error:
        verdict, what, actor = NEEDS_ATTENTION, "run", who.OPERATOR
    if facts.get("unreachable") is True:  # Ansible's own word for a jump host that does not answer
        verdict, what, actor = UNREACHABLE, "jump host", who.OPERATOR
    notes = " ".join([text(facts, "msg"), *texts(error, "seen")])
    if (kind, True) in (("not_a_remote_ui", _PLAIN_HTTP in notes), ("unreachable", _HANDSHAKE in notes)):
        verdict, what, actor = NEEDS_ATTENTION, "encryption", who.ADMINISTRATOR
    todo = remedy(facts)
    why = text(facts, "msg") or "The printer was not read, and no reason is known."
    why = without_name(why, name)
    if todo and kind != "unsupported" and why.endswith(f" {todo}"):
        why = why[: -len(todo) - 1]
    todo = todo or _AGAIN
    if todo.startswith("Set canon_") or fingerprint(facts) and "expired" not in notes:
        actor = who.OPERATOR  # in the inventory
    if verdict == UNSUPPORTED:
        todo = _LOOK if kind == "unsupported" else f"{todo} If it has no such Remote UI: {_LOOK[:1].lower()}{_LOOK[1:]}"
    return verdict, Reason(what, why, todo, actor)


def remedy(facts: Facts) -> str:
    """The last sentences of a failed result's message, which say what to do; empty where there are none."""
    found = text(part(facts, "error"), "remedy").rstrip(".")
    return f"{found}." if found else ""


def fingerprint(facts: Facts) -> str:
    """Of the certificate for which nothing was sent to the printer; empty where another one was pinned, which nobody shall just replace."""
    error = part(facts, "error")
    if text(error, "kind") != "not_trusted" or "is not trusted" not in text(facts, "msg"):
        return ""
    shown = [re.match(r"SHA-256 ((?:[0-9A-F]{2}:){31}[0-9A-F]{2})\Z", note) for note in texts(error, "seen")]
    return next((match.group(1) for match in shown if match), "")


def identity(facts: Facts) -> t.Dict[str, str]:
    """Product and serial number as far as the printer told them without a login."""
    found = {}
    for key, words in (("product_name", "model"), ("serial_number", "serial number")):
        matches = [re.match(rf"{words} (\S.{{0,100}})\Z", note) for note in texts(part(facts, "error"), "seen")]
        found[key] = next((match.group(1).strip() for match in matches if match), "")
    return found
