# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What is noted of a write that a module does on another machine: it tells nothing before it ends."""

from __future__ import annotations

import contextlib
import typing as t

from ansible_collections.printfleet.canon.plugins.module_utils._screens.oauth import SETTINGS as OAUTH
from ansible_collections.printfleet.canon.plugins.module_utils._tasks.audit import NEW_CODE, PASSWORD
from ansible_collections.printfleet.canon.plugins.module_utils._tasks.oauth import endpoint_of
from ansible_collections.printfleet.canon.plugins.module_utils._tasks.secrets import MASK
from ansible_collections.printfleet.canon.plugins.module_utils._tasks.smtp import SETTINGS as MAIL

Data = t.Mapping[str, t.Any]
Values = t.Dict[str, t.Any]
Audit = t.Callable[[Data], None]


class Write:
    """A write elsewhere. :ivar outcome: result of the module, to be set when it has ended."""

    def __init__(self) -> None:
        self.outcome: Data = {}


@contextlib.contextmanager
def writing_elsewhere(audit: Audit, module: str, params: Data) -> t.Iterator[Write]:
    """Around a module: notes its begin with what is wanted, and how it ended. Nothing for a module that only reads.

    :param audit: of ``Context``. :param module: its name. :param params: its checked arguments.
    :raises InvalidInput: it cannot be noted; before the write, so that nothing is written without a trace.
    """
    write, screen, wanted = Write(), *_wanted(module.rsplit(".", 1)[-1], params)
    if not wanted:
        yield write
        return
    told = {"screen": screen, "elsewhere": True, "wanted": wanted}
    audit({"phase": "begin", **told})
    try:
        yield write
    except BaseException as error:
        audit({"phase": "failed", "error": str(error) or type(error).__name__, **told})
        raise
    audit({**told, **_end(screen, wanted, write.outcome)})


def _wanted(module: str, params: Data) -> t.Tuple[str, Values]:
    """The screen that a module may write, and the options that ask for it by name; a password is masked."""
    if module == "canon_smtp":
        wanted = _given(params, MAIL)
        has_password = params.get("smtp_password") is not None or params.get("clear_password")
        return "mail", {**wanted, **(dict.fromkeys(PASSWORD, MASK) if has_password else {})}
    if module == "canon_oauth":
        wanted = _given({**params, "endpoint": endpoint_of(params)}, OAUTH)
        return "oauth", {
            **wanted,
            **({"user_code": NEW_CODE["user_code"]["after"]} if params.get("renew_code") else {}),
        }
    if module == "canon_firmware" and params["state"] != "queried":
        return "firmware", _given(params, ("state", "minimum_version", "schedule"))
    return "", {}


def _given(params: Data, names: t.Iterable[str]) -> Values:
    return {name: params[name] for name in names if params.get(name) is not None}


def _end(screen: str, wanted: Data, outcome: Data) -> Values:
    if outcome.get("failed") or outcome.get("unreachable"):
        return {"phase": "failed", "error": str(outcome.get("msg") or "no reason known")}
    if not outcome.get("changed"):
        return {"phase": "unchanged"}
    previous = outcome.get("previous") or {}
    changes = dict(outcome.get("changes") or {})
    changes.update(PASSWORD if "smtp_password" in wanted else {})
    changes.update(NEW_CODE if outcome.get("renewed") else {})
    if screen == "firmware":
        version = outcome.get("available_version") or outcome.get("controller_version")
        changes["controller_version"] = {"before": previous.get("controller_version"), "after": version}
    return {"phase": "done", "previous": previous, "changes": changes}
