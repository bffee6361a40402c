# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults of the Entra stand-in, switched on for every tenant or for one."""

from __future__ import annotations

from dataclasses import dataclass

from .aadsts import BY_NUMBER

STAGES = ("devicecode", "sign_in", "token", "refresh")
"""Where a fault can strike: the request for a code, the person's sign-in, the poll, the renewal of a token."""

UNAVAILABLE = 503
"""Not an AADSTS number: HTTP 503 without a JSON body."""

SPECIAL = ("slow_down", "wrong_certificate")
"""`slow_down`: every poll is told to slow down. `wrong_certificate`: the server's name is not in its certificate."""

_POLICY = frozenset({"sign_in", "refresh"})
_DEFAULT_STAGES: dict[int, frozenset[str]] = {
    50173: frozenset({"refresh"}),
    700082: frozenset({"refresh"}),
    700016: frozenset({"devicecode"}),
    90002: frozenset({"devicecode"}),
    90055: frozenset(STAGES),
    UNAVAILABLE: frozenset(STAGES),
}


@dataclass
class Fault:
    """One fault in force. `tenant` is a tenant segment or an account's domain; `times` None means until removed."""

    kind: int | str
    tenant: str | None
    stages: frozenset[str]
    times: int | None

    def describe(self) -> dict[str, object]:
        return {"kind": self.kind, "tenant": self.tenant, "stages": sorted(self.stages), "times": self.times}


class Faults:
    """The list of faults in force."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(
        self, kind: int | str, tenant: str | None = None, stages: list[str] | None = None, times: int | None = None
    ) -> None:
        """Switch a fault on: an AADSTS number, 503, or one of SPECIAL.

        Raises ValueError for a kind or stage that is not known.
        """
        if kind not in BY_NUMBER and kind != UNAVAILABLE and kind not in SPECIAL:
            known = ", ".join(str(number) for number in sorted([*BY_NUMBER, UNAVAILABLE])) + ", " + ", ".join(SPECIAL)
            raise ValueError(f"unknown fault {kind!r}; known: {known}")
        chosen = frozenset(stages) if stages else self._default_stages(kind)
        if not chosen <= set(STAGES):
            raise ValueError(f"unknown stage in {sorted(chosen)}; known: {', '.join(STAGES)}")
        self._faults.append(Fault(kind, tenant.lower() if tenant else None, chosen, times))

    def clear(self) -> None:
        """Switch all faults off."""
        self._faults.clear()

    def numbered(self, stage: str, *tenants: str) -> int | None:
        """The AADSTS number (or 503) that strikes at this stage for one of the tenants; uses up one of `times`."""
        for fault in self._faults:
            if isinstance(fault.kind, int) and stage in fault.stages and self._applies(fault, tenants):
                return int(self._use(fault).kind)
        return None

    def special(self, kind: str, *tenants: str) -> bool:
        """Whether a fault of SPECIAL is in force; uses up one of `times`."""
        for fault in self._faults:
            if fault.kind == kind and self._applies(fault, tenants):
                self._use(fault)
                return True
        return False

    def describe(self) -> list[dict[str, object]]:
        """The faults in force, JSON-able."""
        return [fault.describe() for fault in self._faults]

    @staticmethod
    def _default_stages(kind: int | str) -> frozenset[str]:
        return _DEFAULT_STAGES.get(kind, _POLICY) if isinstance(kind, int) else frozenset({"token"})

    @staticmethod
    def _applies(fault: Fault, tenants: tuple[str, ...]) -> bool:
        return fault.tenant is None or fault.tenant in {tenant.lower() for tenant in tenants}

    def _use(self, fault: Fault) -> Fault:
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self._faults.remove(fault)
        return fault
