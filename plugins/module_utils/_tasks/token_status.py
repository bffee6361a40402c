# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""``canon_token_status``: one look at the OAuth status page."""

from __future__ import annotations

import time
import typing as t

from .._remote_ui.session import Session
from .._screens import oauth_refresh, oauth_words
from .._screens.view import View
from .argspec import CONNECTION, ArgSpec
from .runner import Context

STATUSES = ("connection_status", "token_status")
SETTLES = 30
"""Seconds after a save until whatever the printer shows is believed: it may show the state of before for a while (reference, section 10.4)."""

SPEC = CONNECTION.merge(
    ArgSpec(
        {
            "after_save": {
                "type": "dict",
                "options": {
                    # "no_log" only says that none of the names means a secret
                    **{name: {"type": "str", "no_log": False} for name in ("last_updated", "user_code", *STATUSES)},
                    "at": {"type": "int"},
                },
            },
        }
    )
)


def check(params: t.Mapping[str, t.Any]) -> t.List[str]:
    return []


def describe(view: View) -> t.Dict[str, t.Any]:
    """The status page as data. What the printer shows stays as it is shown; what cannot be told is None or ``unknown``."""
    connection = view.value("connection_status")
    token = view.value("token_status")
    enabled = view.value("enabled")
    expires = oauth_words.expires_in(view.value("user_code_expires_in"))
    code = oauth_words.user_code(view)
    connected = oauth_words.is_connected(connection, view.taught)
    state = oauth_words.token_state(token, view.taught)
    return {
        "enabled": enabled,
        "connection_status": connection,
        "token_status": token,
        "connected": connected,
        "token_state": state,
        "user_code": code,
        "verification_uri": oauth_words.verification_uri(view),
        "user_code_expires_in": expires,
        "user_code_valid": bool(code and connected and enabled is not False and expires != 0 and state != "active"),
        "message": view.value("message"),
        "last_updated": oauth_words.last_updated(view),
    }


def saved(state: t.Mapping[str, t.Any], asks_anew: bool) -> t.Dict[str, t.Any]:
    """What tells the state after a save from the one before it.

    :param state: the status page before the save. :param asks_anew: whether the save makes the printer ask Microsoft anew, so that code and
        states of before are void.
    """
    void = ("user_code", *STATUSES)
    return {
        "last_updated": state["last_updated"],
        **{name: state[name] if asks_anew else None for name in void},
        "at": int(time.time()),
    }


def is_fresh(status: t.Mapping[str, t.Any], marker: t.Optional[t.Mapping[str, t.Any]], is_settled: bool) -> bool:
    """Whether a page tells of the time after a save: a state left over from before is not news (design, section 7).

    :param marker: of :func:`saved`. :param is_settled: whether :data:`SETTLES` is over, or something else was seen since the save.
    """
    if not marker:
        return True
    code = status["user_code"]
    if code is not None and code == marker.get("user_code"):
        return False
    if is_settled:
        return True
    if marker.get("token_status") is None:  # [Last Updated] is the time at which the page was made, no more
        return status["last_updated"] is None or status["last_updated"] != marker.get("last_updated")
    if code is not None:
        return True
    if status["token_state"] == "active":  # void, if it is the one of before
        return status["token_status"] != marker["token_status"]
    return any(status[name] != marker.get(name) for name in STATUSES)


def unconfirmed(status: t.Mapping[str, t.Any]) -> t.Dict[str, t.Any]:
    """A status that belongs to the time before the save."""
    state = status["token_state"] if status["token_state"] == "pending" else "unknown"
    return dict(status, connected=None, token_state=state, user_code_valid=False)


def run(params: t.Mapping[str, t.Any], session: Session, context: Context) -> t.Dict[str, t.Any]:
    view = oauth_refresh.look(session)
    status = describe(view)
    marker = params.get("after_save") or {}
    fresh = is_fresh(status, marker, marker.get("at") is not None and time.time() - marker["at"] >= SETTLES)
    if not fresh:
        status = unconfirmed(status)
    return {
        "changed": False,
        **status,
        "connected": bool(status["connected"]),
        "fresh": fresh,
        "warnings": oauth_words.unknown_texts(view),
    }
