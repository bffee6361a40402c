# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.
"""Recorded pages and the survey, masked: what goes into the archive."""

from __future__ import annotations

import typing as t

from .._remote_ui.connection import Connection
from .._remote_ui.labels import Labels
from .._remote_ui.text import shorten
from . import findings, patterns, places
from .masking import Masker
from .placeholders import COOKIE, NAME, PASSWORD, USER
from .recorder import LOGIN, LOST, PORTAL, Recorded, still
from .walk import Survey

FORMAT = 1
"""Version of ``manifest.json``."""
_PUBLIC_COOKIES = frozenset(["portallang"])


def masker_for(connection: Connection, recorded: t.Sequence[Recorded], survey: Survey, only_secrets: bool) -> Masker:
    """A masker that has learned from everything that will be in the archive."""
    masker = Masker(only_secrets)
    masker.learn(PASSWORD, connection.password)
    patterns.learn_host(masker, connection.host)
    for view in survey.views.values():
        findings.of_view(masker, view)
    for entry in recorded:
        for name, value in entry.headers:
            if name.lower() == "set-cookie":
                _cookie(masker, value)
        if entry.page is not None:
            if entry.what == PORTAL:
                places.of_portal(masker, entry.page)
            findings.of_page(masker, entry.page)
    masker.learn(USER, connection.username)
    masker.know_word("Administrator NetworkAdmin")  # roles, of which the collection's own messages speak
    masker.learn(NAME, connection.name if connection.name != connection.host else None)
    for text in _texts(recorded, survey):
        patterns.study(masker, text)
    return masker


def _texts(recorded: t.Sequence[Recorded], survey: Survey) -> t.Iterator[str]:
    for entry in recorded:
        yield entry.address
        yield from (value for name, value in entry.headers if name.lower() not in ("date", "expires", "last-modified"))
        yield entry.body or ""
    yield from survey.notes.values()
    if survey.login_error is not None:
        yield str(survey.login_error)


def _cookie(masker: Masker, header: str) -> None:
    name, mark, value = header.partition(";")[0].partition("=")
    if mark and name.strip().lower() not in _PUBLIC_COOKIES and len(value.strip()) >= 4:
        masker.learn(COOKIE, value.strip().strip('"'))


def manifest(masker: Masker, recorded: t.Sequence[Recorded], survey: Survey, version: str) -> t.Dict[str, t.Any]:
    """The capture as data; every text in it is masked."""
    where = {name: still(address.partition("://")[2].partition("/")[2]) for name, address in survey.addresses.items()}
    pages = []
    for number, entry in enumerate(recorded, 1):
        screens = [
            name for name, path in where.items() if entry.address == "/" + path and entry.what not in (LOGIN, LOST)
        ]
        pages.append(
            {
                "file": _file(number, entry) if entry.body is not None else None,
                "what": masker.text(entry.what),
                "method": entry.method,
                "address": masker.text(entry.address),
                "status": entry.status,
                "title": masker.text(entry.title),
                "headers": [[name, masker.text(value)] for name, value in entry.headers],
                "screens": screens,
                "labels": _labels(masker, entry) if screens or entry.what == LOGIN else [],
            }
        )
    fields = {
        screen: {
            name: dict(found, label=None if found["label"] is None else masker.text(found["label"]))
            for name, found in names.items()
        }
        for screen, names in survey.fields().items()
    }
    return {
        "format": FORMAT,
        "collection": f"printfleet.canon {version}",
        "masked": "secrets only" if masker.only_secrets else "all",
        "counts": masker.counts,
        "logged_in": survey.login_error is None,
        "login_error": masker.text(str(survey.login_error)) if survey.login_error is not None else None,
        "complete": survey.complete,
        "notes": {masker.text(name): masker.text(note) for name, note in survey.notes.items()},
        "fields": fields,
        "pages": pages,
    }


def _file(number: int, entry: Recorded) -> str:
    word = "".join(
        character if character.isascii() and character.isalnum() else "-" for character in entry.what.lower()
    )
    word = "-".join(filter(None, word.split("-")))[:48] if not entry.what.startswith("page ") else "page"
    return f"pages/{number:03d}-{word}.html.txt"


def _labels(masker: Masker, entry: Recorded) -> t.List[str]:
    """The labels that a page shows: what a new layout is learned from."""
    if entry.page is None:
        return []
    return [shorten(masker.text(label), 120) for label in Labels(entry.page.with_written).seen(120)]
