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

import glob
import hashlib
import json
import os
import time
import typing as t

FOLDER = os.path.join("printfleet_canon", "desk")
_WARNED = "warned"


def post(folder: str, host: str, news: t.Mapping[str, t.Any]) -> None:
    """Tell how a printer stands: ``state`` (connecting, waiting, renewing, active, ended), ``user_code``, ``verification_uri``,
    ``expires_at`` (seconds since 1970), ``sign_in_as``, ``message``.
    """
    place = os.path.join(folder, FOLDER)
    os.makedirs(place, mode=0o700, exist_ok=True)
    path = os.path.join(place, hashlib.sha256(host.encode("utf-8")).hexdigest()[:32] + ".json")
    partial = f"{path}.{os.getpid()}"
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as stream:
        stream.write(json.dumps({"host": host, "since": time.time(), **news}))
    os.replace(partial, path)


def read(folder: str) -> t.Iterator[t.Dict[str, t.Any]]:
    """The latest news of each printer of this run."""
    for path in sorted(glob.glob(os.path.join(glob.escape(os.path.join(folder, FOLDER)), "*.json"))):
        try:
            with open(path, encoding="utf-8") as stream:
                news = json.load(stream)
        except (OSError, ValueError):
            continue
        if isinstance(news, dict) and news.get("host"):
            yield news


def is_first(folder: str) -> bool:
    """Whether nobody in this run has asked this before."""
    place = os.path.join(folder, FOLDER)
    os.makedirs(place, mode=0o700, exist_ok=True)
    try:
        os.close(os.open(os.path.join(place, _WARNED), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return False
    return True
