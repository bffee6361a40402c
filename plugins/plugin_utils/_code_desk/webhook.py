# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""One message to a chat for each change of the waiting list, at most one in a while.

Sent by a program of its own: TLS in a thread of ansible-playbook could hold a lock of the library at the very moment when Ansible forks a
worker, and the worker, which speaks TLS to a printer, would wait for it for ever.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
import typing as t
from pathlib import Path

from .board import Printer
from .messages import message

_TIMEOUT = 10  # seconds for connecting, and for each piece of the answer
_LIMIT = 25  # seconds for the whole program
_SETTLE = 3.0  # seconds that a list must have stayed as it is: several printers come at once
_PROGRAM = str(Path(__file__).with_name("post.py"))


class Webhook:
    """Call ``look`` once in a while, and ``finish`` at the end.

    :param kind: ``teams`` or ``slack``. :param pause: seconds between two messages, at least.
    :param warn: called with the first trouble. Its text has no part of the address, which is a secret.
    :param forking: held while a program is started; must exclude Ansible's own forks, which would inherit its pipes.
    """

    def __init__(
        self,
        url: str,
        kind: str,
        with_codes: bool,
        pause: float,
        warn: t.Callable[[str], None],
        forking: t.ContextManager[t.Any],
        clock: t.Callable[[], float] = time.monotonic,
    ) -> None:
        self._url, self._kind, self._with_codes, self._pause = url, kind, with_codes, pause
        self._warn = warn
        self._forking = forking
        self._clock = clock
        self._told: t.Any = ()
        self._seen: t.Any = ()
        self._since = 0.0
        self._next = 0.0
        self._has_spoken = self._has_warned = False
        self._program: t.Optional[subprocess.Popen[bytes]] = None
        self._answer: t.Any = None
        self._limit = 0.0

    def look(self, totals: t.Mapping[str, int], waiting: t.Sequence[Printer]) -> None:
        """Send a message if the list has changed, and the last message is long enough ago."""
        self._collect()
        now = self._clock()
        current = tuple((printer.name, printer.code if self._with_codes else "") for printer in waiting)
        if current != self._seen:
            self._seen, self._since = current, now
        if current == self._told or self._program or now < self._next or now < self._since + min(_SETTLE, self._pause):
            return
        self._told = current
        self._send(message(self._kind, totals, waiting, self._with_codes))

    def finish(self, totals: t.Mapping[str, int], patience: float = 10.0) -> None:
        """Tell the end, if anything was told before, and wait ``patience`` seconds at most for it to be sent."""
        end = self._clock() + patience
        self._await(end)
        if self._has_spoken and not self._program:
            self._send(message(self._kind, totals, [], self._with_codes, ended=True))
            self._await(end)
        if self._program:
            self._stop("no answer")

    def _await(self, end: float) -> None:
        while self._program and self._clock() < end:
            time.sleep(0.05)
            self._collect()

    def _send(self, body: t.Mapping[str, t.Any]) -> None:
        self._has_spoken = True
        self._next = self._clock() + self._pause
        self._limit = self._clock() + _LIMIT
        order = json.dumps({"url": self._url, "body": body, "timeout": _TIMEOUT}).encode("utf-8") + b"\n"
        try:
            self._answer = tempfile.TemporaryFile()
            with self._forking:
                self._program = subprocess.Popen(  # noqa: S603 - a program of our own, no shell
                    [sys.executable, _PROGRAM], stdin=subprocess.PIPE, stdout=self._answer, stderr=subprocess.DEVNULL
                )
                with t.cast(
                    t.IO[bytes], self._program.stdin
                ) as stream:  # by pipe: a command line can be seen by everybody
                    stream.write(order)
        except OSError as error:
            self._complain(f"it could not be sent ({type(error).__name__})")

    def _collect(self) -> None:
        if not self._program:
            return
        if self._program.poll() is None:
            if self._clock() > self._limit:
                self._stop("no answer")
            return
        self._answer.seek(0)
        said = self._answer.read(200).decode("utf-8", "replace")
        if self._program.returncode:
            self._complain(said or "it could not be sent")
        self._forget()

    def _stop(self, why: str) -> None:
        if self._program:
            self._program.kill()
            self._program.wait()
        self._forget()
        self._complain(why)

    def _complain(self, why: str) -> None:
        if not self._has_warned:
            self._has_warned = True
            self._warn(f"the webhook did not take a message: {why}")

    def _forget(self) -> None:
        self._answer.close()
        self._program = self._answer = None
