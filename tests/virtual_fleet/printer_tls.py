# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The certificate and the TLS versions that a printer's profile asks for."""

from __future__ import annotations

import ssl
import warnings

from .certificates import Authority
from .printer import PrinterProfile


def printer_tls(
    profile: PrinterProfile, authority: Authority, *names: str, self_signed: bool = False
) -> tuple[ssl.SSLContext | None, str | None]:
    """A printer's TLS context, None without TLS, and the fingerprint by which a self-signed certificate is pinned.

    `self_signed` makes an ordinary certificate self-signed.
    """
    if not profile.tls:
        return None, None
    if profile.certificate == "self_signed" or (self_signed and profile.certificate == "authority"):
        own = authority.self_signed(*names)
        context, fingerprint = own.context, own.fingerprint
    else:
        context, fingerprint = authority.server_context(*names, expired=profile.certificate == "expired"), None
    if profile.old_tls:
        # OpenSSL 3 has TLS 1.0 and 1.1 only at security level 0.
        context.set_ciphers("ALL:@SECLEVEL=0")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    return context, fingerprint
