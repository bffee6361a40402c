# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The folder of the evidence: one JSON file a printer, and the log of all writes."""

from __future__ import annotations

import datetime as dt
import functools
import getpass
import hashlib
import json
import os
import socket
import typing as t
from pathlib import Path
from urllib.parse import quote

from ansible import constants

from .. import _folder as files
from .record import Record, new

LOG = "audit.jsonl"
_LONGEST = 120  # characters of a file's name


def file_name(host: str) -> str:
    """A file for any name that an inventory may hold; different names have different files."""
    name = quote(host, safe=" @+,=")
    name = "%2E" + name[1:] if name.startswith(".") else name
    return (
        name if len(name) <= _LONGEST else name[:_LONGEST] + hashlib.sha256(host.encode()).hexdigest()[:16]
    ) + ".json"


def path_of(folder: Path, host: str) -> Path:
    return folder / "printers" / file_name(host)


def load(folder: Path, host: str) -> Record:
    """The printer's file, or the beginning of one.

    :raises OSError: it cannot be read. :raises ValueError: it is there and is not ours.
    """
    try:
        record = json.loads(path_of(folder, host).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return new(host)
    if not isinstance(record, dict) or not isinstance(record.get("runs"), list):
        raise ValueError(f"{path_of(folder, host)} is not the record of a printer")
    return record


def save(folder: Path, host: str, record: Record) -> Path:
    """:raises OSError: it cannot be written."""
    folder.mkdir(mode=files.FOLDER_MODE, parents=True, exist_ok=True)
    text = json.dumps(record, indent=2, ensure_ascii=False, default=str) + "\n"
    return files.write(folder / "printers", file_name(host), text)


def set_aside(folder: Path, host: str, serial: str) -> None:
    """Keep the file of a device that was replaced by another of the same name."""
    os.replace(path_of(folder, host), path_of(folder, f"{host} {serial}"))


def append(folder: Path, line: t.Mapping[str, t.Any]) -> None:
    """One line into the log; workers write at the same time, so each line is one write.

    :raises OSError: it cannot be written.
    """
    folder.mkdir(mode=files.FOLDER_MODE, parents=True, exist_ok=True)
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
