# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What a screen holds, as data: fields with their names, label texts, kinds and limits."""

from __future__ import annotations

import dataclasses
import typing as t

SWITCH, TEXT, NUMBER, SECRET = "switch", "text", "number", "secret"


@dataclasses.dataclass(frozen=True)
class Field:
    """One setting or value of a screen.

    :ivar name: the name that options and results use.
    :ivar kind: ``switch`` (On/Off), ``text``, ``number``, ``secret`` (is never read).
    :ivar labels: texts under which printers show it, the usual one first.
    :ivar follows: for a label that stands more than once on the screen: the field behind which this one comes.
    :ivar next_to: labels so general that they count only directly behind the field ``follows``.
    :ivar beside: for a label that stands in several sections of the screen: the field in whose section this one is.
    :ivar limit: characters, where the page does not say (reference ``remote-ui.md`` 9.1).
    :ivar written: whether it is a control that is sent; False for texts that are only shown.
    """

    name: str
    kind: str
    labels: t.Tuple[str, ...]
    follows: t.Optional[str] = None
    next_to: t.Tuple[str, ...] = ()
    beside: t.Optional[str] = None
    limit: t.Optional[int] = None
    written: bool = True


@dataclasses.dataclass(frozen=True)
class Screen:
    """A screen of [Settings/Registration].

    :ivar key: first part of the names that ``canon_labels`` uses, for example ``mail`` in ``mail.server``.
    :ivar titles: titles of its row in the menu.
    :ivar marks: parts of its address that do not depend on language or title.
    :ivar address: known address, used where the printer's menu cannot be read; None where none is known.
    :ivar like: what its title has in common on all printers, where nothing else in the menu has that.
    :ivar menus: menu pages that list it, read only when it was not seen yet.
    :ivar neighbours: titles, or marks in addresses, of rows in the same menu: where none of them was read, that menu was not.
    :ivar path: where a person finds it, for messages.
    """

    key: str
    titles: t.Tuple[str, ...]
    path: str
    fields: t.Tuple[Field, ...] = ()
    marks: t.Tuple[str, ...] = ()
    address: t.Optional[str] = None
    like: t.Optional[t.Pattern[str]] = None
    menus: t.Tuple[str, ...] = ()
    neighbours: t.Tuple[str, ...] = ()

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)


def taught(labels: t.Mapping[str, t.Any], key: str) -> t.Tuple[str, ...]:
    """Texts that the user's ``canon_labels`` adds for a key such as ``mail.server`` or ``oauth.title``."""
    value = labels.get(key)
    if value is None:
        return ()
    return tuple(str(text) for text in value) if isinstance(value, (list, tuple)) else (str(value),)
