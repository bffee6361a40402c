# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""An answer of the printer: the page that was asked for, or the error that it stands for."""

from __future__ import annotations

import typing as t

from . import login, notices
from .errors import NotPermitted, SessionLost, UnexpectedAnswer
from .page import Page


def checked(page: Page, screen: t.Optional[str], rights: t.Callable[[], str]) -> Page:
    """The page itself.

    :param screen: what was asked for, as a person calls it. :param rights: what to do where the account has too few.
    :raises NotPermitted, UnexpectedAnswer: by its status. :raises SessionLost: it is the login page.
    :raises RemoteUIError: it is one of the notices with status 200.
    """
    if page.status in (401, 403):
        raise NotPermitted(
            f"The printer refuses the page (HTTP {page.status})",
            screen=screen,
            address=page.path,
            seen=notices.told(page),
            remedy=rights(),
        )
    if page.status >= 400:
        failure = UnexpectedAnswer(
            f"The printer answers HTTP {page.status}",
            screen=screen,
            address=page.path,
            seen=notices.told(page),
        )
        failure.is_missing = page.status == 404
        raise failure
    error = notices.problem(page, screen)
    if error is not None:
        raise error
    require_no_login(page, screen)
    return page


def require_no_login(page: Page, screen: t.Optional[str] = None) -> None:
    """:raises SessionLost: the page is the login page."""
    if login.identify(page) is not None:
        raise SessionLost("The printer ended the session (it shows the login page)", screen=screen, address=page.path)
