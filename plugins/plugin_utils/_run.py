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
import multiprocessing
import os
import signal
import sys
import threading
import time
import typing as t

from ansible import constants
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui import kept
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.store import kept_sessions

_PATIENCE = 15.0  # seconds that the end of a run may take, for all printers
_LOOK = 1.0  # seconds between two looks whether the run is still there
_HANDED_OVER = 2.0  # seconds in which whoever listens has taken a line or a result

_Run = t.TypeVar("_Run", bound=t.Callable[..., t.Any])


def is_gone() -> bool:
    """Whether ansible-playbook ended and this worker lives on."""
    parent = multiprocessing.parent_process()  # as it was at the fork; None in a process that is no worker
    return parent is not None and os.getppid() != parent.pid


def ends_with_it(run: _Run) -> _Run:
    """Decorator of an action plugin's `run`: the work ends by itself (:func:`is_gone`), and what follows it is not waited for.

    Core would wait for ever to hand over a result: the workers of a killed run hold each other's pipe open.
    """

    @functools.wraps(run)
    def watched(*args: t.Any, **kwargs: t.Any) -> t.Any:
        leave_if_gone()  # a round of until or loop after the run was killed: the printer is left alone
        worker = _Worker.this()
        worker.hands_over_since = None
        try:
            return run(*args, **kwargs)
        finally:
            worker.hands_over_since = time.monotonic()
            leave_if_gone()

    return t.cast(_Run, watched)


def tell(send: t.Callable[..., t.Any], *args: t.Any, **kwargs: t.Any) -> None:
    """Give ansible-playbook a line while a task is at work; the worker ends where nobody takes it any more.

    :param send: a method of core's display.
    """
    worker = _Worker.this()
    worker.hands_over_since = time.monotonic()
    try:
        send(*args, **kwargs)
    finally:
        worker.hands_over_since = None  # also what follows an error is work, such as logging out


def worker_number() -> int:
    """One more for each worker that ansible-playbook starts; 0 in a process that is no worker."""
    number = multiprocessing.current_process().name.rpartition("-")[2]
    return int(number) if number.isdecimal() else 0


def leave_if_gone() -> None:
    """End this worker where its run is over."""
    if is_gone():
        os._exit(1)


class _Worker:
    """This process, and where it is a worker its watch, a thread. Work under way is never cut off: it may be a write.

    :ivar hands_over_since: since when it hands over a line or a result (monotonic seconds); None while it is at work.
    """

    _here: t.ClassVar[t.Dict[int, _Worker]] = {}

    def __init__(self) -> None:
        self.hands_over_since: t.Optional[float] = None
        if multiprocessing.parent_process() is not None:
            self._start_watch()

    @classmethod
    def this(cls) -> _Worker:
        """That of this process; what another process had before the fork is none of it."""
        if os.getpid() not in cls._here:
            cls._here = {os.getpid(): cls()}
        return cls._here[os.getpid()]

    def _start_watch(self) -> None:
        before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())  # signals are for the main thread
        try:
            threading.Thread(target=self._watch, daemon=True).start()
        except RuntimeError:
            pass  # no more threads: the work goes without
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _watch(self) -> None:
        while not (is_gone() and self._is_not_heard()):
            time.sleep(_LOOK)
        os._exit(1)

    def _is_not_heard(self) -> bool:
        since = self.hands_over_since
        return since is not None and time.monotonic() - since > _HANDED_OVER


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
