# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What is written to a chat about the waiting list: an adaptive card for a workflow of Teams, blocks for Slack.

Whoever reads the channel reads the message. So it has no codes unless they are asked for: somebody who gets a code and an address
without the page's warning learns to type codes that come by chat. Texts of a printer go only where the chat does not interpret them
(TextRun, plain_text): no links, no mentions.
"""

from __future__ import annotations

import typing as t

from .board import Printer

_MOST_LINES = 40
_SLACK_LONGEST = 2900  # of 3000 characters in a text of a block
_ONLY = "Type only codes that are shown on the code desk page."
_ONLY_THESE = "Codes in a chat are as safe as the chat: compare each one with the code desk page before you type it."

Data = t.Dict[str, t.Any]


def message(
    kind: str, totals: t.Mapping[str, int], waiting: t.Sequence[Printer], with_codes: bool, ended: bool = False
) -> Data:
    """The body to post; ``kind`` is ``teams`` or ``slack``."""
    title = _title(totals, ended)
    counts = f"{totals['done']} of {totals['all']} done, {totals['failed']} failed"
    if totals["left"]:
        counts += f", {totals['left']} left for the next run"
    lines = [] if ended else _lines(waiting, with_codes)
    advice = "" if ended or not waiting else (_ONLY_THESE if with_codes else f"Open the code desk page. {_ONLY}")
    return (_teams if kind == "teams" else _slack)(title, counts, lines, advice)


def _title(totals: t.Mapping[str, int], ended: bool) -> str:
    if ended:
        return "The printers' migration has ended"
    number = totals["waiting"]
    return (
        f"{number} printer{' waits' if number == 1 else 's wait'} for a code"
        if number
        else "No printer waits for a code"
    )


def _lines(waiting: t.Sequence[Printer], with_codes: bool) -> t.List[str]:
    lines = []
    for printer in waiting[:_MOST_LINES]:
        parts = [printer.name, printer.place, printer.model]
        if with_codes and printer.code:
            parts += [printer.code, printer.uri, printer.account and f"sign in as {printer.account}"]
        lines.append(" · ".join(part for part in parts if part))
    if len(waiting) > _MOST_LINES:
        lines.append(f"and {len(waiting) - _MOST_LINES} more")
    return lines


def _teams(title: str, counts: str, lines: t.Sequence[str], advice: str) -> Data:
    body: t.List[Data] = [
        {"type": "TextBlock", "text": title, "weight": "Bolder", "size": "Large", "wrap": True},
        {"type": "TextBlock", "text": counts, "isSubtle": True, "wrap": True, "spacing": "None"},
    ]
    body += [{"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": line}]} for line in lines]
    if advice:
        body.append({"type": "TextBlock", "text": advice, "wrap": True, "separator": True})
    card = {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.4",
        "body": body,
    }
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}
    return {"type": "message", "attachments": [attachment]}


def _slack(title: str, counts: str, lines: t.Sequence[str], advice: str) -> Data:
    text = "\n".join(lines)
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": title}},
        *(_slack_section(part) for part in (counts, text[:_SLACK_LONGEST], advice) if part),
    ]
    return {"text": f"{title}. {counts}", "blocks": blocks}


def _slack_section(text: str) -> Data:
    return {"type": "section", "text": {"type": "plain_text", "text": text, "emoji": False}}
