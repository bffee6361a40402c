# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.
"""The zip file. Equal content gives equal bytes."""

from __future__ import annotations

import io
import json
import os
import re
import tempfile
import typing as t
import zipfile

from .._remote_ui.errors import InvalidInput
from . import index
from .masking import Masker
from .recorder import Recorded

_TIME = (1980, 1, 1, 0, 0, 0)


def build(content: t.Mapping[str, t.Any], masker: Masker, recorded: t.Sequence[Recorded]) -> bytes:
    """The archive.

    :param content: the manifest, masked.
    """
    files = {
        "README.txt": index.readme(content),
        "index.html": index.page(content),
        "manifest.json": json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True) + "\n",
    }
    for entry, page in zip(recorded, content["pages"]):
        if page["file"]:
            files[page["file"]] = masker.text(entry.body or "")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in files.items():
            member = zipfile.ZipInfo(name, _TIME)
            member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(member, text.encode("utf-8", "replace"))
    return target.getvalue()


def write(path: str, data: bytes) -> None:
    """Put the file in its place as a whole, readable by its owner only.

    :raises InvalidInput: it cannot be written there.
    """
    folder = os.path.dirname(os.path.abspath(path))
    try:
        os.makedirs(folder, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".capture-", dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(name, path)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise InvalidInput(f"dest: {path} cannot be written ({error.strerror or error})") from error


def file_name(name: str) -> str:
    """``<name>-capture.zip``, with nothing in it that a file name cannot have."""
    return (re.sub(r"[^\w.-]+", "_", name).strip("._") or "printer") + "-capture.zip"
