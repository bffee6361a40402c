# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the reference leaves open, as choices; a dialect is one set of them. Evidence is the same in all dialects."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Dialect:
    """One invented firmware. The values of a choice are explained where it is drawn."""

    name: str
    # Login and entry
    login: str = "user"
    tls: bool = True
    nag_page: bool = False
    key_in_one_line: bool = True
    odd_challenge: bool = False
    other_forms: bool = False
    local_redirects: bool = False
    strict_referer: bool = False
    one_time_tokens: bool = False
    pages_until_lost: int = 0
    rights: tuple[str, ...] = ("Device", "Network", "System")
    # Menu
    forward: str = "replace"
    tables: str = "new"
    masks: str = "sum"
    conditional_titles: bool = False
    has_oauth: str = "true"
    oauth_by_function: bool = False
    # Settings pages
    ok: str = "chain"
    rows: str = "header_label"
    checked: tuple[str, str] = ("0", "1")
    switches: str = "check"
    shadows: bool = False
    pop_first: bool = False
    port: str = "Port Number Settings"
    clock: str = "text"
    zone: str = "(UTC+00:00) London"
    dns_row: bool = False
    held_back: str = ""
    confirmation: str = "form"
    demands_restart: bool = False
    # OAuth
    oauth: str = "native"
    status: str = "table"
    edit: str = "link"
    use: str = "check"
    token_field: str = "Token"
    refresh: str = ""
    entra: str = "Microsoft Entra ID"
    last_updated: str = "%Y %m/%d %H:%M:%S"
    old_code: bool = False
    keeps_code: bool = False
    code_seconds: float = 900.0
    renews_itself: bool = False


_PLAIN = Dialect("plain")

DIALECTS = {
    dialect.name: dialect
    for dialect in [
        _PLAIN,
        replace(
            _PLAIN,
            name="pop_first",
            login="sdl",
            tls=False,
            nag_page=True,
            forward="form",
            tables="object",
            masks="or",
            ok="forms0",
            checked=("off", "on"),
            pop_first=True,
            port="mail",
            rows="notes",
            oauth="servlet",
            status="dl",
            use="radio",
            refresh="link",
            clock="inputs",
        ),
        replace(
            _PLAIN,
            name="framed",
            login="none",
            tls=False,
            forward="frameset",
            tables="function",
            masks="numbers",
            conditional_titles=True,
            ok="set_field",
            oauth="servlet",
            status="four_columns",
            edit="form",
            use="select",
            refresh="post",
            entra="Azure Active Directory",
            last_updated="",
            oauth_by_function=True,
            port="Port Settings",
            clock="selects",
        ),
        replace(
            _PLAIN,
            name="local_names",
            odd_challenge=True,
            other_forms=True,
            local_redirects=True,
            strict_referer=True,
            forward="top",
            masks="object",
            ok="written",
            oauth="servlet",
            status="divs",
            edit="button",
            use="companion",
            token_field="_csrf",
            last_updated="%d %b %Y %H:%M:%S",
            dns_row=True,
            clock="no_zone",
            zone="(UTC+09:00) Tokyo",
        ),
        replace(
            _PLAIN,
            name="forgetful",
            one_time_tokens=True,
            pages_until_lost=14,
            key_in_one_line=False,
            tables="array",
            ok="button",
            rows="cell",
            last_updated="%m/%d/%Y %I:%M:%S %p",
        ),
        replace(
            _PLAIN,
            name="held_back",
            login="sdl",
            held_back="memo",
            forward="meta",
            tables="if_else",
            ok="elements",
            rows="written",
            clock="inputs",
            edit="button",
            last_updated="%d/%m/%Y %H:%M:%S",
        ),
        replace(
            _PLAIN,
            name="held_back_link",
            tls=False,
            held_back="page",
            confirmation="link",
            port="mail",
            demands_restart=True,
            forward="top",
            masks="or",
            ok="forms0",
            oauth="servlet",
            status="paragraphs",
            edit="button",
            use="radio",
        ),
        replace(
            _PLAIN,
            name="procedure",
            status="paragraphs",
            oauth="servlet",
            old_code=True,
            keeps_code=True,
            edit="link",
            use="companion",
            last_updated="%m/%d/%Y %I:%M:%S %p",
            pop_first=True,
            masks="object",
            tables="object",
            port="Port Number",
        ),
        replace(
            _PLAIN,
            name="self_renewing",
            login="none",
            tls=False,
            code_seconds=6.0,
            renews_itself=True,
            refresh="script",
            shadows=True,
            ok="set_field",
            conditional_titles=True,
            rows="notes",
            edit="next_page",
        ),
        replace(
            _PLAIN,
            name="network_admin",
            rights=("Network",),
            switches="radio",
            rows="cell",
            checked=("2", "1"),
            forward="form",
            tables="push",
            masks="or",
            ok="link",
            dns_row=True,
            edit="button",
            last_updated="%d %B %Y %H:%M:%S",
        ),
        replace(
            _PLAIN,
            name="lists",
            login="sdl",
            switches="select",
            checked=("DISABLE", "ENABLE"),
            tables="function",
            pop_first=True,
            rows="written",
            ok="assigned",
            oauth="servlet",
            status="divs",
            edit="form",
            use="companion",
            refresh="post",
            last_updated="%m/%d/%Y %I:%M:%S %p",
            clock="selects",
            pages_until_lost=11,
        ),
        replace(_PLAIN, name="too_old", has_oauth="false", tables="new", masks="numbers"),
    ]
}
