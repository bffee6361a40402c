# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What a settings task may have written by the time that it fails, for its failed result."""

from __future__ import annotations

import contextlib
import typing as t

from .._remote_ui.errors import RefusedForm, RemoteUIError
from .._remote_ui.session import Session

KEYS = ("changed", "previous", "changes", "renewed")
"""What a failed result tells of a write that had begun."""


class Begun:
    """:param result: of the task, as it will be when everything is written."""

    def __init__(self, session: Session, result: t.Mapping[str, t.Any]) -> None:
        self._session, self._result = session, result
        self._names: t.Optional[t.Set[str]] = None  # settings that may be written; None: nothing was

    @contextlib.contextmanager
    def screen(self, names: t.Iterable[str]) -> t.Iterator[None]:
        """Around the save of one screen. A form that the printer refused, or that was never sent, has changed nothing.

        :param names: the settings that are changed.
        """
        before = self._session.writes
        try:
            yield
        except RemoteUIError as error:
            if self._session.writes > before and not isinstance(error, RefusedForm):
                self._note(names)
            raise
        self._note(names)

    def _note(self, names: t.Iterable[str]) -> None:
        self._names = (self._names or set()).union(names)

    @contextlib.contextmanager
    def told(self) -> t.Iterator[None]:
        """Around the whole write: an error takes along what may be on the printer now."""
        try:
            yield
        except RemoteUIError as error:
            if self._names is not None:
                changes = {name: change for name, change in self._result["changes"].items() if name in self._names}
                error.result = {name: self._result[name] for name in KEYS if name in self._result}
                error.result["changes"] = changes
            raise
