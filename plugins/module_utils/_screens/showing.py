# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Whether a link or button only shows something: while a screen is read, nothing else is pressed."""

from __future__ import annotations

import re
import typing as t
from urllib.parse import parse_qsl, urlsplit

from .._remote_ui.contents import is_content
from .._remote_ui.controls import BUTTONS
from .._remote_ui.links import Request
from .._remote_ui.page import Page

_SHOWS = re.compile(
    r"init|reload|refresh|disp|show|view|get|read", re.I
)  # of Flag; what does something is Exec_Data (reference 5)


def entered(page: Page) -> t.Set[str]:
    """The names of what can be entered on a page, also by what its scripts write."""
    return {
        control.name
        for shown in ([page, page.with_written] if page.may_have_more_controls else [page])
        for control in shown.controls
        if control.name and control.kind not in BUTTONS and not control.disabled and is_content(control.element)
    }


def only_shows(page: Page, request: Request) -> bool:
    """Whether a request asks for a page and no more: not told to do something, and without what can be entered."""
    query = parse_qsl(urlsplit(request.address).query, keep_blank_values=True)
    flags = [value for name, value in [*request.fields, *query] if name.casefold() == "flag"]
    return all(not flag or _SHOWS.match(flag) for flag in flags) and entered(page).isdisjoint(
        name for name, _value in request.fields
    )
