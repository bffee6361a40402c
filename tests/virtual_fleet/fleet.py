# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A fleet: Entra, Exchange and printers in one event loop of one process."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from pathlib import Path

from .addresses import LoopbackNetwork, can_listen
from .certificates import Authority
from .entra import Directory, EntraServer
from .entra.server import AUTHORITIES
from .exchange import ExchangeServer, Mailboxes
from .exchange.server import SUBMISSION_HOSTS
from .inventory import TENANT, InventoryHost, write_inventory
from .printer import PROFILES, Pace, PrinterProfile, VirtualPrinter
from .printer_tls import printer_tls

_FACTORY_PIN = "7654321"
_PRINTERS_A_MAILBOX = 10
"""A mailbox serves perhaps 10 to 30 devices (reference, microsoft.md 1.3)."""
PROFILE_SETS = {
    "all": tuple(PROFILES),
    "migratable": tuple(name for name, profile in PROFILES.items() if profile.migratable),
    # What `make fleet` shows: something of everything.
    "showcase": (
        "dx_user_tls",
        "dx_pin_tls",
        "open_http",
        "dx_user_held_back",
        "dx_pin_restart",
        "dx_domain_user",
        "dx_self_signed",
        "dx_japanese",
        "dx_german",
        "dx_azure_wording",
        "dx_servlet_refresh",
        "imageforce",
        "c3326i",
        "dx_update_offered",
        "gen3_update_offered",
        "dx_old_firmware",
        "dx_device_admin",
        "dx_locked",
        "dx_third_party",
        "dx_old_tls",
        "remote_ui_off",
        "mf_i_sensys",
        "other_maker",
    ),
}
"""Names that stand for several profiles."""
_PORTS = {"http": 8000, "https": 8443, "entry": 80, "entry_tls": 443}


@dataclass(frozen=True)
class FleetPlan:
    """What to start. Times are in seconds; `verification_uri` None is the stand-in's own sign-in page.

    Without `full_size` pages lack the message tables that make real ones 140 to 300 kB.
    """

    count: int = 5
    profiles: tuple[str, ...] = ("dx_user_tls", "dx_pin_tls", "open_http")
    seed: int = 1
    expires_in: float = 900
    interval: float = 5
    token_seconds: float = 3599
    connect_seconds: float = 2
    restart_seconds: float = 2
    verification_uri: str | None = None
    full_size: bool = True

    def __post_init__(self) -> None:
        profiles = tuple(name for given in self.profiles for name in PROFILE_SETS.get(given, (given,)))
        object.__setattr__(self, "profiles", profiles)
        unknown = [name for name in self.profiles if name not in PROFILES]
        if unknown or not self.profiles:
            raise ValueError(
                f"unknown profiles {', '.join(unknown)}; known: {', '.join(PROFILES)}; sets: {', '.join(PROFILE_SETS)}"
            )
        if not 1 <= self.count <= 10_000:
            raise ValueError("count must be between 1 and 10000")


class Fleet:
    """Servers and printers after a plan; `folder` gets `ca.pem` and `printers.ini`."""

    def __init__(self, plan: FleetPlan, folder: Path) -> None:
        self.plan = plan
        self.folder = folder.resolve()
        self.authority = Authority()
        self.ca_path = self.folder / "ca.pem"
        self.inventory_path = self.folder / "printers.ini"
        self._network = LoopbackNetwork()
        self.directory = Directory(expires_in=plan.expires_in, interval=plan.interval, token_seconds=plan.token_seconds)
        self.mailboxes = Mailboxes(self.directory.tokens)
        self.entra = EntraServer(self.directory, self.authority, *self._endpoint(2, 443))
        self.exchange = ExchangeServer(self.mailboxes, self.authority, *self._endpoint(3, 587))
        self.printers: dict[str, VirtualPrinter] = {}
        self._hosts: list[InventoryHost] = []

    async def start(self) -> None:
        """Start everything and write the inventory. On an error everything is stopped again."""
        try:
            self.authority.write_ca(self.ca_path)
            await self.entra.start()
            await self.exchange.start()
            self.directory.verification_uri = self.plan.verification_uri or self.entra.sign_in_url
            for index in range(self.plan.count):
                await self._start_printer(index)
            write_inventory(
                self.inventory_path,
                self._hosts,
                {"canon_ca_path": str(self.ca_path), "canon_timeout": "10", "migrate_tenant": TENANT},
            )
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Stop everything; whatever was not started is left out."""
        for printer in self.printers.values():
            await printer.stop()
        await self.exchange.stop()
        await self.entra.stop()
        self._network.release()

    def waiting(self) -> list[dict[str, object]]:
        """The codes that wait for a person, each with its printer and the account that has to sign in."""
        pending = []
        for name, printer in self.printers.items():
            code = printer.snapshot()["oauth"].get("user_code")
            grant = self.directory.grant(code) if code else None
            if grant is not None and self.directory.state(grant) == "pending":
                pending.append(
                    {
                        "printer": name,
                        "user_code": grant.user_code,
                        "account": printer.settings["email_address"],
                        "expires_in": round(grant.expires - self.directory.now(), 1),
                    }
                )
        return pending

    def describe(self) -> dict[str, object]:
        """Where everything is, JSON-able; no passwords."""
        return {
            "entra": {
                "url": self.entra.base_url,
                "sign_in_url": self.directory.verification_uri,
                "address": self.entra.address,
                "port": self.entra.port,
                "tenant": TENANT,
            },
            "exchange": {"address": self.exchange.address, "port": self.exchange.port},
            "ca": str(self.ca_path),
            "inventory": str(self.inventory_path),
            "printers": [
                {
                    "name": printer.name,
                    "address": printer.address,
                    "ports": printer.ports,
                    "profile": printer.profile.name,
                    "migratable": printer.profile.migratable,
                    "why_not": printer.profile.why_not,
                }
                for printer in self.printers.values()
            ],
        }

    def _endpoint(self, number: int, port: int) -> tuple[str, int]:
        address = self._network.service(number)
        return address, port if can_listen(address, port) else 0

    async def _start_printer(self, index: int) -> None:
        name, address = f"print-{index + 1:02d}", self._network.printer(index)
        profile = PROFILES[self.plan.profiles[index % len(self.plan.profiles)]]
        profile = replace(profile, full_size=profile.full_size and self.plan.full_size)
        dice = random.Random(f"{self.plan.seed} {index}")
        username, password = _credentials(profile, index, dice)
        mailbox = _mailbox(index)
        wanted = {kind: port if can_listen(address, port) else None for kind, port in _PORTS.items()}
        # The Remote UI itself must be somewhere; the entry ports are only there when they are the real ones.
        wanted.update({kind: wanted[kind] or 0 for kind in ("http", "https")})
        variables = {"ansible_host": address}
        tls_context, fingerprint = printer_tls(profile, self.authority, address, name, self_signed=index % 4 == 3)
        if fingerprint:
            variables["canon_certificate_fingerprint"] = fingerprint
        if not profile.tls:
            variables["canon_scheme"] = "http"
        printer = VirtualPrinter(
            name=name,
            address=address,
            profile=profile,
            seed=dice.randrange(2**31),
            credentials=(username, password),
            ports=wanted,
            tls_context=tls_context,
            trusted_ca=str(self.ca_path),
            names=self._names(),
            pace=Pace(
                connect_seconds=self.plan.connect_seconds,
                restart_seconds=self.plan.restart_seconds,
                download_seconds=self.plan.connect_seconds,
                apply_seconds=self.plan.connect_seconds / 2,
                update_restart_seconds=2 * self.plan.restart_seconds,
                # hundreds of printers in one process wait for each other
                http_seconds=30.0,
                token_poll_seconds=self.plan.interval if self.plan.interval < 1 else None,
            ),
            settings=_before_migration(mailbox, address),
        )
        await printer.start()
        self.printers[name] = printer
        scheme = "https" if profile.tls else "http"
        if printer.ports[scheme] not in (None, _PORTS[scheme]):
            variables["canon_port"] = str(printer.ports[scheme])
        if profile.login != "none":
            variables.update(canon_username=username, canon_password=password)
        if profile.account_destination != "localhost":
            variables["canon_login_destination"] = profile.account_destination
        variables["migrate_email_address"] = mailbox
        self._hosts.append(
            InventoryHost(name, profile.login if profile.kind == "remote_ui" else "other_device", variables)
        )

    def _names(self) -> dict[str, tuple[str, int]]:
        names = {f"{host}:443": (self.entra.address, self.entra.port) for host in AUTHORITIES}
        names.update(
            {
                f"{host}:{port}": (self.exchange.address, self.exchange.port)
                for host in SUBMISSION_HOSTS
                for port in (25, 587)
            }
        )
        return names


def _credentials(profile: PrinterProfile, index: int, dice: random.Random) -> tuple[str, str]:
    if profile.login == "system_manager":
        # Every other one still has the PIN from the factory, which the printer nags about.
        pin = _FACTORY_PIN if index % 2 else "".join(dice.choice("123456789") for _digit in range(7))
        return _FACTORY_PIN, pin
    if profile.login == "department_id":
        return f"{1000 + index}", "".join(dice.choice("123456789") for _digit in range(7))
    word = "".join(dice.choice("abcdefghjkmnpqrstuvwxyz23456789") for _letter in range(12))
    return "Administrator", f"Pw-{word}"


def _mailbox(index: int) -> str:
    site = index // _PRINTERS_A_MAILBOX + 1
    return "scan@contoso.com" if site == 1 else f"scan-{site}@contoso.com"


def _before_migration(mailbox: str, address: str) -> dict[str, object]:
    """A customer's printer with a password: what the procedure document finds."""
    return {
        "server": "smtp.office365.com",
        "port": 587,
        "email_address": mailbox,
        "tls": True,
        "smtp_auth": True,
        "smtp_username": mailbox,
        "smtp_password": "Autumn-2024",
        "oauth_enabled": False,
        "proxy": False,
        "gateway": address.rsplit(".", 1)[0] + ".254",
        "dns_primary": address.rsplit(".", 1)[0] + ".253",
    }
