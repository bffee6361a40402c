# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""``canon_info``: what a printer is and how it is set up. Reads only, and no more pages than the asked subsets need."""

from __future__ import annotations

import typing as t

from .._remote_ui.errors import NotOffered, NotPermitted, RemoteUIError, RunEnded, UnexpectedAnswer, UnknownLayout
from .._remote_ui.session import Session
from .._screens import clock, device, job_log, mail, network, oauth, oauth_refresh
from .._screens.opening import open_view
from .._screens.view import View
from . import smtp, token_status
from .argspec import CONNECTION, ArgSpec
from .runner import Context

USUAL = ("device", "firmware", "clock", "network", "mail", "oauth")
SUBSETS = (*USUAL, "sends")
"""What can be asked for; the last one costs pages that only some want."""
SPEC = CONNECTION.merge(
    ArgSpec({"gather_subset": {"type": "list", "elements": "str", "choices": list(SUBSETS), "default": list(USUAL)}})
)

_NOT_THERE = (NotOffered, NotPermitted, UnexpectedAnswer, UnknownLayout)
Notes = t.Dict[str, str]


def check(params: t.Mapping[str, t.Any]) -> t.List[str]:
    return []


def run(params: t.Mapping[str, t.Any], session: Session, context: Context) -> t.Dict[str, t.Any]:
    subsets = params["gather_subset"] or list(USUAL)
    printer: t.Dict[str, t.Any] = {}
    notes: Notes = {}
    readers: t.Dict[str, t.Callable[[Session, Notes], t.Any]] = {
        "device": _device,
        "firmware": _firmware,
        "clock": _clock,
        "network": _network,
        "mail": _mail,
        "oauth": _oauth,
        "sends": _sends,
    }
    for name in SUBSETS:
        if name in subsets:
            printer[name] = readers[name](session, notes)
    if "oauth" in subsets or "firmware" in subsets:
        printer["supports_oauth"] = oauth.is_offered(session)
    if session.native_ready:
        printer["privileges"] = session.menu.privileges()
    return {"changed": False, "printer": printer, "unknown": notes}


def _try(notes: Notes, name: str, read: t.Callable[[], t.Any]) -> t.Any:
    """A part that this printer may not have, or not show to this account: None and a note, never a failure."""
    try:
        return read()
    except _NOT_THERE as error:
        notes[name] = _brief(error)
        return None


def _brief(error: RemoteUIError) -> str:
    if isinstance(error, UnknownLayout):
        return str(error)  # with what was seen and what to teach: no failure will ever show it
    return f"{error.message} [{error.screen}]" if error.screen else error.message


def _device(session: Session, notes: Notes) -> t.Dict[str, t.Any]:
    return device.portal_facts(session.portal_page())


def _firmware(session: Session, notes: Notes) -> t.Dict[str, t.Any]:
    return _try(notes, "firmware", lambda: device.read_firmware(session)) or {
        "controller_version": None,
        "platform_version": None,
    }


def _clock(session: Session, notes: Notes) -> t.Dict[str, t.Any]:
    facts = _try(notes, "clock", lambda: clock.read_clock(session))
    if facts is None:
        facts = clock.header_clock(session.portal_page())
    sntp = _try(notes, "sntp", lambda: open_view(session, clock.SNTP).read())
    return dict(facts, sntp=sntp)


def _network(session: Session, notes: Notes) -> t.Dict[str, t.Any]:
    facts = _try(notes, "network", lambda: network.read_addresses(session)) or {"gateway": None, "dns": None}
    return dict(facts, proxy=_try(notes, "proxy", lambda: open_view(session, network.PROXY).read()))


def _mail(session: Session, notes: Notes) -> t.Optional[t.Dict[str, t.Any]]:
    def read() -> t.Dict[str, t.Any]:
        view = mail.open_mail(session)
        settings = smtp.read_settings(view, mail.open_port(session, view))
        not_shown = _not_shown(session, view, settings)
        if not_shown is not None:
            notes["mail"] = str(not_shown)
        return settings

    return _try(notes, "mail", read)


def _not_shown(session: Session, view: View, settings: t.Mapping[str, t.Any]) -> t.Optional[UnknownLayout]:
    """What is said of mail settings that the printer does not show, or not where they can be told."""
    if view.awaits_values:
        return view.fetched()
    names = [name for name, value in settings.items() if value is None and name != "port" and view.spot(name) is None]
    if settings["port"] is None:
        return mail.port_missing(session, view, names)
    return view.missing(names) if names else None


def _oauth(session: Session, notes: Notes) -> t.Optional[t.Dict[str, t.Any]]:
    def read() -> t.Dict[str, t.Any]:
        view = oauth_refresh.look(session)
        settings = {name: view.value(name) for name in oauth.SETTINGS}
        return {**settings, **token_status.describe(view)}

    return _try(notes, "oauth", read)


def _sends(session: Session, notes: Notes) -> t.Optional[t.List[t.Dict[str, t.Any]]]:
    """The log is an extra: whatever keeps it from being read, the rest of the result stands."""
    session.open()  # a printer that cannot be reached has no rest
    try:
        sends = job_log.read_sends(session)
    except RunEnded:
        raise
    except RemoteUIError as error:
        notes["sends"] = str(error)  # with the headings that were seen: no failure will ever show them
        return None
    if sends.not_understood:
        notes["sends"] = "Results that are not understood: " + ", ".join(f'"{text}"' for text in sends.not_understood)
    return sends.found
