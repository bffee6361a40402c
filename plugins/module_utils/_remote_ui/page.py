# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""A page of the Remote UI: parsed HTML, its forms and its scripts."""

from __future__ import annotations

import functools
import re
import time
import typing as t
from urllib.parse import urljoin, urlsplit

from . import filled
from .controls import Control, Form
from .definitions import Definitions
from .errors import UnexpectedAnswer
from .libraries import etree
from .markup import parse
from .text import readable, squeeze
from .written import WRITES, may_write, may_write_controls, splice

MAX_CHARACTERS = 4_000_000
_TOKEN = re.compile(r"[?&;]Token=(\d{1,40})\b")
_HIDDEN = re.compile(r"(?:display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden)", re.I)
_REFRESH = re.compile(
    r"(?:url\s{0,5}=|^\s{0,9}[\d.]{1,9}\s{0,5}[;,])\s{0,5}['\"]?(?!url\s{0,5}=)([^'\">\s]{1,2000})", re.I
)


class Page:
    """One answer of the printer that is meant to be HTML.

    :param address: the address (absolute) from which it came; relative links are resolved against it.
    :param text: the decoded body.
    :param spliced: read with what its scripts write with ``document.write``; the text is that of a page already.
    """

    def __init__(
        self,
        address: str,
        text: str,
        status: int = 200,
        headers: t.Optional[t.Mapping[str, str]] = None,
        spliced: bool = False,
    ) -> None:
        self.address = address
        self.status = status
        self.headers = headers or {}
        self._read_at = time.monotonic()
        self.source = text if spliced else readable(text[:MAX_CHARACTERS])
        self._spliced: t.Optional[Page] = self if spliced else None
        self._forms: t.Optional[t.List[Form]] = None
        self._controls: t.Optional[t.List[Control]] = None
        self.labels: t.Any = None  # kept by labels.py
        self.clickables: t.Optional[t.List[t.Tuple[t.Any, t.Set[str]]]] = None  # links and buttons, kept by links.py
        self._ids: t.Optional[t.Dict[str, t.Any]] = None
        self._classes: t.Optional[t.Dict[str, t.List[t.Any]]] = None
        self._definitions: t.Optional[Definitions] = None
        self.root = _parse(splice(self.source) if spliced else self.source, self.path)
        if spliced and self._is_filled:
            native = self.native_form
            filled.fill(self.root, self.definitions, None if native is None else dict(native.hidden_fields()))
            self._forms = None  # scripts also put controls into them

    @property
    def age(self) -> float:
        """Seconds since the page was read."""
        return time.monotonic() - self._read_at

    # -- address --------------------------------------------------------------------------------
    @property
    def path(self) -> str:
        """The path of the address, for messages: without host and without the query (which can hold a token)."""
        return urlsplit(self.address).path or "/"

    def absolute(self, address: str) -> str:
        """The whole address of a link; one that is no address leads nowhere, which is this page."""
        try:
            return urljoin(self._base, address.strip())
        except ValueError:
            return self.address

    @functools.cached_property
    def _base(self) -> str:
        """What links are resolved against: the page's ``<base>`` where it has one."""
        told = next((element.get("href") for element in self.root.iter("base") if element.get("href")), "")
        try:
            return urljoin(self.address, told.strip())
        except ValueError:
            return self.address

    # -- parts ----------------------------------------------------------------------------------
    @property
    def title(self) -> str:
        for element in self.root.iter("title"):
            return squeeze("".join(element.itertext()))
        return ""

    @property
    def language(self) -> str:
        return (self.root.get("lang") or "").strip().lower()

    @property
    def definitions(self) -> Definitions:
        if self._definitions is None:
            self._definitions = Definitions(element.text or "" for element in self.root.iter("script"))
        return self._definitions

    @property
    def forms(self) -> t.List[Form]:
        if self._forms is None:
            self._forms = [Form(element, index) for index, element in enumerate(self.root.iter("form"))]
        return self._forms

    @property
    def with_written(self) -> Page:
        """The same page with what its scripts write where they stand, and put into its elements (slower).

        Asked where something is missing, and for values that are only shown.
        """
        if self._spliced is None:
            if WRITES.search(self.source) or self._is_filled:
                self._spliced = Page(self.address, self.source, self.status, self.headers, spliced=True)
            else:
                self._spliced = self
        return self._spliced

    def may_write(self, label: str) -> bool:
        """Whether a label that the page does not show can be among what its scripts write."""
        return (self._is_filled or WRITES.search(self.source) is not None) and any(
            may_write(code, label) for code in self.definitions.scripts
        )

    @property
    def may_have_more_controls(self) -> bool:
        """Whether there can be more to enter :attr:`with_written` than without."""
        return any(map(may_write_controls, self.definitions.scripts)) and self.with_written is not self

    def may_fill(self, elements: t.Sequence[t.Any]) -> bool:
        """Whether scripts can have a hand in what stands in these elements."""
        if any(True for element in elements for _script in element.iter("script")):
            return True
        return self._is_filled and filled.reaches(self.definitions.text, elements)

    @functools.cached_property
    def _is_filled(self) -> bool:
        """Whether scripts may put something into the elements of the page; values of a native page are in its hidden form."""
        return filled.puts_texts(self.source) or (
            self.native_form is None and filled.CONTROLS.search(self.source) is not None
        )

    def form(self, name: str) -> t.Optional[Form]:
        """The form with this name or id."""
        for form in self.forms:
            if name and name in (form.element.get("name"), form.element.get("id")):
                return form
        return None

    @property
    def native_form(self) -> t.Optional[Form]:
        """The hidden form that holds the current values and is sent (``SUBMIT_FORM``); None on other pages."""
        named = self.form("SUBMIT_FORM")
        if named is not None and named.all_hidden:
            return named
        return next((form for form in self.forms if form.is_native), None)

    def form_of(self, element: t.Any) -> t.Optional[Form]:
        """The form in which an element stands."""
        owner = element.get("form")
        if owner:
            return next((form for form in self.forms if form.element.get("id") == owner), None)
        ancestor = element
        while ancestor is not None and ancestor.tag != "form":
            ancestor = ancestor.getparent()
        return next((form for form in self.forms if form.element is ancestor), None) if ancestor is not None else None

    @property
    def token(self) -> t.Optional[str]:
        """The newest token of the native side (decimal digits), in a form or in an address (reference section 4); None where there is none."""
        for form in self.forms:
            value = form.get("Token")
            if value:
                return value
        in_address = _TOKEN.search(self.source) if "Token=" in self.source else None
        return in_address.group(1) if in_address else None

    @property
    def controls(self) -> t.List[Control]:
        """All controls of the page that a person can see, also outside forms."""
        if self._controls is None:
            found = [Control(element) for element in self.root.iter("input", "select", "textarea")]
            self._controls = [control for control in found if control.kind != "hidden"]
        return self._controls

    @property
    def refresh(self) -> t.Optional[str]:
        """Target of a ``<meta http-equiv="refresh">``."""
        for element in self.root.iter("meta"):
            if (element.get("http-equiv") or "").lower() == "refresh":
                match = _REFRESH.search(element.get("content") or "")
                if match:
                    return match.group(1)
        return None

    def by_id(self, identifier: str) -> t.Any:
        """The (first) element with this ``id``."""
        if self._ids is None:
            self._ids = {}
            for element in self.root.xpath("//*[@id]"):
                self._ids.setdefault(element.get("id"), element)
        return self._ids.get(identifier)

    def by_class(self, name: str) -> t.List[t.Any]:
        """All elements of this class, in their order."""
        if self._classes is None:
            self._classes = {}
            for element in self.root.xpath("//*[@class]"):
                for own in set(element.get("class").split()):
                    self._classes.setdefault(own, []).append(element)
        return self._classes.get(name, [])


def hidden_elements(root: t.Any) -> t.Set[t.Any]:
    """All elements that a style in the page hides, or that stand in one; a script may still show them."""
    return {
        found
        for around in root.xpath("descendant::*[@style or @hidden]")
        if is_hidden(around)
        for found in around.iter()
    }


def is_hidden(element: t.Any) -> bool:
    """Whether the page itself says that an element is not shown."""
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "") is not None


def value_text(nodes: t.Iterable[t.Any]) -> str:
    """What a person reads as a value: not what a style hides, not the button beside it, of a picture its alternative text.

    Empty where all of it is hidden: only the running script would tell whether it shows it.
    """
    nodes = list(nodes)
    for is_left_out in (lambda node: is_hidden(node) or _is_button(node), is_hidden):
        text = squeeze(" ".join(text_of(node, is_left_out) for node in nodes))
        if text:
            return text
    hidden = {found for node in nodes for found in hidden_elements(node)}
    pictures = [picture for node in nodes for picture in node.iter("img") if picture not in hidden]
    return squeeze(" ".join(picture.get("alt") or picture.get("title") or "" for picture in pictures))


def _is_button(element: t.Any) -> bool:
    return element.tag == "button" or (
        element.tag == "a" and (element.get("href") or "").strip().lower().startswith(("javascript:", "#"))
    )


def text_of(element: t.Any, is_left_out: t.Callable[[t.Any], bool] = lambda _node: False) -> str:
    """The text that a person sees in an element: without scripts, styles and notes (``memo``, raised numbers of footnotes).

    :param is_left_out: what else is left out.
    """
    pieces: t.List[str] = []
    skip = None
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if skip is None and event == "start":
            if (
                not isinstance(node.tag, str)
                or node.tag in ("script", "style", "option", "noscript", "sup")
                or "memo" in (node.get("class") or "").split()
                or is_left_out(node)
            ):
                skip = node
            else:
                pieces.append(node.text or "")
                if node.tag == "br":
                    pieces.append(" ")
        elif event == "end":
            if skip is node:
                skip = None
            if skip is None and node is not element:
                pieces.append(node.tail or "")
    return squeeze("".join(pieces))


def _parse(source: str, path: str) -> t.Any:
    root = parse(source)
    if root is None:
        if source.strip():
            raise UnexpectedAnswer("The printer sent something that is not a page", address=path)
        root = parse("<html><body></body></html>")
    etree.strip_elements(root, "template", with_tail=False)  # what a script may copy from stands on no page
    return root
