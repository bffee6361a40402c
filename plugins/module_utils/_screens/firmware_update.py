# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Starting a firmware update: from the offer over time and licence to the page that says that it runs.

Everything behind the offer is unknown (reference ``remote-ui.md`` 12). A button is pressed only where its text and its page are
understood, and each once; e-mail and comment fields stay as they are.
"""

from __future__ import annotations

import dataclasses
import typing as t

from .._remote_ui.errors import (
    Busy,
    LicenseNotAccepted,
    NotConfirmed,
    RefusedForm,
    RemoteUIError,
    SessionLost,
    UnexpectedAnswer,
    UnknownLayout,
    Unreachable,
    UpdateFailed,
)
from .._remote_ui.session import Session
from .._remote_ui.text import label_key
from . import firmware_pages as pages
from . import restart, schedule, wizard
from .firmware import FIRMWARE, again, is_readable, look, wait_for_answer, words_of
from .firmware_pages import Step
from .firmware_words import Words

STARTED = (pages.RUNNING, pages.SCHEDULED, pages.FINISHED)
_PRESSES = 12  # of one update at most
_SETTLE = 30.0  # seconds in which a printer must show whether a request that broke has arrived
NOTE = "firmware_started"  # in the notes of the session: what the update was started from


@dataclasses.dataclass(frozen=True)
class Plan:
    """What the user wants.

    :ivar at: None for at once, else date and time (``2026-11-24 02:00``) or time (``02:00``), in the printer's own time.
    """

    accept_license: bool = False
    at: t.Optional[str] = None


def start(session: Session, step: Step, plan: Plan) -> Step:
    """Press on from an offer until the printer says that the update runs or is scheduled.

    :raises LicenseNotAccepted: nothing was started. :raises Busy: the printer refused because of its jobs.
    :raises UpdateFailed, RefusedForm: the printer's own words. :raises NotConfirmed: the connection broke, and the printer does not
        show whether it has begun. :raises UnknownLayout: a page is not understood; the message says whether it may have begun.
    """
    words, seen = words_of(session), set()
    timed = False
    for _press in range(_PRESSES):
        if step.kind == pages.CHECKING:
            step = wait_for_answer(session, step)
        if step.kind == pages.SCHEDULED and plan.at is not None and not schedule.is_shown(step.said, plan.at):
            raise NotConfirmed(
                f"The printer shows another time than {plan.at}",
                screen=FIRMWARE.path,
                seen=[step.said],
                remedy="Look at the printer",
            )
        if step.kind in STARTED:
            return step
        check(step)
        if step.kind in (pages.MENU, pages.LATEST) and session.notes.get(NOTE):
            return _after_start(session, step)
        if step.kind not in (pages.FORM, pages.READY) or step.page is None:
            raise _maybe_started(session, pages.unknown(step, "A page of the firmware update is not understood"))
        if step.key in seen:
            raise _refused_again(session, step, words)
        seen.add(step.key)
        step, timed = _advance(session, step, plan, timed, words)
    raise _maybe_started(session, pages.unknown(step, f"The firmware update asks for more than {_PRESSES} answers"))


def check(step: Step) -> None:
    """Raise what a refusal means.

    :raises Busy: jobs, or an import or export. :raises UpdateFailed, RefusedForm: the printer's words.
    """
    if step.kind == pages.BUSY:
        remedy = "Run again when it has no jobs, or set busy: wait"
        raise Busy("The printer does not update now", screen=FIRMWARE.path, seen=[step.said], remedy=remedy)
    if step.kind == pages.FAILED:
        remedy = "Check on the printer: gateway, DNS and proxy, and whether it may reach Canon's server"
        raise UpdateFailed("The printer reports a failure", screen=FIRMWARE.path, seen=[step.said], remedy=remedy)
    if step.kind == pages.REFUSED:
        raise RefusedForm("The printer refuses the firmware update", screen=FIRMWARE.path, seen=[step.said])


def _advance(session: Session, step: Step, plan: Plan, timed: bool, words: Words) -> t.Tuple[Step, bool]:
    """Answer one page."""
    page = t.cast(t.Any, step.page)
    if step.licensed and not plan.accept_license:
        raise LicenseNotAccepted(
            f'The printer asks to accept a licence ("{page.title or step.said}")',
            screen=FIRMWARE.path,
            address=page.path,
            remedy="Nothing was started. Read it on the printer's web page; then set migrate_accept_license (accept_license) to true",
        )
    chosen: t.Dict[t.Any, t.Any] = {step.consent: True} if step.consent is not None else {}
    times, has_time = _times(step, plan, words)
    chosen.update(times)
    timed = timed or has_time
    names = ["accept", "next", "update"] if step.licensed else ["update", "next"]
    if plan.at is not None and not timed:
        names = ["accept", "next"] if step.licensed else ["next"]
    element = wizard.find(page, pages.go_on(page, words, names), disabled=step.licensed)
    if element is None:
        what = (
            "The page offers no choice of time, and no button that surely starts nothing"
            if plan.at
            else "The page has no button that is known"
        )
        raise _maybe_started(session, pages.unknown(step, what, "firmware.next" if plan.at else "firmware.update"))
    request = wizard.press(page, element, chosen)
    if request is None:
        raise _maybe_started(
            session, pages.unknown(step, f"What [{wizard.name_of(element)}] does cannot be read from the page")
        )
    request.writes = True
    session.connection.log(f'firmware: [{wizard.name_of(element)}] on "{page.title}"')
    known = {label_key(text) for text in pages.go_on(page, words, ("next", "accept"))}
    starts = label_key(wizard.name_of(element)) not in known or timed or step.licensed
    return _send(session, request, page, starts, words), timed


def _send(session: Session, request: t.Any, page: t.Any, starts: bool, words: Words) -> Step:
    if starts:
        session.connection.guard()
        session.notes[NOTE] = True
    try:
        found = session.submit(request, page, FIRMWARE.path)
        step = pages.read(found, words)
        step.readable = is_readable(request, found)
        if step.kind in (pages.FORM, pages.READY):
            session.notes.pop(NOTE, None)  # it asks for more first
        return step
    except (RefusedForm, UnexpectedAnswer) as error:
        if not error.seen:
            raise _maybe_started(session, error) from error
        step = pages.of_error(error, words)
        if step.kind in (pages.BUSY, pages.REFUSED, pages.FAILED):
            session.notes.pop(NOTE, None)
        return step
    except (Unreachable, Busy, SessionLost) as error:
        if getattr(error, "refused", False):  # no connection: nothing was sent
            session.notes.pop(NOTE, None)
            raise
        return _after_break(session, error)


def _after_break(session: Session, error: RemoteUIError) -> Step:
    """The request may have arrived or not: look, and send nothing."""
    session.connection.log(f"firmware: {error.kind} after a button was pressed, looking")
    end = restart.clock() + _SETTLE
    while True:
        try:
            session.renew()
            step = look(session, ask=False)
            if step.kind in STARTED:
                return step
        except (Unreachable, Busy, SessionLost) as trouble:
            if restart.clock() >= end:
                # it went away: an update that restarts the printer looks like this, and so does a printer that is off
                return Step(pages.RUNNING, said=trouble.message)
        if restart.clock() >= end:
            break
        restart.pause(restart.STEP)
    raise NotConfirmed(
        f"The connection broke when the update was started ({error.message}), and the printer does not show that it has begun",
        screen=FIRMWARE.path,
        seen=[step.said] if step.said else step.texts[:5],
        remedy="Run the task again: it looks before it starts",
    )


def _after_start(session: Session, step: Step) -> Step:
    """The printer went back to its menu: only a look tells whether the update runs."""
    answer = step
    end = restart.clock() + _SETTLE
    while restart.clock() < end:
        try:
            session.renew()
            step = again(session, None)
        except (Unreachable, Busy, SessionLost, UnexpectedAnswer) as error:
            return Step(pages.RUNNING, said=error.message)
        if step.kind in STARTED:
            return step
        check(step)
        restart.pause(restart.STEP)
    raise _maybe_started(
        session, pages.unknown(answer, "After the last button the printer does not show that the update runs")
    )


def _refused_again(session: Session, step: Step, words: Words) -> RemoteUIError:
    """The same page once more: the printer did not take the answer."""
    for text in step.texts:
        if words.says("busy", text):
            return Busy(
                "The printer does not update now",
                screen=FIRMWARE.path,
                seen=[text],
                remedy="Run again when it has no jobs",
            )
    return _maybe_started(session, pages.unknown(step, "The printer shows the same page again after it was answered"))


def _maybe_started(session: Session, error: RemoteUIError) -> RemoteUIError:
    if session.notes.get(NOTE):
        error.remedy = (error.remedy or "") + ". The update may have begun: look at the printer before you run again"
    else:
        error.remedy = (error.remedy or "") + ". Nothing was started"
    error.remedy = error.remedy.lstrip(". ")
    return error


def _times(step: Step, plan: Plan, words: Words) -> t.Tuple[t.Dict[t.Any, t.Any], bool]:
    """What to enter on a page that asks when; and whether it asks.

    :raises UnknownLayout: it asks, and none of its options is the wanted one.
    """
    page = t.cast(t.Any, step.page)
    now = {label_key(text) for text in words.times("now")}
    later = {label_key(text) for text in words.times("scheduled")}
    only = {label_key(text) for text in words.times("download_only")}
    chosen: t.Dict[t.Any, t.Any] = {}
    asked = scheduled = False
    for choice in wizard.choices(page):
        keys = {label_key(text): text for text in choice.texts}
        if sum(key in now | later | only for key in keys) < 2:
            continue
        asked = True
        wanted = [keys[key] for key in keys if key in later] if plan.at is not None else []
        scheduled = scheduled or bool(wanted)
        wanted = wanted or [keys[key] for key in keys if key in now]
        if len(wanted) != 1:
            raise pages.unknown(
                step,
                "The choice of time is not understood",
                "firmware.now" if plan.at is None else "firmware.scheduled",
            )
        chosen.update(choice.take(wanted[0]))
    if plan.at is None or not asked:
        return chosen, asked
    if not scheduled:
        raise pages.unknown(step, "The printer offers no scheduled update", "firmware.scheduled")
    try:
        chosen.update(schedule.entered(page, plan.at))
    except UnknownLayout as error:
        raise pages.unknown(step, error.message) from error
    return chosen, True
