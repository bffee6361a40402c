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

FILL = "function fill(d) { document.forms[0].u.checked = d.u; for (var k in d) { document.forms[0][k].value = d[k]; } }"
FETCHES = [
    f'fetch("/api").then(r => r.json()).then(fill); {FILL}',
    'var x = new XMLHttpRequest(); x.open("GET", "/api"); x.onreadystatechange = done; x.send();'
    ' function done() { document.getElementById("e").value = x.response; }',
    f'$.getJSON("/api", function (d) {{ fill(d); }}); {FILL}',
    f'function ask(a, then) {{ var x = new XMLHttpRequest(); x.onload = then; x.open("GET", a); }} ask("/api", fill); {FILL}',
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
        # a new printer, whose script asks for something else
        (
            EDIT.format(checked="", endpoint=""),
            'function ping() { var x = new XMLHttpRequest(); x.open("GET", "/alive"); x.send(); }',
        ),
        (
            EDIT.format(checked="", endpoint=""),
            "function ping() { $.get('/alive', function (d) { document.forms[0].Token.value = d; $('#clock').html(d); }); }"
            " function ok() { document.forms[0].e.value = trim(document.forms[0].e.value); }",
        ),
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


@pytest.mark.parametrize(("chosen", "is_awaited"), [("", True), ("<option value=1>587</option>", False)])
def test_a_form_in_which_really_nothing_stands(chosen: str, is_awaited: bool) -> None:
    more = f'<input name="t"><select name="s">{chosen}</select></form>'
    code = "var x = new XMLHttpRequest(); function ok() { document.forms[0].t.value = 1; }"
    assert edit(EDIT.format(checked="", endpoint="").replace("</form>", more), code).awaits_values is is_awaited
