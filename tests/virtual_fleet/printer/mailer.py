# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scan to e-mail: the device as a mail client (reference sections 9.1 and 10; RFC 3207, RFC 4954)."""

from __future__ import annotations

import smtplib
import socket
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid

from .name_resolution import NameServers


@dataclass(frozen=True)
class Outgoing:
    """Everything one sending needs, copied so that a thread may use it. ``login``/``bearer``: at most one is set."""

    name_servers: NameServers
    server: str
    port: int
    sender: str
    to: str
    helo: str
    subject: str
    timeout: float
    tls: ssl.SSLContext | None
    login: tuple[str, str] | None = None
    bearer: tuple[str, str] | None = None


class _DeviceSMTP(smtplib.SMTP):
    """smtplib that connects where the printer's DNS says, and keeps the server's name for TLS."""

    def __init__(self, outgoing: Outgoing) -> None:
        self._name_servers = outgoing.name_servers
        super().__init__(outgoing.server, outgoing.port, local_hostname=outgoing.helo, timeout=outgoing.timeout)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return socket.create_connection(self._name_servers.locate(host, port), timeout)


def send(mail: Outgoing) -> dict[str, object]:
    """Send one scan; blocking. Returns ``accepted``, the server's last ``reply``, the ``mechanism`` used, and the
    ``code`` that the device has for a refusal, empty for none.
    """
    mechanism = None
    try:
        with _DeviceSMTP(mail) as smtp:
            smtp.ehlo()
            # Opportunistic: TLS only if allowed *and* offered, otherwise in clear (reference section 9.1).
            if mail.tls is not None and smtp.has_extn("starttls"):
                smtp.starttls(context=mail.tls)
                smtp.ehlo()
            if mail.bearer is not None:
                mechanism = "XOAUTH2"
                user, token = mail.bearer
                smtp.auth("XOAUTH2", lambda challenge=None: f"user={user}\x01auth=Bearer {token}\x01\x01")
            elif mail.login is not None and smtp.has_extn("auth"):
                mechanism = "LOGIN"
                smtp.user, smtp.password = mail.login
                smtp.auth("LOGIN", smtp.auth_login)
            return {"accepted": True, "reply": _deliver(smtp, mail), "mechanism": mechanism, "code": ""}
    except smtplib.SMTPResponseException as error:
        reply = _reply(error.smtp_code, error.smtp_error)
        return {"accepted": False, "reply": reply, "mechanism": mechanism, "code": code_of(error)}
    except (OSError, smtplib.SMTPException) as error:
        reply = f"{type(error).__name__}: {error}"
        return {"accepted": False, "reply": reply, "mechanism": mechanism, "code": code_of(error)}


def code_of(error: Exception) -> str:
    """The code in the device's job log for what went wrong (reference section 15; which is which is INFERRED)."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "#839"
    if isinstance(error, socket.gaierror):
        return "#752"
    if isinstance(error, ssl.SSLError) and "NO_SHARED_CIPHER" in str(error):
        return "#841"
    if isinstance(error, ConnectionError) and not isinstance(error, smtplib.SMTPException):
        return "#753"
    return "#801"


def _deliver(smtp: smtplib.SMTP, mail: Outgoing) -> str:
    """MAIL, RCPT, DATA one by one, because `sendmail` hides the last reply."""
    for reply in (smtp.mail(mail.sender), smtp.rcpt(mail.to)):
        if reply[0] not in (250, 251):
            raise smtplib.SMTPResponseException(*reply)
    code, text = smtp.data(_message(mail).as_bytes())
    if code != 250:
        raise smtplib.SMTPResponseException(code, text)
    return _reply(code, text)


def _message(mail: Outgoing) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = mail.sender, mail.to, mail.subject
    message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain=mail.helo)
    message.set_content("")
    # The smallest thing that says it is a PDF; nobody looks at the scan itself.
    message.add_attachment(b"%PDF-1.4\n%%EOF\n", maintype="application", subtype="pdf", filename="scan.pdf")
    return message


def _reply(code: int, text: bytes | str) -> str:
    return f"{code} {text.decode('utf-8', 'replace') if isinstance(text, bytes) else text}"
