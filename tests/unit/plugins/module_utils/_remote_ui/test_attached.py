# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Buttons that get their handler from a script."""

from __future__ import annotations

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui import links
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.attached import attached_code
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import scripted

GO = 'function go() { location.href = "./right.cgi"; } function other() { location.href = "./wrong.cgi"; } '
BUTTON = '<input type="button" id="OK_Button" name="ok" value="OK">'


@pytest.mark.parametrize(
    "code",
    [
        'document.getElementById("OK_Button").onclick = go;',
        "document.getElementById('OK_Button') . onclick=go\n",
        'window.onload = function () { document.getElementById("OK_Button").onclick = go; };',
        'document.getElementsByName("ok")[0].onclick = go;',
        "document.PROP_FORM.ok.onclick = go;",
        'document.getElementById("OK_Button").addEventListener("click", go, false);',
        'document.getElementById("OK_Button").addEventListener("click", function (e) { if (e) { e.x(); } go(); });',
        'document.getElementById("OK_Button").onclick = function () { go(); return "}"; };',
        '$("#OK_Button").click(go);',
        '$(function () { $("#OK_Button").on("click", function () { go(); }); });',
        'document.getElementById("OK_Button2").onclick = other; document.getElementById("OK_Button").onclick = go;',
    ],
)
def test_handler_is_found(code: str) -> None:
    shown = scripted(GO + code, BUTTON)
    request = links.resolve(shown, next(shown.root.iter("input")))
    assert request is not None
    assert request.address.endswith("/rps/right.cgi")


@pytest.mark.parametrize(
    "code",
    [
        "",
        'if (document.getElementById("OK_Button").onclick == go) { x(); }',
        'document.getElementById("OK_Button").onclick = go; document.getElementById("OK_Button").onclick = other;',
        "document.PROP_FORM.okay.onclick = other;",
    ],
)
def test_nothing_is_guessed(code: str) -> None:
    assert attached_code(GO + code, ("OK_Button", "ok", None)) == ""


def test_a_handler_in_the_button_comes_first() -> None:
    shown = scripted(GO + "document.F.ok.onclick = other;", '<input type="button" name="ok" onclick="go()">')
    request = links.resolve(shown, next(shown.root.iter("input")))
    assert request is not None
    assert request.address.endswith("/rps/right.cgi")
