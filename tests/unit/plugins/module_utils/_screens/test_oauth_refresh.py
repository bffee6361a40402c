# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The refresh icon of the OAuth status page, and buttons that are none."""

from __future__ import annotations

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._screens import oauth_refresh
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import page


def test_button_that_saves_is_no_refresh_icon() -> None:
    plain = (
        '<form action="/oauth/s" method="post"><input name="e" value="x"><input type="submit" value="Update"></form>'
    )
    native = (
        '<form name="SUBMIT_FORM" action="./x.cgi" method="post"><input type="hidden" name="Flag" value="Init_Data"></form>'
        "<a href=\"javascript:u()\">Update</a><script>function u() { document.SUBMIT_FORM.Flag.value = 'Exec_Data';"
        " document.SUBMIT_FORM.submit(); }</script>"
    )
    assert oauth_refresh._refresh_request(page(plain)) is None
    assert oauth_refresh._refresh_request(page(native)) is None


@pytest.mark.parametrize(
    "icon",
    [
        '<a href="/oauth/?new=1"><img src="media/bh_updt.gif"></a>',
        '<a href="javascript:r()"><img src="media/bh_updt.gif" alt=""></a><script>function r() { location.href = "/oauth/?new=1"; }</script>',
        '<a href="/oauth/?new=1" title="Update Icon"><img src="u.png"></a>',
        '<span class="refreshIcon" onclick="location.href=\'/oauth/?new=1\'"></span>',
        '<input type=button value="Update Display" onclick="location.href=\'/oauth/?new=1\'">',
    ],
)
def test_refresh_icon_by_its_picture_or_name(icon: str) -> None:
    request = oauth_refresh._refresh_request(page(icon, "/oauth/?x=1"))
    assert request is not None and request.address.endswith("/oauth/?new=1")


@pytest.mark.parametrize(
    "button",
    [
        '<form action="/oauth/renew" method="post"><button id="refreshToken" name="op" value="renew">Obtain Again</button></form>',
        '<a href="/oauth/?new=1" class="refresh" title="New Code"><img src="u.gif"></a>',
        '<a href="/oauth/tok.cgi?Flag=Exec_Data"><img src="media/bh_updt.gif"></a>',
        '<form action="/oauth/x.cgi" method="post"><input type="hidden" name="Flag" value="Renew_Data">'
        '<input type="image" src="media/bh_updt.gif"></form>',
    ],
)
def test_button_that_makes_something_anew_is_no_refresh_icon(button: str) -> None:
    assert oauth_refresh._refresh_request(page(button, "/oauth/?x=1")) is None
