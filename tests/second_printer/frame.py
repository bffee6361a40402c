# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The frame that all native pages share (reference 7.1 and 7.2), the pages that only forward, and the notices."""

from __future__ import annotations

import html
import time

from .device import Device, Session
from .menu import script as menu_script
from .screens import device_now, screens

PRODUCT, SERIAL = "iR-ADV C7765", "XYZ00077"
NATIVE_OAUTH = "./cdoams.cgi?Flag=Init_Data&PageFlag=c_oams.tpl&FuncTypeFlag=OAuthMs_Page"
SERVLET_OAUTH = "/OAuthMs/?portalLang=en&disp=send_menu"


def hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{html.escape(value, quote=True)}" />'


def milliseconds() -> str:
    return str(int(time.time() * 1000))


def last_updated(device: Device, moment: float) -> str:
    """ "Last Updated" in the printer's own format, by its own clock; empty where the dialect shows none."""
    shown = device_now(device.dialect).fromtimestamp(moment, device_now(device.dialect).tzinfo)
    return f"Last Updated : {shown.strftime(device.dialect.last_updated)}" if device.dialect.last_updated else ""


def page(
    device: Device,
    session: Session,
    name: str,
    *,
    forms: str = "",
    scripts: str = "",
    body: str = "",
    buttons: str = "",
    updated: float | None = None,
    reload: str = "",
) -> str:
    """A native page; `forms` come first in the body, `scripts` after the common ones."""
    dialect = device.dialect
    oauth = NATIVE_OAUTH if dialect.oauth == "native" else SERVLET_OAUTH
    kind = "1" if dialect.login == "none" else "2"
    moment = last_updated(device, time.time() if updated is None else updated)
    title = f"Remote UI : {name} : {device.settings['device.name']} : {PRODUCT.replace(' ', '&nbsp;')}"
    token = session.tokens[-1]
    rights = ", ".join(
        f'HasAuth_{right} : "{str(right in dialect.rights).lower()}"' for right in ("Device", "Network", "System")
    )
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" \
"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html lang="en" xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head>
<meta http-equiv="content-type" content="text/html; charset=UTF-8" /><title>{title}</title></head>
<body onload="Body_Load()">{forms}
<script type="text/javascript">//<![CDATA[
var NaviGlobal = {{ HasMeapLogin : "true", {rights},
  AuthKind : "{kind}", UserType : "2" }};
var comidxGlobal = {{ {rights},
  IsRestrictedUser : "false", AuthKind : "{kind}", UserType : "2" }};
{menu_script(dialect, screens(dialect), oauth, token)}
function Go_NextPage(url) {{ location.href = url + "&Dummy=" + (new Date()).getTime(); }}
function reload_click() {{ {reload or "location.reload();"} }}
function Reboot_Click() {{ Go_NextPage("./caboot.cgi?PageFlag=c_rbt.tpl&Flag=Init_Reboot&Token={token}"); }}
function Update_Click() {{
  Go_NextPage("./cnwupdt.cgi?PageFlag=c_nwupdt.tpl&Flag=Init_Data&FuncTypeFlag=Init_Request&Token={token}"); }}
{scripts}
//]]></script>
<form name="PROP_FORM" action="" method="post" onsubmit="return false;"><div id="container">
<div id="ruiCommons"><h1 id="deviceLogo"><a href="/">Canon</a></h1>
<p id="deviceType"><span id="deviceName">{device.settings["device.name"]} / {PRODUCT}
 / {device.settings["device.place"]}</span></p>
<div id="commonTools"><fieldset id="moveTools"><a href="/">To Portal</a></fieldset>{_user(device)}</div></div>
<div id="applications"><div id="applicationContents"><div id="contentsWrapper"><div id="contents">
<div id="contentHeading"><h2 class="PageName">{name}</h2><div id="contentHeadingTools">
<div id="tmpUpdate">{moment}</div><div id="tmpReload">
<a href="javascript:reload_click()"><img src="media/bh_updt.gif" alt="Update" /></a></div></div></div>
<div id="contentInformation"></div>
<div class="ContentOperation"><fieldset>{buttons}</fieldset></div>
{body}
</div></div>
<div id="navigationWrapper"><div id="navigation"><h2>Menu</h2><fieldset id="rebootModule">
<legend>Restart the device to apply the settings.</legend>
<input type="button" id="RebootButton" value="Restart Device" onclick="Reboot_Click()" />
<input type="button" id="UpdateButton" value="Apply Setting Changes" onclick="Update_Click()" />
</fieldset></div></div></div></div></div></form></body></html>"""


def _user(device: Device) -> str:
    if device.dialect.login == "none":
        return ""
    return (
        '<fieldset id="authTools"><p id="loginUserData"><span id="userName">Administrator</span>'
        '<a href="/logout">Log Out</a></p></fieldset>'
    )


def glitch(device: Device, session: Session, message: str, name: str = "Settings/Registration") -> str:
    """The refusal page of reference 7.5."""
    block = (
        f'<div class="ContentModule"><div class="MsgModule"><div class="Glitch">'
        f'<img src="media/dialog_symbol_warn.gif" alt="" /><p class="MainMessage">{html.escape(message)}</p>'
        '<input type="button" value="OK" onclick="history_back()" /></div></div></div>'
    )
    form = f'<form name="ERR_SUBMIT_FORM" method="post" target="_top">{hidden("Dummy", milliseconds())}</form>'
    return page(device, session, name, forms=form, body=block)


SESSION_LOST = """<html lang="en"><head><title>Remote UI : Cannot open this page.</title></head><body>
<div id="container"><div id="applications"><div class="Wrapper"><div class="MsgModule"><div class="Glitch">
<img src="media/dialog_symbol_warn.gif" alt="" /><p class="MainMessage">Cannot display the specified page.</p>
<p class="SubMessage">The authentication information was updated, or the page has expired. Click [OK] and do it
again.</p><input type="button" value="OK" onclick="top.window.location='./_top.htm'" /></div></div></div></div></div>
</body></html>"""


def forwarding(style: str) -> str:
    """The body of nativetop.cgi, which forwards by script (reference 3): the ways that come to mind."""
    target = "./cdmenu.cgi?CorePGTAG=25"
    dummy = milliseconds()
    bodies = {
        "replace": f'<body><script>location.replace("{target}&Dummy={dummy}");</script></body>',
        "form": f'<body onload="document.FORWARD.submit()"><form name="FORWARD" action="./cdmenu.cgi" method="get">'
        f"{hidden('CorePGTAG', '25')}{hidden('Dummy', dummy)}</form></body>",
        "frameset": f'<frameset rows="*"><frame name="main" src="{target}&amp;Dummy={dummy}" /></frameset>',
        "top": '<body><script>var pgtag = "25"; top.location.href = "./cdmenu.cgi?CorePGTAG=" + pgtag + "&Dummy=" + '
        "(new Date()).getTime();</script></body>",
        "meta": "<body></body>",
    }
    meta = f'<meta http-equiv="refresh" content="0; url={target}&amp;Dummy={dummy}" />' if style == "meta" else ""
    return f"<html><head><title>Remote UI</title>{meta}</head>{bodies[style]}</html>"
