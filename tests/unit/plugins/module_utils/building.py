# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages for the tests of the driver. Every page is invented: what a firmware might send that nobody here has seen."""

from __future__ import annotations

from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.controls import Fields
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.definitions import Definitions
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.labels import Labels
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.page import Page, text_of

BASE = "https://127.0.0.9:8443"


def page(body: str, path: str = "/rps/cx.cgi", title: str = "Remote UI : Test", head: str = "") -> Page:
    """A page with this body."""
    source = f'<html lang="en"><head><title>{title}</title>{head}</head><body>{body}</body></html>'
    return Page(BASE + path, source)


def scripted(code: str, body: str = "", path: str = "/rps/cx.cgi") -> Page:
    """A page with an inline script in front of its body."""
    return page(f"<script>{code}</script>{body}", path)


def text_here(before: str, code: str, body: str) -> str:
    """What a page shows in the element ``here`` of its body, with a script before and one behind that body."""
    found = page(f"<script>{before}</script>{body}<script>{code}</script>").with_written.by_id("here")
    assert found is not None
    return text_of(found)


def definitions(*scripts: str) -> Definitions:
    return Definitions(scripts)


def labels(body: str) -> Labels:
    """The labels of a page as a person sees it."""
    return Labels(page(body))


def value(body: str, label: str) -> str | None:
    """The text that stands at a label; fails where the label is not there."""
    spots = labels(body).find(label)
    assert spots, f"{label} is not found; seen: {labels(body).seen()}"
    return spots[0].value


def control_names(body: str, label: str) -> list[str]:
    """The names of the controls that stand at a label."""
    return [control.name for spot in labels(body).find(label)[:1] for control in spot.controls]


def as_dict(fields: Fields) -> dict[str, str]:
    """The fields of a request; fails where a name is there twice."""
    assert len(dict(fields)) == len(fields), f"a field is sent twice: {fields}"
    return dict(fields)
