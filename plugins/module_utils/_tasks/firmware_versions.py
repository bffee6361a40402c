# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Versions of a printer, and whether they are new enough (reference ``remote-ui.md`` 10.7, 13)."""

from __future__ import annotations

import typing as t

from .._remote_ui.errors import NotOffered, NotPermitted, UnexpectedAnswer, UnknownLayout
from .._remote_ui.session import Session
from .._screens import device, oauth

VERSIONS = ("platform_version", "controller_version")
Facts = t.Dict[str, t.Any]


def read_facts(session: Session) -> Facts:
    """Versions and the feature test; None for what the printer does not show."""
    try:
        facts = device.read_firmware(session)
    except (NotOffered, NotPermitted, UnexpectedAnswer, UnknownLayout) as error:
        session.connection.log(f"versions: {error.message}")
        facts = {"controller_version": None, "platform_version": None}
    return dict(facts, supports_oauth=oauth.is_offered(session))


def satisfies(facts: Facts, minimum: str) -> bool:
    """Whether the printer knows OAuth, by its menu, and is not older than ``minimum``, where it shows its platform version."""
    platform = facts["platform_version"]
    new_enough = platform is not None and number(platform) >= number(minimum)
    if facts["supports_oauth"] is None:  # the account cannot see the row
        return new_enough
    return facts["supports_oauth"] and (platform is None or new_enough)


def number(version: str) -> t.Tuple[int, ...]:
    """Versions compare by their numbers: 3.9 is older than 3.18."""
    return tuple(int(part) for part in version.split("."))


def versions(facts: Facts) -> str:
    """Both versions in words."""
    shown = [f"{name.partition('_')[0]} version {facts[name] or 'not shown'}" for name in VERSIONS]
    return ", ".join(shown)
