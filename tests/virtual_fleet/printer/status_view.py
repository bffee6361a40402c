# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the OAuth status page shows: the present state, or what it was at the last use of the refresh icon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .screens.oauth import status_sections

if TYPE_CHECKING:
    from .device import VirtualPrinter


class StatusView:
    """The manual tells people to click the refresh icon (reference section 10.1); some printers insist (invented)."""

    def __init__(self, printer: VirtualPrinter) -> None:
        naming = printer.naming
        self._printer = printer
        #: name of the parameter or hidden field that asks for the present state
        self.field = naming.field("status.refresh")
        self.by_form = (printer.profile.refresh_by or naming.pick("status.refresh_by", ("link", "form"))) == "form"
        self._taken: tuple[dict[str, object], dict[str, str]] | None = None

    @property
    def needs_refresh(self) -> bool:
        """Does only the refresh icon show the present state?"""
        return self._printer.profile.status_needs_refresh

    def forget(self) -> None:
        """The settings were saved or the device restarted: the next page shows the state anew."""
        self._taken = None

    def sections(self, language: str, refreshed: bool) -> list[dict]:
        """Sections of the page; ``refreshed``: the refresh icon was used."""
        if self._taken is None or refreshed or not self.needs_refresh:
            self._taken = dict(self._printer.settings), self._printer.oauth.display()
        return status_sections(*self._taken, language=language, entra=self._printer.profile.entra_name)
