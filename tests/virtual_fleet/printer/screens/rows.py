# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A settings page as data: rows with a label, a kind of control and limits."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address

from ..texts import translate


class Refused(Exception):
    """The device does not take a value; its page shows ``text``, whose ``{label}`` and the like are ``parts``."""

    def __init__(self, text: str, **parts: object) -> None:
        super().__init__(text.format_map(parts) if parts else text)
        self.text, self.parts = text, parts

    def shown(self, language: str) -> str:
        """The text in the language of the page."""
        if not self.parts:
            return translate(language, self.text)
        parts = {
            name: translate(language, part) if isinstance(part, str) else part for name, part in self.parts.items()
        }
        return translate(language, self.text).format_map(parts)


@dataclass(frozen=True)
class Row:
    """One setting on a page.

    ``kind``: ``text``, ``number``, ``ipv4``, ``https`` (an address), ``flag`` (on/off), ``choice``, ``password`` or
    ``guard`` (the box that says whether a password is to be changed; ``setting`` is then that password's).
    ``choices``: pairs of value on the wire and text. Limits of text in characters.
    """

    setting: str
    label: str
    kind: str
    section: str = ""
    limit: int = 255
    low: int = 0
    high: int = 65535
    choices: tuple[tuple[str, str], ...] = ()
    blanks: bool = True

    def wire(self, value: object) -> str:
        """The value as the form carries it. Stored passwords are not shown."""
        if self.kind in ("password", "guard"):
            return "0" if self.kind == "guard" else ""
        if self.kind == "flag":
            return "1" if value else "0"
        return "" if value is None else str(value)

    def value(self, wire: str) -> object:
        """The value that the wire text stands for.

        :raises Refused: when the device does not take it.
        """
        return getattr(self, f"_{self.kind}")(wire)

    def _flag(self, wire: str) -> bool:
        if wire not in ("0", "1"):
            raise Refused("The setting for [{label}] is not correct.", label=self.label)
        return wire == "1"

    _guard = _flag

    def _text(self, wire: str) -> str:
        if len(wire) > self.limit:
            raise Refused("Too many characters are entered for [{label}].", label=self.label)
        if not self.blanks and " " in wire.strip():
            raise Refused("Invalid characters are entered for [{label}].", label=self.label)
        return wire

    _password = _text

    def _number(self, wire: str) -> int:
        if not (wire.isascii() and wire.isdigit()) or not self.low <= int(wire) <= self.high:
            raise Refused(
                "Enter a value from {low} to {high} for [{label}].", label=self.label, low=self.low, high=self.high
            )
        return int(wire)

    def _ipv4(self, wire: str) -> str:
        try:
            return str(IPv4Address(wire)) if wire else ""
        except ValueError:
            raise Refused("The address for [{label}] is not correct.", label=self.label) from None

    def _https(self, wire: str) -> str:
        if not self._text(wire).startswith("https://"):
            raise Refused("The address for [{label}] is not correct.", label=self.label)
        return wire

    def _choice(self, wire: str) -> str:
        if wire not in dict(self.choices):
            raise Refused("The setting for [{label}] is not correct.", label=self.label)
        return wire


@dataclass(frozen=True)
class Screen:
    """One page of the native side: ``./<cgi>.cgi`` with a template and, in shared CGIs, a ``FuncTypeFlag``.

    ``menu``: CorePGTAG of the menu it hangs in. ``after``: the template shown after success, None = the page itself.
    ``mask``: privileges as in the menu (4 everybody, 8 device, 16 network, 32 system). ``deferrable``: changes are
    held back until [Apply Setting Changes] on profiles that do so. ``exec_flag``: what OK sets ``Flag`` to.
    ``display``: ``settings``, ``confirmation`` or ``oauth_status``.
    """

    key: str
    title: str
    cgi: str
    template: str
    function: str = ""
    menu: int = 0
    mask: int = 4
    rows: tuple[Row, ...] = ()
    after: str | None = None
    deferrable: bool = False
    notes: tuple[str, ...] = ()
    init_flag: str = "Init_Data"
    exec_flag: str = "Exec_Data"
    display: str = "settings"

    @property
    def address(self) -> str:
        """The address as the menu has it."""
        function = f"&FuncTypeFlag={self.function}" if self.function else ""
        return f"./{self.cgi}.cgi?Flag={self.init_flag}&PageFlag={self.template}{function}"

    def read(self, form: dict[str, str], field: dict[str, str], stored: dict[str, object]) -> dict[str, object]:
        """The settings that a posted form asks for; ``field`` maps row keys to field names.

        A password counts only when its guard is ticked; ticked with an empty value clears it (reference section 9.1).

        :raises Refused: when a value is not taken or a field is missing: the page's own script always sends all.
        """
        values: dict[str, object] = {}
        changed_passwords: set[str] = set()
        for row in self.rows:
            name = field[row_key(row)]
            if name not in form:
                raise Refused("An error has occurred in the settings.")
            value = row.value(form[name])
            if row.kind == "guard":
                changed_passwords |= {row.setting} if value else set()
            else:
                values[row.setting] = value
        for row in self.rows:
            if row.kind == "password" and row.setting not in changed_passwords:
                values[row.setting] = stored.get(row.setting, "")
        return values


def row_key(row: Row) -> str:
    """A key unique within the page: guards share the setting of their password."""
    return f"{row.setting}?" if row.kind == "guard" else row.setting
