# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""The files of the code desk: an HTML page that is written at the start and at the end, and its data beside it.

A page opened as a file may not fetch other files, but it may load a script: the data are one (``codeDesk({...})``), which the page loads
again every second. Both files have mode 0600, because codes are on them, and are replaced whole.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import typing as t
from pathlib import Path

from .. import _folder
from .._byte_lock import take

_HERE = Path(__file__).parent
_MOST_DESKS = 20
_PART = re.compile("<!-- (style|script|data) -->")


class Page:
    """The page at ``path``, or beside it (``code_desk-2.html``) where a run that is still alive has it.

    A run that was killed is not alive: its page is taken over. Each page is one byte of a file beside them, locked for the whole run; a
    POSIX lock goes with its process, and forked workers do not inherit it.

    :raises OSError: of every method, when the files cannot be written.
    """

    def __init__(self, path: str) -> None:
        self._wanted = Path(path).absolute()
        self._held: t.Optional[int] = None
        self.path = self._wanted
        self.version = ""

    def open(self, data: t.Mapping[str, t.Any]) -> None:
        """Write page and data for the first time."""
        self._wanted.parent.mkdir(mode=_folder.FOLDER_MODE, parents=True, exist_ok=True)
        locks = self._wanted.with_name(f".{self._wanted.stem}.lock")
        self._held = os.open(locks, os.O_RDWR | os.O_CREAT, _folder.FILE_MODE)
        number = next((number for number in range(1, _MOST_DESKS) if take(self._held, number)), _MOST_DESKS)
        suffix = f"-{number}" if number > 1 else ""
        self.path = self._wanted.with_name(f"{self._wanted.stem}{suffix}{self._wanted.suffix or '.html'}")
        self.version, page = _page(data, self.path.stem)
        self.write(data)
        _folder.write(self.path.parent, self.path.name, page)

    def write(self, data: t.Mapping[str, t.Any]) -> None:
        """Write the data."""
        text = f"codeDesk({_as_script({**data, 'page': self.version})});\n"
        _folder.write(self.path.parent, f"{self.path.stem}.data.js", text)

    def close(self, data: t.Mapping[str, t.Any]) -> None:
        """Write both for the last time: the page alone then tells how the run ended."""
        self.write(data)
        _folder.write(self.path.parent, self.path.name, _page({**data, "page": self.version}, self.path.stem)[1])
        if self._held is not None:
            os.close(self._held)
            self._held = None


def _page(data: t.Mapping[str, t.Any], stem: str) -> t.Tuple[str, str]:
    """The page's version and its HTML. The browser runs no script but its own and its data, and loads nothing else."""
    style, script = _asset("page.css"), _asset("page.js")
    whole = _asset("page.html")
    version = hashlib.sha256("\0".join([whole, style, script]).encode("utf-8")).hexdigest()[:12]
    parts = {"style": style, "script": script, "data": _as_script({**data, "page": version, "stem": stem})}
    # 'self' means nothing in a file; Chromium and Firefox know file: there.
    policy = (
        f"default-src 'none'; script-src '{_digest(script)}' 'self' file:; style-src '{_digest(style)}';"
        " base-uri 'none'; form-action 'none'"
    )
    return version, _PART.sub(lambda found: parts[found.group(1)], whole.replace("POLICY", policy))


def _asset(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _as_script(data: t.Mapping[str, t.Any]) -> str:
    """JSON that is also JavaScript, and that no ``</script>`` can end."""
    return json.dumps(data, separators=(",", ":")).replace("<", "\\u003c").replace(">", "\\u003e")
