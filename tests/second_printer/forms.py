# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a settings page's SUBMIT_FORM holds, and what the printer takes from one that comes back."""

from __future__ import annotations

from .device import Device
from .screens import Row, Screen

CONTROL_FIELDS = ["Flag", "PageFlag", "FuncTypeFlag", "CoreNXAction", "CoreNXPage", "disp", "Dummy", "Token"]


class Refused(Exception):
    """The printer does not take this form; the text is for the test that wonders why."""


def rows(screen: Screen) -> list[Row]:
    return [row for _heading, section in screen.sections for row in section]


def value(device: Device, row: Row) -> str:
    """A row's value as the forms write it."""
    stored = device.settings.get(row.key, row.shown)
    if isinstance(stored, bool):
        return device.dialect.checked[stored]
    return stored


def value_fields(device: Device, screen: Screen) -> list[tuple[str, str]]:
    """Names and values of the hidden inputs, control fields left out (reference 5.1)."""
    found: list[tuple[str, str]] = []
    for row in rows(screen):
        if row.kind == "secret":
            found += [(device.names[row.key + "?"], device.dialect.checked[0]), (device.names[row.key], "")]
        elif row.kind == "parts":
            found += [
                (device.names[key], part) for key, part in zip(row.key.split(","), row.shown.split(","), strict=True)
            ]
        elif row.key:
            found.append((device.names[row.key], value(device, row)))
    if device.dialect.shadows:
        found += [(f"{name}_Reload", shown) for name, shown in found]
    return found


def taken(device: Device, screen: Screen, sent: list[tuple[str, str]]) -> dict[str, str | bool]:
    """The settings that a POST sets; all of the form's fields must have come, each once.

    :raises Refused: where a browser could not have sent this.
    """
    expected = sorted([name for name, _value in value_fields(device, screen)] + CONTROL_FIELDS)
    if sorted(name for name, _value in sent) != expected:
        differing = set(expected) ^ {name for name, _value in sent}
        raise Refused(f"{screen.title}: fields missing, unknown or twice: {differing}")
    form = dict(sent)
    control = {
        "Flag": "Exec_Data",
        "PageFlag": screen.after,
        "FuncTypeFlag": screen.function,
        "CoreNXAction": f"./{screen.cgi}",
        "CoreNXPage": screen.template,
        "disp": "",
    }
    for name, right in control.items():
        if form[name] != right:
            raise Refused(f"{screen.title}: {name} is {form[name]!r}, not {right!r}")
    result: dict[str, str | bool] = {}
    for row in rows(screen):
        if row.kind == "secret":
            if form[device.names[row.key + "?"]] == device.dialect.checked[1]:
                result[row.key] = form[device.names[row.key]]
        elif row.key in device.settings:
            result[row.key] = _taken(device, row, form[device.names[row.key]])
    return result


def _taken(device: Device, row: Row, sent: str) -> str | bool:
    if isinstance(device.settings[row.key], bool):
        if sent not in device.dialect.checked:
            raise Refused(f"{row.label}: {sent!r} is not one of {device.dialect.checked}")
        return sent == device.dialect.checked[1]
    if row.limit and len(sent) > row.limit:
        raise Refused(f"{row.label}: longer than {row.limit}")
    if row.options and sent not in dict(row.options):
        raise Refused(f"{row.label}: {sent!r} is no option")
    return sent
