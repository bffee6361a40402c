# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""OAuth against the Entra stand-in, scans against the Exchange stand-in (reference section 10)."""

from __future__ import annotations

import re
import time
from typing import Any, Callable

import pytest
from lxml import html as lxml_html

from fleet import printer_fixtures
from fleet.printer_fixtures import Starter, Visitor, hidden, labels, plain, shown, wait_for
from virtual_fleet.entra import Directory, EntraServer
from virtual_fleet.exchange import ExchangeServer, Mailboxes
from virtual_fleet.printer import VirtualPrinter

printer = printer_fixtures.printer

SENDER = "scan@contoso.com"
ENDPOINT = "https://login.microsoftonline.com/organizations/oauth2/v2.0"
USE, TYPED = "Use OAuth 2.0 (Microsoft)", "Microsoft Entra ID Authorization Server Endpoint"
VERIFY, VERIFY_CN = "Verify Server Certificate", "Add CN to Verification Items"
NOT_STARTED = ("Not Connected", "Not Acquired")
WAITING = ("Successfully Connected", "Being Acquired...")
ACTIVE = ("Successfully Connected", "Active")
Connected = Callable[..., "Administrator"]


class Administrator(Visitor):
    """Somebody who sets up OAuth, on either layout of the pages."""

    directory: Directory

    def status_page(self) -> str:
        menu = self.get("/rps/cdmenu.cgi?CorePGTAG=36").text
        address = re.search(r'"OAuth 2.0 \(Microsoft\) Settings ", "([^"]+)"', menu)[1]
        if address.isidentifier():
            function = re.search(rf"UmdMenuTbl\.{address} = function\(\) {{(.+?)}};", menu, re.S)[1]
            address = "".join(re.findall(r'"([^"]*)"', function))
        return self.get(address.replace("./", "/rps/", 1)).text

    def status(self) -> dict[str, str]:
        return shown(self.status_page())

    def state(self) -> tuple[str, str]:
        status = self.status()
        return status["Server Connection Status"], status["Token Status"]

    def edit(self, by_label: dict[str, str]) -> str:
        page = self.status_page()
        if self.device.profile.oauth_layout == "native":
            address = re.search(r'Go_NextPage\("\./([^"]+)"\)', page.split("Basic Settings</h4>")[1])
            return self.save(self.get(f"/rps/{address[1].replace('&amp;', '&')}").text, by_label)
        path = re.search(rf'(?:href|action)="(/{self.device.oauth_servlet.name}/\w+)', page)[1]
        return self.submit(self.get(f"{path}?portalLang=en&disp=send_menu").text, by_label)

    def submit(self, source: str, by_label: dict[str, str], **changes: str) -> str:
        """An ordinary browser form: what is not ticked is not sent."""
        form = lxml_html.fromstring(source).forms[-1]
        names = {plain(label.text_content()): label.get("for") for label in form.findall(".//label")}
        for label, value in by_label.items():
            control = form.xpath(f".//*[@id='{names[label]}']")[0]
            if control.get("type") == "checkbox":
                control.checked = value == "1"
            else:
                control.value = value
        answer = self.post(form.action, {**dict(form.form_values()), **changes})
        if answer.status_code == 302:
            answer = self.get("/" + answer.headers["Location"].split("/", 3)[3])
        return answer.text

    def approve(self, account: str = SENDER) -> None:
        code = self.status()["User Code"]
        self.directory.approve(self.directory.grant(code), account)

    def scan(self, loop: Any) -> dict[str, Any]:
        return loop.run(self.device.scan(to="someone@contoso.com"))


@pytest.fixture
def administrator(printer: Starter, loop: Any, entra: EntraServer, authority: Any, ca_file: str) -> Any:
    exchange = ExchangeServer(Mailboxes(entra.directory.tokens), authority)
    loop.run(exchange.start())
    entra.directory.interval = 0.05

    def prepare(profile: str = "dx_user_tls", **options: Any) -> Administrator:
        settings = {
            "email_address": SENDER,
            "smtp_username": SENDER,
            "smtp_password": "Autumn",
            "port": 587,
            **options.pop("settings", {}),
        }
        device: VirtualPrinter = printer(
            profile,
            settings=settings,
            names={
                "login.microsoftonline.com:443": (entra.address, entra.port),
                "smtp.office365.com:587": (exchange.address, exchange.port),
            },
            **options,
        )
        somebody = Administrator(device, ca_file)
        somebody.directory = entra.directory
        somebody.open_settings()
        return somebody

    yield prepare
    loop.run(exchange.stop())


@pytest.mark.parametrize(
    ("profile", "seed"),
    [
        ("dx_user_tls", 1),
        ("dx_user_tls", 2),
        ("dx_pin_tls", 1),
        ("dx_pin_tls", 2),
        ("dx_pin_tls", 3),
        ("dx_pin_restart", 4),
    ],
)
def test_from_password_to_token(administrator: Connected, loop: Any, profile: str, seed: int) -> None:
    admin = administrator(profile, seed=seed)
    before = admin.scan(loop)
    assert not before["accepted"] and before["mechanism"] == "LOGIN" and "5.7.30" in before["reply"]
    assert admin.state() == NOT_STARTED and admin.status()[USE] == "Off"
    answer = shown(admin.edit({USE: "1", TYPED: ENDPOINT, VERIFY: "1", VERIFY_CN: "1"}))
    assert (answer["Server Connection Status"], answer["Token Status"]) == NOT_STARTED
    assert (answer[USE], answer[VERIFY], answer[VERIFY_CN]) == ("On", "On", "On")
    wait_for(lambda: admin.state() == WAITING)
    status = admin.status()
    assert status["User Code"] in status["Message"] and re.fullmatch(r"\d+ sec\.", status["User Code Expires In"])
    assert status["Microsoft Entra ID Authorization Endpoint"] == admin.directory.verification_uri
    admin.approve()
    wait_for(lambda: admin.state() == ACTIVE)
    after = admin.scan(loop)
    assert after["accepted"] and after["mechanism"] == "XOAUTH2" and after["reply"].startswith("250 2.0.0 OK")
    counters = admin.device.counters
    assert (counters["writes_by_screen"], counters["codes_requested"]) == ({"oauth_edit": 1}, 1)
    assert counters["polls"] >= 1 and counters["logins"] == 1
    assert admin.device.settings["display_authentication_screen"] is False
    assert admin.device.settings["authentication_information"] == "0"


@pytest.fixture
def active(administrator: Connected) -> Connected:
    def activate(profile: str = "dx_user_tls", **options: Any) -> Administrator:
        admin = administrator(profile, **options)
        admin.edit({USE: "1"})
        wait_for(lambda: admin.state() == WAITING)
        admin.approve()
        wait_for(lambda: admin.state() == ACTIVE)
        return admin

    return activate


@pytest.mark.parametrize("profile", ["dx_user_tls", "dx_pin_tls"])
def test_saving_again_keeps_an_active_token(active: Connected, profile: str) -> None:
    admin = active(profile)
    admin.edit({USE: "1"})
    assert admin.state() == ACTIVE and admin.device.counters["codes_requested"] == 1


@pytest.mark.parametrize("change", [{USE: "0"}, {TYPED: "https://login.microsoftonline.com/common/oauth2/v2.0"}])
def test_what_burns_a_token(active: Connected, loop: Any, change: dict[str, str]) -> None:
    admin = active()
    admin.edit(change)
    assert admin.state() == NOT_STARTED
    assert not admin.scan(loop)["accepted"]
    counters = admin.device.counters
    assert (counters["tokens_acquired"], counters["tokens_lost"]) == (1, 1)


def test_changing_the_clock_burns_the_token(active: Connected) -> None:
    admin = active()
    admin.save(admin.screen("date_time"), {"Time Zone": "120"})
    assert admin.state() == NOT_STARTED and admin.device.counters["tokens_lost"] == 1


def test_a_restart_keeps_the_token(active: Connected, loop: Any) -> None:
    admin = active()
    loop.run(admin.device.restart())
    admin.open_settings()
    assert admin.state() == ACTIVE and admin.scan(loop)["accepted"]
    assert admin.device.counters["tokens_lost"] == 0


def test_a_restart_loses_a_pending_code(administrator: Connected, loop: Any) -> None:
    admin = administrator()
    admin.edit({USE: "1"})
    wait_for(lambda: admin.state() == WAITING)
    code = admin.status()["User Code"]
    loop.run(admin.device.restart())
    admin.open_settings()
    admin.directory.approve(admin.directory.grant(code), SENDER)
    time.sleep(0.3)
    assert admin.state() == NOT_STARTED and admin.status()[USE] == "On"


@pytest.mark.parametrize("profile", ["dx_user_tls", "dx_pin_tls"])
def test_edit_and_ok_renew_a_code(administrator: Connected, profile: str) -> None:
    admin = administrator(profile)
    admin.edit({USE: "1"})
    wait_for(lambda: admin.state() == WAITING)
    first = admin.status()["User Code"]
    admin.edit({})
    wait_for(lambda: admin.state() == WAITING and admin.status()["User Code"] != first)
    assert admin.device.counters["codes_requested"] == 2


@pytest.mark.parametrize("renews", [True, False])
def test_an_expired_code(administrator: Connected, renews: bool) -> None:
    admin = administrator(profile_codes_renew=renews)
    admin.directory.expires_in = 1.5
    admin.edit({USE: "1"})
    wait_for(lambda: admin.state() == WAITING)
    first = admin.status()["User Code"]
    if renews:
        wait_for(lambda: admin.status()["User Code"] != first)
    else:
        wait_for(lambda: admin.state() == ("Successfully Connected", "Not Acquired"))
        assert admin.status()["User Code Expires In"] == "0 sec."
        assert admin.device.counters["codes_requested"] == 1


def test_a_declined_sign_in(administrator: Connected) -> None:
    admin = administrator()
    admin.edit({USE: "1"})
    wait_for(lambda: admin.state() == WAITING)
    admin.directory.decline(admin.directory.grant(admin.status()["User Code"]))
    wait_for(lambda: admin.state() == ("Successfully Connected", "Not Acquired"))
    assert "declined" in admin.device.snapshot()["oauth"]["last_error"]


def test_the_device_slows_down_when_told(administrator: Connected) -> None:
    admin = administrator()
    admin.directory.interval = 2  # the device was told 0.1 s by its pace and asks too early
    begun = time.monotonic()
    admin.edit({USE: "1"})
    wait_for(lambda: admin.device.counters["polls"] >= 1)
    assert admin.state() == WAITING
    time.sleep(0.5)
    # The second poll is told to slow down: five seconds more (RFC 8628 3.5) instead of ten polls a second.
    assert admin.device.counters["polls"] <= 2 + (time.monotonic() - begun) / 5


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"trusted_ca": None, "settings": {"oauth_verify_server_certificate": True}}, "CERTIFICATE_VERIFY_FAILED"),
        ({"settings": {"dns_primary": ""}}, "DNS"),
        ({"settings": {"endpoint": "https://login.nowhere.example/x/oauth2/v2.0"}}, "DNS"),
    ],
)
def test_no_connection(administrator: Connected, options: dict[str, Any], why: str) -> None:
    admin = administrator(**options, profile_leftover_code=False)
    admin.edit({USE: "1"})
    wait_for(lambda: why in admin.device.snapshot()["oauth"]["last_error"])
    assert admin.state() == NOT_STARTED and admin.status()["User Code"] == ""


def test_no_connection_with_a_wrong_clock(administrator: Connected) -> None:
    admin = administrator()
    admin.device.faults.add("clock_offset", seconds=3600)
    admin.edit({USE: "1"})
    wait_for(lambda: "date and time" in admin.device.snapshot()["oauth"]["last_error"])
    assert admin.state() == NOT_STARTED


def test_a_code_of_earlier_days_is_shown_while_off(administrator: Connected) -> None:
    status = administrator(profile_leftover_code=True).status()
    assert status[USE] == "Off" and len(status["User Code"]) == 9 and status["User Code Expires In"] == "900 sec."


def test_tokens_are_refreshed(active: Connected, loop: Any, entra: EntraServer) -> None:
    entra.directory.token_seconds = 1.5
    admin = active()
    wait_for(lambda: entra.directory.counters["refreshes"] >= 2)
    entra.directory.token_seconds = 3600
    wait_for(lambda: admin.device.oauth.grant.expires_at - time.monotonic() > 60)
    assert admin.state() == ACTIVE and admin.scan(loop)["accepted"]


def test_a_revoked_account_ends_the_token(active: Connected, loop: Any, entra: EntraServer) -> None:
    entra.directory.token_seconds = 30
    admin = active()
    entra.directory.revoke(SENDER)
    assert not admin.scan(loop)["accepted"]
    assert admin.state()[1] == "Not Acquired" and admin.device.counters["tokens_lost"] == 1


@pytest.mark.parametrize("endpoint", ["http://login.microsoftonline.com/x/oauth2/v2.0", "x", "https://" + "a" * 250])
@pytest.mark.parametrize("profile", ["dx_user_tls", "dx_pin_tls"])
def test_bad_endpoints_are_refused(administrator: Connected, profile: str, endpoint: str) -> None:
    admin = administrator(profile)
    admin.edit({USE: "1", TYPED: endpoint})
    assert admin.status()[USE] == "Off" and admin.device.counters["writes"] == 1


def test_the_servlets_token_is_good_once(administrator: Connected) -> None:
    admin = administrator("dx_pin_tls")
    servlet = admin.device.oauth_servlet.name
    path = re.search(rf'(?:href|action)="(/{servlet}/\w+)', admin.status_page())[1]
    source = admin.get(path).text
    admin.submit(source, {})
    assert "expired" in admin.submit(source, {USE: "1"})
    assert admin.device.settings["oauth_enabled"] is False


def test_an_ordinary_form_leaves_out_what_is_not_ticked(administrator: Connected) -> None:
    admin = administrator("dx_pin_tls", settings={"oauth_verify_server_certificate": True})
    path = re.search(rf'(?:href|action)="(/{admin.device.oauth_servlet.name}/\w+)', admin.status_page())[1]
    form = lxml_html.fromstring(admin.get(path).text).forms[-1]
    assert len([name for name, _value in form.form_values() if name not in hidden_names(form)]) == 2
    admin.edit({VERIFY: "0"})
    assert admin.device.settings["oauth_verify_server_certificate"] is False


def hidden_names(form: Any) -> set[str]:
    return {field.get("name") for field in form.xpath(".//input[@type='hidden']")}


def test_labels_of_the_native_form(administrator: Connected) -> None:
    admin = administrator("dx_user_tls")
    source = admin.screen("oauth_edit")
    assert set(labels(source)) >= {USE, VERIFY, VERIFY_CN, TYPED}
    assert hidden(source, "SUBMIT_FORM")[labels(source)[TYPED]] == ENDPOINT
    assert "[Display Authentication Screen When Sending] will be disabled" in source


def test_mail_goes_in_clear_when_tls_is_off(administrator: Connected, loop: Any) -> None:
    reply = administrator(settings={"tls": False}).scan(loop)
    assert not reply["accepted"] and reply["mechanism"] is None


def test_a_mail_server_that_is_not_trusted(administrator: Connected, loop: Any) -> None:
    admin = administrator(settings={"verify_certificate": True, "verify_cn": True}, trusted_ca=None)
    assert "CERTIFICATE_VERIFY_FAILED" in admin.scan(loop)["reply"]


def test_snapshot_hides_passwords(administrator: Connected) -> None:
    snapshot = administrator().device.snapshot()
    assert snapshot["settings"]["smtp_password"] == "********" and "Autumn" not in str(snapshot)


def test_microsoft_out_of_reach(administrator: Connected) -> None:
    admin = administrator()
    admin.device.faults.add("endpoint_unreachable")
    admin.edit({USE: "1"})
    wait_for(lambda: "no route to the endpoint" in admin.device.oauth.last_error)
    assert admin.state() == NOT_STARTED
    admin.device.faults.clear()
    admin.edit({USE: "1"})
    wait_for(lambda: admin.state() == WAITING)
    admin.device.faults.add("endpoint_unreachable")
    polls = admin.directory.counters["polls"]
    wait_for(lambda: "no route" in admin.device.oauth.last_error)
    assert admin.state() == WAITING and admin.directory.counters["polls"] <= polls + 1
    admin.device.faults.clear()
    admin.approve()
    wait_for(lambda: admin.state() == ACTIVE)


def test_an_issuer_that_the_device_does_not_know(administrator: Connected) -> None:
    admin = administrator()
    admin.device.faults.add("endpoint_untrusted")
    admin.edit({USE: "1", VERIFY: "1"})
    wait_for(
        lambda: (
            "certificate verify failed" in admin.device.oauth.last_error.lower()
            or "CERTIFICATE_VERIFY_FAILED" in admin.device.oauth.last_error
        )
    )
    assert admin.state() == NOT_STARTED
    admin.edit({VERIFY: "0"})
    wait_for(lambda: admin.state() == WAITING)


def test_the_clock_is_changed_after_the_authorisation(administrator: Connected, loop: Any) -> None:
    admin = administrator()
    admin.edit({USE: "1"})
    wait_for(lambda: admin.state() == WAITING)
    admin.approve()
    wait_for(lambda: admin.state() == ACTIVE)
    loop.call(lambda: admin.device.faults.add("clock_changed", seconds=60))
    assert admin.state() == NOT_STARTED and admin.device.oauth.grant is None


def test_entra_declines_or_blocks(administrator: Connected) -> None:
    admin = administrator()
    admin.edit({USE: "1"})
    wait_for(lambda: admin.state() == WAITING)
    admin.directory.decline(admin.directory.grant(admin.status()["User Code"]))
    wait_for(lambda: admin.status()["Token Status"] == "Not Acquired")
    assert "authorization_declined" in admin.device.oauth.last_error
    admin.directory.faults.add(503, stages=["devicecode"])
    admin.edit({USE: "1"})
    wait_for(lambda: "not_an_oauth_endpoint" in admin.device.oauth.last_error)
    assert admin.state() == NOT_STARTED
