# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who the printer is: serial number, names, addresses; different for every seed."""

from __future__ import annotations

from dataclasses import dataclass

from .naming import Naming

_PLACES = ("Reception", "Warehouse", "Accounting", "2nd floor", "Meeting room 4", "Copy room", "Laboratory", "Archive")


@dataclass(frozen=True)
class Identity:
    """What the device is called."""

    product: str
    serial: str
    device_name: str
    location: str
    mac: str

    @property
    def bonjour_name(self) -> str:
        """The ``.local`` name that the device uses for itself (reference section 1.8)."""
        return f"Canon{self.mac.replace(':', '')[-6:]}.local"

    @property
    def escl_serial(self) -> str:
        """eSCL's serial number differs from the portal's by a trailing letter (reference section 13)."""
        return self.serial + "A"

    @classmethod
    def draw(cls, name: str, product: str, naming: Naming) -> Identity:
        """The identity of the printer called ``name``."""
        letters = "".join(str(naming.pick(f"serial{i}", tuple("ABCDEFGHJKLMNPQRSTUVWXYZ"))) for i in range(3))
        tail = naming.number("mac", 0, 0xFFFFFF)
        return cls(
            product=product,
            serial=f"{letters}{naming.number('serial', 0, 99_999):05d}",
            device_name=name,
            location=str(naming.pick("location", _PLACES)),
            mac="00:1e:8f:" + ":".join(f"{tail >> shift & 0xFF:02x}" for shift in (16, 8, 0)),
        )
