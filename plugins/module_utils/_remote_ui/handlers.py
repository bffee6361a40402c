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


SELECTOR = re.compile(r"(?:#([\w-]+)|\[name=[\"']?([\w-]+)[\"']?\])$")
"""How jQuery finds one element: ``#id`` or ``[name=x]``."""
APPLIES = "Exec_Data"
"""``Flag`` of a form that applies settings (reference ``remote-ui.md`` 5.2)."""


def looks_like_address(text: t.Any) -> bool:
    """Whether a text of a script can be the address of a page."""
    return isinstance(text, str) and len(text) < 2000 and _ADDRESS.match(text.strip()) is not None


@dataclasses.dataclass
class Effect:
    """Outcome of a handler.

    ``address`` is set when it opens a page (a text, or :class:`script.Pieces` with unknown parts), ``submits`` when it
    submits a form (the path of names that leads to the form), ``reloads`` when it only loads the same page again.
    ``fields`` are the control fields it sets before, ``action`` a new target of the form. ``doubtful`` are those fields that it sets
    to one value or another, by conditions that are not known.
    """

    address: t.Any = None
    submits: t.Optional[t.Tuple[str, ...]] = None
    reloads: bool = False
    fields: t.Dict[str, t.Any] = dataclasses.field(default_factory=dict)
    action: t.Any = None
    doubtful: t.Set[str] = dataclasses.field(default_factory=set)

    @property
    def done(self) -> bool:
        return self.address is not None or self.submits is not None or self.reloads


def follow(
    code: str, definitions: Definitions, form: t.Sequence[str] = (), states: t.Optional[t.Mapping[str, t.Any]] = None
) -> Effect:
    """The effect of the script ``code`` (an ``onclick`` or the text behind ``javascript:``).

    :param form: names of the form in which the control stands: a handler sees its members as names of its own.
    :param states: what the controls of the page hold.
    """
    walk = _Click(definitions, Effect(), tuple(form), states)
    walk.run(script.tokenize(code), {})
    return walk.outcome()


class _Click(Walk):
    def __init__(
        self,
        definitions: Definitions,
        effect: Effect,
        form: t.Tuple[str, ...],
        states: t.Optional[t.Mapping[str, t.Any]],
    ) -> None:
        super().__init__(definitions, states=states)
        self.effect = effect
        self.around = form
        self._sure: t.Dict[str, t.Any] = {}
        self._sure_action: t.Any = None
        self._possible: t.List[Effect] = []

    def outcome(self) -> Effect:
        """The effect that is certain; of several possible ones that which applies the settings, else the first."""
        if not self.done and self._possible:
            return next((found for found in self._possible if found.fields.get("Flag") == APPLIES), self._possible[0])
        return self.effect

    def _settle(self) -> None:
        """What was found is only done on a condition that is not known, such as a wrong input: there may be another way."""
        if self.done and self.is_unsure:
            # this way's own values are the ones that count in it
            self._possible.append(dataclasses.replace(self.effect, fields=dict(self.effect.fields), doubtful=set()))
            self.effect.address, self.effect.submits, self.effect.reloads = None, None, False
            self.effect.fields, self.effect.action, self.effect.doubtful = dict(self._sure), self._sure_action, set()

    @property
    def done(self) -> bool:
        return self.effect.done

    def assigned(self, path: t.Tuple[str, ...], value: t.Any) -> None:
        last, names = path[-1], [part for part in path if not part.isdigit()]
        if last == "location" or last == "href" and "location" in path:
            self._open(value)
            self._settle()
        elif last == "value" and len(names) > 1:
            self._set(names[-2], value)
        elif last == "action" and (len(names) > 1 or self.around):
            self.effect.action = value
            if not self.is_unsure:
                self._sure_action = value

    def _set(self, name: str, value: t.Any) -> None:
        before = self.effect.fields.get(name)
        if not self.is_unsure:
            self.effect.doubtful.discard(name)
        elif script.is_known(before) and script.is_known(value) and before != value:
            self.effect.doubtful.add(name)
        self.effect.fields[name] = value
        if not self.is_unsure:
            self._sure[name] = value

    def called(self, call: script.Ref) -> bool:
        understood = self._called(call)
        self._settle()
        return understood

    def _called(self, call: script.Ref) -> bool:
        name, arguments = call.parts[-1], call.args or []
        selector = SELECTOR.search(call.parts[-2]) if name == "val" and arguments and len(call.parts) > 1 else None
        if selector is not None:
            self._set(selector.group(1) or selector.group(2), arguments[0])
        elif name == "setAttribute" and len(arguments) == 2 and arguments[0] == "value" and len(call.parts) > 1:
            self._set(call.parts[-2], arguments[1])
        elif name == "submit":
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
