# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""One line of a log of sent jobs as facts: delivered or not, and with which error code."""

from __future__ import annotations

import re
import typing as t
import unicodedata

from .._remote_ui.text import label_key, phrase
from .error_codes import CODES
from .fields import taught
from .job_log_words import BY_MAIL, LOG, NOT_BY_MAIL, RESULTS
from .log_table import Labels, Line, shown_time

OK, FAILED, UNKNOWN = "ok", "failed", "unknown"
_MARKED = re.compile(r"#\s?([0-9]{3,4})(?![0-9])")
_BARE = re.compile(r"^[EeNnCcOo. ]{0,4}([0-9]{3,4})$")  # a number alone in its own column, as 801 or E801
_BREAKS = re.compile(r"[,;:/()\[\]\uff1a|]|\s-\s")
_NUMBER = re.compile(r"^[\w.#-]{1,20}\Z")
_PRIVATE = re.compile(r"@|\d{5,}|\\\\|://")


class Sent(t.NamedTuple):
    """A line of the log.

    :ivar by_mail: whether it went by mail or I-fax; None where the log does not say.
    :ivar text: what the log says of the result, for a note where it is not understood.
    """

    number: t.Optional[str]
    time: t.Optional[str]
    kind: t.Optional[str]
    by_mail: t.Optional[bool]
    result: str
    error_code: t.Optional[str]
    text: str
    understood: bool

    def facts(self, moment: t.Optional[str]) -> t.Dict[str, t.Any]:
        """The line as a result. :param moment: its time in ISO 8601."""
        known = CODES.get(self.error_code or "")
        return {
            "number": self.number,
            "time": self.time,
            "time_iso": moment,
            "kind": self.kind,
            "by_mail": self.by_mail,
            "result": self.result,
            "error_code": self.error_code,
            "meaning": known.meaning if known else None,
            "remedy": known.remedy if known else None,
        }


def sent(line: Line, labels: Labels) -> Sent:
    """:param labels: the user's ``canon_labels``, which may have ``job_log.ok`` and ``job_log.failed``."""
    shown = line.get("result", "")
    code = _code(line.get("error_code", ""), alone=True) or _code(shown)
    result, understood = _result(shown, code, labels)
    if not shown and not code and "error_code" in line and "result" not in line:
        result, understood = OK, True  # a log that has a column for errors only
    kind = line.get("kind", "")
    number = line.get("number", "")
    time = shown_time(line)
    return Sent(
        number if _NUMBER.match(number) else None,
        time if time and "@" not in time else None,
        kind if kind and not _PRIVATE.search(kind) else None,
        _by_mail(kind),
        result,
        code,
        shown if not _PRIVATE.search(shown) else "",
        understood,
    )


def _code(text: str, alone: bool = False) -> t.Optional[str]:
    """``#801`` of a text; None for none, and for one that is only noughts. :param alone: the text has a column of its own."""
    plain = unicodedata.normalize("NFKC", text)
    match = _MARKED.search(plain) or (_BARE.match(plain.strip()) if alone else None)
    return f"#{match.group(1)}" if match and int(match.group(1)) else None


def _result(shown: str, code: t.Optional[str], labels: Labels) -> t.Tuple[str, bool]:
    parts = [phrase(part) for part in _BREAKS.split(_MARKED.sub(" ", unicodedata.normalize("NFKC", shown)))]
    parts = [phrase(shown), *filter(None, parts)]
    found = {
        result
        for result in (OK, FAILED, UNKNOWN)
        for part in parts
        if part in RESULTS[result] or part in map(phrase, taught(labels, f"{LOG.key}.{result}"))
    }
    if UNKNOWN in found:  # stopped by somebody: [STOP] stands beside [NG]
        return UNKNOWN, True
    if code:
        return (UNKNOWN, False) if OK in found else (FAILED, True)
    if len(found) == 1:
        return found.pop(), True
    return UNKNOWN, False


def _by_mail(kind: str) -> t.Optional[bool]:
    key = label_key(kind)
    if any(word in key for word in BY_MAIL) and "mailbox" not in key:
        return True
    return False if any(word in key for word in NOT_BY_MAIL) else None
