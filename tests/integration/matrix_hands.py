# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who orders the faults of the matrix in time, and types the codes."""

from __future__ import annotations

import threading
from collections import Counter
from typing import Any

from virtual_fleet.control_client import Control

from .matrix import UNKNOWN_TENANT, Cell

_PAUSE = 0.4


class Hands(threading.Thread):
    """Orders what has to be ordered in the middle of a run; a code is approved once the cell's fault has struck.

    As `with`. `approved`: how often, by printer. `errors`: what went wrong in the thread.
    """

    def __init__(self, control: Control, cells: list[Cell]) -> None:
        super().__init__(daemon=True)
        self.approved: Counter[str] = Counter()
        self.errors: list[str] = []
        self._control = control
        self._cells = {cell.printer: cell for cell in cells}
        self._pages = {cell.printer: control.pages(cell.printer) for cell in cells}
        self._ending = threading.Event()
        self._late = {cell.printer: cell for cell in cells if cell.step.late and not cell.trouble.desk}
        self._gates = {cell.printer: cell for cell in cells if cell.gated}
        self._looks: dict[str, int] = {}
        self._answered: set[str] = set()

    def _order_first(self) -> None:
        """What can be ordered before the run."""
        for name, cell in self._cells.items():
            if not cell.step.late:
                self._order(cell)
            if cell.state is not None and not cell.gated:
                self._control.add_fault(name, **cell.state)
        self._control.entra_fault(90002, tenant=UNKNOWN_TENANT)

    def end_faults(self) -> list[str]:
        """End all faults; returns the printers whose faults have not struck."""
        unmet = [printer["name"] for printer in self._control.printers() if printer["faults_to_come"]]
        for name in self._cells:
            self._control.clear_faults(name)
        self._control.clear_entra_faults()
        self._late.clear()
        return unmet + [*self._gates]

    def __enter__(self) -> Hands:
        self._order_first()
        self.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._ending.set()
        self.join(10)

    def run(self) -> None:
        while not self._ending.wait(_PAUSE):
            try:
                self._look()
            except Exception as error:  # a thread's error would be lost, and the test would wait for nothing
                self.errors.append(f"{type(error).__name__}: {error}")

    def _look(self) -> None:
        to_come, pending = {}, set()
        for printer in self._control.printers():
            name = printer["name"]
            to_come[name] = printer["faults_to_come"]
            if printer["oauth"]["token"] == "Being Acquired...":
                pending.add(name)
            if name in self._late:
                self._wait_for_code(printer)
                to_come[name] = ["just ordered"]
            elif name in self._gates and "slow" not in to_come[name]:
                self._control.add_fault(name, **(self._gates.pop(name).state or {}))
        for waiting in self._control.waiting():
            if waiting["printer"] in pending and not (
                self._cells[waiting["printer"]].step.late and to_come[waiting["printer"]]
            ):
                self._answer(waiting["printer"], waiting["user_code"], waiting["account"])

    def _wait_for_code(self, printer: dict[str, Any]) -> None:
        """Order the fault of a late step once the printer shows a code and two looks at it went well."""
        name, reads = printer["name"], printer["counters"]["status_reads"]
        if printer["oauth"]["token"] != "Being Acquired...":
            return
        if reads >= self._looks.setdefault(name, reads) + 2:
            self._order(self._late[name])
            del self._late[name]

    def _order(self, cell: Cell) -> None:
        step, pages = cell.step, self._pages[cell.printer]
        for fault in cell.faults:
            phase = {} if fault["kind"] == "refuse_save" and step.phase == "read" else {"phase": step.phase}
            self._control.add_fault(
                cell.printer, path=pages.get(step.page, step.page), skip=step.skip, **phase, **fault
            )

    def _answer(self, name: str, code: str, account: str) -> None:
        cell = self._cells[name]
        if name in self._late or name in self._gates:
            return
        if cell.trouble.desk and name not in self._answered:
            if cell.trouble.desk == "expire":
                self._control.expire(code)
            else:
                self._control.decline(code)
            self._answered.add(name)
            return
        self._control.approve(code, account)
        self.approved[name] += 1
