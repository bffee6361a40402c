# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Saving a screen, and reading it back (design, section 5; reference ``remote-ui.md`` 5)."""

from __future__ import annotations

import typing as t

from .._remote_ui.errors import (
    Busy,
    NotARemoteUI,
    NotConfirmed,
    RefusedForm,
    RemoteUIError,
    SessionLost,
    UnexpectedAnswer,
    Unreachable,
)
from .._remote_ui.page import Page
from .._remote_ui.session import Session
from . import answers, questions
from .comparing import same
from .fields import SECRET
from .restart import AWAY, STEP, clock, pause
from .save_request import Changes, build
from .view import View

STALE = 2.0  # seconds after which a form is read again before it is sent


class Saved(t.NamedTuple):
    """Outcome of :func:`save`: the screen read back, the printer's answer, whether the changes are visible, and what else to tell."""

    view: View
    answer: t.Optional[Page]
    confirmed: bool
    warnings: t.List[str] = []


def save(
    session: Session, view: View, changes: Changes, reread: t.Callable[[], View], lasting: t.Optional[Changes] = None
) -> Saved:
    """Write once and read back; after a broken connection or a lost session look first, and write once more only if nothing changed.

    :param reread: opens the screen anew.
    :param lasting: the changes that can be read back, where that is not all of them (password fields).
    :raises RefusedForm: the printer's notice. :raises NotConfirmed: it is not known, or not as wanted, what the printer holds now.
    """
    lasting = changes if lasting is None else lasting
    warnings: t.List[str] = []
    if (view.page.token and view.page.token != session.token) or view.page.age > STALE:
        # another page was read since, and only the newest token is good (reference 4); or somebody may have changed a setting:
        # the whole form is sent, so an old one would silently undo that
        fresh = reread()
        warnings = changed_meanwhile(view, fresh)
        view = fresh
    before = view.read(list(lasting))
    trouble: t.Optional[RemoteUIError] = None
    sent = False
    for attempt in (1, 2):
        answer: t.Optional[Page] = None
        trouble = refused = None
        form = view.page
        try:
            answer = session.submit(build(view, changes), form, view.screen.path)
            answer = questions.say_yes(session, answer, form, view.screen.path)
        except SessionLost as error:
            trouble = error
            session.reopen()
        except (Unreachable, Busy, UnexpectedAnswer) as error:
            trouble = error
        except RefusedForm as error:
            if attempt == 1:
                raise
            trouble = error  # perhaps because the first one, whose answer was lost, took effect meanwhile
        sent = sent or not (isinstance(trouble, Unreachable) and trouble.refused)
        try:
            view = read_back(session, reread) if sent else reread()
            if answer is not None and not confirmed(view, lasting):
                refused = answers.refusal(answer, form, view.screen.path)
                patience = (
                    answers.DOUBT if refused is not None and not answers.says_to_wait(answer) else answers.PATIENCE
                )
                view = _when_ready(session, answer, view, lasting, reread, patience)
        except RemoteUIError as error:
            if trouble is not None and not sent:
                trouble.remedy = "Nothing was sent; run the task again when the printer answers"
                raise trouble from error
            raise NotConfirmed(
                f"The settings were sent, but the printer could not be read afterwards: {error.message}",
                screen=view.screen.path,
                seen=error.seen,
                remedy=". ".join(
                    filter(
                        None, [error.remedy, "Run the task again when the printer answers: it looks before it writes"]
                    )
                ),
            ) from error
        if confirmed(view, lasting):
            return Saved(view, answer, True, warnings)
        if trouble is None:
            if refused is not None:
                raise refused
            return Saved(view, answer, False, warnings)
        if isinstance(trouble, (UnexpectedAnswer, RefusedForm)):
            raise trouble
        if view.read(list(lasting)) != before or attempt == 2:
            break
    error = not_confirmed(view, lasting)
    if trouble is not None:
        error.seen.insert(0, f"when it was sent: {trouble.message}")
    raise error


def read_back(session: Session, reread: t.Callable[[], View]) -> View:
    """Read a screen after a write, also where the printer is away for a moment, as while it starts its network anew."""
    end = clock() + AWAY
    while True:
        try:
            return reread()
        except (Unreachable, Busy, NotARemoteUI) as error:
            if clock() >= end:
                raise
            session.connection.log(f"after a write: {error.kind}, looking again")
        session.renew()
        pause(STEP)


def _when_ready(
    session: Session, answer: Page, view: View, lasting: Changes, reread: t.Callable[[], View], patience: float
) -> View:
    """The screen once the printer has done what its answer says that it is doing."""
    seen = [view]

    def is_done() -> bool:
        seen.append(read_back(session, reread))
        return confirmed(seen[-1], lasting)

    answers.wait_for(session, answer, is_done, patience)
    return seen[-1]


def changed_meanwhile(first: View, second: View) -> t.List[str]:
    """Warnings for settings that somebody else changed between two readings of a screen; their change is kept."""
    told = []
    for field in first.screen.fields:
        if field.kind != SECRET and field.written:
            was, now = first.value(field.name), second.value(field.name)
            if not same(was, now, field.name):
                told.append(
                    f"Somebody changed {field.name} on the printer during the task, from {shown(was)} to {shown(now)}"
                )
    return told


def confirmed(view: View, changes: Changes) -> bool:
    """Whether a screen shows the changes; what is never shown (secrets) does not count."""
    return all(
        same(view.value(name), value, name) for name, value in changes.items() if view.screen.field(name).kind != SECRET
    )


def not_confirmed(view: View, changes: Changes) -> NotConfirmed:
    now = [
        f"{name} is {shown(view.value(name))}, wanted {shown(value)}"
        for name, value in changes.items()
        if view.screen.field(name).kind != SECRET and not same(view.value(name), value, name)
    ]
    return NotConfirmed(
        "After saving, the printer does not show the new settings",
        screen=view.screen.path,
        address=view.page.path,
        seen=now,
        remedy="Is somebody changing the same settings? Look at the screen in a browser, then run again",
    )


def shown(value: t.Any) -> str:
    return "unknown" if value is None else ("On" if value else "Off") if isinstance(value, bool) else str(value)
