# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a printer may do between OK and the stored setting: ask once more, let wait, go away, hold it back, refuse in its own words."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import NotConfirmed, RefusedForm
from ansible_collections.printfleet.canon.plugins.module_utils._screens import answers, mail, restart, saving
from ansible_collections.printfleet.canon.plugins.module_utils._tasks import finish as finishing
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.mail_printer import Fields, MailPrinter

NEW = {"server": "smtp.office365.com"}
MAIL = "/rps/cdntwkem.cgi"
APPLY = "/rps/cnwupdt.cgi"
BUTTON = "<div id=navigation><fieldset id=rebootModule>{}</fieldset></div>"


@pytest.fixture(name="printer")
def fixture_printer(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailPrinter]:
    for module in (answers, restart, saving):
        monkeypatch.setattr(module, "STEP", 0.05)
    with MailPrinter() as printer:
        yield printer


def change(printer: MailPrinter, restart: str = "never") -> finishing.Effect:
    with printer.session() as session:
        view = mail.open_mail(session)

        def reread() -> Any:
            return mail.open_mail(session)

        part = finishing.Part(saving.save(session, view, NEW, reread), view, NEW, reread)
        return finishing.finish(session, [part], restart)


# -- a question in between ------------------------------------------------------------------------
ASKS = '<p>{}</p><input type="button" value="Yes" onclick="yes()"><input type="button" value="No" onclick="history.back()">'
YES = "<script>function yes() { document.SUBMIT_FORM.sure.value = 1; document.SUBMIT_FORM.submit(); }</script>"


def asks(printer: MailPrinter, fields: Fields, words: str) -> str:
    return printer.page("Confirm", printer.hidden({**fields, "sure": "0"}) + YES + ASKS.format(words))


def test_a_question_is_answered_with_yes(printer: MailPrinter) -> None:
    printer.saved = lambda fields: (
        printer.store(fields) if fields.get("sure") == "1" else asks(printer, fields, "Change the settings?")
    )
    change(printer)
    assert (printer.server, printer.posts(MAIL)) == (NEW["server"], 2)


def test_a_question_about_a_restart_is_not_answered(printer: MailPrinter) -> None:
    def saved(fields: Fields) -> str:
        if fields.get("sure") == "1":
            raise AssertionError("restarted")
        printer.store(fields)
        return asks(printer, fields, "The device must be restarted. Restart now?")

    printer.saved = saved
    assert change(printer).restart_pending
    assert printer.posts(MAIL) == 1


def test_somebody_elses_settings_are_not_overwritten(printer: MailPrinter) -> None:
    printer.saved = lambda fields: asks(printer, fields, "Another user has changed the settings. Overwrite them?")
    with pytest.raises(NotConfirmed) as caught:
        change(printer)
    assert "Another user has changed the settings" in str(caught.value)
    assert printer.posts(MAIL) == 1


@pytest.mark.parametrize(("counted", "posts"), [(False, 2), (True, 3)])
def test_a_question_that_comes_again_and_again_is_not_answered_for_ever(
    printer: MailPrinter, counted: bool, posts: int
) -> None:
    def saved(fields: Fields) -> str:
        return asks(printer, {**fields, "n": str(len(printer.requests)) if counted else ""}, "Change the settings?")

    printer.saved = saved
    with pytest.raises(NotConfirmed) as caught:
        change(printer)
    assert "the printer says: Change the settings?" in str(caught.value)
    assert printer.posts(MAIL) == posts


@pytest.mark.parametrize("said", ["<p>The setting changes were applied.</p>", ""], ids=["and says so", "no word"])
def test_a_page_that_comes_again_when_all_is_done_is_not_answered_again(printer: MailPrinter, said: str) -> None:
    hold_back(printer)
    printer.left = BUTTON.format('<a href="./cnwupdt.cgi?Flag=Init_Data">Apply Setting Changes</a>')
    applies = []

    def apply(fields: Fields) -> str:
        done = fields.get("Flag") == "Exec_Data"
        if done:
            applies.append(fields)
            applied(printer)
        form = printer.hidden({"Flag": "Init_Data", "PageFlag": "c_nwupdt.tpl"}, action="./cnwupdt.cgi")
        code = "<script>function yes() { document.SUBMIT_FORM.Flag.value = 'Exec_Data'; document.SUBMIT_FORM.submit(); }</script>"
        return printer.page("Apply", form + code + (said if done else "") + ASKS.format("Communication may stop."))

    printer.routes = {APPLY: apply}
    assert change(printer).applied
    assert len(applies) == 1


@pytest.mark.parametrize("works", [True, False])
def test_what_was_not_taken_is_told_although_the_button_was_tried(printer: MailPrinter, works: bool) -> None:
    printer.left = BUTTON.format('<a href="./cnwupdt.cgi?Flag=Init_Data">Apply Setting Changes</a>')
    printer.saved = lambda _fields: printer.page("Send", "")
    broken = "<html><body><form name=ERR_SUBMIT_FORM></form><div class=Glitch>Error 7</div></body></html>"
    printer.routes = {APPLY: lambda _fields: printer.page("Applied", "") if works else broken}
    with pytest.raises(NotConfirmed) as caught:
        change(printer)
    said = str(caught.value)
    assert f"server is {printer.server}, wanted {NEW['server']}" in said and printer.server != NEW["server"]
    assert f"[Apply Setting Changes]: {'it was pressed' if works else 'The printer '}" in said


# -- a page that lets wait ------------------------------------------------------------------------
@pytest.mark.parametrize(
    "head",
    [
        '<meta http-equiv="refresh" content="0;url=/rps/wait.cgi">',
        "<script>setTimeout(function () { location.href = '/rps/wait.cgi'; }, 50);</script>",
        "<script>setTimeout('location.reload()', 50);</script>",
        "",
    ],
    ids=["refresh", "timer", "reloads itself", "only says so"],
)
def test_a_printer_that_stores_after_a_while(printer: MailPrinter, head: str) -> None:
    began: list[float] = []
    wait = f"<html><head>{head}</head><body>Please wait...</body></html>"

    def shown(fields: Fields) -> str:
        if began and time.monotonic() - began[0] > 0.3:
            printer.server = NEW["server"]
        return printer.mail()

    def saved(_fields: Fields) -> str:
        began.append(time.monotonic())
        return wait

    def screen(fields: Fields) -> str:
        return saved(fields) if fields.get("Flag") == "Exec_Data" else shown(fields)

    printer.routes = {"/rps/wait.cgi": lambda _fields: wait, MAIL: screen}
    change(printer)
    assert (printer.server, printer.posts(MAIL)) == (NEW["server"], 1)


def test_waiting_ends(printer: MailPrinter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "PATIENCE", 0.2)
    printer.saved = lambda _fields: "<html><body>Please wait...</body></html>"
    with pytest.raises(NotConfirmed):
        change(printer)
    assert printer.posts(MAIL) == 1


# -- a printer that is away -----------------------------------------------------------------------
def away_after(printer: MailPrinter, store: bool) -> None:
    """Gone for a moment after the save."""
    until: list[float] = []

    def screen(fields: Fields) -> str | None:
        if fields.get("Flag") == "Exec_Data":
            until.append(time.monotonic() + 2.5)
            return printer.store(fields) if store else printer.page("Send", "")
        return None if until and time.monotonic() < until[0] else printer.mail()

    printer.routes = {MAIL: screen}


def test_a_printer_that_goes_away_after_the_save_is_waited_for(printer: MailPrinter) -> None:
    away_after(printer, store=True)
    change(printer)
    assert (printer.server, printer.posts(MAIL)) == (NEW["server"], 1)


def test_a_printer_that_stays_away_is_told(printer: MailPrinter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "AWAY", 0.0)
    away_after(printer, store=True)
    with pytest.raises(NotConfirmed) as caught:
        change(printer)
    assert "The settings were sent, but the printer could not be read afterwards" in str(caught.value)


# -- refusals -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "body",
    [
        "<p class=error>The server name is invalid.</p>{form}",
        '<script>alert("The server name is invalid.");</script>{form}',
        '<script>alert("The server name is invalid.");history.back();</script>',
        '<p>The server name is invalid.</p><input type="button" value="Back" onclick="history.back()">',
    ],
    ids=["beside the form", "alert on the form", "alert", "page of its own"],
)
def test_a_refusal_in_the_printers_own_words(printer: MailPrinter, body: str) -> None:
    printer.left = BUTTON.format('<a href="./cnwupdt.cgi?Flag=Init_Data">Apply Setting Changes</a>')
    printer.saved = lambda _fields: body.replace("{form}", printer.mail())
    with pytest.raises(RefusedForm) as caught:
        change(printer)
    assert caught.value.seen[0] == "the printer says: The server name is invalid."
    assert not any(path == APPLY for _method, path, _fields in printer.requests)


def test_a_refusal_with_a_timer_is_not_waited_for(printer: MailPrinter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "DOUBT", 0.1)
    printer.saved = lambda _fields: printer.page(
        "Send", "<p>The server name is invalid.</p><script>setTimeout(function () { blink(); }, 500);</script>"
    )
    began = time.monotonic()
    with pytest.raises(RefusedForm):
        change(printer)
    assert time.monotonic() - began < 15  # far less than the patience that a page has which lets wait


def test_words_of_a_menu_are_no_refusal(printer: MailPrinter) -> None:
    long = "<p>Settings that are invalid are not changed.</p>" + "<p>x y</p>" * 200
    printer.saved = lambda _fields: printer.page("Send", long)
    with pytest.raises(NotConfirmed) as caught:
        change(printer)
    assert "the printer says: Settings that are invalid are not changed" in str(caught.value)


# -- [Apply Setting Changes] ----------------------------------------------------------------------
def hold_back(printer: MailPrinter) -> None:
    def saved(fields: Fields) -> str:
        printer.pending = fields["Srv"]
        return printer.page("Send", "")

    printer.saved = saved


def applied(printer: MailPrinter) -> str:
    printer.server = printer.pending or printer.server
    return printer.page("Apply Setting Changes", "<p>Applied.</p>")


@pytest.mark.parametrize(
    ("button", "path"),
    [
        ('<a href="/rps/cnwupdt.cgi?PageFlag=c_nwupdt.tpl&amp;Flag=Init_Data&amp;Token=1">Apply Setting Changes</a>', APPLY),
        ("<input type=button value='Apply Setting Changes' onclick=\"location.href='/apply?x=1'\">", "/apply"),
        ("<form method=post action='/rps/cnwupdt.cgi'><input type=hidden name=Flag value=Exec_Data>"
         "<input type=submit value='Apply Setting Changes'></form>", APPLY),
        ("cnwupdt.cgi", APPLY),
    ],
    ids=["link", "address of its own", "form", "only the known address"],
)  # fmt: skip
def test_the_button_wherever_it_leads(printer: MailPrinter, button: str, path: str) -> None:
    hold_back(printer)
    printer.left = BUTTON.format(button)
    printer.beside = "<p>Changes take effect after [Apply Setting Changes].</p>"
    printer.routes = {path: lambda _fields: applied(printer)}
    assert change(printer).applied
    assert printer.server == NEW["server"]


def test_a_printer_that_asks_for_it_on_its_portal_only(printer: MailPrinter) -> None:
    hold_back(printer)
    printer.routes = {
        APPLY: lambda _fields: applied(printer),
        MAIL: lambda fields: printer.saved(fields) if fields.get("Flag") == "Exec_Data" else printer.mail(),
        "/": lambda _fields: printer.page(
            "Portal", "<div id=productInformation></div><p>Click [Apply Setting Changes].</p>"
        ),
    }
    assert change(printer).applied
    assert printer.server == NEW["server"]


def test_a_change_that_takes_effect_a_while_after_it(printer: MailPrinter) -> None:
    hold_back(printer)
    printer.left = BUTTON.format('<a href="./cnwupdt.cgi?Flag=Init_Data">Apply Setting Changes</a>')
    began: list[float] = []

    def apply(_fields: Fields) -> str:
        began.append(time.monotonic())
        return "<html><body>Applying the settings. Please wait.</body></html>"

    def screen(fields: Fields) -> str | None:
        if fields.get("Flag") == "Exec_Data":
            return printer.saved(fields)
        if began and time.monotonic() - began[0] > 0.3:
            applied(printer)
        return printer.mail()

    printer.routes = {APPLY: apply, MAIL: screen}
    assert change(printer).applied
    assert printer.server == NEW["server"]


def test_a_restart_that_was_not_seen_is_not_claimed(printer: MailPrinter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restart, "AWAY", 0.1)

    def saved(fields: Fields) -> str:
        printer.store(fields)
        return printer.page("Send", "<p>Restart the device.</p>")

    printer.saved = saved
    printer.routes = {"/rps/caboot.cgi": lambda _fields: printer.page("Restart Device", "<p>Restarting...</p>")}
    effect = change(printer, "if_required")
    assert not effect.restarted and effect.restart_pending
    assert "was not seen to do so" in effect.warnings[0]


@pytest.mark.parametrize("target", ["/rps/", "/portal"])
def test_a_portal_behind_a_forward_makes_no_lost_session(printer: MailPrinter, target: str) -> None:
    printer.routes["/"] = lambda _fields: (
        f'<html><head><meta http-equiv="refresh" content="0;url={target}"></head><body></body></html>'
    )
    printer.routes["/rps/"] = lambda _fields: printer.page("Portal", '<div id="productInformation"></div>')
    printer.saved = lambda _fields: printer.page("Send", "<h2>Send</h2>")
    with pytest.raises(NotConfirmed, match="does not show the new settings"):
        change(printer)


def test_a_portal_that_cannot_be_read_is_not_what_the_task_fails_with(printer: MailPrinter) -> None:
    def saved(_fields: Fields) -> str:
        printer.routes["/"] = printer.routes["/portal"] = lambda _fields: ""
        return printer.page("Send", "<h2>Send</h2>")

    printer.saved = saved
    with pytest.raises(NotConfirmed, match="does not show the new settings"):
        change(printer)


def test_the_native_side_is_opened_anew_behind_a_forward(printer: MailPrinter) -> None:
    printer.routes["/"] = lambda _fields: (
        '<html><head><meta http-equiv="refresh" content="0;url=/rps/"></head><body></body></html>'
    )
    printer.routes["/rps/"] = lambda _fields: printer.page("Portal", '<div id="productInformation"></div>')
    with printer.session() as session:
        mail.open_mail(session)
        printer.requests.clear()
        session.reopen()
        mail.open_mail(session)
    assert "/logout" not in [path for _method, path, _fields in printer.requests[:-1]]
