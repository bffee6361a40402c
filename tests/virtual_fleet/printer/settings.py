# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the device remembers, by clear names, and what of it is in effect."""

from __future__ import annotations

from .identity import Identity

#: A printer before the migration: mail through Microsoft with a password.
DEFAULTS: dict[str, object] = {
    "smtp_rx": False,
    "server": "smtp.office365.com",
    "port": 25,
    "email_address": "",
    "pop": False,
    "pop_server": "",
    "pop_username": "",
    "pop_password": "",
    "pop_interval": 0,
    "pop_auth_method": "0",
    "pop_before_smtp": False,
    "pop_tls": False,
    "pop_verify_certificate": False,
    "pop_verify_cn": False,
    "smtp_auth": True,
    "display_authentication_screen": True,
    "authentication_information": "1",
    "smtp_username": "",
    "smtp_password": "",
    "tls": True,
    "verify_certificate": False,
    "verify_cn": False,
    "smtp_rx_port": 25,
    "pop_port": 110,
    "ftp_port": 21,
    "maximum_data_size": 3,
    "default_subject": "Attached Image",
    "unregistered_senders": True,
    "user_as_sender": False,
    "retry_times": 3,
    "dhcp": False,
    "ip_address": "",
    "subnet_mask": "255.0.0.0",
    "gateway": "127.0.0.1",
    "dns_primary": "127.0.0.1",
    "dns_secondary": "",
    "dns_domain": "",
    "proxy": False,
    "proxy_server": "",
    "proxy_port": 80,
    "proxy_same_domain": False,
    "proxy_auth": False,
    "proxy_username": "",
    "proxy_password": "",
    "sntp": True,
    "sntp_interval": 24,
    "sntp_server": "pool.ntp.org",
    "time_zone": "0",
    "daylight_saving": False,
    "time_format": "24",
    "device_name": "",
    "location": "",
    "oauth_enabled": False,
    "oauth_verify_server_certificate": False,
    "oauth_verify_cn": False,
    "endpoint": "https://login.microsoftonline.com/organizations/oauth2/v2.0",
}
_SECRET = ("smtp_password", "pop_password", "proxy_password")


class Settings(dict):
    """The settings in effect, as a dictionary; ``held`` has those that wait for [Apply Setting Changes]."""

    def __init__(self, identity: Identity, address: str, preset: dict[str, object] | None) -> None:
        unknown = set(preset or ()) - set(DEFAULTS)
        if unknown:
            raise ValueError(f"no such settings: {', '.join(sorted(unknown))}")
        super().__init__(DEFAULTS)
        self.update(device_name=identity.device_name, location=identity.location, ip_address=address)
        self.update(preset or {})
        self.held: dict[str, object] = {}
        self.needs_restart = False

    def stored(self) -> dict[str, object]:
        """What was last saved, in effect or not."""
        return {**self, **self.held}

    def hold(self, values: dict[str, object]) -> None:
        """Save values without putting them into effect."""
        self.held.update({name: value for name, value in values.items() if self.stored()[name] != value})

    def put_into_effect(self) -> None:
        """Let everything that was held back take effect."""
        self.update(self.held)
        self.held.clear()
        self.needs_restart = False

    def masked(self) -> dict[str, object]:
        """For snapshots: passwords as asterisks."""
        return {name: "********" if name in _SECRET and value else value for name, value in self.items()}
