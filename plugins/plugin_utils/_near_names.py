# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Variables that are called nearly as one that the collection reads: a slip of the pen in an inventory, which nothing else would notice."""

from __future__ import annotations

import difflib
import typing as t

_WORDS = {
    "canon": "audit_dir ca_path certificate_fingerprint host keep_session labels login_destination login_method password port scheme"
    " timeout username validate_certs",
    "assess": "ask_firmware max_clock_offset minimum_platform report_dir result site",
    "migrate": "accept_license away_timeout cloud code_renewals codes_at_once connect_timeout email_address endpoint firmware firmware_timeout"
    " max_clock_offset minimum_platform poll_interval report_dir restart result smtp_port smtp_server tenant token_timeout verify_cn"
    " verify_server_certificate",
    "rollback": "confirm report_dir restart result smtp_password",
    "verify": "cloud email_address endpoint fail max_clock_offset prometheus_path report_dir result site smtp_port smtp_server tenant",
}
KNOWN = {prefix: words.split() for prefix, words in _WORDS.items()}
"""Names by what they begin with: the options that all modules share, and those of the roles with their results."""
_NEAR = 0.8  # as difflib counts: one or two letters of a short name


def near_names(names: t.Iterable[str]) -> t.Iterator[t.Tuple[str, str]]:
    """(name, the one that was probably meant) for each that is not known."""
    for name in names:
        prefix, _mark, rest = name.partition("_")
        known = KNOWN.get(prefix)
        if known is None or rest in known:
            continue
        meant = difflib.get_close_matches(rest, known, 1, _NEAR)
        if meant:
            yield name, f"{prefix}_{meant[0]}"
