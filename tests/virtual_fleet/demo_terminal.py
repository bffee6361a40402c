# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the demo prints: headings, commands, facts. Colours on a terminal only, and never with NO_COLOR."""

from __future__ import annotations

import os
import sys
import threading
from typing import TextIO

_COLOURS = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}


class Terminal:
    """Where the demo speaks; several threads may."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout
        self._coloured = self._stream.isatty() and not os.environ.get("NO_COLOR")
        self._lock = threading.Lock()
        self._headings = 0

    def title(self, text: str) -> None:
        """The first line."""
        self._print(f"\n{self._in(text, 'bold')}")

    def heading(self, text: str) -> None:
        """The next numbered step."""
        self._headings += 1
        self._print(f"\n{self._in(f'{self._headings}. {text}', 'bold', 'cyan')}")

    def command(self, text: str) -> None:
        """A command as a person types it."""
        self._print(f"   {self._in(f'$ {text}', 'bold')}")

    def fact(self, text: str, colour: str | None = None) -> None:
        """What is so."""
        self._print(f"   {self._in(text, colour) if colour else text}".rstrip())

    def aside(self, text: str) -> None:
        """What is good to know, but not the point."""
        self.fact(text, "dim")

    def proven(self, text: str) -> None:
        """What was checked and holds."""
        self.fact(f"✓ {text}", "green")

    def failed(self, text: str) -> None:
        """What was checked and does not hold."""
        self._print(f"\n{self._in(f'✗ {text}', 'bold', 'red')}")

    def _in(self, text: str, *colours: str) -> str:
        codes = ";".join(_COLOURS[colour] for colour in colours)
        return f"\033[{codes}m{text}\033[0m" if self._coloured else text

    def _print(self, text: str) -> None:
        # A terminal or a pipe that cannot show a tick gets a question mark rather than a traceback.
        encoding = self._stream.encoding or "utf-8"
        with self._lock:
            print(text.encode(encoding, "replace").decode(encoding), file=self._stream, flush=True)
