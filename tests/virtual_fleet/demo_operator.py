# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The operator of the demo: types one code after the other at the sign-in page, while the playbook runs."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType

import requests

from .demo_playbook import Code
from .demo_terminal import Terminal
from .operator_program import SignInRefused, authorise

_ACROSS_SECONDS = 10


class Operator:
    """A person with one pair of hands. `authorised` has the printers whose code was accepted, `refused` the others."""

    def __init__(self, terminal: Terminal, ca: str) -> None:
        self.authorised: set[str] = set()
        self.refused: dict[str, str] = {}
        self._terminal = terminal
        self._ca = ca
        self._hands = ThreadPoolExecutor(max_workers=1)
        self._work: list[Future[None]] = []

    def __enter__(self) -> Operator:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._hands.shutdown(cancel_futures=True)
        for work in self._work:
            if not work.cancelled():
                work.result()

    def take(self, code: Code) -> None:
        """Be shown a code; it is typed when those before it are done."""
        self._terminal.fact(f"{code.printer} shows {code.user_code}, to be typed at {code.page}", "yellow")
        self._work.append(self._hands.submit(self._type, code))

    def _type(self, code: Code) -> None:
        try:
            page_says = authorise(code.page, code.user_code, code.account, self._ca, timeout=_ACROSS_SECONDS)
        except (SignInRefused, requests.RequestException) as error:
            self.refused[code.printer] = str(error)
            self._terminal.fact(f"operator: {code.user_code} was not accepted: {error}", "red")
        else:
            self.authorised.add(code.printer)
            self._terminal.fact(f"operator: {code.user_code} typed, signed in as {code.account}", "cyan")
            if len(self.authorised) == 1:
                self._terminal.aside(f"  {page_says}")
