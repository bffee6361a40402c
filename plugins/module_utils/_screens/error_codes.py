# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""Error codes of failed sends, as data. **Unconfirmed**: Canon's list was not available.

Only the numbers #839 and #843 appear in a manual, all meanings are supposed (reference ``remote-ui.md`` 15). Which code a dead OAuth
token gives is unknown, so nothing is judged by these codes: the token's own status says whether it is dead.
"""

from __future__ import annotations

import typing as t


class ErrorCode(t.NamedTuple):
    """Whole sentences, both supposed."""

    meaning: str
    remedy: str


_POP = "Switch POP authentication before sending off; with OAuth it is not needed."

CODES: t.Dict[str, ErrorCode] = {
    "#752": ErrorCode(
        "The name of the SMTP server is wrong or not set, or the network is down.",
        "Check the name of the server, DNS and the network cable.",
    ),
    "#753": ErrorCode("A TCP/IP error while sending.", "Check the network between the printer and the mail server."),
    "#755": ErrorCode(
        "The printer has no IP address, or TCP/IP does not work.", "Check the IP settings of the printer."
    ),
    "#801": ErrorCode(
        "The mail server did not answer in time, or refused the mail.",
        "Check server and port, the firewall, TLS, and whether the sender may send from this address.",
    ),
    "#802": ErrorCode("The name of the SMTP server or of the DNS server is wrong.", "Check both, and DNS."),
    "#806": ErrorCode("The destination is wrong.", "Check the address that was sent to."),
    "#810": ErrorCode("The POP server did not answer.", _POP),
    "#813": ErrorCode("The POP server refused the login.", _POP),
    "#839": ErrorCode(
        "The mail server refused user name or password.",
        "Check the account; with OAuth, see whether the token is active (where it is not, enter a new code)"
        " and whether the account that signed in may send as the e-mail address of the printer.",
    ),
    "#841": ErrorCode(
        "Printer and mail server have no TLS cipher in common.", "Check the TLS settings of the printer."
    ),
    "#842": ErrorCode("The mail server asked for a client certificate.", "Check which mail server is set."),
    "#843": ErrorCode("The clock of the printer differs too much.", "Set the clock of the printer, best by SNTP."),
    "#844": ErrorCode("TLS failed at the POP server.", _POP),
    "#845": ErrorCode("The POP server refused user name or password.", _POP),
    "#846": ErrorCode("The POP server does not know APOP.", _POP),
}
