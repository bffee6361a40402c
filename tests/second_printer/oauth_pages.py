# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""OAuth 2.0 (Microsoft): the texts of the procedure, on pages whose markup nobody knows (reference 10)."""

from __future__ import annotations

import html
from typing import Any

from .device import Device, Session
from .frame import SERVLET_OAUTH, hidden, last_updated, page
from .menu import OAUTH_TITLE
from .screens import Row, Screen

_UPDATE = "To display the latest registered information, click the update icon for [Last Updated]."
_AUTHORISE = (
    "To activate a token, follow the [Message] instructions and perform authorization from [{entra} "
    "Authorization Endpoint] before the user code expires. After authorization is complete, do not turn OFF "
    "the main power of the device until the token is activated. " + _UPDATE
)
_NOTE = (
    "When [Use OAuth 2.0 (Microsoft)] is set to On, [Display Authentication Screen When Sending] will be disabled "
    "and [Information Used for SMTP Server Authentication] will be automatically set to [Device Settings]."
)
SIGN_IN = "https://microsoft.com/devicelogin"
EDIT_NATIVE = "./cdoams.cgi?Flag=Init_Data&PageFlag=c_oamsed.tpl&FuncTypeFlag=OAuthMsEdit_Page"


def edit_rows(device: Device) -> list[Row]:
    return [
        Row("Use OAuth 2.0 (Microsoft)", "oauth.use", "check"),
        Row("Verify Server Certificate", "oauth.verify", "check"),
        Row("Add CN to Verification Items", "oauth.cn", "check"),
        Row(f"{device.dialect.entra} Authorization Server Endpoint", "oauth.endpoint", limit=255),
    ]


def native_edit(device: Device) -> Screen:
    """The edit page as one more settings page."""
    return Screen(
        "Edit Basic Settings",
        "cdoams.cgi",
        "c_oamsed.tpl",
        "OAuthMsEdit_Page",
        "c_oams.tpl",
        [("Basic Settings", edit_rows(device))],
        note=_NOTE,
    )


def status_page(device: Device, session: Session, token: str) -> str:
    """The status page; a snapshot where the dialect has its own refresh."""
    shown = device.snapshot if device.dialect.refresh else device.status()
    body = _sections(device, shown, token)
    if device.dialect.oauth == "native":
        reload = (
            'location.replace("./cdoams.cgi?Flag=Reload_Data&PageFlag=c_oams.tpl&FuncTypeFlag=OAuthMs_Page'
            '&Dummy=" + (new Date()).getTime());'
            if device.dialect.refresh == "script"
            else ""
        )
        forms = (
            f'<form name="SUBMIT_FORM" action="./cdoams.cgi" method="post" target="_self">'
            f"{hidden('Flag', 'Init_Data')}{hidden('PageFlag', 'c_oams.tpl')}{hidden('Token', token)}</form>"
        )
        return page(device, session, OAUTH_TITLE, forms=forms, body=body, updated=shown["time"], reload=reload)
    return servlet_page(device, OAUTH_TITLE, _heading(device, shown, token) + body)


def servlet_page(device: Device, title: str, body: str) -> str:
    """A servlet's own frame, with nothing of the native side."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title></head><body><header>'
        f'<a href="/portal">To Portal</a> <a href="/logout">Log Out</a></header><main><h1>{title}</h1>'
        f"{body}</main><footer>Copyright CANON INC.</footer></body></html>"
    )


def _heading(device: Device, shown: dict[str, Any], token: str) -> str:
    """ "Last Updated" and the refresh icon: a link, or a form that posts."""
    icon = "/rps/media/bh_updt.gif"
    moment = f"<span>{last_updated(device, shown['time'])}</span>"
    if device.dialect.refresh == "post":
        return (
            f'{moment}<form method="post" action="/OAuthMs/refresh">{hidden(device.dialect.token_field, token)}'
            f'<input type="image" src="{icon}" alt="Refresh" title="Refresh" /></form>'
        )
    target = "/OAuthMs/refresh?portalLang=en" if device.dialect.refresh == "link" else f"{SERVLET_OAUTH}&amp;again=1"
    return f'{moment}<a href="{target}"><img src="{icon}" alt="Refresh" /></a>'


def _sections(device: Device, shown: dict[str, Any], token: str) -> str:
    entra, on_off = device.dialect.entra, {True: "On", False: "Off"}
    basic = [
        (row.label, on_off.get(shown["settings"][row.key], shown["settings"][row.key])) for row in edit_rows(device)
    ]
    code = shown["code"]
    message = (
        f"To sign in, use a web browser to open the page {SIGN_IN} and enter the code {code} to authenticate."
        if code
        else ""
    )
    link = f'<a href="{SIGN_IN}" target="_blank">{SIGN_IN}</a>' if code else ""
    authorisation = [
        ("Message", message),
        (f"{entra} Authorization Endpoint", link),
        ("User Code", code),
        ("User Code Expires In", f"{shown['seconds']} sec." if code else ""),
    ]
    return "".join(
        [
            _section(device, "Basic Settings", "", basic, _edit(device, token)),
            _section(device, "Server Connection Status", _UPDATE, [("Server Connection Status", shown["connection"])]),
            _section(device, "Information for Authorization", _AUTHORISE.format(entra=entra), authorisation),
            _section(device, "Token Status", _UPDATE, [("Token Status", shown["token"])]),
        ]
    )


def _edit(device: Device, token: str) -> str:
    style = device.dialect.edit
    address = EDIT_NATIVE if device.dialect.oauth == "native" else "/OAuthMs/edit?portalLang=en"
    if style == "form":
        return (
            f'<form method="post" action="/OAuthMs/edit">{hidden(device.dialect.token_field, token)}'
            '<input type="submit" name="edit" value="Edit..." /></form>'
        )
    if style == "button":
        return f'<input type="button" value="Edit..." onclick="location.href=\'{address}\'" />'
    if style == "next_page":
        return f"<a href='JavaScript:Go_NextPage(\"{html.escape(address)}\")'>Edit...</a>"
    return f'<a href="{html.escape(address)}">Edit...</a>'


def _section(device: Device, title: str, words: str, pairs: list[tuple[str, str]], tool: str = "") -> str:
    """Labels and values: `table`, `dl`, `four_columns`, `divs`, or `paragraphs` as the procedure prints them."""
    style = device.dialect.status
    head = f"<h3>{title}</h3>{tool}" + (f"<p>{words}</p>" if words else "")
    if style == "dl":
        return head + "<dl>" + "".join(f"<dt>{label} :</dt><dd>{shown}</dd>" for label, shown in pairs) + "</dl>"
    if style == "divs":
        return head + "".join(f"<div><span>{label} :</span><span>{shown}</span></div>" for label, shown in pairs)
    if style == "paragraphs":
        return head + "".join(f"<p>{label} : {shown}</p>" for label, shown in pairs)
    if style == "four_columns":
        cells = [f"<td>{label}:</td><td>{shown or '&nbsp;'}</td>" for label, shown in pairs]
        lines = ["".join(cells[start : start + 2]) for start in range(0, len(cells), 2)]
        return head + "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"
    lines = [f"<tr><th>{label} :</th><td>{shown}</td></tr>" for label, shown in pairs]
    return head + "<table>" + "".join(lines) + "</table>"


def servlet_edit(device: Device, token: str) -> str:
    """The edit page as a plain form, filled by the server and sent by its own button."""
    lines = "".join(_edit_line(device, row) for row in edit_rows(device))
    form = (
        f'<form name="edit" method="post" action="/OAuthMs/save">{hidden(device.dialect.token_field, token)}'
        f'<p><input type="submit" name="do_ok" value="OK" /><input type="submit" name="do_cancel" value="Cancel" />'
        f"</p><p>{_NOTE}</p><h3>Basic Settings</h3>{lines}</form>"
    )
    return servlet_page(device, "Edit Basic Settings", form)


def _edit_line(device: Device, row: Row) -> str:
    """`check`: a box that is left out when it is not ticked; `companion`: with a hidden field for that case."""
    name, stored, use = device.names[row.key], device.settings[row.key], device.dialect.use
    if not isinstance(stored, bool):
        return (
            f'<p><label for="{name}">{row.label} :</label><input type="text" id="{name}" name="{name}" '
            f'maxlength="{row.limit}" value="{html.escape(stored)}" /></p>'
        )
    if use == "radio":
        chosen = {True: ' checked="checked"', False: ""}
        return (
            f"<fieldset><legend>{row.label}</legend>"
            f'<input type="radio" id="{name}1" name="{name}" value="on"{chosen[stored]} /><label for="{name}1">On'
            f'</label><input type="radio" id="{name}0" name="{name}" value="off"{chosen[not stored]} />'
            f'<label for="{name}0">Off</label></fieldset>'
        )
    if use == "select":
        chosen = {True: ' selected="selected"', False: ""}
        return (
            f'<p><label for="{name}">{row.label}</label><select id="{name}" name="{name}">'
            f'<option value="10"{chosen[not stored]}>Off</option><option value="11"{chosen[stored]}>On</option>'
            "</select></p>"
        )
    ticked = ' checked="checked"' if stored else ""
    companion = hidden(name, "false") if use == "companion" else ""
    return (
        f'<p>{companion}<input type="checkbox" id="{name}" name="{name}" value="true"{ticked} />'
        f'<label for="{name}">{row.label}</label></p>'
    )


def servlet_taken(device: Device, sent: list[tuple[str, str]]) -> dict[str, str | bool] | None:
    """The settings that a plain form sets; None where a browser could not have sent it like this."""
    result: dict[str, str | bool] = {}
    names = [name for name, _value in sent]
    allowed = {device.dialect.token_field, "do_ok", *(device.names[row.key] for row in edit_rows(device))}
    if set(names) - allowed or "do_ok" not in names:
        return None
    for row in edit_rows(device):
        values = [value for name, value in sent if name == device.names[row.key]]
        if not isinstance(device.settings[row.key], bool):
            if len(values) != 1:
                return None
            result[row.key] = values[0]
            continue
        right = {
            "radio": [["off"], ["on"]],
            "select": [["10"], ["11"]],
            "check": [[], ["true"]],
            "companion": [["false"], ["false", "true"]],
        }[device.dialect.use]
        if values not in right:
            return None
        result[row.key] = right.index(values) == 1
    return result
