# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Everything a session needs to know, as plain values."""

from __future__ import annotations

import dataclasses
import typing as t


def _nothing(*_args: t.Any) -> None:
    return None


@dataclasses.dataclass
class Connection:
    """How to reach one printer and how to log in; the options of design.md 2.1.

    :ivar name: the printer's name in the inventory, for messages.
    :ivar folder: private folder of the run for session files; None where there is none (then ``keep_session`` has no effect).
    :ivar guard: called before each write; raises :class:`.errors.RunEnded` when the run is gone.
    :ivar log: called with one line for each request; never with a secret.
    :ivar observe: called with the method and the answer of each request, for a capture.
    """

    host: str
    name: str = ""
    port: t.Optional[int] = None
    scheme: str = "https"
    validate_certs: bool = True
    ca_path: t.Optional[str] = None
    certificate_fingerprint: t.Optional[str] = None
    username: t.Optional[str] = None
    password: t.Optional[str] = None
    login_method: str = "auto"
    login_destination: str = "localhost"
    timeout: float = 30.0
    keep_session: bool = False
    labels: t.Dict[str, t.Any] = dataclasses.field(default_factory=dict)
    folder: t.Optional[str] = None
    guard: t.Callable[[], None] = _nothing
    log: t.Callable[[str], None] = _nothing
    observe: t.Callable[[str, t.Any], None] = _nothing
