# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""``canon_token_status``: one look at the OAuth status page."""

from __future__ import annotations

import typing as t

from .._remote_ui.session import Session
from .._screens import oauth_refresh, oauth_words
from .._screens.view import View
from .argspec import CONNECTION, ArgSpec
from .runner import Context

SPEC = CONNECTION.merge(
    ArgSpec(
        {
            "after_save": {
                "type": "dict",
                "options": {"last_updated": {"type": "str"}, "user_code": {"type": "str"}},
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


def is_fresh(status: t.Mapping[str, t.Any], marker: t.Optional[t.Mapping[str, t.Any]]) -> bool:
    """Whether a page is newer than a save: a state left over from before is not news (design, section 7).

    :param marker: ``saved`` of ``canon_oauth``: [Last Updated] and code of the page before the save.
    """
    if not marker:
        return True
    if status["user_code"] is not None and status["user_code"] == marker.get("user_code"):
        return False
    if status["last_updated"] is not None:
        return status["last_updated"] != marker.get("last_updated")
    return True


def unconfirmed(status: t.Mapping[str, t.Any]) -> t.Dict[str, t.Any]:
    """A status that belongs to the time before the save."""
    state = status["token_state"] if status["token_state"] == "pending" else "unknown"
    return dict(status, connected=None, token_state=state, user_code_valid=False)


def run(params: t.Mapping[str, t.Any], session: Session, context: Context) -> t.Dict[str, t.Any]:
    view = oauth_refresh.look(session)
    status = describe(view)
    fresh = is_fresh(status, params.get("after_save"))
    if not fresh:
        status = unconfirmed(status)
    return {
        "changed": False,
        **status,
        "connected": bool(status["connected"]),
        "fresh": fresh,
        "warnings": oauth_words.unknown_texts(view),
    }
