# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fleet's control API on 127.0.0.1: JSON over HTTP, for tests and the demo. Errors are `{"error": text}`."""

from __future__ import annotations

from typing import Any, Awaitable, Callable

from aiohttp import web

from .fleet import Fleet

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_ENTRA_SETTINGS = ("expires_in", "interval", "token_seconds", "verification_uri", "accounts")
_EXCHANGE_SETTINGS = (
    "password_refusal",
    "passwords",
    "connection_limit",
    "messages_a_minute",
    "minute",
    "failure_challenge",
)


class ControlServer:
    """The API over a running fleet; `shut_down` is called on POST /shutdown."""

    def __init__(self, fleet: Fleet, shut_down: Callable[[], None]) -> None:
        self._fleet = fleet
        self._shut_down = shut_down
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def start(self, port: int = 0) -> None:
        """Listen on 127.0.0.1; the address is in `url` afterwards."""
        application = web.Application(middlewares=[_errors_as_json])
        application.add_routes(
            [
                web.get("/fleet", self._describe),
                web.get("/waiting", self._waiting),
                web.get("/printers", self._printers),
                web.get("/printers/{name}", self._printer),
                web.get("/printers/{name}/journal", self._journal),
                web.post("/printers/{name}/scan", self._scan),
                web.post("/printers/{name}/settings", self._settings),
                web.post("/printers/{name}/faults", self._add_fault),
                web.delete("/printers/{name}/faults", self._clear_faults),
                web.get("/printers/{name}/pages", self._pages),
                web.post("/counters/reset", self._reset_counters),
                web.get("/mails", self._mails),
                web.get("/entra", self._entra),
                web.post("/entra/faults", self._entra_fault),
                web.post("/entra/settings", self._entra_settings),
                web.post("/entra/revoke", self._revoke),
                web.post("/entra/{code}/{answer:approve|decline|expire}", self._answer_code),
                web.get("/exchange", self._exchange),
                web.post("/exchange/faults", self._exchange_fault),
                web.post("/exchange/settings", self._exchange_settings),
                web.post("/shutdown", self._end),
            ]
        )
        self._runner = web.AppRunner(application, access_log=None, handle_signals=False, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Close the socket."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _describe(self, _request: web.Request) -> web.Response:
        return web.json_response(self._fleet.describe())

    async def _waiting(self, _request: web.Request) -> web.Response:
        return web.json_response(self._fleet.waiting())

    async def _printers(self, _request: web.Request) -> web.Response:
        return web.json_response([printer.snapshot() for printer in self._fleet.printers.values()])

    async def _printer(self, request: web.Request) -> web.Response:
        return web.json_response(self._named(request).snapshot())

    async def _journal(self, request: web.Request) -> web.Response:
        return web.json_response(list(self._named(request).journal))

    async def _scan(self, request: web.Request) -> web.Response:
        fields = await _fields(request)
        return web.json_response(await self._named(request).scan(to=fields.get("to", "someone@contoso.com")))

    async def _settings(self, request: web.Request) -> web.Response:
        printer, fields = self._named(request), await _fields(request)
        _require_known(fields, printer.settings)
        before = dict(printer.settings)
        printer.settings.update(fields)
        if any(name == "endpoint" or name.startswith("oauth_") for name in fields):
            printer.oauth.saved(before, dict(printer.settings))
        return web.json_response(printer.snapshot())

    async def _add_fault(self, request: web.Request) -> web.Response:
        fields = await _fields(request)
        self._named(request).faults.add(fields.pop("kind"), **fields)
        return web.json_response({})

    async def _clear_faults(self, request: web.Request) -> web.Response:
        self._named(request).faults.clear()
        return web.json_response({})

    async def _pages(self, request: web.Request) -> web.Response:
        printer = self._named(request)
        pages = {key: f"PageFlag={screen.template}" for key, screen in printer.screens.by_key.items()}
        if printer.oauth_servlet is not None:
            pages.update(oauth_status=f"/{printer.oauth_servlet.name}/?", oauth_edit=printer.oauth_servlet.edit_path)
        return web.json_response(pages)

    async def _reset_counters(self, _request: web.Request) -> web.Response:
        for printer in self._fleet.printers.values():
            printer.reset_counters()
        self._fleet.directory.reset_counters()
        return web.json_response({})

    async def _mails(self, _request: web.Request) -> web.Response:
        return web.json_response(
            [{**vars(mail), "content": mail.content.decode(errors="replace")} for mail in self._fleet.mailboxes.mails]
        )

    async def _entra(self, _request: web.Request) -> web.Response:
        return web.json_response(self._fleet.directory.describe())

    async def _entra_fault(self, request: web.Request) -> web.Response:
        fields = await _fields(request)
        kind = fields.pop("aadsts", None) or fields.pop("kind", None)
        if kind is None:
            self._fleet.directory.faults.clear()
        else:
            self._fleet.directory.faults.add(kind, **fields)
        return web.json_response(self._fleet.directory.faults.describe())

    async def _entra_settings(self, request: web.Request) -> web.Response:
        fields = await _fields(request)
        _require_known(fields, _ENTRA_SETTINGS)
        for name, value in fields.items():
            setattr(self._fleet.directory, name, set(value) if name == "accounts" and value is not None else value)
        return await self._entra(request)

    async def _revoke(self, request: web.Request) -> web.Response:
        self._fleet.directory.revoke((await _fields(request))["account"])
        return web.json_response({})

    async def _answer_code(self, request: web.Request) -> web.Response:
        directory, code = self._fleet.directory, request.match_info["code"]
        grant = directory.grant(code)
        if grant is None:
            raise LookupError(f"no such code: {code}")
        if request.match_info["answer"] == "approve":
            directory.approve(grant, (await _fields(request))["account"])
        elif request.match_info["answer"] == "decline":
            directory.decline(grant)
        else:
            directory.expire(grant)
        return web.json_response({"user_code": grant.user_code, "state": directory.state(grant)})

    async def _exchange(self, _request: web.Request) -> web.Response:
        return web.json_response(self._fleet.mailboxes.describe())

    async def _exchange_fault(self, request: web.Request) -> web.Response:
        fields = await _fields(request)
        self._fleet.mailboxes.set_fault(fields["fault"], fields.get("mailbox"))
        return await self._exchange(request)

    async def _exchange_settings(self, request: web.Request) -> web.Response:
        fields = await _fields(request)
        _require_known(fields, _EXCHANGE_SETTINGS)
        for name, value in fields.items():
            setattr(self._fleet.mailboxes, name, value)
        return await self._exchange(request)

    async def _end(self, _request: web.Request) -> web.Response:
        self._shut_down()
        return web.json_response({})

    def _named(self, request: web.Request) -> Any:
        name = request.match_info["name"]
        if name not in self._fleet.printers:
            raise LookupError(f"no such printer: {name}")
        return self._fleet.printers[name]


@web.middleware
async def _errors_as_json(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except web.HTTPException as error:
        return web.json_response({"error": error.reason}, status=error.status)
    except KeyError as error:
        return web.json_response({"error": f"missing: {error.args[0]}"}, status=400)
    except LookupError as error:
        return web.json_response({"error": str(error)}, status=404)
    except Exception as error:  # the caller is a test: it must see what went wrong, whatever it was
        return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)


async def _fields(request: web.Request) -> dict[str, Any]:
    fields = await request.json() if request.can_read_body else {}
    if not isinstance(fields, dict):
        raise ValueError("the body must be a JSON object")
    return fields


def _require_known(fields: dict[str, Any], known: Any) -> None:
    unknown = sorted(set(fields) - set(known))
    if unknown:
        raise ValueError(f"unknown: {', '.join(unknown)}; known: {', '.join(sorted(known))}")
