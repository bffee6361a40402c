# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""TLS towards printers: CA check, pinned fingerprint, and a look at a certificate that was refused."""

from __future__ import annotations

import hashlib
import re
import socket
import ssl
import typing as t

from .errors import InvalidInput
from .libraries import requests

_FINGERPRINT = re.compile(r"^(?:sha-?256[:=\s]*)?((?:[0-9a-f]{2}[:\s-]?){31}[0-9a-f]{2})$", re.I)


def clean_fingerprint(text: str) -> str:
    """A SHA-256 fingerprint as 64 lower-case hex digits; with or without colons, blanks and the prefix ``SHA256:``."""
    match = _FINGERPRINT.match(text.strip())
    if match is None:
        raise InvalidInput(
            "certificate_fingerprint is not a SHA-256 fingerprint (64 hex digits, colons allowed)",
            remedy="Show it with: openssl x509 -in certificate.pem -noout -fingerprint -sha256",
        )
    return re.sub(r"[^0-9a-f]", "", match.group(1).lower())


def mount_unverified(session: t.Any, fingerprint: t.Optional[str]) -> None:
    """Let a ``requests`` session accept a certificate whoever signed it: any one, or exactly the one with this fingerprint."""

    class UnverifiedAdapter(requests.adapters.HTTPAdapter):
        def init_poolmanager(self, *args: t.Any, **kwargs: t.Any) -> None:
            super().init_poolmanager(*args, ssl_context=_ANY_CERTIFICATE, assert_fingerprint=fingerprint, **kwargs)

    session.verify = False
    session.mount("https://", UnverifiedAdapter(max_retries=0))


def _unverified() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


# Of our own, as urllib3 would read all certificates of the system for each connection; made once, before core forks its workers.
_ANY_CERTIFICATE = _unverified()
_ANY_CERTIFICATE.minimum_version = ssl.TLSVersion.TLSv1_2


def peek(host: str, port: int, timeout: float) -> t.Dict[str, str]:
    """Fingerprint and TLS version that a server shows; no request is sent. Empty where no handshake succeeds.

    The certificate is not verified: this is for an error message only.
    """
    context = _unverified()
    try:
        with socket.create_connection((host, port), timeout=timeout) as connection:
            with context.wrap_socket(connection, server_hostname=host) as secure:
                certificate = secure.getpeercert(binary_form=True) or b""
                return {
                    "fingerprint": colons(hashlib.sha256(certificate).hexdigest()),
                    "version": secure.version() or "",
                }
    except (OSError, ValueError):
        return {}


def colons(digits: str) -> str:
    return ":".join(digits[index : index + 2] for index in range(0, len(digits), 2)).upper()
