# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which button saves a page, in its spellings: never the refresh icon, whatever its picture is called."""

from __future__ import annotations

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._screens.buttons import is_refresh, ok_button
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import page, scripted

ICON = '<a href="javascript:reload_click()"><img src="media/bh_updt.gif" alt="Update"></a>'


@pytest.mark.parametrize(
    "body",
    [
        f'<div id="tmpReload">{ICON}</div>',
        f"<div>{ICON}</div>",
        '<input type="button" value="Update" onclick="location.reload()">',
    ],
)
def test_refresh_icon_is_no_ok_button(body: str) -> None:
    shown = scripted("function reload_click() { location.reload(); }", body)
    assert ok_button(shown) is None
    assert all(is_refresh(shown, element) for element in shown.root.iter("a", "input"))


def test_ok_button_beside_the_icon() -> None:
    shown = scripted(
        "function reload_click() { location.reload(); } function go() { document.F.submit(); }",
        f'<div id="tmpReload">{ICON}</div><form name="F"><input type="button" value="Update" onclick="go()"></form>',
    )
    assert ok_button(shown).get("onclick") == "go()"


def test_ordinary_link_is_no_button() -> None:
    assert ok_button(page('<a href="./x.cgi?Flag=Exec_Data">Yes</a>')) is None


@pytest.mark.parametrize(
    "button",
    [
        '<input type="button" value="OK">',
        '<input type="submit" value="  ok ">',
        "<button>OK</button>",
        "<button><span>Save</span></button>",
        '<a href="javascript:ok()">OK</a>',
        '<input type="button" name="OK_Button" value="Anwenden">',
        '<button id="ok_button">\u8a2d\u5b9a</button>',
        '<input type="image" alt="OK" src="x.gif">',
    ],
)
def test_button_that_saves(button: str) -> None:
    assert ok_button(page(f'<form><input type="button" value="Cancel">{button}</form>')) is not None


@pytest.mark.parametrize(
    "button", ['<input type="button" value="Cancel">', '<a href="./x.cgi">OK</a>', '<input type="text" value="OK">', ""]
)
def test_no_button_that_saves(button: str) -> None:
    assert ok_button(page(f"<form>{button}</form>")) is None
