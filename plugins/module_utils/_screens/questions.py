# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What a printer asks before it does what it was sent: the question about saving is answered, any other is left to a person."""

from __future__ import annotations

import re
import typing as t

from .._remote_ui.contents import is_content, sentences
from .._remote_ui.controls import BUTTONS
from .._remote_ui.errors import UnknownLayout
from .._remote_ui.page import Page
from .._remote_ui.session import Session
from . import wizard

YES = ("OK", "Yes", "Continue", "Execute", "Confirm", "Apply", "Register", "Save", "Submit", "Set")
GO = ("Restart", "Restart Device", "Reboot", "Start")
NO = ("Cancel", "No", "Back", "Return")
# what a save does not ask for by itself, whatever the printer suggests
POWER = re.compile(
    r"restart|reboot|\bpower\b|shut ?down|\bturn(?:ed|ing)? (?:off|on)\b|\bswitch(?:ed|ing)? (?:off|on)\b", re.I
)
_HARMS = re.compile(
    r"initiali[sz]|firmware|log(?:ged)? ?out|\b(?:an)?other (?:user|administrator)|overwrit|delet|eras|discard|\bclear|\breset\b|default"
    r"|cancel(?:l?ed|s)\b|\blost\b|\blose\b|\brevok|\bpassword|\bremov|\bformat|\babort|\bstop",
    re.I,
)
_WARNS = re.compile(r"\bdo not\b|\bnever\b", re.I)  # "do not turn OFF the main power until the token is activated"
_SENTENCE = re.compile(r"[^.?!\u3002\uff1f]{1,400}[.?!\u3002\uff1f]{0,3}")
# what it may ask for: "Are you sure you want to change the settings?", "These values will be registered. OK?"
_ABOUT = re.compile(
    r"\b(?:sav|regist|appl|updat|chang|stor|set|reflect)\w*\b[^?]{0,80}\b(?:settings?|changes?|values?|contents?|input|information|items?)\b"
    r"|\b(?:settings?|changes?|values?|contents?|input|information|items?)\b[^?]{0,80}\b(?:sav|regist|appl|updat|chang|stor|set|reflect)"
    r"|\u8a2d\u5b9a[^\uff1f?]{0,20}(?:\u5909\u66f4|\u767b\u9332|\u53cd\u6620|\u4fdd\u5b58)",
    re.I,
)
_ASKS = re.compile(r"[?\uff1f]|\bwill be\b|\b(?:click|press|select|choose)\b|\bconfirm", re.I)
_BARE = re.compile(
    r"(?:are you sure|is (?:this|that|it|everything)(?: all)? (?:ok|okay|correct|right)|ok(?:ay)?|continue|proceed|sure"
    r"|(?:do you (?:want|wish) to|would you like to) (?:continue|proceed|sav\w*|register|apply|set|change)(?: (?:it|them|this|these))?"
    r"|(?:sav|regist|appl)\w* (?:it|them|this|these))\s{0,3}[?\uff1f]",
    re.I,
)
_LONGEST_QUESTION = 600  # characters of a page that only asks
_DONE = re.compile(
    r"\b(?:was|were|has been|have been) (?:\w+ly )?(?:saved|set|changed|registered|applied|updated|completed)\b", re.I
)
_QUESTIONS = 2  # one after the other


def question(page: Page, yes: t.Sequence[str] = YES) -> t.Any:
    """The button that says yes on a page that only asks: nothing to enter, a yes and a no; None on any other page."""
    if _is_to_fill_in(page) or _is_to_fill_in(page.with_written):  # most answers end at the first
        return None
    shown = page.with_written
    names = {wizard.name_of(one).strip(" .[]").casefold() for one in wizard.clickables(shown)}
    if names.isdisjoint(text.casefold() for text in NO) or sum(map(len, sentences(shown))) > _LONGEST_QUESTION:
        return None
    try:
        return wizard.find(shown, yes)
    except UnknownLayout:
        return None


def _is_to_fill_in(page: Page) -> bool:
    return any(control.kind not in BUTTONS and is_content(control.element) for control in page.controls)


def say_yes(session: Session, page: Page, before: Page, screen: str, allow_more: bool = False) -> Page:
    """The answer behind the questions that a printer asks before it does what it was sent.

    :param before: the page that was answered: the same question once more is its way to say that it is done.
    :param allow_more: also to a question about more than saving, such as a restart that is wanted.
    """
    yes = YES + GO if allow_more else YES
    for _again in range(_QUESTIONS):
        button = question(page, yes)
        if button is None:
            break
        texts = sentences(page.with_written)
        if not may_agree(texts, allow_more):
            break
        if any(_DONE.search(text) for text in texts) and not any("?" in text for text in texts):
            break
        request = wizard.press(page.with_written, button)
        if request is None or _asked(page, button) == _asked(before, question(before, yes)):
            break
        before = page
        request.writes = True
        page = session.submit(request, page, screen)
    return page


def may_agree(texts: t.Sequence[str], allow_restart: bool = False) -> bool:
    """Whether a page with these texts asks for what was wanted, to save settings, and for nothing else.

    :param allow_restart: a restart is wanted, too.
    """
    found = [sentence.strip() for text in texts for sentence in _SENTENCE.findall(text)]
    asked = [sentence for sentence in found if not (_WARNS.search(sentence) and POWER.search(sentence))]
    if any(map(_HARMS.search, asked)):
        return False
    if any(map(POWER.search, asked)):
        return allow_restart
    return any(_BARE.search(sentence) or (_ABOUT.search(sentence) and _ASKS.search(sentence)) for sentence in asked)


def _asked(page: Page, button: t.Any) -> t.Optional[t.Tuple[t.Any, ...]]:
    return None if button is None else wizard.outcome(page.with_written, button)
