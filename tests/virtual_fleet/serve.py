# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`python -m virtual_fleet serve`: a fleet that stays up until it is told to stop."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import shlex
import signal
from dataclasses import dataclass
from pathlib import Path

from .auto_operator import AutoOperator, Habits
from .control import ControlServer
from .fleet import Fleet, FleetPlan

_LOOK_AT_PARENT_SECONDS = 0.5
_ENDING = (signal.SIGTERM, signal.SIGINT)
_CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Lifetime:
    """When a fleet ends by itself: with the process that started it, or after some seconds (None: neither)."""

    with_parent: bool = False
    max_seconds: float | None = None


async def serve(
    plan: FleetPlan, folder: Path, lifetime: Lifetime, operator: Habits | None = None, control_port: int = 0
) -> None:
    """Run a fleet until SIGTERM, SIGINT, POST /shutdown or the end of its lifetime.

    `fleet.json` in the folder is written last, when everything answers, and removed at the end.
    """
    parent = os.getppid()
    _allow_many_sockets()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    description = folder / "fleet.json"
    description.unlink(missing_ok=True)
    ending = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in _ENDING:
        loop.add_signal_handler(number, ending.set)
    fleet = Fleet(plan, folder)
    control = ControlServer(fleet, ending.set)
    await fleet.start()
    helpers: list[asyncio.Task[None]] = []
    try:
        await control.start(control_port)
        if lifetime.with_parent:
            helpers.append(asyncio.create_task(_end_with(parent, ending)))
        if operator is not None:
            helpers.append(asyncio.create_task(AutoOperator(fleet, operator).work()))
        _write_atomically(description, {"control": control.url, "pid": os.getpid(), **fleet.describe()})
        _greet(fleet, control.url, description)
        try:
            await asyncio.wait_for(ending.wait(), lifetime.max_seconds)
        except asyncio.TimeoutError:
            print(f"The fleet ends after {lifetime.max_seconds:g} seconds.", flush=True)
    finally:
        for helper in helpers:
            helper.cancel()
        await asyncio.gather(*helpers, return_exceptions=True)
        description.unlink(missing_ok=True)
        await control.stop()
        await fleet.stop()
        for number in _ENDING:  # once more, while the loop is closed: asyncio would write to a pipe that is gone
            loop.remove_signal_handler(number)
            signal.signal(number, signal.SIG_IGN)


def _allow_many_sockets() -> None:
    # Four sockets a printer: a fleet of a thousand needs more than the usual 1024.
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


async def _end_with(parent: int, ending: asyncio.Event) -> None:
    while os.getppid() == parent:
        await asyncio.sleep(_LOOK_AT_PARENT_SECONDS)
    ending.set()


def _write_atomically(path: Path, content: dict[str, object]) -> None:
    draft = path.with_suffix(".draft")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    draft.replace(path)


def _greet(fleet: Fleet, control_url: str, description: Path) -> None:
    print(f"{len(fleet.printers)} virtual printers are up.\n")
    for printer in list(fleet.printers.values())[:40]:
        scheme = "https" if printer.profile.tls else "http"
        port = printer.ports[scheme]
        address = f"{scheme}://{printer.address}:{port}/" if port else printer.address
        print(f"  {printer.name:<10} {address:<28} {printer.profile.name:<22} {printer.profile.why_not}".rstrip())
    if len(fleet.printers) > 40:
        print(f"  ... and {len(fleet.printers) - 40} more")
    print(
        f"\n  sign-in page  {fleet.directory.verification_uri}"
        f"\n  mail server   {fleet.exchange.address}:{fleet.exchange.port}"
        f"\n  inventory     {fleet.inventory_path}"
        f"\n  certificates  {fleet.ca_path}"
        f"\n  control       {control_url}  (addresses in {description})"
        f"\n\nMigrate them, in another terminal:"
        f"\n  cd {shlex.quote(str(_CHECKOUT))}"
        f"\n  .venv/bin/ansible-playbook migrate.yml -i {shlex.quote(str(fleet.inventory_path))}"
        f"\n\nType a code, in a third terminal:"
        f"\n  cd {shlex.quote(str(_CHECKOUT / 'tests'))}"
        f"\n  ../.venv/bin/python -m virtual_fleet operator --fleet {shlex.quote(str(description))} --code CODE --account ADDRESS"
        f"\n\nEnd: Ctrl-C\n",
        flush=True,
    )
