# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The run that a task belongs to: whether it goes on, and what is left to do at its end (reference ansible.md 5.4)."""

from __future__ import annotations

import atexit
import functools
import io
import os
import sys
import threading
import time
import typing as t

from ansible import constants
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui import kept
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.store import kept_sessions

_PATIENCE = 15.0  # seconds that the end of a run may take, for all printers
_GRACE = 30.0  # seconds for a worker whose run is gone to end a request under way, and to note how it ended
_LOOK = 1.0  # seconds between two looks whether the run is still there

# The strategies load action plugins in ansible-playbook itself, before the workers are forked; otherwise it is the parent.
_LOADED_IN, _PARENT_THEN = os.getpid(), os.getppid()

_Run = t.TypeVar("_Run", bound=t.Callable[..., t.Any])


def is_gone() -> bool:
    """Whether ansible-playbook ended and this worker lives on."""
    return os.getppid() != (_PARENT_THEN if os.getpid() == _LOADED_IN else _LOADED_IN)


def ends_with_it(run: _Run) -> _Run:
    """Decorator of an action plugin's `run`: its worker ends when nobody hears it any more.

    Core would wait for ever to hand over a line or a result: the workers of a killed run hold each other's pipe open.
    """

    @functools.wraps(run)
    def watched(*args: t.Any, **kwargs: t.Any) -> t.Any:
        _leave_if_gone()  # a round of until or loop after the run was killed: the printer is left alone
        worker = _Worker.this()
        worker.at_work.set()
        try:
            return run(*args, **kwargs)
        finally:
            worker.at_work.clear()
            _leave_if_gone()

    return t.cast(_Run, watched)


def _leave_if_gone() -> None:
    if is_gone():
        os._exit(1)


class _Worker:
    """A worker and its watch, a thread; all rounds of until and loop are one worker's."""

    _here: t.ClassVar[t.Dict[int, _Worker]] = {}

    def __init__(self) -> None:
        self.at_work = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    @classmethod
    def this(cls) -> _Worker:
        """That of this process; what another process had before the fork is none of it."""
        if os.getpid() not in cls._here:
            cls._here = {os.getpid(): cls()}
        return cls._here[os.getpid()]

    def _watch(self) -> None:
        while not is_gone():
            time.sleep(_LOOK)
        end = time.monotonic() + _GRACE
        while self.at_work.is_set() and time.monotonic() < end:
            time.sleep(_LOOK)
        os._exit(1)


def _close_sessions(owner: int) -> None:
    if os.getpid() != owner:
        return
    end = time.monotonic() + _PATIENCE
    for data in kept_sessions(constants.DEFAULT_LOCAL_TMP):
        if time.monotonic() > end:
            return
        kept.end(data, timeout=3.0)


# In ansible-playbook itself: after Ctrl-C, and after a play that kept sessions and closed none, they are closed here.
# Core removes the run's folder next, and nobody knows of them any more.
atexit.register(_close_sessions, os.getpid())

# A code for a person must not stand in a buffer when the output goes to a pipe or a file: lines are written as they come.
if isinstance(sys.stdout, io.TextIOWrapper):
    sys.stdout.reconfigure(line_buffering=True)
