# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Languages (reference section 8): the browser's, the printer's own, the portal's switch; nothing left in English."""

from __future__ import annotations

import html
import re

import pytest
from lxml import html as lxml_html

from fleet import printer_fixtures
from fleet.printer_fixtures import Starter, Visitor, hidden, labels, shown
from virtual_fleet.printer.texts import known, translate

printer = printer_fixtures.printer

LOGIN, MENUS = ("/login",), (25, 27, 36, 41, 42)
SCREENS = ("mail", "mail_communications", "send_common", "ipv4", "proxy", "sntp", "date_time", "device", "apply")
#: words that are the same in English and in these languages
SAME = {"Message", "Portal", "POP", "SMTP", "DHCP", "Port", "ID", "PIN", "Off", "Remote UI", "Date", "Menu"}


def switch(visitor: Visitor, language: str) -> None:
    visitor.post("/portal", {"Language": language, "RUIPmode": "exec", "Cookie": "", "Dummy": "1"})


def visible(source: str) -> set[str]:
    """Texts that a person sees: markup, values of buttons, and what scripts write."""
    tree = lxml_html.fromstring(re.sub(r"<\?xml.*?\?>|<!DOCTYPE[^>]*>", "", source))
    texts = {text.strip() for text in tree.xpath("//body//text()[not(ancestor::script)]")}
    texts |= set(tree.xpath("//input[@type='submit' or @type='button']/@value")) | {tree.findtext(".//title") or ""}
    for script in tree.xpath("//script/text()"):
        texts |= set(re.findall(r'(?<=")[^"\\]*(?=")', script)) | set(re.findall(r">([^<>'\"]+)<", script))
    return {html.unescape(text).replace("\xa0", " ").strip(" :") for text in texts}


@pytest.mark.parametrize("language", ["ja", "de", "fr"])
@pytest.mark.parametrize("profile", ["dx_user_tls", "dx_pin_tls"])
def test_no_english_is_left(printer: Starter, ca_file: str, language: str, profile: str) -> None:
    device = printer(
        profile,
        profile_own_language=language,
        profile_language_switch="ignored",
        settings={"location": "L", "email_address": "a@b.example"},
    )
    visitor = Visitor(device, ca_file)
    pages = {"login": visitor.get("/").text}
    visitor.open_settings()
    pages |= {f"menu {tag}": visitor.get(f"/rps/cdmenu.cgi?CorePGTAG={tag}").text for tag in MENUS}
    pages |= {key: visitor.screen(key) for key in SCREENS if key in device.screens.by_key}
    pages |= {
        "portal": visitor.get("/").text,
        "device": visitor.get("/rps/dinfo.cgi?CorePGTAG=13").text,
        "network": visitor.get("/NetworkSettings/page/?CorePGTAG=28").text,
        "firmware": visitor.get("/nis/?portalLang=en&disp=lic_menu").text,
        "lost": Visitor(device, ca_file).screen("mail"),
        "error": visitor.get("/rps/nothing.cgi").text,
        "refused": visitor.save(visitor.screen("mail"), {translate(language, "SMTP Server"): "a b"}),
    }
    if device.oauth_servlet is None:
        pages |= {key: visitor.screen(key) for key in ("oauth_status", "oauth_edit")}
    else:
        pages["oauth_status"] = visitor.get(f"/{device.oauth_servlet.name}/?portalLang=en").text
        path = re.search(rf'(?:href|action)="(/{device.oauth_servlet.name}/\w+)', pages["oauth_status"])[1]
        pages["oauth_edit"] = visitor.get(f"{path}?portalLang=en&disp=send_menu").text
    english = {text for text, other in known(language).items() if other != text and "{" not in text} - SAME
    for name, page in pages.items():
        assert re.search(rf'<html lang="{language}"', page), name
        assert not visible(page) & english, (name, visible(page) & english)
    assert known(language)["Token Status"] in pages["oauth_status"]
    assert known(language)["SMTP Server"] in labels(pages["mail"])
    assert device.languages.default == device.languages.current == language


def test_field_names_do_not_depend_on_the_language(printer: Starter, ca_file: str) -> None:
    forms = []
    for language in (None, "ja"):
        visitor = Visitor(printer("dx_user_tls", 5, profile_own_language=language), ca_file)
        visitor.open_settings()
        forms.append(list(hidden(visitor.screen("mail"), "SUBMIT_FORM")))
    assert forms[0] == forms[1]


@pytest.mark.parametrize("profile", ["dx_japanese", "dx_german"])
def test_the_portals_switch(printer: Starter, ca_file: str, profile: str) -> None:
    device = printer(profile)
    own = device.profile.own_language
    visitor = Visitor(device, ca_file)
    visitor.http.headers["Accept-Language"] = "en"
    visitor.http.cookies.set("portalLang", "en")
    assert f'<html lang="{own}"' in visitor.get("/").text
    visitor.open_settings()
    visitor.get("/")
    switch(visitor, "en")
    assert '<html lang="en"' in visitor.get("/").text
    assert "Network Settings - E-Mail/I-Fax Settings" in visitor.screen("mail")
    assert (device.languages.current, device.languages.default) == ("en", own)
    other = Visitor(device, ca_file)
    assert '<html lang="en"' in other.get("/").text, "whoever comes next finds the language that was left"
    switch(visitor, own)
    assert device.snapshot()["language"] == {"default": own, "current": own, "switches": ["en", own]}
    assert f'<html lang="{own}"' in Visitor(device, ca_file).get("/").text


@pytest.mark.parametrize("language", ["ja", "ko", "de"])
def test_a_switch_that_does_nothing(printer: Starter, ca_file: str, language: str) -> None:
    device = printer("dx_user_tls", profile_own_language=language, profile_language_switch="ignored")
    visitor = Visitor(device, ca_file)
    visitor.open_settings()
    switch(visitor, "en")
    assert f'<html lang="{language}"' in visitor.get("/").text
    visitor.http.cookies.set("portalLang", "en")
    assert f'<html lang="{language}"' in visitor.screen("mail")
    assert device.snapshot()["language"] == {"default": language, "current": language, "switches": ["en"]}


def test_servlets_take_the_language_of_the_address(printer: Starter, ca_file: str) -> None:
    device = printer("dx_german")
    visitor = Visitor(device, ca_file)
    visitor.open_settings()
    for language, label in (("de", "Tokenstatus"), ("en", "Token Status"), ("ja", "トークンの状態")):
        assert label in shown(visitor.get(f"/{device.oauth_servlet.name}/?portalLang={language}").text)


def test_known_translations_are_the_manuals() -> None:
    assert known("ja")["Settings/Registration"] == "設定/登録" and known("ja")["Apply Setting Changes"] == "設定の反映"
    assert known("zh-cn")["License/Other"] == "授权/其他" and known("ko")["Apply Setting Changes"] == "설정 반영"


def test_what_has_no_translation_cannot_be_guessed() -> None:
    text = translate("ko", "SMTP Server")
    assert re.fullmatch(r"항목 \d+", text) and text == translate("ko", "SMTP Server") != translate("ko", "POP Server")
    assert translate("en", "SMTP Server") == "SMTP Server" and translate("de", "UTC+01:00") == "UTC+01:00"
