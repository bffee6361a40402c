# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""``canon_session``: ends the login that earlier tasks of the run kept open."""

from __future__ import annotations

import typing as t

from .._remote_ui.session import Session
from .argspec import CONNECTION, ArgSpec
from .runner import Context

SPEC = CONNECTION.merge(ArgSpec({"state": {"type": "str", "choices": ["closed"], "default": "closed"}}))


def check(params: t.Mapping[str, t.Any]) -> t.List[str]:
    return []


def run(params: t.Mapping[str, t.Any], session: Session, context: Context) -> t.Dict[str, t.Any]:
    """Never logs in, and is no change: a session is not a setting of the printer. Also in check mode, whose tasks log in as well."""
    return {"changed": False, "closed": session.close_kept()}
