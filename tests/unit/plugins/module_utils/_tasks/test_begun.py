# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A save that fails tells what may be on the printer now, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui import transport
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import (
    NotConfirmed,
    RefusedForm,
    RemoteUIError,
    Unreachable,
)
from ansible_collections.printfleet.canon.plugins.module_utils._screens import answers, restart, saving
from ansible_collections.printfleet.canon.plugins.module_utils._tasks import oauth, smtp
from ansible_collections.printfleet.canon.plugins.module_utils._tasks.runner import Context, execute
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.mail_printer import MENU, Fields, MailPrinter

NEW = "smtp.office365.com"
SERVER = {"server": {"before": "old.example.com", "after": NEW}}
MAIL, PORTS = "/rps/cdntwkem.cgi", "/rps/ports.cgi"
REFUSES = "<p class=error>The value is invalid.</p>"


@pytest.fixture(name="printer")
def fixture_printer(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailPrinter]:
    for module in (answers, restart, saving):
        monkeypatch.setattr(module, "STEP", 0.05)
    for name in ("PATIENCE", "DOUBT"):
        monkeypatch.setattr(answers, name, 0.1)
    with MailPrinter() as printer:
        yield printer


def run(printer: MailPrinter, audit: Any = lambda event: None, **given: Any) -> dict[str, Any]:
    params = {name: option.get("default") for name, option in smtp.SPEC.options.items()}
    params.update(
        host="127.0.0.1", remote_ui_port=printer.port, scheme="http", timeout=5.0, server=NEW, login_method="auto"
    )
    return execute(smtp, {**params, **given}, Context(name="copier-1", audit=audit))


def has_ports(printer: MailPrinter, saved: Any) -> None:
    """A screen of its own for the SMTP port."""

    def ports(fields: Fields) -> str | None:
        if fields.get("Flag") == "Exec_Data":
            return saved()  # type: ignore[no-any-return]
        form = printer.hidden({"Prt": "25", "Flag": "Init_Data"}, action="./ports.cgi")
        table = '<table><tr><th><label for="Prt">SMTP TX</label></th><td><input id="Prt" name="Prt"></td></tr></table>'
        button = '<input type="button" id="OK_Button" value="OK">'
        return printer.page("Port Number", f'{form}<form name="PROP_FORM">{button}{table}</form>')

    row = 'new Row("Port Number Settings ", "/rps/ports.cgi?a=1", null, 4, null)'
    menu = MENU.replace("null)];", f"null), {row}];")
    printer.routes = {
        "/usermode": lambda _fields: printer.page("Menu", f"<script>{menu}</script>"),
        PORTS: ports,
    }


def test_a_save_that_is_not_confirmed(printer: MailPrinter) -> None:
    printer.saved = lambda _fields: printer.page("Send", "<h2>Send</h2>")
    found = run(printer)
    assert (found["failed"], found["error"]["kind"], found["changed"]) == (True, "not_confirmed", True)
    assert (found["changes"], found["previous"]["server"]) == (SERVER, "old.example.com")
    assert "settings" not in found and "applied" not in found


def test_a_form_that_was_refused(printer: MailPrinter) -> None:
    printer.saved = lambda _fields: REFUSES + printer.mail()
    found = run(printer)
    assert found["error"]["kind"] == "refused_form"
    assert not {"changed", "changes", "previous"} & set(found)


def test_a_write_that_cannot_be_noted_before_it_begins(printer: MailPrinter) -> None:
    def audit(_event: Any) -> None:
        raise RemoteUIError("The disk is full")

    found = run(printer, audit)
    assert found["failed"] and "changes" not in found
    assert printer.posts(MAIL) == 0


def test_a_write_that_cannot_be_noted_when_it_is_done(printer: MailPrinter) -> None:
    def audit(event: Any) -> None:
        if event["phase"] == "done":
            raise RemoteUIError("The disk is full")

    found = run(printer, audit)
    assert (found["failed"], found["changes"], printer.server) == (True, SERVER, NEW)


@pytest.mark.parametrize(
    ("saved", "told"),
    [(lambda: REFUSES, ["server"]), (lambda: "<h2>Send</h2>", ["port", "server"])],
    ids=["refused", "not confirmed"],
)
def test_one_of_two_screens(printer: MailPrinter, saved: Any, told: list[str]) -> None:
    has_ports(printer, saved)
    found = run(printer, port=587)
    assert found["failed"] and printer.server == NEW
    assert sorted(found["changes"]) == told
    assert found["changes"]["server"] == SERVER["server"]
    assert found["previous"]["port"] == 25


def test_a_connection_that_is_refused_has_sent_nothing(printer: MailPrinter, monkeypatch: pytest.MonkeyPatch) -> None:
    send = transport.Transport._send

    def refuse(self: Any, method: str, *rest: Any) -> Any:
        if method == "POST":
            self.is_away = True
        if getattr(self, "is_away", False):
            error = Unreachable("No connection")
            error.refused = True
            raise error
        return send(self, method, *rest)

    monkeypatch.setattr(transport.Transport, "_send", refuse)
    monkeypatch.setattr(saving, "AWAY", 0.0)
    found = run(printer)
    assert "Nothing was sent" in found["msg"]
    assert "changes" not in found


def test_a_form_whose_answer_leads_where_nobody_is_was_sent(
    printer: MailPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = transport.Transport._send

    def forward(self: Any, method: str, *rest: Any) -> Any:
        if getattr(self, "is_away", False):
            error = Unreachable("No connection")
            error.refused = True
            raise error
        answer = send(self, method, *rest)
        if method == "POST":
            self.is_away = True
            answer = answer._replace(status=302, location="/rps/next.cgi")
        return answer

    monkeypatch.setattr(transport.Transport, "_send", forward)
    monkeypatch.setattr(saving, "AWAY", 0.0)
    found = run(printer)
    assert found["error"]["kind"] == "not_confirmed"
    assert "The settings were sent" in found["msg"]
    assert found["changes"] == SERVER


class Page:
    def value(self, name: str) -> Any:
        return {"enabled": False}.get(name, "https://h/common/oauth2/v2.0" if name == "endpoint" else False)

    def control(self, _name: str) -> Any:
        return self


@pytest.mark.parametrize(
    ("error", "is_sent", "told"),
    [
        (NotConfirmed("?"), True, {"enabled": {"before": False, "after": True}}),
        (Unreachable("?"), False, None),
        (RefusedForm("No"), True, None),
    ],
)
def test_oauth(monkeypatch: pytest.MonkeyPatch, error: RemoteUIError, is_sent: bool, told: Any) -> None:
    session: Any = SimpleNamespace(writes=3)

    def save(*_given: Any) -> None:
        session.writes += is_sent
        raise error

    state = {"token_state": "not_acquired", "user_code": None, "last_updated": None}
    monkeypatch.setattr(oauth, "save", save)
    monkeypatch.setattr(oauth.oauth_refresh, "look", lambda _session: Page())
    monkeypatch.setattr(oauth.oauth, "open_edit", lambda _session, _page: Page())
    monkeypatch.setattr(oauth.token_status, "describe", lambda _page: state)
    params = {name: option.get("default") for name, option in oauth.SPEC.options.items()}
    with pytest.raises(RemoteUIError) as caught:
        oauth.run({**params, "enabled": True}, session, Context())
    assert caught.value.result.get("changes") == told
    if told:
        assert caught.value.result["previous"]["enabled"] is False
        assert sorted(caught.value.result) == ["changed", "changes", "previous", "renewed"]
