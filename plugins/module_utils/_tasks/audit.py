# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What is told of a write before it is sent and after it was read back, so that the story is true also where a run is killed."""

from __future__ import annotations

import contextlib
import typing as t

from .runner import Context
from .secrets import MASK

Values = t.Mapping[str, t.Any]
PASSWORD = {"smtp_password": {"before": MASK, "after": MASK}}
"""A password that is stored or cleared, as a change."""
NEW_CODE = {"user_code": {"before": "used up", "after": "a new one"}}
"""A code that is renewed, as a change."""


@contextlib.contextmanager
def writing(context: Context, screen: str, previous: Values, changes: Values) -> t.Iterator[None]:
    """Around a write that reads back: tells its begin, and whether it was done or failed.

    :param screen: ``mail``, ``oauth`` or ``firmware``.
    :param previous: all settings of the screen by option name. :param changes: by option name, ``before`` and ``after``.
    """
    told = {"screen": screen, "previous": dict(previous), "changes": dict(changes)}
    context.audit({"phase": "begin", **told})
    try:
        yield
    except BaseException as error:
        context.audit({"phase": "failed", "error": str(error) or type(error).__name__, **told})
        raise
    context.audit({"phase": "done", **told})
