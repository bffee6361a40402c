# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What a screen does not show: what was seen instead, and how to teach the collection."""

from __future__ import annotations

import typing as t

from .._remote_ui.contents import sentences
from .._remote_ui.errors import UnknownLayout
from .._remote_ui.labels import labels_of
from .._remote_ui.text import shorten, squeeze
from .finding import Places


def missing(places: Places, names: t.Iterable[str]) -> UnknownLayout:
    """The error for fields that the screen does not show: what was seen, and how to teach the collection."""
    screen, page, names = places.screen, places.page, list(names)
    for name in names:
        ambiguity = places.ambiguity(name)
        if ambiguity is not None:
            return ambiguity
    usual = ", ".join(f'"{screen.field(name).labels[0]}"' for name in names)
    seen = labels_of(page.with_written).seen()
    known = any(places.has(field.name) for field in screen.fields)
    says = [] if known else [text for text in sentences(page) if " " in text][:2]  # it may say why
    others = [field.name for field in screen.fields if field.name not in names and places.spot(field.name) is None]
    # where most labels are missing, the page is in another language: all of them are needed sooner or later
    is_foreign = len(others) + len(names) > len(screen.fields) / 2
    asked = [*names, *(others if is_foreign else ())]
    teach = ", ".join(f'{screen.key}.{name}: "<the label on your printer>"' for name in asked)
    return UnknownLayout(
        f"The screen does not show {usual}",
        screen=squeeze(page.title) or screen.titles[0],
        address=page.path,
        seen=["labels: " + (", ".join(f'"{label}"' for label in seen) or "none"), *map(shorten, says)],
        remedy=(
            "Add those of these labels that are the right ones to the printer's variables, and leave out what it does not have: "
            if len(asked) > 1
            else "If one of these labels is the right one, add it to the printer's variables as "
        )
        + f"canon_labels: {{{teach}}}",
    )
