# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What the code desk knows: how each printer of the run stands. No files, no output, no Ansible."""

from __future__ import annotations

import dataclasses
import time
import typing as t

from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.text import one_line

TO_COME, CONNECTING, WAITING, RENEWING = "to_come", "connecting", "waiting", "renewing"
ACTIVE, LEFT, FAILED = "active", "left", "failed"
_OPEN = frozenset({CONNECTING, WAITING, RENEWING})
_OF_RESULT = {"active": ACTIVE, "waiting": LEFT, "not_migrated": FAILED}

NOBODY_TYPED = "Nobody entered the code in time. Run the playbook again to go on here."
CUT_OFF = "The run ended before the code was entered. Run the playbook again to go on here."

_LONGEST, _LONGEST_REASON = 200, 1200  # characters: a printer's texts are hostile input

Data = t.Dict[str, t.Any]


@dataclasses.dataclass
class Printer:
    """One printer. Times are seconds since 1970."""

    name: str
    state: str = TO_COME
    place: str = ""  # its own words, as far as it was asked, like its model
    model: str = ""
    code: str = ""
    uri: str = ""
    account: str = ""
    expires_at: t.Optional[float] = None
    message: str = ""
    step: str = ""
    reason: str = ""
    arrived: int = 0  # the order in which the printers of the waiting list came
    settled_at: t.Optional[float] = None


class Board:
    """All printers of a run. What happens to them is told by the methods, in the order in which it happens."""

    def __init__(self, clock: t.Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._printers: t.Dict[str, Printer] = {}
        self._devices: t.Dict[str, t.Dict[str, str]] = {}
        self._posts: t.Dict[str, Data] = {}
        self._troubles: t.Dict[str, t.Tuple[str, str]] = {}
        self._arrivals = 0

    @property
    def has_posts(self) -> bool:
        """Whether a task has waited in this run."""
        return bool(self._posts)

    def expect(self, names: t.Iterable[str]) -> None:
        """These printers belong to the run."""
        for name in names:
            self._printers.setdefault(name, Printer(name))

    def describe(self, name: str, device: t.Any) -> None:
        """What the printer says about itself (``printer.device`` of ``canon_info``)."""
        if isinstance(device, t.Mapping):
            self._devices[name] = {
                "place": _clean(device.get("location")) or _clean(device.get("device_name")),
                "model": _clean(device.get("product_name")),
            }

    def take_post(self, post: Data) -> None:
        """News that the waiting task posted (``_waiting_list``); the same news twice is none."""
        name = str(post["host"])
        if self._posts.get(name) == post:
            return
        self._posts[name] = post
        printer, state = self._printer(name), post.get("state")
        if printer.settled_at is not None and _number(post.get("since"), 0.0) <= printer.settled_at:
            return
        printer.account = _clean(post.get("sign_in_as")) or printer.account
        printer.message = _clean(post.get("message"))
        printer.code = printer.uri = ""
        printer.expires_at = None
        if state == ACTIVE:
            self._settle(printer, ACTIVE)
        elif state in _OPEN:
            if printer.state not in _OPEN:
                self._arrivals += 1
                printer.arrived = self._arrivals
            printer.state, printer.settled_at, printer.step, printer.reason = str(state), None, "", ""
            if state == WAITING:
                printer.code, printer.uri = _clean(post.get("user_code"), 40), _clean(post.get("verification_uri"), 500)
                printer.expires_at = _number(post.get("expires_at"))
        elif printer.state in _OPEN:
            printer.state = TO_COME  # the wait is over; the task's result tells how

    def take_wait(self, name: str, result: t.Mapping[str, t.Any]) -> None:
        """The result of ``canon_oauth`` that waited."""
        status = result.get("status")
        if not isinstance(status, t.Mapping):
            return
        printer = self._printer(name)
        if status.get("token_state") == "active":
            self._settle(printer, ACTIVE)
        elif result.get("timed_out"):
            self._settle(printer, LEFT, reason=NOBODY_TYPED)

    def take_verdict(self, name: str, verdict: t.Any) -> None:
        """The fact ``migrate_result``."""
        state = _OF_RESULT.get(str(verdict.get("state"))) if isinstance(verdict, t.Mapping) else None
        if state is not None:
            self._settle(
                self._printer(name), state, _clean(verdict.get("step")), _clean(verdict.get("reason"), _LONGEST_REASON)
            )

    def take_trouble(self, name: str, step: str, message: t.Any, is_final: bool = False) -> None:
        """A task failed. It counts when the run says so at its end, unless ``is_final``."""
        self._troubles[name] = (_clean(step), _clean(message, _LONGEST_REASON))
        printer = self._printers.get(name)
        if (
            is_final and printer is not None and not (printer.state == FAILED and printer.reason)
        ):  # a verdict says it better
            self._settle(printer, FAILED, *self._troubles[name])

    def finish(self, failed: t.Iterable[str]) -> None:
        """The run is over; ``failed`` are the hosts that Ansible counts as failed or unreachable."""
        for name in failed:
            if name in self._printers and self._printers[name].state != FAILED:
                self._settle(self._printers[name], FAILED, *self._troubles.get(name, ("", "")))
        for printer in self._printers.values():
            if printer.state in _OPEN:
                self._settle(printer, LEFT, reason=CUT_OFF)

    def _printer(self, name: str) -> Printer:
        return self._printers.setdefault(name, Printer(name))

    def _settle(self, printer: Printer, state: str, step: str = "", reason: str = "") -> None:
        is_news = printer.state != state or printer.settled_at is None
        printer.state, printer.step, printer.reason = state, step, reason
        printer.code = printer.uri = ""
        printer.expires_at = None
        if is_news:
            printer.settled_at = self._clock()

    def totals(self) -> t.Dict[str, int]:
        """How many printers: ``all``, ``done``, ``waiting`` (for a person), ``failed``, ``left`` (for the next run), ``to_come``."""
        states = [printer.state for printer in self._printers.values()]
        found = {
            "all": len(states),
            "done": states.count(ACTIVE),
            "waiting": states.count(WAITING) + states.count(RENEWING),
            "failed": states.count(FAILED),
            "left": states.count(LEFT),
        }
        found["to_come"] = found["all"] - sum(found[key] for key in ("done", "waiting", "failed", "left"))
        return found

    def waiting(self) -> t.List[Printer]:
        """Copies of those that wait for a person, in the order in which they came."""
        found = [printer for printer in self._printers.values() if printer.state in (WAITING, RENEWING)]
        return [self._described(printer) for printer in sorted(found, key=lambda printer: printer.arrived)]

    def rows(self) -> t.List[Data]:
        """All printers that there is something to tell of: the waiting list in its order, then the others as they ended."""
        told = [printer for printer in self._printers.values() if printer.state != TO_COME]
        told.sort(key=lambda printer: (printer.settled_at or 0.0, printer.arrived))
        return [dict(vars(self._described(printer))) for printer in told]

    def _described(self, printer: Printer) -> Printer:
        return dataclasses.replace(printer, **self._devices.get(printer.name, {}))


def progress(totals: t.Mapping[str, int]) -> str:
    """The line for the terminal; only counts, no text of a printer."""
    parts = [f"{totals['done']} done", f"{totals['waiting']} waiting for a code", f"{totals['failed']} failed"]
    if totals["left"]:
        parts.append(f"{totals['left']} left for the next run")
    return "printfleet: " + ", ".join([*parts, f"{totals['to_come']} to come"])


def _clean(value: t.Any, longest: int = _LONGEST) -> str:
    text = one_line(str(value)[: 4 * longest]) if value is not None else ""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _number(value: t.Any, default: t.Any = None) -> t.Any:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else default
