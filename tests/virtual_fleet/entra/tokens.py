# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Access and ID tokens, and the registry in which Exchange looks them up."""

from __future__ import annotations

import functools
import secrets
import time
import uuid
from dataclasses import dataclass
from typing import Callable

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

KEY_ID = "virtual-fleet"
_GROUPS = 30
"""Group ids in an access token: they bring it to the 2 to 3 kB of real ones (reference, microsoft.md 2.2)."""
_NAMESPACE = uuid.UUID("6f0b9e5e-7d6b-4d0c-9b63-3f0a5f5f2f10")


@functools.cache
def signing_key() -> rsa.RSAPrivateKey:
    """The RSA key that signs all tokens of this process."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def key_set() -> dict[str, object]:
    """The JSON Web Key Set of the discovery document's `jwks_uri`."""
    public = RSAAlgorithm.to_jwk(signing_key().public_key(), as_dict=True)
    return {"keys": [{**public, "kid": KEY_ID, "use": "sig", "alg": "RS256"}]}


def tenant_id(account: str) -> str:
    """The tenant id of an account: always the same for the same domain."""
    return str(uuid.uuid5(_NAMESPACE, account.rpartition("@")[2].lower()))


def object_id(account: str) -> str:
    """The directory's object id of an account: always the same for the same account."""
    return str(uuid.uuid5(_NAMESPACE, account.lower()))


def sign(claims: dict[str, object]) -> str:
    """A JSON Web Token, RS256."""
    return jwt.encode(claims, signing_key(), algorithm="RS256", headers={"kid": KEY_ID})


@dataclass(frozen=True)
class AccessToken:
    """What an access token stands for. `expires` is in seconds since the epoch."""

    token: str
    user: str
    scope: str
    expires: float


class TokenRegistry:
    """All access tokens that were issued; shared between Entra, which issues, and Exchange, which accepts."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self._tokens: dict[str, AccessToken] = {}

    def issue(self, user: str, scope: str, client_id: str, lifetime: float) -> AccessToken:
        """A new access token of 2 to 3 kB, valid for `lifetime` seconds."""
        now = self._now()
        claims: dict[str, object] = {
            "aud": "https://outlook.office.com",
            "iss": f"https://sts.windows.net/{tenant_id(user)}/",
            "iat": int(now),
            "nbf": int(now),
            "exp": int(now + lifetime),
            "appid": client_id,
            "app_displayname": "Application for Sending E-Mail/I-Fax with OAuth",
            "oid": object_id(user),
            "tid": tenant_id(user),
            "upn": user,
            "scp": scope,
            "ver": "1.0",
            "uti": secrets.token_urlsafe(16),
            "groups": [str(uuid.uuid4()) for _number in range(_GROUPS)],
        }
        token = AccessToken(sign(claims), user, scope, now + lifetime)
        if len(self._tokens) % 256 == 255:
            self._tokens = {key: value for key, value in self._tokens.items() if value.expires > now}
        self._tokens[token.token] = token
        return token

    def lookup(self, token: str) -> AccessToken | None:
        """The token's meaning, or None when it is unknown or expired."""
        found = self._tokens.get(token)
        return found if found is not None and found.expires > self._now() else None
