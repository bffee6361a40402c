# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The logins of the Remote UI (reference ``remote-ui.md`` 2). A wrong password is sent once and never again."""

from __future__ import annotations

import base64
import re
import typing as t

from .connection import Connection
from .controls import Control, Fields, Form
from .errors import LoginUnsupported, Unsupported
from .links import Request
from .page import Page
from .text import label_key, shorten

USER, SYSTEM_MANAGER, THIRD_PARTY, NAG, SMALL_FAMILY = "user", "system_manager", "third_party", "nag", "small_family"
NAMES = {USER: "User Authentication", SYSTEM_MANAGER: "System Manager ID and PIN"}
_TILE = re.compile(r"[\"'/=](?:usermode|nativetop\.cgi)\b")
_TILES = re.compile(r"/(usermode|sysmonitor|box|direct|address)[\"'?]")
FACTORY_NAG_ACTION = "/PwdConfirm"


def _form(page: Page, *names: str) -> t.Optional[Form]:
    """The form that holds all of these inputs; of several the administrator's one."""
    found = [form for form in page.forms if set(names) <= set(form.names)]
    return min(found, key=_is_for_others, default=None)


def _is_for_others(form: Form) -> bool:
    """Whether a login form is that of general users, as far as it says so."""
    values = dict(form.hidden_fields())
    return (
        values.get("admin") == "0"
        or values.get("loginType") not in (None, "", "admin")
        or values.get("user_type_generic") == "true"
        and values.get("loginType") != "admin"
    )


def identify(page: Page) -> t.Optional[str]:
    """Which login page this is, by the names of its inputs; None for any other page."""
    if _form(page, "deptid", "password"):
        return SYSTEM_MANAGER
    if _form(page, "USERNAME", "PASSWORD_T") or _form(page, "USERNAME", "PASSWORD"):
        return USER
    if any(FACTORY_NAG_ACTION in form.action for form in page.forms) or (
        page.form("sdl") is not None and _form(page, "conf")
    ):
        return NAG
    if any("checkLogin.cgi" in form.action for form in page.forms) or page.form("loginFrm") is not None:
        return SMALL_FAMILY
    if _form(page, "userID", "password"):
        return THIRD_PARTY
    named = page.form("login")
    if named is not None and (
        named.action.split("?")[0].endswith("/login") or any(control.kind == "password" for control in named.controls)
    ):
        return THIRD_PARTY
    return None


def choose(page: Page, connection: Connection) -> t.Optional[str]:
    """Which login is to be used: of a page with both forms the one that is asked for, or that fits the name (an ID is a number)."""
    kind = identify(page)
    if kind == SYSTEM_MANAGER and (_form(page, "USERNAME", "PASSWORD_T") or _form(page, "USERNAME", "PASSWORD")):
        is_number = (connection.username or "").isdecimal()
        return connection.login_method if connection.login_method in NAMES else SYSTEM_MANAGER if is_number else USER
    return kind


def is_portal(page: Page) -> bool:
    """The portal: device information in a table, tiles in its script (reference 7.6)."""
    if "baseToolMenu" in page.source or page.by_id("productInformation") is not None:
        return True
    title = label_key(page.title)
    if "remoteui" in title and (_TILE.search(page.source) is not None or ":portal" in title):
        return True
    tiles = set(_TILES.findall(page.source))  # in any language
    return len(tiles) >= 3 and "usermode" in tiles


def authentication_state(page: Page) -> t.Optional[str]:
    """``authstate`` of the portal: "2" administrator, "1" general user, "-1" nobody (reference 2.5)."""
    match = re.search(r"authstate\s{0,4}[=:]\s{0,4}[\"']?(-?\d)", page.source)
    return match.group(1) if match else None


def small_family(seen: t.Sequence[str] = ()) -> Unsupported:
    """The error for the MF/i-SENSYS/imageCLASS family (reference 9.2)."""
    return Unsupported(
        "This is a printer of the MF/i-SENSYS/imageCLASS family, whose Remote UI is a different one",
        seen=seen,
        remedy="These printers are not supported; no password was sent",
    )


def unknown_service(seen: t.Sequence[str] = ()) -> LoginUnsupported:
    """The error for the page of another login service: SSO, cards, pictures, an application (reference 2.3)."""
    return LoginUnsupported(
        "The login page belongs to a login service that this collection does not know",
        seen=seen,
        remedy="Select User Authentication, or Department ID Authentication, as login service of the Remote UI; "
        "no password was sent",
    )


def check_method(kind: str, connection: Connection) -> None:
    """Whether the login page found is one that can and may be filled in; raises before anything is sent."""
    if kind == SMALL_FAMILY:
        raise small_family()
    if kind == THIRD_PARTY:
        raise unknown_service()
    wanted = connection.login_method
    if wanted == "none":
        raise LoginUnsupported(
            "The printer asks for a login",
            remedy="canon_login_method is none: remove it and set canon_username and canon_password",
        )
    if wanted in NAMES and wanted != kind:
        raise LoginUnsupported(
            f"The printer asks for {NAMES[kind]}, but canon_login_method asks for {NAMES[wanted]}",
            remedy="Set canon_login_method: auto; no password was sent",
        )
    if not connection.username or not connection.password:
        what = "System Manager ID and PIN" if kind == SYSTEM_MANAGER else "a user name and password"
        raise LoginUnsupported(
            f"The printer asks for {what}",
            remedy="Set canon_username and canon_password for this printer (host or group variable, vault)",
        )


def request(page: Page, kind: str, connection: Connection) -> Request:
    """The login as a request. Raises before anything is sent where the form cannot be filled in."""
    fields, form = _user_fields(page, connection) if kind == USER else _manager_fields(page, connection)
    return Request("POST", page.absolute(form.action or "/login"), fields, writes=True)


def sent(page: Page, connection: Connection) -> t.List[str]:
    """What a login sends beside the password, for an error message.

    :param page: the login page that was filled in.
    """
    found = [f'user name sent: "{connection.username}"']
    form = _form(page, "USERNAME", "PASSWORD") or _form(page, "USERNAME", "PASSWORD_T")
    offered = [shorten(value or text) for value, text in _destinations(page, form)] if form is not None else []
    if len(offered) > 1:
        found.append(f'login destination: "{connection.login_destination}" of {", ".join(offered)}')
    return found


def _user_fields(page: Page, connection: Connection) -> t.Tuple[Fields, Form]:
    form = _form(page, "USERNAME", "PASSWORD") or _form(page, "USERNAME", "PASSWORD_T")
    assert_form = t.cast(Form, form)
    hidden = dict(assert_form.hidden_fields())
    challenge, key = hidden.get("CHALLENGE", ""), hidden.get("PK", "")
    chosen = _destination(page, assert_form, connection.login_destination)
    values = dict(hidden, USERNAME=connection.username or "")
    if "PASSWORD_T" in assert_form.names:
        values["PASSWORD_T"] = ""
    if chosen:
        values["DOMAIN"] = chosen
    elif not values.get("DOMAIN") or connection.login_destination != "localhost":
        values["DOMAIN"] = connection.login_destination
    if not values.get("URI"):
        values["URI"] = "/"
    if key.strip():
        values["PASSWORD"] = encrypt(key, (connection.password or "") + challenge)
    elif connection.login_method == USER and page.address.startswith("https:"):
        values["PASSWORD"] = connection.password or ""
    else:
        raise LoginUnsupported(
            "The login page has no public key, so the password would be sent as it is",
            remedy="Set canon_login_method: user (over https only) if you want that; no password was sent",
        )
    order = [name for name in assert_form.names if name in values]
    order += [name for name in values if name not in order]
    return [(name, values[name]) for name in dict.fromkeys(order)], assert_form


def _destination(page: Page, form: Form, wanted: str) -> t.Optional[str]:
    """The login destination, checked against the list that the page offers; None where it has no such list."""
    options = _destinations(page, form)
    for value, text in options:
        names = (value.casefold(), text.casefold())
        if wanted.casefold() in names or (wanted == "localhost" and label_key(text) == "thisdevice"):
            return value
    if options:
        raise LoginUnsupported(
            f'The printer has no login destination "{wanted}"',
            seen=[shorten(value or text) for value, text in options],
            remedy="Set canon_login_destination to one of these; no password was sent",
        )
    return None


def _destinations(page: Page, form: Form) -> t.List[t.Tuple[str, str]]:
    """(value, text) of the select ``domainname``, or of the one in the form that lists the device itself."""
    for element in page.root.iter("select"):
        options = [(value, text) for value, text, _selected in Control(element).options]
        own = page.form_of(element) is form and any(value == "localhost" for value, _text in options)
        if element.get("name") == "domainname" or own:
            return options
    return []


def encrypt(key: str, text: str) -> str:
    """``base64(RSA PKCS#1 v1.5)`` of a text with a public key in PEM (reference 2.2).

    :raises LoginUnsupported: the key cannot be used, or the text is too long for it.
    """
    try:
        from cryptography.hazmat.primitives.asymmetric import padding
        from cryptography.hazmat.primitives.serialization import load_pem_public_key
    except ImportError as error:
        raise LoginUnsupported(
            "User Authentication needs the Python library cryptography",
            remedy="Install it where the task runs; no password was sent",
        ) from error
    try:
        public: t.Any = _public_key(tidy_pem(key), load_pem_public_key)
        return base64.b64encode(public.encrypt(text.encode("utf-8"), padding.PKCS1v15())).decode("ascii")
    except Exception as error:  # the library raises many kinds; all mean that this key does not do
        raise LoginUnsupported(
            f"The public key of the login page cannot be used ({type(error).__name__})", remedy="No password was sent"
        ) from error


def _public_key(pem: str, load: t.Callable[[bytes], t.Any]) -> t.Any:
    """The key; a header that is missing or names the other of the two formats is no obstacle."""
    try:
        return load(pem.encode("ascii"))
    except ValueError:
        has, other = (" RSA PUBLIC ", " PUBLIC ") if " RSA PUBLIC " in pem else (" PUBLIC ", " RSA PUBLIC ")
        return load(pem.replace(has, other).encode("ascii"))


def tidy_pem(key: str) -> str:
    """A PEM with line breaks, whatever became of them in the hidden field (blanks, literal ``\\n``, none)."""
    text = key.replace("\\r", "\n").replace("\\n", "\n")
    match = re.search(r"-----BEGIN ([A-Z ]{3,40})-----", text)
    kind, body = (match.group(1), text[match.end() :]) if match else ("PUBLIC KEY", text)
    digits = re.sub(r"[^A-Za-z0-9+/=]", "", body.partition("-----END")[0])
    lines = "\n".join(digits[index : index + 64] for index in range(0, len(digits), 64))
    return f"-----BEGIN {kind}-----\n{lines}\n-----END {kind}-----\n"


def _manager_fields(page: Page, connection: Connection) -> t.Tuple[Fields, Form]:
    form = t.cast(Form, _form(page, "deptid", "password"))
    values = dict(form.successful())
    values.update(deptid=connection.username or "", password=connection.password or "")
    offered = [
        control for control in form.controls if control.name == "loginType" and control.kind in ("radio", "select")
    ]
    if any("admin" in [control.value, *(value for value, _text, _chosen in control.options)] for control in offered):
        values["loginType"] = "admin"
    values["loginType"] = values.get("loginType") or "admin"
    values["uri"] = values.get("uri") or "/"
    values.setdefault("user_type_generic", "")
    values.setdefault("password2", "")
    return list(values.items()), form


def nag_answer(page: Page) -> Request:
    """ "Later" on the page that asks to replace the factory PIN (reference 2.1)."""
    form = next((form for form in page.forms if FACTORY_NAG_ACTION in form.action), None) or page.form("sdl")
    fields = dict(form.hidden_fields()) if form else {}
    fields["conf"] = "no"
    action = form.action if form and FACTORY_NAG_ACTION in form.action else FACTORY_NAG_ACTION
    return Request("POST", page.absolute(action), list(fields.items()))


def wants_new_password(page: Page, before: Page) -> bool:
    """A page that only offers to change the password: several password inputs, of a login page more than before, and no way round.

    :param before: the login page that was filled in.
    """
    is_other = identify(page) is None or _passwords(page) > _passwords(before)
    return _passwords(page) >= 2 and is_other and not is_portal(page)


def _passwords(page: Page) -> int:
    return sum(control.kind == "password" for form in page.forms for control in form.controls)
