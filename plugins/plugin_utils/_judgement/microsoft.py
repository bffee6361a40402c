# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Mail servers of Microsoft, and what the end of passwords in Exchange Online means for a printer that uses them.

Sources: reference ``microsoft.md`` 2.1, 3.7 and 7, which quote Microsoft's documentation; ``smtp-mail.outlook.com`` is the server of
outlook.com mailboxes, ``outlook.office365.com`` answers on port 587 like ``smtp.office365.com``.
"""

from __future__ import annotations

SUBMISSION = frozenset(
    [
        "smtp.office365.com",
        "outlook.office365.com",
        "smtp-legacy.office365.com",
        "smtp.office365.us",
        "outlook.office365.us",
        "smtp.partner.outlook.cn",
        "smtp-legacy.partner.outlook.cn",
        "smtp-mail.outlook.com",
        "smtp.outlook.com",
        "smtp.outlook.office365.com",
    ]
)
"""Client submission: mail is taken only after a sign-in, and a password will no longer do."""

OTHERS = (
    (
        (".mail.protection.outlook.com", ".mail.protection.partner.outlook.cn", ".mx.microsoft"),
        "takes mail without authentication (connector or Direct Send)",
    ),
    (
        ("smtp.hve.mx.microsoft", "smtp-hve.office365.com"),
        "is High Volume Email, which takes passwords until September 2028",
    ),
    (("smtp.azurecomm.net",), "is Azure Communication Services Email, which the change does not touch"),
)
"""Microsoft's other ways to send, which keep working as they are: names, or ends of names that begin with a dot."""


def plain(server: str) -> str:
    """A host name as names are compared."""
    return server.strip().rstrip(".").lower()


def is_submission(server: str) -> bool:
    return plain(server) in SUBMISSION


def other_service(server: str) -> str:
    """What one of Microsoft's other services is, as the rest of a sentence; empty for a server of somebody else."""
    name = plain(server)
    exact = [words for names, words in OTHERS if name in names]
    ends = [words for names, words in OTHERS if any(end[0] == "." and name.endswith(end) for end in names)]
    return (exact + ends + [""])[0]
