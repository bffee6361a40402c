# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An operator who types the codes that `ansible-playbook` shows, one after the other, while it runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType

import requests

from .operator_program import SignInRefused, authorise
from .playbook_output import Code

_PAGE_SECONDS = 10


class ReadingOperator:
    """A person with one pair of hands, who takes `seconds` for each code.

    `told` is called with each code and what the page said to it. `authorised` has the printers whose code was
    accepted, `refused` the others with the reason.
    """

    def __init__(self, ca: str, seconds: float, told: Callable[[Code, str], None]) -> None:
        self.authorised: set[str] = set()
        self.refused: dict[str, str] = {}
        self._ca = ca
        self._seconds = seconds
        self._told = told
        self._hands = ThreadPoolExecutor(max_workers=1)
        self._work: list[Future[None]] = []

    def __enter__(self) -> ReadingOperator:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._hands.shutdown(cancel_futures=True)
        for work in self._work:
            if not work.cancelled():
                work.result()

    def take(self, code: Code) -> None:
        """Be shown a code; it is typed when those before it are done."""
        self._work.append(self._hands.submit(self._type, code))

    def _type(self, code: Code) -> None:
        time.sleep(self._seconds)
        try:
            page_says = authorise(code.page, code.user_code, code.account, self._ca, timeout=_PAGE_SECONDS)
        except (SignInRefused, requests.RequestException) as error:
            page_says = self.refused[code.printer] = str(error)
        else:
            self.refused.pop(code.printer, None)
            self.authorised.add(code.printer)
        self._told(code, page_says)
