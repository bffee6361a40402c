# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the device takes for what it does by itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pace:
    """Durations in seconds.

    ``connect_seconds``: from [OK] to the request for a user code (the manual says "several seconds").
    ``token_poll_seconds``: between two questions for the token; None = the interval that the server asks for.
    ``restart_seconds``: how long the device is away on a restart (minutes on a real one).
    ``download_seconds``, ``apply_seconds``: firmware, before the device restarts; ``update_restart_seconds``: how long
    it is away then (many minutes on a real one).
    ``http_seconds``: the device's own time-out for one HTTPS request, and for the mail server.
    """

    connect_seconds: float = 2.0
    token_poll_seconds: float | None = None
    restart_seconds: float = 2.0
    download_seconds: float = 3.0
    apply_seconds: float = 1.0
    update_restart_seconds: float = 4.0
    http_seconds: float = 10.0
