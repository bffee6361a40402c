# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that the driver does with a page before it answers it."""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil

from ansible_collections.printfleet.canon.plugins.module_utils import _screens
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui import links, login, notices
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.labels import Labels
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.menu import Menu, read_rows
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.page import Page
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.transport import Answer, to_page
from ansible_collections.printfleet.canon.plugins.module_utils._screens import device, log_times, monitor, oauth
from ansible_collections.printfleet.canon.plugins.module_utils._screens.buttons import ok_button
from ansible_collections.printfleet.canon.plugins.module_utils._screens.fields import Screen
from ansible_collections.printfleet.canon.plugins.module_utils._screens.job_log_words import PAGES
from ansible_collections.printfleet.canon.plugins.module_utils._screens.log_entry import sent
from ansible_collections.printfleet.canon.plugins.module_utils._screens.log_table import find_log, seen_headings
from ansible_collections.printfleet.canon.plugins.module_utils._screens.view import View
from ansible_collections.printfleet.canon.plugins.module_utils._tasks import token_status

MODULES = [
    importlib.import_module(f"{_screens.__name__}.{found.name}") for found in pkgutil.iter_modules(_screens.__path__)
]
SCREENS = [value for module in MODULES for value in vars(module).values() if isinstance(value, Screen)]
ADDRESS = "https://127.0.0.9:8443/rps/cx.cgi?Flag=Init_Data&Token=1"


def answer_of(body: bytes, content_type: str = "text/html;charset=UTF-8") -> Answer:
    return Answer(200, {"Content-Type": content_type, "Date": "Wed, 1 Apr 2026 6:10:5 GMT"}, body, ADDRESS, None)


def read_log(page: Page) -> None:
    """What is done with a page of the Status Monitor."""
    monitor.entries(page)
    seen_headings(page)
    log = find_log(page, {})
    jobs = [sent(line, {}) for line in log.lines] if log is not None else []
    moments = log_times.moments([job.time for job in jobs], page.title, dt.datetime(2026, 4, 1))
    assert [job.facts(moment.isoformat() if moment else None)["number"] for job, moment in zip(jobs, moments)] == [
        job.number for job in jobs
    ]
    for texts in PAGES.values():
        for element in links.find_clickable(page, texts):
            links.resolve(page, element)


def read_all(body: bytes, content_type: str = "text/html;charset=UTF-8") -> Page:
    """Read a page in every way; raises what the driver raises."""
    page = to_page(answer_of(body, content_type))
    notices.problem(page, "Screen")
    login.identify(page)
    login.is_portal(page)
    login.authentication_state(page)
    login.wants_new_password(page, page)
    Labels(page)
    read_rows(page)
    Menu().learn(page)
    device.portal_facts(page)
    token_status.describe(View(oauth.STATUS, page, {}))
    ok_button(page)
    read_log(page)
    for screen in SCREENS:
        view = View(screen, page, {})
        view.read()
        str(view.missing([field.name for field in screen.fields][:2]))
    return page
