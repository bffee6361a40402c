# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The run that a task belongs to: whether it goes on, and what is left to do at its end (reference ansible.md 5.4)."""

from __future__ import annotations

import atexit
import io
import os
import sys
import time
import typing as t

from ansible import constants
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui import kept
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.store import kept_sessions

_PATIENCE = 15.0  # seconds that the end of a run may take, for all printers
_parents: t.Dict[int, int] = {}  # of this worker; all rounds of until and loop are one worker's


def is_gone() -> bool:
    """Whether ansible-playbook ended and this worker lives on; call it first when a task begins."""
    return os.getppid() != _parents.setdefault(os.getpid(), os.getppid())


def leave_if_gone() -> None:
    """End this worker where nobody hears it any more.

    Core would wait for ever to hand over its result: the workers of a killed run hold each other's pipe open.
    """
    if is_gone():
        os._exit(1)


def _close_sessions(owner: int) -> None:
    if os.getpid() != owner:
        return
    end = time.monotonic() + _PATIENCE
    for data in kept_sessions(constants.DEFAULT_LOCAL_TMP):
        if time.monotonic() > end:
            return
        kept.end(data, timeout=3.0)


# The strategies load action plugins in ansible-playbook itself, before the workers are forked. After Ctrl-C, and after
# a play that kept sessions and closed none, they are closed here: core removes the run's folder next, and nobody knows
# of them any more.
atexit.register(_close_sessions, os.getpid())

# A code for a person must not stand in a buffer when the output goes to a pipe or a file: lines are written as they come.
if isinstance(sys.stdout, io.TextIOWrapper):
    sys.stdout.reconfigure(line_buffering=True)
