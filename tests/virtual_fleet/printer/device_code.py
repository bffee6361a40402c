# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The device's HTTPS leg to Microsoft: device code, token, refresh (RFC 8628; `microsoft` reference, section 3)."""

from __future__ import annotations

import asyncio
import errno
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from types import TracebackType
from urllib.parse import urlsplit

import aiohttp

from .name_resolution import DeviceResolver, NameServers

#: Canon's real client id is unknown; this one is invented.
CLIENT_ID = "5f1c2a90-8d3e-4b67-9a54-c0a11ca40001"
_SCOPE_HOSTS = {
    "login.microsoftonline.us": "outlook.office365.us",
    "login.partner.microsoftonline.cn": "partner.outlook.cn",
}
_DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"


class EndpointError(Exception):
    """The endpoint answered with an OAuth error; ``code`` is its ``error``."""

    def __init__(self, code: str, description: str) -> None:
        super().__init__(f"{code}: {description}")
        self.code = code


@dataclass(frozen=True)
class UserCode:
    """The answer of ``/devicecode``; times in seconds."""

    user_code: str
    device_code: str
    verification_uri: str
    message: str
    expires_in: float
    interval: float


@dataclass(frozen=True)
class Tokens:
    """The answer of ``/token``; ``expires_in`` in seconds."""

    access_token: str
    refresh_token: str | None
    expires_in: float


@lru_cache(maxsize=16)
def tls_context(trusted_ca: str | None, verify: bool, verify_cn: bool) -> ssl.SSLContext:
    """TLS as the device's settings want it: unverified, chain only, or chain and name."""
    context = ssl.create_default_context(cafile=trusted_ca) if verify else ssl.create_default_context()
    context.check_hostname = verify and verify_cn
    if not verify:
        context.verify_mode = ssl.CERT_NONE
    return context


class AuthorizationServer:
    """One endpoint, as ``async with``. The device appends ``/devicecode`` and ``/token`` to it."""

    def __init__(
        self,
        endpoint: str,
        name_servers: NameServers,
        tls: ssl.SSLContext,
        timeout: float,
        reachable: Callable[[], bool],
    ) -> None:
        self._reachable = reachable
        self._endpoint = endpoint.rstrip("/")
        self._name_servers, self._tls, self._timeout = name_servers, tls, timeout

    async def __aenter__(self) -> AuthorizationServer:
        connector = aiohttp.TCPConnector(resolver=DeviceResolver(self._name_servers), ssl=self._tls, limit=1)
        self._client = aiohttp.ClientSession(
            connector=connector, timeout=aiohttp.ClientTimeout(total=self._timeout), trust_env=False
        )
        return self

    async def __aexit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self._client.close()

    async def request_code(self) -> UserCode:
        """Ask for a user code.

        :raises EndpointError: refused by the endpoint.
        :raises OSError, aiohttp.ClientError, TimeoutError: not reachable, or its certificate not trusted.
        """
        answer = await self._post("devicecode", {"client_id": CLIENT_ID, "scope": self._scope()})
        return UserCode(
            answer["user_code"],
            answer["device_code"],
            answer["verification_uri"],
            answer.get("message", ""),
            float(answer["expires_in"]),
            float(answer.get("interval", 5)),
        )

    async def poll(self, device_code: str) -> Tokens:
        """Ask whether the person has signed in; errors as for `request_code` (``authorization_pending``, ...)."""
        return self._tokens(
            await self._post("token", {"grant_type": _DEVICE_GRANT, "client_id": CLIENT_ID, "device_code": device_code})
        )

    async def refresh(self, refresh_token: str) -> Tokens:
        """Exchange the refresh token; errors as for `request_code`."""
        return self._tokens(
            await self._post(
                "token",
                {
                    "grant_type": "refresh_token",
                    "client_id": CLIENT_ID,
                    "scope": self._scope(),
                    "refresh_token": refresh_token,
                },
            )
        )

    def _scope(self) -> str:
        host = _SCOPE_HOSTS.get(urlsplit(self._endpoint).hostname or "", "outlook.office.com")
        return f"https://{host}/SMTP.Send offline_access"

    @staticmethod
    def _tokens(answer: dict) -> Tokens:
        return Tokens(answer["access_token"], answer.get("refresh_token"), float(answer["expires_in"]))

    async def _post(self, leaf: str, form: dict[str, str]) -> dict:
        if not self._reachable():
            raise OSError(errno.EHOSTUNREACH, "no route to the endpoint")
        async with self._client.post(f"{self._endpoint}/{leaf}", data=form) as answer:
            try:
                body = await answer.json(content_type=None)
                if answer.status == 200:
                    return {**body}
                raise EndpointError(str(body["error"]), str(body.get("error_description", "")))
            except (ValueError, TypeError, KeyError) as error:
                raise EndpointError("not_an_oauth_endpoint", f"HTTP {answer.status}, {error}") from None


TRANSPORT_ERRORS = (OSError, aiohttp.ClientError, asyncio.TimeoutError)
