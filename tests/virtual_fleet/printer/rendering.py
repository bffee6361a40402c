# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Templates, shared by all printers of the process."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from .texts import translate


def script_literal(value: object) -> Markup:
    """A JavaScript literal as these devices write them: ``&`` and ``<`` stay readable, only ``</`` is split."""
    return Markup(json.dumps(value, ensure_ascii=False).replace("</", "<\\/"))


def script_html(markup: str) -> Markup:
    """A line of markup as a single-quoted literal, so that its own double quotes stay as they are."""
    return Markup("'" + str(markup).replace("\\", "\\\\").replace("'", "\\'") + "'")


def hard_blanks(text: str) -> Markup:
    """Blanks as ``&nbsp;``, as in the title's device and product name (reference section 7.1)."""
    return Markup(str(Markup.escape(text)).replace(" ", "&nbsp;"))


@pass_context
def _in_language(context: Context, text: str) -> str:
    """A text in the page's language."""
    return translate(str(context.get("language") or "en"), text)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The Jinja2 environment; missing variables are errors."""
    env = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["t"] = _in_language
    env.filters["literal"] = script_literal
    env.filters["script_html"] = script_html
    env.filters["hard_blanks"] = hard_blanks
    return env


def render(template: str, **context: object) -> str:
    """A template's text."""
    return environment().get_template(template).render(**context)


@lru_cache(maxsize=4)
def message_table(name: str, kilobytes: int) -> Markup:
    """A script with message texts: the ballast that makes real pages as large as they are (sections 1.2, 5.5)."""
    lines, size, number = [], 0, 0
    while size < kilobytes * 1024:
        number += 1
        line = (
            f'{name}["{number * 7919 % 0xFFFF:04X}"] = "Check the state of unit {number}, then close the cover '
            f"and select the function again. If the message is still displayed, contact your dealer. "
            f'({number * 104729 % 99991})";'
        )
        lines.append(line)
        size += len(line) + 1
    return Markup(f"var {name} = new Object();\n" + "\n".join(lines))
