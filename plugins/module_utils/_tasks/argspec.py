# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The argument spec as a value: options and their constraints, used by the module, the action plugin and the tests alike."""

from __future__ import annotations

import dataclasses
import typing as t


@dataclasses.dataclass(frozen=True)
class ArgSpec:
    """Options with the constraints that ansible-core checks."""

    options: t.Dict[str, t.Dict[str, t.Any]] = dataclasses.field(default_factory=dict)
    mutually_exclusive: t.Tuple[t.Tuple[str, ...], ...] = ()
    required_by: t.Dict[str, t.Tuple[str, ...]] = dataclasses.field(default_factory=dict)

    def merge(self, other: ArgSpec) -> ArgSpec:
        return ArgSpec(
            {**self.options, **other.options},
            self.mutually_exclusive + other.mutually_exclusive,
            {**self.required_by, **other.required_by},
        )

    def constraints(self) -> t.Dict[str, t.Any]:
        """Keyword arguments for ``ArgumentSpecValidator`` and ``AnsibleModule``."""
        return {
            "mutually_exclusive": [list(names) for names in self.mutually_exclusive],
            "required_by": {name: list(needs) for name, needs in self.required_by.items()},
        }

    def secrets(self) -> t.List[str]:
        return [name for name, option in self.options.items() if option.get("no_log")]

    def secrets_in(self, params: t.Mapping[str, t.Any]) -> t.List[t.Any]:
        """The secrets among these options."""
        return [params[name] for name in self.secrets() if params.get(name)]


CONNECTION = ArgSpec(
    {
        "host": {"type": "str"},
        "port": {"type": "int", "aliases": ["remote_ui_port"]},
        "scheme": {"type": "str", "choices": ["https", "http", "auto"], "default": "https"},
        "validate_certs": {"type": "bool", "default": True},
        "ca_path": {"type": "path"},
        "certificate_fingerprint": {"type": "str"},
        "username": {"type": "str"},
        "password": {"type": "str", "no_log": True},
        "login_method": {"type": "str", "choices": ["auto", "user", "system_manager", "none"], "default": "auto"},
        "login_destination": {"type": "str", "default": "localhost"},
        "timeout": {"type": "float", "default": 30.0},
        "keep_session": {"type": "bool", "default": False},
        "labels": {"type": "dict"},
    }
)
"""Options that every module has (design, section 2.1; documentation fragment ``remote_ui``)."""
