# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The endpoints a device or a library speaks to: devicecode, token, discovery document, keys."""

from __future__ import annotations

import base64
import json
from typing import Awaitable, Callable, Mapping

from aiohttp import web

from . import aadsts, tokens
from .aadsts import EntraError
from .directory import DeviceGrant, Directory, RefreshToken, Unavailable

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_DEVICE_GRANTS = ("urn:ietf:params:oauth:grant-type:device_code", "device_code")
_COMMON_TENANTS = ("common", "organizations")
_HEADERS = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "P3P": 'CP="DSP CUR OTPi IND OTRi ONL FIN"',
}
_NO_STORE = {**_HEADERS, "Cache-Control": "no-store, no-cache", "Pragma": "no-cache", "Expires": "-1"}


class Protocol:
    """Microsoft's shape of RFC 8628 (reference, microsoft.md 3.1, 3.2 and 3.4) over a Directory."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def routes(self) -> list[web.RouteDef]:
        """The routes to add to an aiohttp application."""
        device_code = self._guard(self._device_code)
        return [
            web.post("/{tenant}/oauth2/v2.0/devicecode", device_code),
            # Some clients begin with GET (reference, microsoft.md 6.2: email-oauth2-proxy).
            web.get("/{tenant}/oauth2/v2.0/devicecode", device_code, allow_head=False),
            web.post("/{tenant}/oauth2/v2.0/token", self._guard(self._token)),
            web.get("/{tenant}/v2.0/.well-known/openid-configuration", self._discovery),
            web.get("/{tenant}/discovery/v2.0/keys", self._keys),
        ]

    def _guard(self, handler: Handler) -> Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            try:
                return await handler(request)
            except EntraError as error:
                self._directory.counters["errors"] += 1
                headers = {**_NO_STORE, "Retry-After": "5"} if error.aadsts.status == 429 else _NO_STORE
                return web.json_response(aadsts.body(error.aadsts), status=error.aadsts.status, headers=headers)
            except Unavailable:
                self._directory.counters["errors"] += 1
                return web.Response(
                    status=503, text="<h2>Our services aren't available right now</h2>", content_type="text/html"
                )

        return guarded

    async def _device_code(self, request: web.Request) -> web.Response:
        fields: Mapping[str, object] = request.query if request.method == "GET" else await request.post()
        client_id, scope = _field(fields, "client_id"), _field(fields, "scope")
        grant = self._directory.begin(client_id, scope, request.match_info["tenant"])
        return web.json_response(_invitation(grant, self._directory.verification_uri), headers=_NO_STORE)

    async def _token(self, request: web.Request) -> web.Response:
        fields = await request.post()
        grant_type, client_id = _field(fields, "grant_type"), _field(fields, "client_id")
        if grant_type in _DEVICE_GRANTS:
            # MSAL sends the code under both names (reference, microsoft.md 6.2).
            code = str(fields.get("device_code") or fields.get("code") or "")
            if not code:
                raise EntraError(aadsts.missing_parameter("device_code"))
            access, refresh = self._directory.poll(code, client_id)
        elif grant_type == "refresh_token":
            access, refresh = self._directory.refresh(_field(fields, "refresh_token"), client_id)
        else:
            raise EntraError(aadsts.UNSUPPORTED_GRANT)
        return web.json_response(
            self._token_answer(access, refresh, client_id, fields, _base(request)), headers=_NO_STORE
        )

    def _token_answer(
        self,
        access: tokens.AccessToken,
        refresh: RefreshToken | None,
        client_id: str,
        fields: Mapping[str, object],
        base: str,
    ) -> dict[str, object]:
        lifetime = int(self._directory.token_seconds)
        answer: dict[str, object] = {
            "token_type": "Bearer",
            "scope": access.scope,
            "expires_in": lifetime,
            "ext_expires_in": lifetime,
            "access_token": access.token,
        }
        tenant, user = tokens.tenant_id(access.user), tokens.object_id(access.user)
        if refresh is not None:
            answer["refresh_token"] = refresh.token
        if "openid" in access.scope.split():
            issued = int(access.expires) - lifetime
            answer["id_token"] = tokens.sign(
                {
                    "aud": client_id,
                    "iss": f"{base}/{tenant}/v2.0",
                    "iat": issued,
                    "nbf": issued,
                    "exp": int(access.expires),
                    "oid": user,
                    "sub": user,
                    "tid": tenant,
                    "ver": "2.0",
                    "preferred_username": access.user,
                    "name": access.user.partition("@")[0],
                }
            )
        if fields.get("client_info"):
            info = json.dumps({"uid": user, "utid": tenant}).encode()
            answer["client_info"] = base64.urlsafe_b64encode(info).decode().rstrip("=")
        return answer

    async def _discovery(self, request: web.Request) -> web.Response:
        tenant, base = request.match_info["tenant"], _base(request)
        issuer = "{tenantid}" if tenant in _COMMON_TENANTS else tenant
        document = {
            "token_endpoint": f"{base}/{tenant}/oauth2/v2.0/token",
            "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt", "client_secret_basic"],
            "jwks_uri": f"{base}/{tenant}/discovery/v2.0/keys",
            "response_modes_supported": ["query", "fragment", "form_post"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "response_types_supported": ["code", "id_token", "code id_token", "id_token token"],
            "scopes_supported": ["openid", "profile", "email", "offline_access"],
            "issuer": f"{base}/{issuer}/v2.0",
            "request_uri_parameter_supported": False,
            "userinfo_endpoint": "https://graph.microsoft.com/oidc/userinfo",
            "authorization_endpoint": f"{base}/{tenant}/oauth2/v2.0/authorize",
            "device_authorization_endpoint": f"{base}/{tenant}/oauth2/v2.0/devicecode",
            "http_logout_supported": True,
            "frontchannel_logout_supported": True,
            "end_session_endpoint": f"{base}/{tenant}/oauth2/v2.0/logout",
            "claims_supported": [
                "sub",
                "iss",
                "cloud_instance_name",
                "aud",
                "exp",
                "iat",
                "nonce",
                "preferred_username",
                "name",
                "tid",
                "ver",
            ],
            "kerberos_endpoint": f"{base}/{tenant}/kerberos",
            "tenant_region_scope": None,
            "cloud_instance_name": "microsoftonline.com",
            "cloud_graph_host_name": "graph.windows.net",
            "msgraph_host": "graph.microsoft.com",
            "rbac_url": "https://pas.windows.net",
        }
        return web.json_response(document, headers={**_HEADERS, "Cache-Control": "max-age=86400, private"})

    async def _keys(self, request: web.Request) -> web.Response:
        return web.json_response(tokens.key_set(), headers={**_HEADERS, "Cache-Control": "max-age=86400, private"})


def _invitation(grant: DeviceGrant, verification_uri: str) -> dict[str, object]:
    return {
        "user_code": grant.user_code,
        "device_code": grant.device_code,
        "verification_uri": verification_uri,
        "expires_in": _whole(grant.expires - grant.created),
        "interval": _whole(grant.interval),
        "message": f"To sign in, use a web browser to open the page {verification_uri} and enter the code "
        f"{grant.user_code} to authenticate.",
    }


def _whole(seconds: float) -> int:
    # RFC 8628 has whole seconds; a fleet that hurries may order half a second, which a client must not read as 0.
    return max(1, round(seconds))


def _field(fields: Mapping[str, object], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or not value:
        raise EntraError(aadsts.missing_parameter(name))
    return value


def _base(request: web.Request) -> str:
    return f"{request.scheme}://{request.host}"
