# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Where the options of a task come from when the task does not give them (design, section 2.1)."""

from __future__ import annotations

import os
import re
import typing as t

from ansible.errors import AnsibleError
from ansible.module_utils.errors import UnsupportedError

try:
    from ansible.errors import AnsibleValueOmittedError
except ImportError:  # ansible-core before 2.19

    class AnsibleValueOmittedError(AnsibleError):  # type: ignore[no-redef]
        """Never raised there: an omitted value equals the variable ``omit``."""


_FROM_INVENTORY = {
    "host": ("ansible_host", "inventory_hostname"),
    "username": ("ansible_user",),
    "password": ("ansible_password",),
}
_NAMED = re.compile(r"(?:argument '|value of )(\w+)")  # how core's messages begin
_SHARED = frozenset(
    "host port scheme validate_certs ca_path certificate_fingerprint username password login_method login_destination"
    " timeout keep_session labels remote_ui_port".split()
)


def given_options(
    args: t.Mapping[str, t.Any], spec: t.Any, variables: t.Mapping[str, t.Any], templar: t.Any
) -> t.Dict[str, t.Any]:
    """Options as plain Python values: of the task, else ``canon_<option>``, else ``CANON_<OPTION>``, else the printer's own inventory.

    The last three come from the printer's hostvars and never from ``ansible_host`` of the task: under delegation that is the jump host's.
    """
    found = {name: plain(value) for name, value in args.items() if not str(name).startswith("_")}
    omit = variables.get("omit")
    hostvars = variables.get("hostvars") or {}
    own = hostvars.get(variables.get("inventory_hostname")) or {}
    for name, option in spec.options.items():
        if name not in _SHARED or _is_given(found, name, option):
            continue
        if name == "port" and "remote_ui_port" in spec.options:
            continue  # of canon_smtp: the SMTP port, which no connection variable means
        variable = variable_of(name)
        value = _variable(variable, variables, templar, omit)
        if value is None:
            value = os.environ.get(variable.upper()) or None
        for key in _FROM_INVENTORY.get(name, ()) if value is None else ():
            value = own.get(key)
            if value is not None and value != omit:
                break
        if value is not None and value != omit:
            found[name] = plain(value)
    return {name: value for name, value in found.items() if value is not None}


def problems(checked: t.Any, module: str, args: t.Optional[t.Mapping[str, t.Any]] = None) -> str:
    """What a validator found, as one line; empty where all is well. In core's words, of which its validator leaves some to the caller.

    :param args: those of the task: what is not among them came from a variable, which is named.
    """
    return "; ".join(
        f"Unsupported parameters for ({module}) module: {error.msg}"
        if isinstance(error, UnsupportedError)
        else f"{error.msg}{_source(_named_in(error.msg), args)}"
        for error in checked.errors.errors
    )


def misread(given: t.Mapping[str, t.Any], secrets: t.Iterable[str], args: t.Mapping[str, t.Any]) -> str:
    """What is wrong with a password that an inventory has made into another value (``0000000`` into 0); empty where all is well.

    :param args: those of the task.
    """
    for name in secrets:
        value = given.get(name)
        if isinstance(value, (bool, float)) or (isinstance(value, int) and value == 0):
            return (
                f"{name}{_source(name, args)} came as {type(value).__name__} and not as text, so it is no longer what was written. Quote it:"
                ' in YAML and below [group:vars] as "…", in the line of a host as "\'…\'"'
            )
    return ""


def number_hint(given: t.Mapping[str, t.Any], args: t.Mapping[str, t.Any]) -> str:
    """What may be wrong with the printer's password if it is refused: an inventory has made it into a number (YAML: ``0042`` into 34).

    Empty where it has not. :param args: those of the task.
    """
    if not isinstance(given.get("password"), int):
        return ""
    return (
        f"The password{_source('password', args)} came as a number, which has no zeros in front: if the printer's has some,"
        " put it in quotes"
    )


def _named_in(message: str) -> str:
    found = _NAMED.match(message)
    return found.group(1) if found else ""


def _source(name: str, args: t.Optional[t.Mapping[str, t.Any]]) -> str:
    """The variable that an option came from, in brackets; empty where the task gave it."""
    if args is None or name in args or name not in _SHARED:
        return ""
    return f" (variable {variable_of(name)})"


def variable_of(option: str) -> str:
    """The variable of an option that all modules share."""
    return "canon_port" if option == "remote_ui_port" else f"canon_{option}"


def _is_given(found: t.Mapping[str, t.Any], name: str, option: t.Mapping[str, t.Any]) -> bool:
    return any(found.get(key) is not None for key in (name, *option.get("aliases", ())))


def _variable(name: str, variables: t.Mapping[str, t.Any], templar: t.Any, omit: t.Any) -> t.Any:
    if variables.get(name) is None:
        return None
    try:
        value = templar.template(variables[name])
    except AnsibleValueOmittedError:
        return None
    return None if value is None or value == omit or value == "" else value


def plain(value: t.Any) -> t.Any:
    """The value in Python's own types: no tagged strings, vault objects or templates go further than this (reference ansible.md 5.5)."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, t.Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [plain(item) for item in value]
    return str(value)
