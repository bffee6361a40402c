# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""``canon_smtp``: the mail server settings. Only what is given is touched."""

from __future__ import annotations

import typing as t

from .._remote_ui.errors import InvalidInput
from .._remote_ui.session import Session
from .._screens import mail
from .._screens.fields import SECRET
from .._screens.save_request import build
from .._screens.saving import save
from .._screens.view import View
from . import checks
from .argspec import CONNECTION, ArgSpec
from .audit import PASSWORD, writing
from .begun import Begun
from .changes import as_diff, different, listed
from .finish import Part, finish
from .runner import Context

_CONNECTION = ArgSpec({name: option for name, option in CONNECTION.options.items() if name != "port"})
SPEC = _CONNECTION.merge(
    ArgSpec(
        {
            "remote_ui_port": {"type": "int"},
            "server": {"type": "str"},
            "port": {"type": "int"},
            "email_address": {"type": "str"},
            "tls": {"type": "bool"},
            "smtp_auth": {"type": "bool"},
            "verify_certificate": {"type": "bool"},
            "verify_cn": {"type": "bool"},
            "smtp_username": {"type": "str"},
            "smtp_password": {"type": "str", "no_log": True},
            "clear_password": {"type": "bool", "default": False, "no_log": False},
            "restart": {"type": "str", "choices": ["never", "if_required"], "default": "never"},
        },
        mutually_exclusive=(("smtp_password", "clear_password"),),
    )
)
"""In this module ``port`` is the SMTP port; the port of the Remote UI is ``remote_ui_port`` (variable ``canon_port``)."""

SETTINGS = ("server", "port", "email_address", "tls", "smtp_auth", "verify_certificate", "verify_cn", "smtp_username")
_REMOTE_UI_PORTS = (8000, 8443)


def check(params: t.Mapping[str, t.Any]) -> t.List[str]:
    problems: t.List[str] = []
    if params.get("server") is not None:
        problems += checks.server_name("server", params["server"])
    port = params.get("port")
    if port is not None:
        problems += checks.port_number("port", port)
        if port in _REMOTE_UI_PORTS or port == params.get("remote_ui_port"):
            problems.append(
                f"port: {port} is the port of the Remote UI; in canon_smtp port is the SMTP port, the other one is remote_ui_port (canon_port)"
            )
    if params.get("email_address") is not None:
        problems += checks.email("email_address", params["email_address"])
    problems += checks.cn_needs_certificate(params, "verify_certificate")
    return problems


def run(params: t.Mapping[str, t.Any], session: Session, context: Context) -> t.Dict[str, t.Any]:
    wanted = {name: params[name] for name in SETTINGS if params.get(name) is not None}
    view = mail.open_mail(session)
    port_view = mail.open_port(session, view)
    needed = [name for name in wanted if name != "port"]
    if params.get("smtp_password") is not None or params.get("clear_password"):
        needed.append("smtp_password")
    if "port" in wanted and port_view is None:
        raise mail.port_missing(session, view, _missing(view, needed))
    _all_there(view, needed)
    previous = read_settings(view, port_view)
    changes = different(wanted, previous)
    secret = _password(params, view)
    diff = as_diff(
        previous, dict(changes, **({"smtp_password": None} if secret else {})), context.name, ("smtp_password",)
    )
    result: t.Dict[str, t.Any] = {
        "changed": bool(changes or secret),
        "previous": previous,
        "settings": dict(previous, **changes),
        "changes": listed(previous, changes),
        "applied": False,
        "restart_pending": False,
    }
    if context.diff:
        result["diff"] = diff
    if not result["changed"]:
        return result
    here, elsewhere = _split(changes, view, port_view)
    here.update(secret)
    for part_view, part in ((view, here), (port_view, elsewhere)):
        if part and part_view is not None:
            build(part_view, part)  # every control and limit is checked before the first screen is written
    if context.check_mode:
        return result
    begun = Begun(session, result)
    with begun.told(), writing(context, "mail", previous, {**result["changes"], **(PASSWORD if secret else {})}):
        effect = _write(session, view, port_view, here, elsewhere, params["restart"], begun)
    latest = {part.screen.key: part for part in effect.views}
    view = latest.get(view.screen.key, view)
    if port_view is not None:
        port_view = latest.get(port_view.screen.key, port_view)
    result.update(
        settings=read_settings(view, port_view),
        applied=effect.applied,
        restart_pending=effect.restart_pending,
        warnings=effect.warnings,
    )
    return result


def _missing(view: View, names: t.Sequence[str]) -> t.List[str]:
    return [name for name in names if view.control(name) is None]


def _all_there(view: View, names: t.Sequence[str]) -> None:
    """:raises UnknownLayout: with all that is missing, so that one round of ``canon_labels`` is enough."""
    missing = _missing(view, names)
    if missing:
        raise view.missing(missing)


def read_settings(view: View, port_view: t.Optional[View]) -> t.Dict[str, t.Any]:
    """All settings by their option names; None where the printer does not show one."""
    values = view.read([name for name in SETTINGS if name != "port"])
    return {
        name: (port_view.value("port") if port_view is not None else None) if name == "port" else values[name]
        for name in SETTINGS
    }


def _password(params: t.Mapping[str, t.Any], view: View) -> t.Dict[str, t.Any]:
    """The fields that store or clear the password: "Check password" ticked, then the value or nothing (reference remote-ui.md 9.1)."""
    if params.get("smtp_password") is None and not params.get("clear_password"):
        return {}
    value = params.get("smtp_password") or ""
    limit = view.limit("smtp_password")
    if limit and len(value) > limit:
        raise InvalidInput(
            f"smtp_password is longer than the {limit} characters that the printer takes", remedy="Nothing was sent"
        )
    fields: t.Dict[str, t.Any] = {"smtp_password": value}
    if view.control("smtp_password_change") is not None:
        fields["smtp_password_change"] = True
    if view.control("smtp_password_confirm") is not None:
        fields["smtp_password_confirm"] = value
    return fields


def _split(
    changes: t.Mapping[str, t.Any], view: View, port_view: t.Optional[View]
) -> t.Tuple[t.Dict[str, t.Any], t.Dict[str, t.Any]]:
    """What is written on the mail screen, and what on the screen of the port."""
    here = {name: value for name, value in changes.items() if name != "port" or port_view is view}
    return here, {name: value for name, value in changes.items() if name not in here}


def _write(
    session: Session,
    view: View,
    port_view: t.Optional[View],
    here: t.Dict[str, t.Any],
    elsewhere: t.Dict[str, t.Any],
    restart: str,
    begun: Begun,
) -> t.Any:
    parts: t.List[Part] = []
    if here:
        # the box "Check password" springs back after a save, and passwords are never shown
        lasting = {
            name: value
            for name, value in here.items()
            if name != "smtp_password_change" and view.screen.field(name).kind != SECRET
        }

        def reread_mail() -> View:
            return mail.open_mail(session)

        with begun.screen(here):
            saved = save(session, view, here, reread_mail, lasting)
        parts.append(Part(saved, view, lasting, reread_mail))
    if elsewhere and port_view is not None:

        def reread_port() -> View:
            return mail.reopen_port(session, mail.open_mail(session))

        fresh = reread_port()  # its token is newer than the one of the first reading
        with begun.screen(elsewhere):
            saved = save(session, fresh, elsewhere, reread_port)
        parts.append(Part(saved, fresh, elsewhere, reread_port))
    return finish(session, parts, restart)
