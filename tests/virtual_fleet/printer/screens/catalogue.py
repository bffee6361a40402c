# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All settings pages of one printer, with the field names that its seed gives them."""

from __future__ import annotations

from ..naming import Naming
from ..profile import PrinterProfile
from . import clock, device, mail, network, oauth
from .rows import Screen, row_key


class Catalogue:
    """The pages of one printer, found by what a request names."""

    def __init__(self, profile: PrinterProfile, naming: Naming, has_oauth: bool) -> None:
        self._naming = naming
        on_mail_page = profile.smtp_port_screen == "mail"
        after_mail = f"c_{naming.word('after.mail')}.tpl" if naming.pick("after.mail.set", (True, False)) else None
        screens = [
            mail.mail_screen(profile.smtp_port_label if on_mail_page else None, after_mail),
            mail.COMMUNICATIONS,
            mail.SEND_COMMON,
            network.IPV4,
            network.PROXY,
            network.SNTP,
            clock.DATE_TIME,
            clock.TIME_FORMAT,
            device.DEVICE_INFORMATION,
            device.APPLY,
            device.RESTART,
        ]
        if not on_mail_page:
            screens.append(network.ports_screen(f"c_{naming.word('ports')}.tpl", f"{naming.servlet('ports')}_Page"))
        if has_oauth and profile.oauth_layout == "native":
            cgi = naming.word("oauth.cgi")
            status = oauth.status_screen(
                cgi, f"c_{naming.word('oauth.status')}.tpl", f"{naming.servlet('oauth.status')}_Page"
            )
            screens += [
                status,
                oauth.edit_screen(
                    cgi, f"c_{naming.word('oauth.edit')}.tpl", f"{naming.servlet('oauth.edit')}_Page", status.template
                ),
            ]
        self.by_key: dict[str, Screen] = {screen.key: screen for screen in screens}
        self._by_template = {(screen.cgi, screen.template): screen for screen in screens}
        self._cgis = {screen.cgi for screen in screens}

    def find(self, cgi: str, template: str) -> Screen | None:
        """The page of a CGI and template."""
        return self._by_template.get((cgi, template))

    def at(self, address: str) -> Screen | None:
        """The page that a menu row leads to."""
        return next((s for s in self.by_key.values() if s.address == address), None)

    def fields(self, screen: Screen) -> dict[str, str]:
        """Field name of every row, by row key."""
        return {row_key(row): self._naming.field(f"{screen.key}.{row_key(row)}") for row in screen.rows}
