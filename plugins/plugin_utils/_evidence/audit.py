# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Notes each write of a task while it happens: in the log, and in the printer's file."""

from __future__ import annotations

import typing as t
from pathlib import Path

from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import InvalidInput

from .._folder import reports_folder
from . import record, store


def audit_folder(variables: t.Mapping[str, t.Any], templar: t.Any) -> t.Optional[Path]:
    """The folder that the variable ``canon_audit_dir`` names, the default one if it is empty; None if it is not set."""
    given = variables.get("canon_audit_dir")
    if given is None:
        return None
    return reports_folder(str(templar.template(given) or ""), variables)


def note(folder: Path, host: str, event: t.Mapping[str, t.Any]) -> None:
    """One event of a write.

    :raises InvalidInput: it cannot be noted; before a write, so that nothing is written without a trace.
    """
    run = store.this_run()
    line = {key: value for key, value in event.items() if key != "previous"}
    try:
        with store.locked(folder, host):
            kept = store.load(folder, host)
            record.wrote(kept, run, event)
            store.save(folder, host, kept)
        store.append(
            folder, {"at": run["at"], "run": run["run"], "controller": run["controller"], "host": host, **line}
        )
    except (OSError, ValueError) as error:
        remedy = getattr(error, "remedy", "Make the folder writable, then run again")
        raise InvalidInput(f"What is written cannot be noted in {folder}: {error}", remedy=remedy) from error
