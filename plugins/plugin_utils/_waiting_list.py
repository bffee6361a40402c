# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""News of printers that wait for a person: from the worker that waits to the callbacks in ansible-playbook itself.

One file a printer in the run's private folder (mode 0700, removed by Ansible at the end), because a task's result comes only when
it is over. It holds a user code, which is short-lived and shown on purpose, and no secret.
"""

from __future__ import annotations

import hashlib
import os
import time
import typing as t

from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui import store

FOLDER = os.path.join(store.FOLDER, "desk")
_WARNED = "warned"


def post(folder: str, host: str, news: t.Mapping[str, t.Any]) -> None:
    """Tell how a printer stands: ``state`` (connecting, waiting, renewing, active, ended), ``user_code``, ``verification_uri``,
    ``expires_at`` (seconds since 1970), ``sign_in_as``, ``message``.
    """
    path = os.path.join(folder, FOLDER, hashlib.sha256(host.encode("utf-8")).hexdigest()[:32] + ".json")
    store.write(path, {"host": host, "since": time.time(), **news})


class Reader:
    """The waiting list of the run with this folder, for one who looks again and again."""

    def __init__(self, folder: str) -> None:
        self._folder = os.path.join(folder, FOLDER)
        self._seen: t.Dict[str, t.Tuple[int, int]] = {}

    def news(self) -> t.Iterator[t.Dict[str, t.Any]]:
        """The latest news of each printer that has some since the last look."""
        try:
            entries = [entry for entry in os.scandir(self._folder) if entry.name.endswith(".json")]
        except OSError:
            return  # nobody has posted yet
        for entry in entries:
            try:
                told = entry.stat()
            except OSError:
                continue
            version = (told.st_ino, told.st_mtime_ns)  # a file is never changed, but replaced
            if self._seen.get(entry.name) == version:
                continue
            post = store.read(entry.path)
            if post and post.get("host"):
                self._seen[entry.name] = version
                yield post


def is_first(folder: str) -> bool:
    """Whether nobody in this run has asked this before."""
    place = os.path.join(folder, FOLDER)
    os.makedirs(place, mode=0o700, exist_ok=True)
    try:
        os.close(os.open(os.path.join(place, _WARNED), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return False
    return True
