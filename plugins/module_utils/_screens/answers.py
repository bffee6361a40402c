# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What the printer answers to a save: it may let wait, or say why not (its answers are unknown, reference ``remote-ui.md`` 5.5)."""

from __future__ import annotations

import re
import time
import typing as t

from .._remote_ui import links, notices
from .._remote_ui.contents import sentences
from .._remote_ui.controls import BUTTONS
from .._remote_ui.errors import RefusedForm, RemoteUIError
from .._remote_ui.page import Page
from .._remote_ui.session import Session
from .._remote_ui.text import label_key
from .questions import POWER

_WAIT = re.compile(r"\bwait\b|in progress|processing|being (?:saved|set|changed|registered|applied)", re.I)
_REFUSES = re.compile(
    r"invalid|incorrect|illegal|\berr(?:or)?\b|\b(?:cannot|can't|could not|must|failed|denied|refused)\b|out of range|too (?:long|short|many)"
    r"|\bnot (?:be )?(?:valid|correct|correctly|allowed|possible|permitted|accepted|saved|set|changed|registered)\b",
    re.I,
)
_TIMER = re.compile(r"\bset(?:Timeout|Interval)\s{0,3}\(", re.I)
_TIMER_AFTER = re.compile(r"\bset(?:Timeout|Interval)\s{0,3}\([^;]{1,200}?,\s{0,3}(\d{1,6})\s{0,3}\)", re.I)
_REFRESH = re.compile(r"\s{0,4}(\d{1,4})")
_LONGEST = 10.0
PATIENCE, STEP = 30.0, 1.0  # seconds that a printer may let wait, and between two looks
DOUBT = 2.0  # seconds for a page that reads like a refusal, but goes on by itself

clock = time.monotonic  # names of their own, so that a test can watch them
pause = time.sleep


def lets_wait(page: t.Optional[Page]) -> bool:
    """Whether a page only says that the printer is at work, or goes on by itself."""
    if page is None or not links.is_brief(page, forms=True):
        return False
    return (
        says_to_wait(page)
        or bool(page.refresh)
        or _TIMER.search(page.source) is not None
        or links.onward(page) is not None
    )


def says_to_wait(page: Page) -> bool:
    """Whether a page says in words that the printer is at work."""
    return any(_WAIT.search(text) for text in [page.title, *sentences(page)])


def wait_for(session: Session, page: Page, is_done: t.Callable[[], bool], patience: t.Optional[float] = None) -> None:
    """Go the printer's way from a page that lets wait, until something is so, the page no longer lets wait, or the time is over."""
    end = clock() + (PATIENCE if patience is None else patience)
    while lets_wait(page) and clock() < end:
        pause(min(max(STEP, _delay(page)), end - clock()))
        onward = links.onward(page)
        if onward is not None:
            try:
                page = session.read(onward)
            except RemoteUIError as error:
                session.connection.log(f"page that lets wait: {error.kind}")
                return
        if is_done():
            return


def _delay(page: Page) -> float:
    """Seconds after which the page goes on by its own timer, where it has one; no more than are worth waiting for at a time."""
    contents = [
        meta.get("content") or ""
        for meta in page.root.iter("meta")
        if (meta.get("http-equiv") or "").lower() == "refresh"
    ]
    found = [float(match.group(1)) for match in map(_REFRESH.match, contents) if match]
    found += [float(number) / 1000 for number in _TIMER_AFTER.findall(page.source)]
    return min(found[0], _LONGEST) if found else 0.0


def refusal(answer: t.Optional[Page], before: Page, screen: str) -> t.Optional[RefusedForm]:
    """The error for an answer that says why nothing was saved; asked only where the settings are not there afterwards.

    That is the form once more, or a page with little else: what stands on a menu or a status page may be there always.
    """
    if answer is None or not (links.is_brief(answer, forms=True) or _names(answer) & _names(before)):
        return None
    seen = said(answer, before)
    more = any(POWER.search(text) or label_key("Apply Setting Changes") in label_key(text) for text in seen)
    if more or not any(_REFUSES.search(text) for text in seen):
        return None
    return RefusedForm(
        "The printer refused the settings", screen=screen, address=answer.path, seen=seen, remedy=RefusedForm.in_browser
    )


def _names(page: Page) -> t.Set[str]:
    """The names of what can be entered on a page."""
    return {control.name for control in page.controls if control.name and control.kind not in BUTTONS}


def said(answer: t.Optional[Page], before: Page) -> t.List[str]:
    """What the answer says that was not on the screen before: alerts, and whole sentences."""
    if answer is None:
        return []
    known = set(sentences(before)) | set(notices.alerts(before))
    texts = notices.alerts(answer) + sentences(answer)
    texts = [text for text in texts if text not in known and " " in text and len(text) < 300]
    texts.sort(key=lambda text: _REFUSES.search(text) is None)  # first what explains
    return [f"the printer says: {text}" for text in dict.fromkeys(texts)][:3]
