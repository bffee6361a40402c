# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exchange's stand-in against curl, with a token that Entra's stand-in issued."""

from __future__ import annotations

import subprocess
from pathlib import Path

from virtual_fleet.exchange import ExchangeServer


def curl(
    exchange: ExchangeServer, ca_file: str, folder: Path, *options: str, config: str = ""
) -> subprocess.CompletedProcess[str]:
    message = folder / "m.eml"
    message.write_text("From: scan@contoso.com\r\nTo: someone@contoso.com\r\nSubject: From curl\r\n\r\nA scan.\r\n")
    # Tokens and passwords go through a configuration on standard input, not through the process list.
    return subprocess.run(
        [
            "curl",
            "-sS",
            "-v",
            "--max-time",
            "10",
            "--ssl-reqd",
            "--cacert",
            ca_file,
            "--mail-from",
            "scan@contoso.com",
            "--mail-rcpt",
            "someone@contoso.com",
            "-T",
            str(message),
            "-K",
            "-",
            *options,
            f"smtp://{exchange.address}:{exchange.port}/printer.example.com",
        ],
        input=config,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )


def test_curl_sends_with_a_token(exchange: ExchangeServer, ca_file: str, tmp_path: Path) -> None:
    token = exchange.mailboxes.tokens.issue("scan@contoso.com", "https://outlook.office.com/SMTP.Send", "curl", 60)
    done = curl(
        exchange,
        ca_file,
        tmp_path,
        "--login-options",
        "AUTH=XOAUTH2",
        "--user",
        "scan@contoso.com:",
        config=f'oauth2-bearer = "{token.token}"\n',
    )
    assert done.returncode == 0, done.stderr
    (kept,) = exchange.mailboxes.mails
    assert kept.subject == "From curl" and kept.ehlo == "printer.example.com"
    assert "AUTH LOGIN XOAUTH2" in done.stderr


def test_curl_is_refused_with_a_password(exchange: ExchangeServer, ca_file: str, tmp_path: Path) -> None:
    done = curl(
        exchange, ca_file, tmp_path, "--login-options", "AUTH=LOGIN", config='user = "scan@contoso.com:secret"\n'
    )
    assert done.returncode == 67, done.stderr
    assert "550 5.7.30 Basic authentication is not supported for Client Submission." in done.stderr
    assert not exchange.mailboxes.mails
