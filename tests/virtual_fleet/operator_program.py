# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A person at the sign-in page, as a program: opens the page, types the code and the account, presses Continue.

Works on the forms as they come, by their labels and buttons, so that it can be pointed at any page of this kind. It is
for the stand-in only: at Microsoft a person signs in (reference, microsoft.md 5.1).
"""

from __future__ import annotations

from urllib.parse import urljoin

import requests
from lxml import html

_MAX_PAGES = 8


class SignInRefused(Exception):
    """The page did not let us through; the text is the page's own."""


def authorise(
    sign_in_url: str, code: str, account: str, ca: str | bool = True, answer: str = "Continue", timeout: float = 10
) -> str:
    """Authorise one user code as a person would; returns the closing sentence of the last page.

    `ca` is the path of the authority that signed the page's certificate; `answer` is the button of the last question;
    `timeout` is in seconds for each page. Raises SignInRefused with the page's text, and the errors of requests.
    """
    with requests.Session() as session:
        session.trust_env = False
        session.verify = ca
        response = session.get(sign_in_url, timeout=timeout)
        for _page in range(_MAX_PAGES):
            response.raise_for_status()
            page = html.fromstring(response.content, base_url=response.url)
            problem = " ".join(_texts(page, '//*[@role="alert"]'))
            if problem:
                raise SignInRefused(" ".join([problem, *_texts(page, "//main/p[not(@role)]")]) or problem)
            forms = page.xpath("//form")
            if not forms:
                closing = _texts(page, "//main/p")[-1:]
                if not closing or "You have signed in" not in closing[0]:
                    raise SignInRefused(" ".join(closing) or "an empty page")
                return closing[0]
            response = session.request(**_filled(forms[0], response.url, code, account, answer), timeout=timeout)
    raise SignInRefused(f"no end after {_MAX_PAGES} pages")


def _texts(page: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in page.xpath(path)]


def _filled(form: html.HtmlElement, url: str, code: str, account: str, answer: str) -> dict[str, object]:
    fields: dict[str, str] = {}
    for control in form.xpath(".//input[@name]"):
        kind, name = control.get("type", "text"), control.get("name")
        if kind == "email" or control.get("autocomplete") == "username":
            fields[name] = account
        elif control.get("autocomplete") == "one-time-code":
            fields[name] = code
        elif kind == "hidden":
            fields[name] = control.get("value", "")
    buttons = form.xpath(".//button[@name]")
    for button in buttons:
        if button.text_content().strip() == answer:
            fields[button.get("name")] = button.get("value", "")
    return {"method": form.get("method", "get"), "url": urljoin(url, form.get("action", "")), "data": fields}
