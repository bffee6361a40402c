# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Posts one message to a webhook: a program of its own, started by ``webhook.py``.

Reads a line of JSON from standard input (``url``, ``body``, ``timeout`` in seconds for each step) and writes to standard output what went
wrong, or nothing. The address is a secret, and the texts of requests' errors have it in them: only their kind is told.
"""

from __future__ import annotations

import json
import sys


def main() -> int:
    import requests

    order = json.loads(sys.stdin.readline())
    try:
        answer = requests.post(order["url"], json=order["body"], timeout=order["timeout"], allow_redirects=False)
    except requests.RequestException as error:
        sys.stdout.write(type(error).__name__)
        return 1
    if not 200 <= answer.status_code < 300:
        sys.stdout.write(f"HTTP {answer.status_code}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
