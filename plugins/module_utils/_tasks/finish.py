# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The last steps of a settings task: apply what the printer holds back, restart only if asked, prove the effect."""

from __future__ import annotations

import dataclasses
import typing as t

from .._remote_ui.errors import NotConfirmed, RemoteUIError
from .._remote_ui.page import Page
from .._remote_ui.session import Session
from .._screens import answers, applying
from .._screens.save_request import Changes
from .._screens.saving import Saved, confirmed, not_confirmed, read_back
from .._screens.view import View


@dataclasses.dataclass
class Part:
    """One screen that was saved."""

    saved: Saved
    before: View
    changes: Changes
    reread: t.Callable[[], View]


@dataclasses.dataclass
class Effect:
    views: t.List[View] = dataclasses.field(default_factory=list)
    warnings: t.List[str] = dataclasses.field(default_factory=list)
    applied: bool = False
    restart_pending: bool = False
    restarted: bool = False


def finish(session: Session, parts: t.Sequence[Part], restart: str) -> Effect:
    """Press [Apply Setting Changes] once if the printer wants it, then read everything back.

    :param restart: ``if_required`` restarts the printer when it demands that, ``never`` reports it as pending.
    :raises NotConfirmed: the printer does not show the new settings in the end, though no restart is pending.
    """
    effect = Effect(warnings=[warning for part in parts for warning in part.saved.warnings])
    pages = [page for part in parts for page in (part.before.page, part.saved.answer, part.saved.view.page)]
    held_back = _memo(session, parts) or applying.is_held_back(*pages)
    unseen = [part for part in parts if not part.saved.confirmed]
    last = parts[-1].saved.view.page
    demanded = applying.demands_restart(
        *[part.saved.answer for part in parts], *[part.saved.view.page for part in parts]
    )
    applied: t.Optional[Page] = None
    if held_back or unseen and ("cnwupdt.cgi" in last.source or applying.is_held_back(_portal(session))):
        try:
            applied = applying.apply_changes(session, last)
        except RemoteUIError as error:
            if unseen and not held_back and not error.retryable:  # the button was a try: what was not taken is the news
                raise _not_in_effect(unseen[0], unseen[0].saved.view, str(error)) from error
            raise
        demanded = applying.demands_restart(applied) or (demanded and not held_back)
        effect.applied = True
    is_asked = demanded and restart == "if_required"
    if is_asked:
        effect.restarted = applying.restart(session, _again(session, parts)[-1].page)
        if not effect.restarted:
            effect.restart_pending = True
            effect.warnings.append(
                "The printer was asked to restart, but was not seen to do so, so that the restart counts as pending: look at its panel"
            )
    elif demanded:
        effect.restart_pending = True
        effect.warnings.append(
            "The printer holds the new settings back until it is restarted. Restart it, or let the task do that with"
            " restart: if_required (migrate_restart of the role migrate, rollback_restart of rollback)"
        )
    effect.views = [part.saved.view for part in parts]
    if effect.applied or is_asked:
        effect.views = _in_effect(session, parts, applied)
    for part, view in zip(parts, effect.views):
        if not confirmed(view, part.changes) and not effect.restart_pending:
            raise _not_in_effect(part, view, "it was pressed" if effect.applied else "")
    return effect


def _not_in_effect(part: Part, view: View, pressed: str) -> NotConfirmed:
    """:param pressed: what is to be said of [Apply Setting Changes]."""
    error = not_confirmed(view, part.changes)
    error.seen += answers.said(part.saved.answer, part.before.page)
    error.seen += [f"[Apply Setting Changes]: {pressed}"] if pressed else []
    return error


def _portal(session: Session) -> t.Optional[Page]:
    """The portal, which may say that settings are held back; without it, what is not confirmed is told as that."""
    try:
        return session.portal_now()
    except RemoteUIError as error:
        session.connection.log(f"portal after a save: {error.kind}")
        return None


def _in_effect(session: Session, parts: t.Sequence[Part], applied: t.Optional[Page]) -> t.List[View]:
    """The screens read anew; once more while the printer says that it is still applying."""
    views = _again(session, parts)

    def is_done() -> bool:
        views[:] = _again(session, parts)
        return all(confirmed(view, part.changes) for part, view in zip(parts, views))

    if applied is not None and not all(confirmed(view, part.changes) for part, view in zip(parts, views)):
        answers.wait_for(session, applied, is_done)
    return views


def _again(session: Session, parts: t.Sequence[Part]) -> t.List[View]:
    return [read_back(session, part.reread) for part in parts]


def _memo(session: Session, parts: t.Sequence[Part]) -> bool:
    """Whether the menu marks one of the screens as effective only after [Apply Setting Changes]."""
    opened = [part.before.page.address for part in parts] + [
        str(session.notes.get("oauth_address")) for part in parts if part.before.screen.key == "oauth"
    ]
    return any(row.memo and address.startswith(row.address) for row in session.menu.rows for address in opened)
