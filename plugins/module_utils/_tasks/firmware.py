# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""``canon_firmware``: versions, the printer's own look for new firmware, and the update (reference ``remote-ui.md`` 12, 13)."""

from __future__ import annotations

import re
import typing as t

from .._remote_ui.errors import Busy, NotConfirmed, NoUpdateOffered
from .._remote_ui.session import Session
from .._screens import device_status, firmware_update, restart, schedule
from .._screens import firmware as screen
from .._screens import firmware_pages as pages
from .._screens.firmware_pages import Step
from .._screens.firmware_update import NOTE, Plan
from .._screens.firmware_watch import describe, watch
from .argspec import CONNECTION, ArgSpec
from .audit import writing
from .firmware_versions import VERSIONS, Facts, read_facts, satisfies, versions
from .runner import Context

SPEC = CONNECTION.merge(
    ArgSpec(
        {
            "state": {"type": "str", "choices": ["queried", "latest", "minimum"], "default": "queried"},
            "minimum_version": {"type": "str", "default": "3.18"},
            "wait": {"type": "bool", "default": True},
            "wait_timeout": {"type": "int", "default": 3600},
            "apply": {"type": "str", "choices": ["now", "scheduled"], "default": "now"},
            "schedule": {"type": "str"},
            "accept_license": {"type": "bool", "default": False},
            "busy": {"type": "str", "choices": ["wait", "skip", "fail"], "default": "fail"},
            "busy_timeout": {"type": "int", "default": 900},
        }
    )
)
LONGEST = 86400  # seconds that any wait may take
BUSY_STEP = 10.0  # seconds between two looks at a printer that works
DEALER = "The firmware of this printer is old and the printer offers no update: its dealer must bring it"


def check(params: t.Mapping[str, t.Any]) -> t.List[str]:
    problems: t.List[str] = []
    if not re.match(r"^\d{1,4}(?:\.\d{1,4}){0,3}$", params["minimum_version"]):
        problems.append(f'minimum_version: "{params["minimum_version"]}" is not a version such as 3.18')
    for name in ("wait_timeout", "busy_timeout"):
        if not 0 <= params[name] <= LONGEST:
            problems.append(f"{name} must be between 0 and {LONGEST} seconds")
    if params["apply"] == "scheduled" and not params.get("schedule"):
        problems.append("apply: scheduled needs schedule")
    if params.get("schedule") and params["apply"] != "scheduled":
        problems.append("schedule needs apply: scheduled")
    if params.get("schedule"):
        try:
            schedule.parse(params["schedule"])
        except ValueError:
            problems.append(
                f'schedule: "{params["schedule"]}" is neither a date and time (2026-11-24 02:00) nor a time (02:00)'
            )
    return problems


def run(params: t.Mapping[str, t.Any], session: Session, context: Context) -> t.Dict[str, t.Any]:
    facts = read_facts(session)
    result: t.Dict[str, t.Any] = {
        "changed": False,
        **facts,
        "previous": dict(facts),
        "update_available": None,
        "available_version": None,
        "updating": False,
        "status": "idle",
        "progress": None,
        "message": "",
    }
    if params["state"] == "minimum" and satisfies(facts, params["minimum_version"]):
        return result
    started = _is_started(session, facts)
    step = _look(session, params, result, ask=not started)
    if step is None:
        return result
    _note(result, step)
    if params["state"] == "queried":
        firmware_update.check(step)
        if step.kind not in _UNDERSTOOD and not started:
            raise pages.unknown(step, "What the printer says of new firmware is not understood", "firmware.latest")
        result["message"] = _advice(result, params["minimum_version"])
        return result
    return _bring(params, session, context, step, result)


def _is_started(session: Session, facts: Facts) -> bool:
    """Whether a task of this run has started an update that has not shown another version yet."""
    before = session.notes.get(NOTE)
    if isinstance(before, dict) and any(
        None not in (facts[name], before[name]) and facts[name] != before[name] for name in VERSIONS
    ):
        del session.notes[NOTE]
        before = None
    return bool(before)


_UNDERSTOOD = (pages.RUNNING, pages.SCHEDULED, pages.READY, pages.FORM, pages.LATEST)


def _look(session: Session, params: t.Mapping[str, t.Any], result: t.Dict[str, t.Any], ask: bool) -> t.Optional[Step]:
    """The printer's answer; where it is at work, what ``busy`` says is done. None: skipped."""
    end = restart.clock() + params["busy_timeout"]
    while True:
        step = screen.look(session, ask)
        if step.kind != pages.BUSY or params["state"] == "queried":
            return step
        if not _may_wait(params, result, [step.said], end):
            return None
        restart.pause(min(BUSY_STEP, max(0.0, end - restart.clock())))


def _may_wait(params: t.Mapping[str, t.Any], result: t.Dict[str, t.Any], seen: t.List[str], end: float) -> bool:
    """What to do with a printer that is at work: True to look again, False to leave it.

    :raises Busy: ``busy`` is ``fail``, or the time is up.
    """
    if params["busy"] == "skip":
        result.update(status="busy", message=f"The printer is at work ({'; '.join(seen)}): nothing was started")
        return False
    if params["busy"] == "wait" and restart.clock() < end:
        return True
    waited = f" after {params['busy_timeout']} seconds" if params["busy"] == "wait" else ""
    raise Busy(
        f"The printer is at work{waited}: nothing was started",
        seen=seen,
        remedy="Run again when it has no jobs, or set busy: wait",
    )


def _note(result: t.Dict[str, t.Any], step: Step) -> None:
    """What a step says, as returned values."""
    if step.kind in (pages.FORM, pages.READY):
        result["update_available"] = True
    elif step.kind == pages.LATEST:
        result["update_available"] = False
    names = {pages.RUNNING: "updating", pages.READY: "downloaded", pages.SCHEDULED: "scheduled", pages.BUSY: "busy"}
    result.update(
        available_version=step.version or result["available_version"],
        updating=step.kind == pages.RUNNING,
        status=names.get(step.kind, "idle"),
        progress=step.percent,
        message=describe(step) or (step.said if step.kind in (pages.LATEST, pages.BUSY) else ""),
    )


def _advice(result: t.Dict[str, t.Any], minimum: str) -> str:
    """What a look at an old printer comes to, in one sentence."""
    if result["updating"] or result["status"] != "idle" or satisfies(result, minimum):
        return result["message"]
    if result["update_available"]:
        version = f" ({result['available_version']})" if result["available_version"] else ""
        return f"The firmware is too old for OAuth 2.0, and the printer offers an update{version}"
    return DEALER if result["update_available"] is False else result["message"]


def _bring(
    params: t.Mapping[str, t.Any], session: Session, context: Context, step: Step, result: t.Dict[str, t.Any]
) -> t.Dict[str, t.Any]:
    """From the printer's answer to the new firmware, as far as ``wait`` goes."""
    firmware_update.check(step)
    if step.kind == pages.LATEST:
        if params["state"] == "minimum":
            raise NoUpdateOffered(
                DEALER,
                screen=screen.FIRMWARE.path,
                seen=[versions(result), step.said],
                remedy="Ask the dealer for an update",
            )
        return result
    if step.kind == pages.SCHEDULED:
        return result
    plan = Plan(params["accept_license"], params.get("schedule"))
    facts_before = result["previous"]
    if step.kind in (pages.FORM, pages.READY):
        if session.notes.get(NOTE) and step.kind == pages.FORM:
            raise NotConfirmed(
                "The update was started in this run, and the printer offers it again",
                seen=[step.said],
                remedy="Look at the printer, then run again",
            )
        if step.doubt:  # an update that runs may be called so: never start a second one
            raise pages.unknown(
                step, f'The printer shows "{step.doubt}", which is not understood: an update may run', "firmware.idle"
            )
        result["changed"] = True
        if context.diff:
            result["diff"] = _diff(result, context.name)
        looks = params["busy"] != "wait" or not context.check_mode  # check mode waits for no job
        if looks and not _await_idle(params, session, result):
            result["changed"] = False
            result.pop("diff", None)
            return result
        if context.check_mode:
            return result
        news = {"controller_version": {"before": facts_before["controller_version"], "after": step.version}}
        with writing(context, "firmware", facts_before, news):
            step = firmware_update.start(session, step, plan)
        _remember(session, step, result)
        _note(result, step)
        context.progress("the firmware update was " + ("scheduled" if step.kind == pages.SCHEDULED else "started"))
    elif step.kind != pages.RUNNING:
        raise pages.unknown(step, "What the printer says of new firmware is not understood", "firmware.confirm")
    if step.kind == pages.SCHEDULED or context.check_mode:
        return result
    if not params["wait"]:
        result.update(updating=True, status="updating", message=result["message"] or "the update was started")
        return result
    return _follow(params, session, context, step, plan, result)


def _remember(session: Session, step: Step, result: t.Dict[str, t.Any]) -> None:
    """For later tasks of the run: an update that runs is not started again."""
    if step.kind == pages.SCHEDULED:
        session.notes.pop(NOTE, None)
    else:
        session.notes[NOTE] = dict(result["previous"])


def _follow(
    params: t.Mapping[str, t.Any],
    session: Session,
    context: Context,
    step: Step,
    plan: Plan,
    result: t.Dict[str, t.Any],
) -> t.Dict[str, t.Any]:
    before = result["previous"]
    facts: Facts = {}

    def has_changed() -> bool:
        facts.update(read_facts(session))
        shown = [name for name in VERSIONS if None not in (before[name], facts[name])]
        if not shown:  # a printer that shows no version: the row in its menu is all there is to see
            return facts["supports_oauth"] is True and before["supports_oauth"] is not True
        return any(facts[name] != before[name] for name in shown)

    watch(session, step, has_changed, plan, params["wait_timeout"], context.progress)
    session.notes.pop(NOTE, None)
    result.update(facts, changed=True, updating=False, status="idle", progress=None, update_available=None)
    result["message"] = f"updated: {versions(facts)}"
    if context.diff:
        result["diff"] = _diff(result, context.name)
    if params["state"] == "minimum" and not satisfies(facts, params["minimum_version"]):
        raise NotConfirmed(
            f"The printer was updated and still does not have what is needed (platform version {params['minimum_version']}, OAuth 2.0)",
            seen=[versions(facts)],
            remedy="Run again to see whether it offers more; otherwise its dealer must update it",
        )
    if facts["supports_oauth"] is False:
        result["warnings"] = ["The printer was updated, and its menu still has no OAuth 2.0 (Microsoft)"]
    return result


def _await_idle(params: t.Mapping[str, t.Any], session: Session, result: t.Dict[str, t.Any]) -> bool:
    """Whether the printer has no work, or does not tell; False: skipped."""
    end = restart.clock() + params["busy_timeout"]
    while True:
        idle, texts = device_status.is_idle(session)
        if idle is not False:
            return True
        if not _may_wait(params, result, texts, end):
            return False
        restart.pause(min(BUSY_STEP, max(0.0, end - restart.clock())))


def _diff(result: t.Dict[str, t.Any], name: str) -> t.Dict[str, t.Any]:
    previous = result["previous"]
    if any(result[one] != previous[one] for one in VERSIONS):
        after = {one: result[one] for one in VERSIONS}
    else:
        after = {"available_version": result["available_version"]}
    return {
        "before": {one: previous[one] for one in VERSIONS},
        "after": after,
        "before_header": name,
        "after_header": name,
    }
