# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings pages of the native side: the two forms, their rows, and what OK does (reference 5 and 7.2)."""

from __future__ import annotations

import html

from .device import Device, Session
from .forms import CONTROL_FIELDS, value_fields
from .frame import hidden, milliseconds, page
from .screens import Row, Screen


def settings_page(device: Device, session: Session, screen: Screen) -> str:
    """A page as GET delivers it."""
    control = {
        "Flag": "Init_Data",
        "PageFlag": screen.template,
        "FuncTypeFlag": screen.function,
        "Dummy": milliseconds(),
        "Token": session.tokens[-1],
    }
    inputs = "".join(hidden(*field) for field in value_fields(device, screen))
    inputs += "".join(hidden(name, control.get(name, "")) for name in CONTROL_FIELDS)
    cancel = "".join(hidden(name, control[name]) for name in ("Flag", "PageFlag", "FuncTypeFlag", "Dummy"))
    forms = (
        f'<form name="SUBMIT_FORM" action="./{screen.cgi}" method="post" target="_self">{inputs}</form>'
        f'<form name="COM_CANCEL_FORM" action="./{screen.cgi}" method="post">{cancel}</form>'
    )
    scripts, buttons = _ok(device.dialect.ok, screen)
    note = f"<p>{screen.note}</p>" if screen.note else ""
    body = note + "".join(_section(device, heading, rows) for heading, rows in screen.sections)
    return page(device, session, screen.title, forms=forms, scripts=scripts, body=body, buttons=buttons)


def _section(device: Device, heading: str, rows: list[Row]) -> str:
    title = f"<h4>{heading}</h4>" if heading else ""
    head = "<tr><th>Item</th><th>Details</th></tr>"
    lines = "".join(_line(device, row) for row in rows)
    return (
        f'<div class="ContentModuleEditable">{title}<div class="ModuleElement">'
        f'<table class="PropertyListComponent">{head}{lines}</table></div></div>'
    )


def _line(device: Device, row: Row) -> str:
    """`header_label`, `notes`: label in the header cell; `cell`: no label; `written`: label written by script."""
    style, name = device.dialect.rows, device.names.get(row.key, "")
    if row.kind == "secret":
        return _secret(device, row)
    control = _control(device, row)
    label = f'<label for="{name}">{row.label}</label>' if name else row.label
    if style == "notes":
        memo = f'<span class="memo">(Max. {row.limit} characters)</span>' if row.limit else ""
        return f"<tr><th>{label}&nbsp;:{memo}</th><td>{control}</td></tr>"
    if style == "cell":
        words = row.label.replace(" ", "&nbsp;")
        ticked = row.kind == "check" and device.dialect.switches == "check"
        said = f'<label for="{name}">On</label>' if ticked else ""
        return f'<tr><td class="item">{words} *</td><td class="detail">{control}{said}</td></tr>'
    if style == "written" and name:
        return (
            f'<tr><script type="text/javascript">document.writeln(\'<th><label for="{name}">{row.label} :'
            f"<\\/label><\\/th>');</script><td>{control}</td></tr>"
        )
    return f"<tr><th>{label}</th><td>{control}</td></tr>"


def _control(device: Device, row: Row) -> str:
    name = device.names.get(row.key, "")
    if row.kind == "show":
        return row.shown
    if row.kind == "check" and device.dialect.switches != "check":
        return _switch(device.dialect.switches, name, device.dialect.checked)
    if row.kind == "check":
        return f'<input type="checkbox" name="{name}" id="{name}" value="{"/".join(device.dialect.checked)}" />'
    if row.kind == "select":
        options = "".join(f'<option value="{key}">{html.escape(words)}</option>' for key, words in row.options)
        return f'<select name="{name}" id="{name}">{options}</select>'
    if row.kind == "parts":
        joint = " : " if "H" in row.key else " / "
        return joint.join(
            f'<input type="text" name="{device.names[key]}" id="{device.names[key]}" size="4" value="" />'
            for key in row.key.split(",")
        )
    size = f' maxlength="{row.limit}"' if row.limit else ""
    return f'<input type="text" name="{name}" id="{name}" value=""{size} />{row.unit}'


def _switch(style: str, name: str, values: tuple[str, str]) -> str:
    """A switch as two radio buttons or as a list; nothing is chosen before the script has run."""
    choices = list(zip(values, ("Off", "On"), strict=True))
    if style == "select":
        options = "".join(f'<option value="{value}">{words}</option>' for value, words in choices)
        return f'<select name="{name}" id="{name}">{options}</select>'
    return "".join(
        f'<input type="radio" name="{name}" id="{name}_{value}" value="{value}" />'
        f'<label for="{name}_{value}">{words}</label>'
        for value, words in choices[::-1]
    )


def _secret(device: Device, row: Row) -> str:
    """A password with its "Check Password" box (reference 5.4 and 9.1)."""
    flag, name = device.names[row.key + "?"], device.names[row.key]
    boxes = "/".join(device.dialect.checked)
    return (
        f'<tr><th><label for="{name}">{row.label}</label></th><td><input type="checkbox" id="{flag}" name="{flag}" '
        f'value="{boxes}" /><label for="{flag}">Check Password</label><br />'
        f'<input type="password" id="{name}" name="{name}" value="" maxlength="{row.limit}" /></td></tr>'
    )


def _ok(style: str, screen: Screen) -> tuple[str, str]:
    """Script and buttons. All scripts set the same fields; beside them stand functions that set others."""
    decoy = """
function Tab_Click() { var f = document.SUBMIT_FORM; f.Flag.value = "Init_Data"; f.PageFlag.value = "c_othertab.tpl";
  f.submit(); }
function Clear_Click() { var f = document.SUBMIT_FORM; f.Flag.value = "Exec_Data"; f.PageFlag.value = "c_cleared.tpl";
  f.submit(); }
function Cancel_Click() { document.COM_CANCEL_FORM.PageFlag.value = "c_back.tpl"; document.COM_CANCEL_FORM.submit(); }
"""
    written = {
        "chain": 'var f = document.SUBMIT_FORM; f.Flag.value = "Exec_Data"; f.PageFlag.value = next;',
        "forms0": "document.forms[0].Flag.value = 'Exec_Data'; document.forms[0].PageFlag.value = '{after}';",
        "elements": 'var frm = document.forms["SUBMIT_FORM"]; frm.elements["Flag"].value = "Exec_Data"; '
        'frm.elements["PageFlag"].value = "{after}";',
        "set_field": 'SetField("Flag", "Exec_Data"); SetField("PageFlag", "{after}");',
        "button": 'with (document.SUBMIT_FORM) {{ Flag.value = "Exec_Data"; PageFlag.value = "{after}"; }}',
        "assigned": 'var f = document.getElementsByName("SUBMIT_FORM")[0]; f["Flag"].value = "Exec_Data"; '
        'f["PageFlag"].value = "{after}";',
        "link": 'var f = document.forms.SUBMIT_FORM; f.Flag.value = "Exec_Data"; f.PageFlag.value = "{after}";',
        "written": 'document.SUBMIT_FORM.Flag.value="Exec_Data";document.SUBMIT_FORM.PageFlag.value="{after}";',
    }[style].format(after=screen.after)
    rest = (
        f'document.SUBMIT_FORM.CoreNXAction.value = "./{screen.cgi}"; '
        f'document.SUBMIT_FORM.CoreNXPage.value = "{screen.template}"; document.SUBMIT_FORM.submit();'
    )
    calls = "OK_Exec();"
    parameter = ""
    if style == "chain":
        calls, parameter = f'Before_OK(); OK_Exec("{screen.after}");', "next"
    script = f"""{decoy}
function SetField(name, value) {{ document.SUBMIT_FORM.elements[name].value = value; }}
function Before_OK() {{ Copy_All(document.PROP_FORM, document.SUBMIT_FORM); }}
function OK_Exec({parameter}) {{ {written} {rest} }}
function OK_Click() {{ if (!Check_All()) {{ return false; }} {calls} return true; }}"""
    cancel = (
        '<input type="button" name="Cancel_Button" value="Cancel" onclick="Cancel_Click()" />'
        '<input type="button" value="Clear" onclick="Clear_Click()" />'
    )
    if style == "button":
        return script, f'<button type="button" id="OK_Button" onclick="OK_Click()"><span>OK</span></button>{cancel}'
    if style == "assigned":
        return (
            f'{script}\nfunction Body_Load() {{ document.getElementById("OK_Button").onclick = OK_Click; }}',
            f'<input type="button" id="OK_Button" value="OK" />{cancel}',
        )
    if style == "link":
        return script, f'<a class="Button" href="javascript:void(0);" onclick="return OK_Click();">OK</a>{cancel}'
    if style == "written":
        drawn = (
            '<script type="text/javascript">document.write(\'<input type="button" name="OK_Button" '
            'value="OK" onclick="OK_Click();" />\');</script>'
        )
        return script, drawn + cancel
    return script, f'<input type="button" name="OK_Button" value="OK" onclick="JavaScript:OK_Click()" />{cancel}'
