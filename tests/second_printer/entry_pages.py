# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a visitor sees before the settings: login pages (reference 2) and the portal (reference 7.6)."""

from __future__ import annotations

import base64
import html
import json

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from .device import Device, Session
from .frame import PRODUCT, SERIAL, hidden, last_updated, milliseconds

USER, PASSWORD = "Administrator", "Kennwort-77"
MANAGER, PIN = "7701", "7702"


class Key:
    """The printer's key for passwords."""

    def __init__(self) -> None:
        self._private = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def pem(self, one_line: bool) -> str:
        words = self._private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
        return words.replace("\n", "") if one_line else words

    def opened(self, sent: str) -> str:
        """What was encrypted; empty where it was not encrypted for this key."""
        try:
            return self._private.decrypt(base64.b64decode(sent), padding.PKCS1v15()).decode()
        except ValueError:
            return ""


def login_page(device: Device, session: Session, key: Key, target: str) -> str:
    return _system_manager(target) if device.dialect.login == "sdl" else _user_page(device, session, key, target)


def _user_page(device: Device, session: Session, key: Key, target: str) -> str:
    odd = "\"&<>'+/=%ü" if device.dialect.odd_challenge else ""
    session.challenge = device.digits(18) + odd
    fields = [
        ("CHALLENGE", session.challenge),
        ("URI", target),
        ("policy", "0"),
        ("DOMAIN", ""),
        ("admin", "1"),
        ("GUEST", ""),
        ("PK", key.pem(device.dialect.key_in_one_line)),
        ("PASSWORD", ""),
    ]
    others = ""
    if device.dialect.other_forms:
        fields.insert(3, ("loginStyle", "keyboard"))
        others = (
            '<form name="language" action="/portal" method="post"><select name="Language"><option value="en">'
            'English</option></select><input type="text" name="find" /></form>'
        )
    domains = "".join(
        f'<option value="{value}">{words}</option>'
        for value, words in [("CONTOSO", "contoso.local"), ("localhost", "This device")]
    )
    return (
        f'<html lang="en"><head><title>Login</title></head><body>{others}'
        '<form name="login" method="post" action="/login">'
        f'{"".join(hidden(*field) for field in fields)}<table><tr><th>User Name:</th><td><input type="text" '
        'name="USERNAME" id="USERNAME" /></td></tr><tr><th>Password:</th><td><input type="password" '
        'name="PASSWORD_T" id="PASSWORD_T" /></td></tr><tr><th>Login Destination:</th><td>'
        f'<select name="domainname">{domains}</select></td></tr></table><fieldset><button name="LoginButton">Log In'
        "</button></fieldset></form></body></html>"
    )


def _system_manager(target: str) -> str:
    fields = [("uri", target), ("user_type_generic", ""), ("loginType", "admin"), ("password2", "")]
    return (
        '<html lang="en"><head><title>Default Authentication CANON</title></head><body>'
        f'<form name="login" action="/login" method="post">{"".join(hidden(*field) for field in fields)}<table>'
        "<tr><td>System Manager</td></tr><tr><td>System Manager ID:</td><td>"
        '<input type="text" name="deptid" /></td></tr>'
        '<tr><td>System Manager PIN:</td><td><input type="password" name="password" /></td></tr></table>'
        '<fieldset><input type="submit" value="Log In" /></fieldset></form></body></html>'
    )


def nag_page() -> str:
    """The page after a login with the factory PIN."""
    return (
        '<html lang="en"><head><title>Default Authentication CANON</title></head><body><script>'
        'function later() { document.sdl.conf.value = "no"; document.sdl.submit(); }</script>'
        '<form name="sdl" action="/PwdConfirm" method="post"><input type="hidden" name="conf" value="" /></form>'
        '<p>Change the PIN?</p><input type="button" value="No" onclick="later()" /></body></html>'
    )


def login_is_right(device: Device, session: Session, key: Key, form: dict[str, str]) -> bool:
    if device.dialect.login == "sdl":
        return (form.get("deptid", "").lstrip("0"), form.get("password", "").lstrip("0")) == (MANAGER, PIN)
    if form.get("DOMAIN") != "localhost" or form.get("USERNAME") != USER or form.get("PASSWORD_T"):
        return False
    return bool(session.challenge) and key.opened(form.get("PASSWORD", "")) == PASSWORD + session.challenge


def portal(device: Device, now: float) -> str:
    """The portal: a table of the product, and tiles that only a script draws."""
    tiles = [
        {"url": url, "title": title, "img": "x.png", "csscls": f"App1_{number}"}
        for number, (url, title) in enumerate(
            [
                ("/box", "Access Received/Stored Files"),
                ("/address", "Address Book"),
                ("/usermode", "Settings/Registration"),
                ("/sysmonitor", "Status Monitor/Cancel"),
            ],
            1,
        )
    ]
    kind = '"-1"' if device.dialect.login == "none" else '"2"'
    out = "" if device.dialect.login == "none" else '<p id="loginUserData"><a href="/logout">Log Out</a></p>'
    title = f"Remote UI : Portal : {device.settings['device.name']} : {PRODUCT}"
    return (
        f'<html lang="en"><head><title>{title}</title></head><body><form name="SUBMIT_FORM" method="post" '
        f'action="/portal">{hidden("Language", "en")}{hidden("RUIPmode", "init")}{hidden("Cookie", "")}'
        f'{hidden("Dummy", milliseconds())}</form><form name="JRL_SUBMIT_FORM"></form><script>'
        f"var authstate = {kind}; var LanguageList = \"[ja,de,en,fr]\"; var baseToolMenu = '{json.dumps(tiles)}'; "
        'var managementToolMenu = \'[]\';</script><form name="PROP_FORM"><div id="container">'
        f'<div id="ruiPotalSet"><h1 id="deviceLogo"></h1>{out}<div id="productInformation"><table>'
        f"<tr><th>Device Name :</th><td>{html.escape(str(device.settings['device.name']))}</td></tr>"
        f"<tr><th>Product Name(Serial Number) :</th><td>{PRODUCT} ({SERIAL})</td></tr>"
        f"<tr><th>Location :</th><td>{device.settings['device.place']}</td></tr></table></div></div>"
        f'<h2 class="PageName">Device Information</h2><div id="tmpUpdate">{last_updated(device, now)}</div>'
        "</div></form></body></html>"
    )
