# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A page: its parts, its forms, its addresses, whatever was sent."""

from __future__ import annotations

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import RemoteUIError
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.page import Page, text_of
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import BASE, page

NATIVE = """<form name="SUBMIT_FORM" action="./cx.cgi" method="post" target="_self">
<input type="hidden" name="A_1" value="7"><input type="hidden" name="Flag" value="Init_Data">
<input type="hidden" name="PageFlag" value="c_x.tpl">
        <input type="hidden" name="Token" value="12345678901234567"></form>"""
VISIBLE = '<form name="PROP_FORM"><input type="text" name="A_1"><input type="checkbox" name="B" value="0/1"></form>'


def test_title_without_its_nbsp() -> None:
    assert page("", title="Remote UI : Send : Copy&nbsp;Room : iR-ADV").title == "Remote UI : Send : Copy Room : iR-ADV"


def test_page_without_title_or_body() -> None:
    assert Page(BASE + "/x", "<p>x</p>").title == ""
    assert Page(BASE + "/x", "").forms == []


def test_path_has_no_query_and_no_token() -> None:
    assert Page(BASE + "/rps/cx.cgi?Token=123&Flag=x", "").path == "/rps/cx.cgi"


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("./a.cgi?x=1", "/rps/a.cgi?x=1"),
        ("../_top.htm", "/_top.htm"),
        ("/nis/", "/nis/"),
        (" a.cgi ", "/rps/a.cgi"),
        ("?Flag=Init_Data", "/rps/cx.cgi?Flag=Init_Data"),
    ],
)
def test_links_are_relative_to_the_page(link: str, address: str) -> None:
    assert page("").absolute(link) == BASE + address


@pytest.mark.parametrize("link", ["http://[", "//[::1", "http://a]b/", "https://\u2100.example/"])
def test_link_that_is_no_address_leads_nowhere(link: str) -> None:
    assert page("").absolute(link) == BASE + "/rps/cx.cgi"


def test_hidden_form_is_the_native_one() -> None:
    shown = page(NATIVE + VISIBLE)
    assert shown.native_form is not None
    assert shown.native_form.get("A_1") == "7"
    assert shown.token == "12345678901234567"


@pytest.mark.parametrize(
    "link",
    [
        """<a href="./cx.cgi?CorePGTAG=1&amp;Token=98765432109876543">Send</a>""",
        """<td onclick="location.href='./cx.cgi?Token=98765432109876543&Flag=Init_Data'">Send</td>""",
    ],
)
def test_token_of_a_page_without_a_form_stands_in_its_addresses(link: str) -> None:
    assert page(link).token == "98765432109876543"
    assert page("<a href='./cx.cgi?Token='>Send</a>").token is None


def test_native_form_of_another_name_is_known_by_its_control_fields() -> None:
    assert page(NATIVE.replace("SUBMIT_FORM", "SEND") + VISIBLE).native_form is not None


def test_form_with_visible_controls_is_not_native() -> None:
    assert page(NATIVE.replace("</form>", '<input name="x"></form>')).native_form is None
    assert page(VISIBLE).native_form is None


def test_visible_controls_also_outside_of_forms() -> None:
    assert [control.name for control in page(NATIVE + VISIBLE + '<select name="C"></select>').controls] == [
        "A_1",
        "B",
        "C",
    ]


def test_form_of_an_element() -> None:
    shown = page(NATIVE + VISIBLE + '<button id="out"></button>')
    assert shown.form_of(shown.controls[0].element).name == "PROP_FORM"
    assert shown.form_of(shown.by_id("out")) is None


@pytest.mark.parametrize(
    "meta",
    [
        '<meta http-equiv="refresh" content="0;URL=https://p:8443/rps/">',
        '<meta http-equiv="refresh" content="0; https://p:8443/rps/">',
        "<meta http-equiv=Refresh content=\"0; url='https://p:8443/rps/'\">",
        '<META HTTP-EQUIV="REFRESH" CONTENT="5;url = https://p:8443/rps/">',
    ],
)
def test_meta_refresh(meta: str) -> None:
    assert Page("http://p/", meta).refresh == "https://p:8443/rps/"


def test_refresh_without_address_is_none() -> None:
    assert Page("http://p/", '<meta http-equiv="refresh" content="30">').refresh is None


def test_text_of_an_element_is_what_a_person_sees() -> None:
    shown = page(
        '<div id="a">A<script>var x = "no";</script><style>b{}</style> B<br>C<span class="memo">no</span>'
        "<select><option>no</option></select><!-- no -->&nbsp;D</div>"
    )
    assert text_of(shown.by_id("a")) == "A B C D"


def test_language_of_the_page() -> None:
    assert Page(BASE + "/", '<html lang="DE"><body></body></html>').language == "de"
    assert Page(BASE + "/", "<p>x</p>").language == ""


@pytest.mark.parametrize(
    "source",
    [
        "",
        " ",
        "\x00",
        "\x00\x01<p>\x02",
        "<!-- only -->",
        "<!DOCTYPE html>",
        "<?xml version='1.0'?>",
        "plain text",
        '{"json": 1}',
        "<html",
        "</html>",
        "<" * 1000,
        "&#0;&#xD800;&#x110000;&nosuch;",
        "\ud800",
        "<frameset><frame src=a></frameset>",
        "%PDF-1.4 \xff",
    ],
)
def test_anything_is_a_page_or_an_error_of_ours(source: str) -> None:
    try:
        shown = Page(BASE + "/", source)
    except RemoteUIError:
        return
    assert isinstance(shown.title, str)
    assert shown.with_written is not None
