# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The request that saves a screen, built the way its own OK button does it (design, section 5; reference ``remote-ui.md`` 5)."""

from __future__ import annotations

import re
import typing as t

from .._remote_ui import handlers, links, script
from .._remote_ui.awaited import makes_requests
from .._remote_ui.controls import BUTTONS, CONTROL_FIELDS, Fields, Form
from .._remote_ui.errors import InvalidInput, UnknownLayout
from .._remote_ui.links import Request
from .._remote_ui.page import Page
from .._remote_ui.states import States
from .buttons import ok_button, saves
from .encoding import encode
from .view import View

_AFTER = re.compile(
    r"PageFlag[\"'\])\s]{0,6}(?:\[0\])?(?:\.value\s{0,4}=|\s{0,2},)\s{0,4}[\"']([\w./-]{1,80}\.tpl)[\"']"
)
_ENABLES = r"\b%s\b[\"'\])]{0,4}\.(?:disabled\s{0,4}=(?!=)|removeAttribute\s{0,4}\(\s{0,4}[\"']disabled)"
Changes = t.Dict[str, t.Any]


def build(view: View, changes: Changes) -> Request:
    """The request that saves ``changes`` on a screen.

    :raises UnknownLayout: a control or the form is missing. :raises InvalidInput: a value is too long. Nothing was sent.
    """
    missing = [name for name in changes if view.control(name) is None]
    if missing:
        raise view.missing(missing)
    if view.awaits_values:
        raise view.fetched()
    replaced: t.Dict[str, str] = {}
    wanted: t.Dict[t.Any, t.Any] = {}
    controls = []
    for name, value in changes.items():
        limit = view.limit(name)
        if limit and isinstance(value, str) and len(value) > limit:
            raise InvalidInput(
                f"{name} has {len(value)} characters, the printer takes {limit}",
                screen=view.page.title,
                remedy="Nothing was sent",
            )
        control, raw = encode(view, name, value)
        controls.append(control)
        replaced[control.name] = raw
        if control.kind == "radio":
            wanted.update({other.element: other.value == raw for other in view.group(control)})
        else:
            wanted[control.element] = value if control.kind == "checkbox" else raw
    native = view.page.native_form
    if native is not None and all(native.get(name) is not None for name in replaced):
        return native_request(view.page, native, replaced)
    form = view.form(controls)
    if form is None:
        raise UnknownLayout(
            "The controls of the screen stand in no form",
            screen=view.page.title,
            address=view.page.path,
            remedy="Send a capture of this screen",
        )
    unknown = [
        control.name
        for control in form.controls
        if control.sent and control.is_unknown and control.kind not in BUTTONS and control.element not in wanted
    ]
    if unknown:
        raise UnknownLayout(
            "What some controls of the screen hold is only known to its script, so that saving could change them",
            screen=view.page.title,
            address=view.page.path,
            seen=unknown[:20],
            remedy="Nothing was sent; send a capture of this screen, so that the collection can learn it",
        )
    return plain_request(view.page.with_written if form in view.page.with_written.forms else view.page, form, wanted)


def native_request(page: Page, form: Form, replaced: t.Mapping[str, str]) -> Request:
    """What OK sends on a native page: the whole hidden form with the control fields of an apply and the newest token.

    Echoing the form as delivered would only show the page again (reference 5.2).
    """
    shown, button = page, ok_button(page)
    if button is None:
        shown, button = page.with_written, ok_button(page.with_written)
    states = States(shown.root, native={**dict(form.hidden_fields()), **replaced})
    effect = links.effect_of(shown, button, states) if button is not None else handlers.Effect()
    set_by_script = {
        name: value
        for name, value in effect.fields.items()
        if links.settable(value) and name not in ("Token", "Dummy", *effect.doubtful)
    }
    for reading in ("controls", "with_written"):
        if set_by_script:
            visible = {control.name for control in (page if reading == "controls" else page.with_written).controls}
            set_by_script = {name: value for name, value in set_by_script.items() if name not in visible}
    by_script = {name: script.plain(value) for name, value in set_by_script.items()}
    values: t.Dict[str, str] = dict(form.hidden_fields())
    values["Flag"] = "Exec_Data"
    if "CoreNXAction" in values:
        values["CoreNXAction"] = "./" + page.path.rsplit("/", 1)[-1]
    if "CoreNXPage" in values:
        values["CoreNXPage"] = values.get("PageFlag", "")
    if "CoreNXFlag" in values:
        values["CoreNXFlag"] = "Init_Data"
    # an OK that says "apply" and leaves the page as it is, means this one
    is_told = effect.fields.get("Flag") == "Exec_Data" and "PageFlag" not in effect.fields
    after = None if is_told else _after_success(page)
    if after and "PageFlag" in values:
        values["PageFlag"] = after
    values.update({name: value for name, value in by_script.items() if name in values or name in CONTROL_FIELDS})
    if values["Flag"] in ("Init_Data", ""):
        values["Flag"] = "Exec_Data"
    values.update(replaced)
    if "Dummy" in values:
        values["Dummy"] = links.milliseconds()
    action = effect.action if isinstance(effect.action, str) and effect.submits is not None else form.action
    return Request("POST", links.fill_address(action or page.address, page), _in_order(form, values), writes=True)


def _in_order(form: Form, values: t.Mapping[str, str]) -> Fields:
    names = list(dict.fromkeys(form.names))
    extra = [name for name in values if name not in names]
    # the token is the last field of the real device's form
    at = names.index("Token") if "Token" in names else len(names)
    return [(name, values[name]) for name in names[:at] + extra + names[at:] if name in values]


def _after_success(page: Page) -> t.Optional[str]:
    """The page that the script names for after a success: the one set nearest to ``Exec_Data``.

    None where the script applies in several places and names different pages there: which one OK means is not guessed.
    """
    text = page.definitions.text
    found = [(match.start(), match.group(1)) for match in _AFTER.finditer(text)]
    marks = [match.start() for match in re.finditer("Exec_Data", text)]
    nearest = [min((abs(place - mark), name) for place, name in found) for mark in marks] if found else []
    names = {name for distance, name in nearest if distance < 1500}
    return names.pop() if len(names) == 1 else None


def plain_request(page: Page, form: Form, wanted: t.Mapping[t.Any, t.Any]) -> Request:
    """What a browser would send for an ordinary form when its OK button is pressed."""
    button = next((element for element in form.element.iter("input", "button") if saves(element)), None)
    if button is None:
        button = ok_button(page)
    effect = links.effect_of(page, button, States(page.root, wanted)) if button is not None else handlers.Effect()
    _check(page, form, button, effect)
    request = links.form_request(page, form, form.successful(_with_enabled(page, form, wanted), button), effect)
    request.writes = True
    return request


def _check(page: Page, form: Form, button: t.Any, effect: handlers.Effect) -> None:
    """:raises UnknownLayout: what the OK button does is not what would be sent."""
    doubtful = sorted(effect.doubtful.intersection(form.names))
    sends_itself = button is not None and effect.submits is None and not links.submits(button) and makes_requests(page)
    if doubtful or sends_itself:
        raise UnknownLayout(
            "The OK button sends the settings by a request of its script"
            if sends_itself
            else "The OK button sets fields in a way that is not understood",
            screen=page.title,
            address=page.path,
            seen=doubtful,
            remedy="Nothing was sent; send a capture of this screen, so that the collection can learn it",
        )


def _with_enabled(page: Page, form: Form, wanted: t.Mapping[t.Any, t.Any]) -> t.Dict[t.Any, t.Any]:
    """``wanted`` with the controls that the page's script enables when a box is ticked, as they are: a browser sends those, too.

    Passwords are left out: an empty one could erase what the printer has.
    """
    if not any(value is True for value in wanted.values()):
        return dict(wanted)
    text = page.definitions.text
    enabled = {
        control.element: control.checked if control.kind in ("checkbox", "radio") else control.value
        for control in form.controls
        if control.disabled
        and control.kind not in BUTTONS
        and control.kind != "password"
        and any(
            re.search(_ENABLES % re.escape(name), text) for name in (control.name, control.element.get("id")) if name
        )
    }
    return {**enabled, **wanted}
