# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Why a login page came back after a login: what the printer says of it, and no more (reference ``remote-ui.md`` 2)."""

from __future__ import annotations

import re
import typing as t

from .errors import LoginLost, LoginRefused
from .notices import alerts
from .page import Page, text_of
from .text import shorten

# what the printer's own words mean is only told in English: the reference has none of these messages
_LOCKED = re.compile(r"\block(?:ed|-?out)\b", re.I)
_FULL = re.compile(
    r"\b(?:maximum|limit|too many)\b.{0,40}\b(?:users?|sessions?|logins?)\b"
    r"|\b(?:another|other) (?:user|administrator|session)|\balready (?:logged in|in use)|\bin use by\b",
    re.I,
)
_EXPIRED = re.compile(r"\b(?:expired|timed? ?out|session)\b", re.I)
_WRONG = re.compile(
    r"\b(?:incorrect|wrong|invalid|mismatch|(?:not|n't|cannot) (?:be )?(?:match|correct|valid|authenticate|found)\w*)",
    re.I,
)
_MARKS = ("err", "warn", "message", "msg", "notice", "alert", "caution", "glitch")
_PASSWORD = re.compile(r"\bpass(?:word|code|phrase)\b", re.I)
_ONCE = "It was sent once and is not sent again in this run"
_BEFORE_NEXT = (
    "correct canon_username or canon_password, and try them in a browser first: each further run sends them once more"
)


def refusal(
    page: Page, before: t.Optional[Page] = None, accepted: bool = False, sent: t.Sequence[str] = ()
) -> LoginRefused:
    """The error for a login page that came back after a login.

    :param before: the login page that was filled in. :param accepted: the printer answered the login with its redirect, as it does
        to a right password (reference 2). :param sent: what was sent beside the password, for a person.
    """
    error = _meaning(_messages(page, before), accepted)
    error.seen += sent
    return error


def _meaning(seen: t.List[str], accepted: bool) -> LoginRefused:

    def says(word: re.Pattern[str], beside: t.Optional[re.Pattern[str]] = None) -> bool:
        return any(word.search(text) and not (beside and beside.search(text)) for text in seen)

    if says(_LOCKED):
        return LoginRefused(
            "The printer has locked this account (canon_username)",
            seen=seen,
            remedy=f"{_ONCE}; wait until the lock ends, or let an administrator of the printer unlock the account, "
            "and check the password in a browser first",
        )
    if says(_FULL):
        return LoginRefused(
            "The printer lets nobody else log in now",
            seen=seen,
            remedy=f"{_ONCE}; run again when somebody was asked to log out, or when the printer has ended idle sessions",
        )
    if says(_WRONG, _EXPIRED):
        return LoginRefused(
            "The printer refused the user name or password (canon_username, canon_password)",
            seen=seen,
            remedy=f"{_ONCE}, so that the account is not locked; {_BEFORE_NEXT}",
        )
    if accepted or says(_EXPIRED, _PASSWORD):
        return LoginLost(
            "The printer took the login and then showed its login page again: it lost the session"
            if accepted
            else "The printer lost the session in the moment of the login: it did not look at user name and password",
            seen=seen,
            remedy=f"{_ONCE}, although nothing says that it is wrong; run again",
        )
    return LoginRefused(
        "The printer showed its login page again after the login" + ("" if seen else ", and does not say why"),
        seen=seen,
        remedy="The user name or the password is wrong (canon_username, canon_password), or the printer lost the session in that moment. "
        f"{_ONCE}, so that the account is not locked; {_BEFORE_NEXT}",
    )


def already_refused() -> LoginRefused:
    """The error for a password that was sent in vain earlier in the run."""
    return LoginRefused(
        "The printer has already refused a login with this user name and password in this run; they were not sent again",
        remedy="See why it failed first; correct canon_username and canon_password if they are wrong, then run again",
    )


def _messages(page: Page, before: t.Optional[Page]) -> t.List[str]:
    """What the login page says: in places for messages, and sentences that it did not have before."""
    known = {text for _element, text in _texts(before)} if before is not None else None
    found: t.List[str] = []
    for element, text in _texts(page):
        marks = ((element.get("class") or "") + " " + (element.get("id") or "")).lower()
        is_news = known is not None and len(element) == 0 and " " in text and text not in known
        if not (is_news or any(sign in marks for sign in _MARKS)):
            continue
        if 3 < len(text) < 300 and "none" not in (element.get("style") or ""):
            found.append(text)
    earlier = before.source if before is not None else ""
    found += [text for text in alerts(page) if text not in earlier]
    return [shorten(text) for text in dict.fromkeys(found)][:3]


def _texts(page: Page) -> t.Iterator[t.Tuple[t.Any, str]]:
    for element in page.root.iter("p", "div", "span", "font", "li", "strong", "em", "td"):
        yield element, text_of(element)
