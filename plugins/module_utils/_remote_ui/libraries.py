# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The libraries from outside, imported in one place so that a missing one becomes a sentence instead of a traceback."""

from __future__ import annotations

import traceback
import typing as t

MISSING: t.Dict[str, str] = {}

try:
    import requests
except ImportError:
    requests = None  # type: ignore[assignment]
    MISSING["requests"] = traceback.format_exc()

try:
    from lxml import etree
except ImportError:
    etree = None  # type: ignore[assignment]
    MISSING["lxml"] = traceback.format_exc()

__all__ = ["MISSING", "etree", "requests"]
