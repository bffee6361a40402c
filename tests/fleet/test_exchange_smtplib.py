# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exchange's stand-in against smtplib: both forms of XOAUTH2, refused passwords, limits and texts."""

from __future__ import annotations

import base64
import smtplib
import ssl
import time
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from typing import Callable, Iterator

import pytest

from virtual_fleet.exchange import ExchangeServer

SCOPE = "https://outlook.office.com/SMTP.Send offline_access"
MAILBOX = "scan@contoso.com"


@pytest.fixture
def token(exchange: ExchangeServer) -> str:
    return exchange.mailboxes.tokens.issue(MAILBOX, SCOPE, "client", 3600).token


@pytest.fixture
def connect(exchange: ExchangeServer, ca_file: str) -> Iterator[Callable[..., smtplib.SMTP]]:
    clients: list[smtplib.SMTP] = []

    def open_client(tls: bool = True) -> smtplib.SMTP:
        client = smtplib.SMTP(exchange.address, exchange.port, local_hostname="print-01.contoso.com", timeout=10)
        clients.append(client)
        client.ehlo()
        if tls:
            client.starttls(context=ssl.create_default_context(cafile=ca_file))
            client.ehlo()
        return client

    yield open_client
    for client in clients:
        client.close()


def xoauth2(user: str, token: str) -> Callable[..., str]:
    return lambda challenge=None: f"user={user}\x01auth=Bearer {token}\x01\x01"


def authenticated(client: smtplib.SMTP, token: str, user: str = MAILBOX) -> smtplib.SMTP:
    client.auth("XOAUTH2", xoauth2(user, token), initial_response_ok=True)
    return client


def mail(sender: str = MAILBOX) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "someone@contoso.com", "Scan"
    message.set_content("A scan.")
    return message


def test_session_reads_like_the_published_trace(connect: Callable[..., smtplib.SMTP], exchange: ExchangeServer) -> None:
    client = connect(tls=False)
    features = ["8bitmime", "dsn", "enhancedstatuscodes", "pipelining", "size", "smtputf8", "starttls"]
    assert sorted(client.esmtp_features) == features
    assert client.ehlo_resp.splitlines()[0].endswith(b"Hello [127.0.0.1]")
    assert client.docmd("STARTTLS") == (220, b"2.0.0 SMTP server ready")
    encrypted = connect()
    assert encrypted.esmtp_features["auth"].split() == ["LOGIN", "XOAUTH2"]
    assert "starttls" not in encrypted.esmtp_features
    assert encrypted.quit() == (221, b"2.0.0 Service closing transmission channel")
    assert not exchange.mailboxes.mails


@pytest.mark.parametrize("inline", [True, False])
def test_mail_through_xoauth2(
    inline: bool, connect: Callable[..., smtplib.SMTP], exchange: ExchangeServer, token: str
) -> None:
    client = connect()
    answer = client.auth("XOAUTH2", xoauth2(MAILBOX, token), initial_response_ok=inline)
    assert answer == (235, b"2.7.0 Authentication successful")
    assert client.mail(MAILBOX) == (250, b"2.1.0 Sender OK")
    assert client.rcpt("someone@contoso.com") == (250, b"2.1.5 Recipient OK")
    assert client.docmd("DATA") == (354, b"Start mail input; end with <CRLF>.<CRLF>")
    client.send(mail().as_bytes().replace(b"\n", b"\r\n") + b"\r\n.\r\n")
    code, text = client.getreply()
    assert code == 250 and text.startswith(b"2.0.0 OK <") and b"[Hostname=" in text
    (kept,) = exchange.mailboxes.mails
    assert (kept.mailbox, kept.mechanism, kept.subject) == (MAILBOX, "XOAUTH2", "Scan")
    (attempt,) = exchange.mailboxes.attempts
    assert attempt.accepted and attempt.form == ("inline" if inline else "two-step")


def test_password_is_refused_with_microsofts_text(
    connect: Callable[..., smtplib.SMTP], exchange: ExchangeServer
) -> None:
    with pytest.raises(smtplib.SMTPAuthenticationError) as refused:
        connect().login(MAILBOX, "secret")
    assert refused.value.smtp_code == 550
    assert refused.value.smtp_error.startswith(b"5.7.30 Basic authentication is not supported for Client Submission. [")
    assert "secret" not in repr(exchange.mailboxes.attempts)


def test_passwords_can_be_accepted(connect: Callable[..., smtplib.SMTP], exchange: ExchangeServer) -> None:
    exchange.mailboxes.password_refusal = None
    exchange.mailboxes.passwords[MAILBOX] = "secret"
    client = connect()
    client.login(MAILBOX, "secret")
    client.send_message(mail())
    assert exchange.mailboxes.mails[0].mechanism == "LOGIN"
    with pytest.raises(smtplib.SMTPAuthenticationError, match="the user credentials were incorrect"):
        connect().login(MAILBOX, "other")


@pytest.mark.parametrize(
    ("fault", "code", "text"),
    [
        (
            "tenant_disabled",
            535,
            "5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Ten",
        ),
        ("mailbox_disabled", 535, "SmtpClientAuthentication is disabled for the Mailbox"),
        ("unsuccessful", 535, "5.7.3 Authentication unsuccessful"),
    ],
)
def test_faults_of_the_mailbox_refuse_tokens_too(
    fault: str, code: int, text: str, token: str, connect: Callable[..., smtplib.SMTP], exchange: ExchangeServer
) -> None:
    exchange.mailboxes.set_fault(fault, MAILBOX)
    with pytest.raises(smtplib.SMTPAuthenticationError, match=text) as refused:
        authenticated(connect(), token)
    assert refused.value.smtp_code == code


def test_tokens_that_do_not_fit_get_a_plain_535(connect: Callable[..., smtplib.SMTP], exchange: ExchangeServer) -> None:
    issue = exchange.mailboxes.tokens.issue
    for user, token in (
        (MAILBOX, "unknown"),
        (MAILBOX, issue("other@contoso.com", SCOPE, "c", 60).token),
        (MAILBOX, issue(MAILBOX, "https://graph.microsoft.com/Mail.Send", "c", 60).token),
        (MAILBOX, issue(MAILBOX, SCOPE, "c", -1).token),
    ):
        with pytest.raises(smtplib.SMTPAuthenticationError, match="5.7.3 Authentication unsuccessful"):
            authenticated(connect(), token, user)


def test_gmails_failure_challenge_is_an_option(connect: Callable[..., smtplib.SMTP], exchange: ExchangeServer) -> None:
    exchange.mailboxes.failure_challenge = True
    client = connect()
    blob = base64.b64encode(b"user=scan@contoso.com\x01auth=Bearer x\x01\x01").decode()
    code, challenge = client.docmd("AUTH", f"XOAUTH2 {blob}")
    assert code == 334 and b'"status": "400"' in base64.b64decode(challenge)
    assert client.docmd("")[0] == 535


def test_order_of_commands_is_enforced(connect: Callable[..., smtplib.SMTP], exchange: ExchangeServer) -> None:
    plain = connect(tls=False)
    assert plain.docmd("AUTH", "LOGIN") == (504, b"5.7.4 Unrecognized authentication type")
    assert plain.docmd("MAIL", "FROM:<scan@contoso.com>") == (451, b"5.7.3 STARTTLS is required to send mail")
    assert plain.docmd("EHLO", "print 01") == (501, b"5.5.4 Invalid domain name")
    client = connect()
    code, text = client.docmd("MAIL", "FROM:<scan@contoso.com>")
    assert code == 530 and text.startswith(b"5.7.57 Client not authenticated to send mail.")
    assert client.docmd("AUTH", "PLAIN AGEAYg==") == (504, b"5.7.4 Unrecognized authentication type")
    assert client.docmd("auth", "xoauth2 bm9uc2Vuc2U=")[0] == 501
    assert client.docmd("auth", "xoauth2") == (334, b"")
    assert client.docmd("*")[0] == 535


def test_hello_is_needed_again_after_starttls(exchange: ExchangeServer, ca_file: str) -> None:
    with smtplib.SMTP(exchange.address, exchange.port, timeout=10) as client:
        client.starttls(context=ssl.create_default_context(cafile=ca_file))
        assert client.docmd("MAIL", "FROM:<scan@contoso.com>") == (503, b"5.5.2 Send hello first")


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_old_tls_is_refused(exchange: ExchangeServer) -> None:
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.set_ciphers("ALL:@SECLEVEL=0")
    old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    with smtplib.SMTP(exchange.address, exchange.port, timeout=10) as client:
        client.ehlo()
        # The server hangs up (asyncio sends no alert); a refusal by this client's own OpenSSL is another SSLError.
        with pytest.raises((ssl.SSLEOFError, ConnectionResetError)):
            client.starttls(context=old)
        client.close()


def test_sender_must_be_the_mailbox(connect: Callable[..., smtplib.SMTP], exchange: ExchangeServer, token: str) -> None:
    client = authenticated(connect(), token)
    with pytest.raises(smtplib.SMTPDataError) as refused:
        client.send_message(mail("boss@contoso.com"))
    assert refused.value.smtp_code == 554
    assert refused.value.smtp_error.startswith(
        b"5.2.252 SendAsDenied; scan@contoso.com not allowed to send as boss@contoso.com"
    )
    exchange.mailboxes.rights[MAILBOX] = {"boss@contoso.com"}
    client.send_message(mail("boss@contoso.com"))
    authenticated(connect(), token, user="boss@contoso.com").send_message(mail("boss@contoso.com"))
    assert [kept.mailbox for kept in exchange.mailboxes.mails] == [MAILBOX, "boss@contoso.com"]


def test_a_fourth_connection_is_refused_until_one_closes(connect: Callable[..., smtplib.SMTP], token: str) -> None:
    clients = [authenticated(connect(), token) for _number in range(4)]
    with pytest.raises(smtplib.SMTPDataError) as refused:
        clients[3].send_message(mail())
    assert refused.value.smtp_code == 432 and b"4.3.2 Concurrent connections limit" in refused.value.smtp_error
    clients[0].quit()
    deadline = time.monotonic() + 30
    while True:
        try:
            clients[3].send_message(mail())
            return
        except smtplib.SMTPDataError:
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_what_exceeds_the_rate_is_delayed_not_refused(
    connect: Callable[..., smtplib.SMTP], exchange: ExchangeServer, token: str
) -> None:
    exchange.mailboxes.minute = 0.6
    client = authenticated(connect(), token)
    started = time.monotonic()
    for _message in range(31):
        client.send_message(mail())
    assert time.monotonic() - started >= 0.6
    assert len(exchange.mailboxes.mails) == 31


def test_connections_are_counted_down_by_parallel_clients(
    connect: Callable[..., smtplib.SMTP], exchange: ExchangeServer, token: str
) -> None:
    def send(_number: int) -> None:
        with authenticated(connect(), token) as client:
            client.send_message(mail())

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(send, range(9)))
    deadline = time.monotonic() + 30
    while exchange.mailboxes.connections[MAILBOX] and time.monotonic() < deadline:
        time.sleep(0.02)
    assert exchange.mailboxes.connections[MAILBOX] == 0
