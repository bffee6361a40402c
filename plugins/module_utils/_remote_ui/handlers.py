# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What a click does, read from the page's script.

Links and buttons of the Remote UI are script: ``Go_NextPage("./x.cgi?…")``, ``edit_click()``, an OK button that fills
control fields and submits a form (reference ``remote-ui.md`` 5.1, 6.4). A handler is followed until it opens an address
or submits a form.
"""

from __future__ import annotations

import dataclasses
import re
import typing as t

from . import script
from .definitions import Definitions
from .walk import Walk

_ADDRESS = re.compile(r"^(?:\./|/|https?://|\?)[^\s<>\"']*$|^[\w./-]+\.(?:cgi|htm|html|tpl)(?:\?[^\s<>\"']*)?$", re.I)
_NO_PAGE = ("javascript:", "mailto:", "about:", "#")


def looks_like_address(text: t.Any) -> bool:
    """Whether a text of a script can be the address of a page."""
    return isinstance(text, str) and len(text) < 2000 and _ADDRESS.match(text.strip()) is not None


@dataclasses.dataclass
class Effect:
    """Outcome of a handler.

    ``address`` is set when it opens a page (a text, or :class:`script.Pieces` with unknown parts), ``submits`` when it
    submits a form (the path of names that leads to the form), ``reloads`` when it only loads the same page again.
    ``fields`` are the control fields it sets before, ``action`` a new target of the form.
    """

    address: t.Any = None
    submits: t.Optional[t.Tuple[str, ...]] = None
    reloads: bool = False
    fields: t.Dict[str, t.Any] = dataclasses.field(default_factory=dict)
    action: t.Any = None

    @property
    def done(self) -> bool:
        return self.address is not None or self.submits is not None or self.reloads


def follow(code: str, definitions: Definitions, form: t.Sequence[str] = ()) -> Effect:
    """The effect of the script ``code`` (an ``onclick`` or the text behind ``javascript:``).

    :param form: names of the form in which the control stands: a handler sees its members as names of its own.
    """
    effect = Effect()
    _Click(definitions, effect, tuple(form)).run(script.tokenize(code), {})
    return effect


class _Click(Walk):
    def __init__(self, definitions: Definitions, effect: Effect, form: t.Tuple[str, ...]) -> None:
        super().__init__(definitions)
        self.effect = effect
        self.around = form

    @property
    def done(self) -> bool:
        return self.effect.done

    def assigned(self, path: t.Tuple[str, ...], value: t.Any) -> None:
        last, names = path[-1], [part for part in path if not part.isdigit()]
        if last == "location" or last == "href" and "location" in path:
            self._open(value)
        elif last == "value" and len(names) > 1:
            self.effect.fields[names[-2]] = value
        elif last == "action" and (len(names) > 1 or self.around):
            self.effect.action = value

    def called(self, call: script.Ref) -> bool:
        name, arguments = call.parts[-1], call.args or []
        if name == "submit":
            self.effect.submits = call.parts[:-1] or self.around
        elif (
            name in ("replace", "assign", "open") and ("location" in call.parts or "window" in call.parts) and arguments
        ):
            self._open(arguments[0])
        elif name == "reload" and "location" in call.parts:
            self.effect.reloads = True
        elif name == "Go_NextPage" and arguments:
            self.enter(call)
            if not self.done:
                self._open(arguments[0])
        else:
            return False
        return True

    def _open(self, value: t.Any) -> None:
        if isinstance(value, script.Pieces):
            first = value.items[0] if value.items else None
            # a page that keeps its base in a variable: what follows the unknown beginning is the address
            known = [item for item in value.items if isinstance(item, str)]
            if isinstance(first, str) or any(looks_like_address(item) or ".cgi" in item for item in known):
                self.effect.address = value
        elif isinstance(value, str) and value.strip() and not value.strip().lower().startswith(_NO_PAGE):
            self.effect.address = value
