# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Keeping secrets out of results without eating data.

ansible-core replaces every occurrence of a ``no_log`` value, so that a PIN such as 7654321 would turn serial numbers into asterisks. Here free
texts (messages, tracebacks) are searched, and data only where a value *is* the secret.
"""

from __future__ import annotations

import re
import typing as t

from .._remote_ui.text import one_line

MASK = "********"
_PUT_BACK = ("previous", "wanted")
_FREE_TEXT = frozenset(["msg", "exception", "warnings", "deprecations", "error", "invocation"])


def censor(result: t.Mapping[str, t.Any], secrets: t.Iterable[str]) -> t.Dict[str, t.Any]:
    """A copy of a task's result without secrets."""
    given = [str(secret) for secret in secrets if secret]
    # a printer's page, and a message, shows a secret with two blanks with one
    known = sorted({form for secret in given for form in (secret, one_line(secret)) if form}, key=len, reverse=True)
    return {key: _censor(value, known, key in _FREE_TEXT) for key, value in result.items()}


def censored(
    audit: t.Callable[[t.Mapping[str, t.Any]], None], secrets: t.Sequence[str]
) -> t.Callable[[t.Mapping[str, t.Any]], None]:
    """``audit`` of a context, told no secret: an error may quote a notice of the printer that repeats one.

    Settings that a rollback compares and puts back stay as they are, also one that happens to be the same word.
    """
    return lambda event: audit({**censor(event, secrets), **{key: event[key] for key in _PUT_BACK if key in event}})


def _censor(value: t.Any, secrets: t.List[str], free: bool) -> t.Any:
    if isinstance(value, dict):
        return {key: _censor(item, secrets, free) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_censor(item, secrets, free) for item in value]
    if not isinstance(value, str):
        return value
    for secret in secrets:
        if free:
            value = in_text(value, secret)
        elif not secret.isdigit() and (value == secret or (len(secret) >= 8 and secret in value)):
            value = value.replace(secret, MASK)
    return value


def in_text(text: str, secret: str) -> str:
    """A PIN or a short word is replaced where it stands alone, anything longer wherever it occurs."""
    if secret.isdigit() or len(secret) < 6:
        return re.sub(r"(?<![A-Za-z0-9])" + re.escape(secret) + r"(?![A-Za-z0-9])", MASK, text)
    return text.replace(secret, MASK)
