# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Whether a printer is fit for OAuth 2.0. What it does not show stops nothing."""

from __future__ import annotations

import typing as t

from . import firmware
from .reading import Facts, number, part, switch, text, texts
from .reason import ADMINISTRATOR, NETWORK, OPERATOR, Reason

_ROLES = "Use an account with the role Administrator or NetworkAdmin"
_IPV4 = "Set it in [Network Settings] > [IPv4 Settings], then run again."


class Limits(t.NamedTuple):
    """What counts as fit.

    :ivar max_clock_offset: seconds.
    :ivar firmware: ``require``, ``update`` or ``ignore``, as the variable migrate_firmware.
    """

    minimum_platform: str = "3.18"
    max_clock_offset: int = 300
    firmware: str = "require"


def reasons(facts: Facts, offer: Facts, limits: Limits) -> t.List[Reason]:
    """What stops the migration of this printer, each with its remedy; none for a printer that is fit."""
    printer = part(facts, "printer")
    found = [_oauth(facts, printer, offer, limits), _clock(printer, limits)]
    network = part(printer, "network")
    if network.get("gateway") == "":
        found.append(_network("gateway", "This printer has no gateway, so it cannot reach Microsoft."))
    if isinstance(network.get("dns"), list) and not network["dns"]:
        found.append(_network("dns", "This printer has no DNS server, so it cannot find Microsoft."))
    proxy = part(network, "proxy")
    if switch(proxy, "enabled") and proxy.get("server") == "":
        found.append(
            Reason(
                "proxy",
                "This printer is set to use a proxy, but no proxy server is set, so it cannot reach Microsoft.",
                "Set it in [Network Settings] > [Proxy Settings], or switch the proxy off, then run again.",
                NETWORK,
            )
        )
    return [reason for reason in found if reason is not None]


def unknown(facts: Facts) -> t.List[str]:
    """What the printer does not show, of that which was asked for."""
    printer = part(facts, "printer")
    places = (
        ("its clock", "clock", "offset_seconds"),
        ("its gateway", "network", "gateway"),
        ("its DNS servers", "network", "dns"),
    )
    return [words for words, section, name in places if section in printer and part(printer, section).get(name) is None]


def fit(facts: Facts, found: t.Sequence[Reason]) -> t.Dict[str, t.Optional[bool]]:
    """One answer for each check: None where the printer does not show it, or it was not asked for."""
    printer = part(facts, "printer")
    network = part(printer, "network")
    shown = {
        "firmware": switch(printer, "supports_oauth") is not None,
        "rights": switch(printer, "supports_oauth") is not None or bool(texts(printer, "privileges")),
        "clock": number(part(printer, "clock"), "offset_seconds") is not None,
        "gateway": network.get("gateway") is not None,
        "dns": network.get("dns") is not None,
        "proxy": switch(part(network, "proxy"), "enabled") is not None,
    }
    unfit = {reason.what for reason in found}
    return {name: False if name in unfit else (True if known else None) for name, known in shown.items()}


def _oauth(facts: Facts, printer: Facts, offer: Facts, limits: Limits) -> t.Optional[Reason]:
    offered = switch(printer, "supports_oauth")
    if offered is False:
        return None if limits.firmware == "ignore" else firmware.no_oauth(printer, offer, limits.minimum_platform)
    rights = texts(printer, "privileges")
    has = ", ".join(rights or ["none shown"])
    if offered is None and "supports_oauth" in printer and "network" in rights:
        return Reason(
            "menu",
            "Whether this printer has [OAuth 2.0 (Microsoft) Settings] cannot be told: its menu is not understood, perhaps because"
            " it is not in English.",
            "Switch the Remote UI to English, or name the titles and labels of this printer with canon_labels"
            ' (guide "Unknown printers"), then run again.',
            OPERATOR,
        )
    if offered is None and "supports_oauth" in printer:
        return Reason(
            "rights",
            f"The account cannot see [OAuth 2.0 (Microsoft) Settings] (its privileges: {has}).",
            f"{_ROLES}, then run again.",
            ADMINISTRATOR,
        )
    if offered and "oauth" in printer and printer["oauth"] is None:
        said = (text(part(facts, "unknown"), "oauth") or "no reason known").rstrip(".")
        why = f"[OAuth 2.0 (Microsoft) Settings] cannot be read: {said}."
        if "canon_labels" in said:
            return Reason("page", why, "Then run again.", OPERATOR)
        return Reason(
            "rights",
            why,
            f"{_ROLES} (it has: {has}), then run again.",
            ADMINISTRATOR,
        )
    return None


def _clock(printer: Facts, limits: Limits) -> t.Optional[Reason]:
    clock = part(printer, "clock")
    offset = number(clock, "offset_seconds")
    if offset is None or abs(offset) <= limits.max_clock_offset:
        return None
    return Reason(
        "clock",
        f"The clock of this printer is {offset} seconds off"
        f" (it shows {text(clock, 'device_time') or None}, time zone {text(clock, 'time_zone') or 'not shown'}).",
        "Correct date, time and time zone ([Timer/Energy Settings] > [Date/Time Settings]) or switch SNTP on, then run again.",
        ADMINISTRATOR,
    )


def _network(what: str, why: str) -> Reason:
    return Reason(what, why, _IPV4, NETWORK)
