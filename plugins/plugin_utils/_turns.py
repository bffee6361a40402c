# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Turns among the workers of a run: a few printers at a time wait for a person.

Ansible's ``throttle`` does the same, but ansible-playbook looks for a free place ten thousand times a second then, for as long as people
type. Here the workers sleep. The lock's file lies in the run's private folder; the system frees the
place of a worker that ends, however it ends.
"""

from __future__ import annotations

import contextlib
import os
import typing as t

from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui import store

from ._byte_lock import holding

FILE = os.path.join(store.FOLDER, "turns")
_LOOK_SECONDS = 0.5


@contextlib.contextmanager
def turn(folder: str, at_once: int, guard: t.Callable[[], None]) -> t.Iterator[None]:
    """Wait until fewer than ``at_once`` others are here, and hold a place. :param guard: raises when the run is gone."""
    path = os.path.join(folder, FILE)
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    # where a file system has no locks, more codes at once than wished do no harm
    with holding(path, range(at_once), _LOOK_SECONDS, guard):
        yield
