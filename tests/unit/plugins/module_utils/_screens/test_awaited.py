# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages whose values are fetched by their script: nothing is told of them, and nothing is saved over them."""

from __future__ import annotations

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import UnknownLayout
from ansible_collections.printfleet.canon.plugins.module_utils._screens import oauth
from ansible_collections.printfleet.canon.plugins.module_utils._screens.save_request import build
from ansible_collections.printfleet.canon.plugins.module_utils._screens.view import View
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import page

FETCHES = [
    'fetch("/api").then(r => r.json()).then(fill);',
    'var x = new XMLHttpRequest(); x.open("GET", "/api"); x.send();',
    '$.getJSON("/api", function (d) { fill(d); });',
]
EDIT = (
    '<form action="/o" method="post"><input type="checkbox" name="u" id="u" value="1"{checked}><label for="u">Use OAuth 2.0 (Microsoft)'
    '</label> <label for="e">Authorization Server Endpoint</label> <input name="e" id="e" value="{endpoint}"></form>'
)
HIDDEN = (
    '<form name="SUBMIT_FORM"><input type="hidden" name="u" value="{held}"><input type="hidden" name="Flag" value="Init_Data">'
    '<input type="hidden" name="PageFlag" value="a.tpl"></form><form name="PROP_FORM"><label for="u">Use OAuth 2.0 (Microsoft)</label>'
    '<input type="checkbox" name="u" id="u" value="0/1"></form>'
)


def edit(body: str, code: str) -> View:
    return View(oauth.EDIT, page(f"{body}<script>{code}</script>"), {})


@pytest.mark.parametrize("code", FETCHES)
@pytest.mark.parametrize("body", [EDIT.format(checked="", endpoint=""), HIDDEN.format(held="")])
def test_an_empty_form_that_is_filled_later_is_neither_told_nor_saved(body: str, code: str) -> None:
    view = edit(body, code)
    assert set(view.read().values()) == {None}
    with pytest.raises(UnknownLayout, match="fetched"):
        build(view, {"enabled": True})


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (EDIT.format(checked="", endpoint="https://x"), FETCHES[0]),
        (EDIT.format(checked=" checked", endpoint=""), FETCHES[1]),
        (EDIT.format(checked="", endpoint=""), 'function prefetch() { go("/api"); }'),
        (HIDDEN.format(held="0"), FETCHES[1]),
    ],
)
def test_a_form_that_holds_something_is_believed(body: str, code: str) -> None:
    view = edit(body, code)
    assert isinstance(view.value("enabled"), bool)
    assert build(view, {"enabled": True}).writes


@pytest.mark.parametrize("shown", ["", "-"])
def test_a_status_page_without_a_single_value(shown: str) -> None:
    rows = "".join(
        f"<tr><th>{label}</th><td>{shown}</td></tr>" for label in ("Token Status", "Server Connection Status")
    )
    view = View(oauth.STATUS, page(f"<table>{rows}</table><script>{FETCHES[0]}</script>"), {})
    assert view.value("token_status") is None and view.awaits_values
    assert not View(
        oauth.STATUS,
        page(f"<table>{rows.replace(f'<td>{shown}', '<td>Active', 1)}</table><script>{FETCHES[0]}</script>"),
        {},
    ).awaits_values
