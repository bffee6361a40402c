# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""From a link, a button or a piece of script to the request that it makes."""

from __future__ import annotations

import dataclasses
import re
import time
import typing as t
from urllib.parse import parse_qsl, urlencode

from . import handlers, script
from .attached import attached_code
from .controls import BUTTONS, Fields, Form, submits
from .page import Page, text_of
from .text import label_key, squeeze

_CLICKABLE = "//a|//button|//input|//area|//*[@onclick]"
_DATA = ("data-href", "data-url", "data-link", "data-address")  # for a handler that all links share
_AROUND = ".\u2026[]<>\u00bb\u203a\u25b6\u25b8\u25ba\u25bc"
_LOOSE = re.compile(r"(?<![?&])(?=(?:Dummy|Token)=)")
_TOKEN_WANTED = re.compile(r"(?<=[?&]Token=)(?=&|$)")


@dataclasses.dataclass
class Request:
    """What is to be sent.

    ``address`` is absolute. ``writes`` marks a request that can change the printer: it is never repeated by itself.
    """

    method: str
    address: str
    fields: Fields = dataclasses.field(default_factory=list)
    writes: bool = False

    @property
    def full_address(self) -> str:
        """The address, of a GET with its fields."""
        if self.method != "GET" or not self.fields:
            return self.address
        return self.address + ("&" if "?" in self.address else "?") + urlencode(self.fields)


def milliseconds() -> str:
    """The value of ``Dummy``: milliseconds since 1970 (reference ``remote-ui.md`` 3)."""
    return str(int(time.time() * 1000))


def fill_address(address: t.Any, page: Page, language: str = "en") -> str:
    """An address of a script as text; unknown parts are the language, the time or the page's token, by the
    parameter before them.
    """

    def unknown(so_far: str) -> str:
        if so_far.endswith("portalLang="):
            return language
        if so_far.endswith("Dummy="):
            return milliseconds()
        if so_far.endswith("Token="):
            return page.token or ""
        return ""

    text = str(address)
    if isinstance(address, script.Pieces):
        text = address.fill(unknown)
        text = _LOOSE.sub("&" if "?" in text else "?", text)  # the mark between was worked out by script
    if page.token:
        text = _TOKEN_WANTED.sub(lambda _match: page.token or "", text, count=1)
    return page.absolute(text)


def code_of(element: t.Any) -> str:
    """The script behind a link or button; empty for an ordinary one."""
    href = (element.get("href") or "").strip()
    if href.lower().startswith("javascript:"):
        return href[len("javascript:") :]
    return element.get("onclick") or ""


def is_inert(code: str) -> bool:
    return (
        not code.strip(" ;") or re.fullmatch(r"\s*(?:void\s*\(?\s*0\s*\)?|return\s+false)?\s*;?\s*", code) is not None
    )


def effect_of(page: Page, element: t.Any, states: t.Optional[t.Mapping[str, t.Any]] = None) -> handlers.Effect:
    """What the script behind a link or button does.

    :param states: what the controls of the page hold when it is pressed.
    """
    form = page.form_of(element)
    code = code_of(element)
    onclick = element.get("onclick") or ""
    if is_inert(code) or (onclick and not is_inert(onclick) and onclick != code):
        code = onclick if not is_inert(onclick) else code
    if is_inert(code):
        code = attached_code(page.definitions.text, (element.get("id"), element.get("name")))
    if form is not None and submits(element):
        code = f"{code}\n;{_on_submit(page, form)}"
    return handlers.follow(code, page.definitions, [form.name or "form"] if form else [], states)


def _on_submit(page: Page, form: Form) -> str:
    """What a form does before it is sent by its own button."""
    code = form.element.get("onsubmit") or ""
    return re.sub(r"^\s*return\b", "", code) if code else attached_code(page.definitions.text, (form.name,), "submit")


def submitted_form(page: Page, element: t.Any, effect: handlers.Effect) -> t.Optional[Form]:
    """The form that a handler submits, by the names on the way to it."""
    path = effect.submits or ()
    for part, before in zip(reversed(path), [*reversed(path[:-1]), ""]):
        form = page.form(part)
        if form is None and before == "forms" and part.isdecimal() and len(part) < 4 and int(part) < len(page.forms):
            form = page.forms[int(part)]
        if form is not None:
            return form
        if part == "form":
            return page.form_of(element)
    return page.forms[0] if len(page.forms) == 1 else None


def resolve(page: Page, element: t.Any) -> t.Optional[Request]:
    """The request that a link or button makes; None where that cannot be read from the page."""
    href = (element.get("href") or "").strip()
    if href and not href.lower().startswith(("javascript:", "mailto:", "#")):
        return Request("GET", fill_address(href, page))
    effect = effect_of(page, element)
    if effect.address is not None:
        return Request("GET", fill_address(effect.address, page))
    if effect.reloads:
        return Request("GET", page.address)
    if effect.submits is not None:
        form = submitted_form(page, element, effect)
        return None if form is None else form_request(page, form, form.successful(), effect)
    own = page.form_of(element)
    if own is not None and submits(element):
        return form_request(page, own, own.successful(button=element), effect)
    told = next(filter(handlers.looks_like_address, map(element.get, _DATA)), None)
    return None if told is None else Request("GET", fill_address(told, page))


def form_request(page: Page, form: Form, fields: Fields, effect: t.Optional[handlers.Effect] = None) -> Request:
    """The request of a form with the fields that a handler sets before."""
    effect = effect or handlers.Effect()
    changed = {name: script.plain(value) for name, value in effect.fields.items() if settable(value)}
    fields = [(name, changed.get(name, value)) for name, value in fields]
    action = effect.action if effect.action is not None else form.action
    address = fill_address(action, page) if action else page.address
    if form.method == "post":
        return Request("POST", address, fields)
    base, _mark, query = address.partition("?")
    pairs = fields or parse_qsl(query, keep_blank_values=True)
    return Request("GET", base, pairs)


def settable(value: t.Any) -> bool:
    """Whether a handler's value is known well enough to be sent."""
    return isinstance(value, (str, float, int)) and value is not True and value is not False


def onward(page: Page) -> t.Optional[str]:
    """Where a page goes by itself: by its refresh, or by what its script does on loading; None where it stays."""
    if page.refresh:
        return page.absolute(page.refresh)
    body = next(page.root.iter("body", "frameset"), None)
    scripts = [element.text or "" for element in page.root.iter("script")]
    code = "\n".join(scripts) + "\n;" + (body.get("onload") or "" if body is not None else "")
    effect = handlers.follow(code, page.definitions)
    return fill_address(effect.address, page) if effect.address is not None else None


def forward_of(page: Page) -> t.Optional[str]:
    """Where a page that is only a forwarding script leads."""
    if page.native_form is not None or len(text_of(page.root)) > 300 or len(page.source) > 60_000:
        return None
    forward = onward(page)
    if forward is not None:
        return forward
    return next(iter(frames_of(page)), None)


def frames_of(page: Page) -> t.List[str]:
    """The pages that a page shows in frames."""
    sources = (frame.get("src") or "" for frame in page.root.iter("frame", "iframe"))
    return [
        page.absolute(source)
        for source in sources
        if source.strip() and not source.startswith(("about:", "javascript:"))
    ]


def find_clickable(page: Page, texts: t.Collection[str]) -> t.List[t.Any]:
    """Links and buttons whose text (or title, or the alternative text of their picture) is one of ``texts``, dots
    at the end ignored.
    """
    keys = {_key(text) for text in texts}
    if page.clickables is None:
        page.clickables = [(element, _names(element)) for element in page.root.xpath(_CLICKABLE)]
    return [element for element, names in page.clickables if not keys.isdisjoint(names)]


def _key(text: str) -> str:
    """What two names of a link are compared by: no case and blanks, no brackets, arrows or dots around."""
    key = label_key(text)
    return key.strip(_AROUND) or key


def name_of(element: t.Any) -> str:
    """What a link or button is called, for a person."""
    if element.tag == "input" and (element.get("type") or "").lower() not in BUTTONS:
        return ""
    return next(filter(None, map(squeeze, _called(element))), "")


def _names(element: t.Any) -> t.Set[str]:
    """What a link or button is called, as keys."""
    if element.tag == "input" and (element.get("type") or "").lower() not in BUTTONS:
        return set()
    return {_key(name) for name in _called(element) if name and squeeze(name)}


def _called(element: t.Any) -> t.List[t.Optional[str]]:
    """Its text, or what stands for one."""
    names = [element.get("value") if element.tag == "input" else text_of(element)]
    names += [element.get("title"), element.get("alt"), element.get("aria-label")]
    return [*names, *(picture.get(key) for picture in element.iter("img") for key in ("alt", "title"))]
