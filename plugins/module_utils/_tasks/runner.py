# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""From parameters to a result: one door for every task, in the controller or as a module, for success and failure."""

from __future__ import annotations

import dataclasses
import sys
import traceback
import typing as t

from .._remote_ui.connection import Connection
from .._remote_ui.errors import InvalidInput, RemoteUIError
from .._remote_ui.libraries import MISSING
from .._remote_ui.session import Session
from .._remote_ui.text import one_line
from . import checks
from .argspec import ArgSpec
from .secrets import censor, censored


def _nothing(*_args: t.Any) -> None:
    return None


@dataclasses.dataclass
class Context:
    """What the place where a task runs provides.

    :ivar name: the printer's name in the inventory.
    :ivar folder: the run's private folder, None outside the controller.
    :ivar guard: raises when the run is gone; called before each write.
    :ivar progress: called with a line that the user should see while the task runs.
    :ivar waiting: called with each news of a printer that waits for Microsoft or for a person, as data.
    :ivar audit: called before and after each write, as :func:`.audit.writing` tells it; raises where it cannot be noted.
    """

    name: str = ""
    check_mode: bool = False
    diff: bool = False
    folder: t.Optional[str] = None
    guard: t.Callable[[], None] = _nothing
    log: t.Callable[[str], None] = _nothing
    progress: t.Callable[[str], None] = _nothing
    waiting: t.Callable[[t.Mapping[str, t.Any]], None] = _nothing
    audit: t.Callable[[t.Mapping[str, t.Any]], None] = _nothing


class Task(t.Protocol):
    """What a file of this folder provides: its spec, its checks and its work."""

    SPEC: ArgSpec

    @staticmethod
    def check(params: t.Mapping[str, t.Any]) -> t.List[str]:
        """What is wrong with the arguments; nothing was sent yet."""

    @staticmethod
    def run(params: t.Mapping[str, t.Any], session: Session, context: Context) -> t.Dict[str, t.Any]:
        """Desired state in, result out. :raises RemoteUIError: every expected failure."""


def connect(task: t.Any, params: t.Mapping[str, t.Any], context: Context) -> Connection:
    names = (
        "scheme",
        "validate_certs",
        "ca_path",
        "certificate_fingerprint",
        "username",
        "password",
        "login_method",
        "login_destination",
        "timeout",
        "keep_session",
    )
    return Connection(
        host=params["host"],
        name=context.name or params["host"],
        port=params["remote_ui_port"] if "remote_ui_port" in task.SPEC.options else params["port"],
        labels=dict(params.get("labels") or {}),
        folder=context.folder,
        guard=context.guard,
        log=context.log,
        **{name: params[name] for name in names},
    )


def failure(error: RemoteUIError, name: str) -> t.Dict[str, t.Any]:
    """The result of a task that failed for an expected reason."""
    facts = {key: _shown(value) for key, value in error.facts().items()}
    return {**error.result, "failed": True, "msg": f"{name}: {one_line(str(error))}", "error": facts}


def _shown(value: t.Any) -> t.Any:
    """What an error quotes of a printer, without what steers the terminal that it is printed on."""
    if isinstance(value, list):
        return [_shown(item) for item in value]
    return one_line(value) if isinstance(value, str) else value


def _missing_libraries() -> InvalidInput:
    names = sorted(MISSING)
    what = f"libraries {' and '.join(names)} are" if len(names) > 1 else f"library {names[0]} is"
    python = sys.executable or "python3"
    return InvalidInput(
        f"The Python {what} missing in the Python that runs this task ({python})",
        remedy=f"Install {'them' if len(names) > 1 else 'it'}: {python} -m pip install {' '.join(names)}",
    )


def execute(task: t.Any, params: t.Mapping[str, t.Any], context: Context) -> t.Dict[str, t.Any]:
    """Run a task with checked parameters and return its result; every failure is a result too.

    Secrets are taken out of the result, including messages and tracebacks, and out of what is noted of a write.
    """
    secrets = task.SPEC.secrets_in(params)
    name = context.name or str(params.get("host"))
    context = dataclasses.replace(context, audit=censored(context.audit, secrets))
    try:
        if MISSING:
            raise _missing_libraries()
        problems = checks.connection(
            params, "remote_ui_port" if "remote_ui_port" in task.SPEC.options else "port"
        ) + list(task.check(params))
        if problems:
            raise InvalidInput("; ".join(problems), remedy="Nothing was sent")
        with Session(connect(task, params, context)) as session:
            outcome = task.run(params, session, context)
    except RemoteUIError as error:
        outcome = failure(error, name)
    except Exception as error:  # whatever else happens is a defect of ours: say so and keep the trace
        outcome = {
            "failed": True,
            "msg": f"{name}: unexpected {type(error).__name__}: {one_line(str(error))}. This is a defect of the collection, please report it",
            "exception": traceback.format_exc(),
            "error": {
                "kind": "defect",
                "retryable": False,
                "screen": None,
                "address": None,
                "seen": [],
                "remedy": None,
            },
        }
    warnings = outcome.pop("warnings", None)
    if warnings:  # Ansible prints them without the host, and equal ones once
        outcome["warnings"] = [f"{name}: {one_line(warning)}" for warning in warnings]
    return censor(outcome, secrets)
