# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What a click does, read from the page's script.

Links and buttons of the Remote UI are script: ``Go_NextPage("./x.cgi?…")``, ``edit_click()``, an OK button that fills control fields and
submits a form (reference ``remote-ui.md`` 5.1, 6.4). A handler is followed statement by statement, without control flow, until it
opens an address or submits a form.
"""

from __future__ import annotations

import dataclasses
import re
import typing as t

from . import script
from .definitions import Definitions

_ADDRESS = re.compile(r"^(?:\./|/|https?://|\?)[^\s<>\"']*$|^[\w./-]+\.(?:cgi|htm|html|tpl)(?:\?[^\s<>\"']*)?$", re.I)
_KEYWORDS = frozenset("var let const if else for while do return switch case break continue try catch finally throw in of this default".split())
_CALLS_PER_HANDLER = 60
_NESTING = 5


def looks_like_address(text: t.Any) -> bool:
    """Whether a text of a script can be the address of a page."""
    return isinstance(text, str) and len(text) < 2000 and _ADDRESS.match(text.strip()) is not None


@dataclasses.dataclass
class Effect:
    """Outcome of a handler.

    ``address`` is set when it opens a page (a text, or :class:`script.Pieces` with unknown parts), ``submits`` when it submits a form
    (the path of names that leads to the form), ``reloads`` when it only loads the same page again. ``fields`` are the control fields it
    sets before, ``action`` a new target of the form.
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

    :param form: names of the form in which the control stands, for ``this.form``.
    """
    effect = Effect()
    _Walk(definitions, effect, tuple(form)).run(script.tokenize(code), {}, 0)
    return effect


class _Walk:
    def __init__(self, definitions: Definitions, effect: Effect, form: t.Tuple[str, ...]) -> None:
        self.definitions = definitions
        self.effect = effect
        self.form = form
        self.calls = 0

    def run(self, tokens: t.List[script.Token], local: t.Dict[str, t.Any], nesting: int) -> None:
        env = _Scope(local, self.definitions)
        reader = script.Reader(tokens, env)
        while reader.position < len(tokens) and not self.effect.done:
            token = reader.peek()
            if token.kind != "name" or (token.text in _KEYWORDS and token.text != "this"):
                if token.kind == "name" and token.text == "function":
                    self._skip_function(reader)
                else:
                    reader.position += 1
                continue
            start = reader.position
            try:
                self._statement(reader, local, nesting)
            except script.ScriptError:
                reader.position = start + 1

    @staticmethod
    def _skip_function(reader: script.Reader) -> None:
        start = reader.position
        try:
            while not reader.at("{"):
                reader.take()
            reader.skip_block()
        except script.ScriptError:
            reader.position = start + 1

    def _statement(self, reader: script.Reader, local: t.Dict[str, t.Any], nesting: int) -> None:
        target = reader.postfix(resolve=False)
        if reader.at("="):
            reader.take()
            value = reader.expression()
            if isinstance(target, script.Ref) and target.args is None:
                self._assign(target, value, local)
        elif isinstance(target, script.Ref) and target.args is not None:
            self._call(target, nesting)

    def _assign(self, target: script.Ref, value: t.Any, local: t.Dict[str, t.Any]) -> None:
        last = target.parts[-1]
        if last in ("href", "location") and "location" in target.parts:
            self._open(value)
        elif last == "value" and len(target.parts) > 1:
            self.effect.fields[target.parts[-2]] = value
        elif last == "action" and len(target.parts) > 1:
            self.effect.action = value
        elif len(target.parts) == 1:
            local[last] = value

    def _call(self, call: script.Ref, nesting: int) -> None:
        name, arguments = call.parts[-1], call.args or []
        if name == "submit":
            self.effect.submits = call.parts[:-1]
        elif name in ("replace", "assign", "open") and ("location" in call.parts or "window" in call.parts) and arguments:
            self._open(arguments[0])
        elif name == "reload" and "location" in call.parts:
            self.effect.reloads = True
        else:
            self._enter(name, arguments, nesting)
            if not self.effect.done and name == "Go_NextPage" and arguments:
                self._open(arguments[0])

    def _enter(self, name: str, arguments: t.List[t.Any], nesting: int) -> None:
        self.calls += 1
        function = self.definitions.function(name) if self.calls <= _CALLS_PER_HANDLER and nesting < _NESTING else None
        if function is None:
            return
        parameters, body = function
        local = dict(zip(parameters, arguments))
        for parameter in parameters[len(arguments) :]:
            local[parameter] = script.UNKNOWN
        self.run(body, local, nesting + 1)

    def _open(self, value: t.Any) -> None:
        if isinstance(value, script.Pieces):
            first = value.items[0] if value.items else None
            # a page that keeps its base in a variable: what follows the unknown beginning is the address
            known = [item for item in value.items if isinstance(item, str)]
            if isinstance(first, str) or any(looks_like_address(item) or ".cgi" in item for item in known):
                self.effect.address = value
        elif isinstance(value, str) and value.strip() and not value.lower().startswith(("javascript:", "mailto:", "about:")):
            self.effect.address = value


class _Scope(t.Dict[str, t.Any]):
    """Local names first, then what the page defines."""

    def __init__(self, local: t.Dict[str, t.Any], definitions: Definitions) -> None:
        super().__init__()
        self.local = local
        self.definitions = definitions

    def __contains__(self, name: object) -> bool:
        return name in self.local or (name in self.definitions.values and not str(name).startswith("*."))

    def __getitem__(self, name: str) -> t.Any:
        return self.local[name] if name in self.local else self.definitions.values[name]

    def get(self, name: str, default: t.Any = None) -> t.Any:  # type: ignore[override]
        return self[name] if name in self else default
