# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The folder of the evidence: one JSON file a printer, and the log of all writes."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import getpass
import hashlib
import json
import os
import socket
import time
import typing as t
from pathlib import Path
from urllib.parse import quote

from ansible import constants

from .. import _folder as files
from .._byte_lock import holding
from .record import Record, new

LOG = "audit.jsonl"
LOCK = ".lock"  # not .json: no printer's file
_LONGEST = 120  # characters of a file's name
_PATIENCE, _LOOK_SECONDS = 15.0, 0.02  # whoever holds a record only loads and saves it
_PLACES = 2**31 - 1  # bytes of the lock's file that can stand for a printer; the file itself stays empty


class Unusable(ValueError):
    """A record that cannot be used now. :ivar remedy: what to do, without a full stop."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


def file_name(host: str) -> str:
    """A file for any name that an inventory may hold; different names have different files."""
    name = quote(host, safe=" @+,=")
    name = "%2E" + name[1:] if name.startswith(".") else name
    return (
        name if len(name) <= _LONGEST else name[:_LONGEST] + hashlib.sha256(host.encode()).hexdigest()[:16]
    ) + ".json"


def path_of(folder: Path, host: str) -> Path:
    return folder / "printers" / file_name(host)


def is_recorded(folder: Path, host: str) -> bool:
    """Whether there is a file of this printer."""
    return path_of(folder, host).exists()


def number_of_records(folder: Path) -> int:
    """How many printers have a file; none where there is no such folder. :raises OSError: it cannot be read."""
    try:
        names = os.listdir(folder / "printers")
    except FileNotFoundError:
        return 0
    return sum(name.endswith(".json") for name in names)


def load(folder: Path, host: str) -> Record:
    """The printer's file, or the beginning of one; whoever saves it again holds :func:`locked` from before to after.

    :raises OSError: it cannot be read. :raises Unusable: it is there and is not ours.
    """
    path = path_of(folder, host)
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return new(host)
    except ValueError as error:  # neither JSON nor UTF-8
        raise _broken(path, f": {error}") from error
    if not isinstance(record, dict) or not isinstance(record.get("runs"), list):
        raise _broken(path)
    return record


def _broken(path: Path, why: str = "") -> Unusable:
    remedy = "Put a copy of it from a backup in its place, or move it to another folder: then a rollback has nothing to put back"
    return Unusable(f"{path} is not the record of a printer{why}", remedy)


@contextlib.contextmanager
def locked(folder: Path, host: str) -> t.Iterator[None]:
    """Alone with the printer's file, from load to save, among all runs. A byte of one file stands for the printer.

    :raises OSError: it cannot be locked. :raises Unusable: another run holds it for too long.
    """
    _make(folder)
    _make(folder / "printers")
    path = folder / "printers" / LOCK
    place = int.from_bytes(hashlib.sha256(host.encode("utf-8", "replace")).digest()[:8], "big") % _PLACES
    end = time.monotonic() + _PATIENCE

    def give_up() -> None:
        if time.monotonic() > end:
            raise Unusable(
                f"{path} has been locked by another run for {_PATIENCE:.0f} seconds, which keeps something of the same printer",
                "Wait until that run ends, or end it, then run again",
            )

    # where a file system has no locks, a record that can be kept is better than none
    with holding(path, [place], _LOOK_SECONDS, give_up):
        yield


def _make(folder: Path) -> None:
    folder.mkdir(mode=files.FOLDER_MODE, parents=True, exist_ok=True)


def save(folder: Path, host: str, record: Record) -> Path:
    """:raises OSError: it cannot be written."""
    _make(folder)
    text = json.dumps(record, indent=2, ensure_ascii=False, default=str) + "\n"
    return files.write(folder / "printers", file_name(host), text, survives=True)


def set_aside(folder: Path, host: str, serial: str) -> None:
    """Keep the file of a device that was replaced by another of the same name."""
    os.replace(path_of(folder, host), path_of(folder, f"{host} {serial}"))


def load_aside(folder: Path, host: str, serial: str) -> Record:
    """The file that was kept of a device when another took its name, or the beginning of one. Errors as of :func:`load`."""
    return dict(load(folder, f"{host} {serial}"), host=host)


def append(folder: Path, line: t.Mapping[str, t.Any]) -> None:
    """One line into the log; workers write at the same time, so each line is one write.

    :raises OSError: it cannot be written.
    """
    _make(folder)
    data = (json.dumps(line, ensure_ascii=False, default=str) + "\n").encode("utf-8", "replace")
    handle = os.open(folder / LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT, files.FILE_MODE)
    try:
        os.write(handle, data)
    finally:
        os.close(handle)


def this_run() -> t.Dict[str, str]:
    """Which run this is, on whose account, and the time (UTC). All workers of a run share Ansible's temporary folder."""
    now = dt.datetime.now(dt.timezone.utc).isoformat(timespec="seconds")
    return {"run": _run(constants.DEFAULT_LOCAL_TMP), "at": now, "controller": _account()}


@functools.cache
def _run(folder: str) -> str:
    return os.path.basename(folder.rstrip("/")).replace("ansible-local-", "")


@functools.cache
def _account() -> str:
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # a container's user need not have a name
        name = str(os.getuid())
    return f"{name}@{socket.gethostname()}"
