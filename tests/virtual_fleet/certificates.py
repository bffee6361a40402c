# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates of the virtual fleet: one authority for all servers, and self-signed ones as printers have them."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes


def _server_context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    # TLS 1.2 is the minimum of Exchange Online and of Entra (reference, microsoft.md 2.1).
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    certificate.configure_cert(context)
    return context


@dataclass(frozen=True)
class SelfSigned:
    """A server context whose certificate no authority has signed, and the fingerprint by which it can be pinned."""

    context: ssl.SSLContext
    pem: bytes
    fingerprint: str
    """SHA-256 over the DER form, 64 lower-case hexadecimal digits without colons."""


class Authority:
    """A certificate authority of its own (ECDSA P-256); nothing outside this process trusts it."""

    def __init__(self, organization: str = "printfleet.canon virtual fleet") -> None:
        self._ca = trustme.CA(organization_name=organization, key_type=trustme.KeyType.ECDSA)

    @property
    def pem(self) -> bytes:
        """The authority's certificate, PEM."""
        return self._ca.cert_pem.bytes()

    def write_ca(self, path: str | Path) -> Path:
        """Write the authority's certificate (PEM) for `ca_path`, `verify=` or `--cacert`; returns the path."""
        target = Path(path)
        target.write_bytes(self.pem)
        return target

    def server_context(self, *names: str, expired: bool = False) -> ssl.SSLContext:
        """A server's context (TLS 1.2 or newer) for host names or IP addresses; ``expired``: since yesterday."""
        end = datetime.now(timezone.utc) - timedelta(days=1) if expired else None
        return _server_context(
            self._ca.issue_cert(
                *names,
                key_type=trustme.KeyType.ECDSA,
                not_after=end,
                not_before=end - timedelta(days=365) if end else None,
            )
        )

    def client_context(self) -> ssl.SSLContext:
        """A client's context that trusts this authority and nobody else."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        self._ca.configure_trust(context)
        return context

    @staticmethod
    def self_signed(*names: str) -> SelfSigned:
        """A certificate that no known authority has signed, as printers carry from the factory."""
        # A leaf of an authority that is thrown away at once: to every client the same as self-signed.
        leaf = trustme.CA(key_type=trustme.KeyType.ECDSA).issue_cert(*names, key_type=trustme.KeyType.ECDSA)
        pem = leaf.cert_chain_pems[0].bytes()
        digest = x509.load_pem_x509_certificate(pem).fingerprint(hashes.SHA256())
        return SelfSigned(_server_context(leaf), pem, digest.hex())
