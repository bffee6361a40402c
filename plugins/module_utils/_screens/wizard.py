# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Pages that a person walks through with buttons: what can be pressed and chosen, and what that sends."""

from __future__ import annotations

import dataclasses
import re
import typing as t

from .._remote_ui import links
from .._remote_ui.contents import is_content
from .._remote_ui.controls import BUTTONS, Control, caption, submits
from .._remote_ui.errors import UnknownLayout
from .._remote_ui.links import Request
from .._remote_ui.page import Page, text_of
from .._remote_ui.text import shorten, squeeze


def clickables(page: Page) -> t.List[t.Any]:
    """Links and buttons of the page's own contents."""
    found = page.root.iter("a", "button", "input")
    return [one for one in found if _is_clickable(one) and is_content(one)]


def _is_clickable(element: t.Any) -> bool:
    return element.tag != "input" or (element.get("type") or "").lower() in BUTTONS


def name_of(element: t.Any) -> str:
    """The text of a link or button."""
    text = element.get("value") if element.tag == "input" else text_of(element)
    return squeeze(text) or squeeze(element.get("title") or element.get("alt"))


def names(page: Page, limit: int = 30) -> t.List[str]:
    """The texts of the page's own links and buttons, for messages."""
    found = (shorten(name_of(one), 60) for one in clickables(page))
    return [name for name in dict.fromkeys(found) if name][:limit]


def find(page: Page, texts: t.Iterable[str], disabled: bool = False) -> t.Any:
    """The link or button with the first of ``texts`` that the page has; None where it has none.

    :param disabled: also one that the page enables only after something else was chosen.
    :raises UnknownLayout: there are several, and they do different things.
    """
    for text in texts:
        found = [one for one in links.find_clickable(page, [text]) if _is_clickable(one) and is_content(one)]
        found = [one for one in found if disabled or one.get("disabled") is None]
        if not found:
            continue
        sent = {outcome(page, one) for one in found}
        if len(sent) > 1:
            raise UnknownLayout(
                f"The page has more than one [{text}], and they do different things",
                screen=page.title,
                address=page.path,
                seen=names(page),
                remedy="Send a capture of this page, so that the collection can learn it",
            )
        return found[0]
    return None


def outcome(page: Page, element: t.Any) -> t.Tuple[t.Any, ...]:
    """What a link or button sends, without what is new each time."""
    request = press(page, element)
    if request is None:
        return (None,)
    fields = tuple(field for field in request.fields if field[0] not in ("Dummy", "Token"))
    return (request.method, re.sub(r"([?&](?:Dummy|Token)=)\d+", r"\1", request.address), fields)


def press(page: Page, element: t.Any, chosen: t.Optional[t.Mapping[t.Any, t.Any]] = None) -> t.Optional[Request]:
    """What a link or button sends; None where that cannot be read from the page.

    :param chosen: what was entered before, element to value (True/False for check boxes and radio buttons).
    """
    chosen = chosen or {}
    if element.tag == "a" and not links.code_of(element):
        return links.resolve(page, element)
    effect = links.effect_of(page, element)
    form = None
    if effect.submits is not None:
        form = links.submitted_form(page, element, effect)
    elif effect.address is None and not effect.reloads and submits(element):
        form = page.form_of(element)
    if form is None:
        return links.resolve(page, element)
    if form.all_hidden and chosen:
        # the hidden form of a native page takes the values of the visible controls of the same names (reference 5.1)
        values = {Control(one).name: sent for one, sent in _sent(chosen)}
        fields = [(name, values.get(name, value)) for name, value in form.hidden_fields()]
    else:
        wanted = dict(chosen)
        if element.get("disabled") is not None:
            wanted[element] = True
        fields = form.successful(wanted, element if effect.submits is None else None)
    return links.form_request(page, form, fields, effect)


def _sent(chosen: t.Mapping[t.Any, t.Any]) -> t.Iterator[t.Tuple[t.Any, str]]:
    for element, value in chosen.items():
        control = Control(element)
        if control.kind == "checkbox" and control.halves is not None:
            yield element, control.halves[1 if value else 0]
        elif control.kind in ("checkbox", "radio"):
            if value:
                yield element, control.value
        else:
            yield element, str(value)


@dataclasses.dataclass
class Choice:
    """A select or a group of radio buttons: its options as (element, value, text, is chosen)."""

    kind: str
    options: t.List[t.Tuple[t.Any, str, str, bool]]

    @property
    def texts(self) -> t.List[str]:
        return [text for _element, _value, text, _chosen in self.options]

    def take(self, text: str) -> t.Dict[t.Any, t.Any]:
        """What to enter so that the option with this text is chosen."""
        if self.kind == "select":
            return {element: value for element, value, name, _chosen in self.options if name == text}
        return {element: name == text for element, _value, name, _chosen in self.options}


def choices(page: Page) -> t.List[Choice]:
    """All selects and groups of radio buttons of the page's own contents."""
    found: t.List[Choice] = []
    groups: t.Dict[t.Tuple[str, t.Any], Choice] = {}
    for control in page.controls:
        if control.kind not in ("select", "radio") or not is_content(control.element):
            continue
        if control.kind == "select":
            found.append(Choice("select", [(control.element, *option) for option in control.options]))
            continue
        form = page.form_of(control.element)
        key = (control.name, form.index if form else None)
        if key not in groups:
            groups[key] = Choice("radio", [])
            found.append(groups[key])
        groups[key].options.append((control.element, control.value, caption(control), control.checked))
    return found
