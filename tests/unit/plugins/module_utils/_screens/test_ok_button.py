# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""OK buttons of ordinary forms: what they send, and those of which that is not understood."""

from __future__ import annotations

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import UnknownLayout
from ansible_collections.printfleet.canon.plugins.module_utils._screens import oauth
from ansible_collections.printfleet.canon.plugins.module_utils._screens.save_request import build
from ansible_collections.printfleet.canon.plugins.module_utils._screens.view import View
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import as_dict, page

ROWS = (
    '<input type="checkbox" name="u" id="u" value="1"{form}><label for="u">Use OAuth 2.0 (Microsoft)</label>'
    '<label for="e">Authorization Server Endpoint</label><input name="e" id="e" value="https://x"{form}>'
)


def edit(code: str, button: str = '<button type="button" onclick="ok()">OK</button>') -> View:
    form = f'<form name="E" action="/o" method="post"><input type="hidden" name="mode" value="">{button}{ROWS.format(form="")}</form>'
    return View(oauth.EDIT, page(f"<script>{code}</script>{form}"), {})


@pytest.mark.parametrize(
    "code",
    [
        'if (window.opener) { f.mode.value = "a"; } else { f.mode.value = "b"; } f.submit();',
        'f.mode.value = "save"; if (window.opener) { f.mode.value = "delete"; } f.submit();',
    ],
)
def test_a_field_that_is_set_by_a_condition_that_nobody_knows_is_not_guessed(code: str) -> None:
    with pytest.raises(UnknownLayout, match="mode"):
        build(edit(f"function ok() {{ var f = document.E; {code} }}"), {"enabled": True})


@pytest.mark.parametrize(
    "code",
    [
        'if (f.u.checked) { f.mode.value = "save"; } else { f.mode.value = "none"; } f.submit();',
        'if (!confirm("Sure?")) { f.mode.value = "no"; return false; } f.mode.value = "save"; f.submit();',
        'if (confirm("Sure?")) { f.mode.value = "save"; f.submit(); } else { f.mode.value = "no"; }',
        'if (window.opener) { f.mode.value = "a"; } f.mode.value = "save"; f.submit();',
    ],
)
def test_a_field_that_is_known_in_the_way_that_saves(code: str) -> None:
    request = build(edit(f"function ok() {{ var f = document.E; {code} }}"), {"enabled": True})
    assert as_dict(request.fields) == {"mode": "save", "u": "1", "e": "https://x"}


@pytest.mark.parametrize(
    "code",
    [
        'fetch("/o", {method: "POST", body: new FormData(document.E)});',
        'fetch("/o", {method: "POST"}).then(() => location.href = "/o");',
        'var x = new XMLHttpRequest(); x.open("POST", "/o"); x.send("u=1");',
    ],
)
def test_a_button_that_sends_by_itself_is_told_before_anything_is_sent(code: str) -> None:
    with pytest.raises(UnknownLayout, match="request of its script"):
        build(edit(f"function ok() {{ {code} }}"), {"enabled": True})
    assert build(edit(f"function other() {{ {code} }}", '<input type="submit" value="OK">'), {"enabled": True}).writes


def test_controls_that_name_their_form_from_elsewhere() -> None:
    rows = ROWS.format(form=' form="F"') + '<button type="submit" form="F" name="b" value="1">OK</button>'
    inner = '<form id="F" action="/o" method="post"><input type="hidden" name="k" value="7"><input name="no" form="G"></form>'
    request = build(View(oauth.EDIT, page(f"{inner}<div>{rows}</div>"), {}), {"enabled": True})
    assert request.address.endswith("/o") and request.method == "POST"
    assert as_dict(request.fields) == {"k": "7", "u": "1", "e": "https://x", "b": "1"}


def test_a_label_that_scripts_take_away_is_not_told_as_it_was() -> None:
    body = (
        '<div id="box"><p>Token Status : Active</p></div>'
        '<script>document.getElementById("box").innerHTML = "<p>" + loaded() + "</p>";</script>'
    )
    assert View(oauth.STATUS, page(body), {}).value("token_status") is None
