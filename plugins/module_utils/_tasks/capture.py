# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.
"""``canon_capture``: saves what the printer shows, masked, so that an unseen layout can be learned."""

from __future__ import annotations

import os
import typing as t

from .._capture import archive, content, safety
from .._capture.recorder import Recorder
from .._capture.walk import Walk
from .._remote_ui.session import Session
from .argspec import CONNECTION, ArgSpec
from .runner import Context

SPEC = CONNECTION.merge(
    ArgSpec(
        {
            "dest": {"type": "path", "required": True},
            "name": {"type": "str"},
            "pages": {"type": "list", "elements": "str", "default": []},
            "masked": {"type": "bool", "default": True},
            "force": {"type": "bool", "default": True},
        }
    )
)
VERSION = "0.1.0"
_NOT_MASKED = (
    "The capture holds names, addresses and serial numbers of the printer (masked: false). "
    "Do not send it to anybody who may not know them"
)


def check(params: t.Mapping[str, t.Any]) -> t.List[str]:
    problems = safety.check(params.get("pages") or [])
    if not params.get("dest"):
        problems.append("dest is empty: give the file or folder where the capture shall go")
    return problems


def run(params: t.Mapping[str, t.Any], session: Session, context: Context) -> t.Dict[str, t.Any]:
    dest = _target(params, context)
    if not params["force"] and os.path.exists(dest):
        return {"changed": False, "dest": dest}
    recorder = Recorder()
    session.connection.observe = recorder.observe
    survey = Walk(session, recorder, params["pages"] or []).run()
    recorded = recorder.recorded
    masker = content.masker_for(session.connection, recorded, survey, only_secrets=not params["masked"])
    manifest = content.manifest(masker, recorded, survey, VERSION)
    data = archive.build(manifest, masker, recorded)
    if not context.check_mode:
        archive.write(dest, data)
    keys = ("what", "method", "address", "status", "title", "file")
    return {
        "changed": True,
        "dest": dest,
        "logged_in": manifest["logged_in"],
        "login_error": manifest["login_error"],
        "complete": manifest["complete"],
        "pages": [{key: page[key] for key in keys} for page in manifest["pages"]],
        "not_read": manifest["notes"],
        "fields": {
            screen: {name: found["label"] for name, found in names.items()}
            for screen, names in manifest["fields"].items()
        },
        "masked": manifest["counts"],
        "warnings": _warnings(params, manifest),
    }


def _target(params: t.Mapping[str, t.Any], context: Context) -> str:
    dest = params["dest"]
    if dest.endswith(("/", os.sep)) or os.path.isdir(dest):
        return os.path.join(dest, archive.file_name(params.get("name") or context.name or params["host"]))
    return dest


def _warnings(params: t.Mapping[str, t.Any], manifest: t.Mapping[str, t.Any]) -> t.List[str]:
    warnings = [] if params["masked"] else [_NOT_MASKED]
    if manifest["login_error"]:
        warnings.append(
            "Without a login only what the printer shows to everybody was captured: " + manifest["login_error"]
        )
    elif not manifest["complete"]:
        warnings.append("The capture ended early: " + list(manifest["notes"].values())[-1])
    return warnings
