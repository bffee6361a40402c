# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The menu script of the native side (reference 6.4): the same arguments, written in as many ways as firmwares may."""

from __future__ import annotations

from dataclasses import dataclass

from .dialects import Dialect
from .screens import Screen

_FLAGS = {
    "sum": ("AUTH_DEV", "AUTH_NET", "AUTH_SYS", "+"),
    "or": ("AUTH_DEV", "AUTH_NET", "AUTH_SYS", "|"),
    "object": ("AUTH.DEV", "AUTH.NET", "AUTH.SYS", " | "),
    "numbers": ("8", "16", "32", "+"),
}
OAUTH_TITLE = "OAuth 2.0 (Microsoft) Settings"


@dataclass(frozen=True)
class Entry:
    """One row: title and address are JavaScript expressions."""

    title: str
    address: str
    condition: str = "null"
    mask: int = 0
    children: tuple[Entry, ...] = ()


def text(words: str) -> str:
    return '"' + words.replace('"', '\\"') + ' "'


def script(dialect: Dialect, screens: dict[str, Screen], oauth_address: str, token: str) -> str:
    """Flags, constants and tables."""
    tables = _tables(dialect, screens, oauth_address, token)
    written = [_table(dialect, name, entries) for name, entries in tables.items()]
    head = f"""
var umdtblGlobal = {{ has_send : "true", has_fax : "false", has_emailreceiveonly : "false", has_ifax : "true",
  has_oauth : "{dialect.has_oauth}", has_google : "false", disp_send : "true" }};
var AUTH_ALL = 4, AUTH_DEV = 8, AUTH_NET = 16, AUTH_SYS = 32;
var AUTH = {{ ALL : 4, DEV : 8, NET : 16, SYS : 32 }};
function UmdMenuItem(title, url, cond, auth, sub) {{ this.title = title; this.url = url; this.cond = cond;
  this.auth = auth; this.sub = sub; }}
// what isn't offered isn't drawn: "rows" without privilege are left out
var rxQuote = /["'\\/]/g; /* the tables' own "marks" */
function mkItem(t, u, c, a, s) {{ return new UmdMenuItem(t, u, c, a, s); }}
"""
    function = (
        f'UmdMenuTbl.goOAuthMs = function() {{ location.href = "{oauth_address}&Dummy=" + (new Date()).getTime(); }};\n'
    )
    if dialect.tables == "object":
        body = "var UmdMenuTbl = {\n" + ",\n".join(written) + "\n};\n" + function
    else:
        body = "var UmdMenuTbl = new Object();\n" + function + "\n".join(written)
    return head + body


def _tables(dialect: Dialect, screens: dict[str, Screen], oauth: str, token: str) -> dict[str, list[Entry]]:
    mail_title = text(screens["mail"].title)
    if dialect.held_back == "memo":
        mail_title = (
            '"Network Settings - E-Mail/I-Fax Settings <span class=\\"memo\\">(The change is effective after '
            '[Apply Setting Changes].)</span> "'
        )
    elif dialect.conditional_titles:
        mail_title = (
            "(umdtblGlobal.has_emailreceiveonly != \"true\") ? 'Network Settings ' + "
            '"- E\\u002dMail\\/I\\x2dFax Settings " : '
            '"Network Settings - E-Mail Settings "'
        )

    def row(name: str, condition: str = "null", mask: int = 48, title: str = "") -> Entry:
        return Entry(title or text(screens[name].title), f'"{screens[name].address}"', condition, mask)

    oauth_row = '"goOAuthMs"' if dialect.oauth_by_function else f'"{oauth}"'
    send = [
        Entry(
            text("Output Report"),
            "null",
            children=(
                Entry(
                    text("TX/RX User Data List"),
                    '"./cdreportprt.cgi?Flag=Init_Data&PageFlag=c_repsnd.tpl"',
                    'umdtblGlobal.has_send == "true"',
                    4,
                ),
            ),
        ),
        row("send", 'umdtblGlobal.has_send == "true"', 4),
        row("mail", 'umdtblGlobal.has_send == "true" && umdtblGlobal.has_emailreceiveonly != "true"', 56, mail_title),
        Entry(
            text("Network Settings - E-Mail Settings"),
            f'"{screens["mail"].address}"',
            'umdtblGlobal.has_send == "true" && !(umdtblGlobal.has_emailreceiveonly == "false")',
            56,
        ),
        Entry(
            text("Communications Settings - E-Mail/I-Fax Settings"),
            '"./cdcommail.cgi?Flag=Init_Data&PageFlag=c_srml.tpl&FuncTypeFlag=IFAXMAIL_Page"',
            "null",
            40,
        ),
        Entry(
            text("OAuth 2.0 (Google) Settings"),
            '"./cdoag.cgi?Flag=Init_Data&PageFlag=c_oag.tpl"',
            '(umdtblGlobal.has_google == "true" || umdtblGlobal.has_fax == "true")',
            48,
        ),
        Entry(
            text(OAUTH_TITLE),
            oauth_row,
            'umdtblGlobal.has_oauth == "true" && (umdtblGlobal.has_send == "true" || umdtblGlobal.has_ifax == "true")',
            48,
        ),
    ]
    tcp = [row(name) for name in ("ipv4", "dns", "sntp", "proxy") if name in screens]
    network = [
        Entry(text("TCP/IP Settings"), "null", children=tuple(tcp)),
        *([row("ports")] if "ports" in screens else []),
    ]
    licence = [Entry(text("Register/Update Software"), '"/nis/?portalLang=en&disp=lic_menu"', "null", 32)]
    security = [
        Entry(text("Log Settings"), f'"./cdseccnf.cgi?Flag=Init_Data&PageFlag=c_s_log.tpl&Token={token}"', "null", 4)
    ]
    return {
        "EnvTimMainTBL": [row("clock", mask=32)],
        "EnvNetMainTBL": network,
        "FucSndMainTBL": send,
        "MngDevMainTBL": [row("device", mask=32)],
        "MngLicMainTBL": licence,
        "MngSecMainTBL": security,
    }


def _table(dialect: Dialect, name: str, entries: list[Entry]) -> str:
    array = _array(dialect, entries)
    if dialect.tables == "object":
        return f"  {name} : {array}"
    if dialect.tables == "function":
        return f"UmdMenuTbl.{name} = function() {{\n  var tbl = {array};\n  return tbl;\n}};"
    if dialect.tables == "push":
        return _pushed(dialect, name, entries)
    if dialect.tables == "if_else":
        less = [entry for entry in entries if OAUTH_TITLE not in entry.title]
        return (
            f'if (umdtblGlobal.has_send == "false") {{\n  UmdMenuTbl.{name} = {_array(dialect, less)};\n}} '
            f"else {{\n  UmdMenuTbl.{name} = {array};\n}}"
        )
    return f"UmdMenuTbl.{name} = {array};"


def _pushed(dialect: Dialect, name: str, entries: list[Entry] | tuple[Entry, ...]) -> str:
    """A table that grows row by row; sub-tables are variables of their own."""
    lines = [f"var {name} = new Array();"]
    for number, entry in enumerate(entries):
        sub = f"{name}_{number}"
        if entry.children:
            lines.insert(0, _pushed(dialect, sub, entry.children))
        lines.append(f"{name}.push({_entry(dialect, entry, sub if entry.children else 'null')});")
    return "\n".join([*lines, f"UmdMenuTbl.{name} = {name};"])


def _array(dialect: Dialect, entries: list[Entry] | tuple[Entry, ...]) -> str:
    written = ",\n    ".join(_entry(dialect, entry) for entry in entries)
    return f"new Array(\n    {written})" if dialect.tables == "array" else f"[\n    {written}\n  ]"


def _entry(dialect: Dialect, entry: Entry, children: str = "") -> str:
    children = children or (_array(dialect, entry.children) if entry.children else "null")
    maker = {"object": "mkItem", "function": "mkItem"}.get(dialect.tables, "new UmdMenuItem")
    return f"{maker}({entry.title}, {entry.address}, {entry.condition}, {_mask(dialect, entry.mask)}, {children})"


def _mask(dialect: Dialect, mask: int) -> str:
    if mask in (0, 4):
        return {0: "null", 4: "4" if dialect.masks == "numbers" else "AUTH_ALL"}[mask]
    *names, joint = _FLAGS[dialect.masks]
    if dialect.masks == "numbers":
        return str(mask)
    parts = [name for name, bit in zip(names, (8, 16, 32), strict=True) if mask & bit]
    return parts[0] if len(parts) == 1 else "(" + joint.join(parts) + ")"
