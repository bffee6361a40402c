# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""HTML as a tree of elements."""

from __future__ import annotations

import typing as t

from .libraries import etree


def parse(source: str) -> t.Any:
    """The root element of a document, without comments and processing instructions; None for what cannot be read as HTML.

    The elements are plain ones: those of lxml.html are made by Python code each time one is looked at.
    """
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(source.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
