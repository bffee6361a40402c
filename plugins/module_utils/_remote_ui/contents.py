# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What a page says by itself: its sentences and headings, without the frame that every page has around them."""

from __future__ import annotations

import typing as t

from .libraries import etree
from .page import Page, is_hidden, text_of
from .text import UNKNOWN_MARK, squeeze

# parts that every page of the native side has around its own contents (reference remote-ui.md 7.2)
_FRAME = frozenset(
    "ruiCommons commonTools deviceLogo applicationBranding navTopicPath contentHeadingTools tmpReload tmpUpdate "
    "navigation navigationWrapper rebootModule applicationInfo tmpFooter".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body br center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr label "
    "legend li main ol p pre section table tbody td tfoot th thead tr ul".split()
)
_NO_TEXT = frozenset(["script", "style", "noscript", "option", "select", "textarea", "title", "head", "a", "button"])


def is_content(element: t.Any) -> bool:
    """Whether an element belongs to the page's own contents, and is shown."""
    around = [element, *element.iterancestors()]
    return not any(one.get("id") in _FRAME or is_hidden(one) for one in around)


def sentences(page: Page) -> t.List[str]:
    """The texts of a page, block by block, without its frame, links, buttons and what it hides."""
    body = next(page.root.iter("body"), page.root)
    found: t.List[str] = []
    pieces: t.List[str] = []
    skip = None

    def flush() -> None:
        text = squeeze("".join(pieces))
        if text and UNKNOWN_MARK not in text:
            found.append(text)
        pieces.clear()

    for event, node in etree.iterwalk(body, events=("start", "end")):
        known = isinstance(node.tag, str)
        if event == "start" and skip is None:
            if not known or node.tag in _NO_TEXT or node.get("id") in _FRAME or is_hidden(node):
                skip = node
                continue
            if node.tag in _BLOCKS:
                flush()
            pieces.append(node.text or "")
        elif event == "end":
            if skip is None and node.tag in _BLOCKS:
                flush()
            if skip is node:
                skip = None
            if skip is None and node is not body:
                pieces.append(node.tail or "")
    flush()
    return list(dict.fromkeys(found))


def headings(page: Page) -> t.List[str]:
    """Title and headings of a page."""
    names = [text_of(element) for element in page.root.iter("h1", "h2", "h3", "h4", "h5") if is_content(element)]
    return [name for name in (page.title, *names) if name]
