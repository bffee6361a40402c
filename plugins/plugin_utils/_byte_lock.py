# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Places that processes share: each is one byte of a file, locked by whoever holds it and free when that process ends."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
import typing as t

from . import _folder


@contextlib.contextmanager
def holding(
    path: t.Union[str, os.PathLike[str]], places: t.Sequence[int], pause: float, meanwhile: t.Callable[[], None]
) -> t.Iterator[None]:
    """Hold one of the places, the first that is free. A file system without locks has room for everybody.

    :param pause: seconds between two looks. :param meanwhile: called before each pause; it ends the wait by raising.
    :raises OSError: the file cannot be opened.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, _folder.FILE_MODE)
    try:
        while not any(take(handle, place) for place in places):
            meanwhile()
            time.sleep(pause)
        yield
    finally:
        os.close(handle)  # and with it the lock


def take(handle: int, place: int) -> bool:
    """Lock one byte of an open file, unless another process has it. A file system without locks has room for everybody."""
    try:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True
