# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""`make demo`: five virtual printers move from a password to OAuth 2.0, as an operator would do it.

Every step is checked; the demo ends with status 1 and a sentence as soon as one is not as it should be.
"""

from __future__ import annotations

import re
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import requests

from .background import FleetFailed, background_fleet
from .control_client import Control, ControlError
from .demo_terminal import Terminal
from .desk import INSTALL, Desk, NoClone
from .playbook_output import Code, Narrator, differences, recap
from .reading_operator import ReadingOperator

_LIMIT_SECONDS = 240
_SHOWN_ON_FAILURE = 40
_FLEET = ("--count", "5", "--profiles", "dx_user_tls,dx_pin_tls,open_http", "--interval", "1", "--connect-seconds", "1")
_MIGRATE = "ansible-playbook migrate.yml -i printers.ini"
_ON_THE_PRINTER = {"enabled": "oauth_enabled"}
"""Settings of the virtual printer whose name is not that of the option."""
_FOLLOW = {"display_authentication_screen", "authentication_information"}
"""What the printer itself sets when OAuth is switched on (Canon's procedure; reference, remote-ui.md 10.2)."""


class DemoFailed(Exception):
    """Something is not as it should be; the text says what."""


def require(condition: object, sentence: str) -> None:
    """Raise DemoFailed with the sentence unless the condition holds."""
    if not condition:
        raise DemoFailed(sentence)


class Demo:
    """The story, one method a chapter."""

    def __init__(self, terminal: Terminal, desk: Desk, fleet: Control) -> None:
        self._terminal = terminal
        self._desk = desk
        self._fleet = fleet
        self._names = [printer["name"] for printer in fleet.printers()]
        self._page_says = ""

    def printers(self) -> None:
        """Who is there."""
        for printer in self._fleet.fleet()["printers"]:
            scheme = "http" if printer["profile"] == "open_http" else "https"
            seen = self._fleet.printer(printer["name"])
            address = f"{scheme}://{printer['address']}:{printer['ports'][scheme]}/"
            self._terminal.fact(f"{printer['name']}  {seen['product']}  {address:<26} {printer['profile']}")
        self._terminal.aside("Behind them: stand-ins for Microsoft's sign-in page and mail server, with their texts.")

    def scans_are_refused(self) -> None:
        """A password is of no use any more."""
        self._terminal.heading("Somebody scans to e-mail: the printers still log in with a password")
        for name in self._names:
            scan = self._fleet.scan(name)
            reply = _without_server(scan["reply"])
            require(
                not scan["accepted"] and scan["mechanism"] == "LOGIN" and reply.startswith("550 5.7.30 "),
                f"The scan of {name} should have been refused for its password, but: {scan}",
            )
            self._terminal.fact(f"{name}  refused  {reply}", "red")

    def install(self) -> None:
        """As README.md says."""
        self._terminal.heading("Installation on a desk, as in README.md")
        self._desk.make()
        # Virtual printers answer at once: no need to wait as for real ones.
        self._desk.write_inventory(self._fleet.fleet()["inventory"], {"migrate_poll_interval": "1"})
        self._terminal.command(INSTALL)
        require(self._desk.run(INSTALL) == 0, "The collection could not be installed")
        self._terminal.aside([line.strip() for line in self._desk.output if line.strip()][-1])

    def look_ahead(self) -> dict[str, dict[str, tuple[str, str]]]:
        """What would change: printer, option, values before and after."""
        self._terminal.heading("What would change? Nothing is written in check mode")
        self._fleet.reset_counters()
        self._playbook(f"{_MIGRATE} --check --diff")
        announced = differences(self._desk.output)
        for name in self._names:
            require(announced.get(name), f"--check --diff announced no change of {name}")
        first = announced[self._names[0]]
        self._terminal.fact(f"{self._names[0]}, and the others likewise:")
        for option, (before, after) in first.items():
            self._terminal.fact(f"  {option}: {before} → {after}")
        self._require_no_writes("the check mode")
        self._terminal.proven("0 writes on the printers' own counters")
        return announced

    def migrate(self, announced: dict[str, dict[str, tuple[str, str]]]) -> None:
        """The procedure itself, with an operator at the sign-in page."""
        self._terminal.heading("The migration, and an operator who types the codes")
        before = self._settings()
        with ReadingOperator(self._fleet.fleet()["ca"], seconds=0, told=self._typed) as operator:

            def show(code: Code) -> None:
                self._terminal.fact(f"{code.printer} shows {code.user_code}, to be typed at {code.page}", "yellow")
                operator.take(code)

            self._playbook(_MIGRATE, show)
        require(not operator.refused, f"The sign-in page did not accept all codes: {operator.refused}")
        unseen = sorted(set(self._names) - operator.authorised)
        require(not unseen, f"ansible-playbook showed no code for {', '.join(unseen)}")
        after = self._settings()
        for name in self._names:
            token = self._fleet.printer(name)["oauth"]["token"]
            require(token == "Active", f'[Token Status] of {name} is "{token}" after the migration')
            changed = {setting for setting in after[name] if after[name][setting] != before[name][setting]}
            said = {_ON_THE_PRINTER.get(option, option) for option in announced[name]}
            require(changed - _FOLLOW == said, f"{name}: announced were {sorted(said)}, but {sorted(changed)} changed")
        self._terminal.proven(f"{len(self._names)} of {len(self._names)} printers have an active token")
        self._terminal.proven("exactly the announced settings changed, and the two that the printer couples with OAuth")

    def scans_arrive(self) -> None:
        """By the token that each printer obtained itself."""
        self._terminal.heading("Somebody scans to e-mail again")
        for name in self._names:
            scan = self._fleet.scan(name)
            require(
                scan["accepted"] and scan["mechanism"] == "XOAUTH2",
                f"The scan of {name} should have arrived by XOAUTH2, but: {scan}",
            )
            self._terminal.fact(f"{name}  accepted  {_without_server(scan['reply'])}", "green")
        mechanisms = [mail["mechanism"] for mail in self._fleet.mails()]
        require(
            mechanisms == ["XOAUTH2"] * len(self._names),
            f"The mail server has mails by {mechanisms}, not one by XOAUTH2 each",
        )
        self._terminal.proven(f"{len(mechanisms)} mails at the mail server, all by XOAUTH2")

    def run_again(self) -> None:
        """Nothing is left to do."""
        self._terminal.heading("The same command once more: what is right is left alone")
        self._fleet.reset_counters()
        counts = self._playbook(_MIGRATE)
        for name in self._names:
            changed = counts[name]["changed"]
            require(changed == 0, f"The second run says changed={changed} for {name}")
        self._require_no_writes("the second run")
        logins = {name: self._fleet.printer(name)["counters"]["logins"] for name in self._names}
        require(max(logins.values()) == 1, f"The second run should log in once at most on each printer, not {logins}")
        self._terminal.proven("changed=0 on every printer")
        self._terminal.proven("0 writes on the printers' own counters, one login each where there is a login")

    def _typed(self, code: Code, page_says: str) -> None:
        self._terminal.fact(f"operator: {code.user_code} typed, signed in as {code.account}", "cyan")
        if page_says != self._page_says:
            self._terminal.aside(f"  {page_says}")
        self._page_says = page_says

    def _playbook(self, command: str, on_code: Callable[[Code], None] = lambda code: None) -> dict[str, dict[str, int]]:
        self._terminal.command(command)
        narrator = Narrator(
            on_task=lambda task, outcome: self._terminal.aside(f"{task[:56]} ".ljust(60, ".") + f" {outcome}"),
            on_code=on_code,
        )
        status = self._desk.run(command, narrator.line)
        require(status == 0, f"{command} ended with status {status}")
        counts = recap(self._desk.output)
        require(set(counts) == set(self._names), f"{command} reported on {sorted(counts)}, not on all printers")
        return counts

    def _settings(self) -> dict[str, dict[str, Any]]:
        return {printer["name"]: printer["settings"] for printer in self._fleet.printers()}

    def _require_no_writes(self, run: str) -> None:
        for name in self._names:
            counters = self._fleet.printer(name)["counters"]
            require(counters["requests"] > 0, f"{name} was not even asked in {run}")
            require(counters["writes"] == 0, f"{name} counted {counters['writes']} writes in {run}")


def _without_server(reply: str) -> str:
    return re.sub(r"\s*\[[^\]]*\]$", "", reply.splitlines()[0])


def tell(terminal: Terminal, desk: Desk, folder: Path) -> None:
    """The whole demo; raises DemoFailed, FleetFailed, NoClone, ControlError or an error of requests."""
    terminal.heading("Five virtual printers come up")
    with background_fleet(folder / "fleet", *_FLEET, max_seconds=_LIMIT_SECONDS) as fleet:
        demo = Demo(terminal, desk, fleet)
        demo.printers()
        demo.scans_are_refused()
        demo.install()
        demo.migrate(demo.look_ahead())
        demo.scans_arrive()
        demo.run_again()
    require(not desk.left_behind(), "A process of ansible-playbook is still running")


def main() -> int:
    """Tell the demo; returns the exit status."""
    terminal, began = Terminal(), time.monotonic()
    signal.signal(signal.SIGALRM, _too_long)
    signal.signal(signal.SIGTERM, _ended)
    signal.alarm(_LIMIT_SECONDS)
    terminal.title("printfleet.canon: printers move from SMTP with a password to OAuth 2.0")
    with tempfile.TemporaryDirectory(prefix="printfleet-demo-") as name:
        desk = Desk(Path(name))
        try:
            tell(terminal, desk, Path(name))
        except (DemoFailed, FleetFailed, NoClone, ControlError, requests.RequestException) as error:
            for line in [*desk.output[-_SHOWN_ON_FAILURE:], *_errors_of(Path(name) / "fleet" / "fleet.log")]:
                terminal.aside(line.rstrip())
            terminal.failed(f"The demo failed. {error}")
            return 1
        except KeyboardInterrupt:
            terminal.failed("Ended by the keyboard; everything was stopped.")
            return 130
    terminal.heading("Everything is stopped, nothing is left behind")
    terminal.proven(f"5 printers migrated in {time.monotonic() - began:.0f} seconds")
    terminal.fact("Yours: write printers.ini and run the same commands (README.md). To play by hand: make fleet")
    return 0


def _errors_of(log: Path) -> list[str]:
    """The end of the fleet's output, from the first traceback on."""
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    first = next((number for number, line in enumerate(lines) if line.startswith("Traceback")), len(lines))
    return lines[first:][-_SHOWN_ON_FAILURE:]


def _too_long(*_signal: object) -> NoReturn:
    raise DemoFailed(f"It took longer than {_LIMIT_SECONDS} seconds")


def _ended(*_signal: object) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
