# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Which step of the firmware update a page is, told by its texts and controls alone (reference ``remote-ui.md`` 12: unknown pages)."""

from __future__ import annotations

import dataclasses
import re
import typing as t

from .._remote_ui.contents import headings, is_content, sentences
from .._remote_ui.controls import caption
from .._remote_ui.errors import RemoteUIError, UnknownLayout
from .._remote_ui.labels import Labels
from .._remote_ui.page import Page
from .._remote_ui.text import label_key, shorten
from . import wizard
from .device import VERSION, version
from .firmware_words import CAUTION, CURRENT_VERSION, STATUS, Words

MENU, CHECKING, LATEST, FORM, READY = "menu", "checking", "latest", "form", "ready"
RUNNING, SCHEDULED, FINISHED, FAILED, BUSY, REFUSED, UNKNOWN = (
    "running",
    "scheduled",
    "finished",
    "failed",
    "busy",
    "refused",
    "unknown",
)
_PERCENT = re.compile(r"(?<![\d.])(\d{1,3})(?:\.\d)?\s?(?:%|percent\b)")
_TO_VERSION = re.compile(
    rf"\bto (?:the )?(?:(?:firmware|new|version|ver\.?) ?){{0,3}}[Vv]?\.? ?({VERSION.pattern})", re.I
)
_NONE = re.compile(
    r"^(?:[-\u2010-\u2015]{1,3}|none|no|n/a|not available|no (?:new )?(?:firmware|version|update)s?)\.?\Z", re.I
)
_SENTENCE_ENDS = re.compile(r"(?<=[.!])\s+")
_PROMISE = re.compile(r"\bwill\b", re.I)
_LONGEST = 400  # characters of one sentence that are looked at


@dataclasses.dataclass
class Step:
    """A page of the firmware update.

    :ivar page: with what its scripts write; None where only the printer's notice is known.
    :ivar said: the sentence that decided.
    :ivar version: the version that is offered, numbers only.
    :ivar percent: of the progress.
    :ivar consent: the check box or radio button with which a licence is accepted.
    :ivar licensed: whether the page asks for a licence.
    :ivar doubt: what the row [Status] says, where that is not understood: an update may run.
    :ivar readable: whether its address can be read again; one that a form was sent to may do something else then.
    """

    kind: str
    page: t.Optional[Page] = None
    said: str = ""
    version: t.Optional[str] = None
    percent: t.Optional[int] = None
    consent: t.Any = None
    licensed: bool = False
    readable: bool = False
    doubt: str = ""
    texts: t.List[str] = dataclasses.field(default_factory=list)

    @property
    def key(self) -> t.Tuple[t.Any, ...]:
        """What two showings of the same page have in common."""
        return (self.kind, self.page.title if self.page else "", tuple(self.texts[:40]))


def read(page: Page, words: Words, before: bool = False) -> Step:
    """Which step a page is.

    :param before: nothing was pressed yet: what a menu page tells of an earlier update or check is not news then.
    """
    return _Reader(page.with_written, words).step(before)


class _Reader:
    def __init__(self, page: Page, words: Words) -> None:
        self.page = page
        self.words = words
        self.texts = [text[:_LONGEST] for text in sentences(page)]
        self.labels = Labels(page)
        self.consent = self._consent()
        self.license = self._license()
        self.go = self._go()

    def step(self, before: bool) -> Step:
        new, current = self._version(self.words.versions()), self._version(CURRENT_VERSION)
        menu = wizard.find(self.page, self.words.buttons("confirm")) is not None
        asked = self._says("question")
        times = any(self._is_time(choice) for choice in wizard.choices(self.page))
        newer = new is not None and new != current
        form = self.go is not None and (newer or times or self.license or bool(asked) or bool(self._says("available")))
        ready = self._says("ready") if self.go is not None and not times and not self.license else ""
        running = self._running(form)
        if running:
            return self._made(RUNNING, running, new)
        scheduled = (self._status("scheduled") or self._says("scheduled")) if not times else ""
        if scheduled:
            return self._made(SCHEDULED, scheduled, new)
        percent = next((text for text in self.texts if _is_bare_percent(text)), "")
        if percent:
            return self._made(RUNNING, percent, new)
        if ready:
            return self._made(READY, ready, new)
        if before and menu:
            return self._made(MENU)
        for kind, said in (
            (BUSY, self._refused("busy") if not form else ""),
            (CHECKING, self._says("checking") if not form else ""),
            (LATEST, self._latest(newer, form, new, current)),
            (FORM, asked or self._says("available") or " ".join(self.texts[:1]) or self.page.title if form else ""),
            (BUSY, self._refused("busy")),
            (FINISHED, self._says("finished")),
            (FAILED, self._says("failed")),
            (REFUSED, self._refused("refused")),
            (LATEST, self._offers_none() if not form else ""),
        ):
            if said:
                return self._made(kind, said, new)
        if menu or wizard.find(self.page, self.words.buttons("distributed")) is not None:
            return self._made(MENU)
        return self._made(UNKNOWN)

    def _made(self, kind: str, said: str = "", new: t.Optional[str] = None) -> Step:
        step = Step(kind, self.page, shorten(said), new, consent=self.consent, licensed=self.license, texts=self.texts)
        step.version = new or (_offered(said) if kind in (FORM, READY) else None)
        step.percent = self._percent() if kind == RUNNING else None
        step.doubt = self._doubt() if kind in (MENU, FORM, READY) else ""
        return step

    # -- what the page says -----------------------------------------------------------------------
    def _says(self, name: str) -> str:
        """The first sentence that says something, warnings left out where they would mislead."""
        for text in self.texts:
            if self.words.says(name, text) and not (name in ("ready", "finished") and _is_caution(text)):
                return text
        return ""

    def _refused(self, name: str) -> str:
        """A sentence that refuses, or names the work that is in the way and is more than a warning."""
        for text in self.texts:
            if not self.words.says(name, text) or text.endswith("?"):
                continue
            if name == "refused" or self.words.says("refused", text):
                return text
            # "Import is in progress. Wait until it is complete." says it, and then what to do
            if any(self.words.says(name, part) and not _is_caution(part) for part in _SENTENCE_ENDS.split(text)):
                return text
        return ""

    def _latest(self, newer: bool, form: bool, new: t.Optional[str], current: t.Optional[str]) -> str:
        said = self._says("latest")
        if said and not newer and not (form and self._says("available")):
            return said
        return f"version {new} is installed" if new is not None and new == current and not form else ""

    def _offers_none(self) -> str:
        """A row for the new version that holds a dash, or says that there is none: it does so, too, where the check failed."""
        for spot in (spot for name in self.words.versions() for spot in self.labels.find(name)):
            if _NONE.match(spot.value or ""):
                return f"{spot.label}: {spot.value}"
        return ""

    def _running(self, form: bool) -> str:
        """A status, a bar or a sentence of an update that runs; a warning such as "while updating" is none.

        :param form: the page asks whether, or when, to update.
        """
        status = self._status("running")
        if status:
            return status
        progress = next((one for one in self.page.root.iter("progress") if is_content(one)), None)
        if progress is not None:
            return next((text for text in self.texts if self.words.says("running", text)), "") or "a progress bar"
        for text in self.texts:
            # "Updating the firmware. Do not turn the power off." says it, and then warns; an offer may promise it
            for part in [text] if form else [text, *_SENTENCE_ENDS.split(text)]:
                if self._tells_running(part) and not (form and _PROMISE.search(part)):
                    return text
        return ""

    def _tells_running(self, text: str) -> bool:
        return (
            self.words.says("running", text)
            and not self.words.says("latest", text)
            and not text.endswith("?")
            and (not _is_caution(text) or "wait" in text.lower())
            and not _warns(text)
        )

    def _status(self, name: str) -> str:
        """The row [Status] where it says something."""
        for label in STATUS:
            for spot in self.labels.find(label):
                if self.words.says(name, spot.value or "") and not _is_caution(spot.value or ""):
                    return f"{spot.label}: {spot.value}"
        return ""

    def _doubt(self) -> str:
        known = ("running", "scheduled", "ready", "checking", "idle", "latest", "finished", "failed")
        for spot in (spot for label in STATUS for spot in self.labels.find(label)):
            if spot.value is not None and not any(self.words.says(name, spot.value) for name in known):
                return f"{spot.label}: {spot.value}"
        return ""

    def _percent(self) -> t.Optional[int]:
        for progress in self.page.root.iter("progress"):
            value, top = _number(progress.get("value")), _number(progress.get("max")) or 1.0
            if value is not None:
                return min(100, round(100 * value / top))
        for text in self.texts:
            match = _PERCENT.search(text)
            if match and int(match.group(1)) <= 100:
                return int(match.group(1))
        return None

    def _version(self, names: t.Sequence[str]) -> t.Optional[str]:
        for name in names:
            for spot in self.labels.find(name):
                found = version(spot.value)
                if found:
                    return found
        return None

    # -- what can be pressed and chosen -----------------------------------------------------------
    def _go(self) -> t.Any:
        names = ("accept", "update", "next")
        return next(
            (
                one
                for one in (_first(self.page, go_on(self.page, self.words, [name]), self.license) for name in names)
                if one is not None
            ),
            None,
        )

    def _is_time(self, choice: wizard.Choice) -> bool:
        known = {label_key(text) for name in ("now", "scheduled", "download_only") for text in self.words.times(name)}
        return sum(label_key(text) in known for text in choice.texts) >= 2

    def _consent(self) -> t.Any:
        for control in self.page.controls:
            if control.kind in ("checkbox", "radio") and is_content(control.element):
                text = caption(control)
                if _consents(text, self.words):
                    return control.element
        return None

    def _license(self) -> bool:
        if self.consent is not None or _first(self.page, go_on(self.page, self.words, ["accept"]), True) is not None:
            return True
        return any(self.words.says("license", _last_part(text)) for text in headings(self.page))


def go_on(page: Page, words: Words, names: t.Iterable[str]) -> t.List[str]:
    """Texts of buttons by which a page is answered, in the order of ``names``; a sentence that accepts is as good as a known text."""
    texts: t.List[str] = []
    for name in names:
        texts += words.buttons(name)
        if name == "accept":
            texts += [text for text in wizard.names(page) if _consents(text, words)]
    return texts


def _consents(text: str, words: Words) -> bool:
    return words.says("consent", text) and re.search(r"\bnot\b|\bdisagree\b|\bdecline\b", text, re.I) is None


def _first(page: Page, texts: t.Union[str, t.Iterable[str]], disabled: bool) -> t.Any:
    """As :func:`wizard.find`; several that do different things are still one that is there."""
    texts = [texts] if isinstance(texts, str) else texts
    try:
        return wizard.find(page, texts, disabled)
    except UnknownLayout:
        return True


def _offered(said: str) -> t.Optional[str]:
    """The version that a sentence offers: the only one in it, or the one behind ``to``."""
    found = list(dict.fromkeys(VERSION.findall(said)))
    if len(found) > 1:
        found = _TO_VERSION.findall(said)
    return found[0] if len(found) == 1 else None


def _last_part(text: str) -> str:
    """``License Agreement`` of a title such as ``Remote UI : License Agreement : copier-1 : iR-ADV C5560``."""
    parts = [part.strip() for part in re.split(r"\s[:\uff1a]\s", text)]
    return parts[1] if len(parts) > 1 else text


def _is_caution(text: str) -> bool:
    return CAUTION.search(text) is not None


def _warns(text: str) -> bool:
    """``Do not turn off the device while it is being updated`` is on the page before, too."""
    return re.search(r"\b(?:while|during|when|if|before|after|until|unless|may|might|not)\b", text, re.I) is not None


def _is_bare_percent(text: str) -> bool:
    return _PERCENT.search(text) is not None and _PERCENT.sub("", text).strip(" .:()") == ""


def _number(text: t.Optional[str]) -> t.Optional[float]:
    try:
        number = float(text) if text is not None else None
    except ValueError:
        return None
    return number if number is not None and 0 <= number < 1e9 else None  # no infinity, no "nan"


def of_error(error: RemoteUIError, words: Words) -> Step:
    """What the printer's notice (a page with a message block) says of the update."""
    for said in [*error.seen, error.message]:
        for kind, name in (
            (RUNNING, "running"),
            (BUSY, "busy"),
            (LATEST, "latest"),
            (SCHEDULED, "scheduled"),
            (FAILED, "failed"),
        ):
            if words.says(name, said) and not (kind == RUNNING and words.says("busy", said)):
                return Step(kind, None, shorten(said), texts=list(error.seen))
    return Step(REFUSED, None, shorten("; ".join(error.seen) or error.message), texts=list(error.seen))


def unknown(step: Step, what: str, teach: str = "") -> UnknownLayout:
    """The error for a page that is not understood: everything that its owner needs to help."""
    page = step.page
    seen = [f"texts: {', '.join(shorten(text, 100) for text in step.texts[:15])}"] if step.texts else []
    buttons = wizard.names(page) if page is not None else []
    choices = [
        shorten(text, 60) for choice in (wizard.choices(page) if page is not None else []) for text in choice.texts
    ][:20]
    seen.append("links and buttons: " + (", ".join(f'"{name}"' for name in buttons) or "none"))
    if choices:
        seen.append("choices: " + ", ".join(f'"{name}"' for name in choices))
    if teach:
        teach = f"If one of these is the right one, set canon_labels: {{{teach}: <its text>}}; otherwise send"
    return UnknownLayout(
        what,
        screen=page.title if page is not None else None,
        address=page.path if page is not None else None,
        seen=seen,
        remedy=(teach or "Send") + " a capture of this page, so that the collection can learn it",
    )
