# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ways to a screen: pages that only lead there, and pages that show the values and have their controls behind [Edit]."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui import links
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import SessionLost
from ansible_collections.printfleet.canon.plugins.module_utils._screens import arriving, mail
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import BASE, page, scripted
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.mail_printer import Fields, MailPrinter

MAIL = "/rps/cdntwkem.cgi"


@pytest.fixture(name="printer")
def fixture_printer() -> Iterator[MailPrinter]:
    with MailPrinter() as printer:
        yield printer


@pytest.mark.parametrize(
    "way",
    [
        "<script>location.replace('./real.cgi?x=1');</script>",
        '<meta http-equiv="refresh" content="0;url=./real.cgi?x=1">',
        '<frameset cols="200,*"><frame name="menu" src="/rps/menu.cgi"><frame name="main" src="./real.cgi?x=1"></frameset>',
        '<body onload="document.forms[0].submit()"><form method="post" action="./real.cgi"><input type="hidden" name="x" value="1"></form>',
    ],
    ids=["script", "refresh", "frames", "form that sends itself"],
)
def test_a_page_that_only_leads_to_the_screen(printer: MailPrinter, way: str) -> None:
    printer.routes = {MAIL: lambda _fields: way, "/rps/real.cgi": lambda _fields: printer.mail()}
    with printer.session() as session:
        assert mail.open_mail(session).value("server") == "old.example.com"


@pytest.mark.parametrize(
    "body",
    [
        "<script>if (top != self) { top.location.href = '/'; }</script>",
        "<script>function go() { location.href = '/'; } if (lost) { go(); }</script>",
        "<script>location.href = './x.cgi';</script><input name=a>",
        f"<script>location.href = './x.cgi';</script><p>{'A page of its own. ' * 20}</p>",
    ],
    ids=["frames", "on a condition", "something to enter", "a text"],
)
def test_a_page_that_may_also_stay(body: str) -> None:
    assert links.sure_forward(page(body)) is None


def test_a_form_that_would_apply_is_not_sent_on_the_way(printer: MailPrinter) -> None:
    sends = printer.hidden({"Flag": "Exec_Data", "PageFlag": "c_x.tpl"}, action="./apply.cgi")
    printer.routes = {MAIL: lambda _fields: f'<body onload="document.SUBMIT_FORM.submit()">{sends}</body>'}
    with printer.session() as session:
        assert mail.open_mail(session).control("server") is None
    assert printer.posts("/rps/apply.cgi") == 0


@pytest.mark.parametrize("target", ["/", "/login", "/rps/_top.htm"])
def test_a_script_that_leads_to_the_login_is_a_lost_session(printer: MailPrinter, target: str) -> None:
    printer.routes = {MAIL: lambda _fields: f"<script>alert('x y'); top.location.href = '{target}';</script>"}
    with printer.session() as session, pytest.raises(SessionLost):
        mail.open_mail(session)


@pytest.mark.parametrize(
    "edit",
    [
        '<a href="./cdntwkem.cgi?mode=edit">Edit...</a>',
        "<input type=button value=Edit onclick=\"location.href='./cdntwkem.cgi?mode=edit'\">",
        '<form action="./cdntwkem.cgi"><input type=hidden name=mode value=edit><input type=submit value="Edit"></form>',
    ],
    ids=["link", "script", "form"],
)
def test_controls_behind_edit(printer: MailPrinter, edit: str) -> None:
    def screen(fields: Fields) -> str:
        shown = f"<table><tr><th>SMTP Server</th><td>{printer.server}</td></tr></table>{edit}"
        return printer.mail() if fields.get("mode") == "edit" else printer.page("E-Mail", shown)

    printer.routes = {MAIL: screen}
    with printer.session() as session:
        view = mail.open_mail(session)
    assert view.value("server") == "old.example.com" and view.control("server") is not None


def test_a_page_that_shows_nothing_of_the_screen_is_quoted(printer: MailPrinter) -> None:
    printer.routes = {MAIL: lambda _fields: printer.page("E-Mail", "<p>Another user is changing the settings.</p>")}
    with printer.session() as session:
        assert "Another user is changing the settings." in mail.open_mail(session).missing(["server"]).seen


def test_the_frame_with_the_contents() -> None:
    frames = '<frameset><frame name="a" src="./a.cgi"><frame name="mainFrame" src="./b.cgi"></frameset>'
    assert links.forward_of(page(frames)) == f"{BASE}/rps/b.cgi"
    assert links.forward_of(page(frames.replace("mainFrame", "b"))) == f"{BASE}/rps/a.cgi"


def test_what_happens_only_perhaps_is_marked() -> None:
    assert links.on_load(scripted("location.href = './x.cgi';")).certain
    assert not links.on_load(scripted("if (y) { location.href = './x.cgi'; }")).certain


@pytest.mark.parametrize(
    "body",
    [
        '<form action="./cdntwkem.cgi" method="post"><input name="h" value="a"><input type="submit" value="Change"></form>',
        '<form action="./cdntwkem.cgi" method="post"><input type="hidden" name="h"><input type="submit" value="Change"></form>',
        '<form action="./cdntwkem.cgi" method="post"><input name="h" value="a"><input type="submit" value="Edit"></form>',
        '<a href="./cdntwkem.cgi?Flag=Exec_Data&amp;h=a">Edit</a>',
    ],
)
def test_nothing_that_may_save_is_pressed_on_the_way(printer: MailPrinter, body: str) -> None:
    printer.routes = {MAIL: lambda _fields: printer.page("E-Mail", f"<p>Mail Host a</p>{body}")}
    with printer.session() as session:
        mail.open_mail(session)
    assert printer.posts(MAIL) == 0 and not any("Exec" in address for _method, address, _fields in printer.requests)


def test_edit_below_the_heading_of_the_sibling_screen_is_not_ours() -> None:
    both = page(
        '<h4>OAuth 2.0 (Google)</h4><a id="g" href="/g">Edit</a><h4>OAuth 2.0 (Microsoft)</h4><a id="m" href="/m">Edit</a>'
    )
    assert [arriving.is_foreign(both.by_id(name)) for name in ("g", "m")] == [True, False]
