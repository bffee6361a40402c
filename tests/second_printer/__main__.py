# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`python -m second_printer DIALECT [ADDRESS]`: one printer that stays up, to play with by hand."""

from __future__ import annotations

import sys
import threading

import trustme

from .dialects import DIALECTS
from .printer import CONTROL_PORT, Printer


def main() -> None:
    dialect, address = DIALECTS[sys.argv[1]], (sys.argv[2:] or ["127.77.0.1"])[0]
    with Printer(dialect, address, trustme.CA(), seed=0) as printer:
        print(f"{printer.base}  http://{address}:{CONTROL_PORT}/__control__")
        threading.Event().wait()


if __name__ == "__main__":
    main()
