# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One virtual printer: the parts put together, and what tests and the fleet may ask of it."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Mapping

from aiohttp import web

from .accounts import Account, Accounts
from .catwalk import ServletSide
from .clock import DeviceClock
from .counters import Counters, Journal
from .faults import Faults
from .firmware import Firmware, UpdateServlet
from .front import answer
from .identity import Identity
from .jobs import Jobs
from .languages import Languages
from .listener import Listener, plan
from .logins import login_service
from .menu import Menu
from .monitor import Monitor
from .name_resolution import NameServers
from .naming import Naming
from .native import NativeSide
from .oauth import OAuth
from .oauth_servlet import OAuthServlet
from .pace import Pace
from .password_change import PasswordChange
from .profile import PrinterProfile
from .scanning import scan
from .screens import Catalogue, Screen
from .screens.clock import set_clock, shown
from .send_log import SendLog
from .sessions import Session, Sessions
from .settings import Settings
from .status_view import StatusView

#: time for the answer to reach the browser before the device goes away
_LAST_ANSWER_SECONDS = 0.2


class VirtualPrinter:
    """A printer on ``address``. ``ports``: ``http``, ``https``, ``entry`` (80) and ``entry_tls`` (443); 0 = any free
    port, None or missing = not opened. ``names``: the printer's DNS, ``{"host:port": (address, port)}``.
    ``trusted_ca``: path of a PEM file, the device's CA list. ``settings``: values to begin with.

    :raises ValueError: unknown settings, or a TLS profile without ``tls_context``.
    """

    def __init__(
        self,
        name: str,
        address: str,
        profile: PrinterProfile,
        seed: int,
        credentials: tuple[str, str] | None = None,
        ports: Mapping[str, int | None] | None = None,
        tls_context: ssl.SSLContext | None = None,
        trusted_ca: str | None = None,
        names: dict[str, tuple[str, int | None]] | None = None,
        pace: Pace | None = None,
        settings: dict[str, object] | None = None,
    ) -> None:
        if profile.tls and tls_context is None:
            raise ValueError(f"profile {profile.name} needs a tls_context")
        self.name, self.address, self.profile, self.pace = name, address, profile, pace or Pace()
        self.trusted_ca = str(trusted_ca) if trusted_ca else None
        self.naming = Naming(seed)
        self.identity = Identity.draw(name, profile.product, self.naming)
        # A clock that is wrong stays wrong only without a time server.
        preset = {"sntp": False, **(settings or {})} if profile.clock_offset else settings
        self.settings = Settings(self.identity, address, preset)
        self.clock = DeviceClock(int(str(self.settings["time_zone"])))
        self.accounts, self.sessions = Accounts(profile, credentials), Sessions(profile.idle_seconds)
        self._counters, self.journal, self.faults = Counters(), Journal(), Faults(self)
        self.jobs, self.firmware, self.update_servlet = Jobs(), Firmware(self), UpdateServlet(self)
        self.languages = Languages(profile)
        self.oauth, self.login = OAuth(self), login_service(self)
        self.password_change, self.max_logins = PasswordChange(self), profile.max_logins
        self.status_view = StatusView(self)
        self.send_log, self.monitor = SendLog(self.clock, self.naming), Monitor(self)
        self._set_up_pages()
        self.native_side, self.servlet_side = NativeSide(self), ServletSide(self)
        self._names = NameServers(names)
        clear_text = profile.clear_text_with_tls or str(self.naming.pick("clear_text", ("forward", "closed")))
        self._listener = Listener(address, plan(profile.kind, profile.tls, clear_text), ports or {}, tls_context)
        self._runner: web.AppRunner | None = None
        self._restarting: asyncio.Task | None = None
        self._switched_on = asyncio.Event()

    def _set_up_pages(self) -> None:
        """The pages that the firmware has; drawn anew after an update."""
        has_oauth, profile = self.firmware.oauth, self.profile
        self.screens = Catalogue(profile, self.naming, has_oauth)
        self.oauth_servlet = OAuthServlet(self) if has_oauth and profile.oauth_layout == "servlet" else None
        self.menu = Menu(self)

    # -- life ------------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Open the ports. :raises OSError: when one cannot be had."""
        application = web.Application()

        async def handler(request: web.Request) -> web.StreamResponse:
            return await answer(self, self._listener, request)

        application.router.add_route("*", "/{path:.*}", handler)
        self._runner = web.AppRunner(application, access_log=None, keepalive_timeout=30, shutdown_timeout=0.5)
        await self._runner.setup()
        try:
            await self._listener.open(self._runner)
        except OSError:
            await self._runner.cleanup()
            raise
        if self.profile.clock_offset:
            self.clock.offset_seconds = self.profile.clock_offset
        if self.profile.busy_seconds:
            self.jobs.begin("print", self.profile.busy_seconds)

    async def stop(self) -> None:
        """Close everything, the device's own work included."""
        if self._restarting is not None:
            self._restarting.cancel()
            await asyncio.gather(self._restarting, return_exceptions=True)
        await self.firmware.close()
        await self.oauth.close()
        await self._listener.close()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def ports(self) -> dict[str, int | None]:
        """Real port of each door that is open; None for the others."""
        return {name: self._listener.ports.get(name) for name in ("http", "https", "entry", "entry_tls")}

    @property
    def remote_ui_port(self) -> int | None:
        """The port of the Remote UI itself."""
        return self.ports["https" if self.profile.tls else "http"]

    def restart_soon(self) -> str:
        """Restart as soon as the present answer is out; returns the sentence for the page."""
        if self._restarting is None or self._restarting.done():
            self._restarting = asyncio.create_task(self._restart(self.pace.restart_seconds))
        return "The device is being restarted. Wait a while."

    async def restart(self) -> None:
        """Switch off and on again; returns when the printer answers again."""
        self.restart_soon()
        await self._restarting

    def restart_with_new_firmware(self) -> None:
        """The last step of an update; a device that is stuck waits for `switch_on`."""
        if self._restarting is None or self._restarting.done():
            self._restarting = asyncio.create_task(self._restart(self.pace.update_restart_seconds, update=True))

    def switch_on(self) -> None:
        """Somebody switches a stuck device off and on."""
        self._switched_on.set()

    def switch_off(self) -> None:
        """Somebody switches the device off, until `switch_on`."""
        if self._restarting is None or self._restarting.done():
            self._restarting = asyncio.create_task(self._restart(None))

    async def _restart(self, seconds: float | None, update: bool = False) -> None:
        """Off, and on again after ``seconds``; None: when somebody switches it on."""
        if seconds is not None:
            self._counters.add("restarts")
        await asyncio.sleep(_LAST_ANSWER_SECONDS)
        await self._listener.close()
        self.sessions.void()
        self.oauth.power_off()
        if seconds is None:
            self._switched_on.clear()
            await self._switched_on.wait()
        else:
            await asyncio.sleep(seconds)
        if update:
            if self.firmware.stuck:
                self._switched_on.clear()
                await self._switched_on.wait()
            self.firmware.installed()
            self._set_up_pages()
        self.settings.put_into_effect()
        self.status_view.forget()
        self.oauth.power_on()
        await self._listener.open(self._runner)

    # -- what is asked of it from outside --------------------------------------------------------------------------

    @property
    def counters(self) -> dict:
        """What was asked of the printer since the last reset."""
        return self._counters.as_dict(self.sessions.logged_in())

    def reset_counters(self) -> None:
        """Set all counters to zero."""
        self._counters.reset()

    @property
    def count(self) -> Counters:
        """The counters themselves, for the printer's own parts."""
        return self._counters

    def snapshot(self) -> dict:
        """The printer's state, ready for JSON, passwords masked."""
        status = self.oauth.display()
        return {
            "name": self.name,
            "address": self.address,
            "ports": self.ports,
            "profile": self.profile.name,
            "serial": self.identity.serial,
            "product": self.identity.product,
            "location": self.settings["location"],
            "settings": self.settings.masked(),
            "held_back": sorted(self.settings.held),
            "firmware": self.firmware.as_dict(),
            "oauth": {
                "connection": status["connection"],
                "token": status["token"],
                "user_code": status["user_code"],
                "verification_uri": status["verification_uri"],
                "expires_in": self.oauth.shown.seconds_left(),
                "last_error": self.oauth.last_error,
            },
            "language": self.languages.as_dict(),
            "clock_offset": self.clock.offset_seconds,
            "counters": self.counters,
            "faults_to_come": self.faults.pending(),
        }

    async def scan(self, to: str) -> dict[str, object]:
        """Scan one page to an address, as at the panel: ``accepted``, ``reply``, ``mechanism``, ``code``."""
        return await scan(self, to)

    # -- what its own parts ask of it ------------------------------------------------------------------------------

    def dns(self) -> NameServers:
        """The printer's DNS; without a DNS server in the IP settings it knows nothing."""
        return self._names if self.settings["dns_primary"] or self.settings["dns_secondary"] else NameServers(None)

    def origin(self, request: web.Request | None) -> str:
        """Scheme, host and port for absolute addresses (reference section 1.9)."""
        host = self.identity.bonjour_name
        if self.profile.absolute_address == "host" and request is not None:
            host = request.headers.get("Host", self.address).rpartition("@")[2].split(":")[0]
        return f"{'https' if self.profile.tls else 'http'}://{host}:{self.remote_ui_port}"

    def shown_settings(self, screen: Screen) -> dict[str, object]:
        """The values that a page shows."""
        effective = self.profile.shows_meanwhile == "effective" and screen.deferrable
        values = dict(self.settings) if effective else self.settings.stored()
        return {**values, **shown(self.clock)}

    def save(self, screen: Screen, values: dict[str, object]) -> None:
        """Take over the values of a page. :raises Refused: when they cannot be."""
        before = {**self.settings.stored(), **shown(self.clock)}
        if screen.key == "date_time" and set_clock(self.clock, before, values):
            self.oauth.burn()
        values = {name: value for name, value in values.items() if name in self.settings}
        if screen.deferrable and self.profile.takes_effect != "at_once":
            self.settings.hold(values)
            return
        self.settings.update(values)
        if screen.key == "oauth_edit":
            if values["oauth_enabled"]:
                # Both follow from the switch, says the note on the page (SEED).
                self.settings.update(display_authentication_screen=False, authentication_information="0")
            self.oauth.saved(before, dict(self.settings))
            self.status_view.forget()

    def change_at_panel(self, values: dict[str, object]) -> None:
        """Somebody changes settings at the panel; they take effect at once."""
        before = dict(self.settings)
        self.settings.update(values)
        if any(name == "endpoint" or name.startswith("oauth_") for name in values):
            self.oauth.saved(before, dict(self.settings))
            self.status_view.forget()

    def is_status_page(self, request: web.Request, form: Mapping[str, object]) -> bool:
        """Is the OAuth status page asked for?"""
        screen = self.screens.by_key.get("oauth_status")
        if screen is None:
            return self.oauth_servlet is not None and request.path == f"/{self.oauth_servlet.name}/"
        return (
            request.path == f"/rps/{screen.cgi}.cgi"
            and (form.get("PageFlag") or request.query.get("PageFlag")) == screen.template
        )

    def apply_changes(self) -> str:
        """[Apply Setting Changes]; returns the sentence for the page."""
        self._counters.add("applies")
        if self.profile.takes_effect == "restart" and self.settings.held:
            self.settings.needs_restart = True
            return "To make the changes effective, restart the device."
        self.settings.put_into_effect()
        return "The setting changes were applied."

    def log_out(self, session: Session) -> None:
        """End a login."""
        if session.account is not None:
            self._counters.add("logouts")
        self.sessions.close(session)

    def device_information(self) -> list[dict]:
        """Sections of the page Device Information (markup and labels invented, reference section 13)."""
        return [
            {
                "title": "Device Information",
                "hint": "",
                "edit": False,
                "rows": [
                    ("Product Name", self.identity.product, ""),
                    ("Serial Number", self.identity.serial, ""),
                    ("Device Name", str(self.settings["device_name"]), ""),
                    ("Location", str(self.settings["location"]), ""),
                    ("Controller Version", self.firmware.controller_version, ""),
                    ("Platform Version", f"V{self.firmware.platform_version}", ""),
                    ("MAC Address", self.identity.mac, ""),
                ],
            }
        ]

    @property
    def servlet_css(self) -> dict[str, str]:
        """Class names of servlet pages."""
        return {
            part: self.naming.word(f"css.{part}") for part in ("header", "brand", "main", "footer", "error", "property")
        }

    def servlet_frame(self, request: web.Request, session: Session, account: Account) -> dict[str, object]:
        """What every servlet page needs."""
        return {
            "language": session.language,
            "device_name": self.settings["device_name"],
            "product": self.identity.product,
            "portal": self.origin(request) + "/",
            "user_name": account.name,
            "css": self.servlet_css,
        }
