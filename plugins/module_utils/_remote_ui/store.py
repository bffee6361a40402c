# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What tasks of one run leave for each other: the open session of a printer, and the mark of a refused login.

The files lie in the run's private temporary folder, which Ansible makes with mode 0700 and removes at the end. They hold cookies, never
a password. A run that is killed leaves its folder behind; the next run ends the sessions that it finds there (design, section 4).
"""

from __future__ import annotations

import glob
import hashlib
import hmac
import json
import os
import socket
import time
import typing as t

from .connection import Connection

FOLDER = "printfleet_canon"
MAX_AGE = 6 * 3600.0  # seconds; an older session file is not trusted
_ROUNDS = 200_000


class SessionStore:
    """Files for one printer and account below the run's folder."""

    def __init__(self, connection: Connection) -> None:
        self.root = os.path.join(connection.folder, FOLDER) if connection.folder else None
        identity = "|".join(
            [
                connection.host,
                str(connection.port),
                connection.scheme,
                connection.username or "",
                connection.login_destination,
            ]
        )
        self._account = _digest(identity)
        # another way to log in is another session; so is another entry of the inventory, which works at the same time
        self.key = _digest(f"{identity}|{connection.login_method}|{connection.name}")
        self.run = os.getppid()  # of a worker: ansible-playbook itself
        self._password = connection.password or ""

    @property
    def _session(self) -> t.Optional[str]:
        return os.path.join(self.root, f"session-{self.key}.json") if self.root else None

    # -- session --------------------------------------------------------------------------------
    def load(self) -> t.Optional[t.Dict[str, t.Any]]:
        """The session that an earlier task of this run left open."""
        data = read(self._session) or {}
        saved = data.get("saved")
        return data if isinstance(saved, (int, float)) and time.time() - saved < MAX_AGE else None

    def save(self, data: t.Mapping[str, t.Any]) -> bool:
        """Keep the session for the next task; False where the run has no folder."""
        if self._session is None:
            return False
        write(self._session, dict(data, saved=time.time(), run=self.run, machine=_machine()))
        return True

    def run_goes_on(self) -> bool:
        """Whether the run that this task belongs to is still there to use, and to end, a session."""
        return os.getppid() == self.run

    def drop(self) -> None:
        remove(self._session)

    # -- refused logins -------------------------------------------------------------------------
    def was_refused(self) -> bool:
        """Whether the printer refused exactly this password in this run."""
        marks = glob.glob(os.path.join(glob.escape(self.root), f"refused-{self._account}-*.json")) if self.root else []
        return any(
            hmac.compare_digest(str(mark.get("digest")), self._digest(str(mark.get("salt"))))
            for mark in filter(None, map(read, marks))
        )

    def note_refusal(self) -> None:
        """Leave a mark of this password, beside those of others that the account was tried with."""
        if self.root is not None:
            salt = os.urandom(16).hex()
            path = os.path.join(self.root, f"refused-{self._account}-{salt}.json")
            write(path, {"salt": salt, "digest": self._digest(salt)})

    def _digest(self, salt: str) -> str:
        return hashlib.pbkdf2_hmac(
            "sha256", self._password.encode("utf-8"), salt.encode("ascii", "replace"), _ROUNDS
        ).hex()

    # -- what killed runs left ------------------------------------------------------------------
    def left_behind(self) -> t.Iterator[t.Tuple[str, t.Dict[str, t.Any]]]:
        """(path, session) of runs that are gone, for this printer and account."""
        if self.root is None:
            return
        runs = os.path.dirname(os.path.dirname(self.root))
        for path in glob.glob(os.path.join(glob.escape(runs), "ansible-local-*", FOLDER, f"session-{self.key}.json")):
            data = read(path)
            if os.path.dirname(path) != self.root and data and not _alive(data):
                yield path, data


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:32]


def kept_sessions(folder: str) -> t.Iterator[t.Dict[str, t.Any]]:
    """The sessions of all printers that are open in the run with this folder."""
    for path in sorted(glob.glob(os.path.join(glob.escape(folder), FOLDER, "session-*.json"))):
        data = read(path)
        if data:
            yield data


def _alive(session: t.Mapping[str, t.Any]) -> bool:
    if session.get("machine") != _machine():
        return True  # of another machine or container that shares the home folder: its processes are not seen from here
    try:
        os.kill(int(session["run"]), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, KeyError, TypeError, ValueError, OverflowError):
        return True  # somebody else's, or not one of ours: hands off
    return True


def _machine() -> str:
    """Where process numbers mean the same: this host, and in Linux this container."""
    try:
        processes = os.readlink("/proc/self/ns/pid")
    except OSError:
        processes = ""
    return f"{socket.gethostname()} {processes}"


def read(path: t.Optional[str]) -> t.Optional[t.Dict[str, t.Any]]:
    """What such a file holds; None where it is missing or is none of ours."""
    if path is None:
        return None
    try:
        with open(path, encoding="utf-8") as stream:
            data = json.load(stream)
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) else None


def write(path: str, data: t.Mapping[str, t.Any]) -> None:
    """Put the file there whole; several workers may do so at once.

    :raises OSError: it cannot be written.
    """
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    partial = f"{path}.{os.getpid()}.{time.monotonic_ns()}"
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(json.dumps(data))  # json.dump does without the fast encoder
    os.replace(partial, path)


def remove(path: t.Optional[str]) -> None:
    """Remove such a file, if it is there."""
    try:
        if path is not None:
            os.unlink(path)
    except OSError:
        pass
