# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The last steps of a settings task: apply what the printer holds back, restart only if asked, prove the effect."""

from __future__ import annotations

import dataclasses
import typing as t

from .._remote_ui.session import Session
from .._screens import applying
from .._screens.saving import Changes, Saved, confirmed, not_confirmed
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
    if held_back or unseen and "cnwupdt.cgi" in last.source:
        demanded = applying.apply_changes(session, last) or (demanded and not held_back)
        effect.applied = True
    if demanded and restart == "if_required":
        applying.restart(session, _again(parts)[-1].page)
        effect.restarted = True
    elif demanded:
        effect.restart_pending = True
        effect.warnings.append(
            "The printer holds the new settings back until it is restarted. Restart it, or let the task do that with"
            " restart: if_required (migrate_restart of the role migrate)"
        )
    effect.views = _again(parts) if effect.applied or effect.restarted else [part.saved.view for part in parts]
    for part, view in zip(parts, effect.views):
        if not confirmed(view, part.changes) and not effect.restart_pending:
            error = not_confirmed(view, part.changes)
            error.seen += _said(part)
            raise error
    return effect


def _again(parts: t.Sequence[Part]) -> t.List[View]:
    return [part.reread() for part in parts]


def _said(part: Part) -> t.List[str]:
    """What the printer says on a form that it showed again after the save: the sentences that were not there before."""
    answer, before = part.saved.answer, part.before.page
    if answer is None or answer.title != before.title:
        return []
    known = set(applying.visible_texts(before))
    return [
        f"the printer says: {text}" for text in applying.visible_texts(answer) if text not in known and " " in text
    ][:3]


def _memo(session: Session, parts: t.Sequence[Part]) -> bool:
    """Whether the menu marks one of the screens as effective only after [Apply Setting Changes]."""
    opened = [part.before.page.address for part in parts] + [
        str(session.notes.get("oauth_address")) for part in parts if part.before.screen.key == "oauth"
    ]
    return any(row.memo and address.startswith(row.address) for row in session.menu.rows for address in opened)
