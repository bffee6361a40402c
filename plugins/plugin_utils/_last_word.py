# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""A file that several workers of a run write: the one that began last knows most, and has the last word.

Under the free strategy each printer brings the report up to date, side by side; one that began earlier may be ready later.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import typing as t
from pathlib import Path

from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui import store

from . import _run
from ._byte_lock import holding

FOLDER = os.path.join(store.FOLDER, "last_word")
_LOOK_SECONDS = 0.05


@contextlib.contextmanager
def last_word(folder: str, file: Path) -> t.Iterator[bool]:
    """Keep the other workers from a file, and tell whether none that began later has written it.

    :param folder: the run's private folder.
    """
    os.makedirs(os.path.join(folder, FOLDER), mode=0o700, exist_ok=True)
    place = os.path.join(folder, FOLDER, hashlib.sha256(os.fsencode(file)).hexdigest()[:32])
    with holding(place, [0], _LOOK_SECONDS, _run.leave_if_gone):
        began = _run.worker_number()
        has_it = began >= (store.read(f"{place}.json") or {}).get("began", 0)
        yield has_it
        if has_it:
            store.write(f"{place}.json", {"began": began})
