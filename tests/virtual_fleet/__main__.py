# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Command line: `serve` starts a fleet, `operator` authorises codes, `capture` plays back a printer's pages."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from pathlib import Path

import requests

from .auto_operator import Habits
from .operator_program import SignInRefused, authorise


def main() -> int:
    """Run one command; returns the exit status."""
    arguments = _parser().parse_args()
    return {"serve": _serve, "operator": _operator, "capture": _capture}[arguments.command](arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m virtual_fleet", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="start a fleet that stays up")
    serve.add_argument("--count", type=int, default=5, help="number of printers (default 5)")
    serve.add_argument("--profiles", help="printer profiles, separated by commas; repeated until all printers have one")
    serve.add_argument("--dir", type=Path, required=True, help="folder for printers.ini, ca.pem and fleet.json")
    serve.add_argument("--seed", type=int, default=1, help="draws serials, passwords and invented field names")
    serve.add_argument("--expires-in", type=float, default=900, help="seconds a user code lives (default 900)")
    serve.add_argument("--interval", type=float, default=5, help="seconds between a printer's polls (default 5)")
    serve.add_argument("--token-seconds", type=float, default=3599, help="seconds an access token lives")
    serve.add_argument("--connect-seconds", type=float, default=2, help="seconds until a printer reports a connection")
    serve.add_argument("--restart-seconds", type=float, default=2, help="seconds a printer is away on a restart")
    serve.add_argument("--verification-uri", help="address that printers show (default: the stand-in's own page)")
    serve.add_argument(
        "--small-pages", action="store_true", help="pages without message tables: faster, less like real ones"
    )
    serve.add_argument("--control-port", type=int, default=0, help="port of the control API (default: any)")
    serve.add_argument("--auto-operator", action="store_true", help="authorise every code at the sign-in page")
    serve.add_argument("--operator-seconds", type=float, default=1, help="seconds the auto-operator takes for a code")
    serve.add_argument("--one-person", action="store_true", help="the auto-operator types one code after another")
    serve.add_argument("--exit-with-parent", action="store_true", help="end when the starting process ends")
    serve.add_argument("--max-seconds", type=float, help="end after this time")
    operator = commands.add_parser("operator", help="authorise codes at the sign-in page, as a person would")
    operator.add_argument("--fleet", type=Path, help="fleet.json: where the page and its certificate are")
    operator.add_argument("--url", help="address of the sign-in page")
    operator.add_argument("--ca", help="PEM file with the authority of the page's certificate")
    operator.add_argument("--code", action="append", required=True, help="a user code; may be given several times")
    operator.add_argument("--account", required=True, help="the account that signs in")
    capture = commands.add_parser("capture", help="play back what canon_capture has saved of a printer")
    capture.add_argument("--zip", type=Path, required=True, help="the capture")
    capture.add_argument("--address", default="127.0.0.1", help="loopback address to listen on (default 127.0.0.1)")
    capture.add_argument("--port", type=int, default=0, help="port to listen on (default: any)")
    capture.add_argument("--exit-with-parent", action="store_true", help="end when the starting process ends")
    capture.add_argument("--max-seconds", type=float, help="end after this time")
    return parser


def _serve(arguments: argparse.Namespace) -> int:
    # Imported here: the operator needs neither servers nor printers.
    from .fleet import FleetPlan
    from .serve import Lifetime, serve

    choices = {"profiles": tuple(arguments.profiles.split(","))} if arguments.profiles else {}
    try:
        plan = FleetPlan(
            count=arguments.count,
            seed=arguments.seed,
            expires_in=arguments.expires_in,
            interval=arguments.interval,
            token_seconds=arguments.token_seconds,
            connect_seconds=arguments.connect_seconds,
            restart_seconds=arguments.restart_seconds,
            verification_uri=arguments.verification_uri,
            **choices,
        )
    except ValueError as error:
        print(f"virtual_fleet: {error}", file=sys.stderr)
        return 2
    operator = Habits(arguments.operator_seconds, arguments.one_person) if arguments.auto_operator else None
    try:
        asyncio.run(
            serve(
                plan,
                arguments.dir,
                Lifetime(arguments.exit_with_parent, arguments.max_seconds),
                operator,
                arguments.control_port,
            )
        )
    except OSError as error:
        print(f"virtual_fleet: {error}", file=sys.stderr)
        return 1
    return 0


def _capture(arguments: argparse.Namespace) -> int:
    from .capture_printer import UnusableCapture, play

    try:
        asyncio.run(
            play(arguments.zip, arguments.address, arguments.port, arguments.exit_with_parent, arguments.max_seconds)
        )
    except (OSError, UnusableCapture) as error:
        print(f"virtual_fleet: {error}", file=sys.stderr)
        return 1
    return 0


def _operator(arguments: argparse.Namespace) -> int:
    url, ca = arguments.url, arguments.ca
    if arguments.fleet:
        try:
            fleet = json.loads(arguments.fleet.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            print(f"virtual_fleet: no fleet is up there: {error}", file=sys.stderr)
            return 2
        url, ca = url or fleet["entra"]["url"] + "/devicelogin", ca or fleet["ca"]
    if not url:
        print("virtual_fleet: --fleet or --url is needed", file=sys.stderr)
        return 2
    refused = 0
    for code in arguments.code:
        print(f"operator: opening {url}, typing {code}, signing in as {arguments.account} ...", flush=True)
        try:
            print(f"operator: {authorise(url, code, arguments.account, ca or True)}", flush=True)
        except (SignInRefused, requests.RequestException) as error:
            refused += 1
            print(f"operator: {code} was not accepted: {error}", flush=True)
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
