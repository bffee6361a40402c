# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Where the files for people are, and how they get there: whole or not at all, for their owner's eyes."""

from __future__ import annotations

import os
import tempfile
import typing as t
from pathlib import Path

FOLDER_MODE, FILE_MODE = 0o700, 0o600


def reports_folder(wanted: t.Optional[str], variables: t.Mapping[str, t.Any]) -> Path:
    """The folder that the user names; else ``reports``. A relative one starts beside the inventory, whatever the current folder is."""
    named = os.path.expanduser(os.path.expandvars(wanted or "reports"))  # as Ansible does with an option of type path
    return _beside(variables) / named


def _beside(variables: t.Mapping[str, t.Any]) -> Path:
    """The folder of the inventory file, or the current folder without one.

    Beside, not in: Ansible would read a report in an inventory folder as one more inventory.
    """
    folder = Path(str(variables.get("inventory_dir") or ""))
    if not folder.is_absolute():  # hosts that were named on the command line; Ansible has "None" as text then
        return Path(os.environ.get("PWD") or os.getcwd())
    sources = {os.path.realpath(str(source)) for source in variables.get("ansible_inventory_sources") or ()}
    return folder.parent if os.path.realpath(folder) in sources else folder


def write(folder: Path, name: str, text: str, mode: int = FILE_MODE, survives: bool = False) -> Path:
    """Put a file into the folder, which is made where it is missing, in place of an older one of this name.

    :param survives: whether it must be on the disk before anything else is done, in case the power fails.
    :raises OSError: it cannot be written.
    """
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=f".{name}.")  # tempfile gives it FILE_MODE
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode("utf-8", "replace"))
            if survives:
                stream.flush()
                os.fsync(stream.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, folder / name)
    except BaseException:
        os.unlink(temporary)
        raise
    return folder / name
