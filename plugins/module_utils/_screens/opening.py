# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Opening a screen: its row in the printer's own menu, by title first (design, section 5)."""

from __future__ import annotations

import typing as t

from .._remote_ui.errors import NotOffered, NotPermitted, UnexpectedAnswer
from .._remote_ui.menu import Menu, Row
from .._remote_ui.session import Session
from .._remote_ui.text import title_key
from .arriving import read_screen
from .fields import Screen, taught
from .view import View

_GROUPS = ("Function Settings", "Preferences")  # of the left column, where they are links
_CATEGORIES = 2  # rows of one title that are followed in search of a screen


def find_row(session: Session, screen: Screen) -> t.Optional[Row]:
    """The row of a screen in the menu; None where the menu has none or could not be read.

    :raises NotPermitted: the row is there, but not for this account.
    """
    menu = session.settings()
    rows = _rows(session, menu, screen)
    offered = [row for row in rows if row.offered is not False]
    for row in offered:
        if row.address and menu.permitted(row):
            return row
    if offered:
        is_grey = not any(row.address for row in offered)
        grey = (
            "Something on the printer keeps it closed: look in a browser what that is (a setting, a job, the account)"
        )
        raise NotPermitted(
            "The menu shows this screen, but does not open it" if is_grey else "The account may not see this screen",
            screen=screen.path,
            seen=[f"privileges of the account: {', '.join(menu.privileges()) or 'none'}"],
            remedy=grey if is_grey else session.rights_remedy(),
        )
    return None


def _rows(session: Session, menu: Menu, screen: Screen) -> t.List[Row]:
    """The rows that lead to a screen; further menu pages are read until there is one: known ones, then those of its path."""
    titles = taught(session.connection.labels, f"{screen.key}.title") + screen.titles

    def found() -> t.List[Row]:
        return menu.find(titles, screen.marks, screen.like)

    rows = found()
    for address in screen.menus if not any(row.address for row in rows) else ():
        session.learn_menu(address)
        rows = found()
        if rows:
            break
    if not rows and screen.menus and not _has_whole_menu(menu):
        for category in (*_GROUPS, *screen.path.split(" > ")[1:-1]):
            for row in menu.find([category])[:_CATEGORIES]:
                if row.address and menu.permitted(row):
                    session.learn_menu(row.address)
        rows = found()
    return rows


def menu_was_read(menu: Menu, screen: Screen) -> bool:
    """Whether rows were read of the menu in which the screen would be; what is not there is known only then."""
    if not screen.neighbours:
        return bool(menu.rows)
    titles = {title_key(title) for title in screen.neighbours}
    return any(
        title_key(row.title) in titles or any(mark in row.address for mark in screen.neighbours) for row in menu.rows
    ) or _has_whole_menu(menu)


def _has_whole_menu(menu: Menu) -> bool:
    """Whether rows of the captured tables were read, which are all in one script; the left column only leads to menu pages."""
    return any(row.in_table and row.mask is not None and "CorePGTAG=" not in row.address for row in menu.rows)


def address_of(session: Session, screen: Screen) -> str:
    """The address of a screen.

    :raises NotOffered: the menu was read and does not offer it. :raises NotPermitted: not for this account.
    """
    row = find_row(session, screen)
    if row is not None:
        return row.address
    menu = session.menu
    hidden = menu.find(screen.titles, screen.marks)
    if screen.address is not None and not hidden:
        return screen.address
    raise not_offered(session, screen, menu)


def not_offered(session: Session, screen: Screen, menu: Menu) -> NotOffered:
    titles = menu.titles()
    if not menu_was_read(menu, screen):
        reason = "The menu of this printer could not be read: send a capture, so that the collection can learn it"
    elif menu.is_administrator is False:
        reason = f"The account lacks privileges, or the firmware is too old; it has: {', '.join(menu.privileges()) or 'none'}"
    elif menu.is_foreign:
        reason = f"The pages are in another language ({menu.language}), and the printer does not change to English"
    elif screen.address is not None:
        reason = "Its usual address leads nowhere"
    else:
        reason = "The firmware of this printer does not have it"
    return NotOffered(
        "The printer's menu does not show this screen",
        screen=screen.path,
        seen=["menu rows: " + (", ".join(titles) if titles else "none could be read")],
        remedy=f'{reason}. If the screen has another title on this printer, set canon_labels: {{{screen.key}.title: "<its title>"}}',
    )


def open_view(session: Session, screen: Screen) -> View:
    """Read a screen.

    :raises NotOffered: its row is not in the menu, and its usual address leads nowhere.
    """
    address = address_of(session, screen)
    try:
        page = read_screen(session, address, screen.path)
    except UnexpectedAnswer as error:
        if address != screen.address or not error.is_missing:
            raise
        raise not_offered(session, screen, session.menu) from error
    return View(screen, page, session.connection.labels)
