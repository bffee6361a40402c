# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""``canon_oauth``: the basic settings of OAuth 2.0 (Microsoft). Never switches off to switch on: that burns the token."""

from __future__ import annotations

import typing as t

from .._remote_ui.errors import InvalidInput, RemoteUIError, UnknownLayout
from .._remote_ui.session import Session
from .._screens import oauth, oauth_refresh
from .._screens.oauth_words import clean_endpoint, hides_code
from .._screens.saving import save
from .._screens.view import View
from . import checks, token_status
from .argspec import CONNECTION, ArgSpec
from .audit import NEW_CODE, writing
from .begun import Begun
from .changes import as_diff, different, listed
from .finish import Part, finish
from .runner import Context
from .waiting import CONNECTED, TOKEN, Pace, Waiting, clock

AUTHORITIES = {
    "global": "https://login.microsoftonline.com",
    "usgov": "https://login.microsoftonline.us",
    "china": "https://login.partner.microsoftonline.cn",
}
"""Sign-in addresses of Microsoft's clouds (reference ``microsoft.md`` 3.7)."""

SPEC = CONNECTION.merge(
    ArgSpec(
        {
            "enabled": {"type": "bool"},
            "tenant": {"type": "str"},
            "endpoint": {"type": "str"},
            "cloud": {"type": "str", "choices": list(AUTHORITIES), "default": "global"},
            "verify_server_certificate": {"type": "bool"},
            "verify_cn": {"type": "bool"},
            "renew_code": {"type": "bool", "default": False},
            "restart": {"type": "str", "choices": ["never", "if_required"], "default": "never"},
            "wait": {"type": "str", "choices": ["none", CONNECTED, TOKEN], "default": "none"},
            "connect_timeout": {"type": "int", "default": 120},
            "token_timeout": {"type": "int", "default": 1800},
            "poll_interval": {"type": "float", "default": 5.0},
            "code_renewals": {"type": "int", "default": 2},
            "sign_in_as": {"type": "str"},
            "codes_at_once": {"type": "int", "default": 0},
        },
        mutually_exclusive=(("tenant", "endpoint"),),
    )
)
RENEWAL: t.Dict[str, t.Any] = {
    # what somebody changed at the printer meanwhile stays as it is
    **dict.fromkeys(("enabled", "tenant", "endpoint", "verify_server_certificate", "verify_cn")),
    "renew_code": True,
    "wait": "none",
}
"""Options with which a code is renewed while a person is waited for."""


def check(params: t.Mapping[str, t.Any]) -> t.List[str]:
    problems: t.List[str] = []
    if params.get("tenant") is not None:
        problems += checks.tenant("tenant", params["tenant"])
    if params.get("endpoint") is not None:
        problems += checks.endpoint("endpoint", params["endpoint"])
    problems += checks.cn_needs_certificate(params, "verify_server_certificate")
    if params.get("renew_code") and params.get("enabled") is False:
        problems.append("renew_code cannot be used with enabled: false")
    if params.get("wait") != "none" and params.get("enabled") is False:
        problems.append("wait cannot be used with enabled: false")
    problems += [
        f"{name} must not be negative"
        for name in ("connect_timeout", "token_timeout", "code_renewals", "codes_at_once")
        if params[name] < 0
    ]
    if not 0.1 <= params["poll_interval"] <= 3600:
        problems.append("poll_interval must be 0.1 to 3600 seconds")
    return problems


def endpoint_of(params: t.Mapping[str, t.Any]) -> t.Optional[str]:
    """The address for the printer's endpoint field, without a slash at the end."""
    if params.get("tenant"):
        return f"{AUTHORITIES[params['cloud']]}/{params['tenant']}/oauth2/v2.0"
    return params["endpoint"].rstrip("/") if params.get("endpoint") else None


def run(params: t.Mapping[str, t.Any], session: Session, context: Context) -> t.Dict[str, t.Any]:
    result, status = _set(params, session, context)
    if params["wait"] == "none" or context.check_mode:
        return result

    looked: t.List[View] = []

    def look() -> t.Dict[str, t.Any]:
        session.renew()  # each look may mend a lost session anew
        looked[:] = [oauth_refresh.look(session)]
        return token_status.describe(looked[0])

    def renew() -> t.Optional[t.Mapping[str, t.Any]]:
        for view in looked:
            if hides_code(view):
                raise view.missing(["user_code", "user_code_expires_in", "verification_uri"])
        session.renew()
        again, _status = _set({**params, **RENEWAL}, session, context)
        return again["saved"]

    return wait(params, result, status, Waiting(look, renew, pace_of(params), context))


def pace_of(params: t.Mapping[str, t.Any]) -> Pace:
    names = ("connect_timeout", "token_timeout", "poll_interval", "code_renewals", "sign_in_as")
    return Pace(goal=params["wait"], **{name: params[name] for name in names})


def wait(
    params: t.Mapping[str, t.Any], result: t.Dict[str, t.Any], status: t.Dict[str, t.Any], waiting: Waiting
) -> t.Dict[str, t.Any]:
    """Wait as ``params`` say, and add to the result of the save how that ended.

    :raises RemoteUIError: with what was saved before it in its ``result``.
    """
    began, waiting.endpoint = clock(), result["settings"].get("endpoint")

    def so_far() -> t.Dict[str, t.Any]:
        status = dict(waiting.status, connected=bool(waiting.status.get("connected")))
        return {"status": status, "code_renewals": waiting.renewals, "waited": round(clock() - began)}

    try:
        missing = waiting.wait(status, result["saved"])
    except RemoteUIError as error:
        error.result = {**result, **so_far(), "saved": None}  # it names the code from before
        if not waiting.status.get("user_code_valid"):  # Ansible prints the result: a code that nobody shall type
            error.result["status"].update(user_code=None, message=None)
        raise
    result.update(so_far(), timed_out=bool(missing))
    if missing:
        why = "nobody entered the code in time, or Microsoft refused it"
        if not waiting.codes_shown:
            why = "the printer showed no code that a person could enter (look at [User Code] in a browser)"
        result["warnings"] = [
            *(result.get("warnings") or []),
            f'No token yet ([Token Status] "{waiting.status["token_status"]}"): {why}.'
            " OAuth 2.0 stays switched on; run again when somebody can enter the code",
        ]
    return result


def _set(
    params: t.Mapping[str, t.Any], session: Session, context: Context
) -> t.Tuple[t.Dict[str, t.Any], t.Dict[str, t.Any]]:
    """Write what differs; returns the result and the status page as it was before."""
    page = oauth_refresh.look(session)
    state = token_status.describe(page)
    edit: t.Optional[View] = None
    previous = {name: page.value(name) for name in oauth.SETTINGS}
    if any(value is None for value in previous.values()):
        edit = oauth.open_edit(session, page)  # a status page that does not show every setting
        previous = {name: edit.value(name) if value is None else value for name, value in previous.items()}
    wanted = {name: params[name] for name in oauth.SETTINGS if name != "endpoint" and params.get(name) is not None}
    endpoint = endpoint_of(params)
    if endpoint is not None:
        wanted["endpoint"] = endpoint
    changes = different(wanted, previous)
    if "endpoint" in changes and clean_endpoint(previous.get("endpoint") or "") == clean_endpoint(wanted["endpoint"]):
        del changes["endpoint"]
    renew = _renewal(params, previous, changes, state)
    result: t.Dict[str, t.Any] = {
        "changed": bool(changes) or renew,
        "previous": previous,
        "settings": dict(previous, **changes),
        "changes": listed(previous, changes),
        "renewed": renew,
        "saved": None,
        "applied": False,
        "restart_pending": False,
    }
    if context.diff:
        result["diff"] = as_diff(
            dict(previous, user_code=state["user_code"]),
            dict(changes, **({"user_code": "a new one"} if renew and not changes else {})),
            context.name,
        )
    result["warnings"] = _warnings(changes, previous, state)
    if not result["changed"]:
        return result, state
    edit = edit or oauth.open_edit(session, page)
    missing = [name for name in changes if edit.control(name) is None]
    if missing:
        raise edit.missing(missing)
    if context.check_mode:
        return result, state
    news = NEW_CODE if renew else result["changes"]
    begun = Begun(session, result)
    with begun.told(), writing(context, "oauth", previous, news):
        _save(session, edit, page, changes or {"enabled": True}, params["restart"], result, begun)
    # a new code is to be expected only where the printer asks Microsoft anew
    asks_anew = renew or "endpoint" in changes or changes.get("enabled") is True
    result["saved"] = token_status.saved(state, asks_anew)
    return result, state


def _save(
    session: Session,
    edit: View,
    page: View,
    changes: t.Dict[str, t.Any],
    restart: str,
    result: t.Dict[str, t.Any],
    begun: Begun,
) -> None:
    def reread() -> View:
        return oauth.open_edit(session, oauth.open_status(session))

    with begun.screen(changes):
        saved = save(session, edit, changes, reread)
    effect = finish(session, [Part(saved, edit, changes, reread)], restart)
    after = effect.views[0]
    result.update(
        settings={
            name: after.value(name) if after.value(name) is not None else result["settings"].get(name)
            for name in oauth.SETTINGS
        },
        applied=effect.applied,
        restart_pending=effect.restart_pending,
        warnings=result["warnings"] + effect.warnings,
    )


def _renewal(
    params: t.Mapping[str, t.Any],
    previous: t.Mapping[str, t.Any],
    changes: t.Mapping[str, t.Any],
    state: t.Mapping[str, t.Any],
) -> bool:
    """Whether to save again for a fresh code: only with OAuth on, and never where a token is active."""
    if not params.get("renew_code"):
        return False
    if state["token_state"] == "active":
        return False
    if state["token_state"] == "unknown" and not changes:
        raise UnknownLayout(
            "renew_code: the printer shows a token status that is not known, so that a renewal could burn an active token",
            screen=oauth.STATUS.path,
            seen=[f'[Token Status] "{state["token_status"]}"'],
            remedy='Say what it means with canon_labels: {oauth.token_active: "<text>"} or {oauth.token_pending: "<text>"}',
        )
    if previous.get("enabled") is not True and "enabled" not in changes:
        raise InvalidInput(
            "renew_code: OAuth 2.0 is switched off on this printer, so there is no code to renew",
            remedy="Add enabled: true",
        )
    return not changes


def _warnings(
    changes: t.Mapping[str, t.Any], previous: t.Mapping[str, t.Any], state: t.Mapping[str, t.Any]
) -> t.List[str]:
    if state["token_state"] != "active" or not changes:
        return []
    if changes.get("enabled") is False:
        return [
            "Switching OAuth 2.0 off burns the active token: the printer has to be authorised again if it is switched on later"
        ]
    if "endpoint" in changes:
        return [
            f"The endpoint changes from {previous.get('endpoint')}: the active token is lost and the printer has to be authorised again"
        ]
    return []
