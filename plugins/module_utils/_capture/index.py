# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What a person reads in a capture: README.txt and index.html. All texts that come in are masked."""

from __future__ import annotations

import html
import typing as t

_README = """\
Capture of the web page (Remote UI) of a Canon printer
======================================================

Made with the module canon_capture of {collection}. It has only read: nothing was changed on the printer.

  index.html      list of the pages, and which fields of each screen were found; begin here
  pages/          the pages as the printer sent them, with values masked, as texts (so that no script runs)
  manifest.json   the same list for programs

{masking}

What was masked: {counts}.

The same value has the same placeholder everywhere. Masking recognises values by their form and by their place. It
cannot know the meaning of a place that it has never seen: LOOK THE PAGES OVER BEFORE YOU SEND THEM, above all texts
that somebody has typed in. Search them for your company's name, for names of people, for your domains and for parts of
your network addresses. The name of this file may name the printer: rename it if that tells too much.
"""
_ALL = """\
Passwords, cookies, tokens, codes and keys, serial numbers, names, users, mail and network addresses, host names and
tenants were replaced by placeholders."""
_SECRETS_ONLY = """\
NOT MASKED, except for passwords, cookies, tokens, codes and keys: names, addresses and serial numbers ARE IN THIS FILE.
Do not send it to anybody who may not know them."""
_STYLE = (
    "body{font:15px sans-serif;margin:2em}table{border-collapse:collapse}pre{margin:0;white-space:pre-wrap}"
    ".no{background:#fdd}td,th{border:1px solid #bbb;padding:.3em .6em;text-align:left;vertical-align:top}"
)


def readme(content: t.Mapping[str, t.Any]) -> str:
    counts = (
        ", ".join(f"{number} x {kind.replace('_', ' ')}" for kind, number in content["counts"].items()) or "nothing"
    )
    masking = _ALL if content["masked"] == "all" else _SECRETS_ONLY
    return _README.format(collection=content["collection"], masking=masking, counts=counts)


def page(content: t.Mapping[str, t.Any]) -> str:
    login = "logged in" if content["logged_in"] else "NOT logged in: " + content["login_error"]
    ended = "" if content["complete"] else "; ended early"
    parts = [
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Capture</title>',
        f"<style>{_STYLE}</style></head><body>\n<h1>Capture of a Remote UI</h1>",
        f"<p>{_escape(content['collection'])}; {_escape(login)}; masked: {content['masked']}{ended}.",
        'See <a href="README.txt">README.txt</a>.</p>',
        _fields(content),
        _notes(content),
        _pages(content),
        "</body></html>\n",
    ]
    return "\n".join(parts)


def _fields(content: t.Mapping[str, t.Any]) -> str:
    rows = []
    for screen, names in content["fields"].items():
        for name, found in names.items():
            if found["label"] is None:
                cells = ["not found", "", ""]
            else:
                cells = [found["label"], found["control"], "yes" if found["understood"] else "no"]
            rows.append(_row([f"{screen}.{name}", *cells], "no" if found["label"] is None else ""))
    if not rows:
        return "<h2>Fields</h2>\n<p>No screen was read.</p>"
    return "<h2>Fields</h2>\n" + _table(["field", "found under the label", "control", "value understood"], rows)


def _notes(content: t.Mapping[str, t.Any]) -> str:
    rows = [_row([name, note]) for name, note in content["notes"].items()]
    return "<h2>Not read</h2>\n" + _table(["what", "why"], rows) if rows else ""


def _pages(content: t.Mapping[str, t.Any]) -> str:
    rows = []
    for shown in content["pages"]:
        name = _escape(shown["file"] or "no text")
        link = f'<a href="{name}">{name}</a>' if shown["file"] else name
        headers = "\n".join(f"{key}: {value}" for key, value in shown["headers"])
        labels = "<br><br>Labels: " + _escape(", ".join(shown["labels"])) if shown["labels"] else ""
        rows.append(
            f"<tr><td>{_escape(shown['what'])}<br>{link}</td><td>{shown['method']} {_escape(shown['address'])}</td>"
            f"<td>{shown['status']}</td><td>{_escape(shown['title'])}{labels}</td><td><pre>{_escape(headers)}</pre></td></tr>"
        )
    return "<h2>Pages</h2>\n" + _table(["what", "address", "status", "title", "headers"], rows)


def _table(heads: t.Sequence[str], rows: t.Sequence[str]) -> str:
    return "<table><tr>" + "".join(f"<th>{head}</th>" for head in heads) + "</tr>\n" + "\n".join(rows) + "</table>"


def _row(cells: t.Sequence[t.Any], mark: str = "") -> str:
    start = f'<tr class="{mark}">' if mark else "<tr>"
    return start + "".join(f"<td>{_escape(cell)}</td>" for cell in cells) + "</tr>"


def _escape(text: t.Any) -> str:
    return html.escape(str(text))
