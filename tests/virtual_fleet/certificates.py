# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates of the virtual fleet: one authority for all servers, and self-signed ones as printers have them."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from ipaddress import ip_address
from pathlib import Path

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


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
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
        now = datetime.now(timezone.utc)
        certificate = (
            x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=3650))
            .add_extension(x509.SubjectAlternativeName([_general_name(one) for one in names]), critical=False)
            .sign(key, hashes.SHA256())
        )
        pem = certificate.public_bytes(serialization.Encoding.PEM)
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        leaf = trustme.LeafCert(private, pem, [])
        return SelfSigned(_server_context(leaf), pem, certificate.fingerprint(hashes.SHA256()).hex())


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)
