# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Entra's stand-in against Microsoft's own client library, MSAL, and its faults by the device's requests."""

from __future__ import annotations

import threading

import msal
import pytest
import requests

from virtual_fleet.entra import EntraServer
from virtual_fleet.operator_program import SignInRefused, authorise

SCOPE = "https://outlook.office.com/SMTP.Send"
CLIENT = "5b5f6a2e-0000-4000-8000-000000000001"
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"


@pytest.fixture
def application(entra: EntraServer, ca_file: str) -> msal.PublicClientApplication:
    return msal.PublicClientApplication(
        CLIENT, authority=f"{entra.base_url}/organizations", instance_discovery=False, verify=ca_file
    )


class Device:
    """A device's two requests, made with requests."""

    def __init__(self, entra: EntraServer, ca_file: str, tenant: str = "organizations") -> None:
        self._base, self._ca = f"{entra.base_url}/{tenant}/oauth2/v2.0", ca_file

    def begin(self, **changes: str) -> requests.Response:
        fields = {"client_id": CLIENT, "scope": f"{SCOPE} offline_access", **changes}
        return requests.post(f"{self._base}/devicecode", data=fields, verify=self._ca, timeout=5)

    def token(self, **fields: str) -> requests.Response:
        return requests.post(f"{self._base}/token", data={"client_id": CLIENT, **fields}, verify=self._ca, timeout=5)

    def poll(self, code: dict[str, str]) -> requests.Response:
        return self.token(grant_type=DEVICE_GRANT, device_code=code["device_code"])


@pytest.fixture
def device(entra: EntraServer, ca_file: str) -> Device:
    return Device(entra, ca_file)


def test_msal_acquires_and_renews_a_token(
    application: msal.PublicClientApplication, entra: EntraServer, ca_file: str
) -> None:
    flow = application.initiate_device_flow(scopes=[SCOPE])
    assert len(flow["user_code"]) == 9 and flow["user_code"].isalnum() and flow["user_code"].isupper()
    assert flow["message"] == (
        f"To sign in, use a web browser to open the page {entra.sign_in_url} and enter the code "
        f"{flow['user_code']} to authenticate."
    )
    person = threading.Timer(0.3, authorise, (flow["verification_uri"], flow["user_code"], "scan@contoso.com", ca_file))
    person.start()
    answer = application.acquire_token_by_device_flow(flow)
    person.join()
    assert "error" not in answer, answer
    assert 2000 <= len(answer["access_token"]) <= 3000
    known = entra.directory.tokens.lookup(answer["access_token"])
    assert known is not None and known.user == "scan@contoso.com"
    (account,) = application.get_accounts()
    assert account["username"] == "scan@contoso.com"
    renewed = application.acquire_token_silent([SCOPE], account=account, force_refresh=True)
    assert renewed["access_token"] != answer["access_token"]
    assert entra.directory.counters["refreshes"] == 1 and entra.directory.counters["sign_ins"] == 1


def test_msal_reports_the_persons_refusal(application: msal.PublicClientApplication, entra: EntraServer) -> None:
    flow = application.initiate_device_flow(scopes=[SCOPE])
    grant = entra.directory.grant(flow["user_code"])
    assert grant is not None
    entra.directory.decline(grant)
    assert application.acquire_token_by_device_flow(flow)["error"] == "authorization_declined"


def test_pending_shows_microsofts_error_shape(device: Device) -> None:
    answer = device.poll(device.begin().json())
    error = answer.json()
    assert answer.status_code == 400
    assert error["error"] == "authorization_pending" and error["error_codes"] == [70016]
    assert error["error_description"].startswith(
        "AADSTS70016: OAuth 2.0 device flow error. Authorization is pending. Continue polling. Trace ID: "
    )
    assert set(error) == {
        "error",
        "error_description",
        "error_codes",
        "timestamp",
        "trace_id",
        "correlation_id",
        "error_uri",
    }


def test_polling_too_fast_is_slowed_down_and_costs_nothing(device: Device, entra: EntraServer) -> None:
    entra.directory.interval = 5
    code = device.begin().json()
    assert code["interval"] == 5
    assert device.poll(code).json()["error"] == "authorization_pending"
    assert device.poll(code).json()["error"] == "slow_down"
    entra.directory.interval = 0
    code = device.begin().json()
    assert [device.poll(code).json()["error"] for _poll in range(2)] == ["authorization_pending"] * 2


def test_device_code_is_redeemed_once_and_expires(device: Device, entra: EntraServer) -> None:
    entra.directory.interval = 0
    code, late = device.begin().json(), device.begin().json()
    grants = [entra.directory.grant(one["user_code"]) for one in (code, late)]
    assert grants[0] is not None and grants[1] is not None
    entra.directory.approve(grants[0], "scan@contoso.com")
    entra.directory.expire(grants[1])
    assert device.poll(code).status_code == 200
    assert device.poll(code).json()["error"] == "bad_verification_code"
    assert device.poll(late).json()["error"] == "expired_token"


def _tokens(device: Device, entra: EntraServer, account: str = "scan@contoso.com") -> dict[str, str]:
    code = device.begin().json()
    grant = entra.directory.grant(code["user_code"])
    assert grant is not None
    entra.directory.approve(grant, account)
    return device.poll(code).json()


def test_refresh_rotates_and_keeps_the_old_token_until_sessions_are_revoked(device: Device, entra: EntraServer) -> None:
    first = _tokens(device, entra)
    second = device.token(grant_type="refresh_token", refresh_token=first["refresh_token"]).json()
    assert second["refresh_token"] != first["refresh_token"]
    assert device.token(grant_type="refresh_token", refresh_token=first["refresh_token"]).status_code == 200
    entra.directory.revoke("scan@contoso.com")
    dead = device.token(grant_type="refresh_token", refresh_token=second["refresh_token"]).json()
    assert dead["error"] == "invalid_grant" and dead["error_codes"] == [50173]
    assert entra.directory.tokens.lookup(second["access_token"]) is not None


@pytest.mark.parametrize("number", [530035, 53003, 530036, 65001])
def test_policy_blocks_at_the_sign_in_page_and_the_device_is_told(
    number: int, device: Device, entra: EntraServer, ca_file: str
) -> None:
    entra.directory.faults.add(number)
    code = device.begin().json()
    with pytest.raises(SignInRefused, match=str(number)):
        authorise(code["verification_uri"], code["user_code"], "scan@contoso.com", ca_file)
    error = device.poll(code).json()
    assert error["error"] == "invalid_grant" and error["error_codes"] == [number]


@pytest.mark.parametrize("number", [530035, 53003, 530036, 65001, 50173, 700082])
def test_policy_and_account_events_end_a_living_token(number: int, device: Device, entra: EntraServer) -> None:
    alive = _tokens(device, entra)
    entra.directory.faults.add(number, tenant="contoso.com")
    dead = device.token(grant_type="refresh_token", refresh_token=alive["refresh_token"]).json()
    assert dead["error"] == "invalid_grant" and dead["error_codes"] == [number]
    other = _tokens(device, entra, "scan@fabrikam.com")
    assert device.token(grant_type="refresh_token", refresh_token=other["refresh_token"]).status_code == 200


def test_faults_of_the_first_request_strike_one_tenant_only(device: Device, entra: EntraServer, ca_file: str) -> None:
    entra.directory.faults.add(700016, tenant="fabrikam.com")
    refused = Device(entra, ca_file, "fabrikam.com").begin()
    assert refused.status_code == 400 and refused.json()["error_codes"] == [700016]
    assert device.begin().status_code == 200
    entra.directory.faults.clear()
    entra.directory.faults.add(90055, times=1)
    entra.directory.faults.add(503, times=1)
    assert [device.begin().status_code for _request in range(3)] == [429, 503, 200]


def test_missing_fields_are_named(device: Device) -> None:
    answer = device.begin(client_id="").json()
    assert "The request body must contain the following parameter: 'client_id'." in answer["error_description"]


def test_wrong_certificate_is_shown_while_ordered(device: Device, entra: EntraServer) -> None:
    entra.directory.faults.add("wrong_certificate", times=1)
    with pytest.raises(requests.exceptions.SSLError):
        device.begin()
    assert device.begin().status_code == 200


def test_sign_in_page_refuses_wrong_codes_and_accounts(device: Device, entra: EntraServer, ca_file: str) -> None:
    code = device.begin().json()
    with pytest.raises(SignInRefused, match="That code didn't work"):
        authorise(entra.sign_in_url, "WRONGCODE", "scan@contoso.com", ca_file)
    with pytest.raises(SignInRefused, match="valid email address"):
        authorise(entra.sign_in_url, code["user_code"], "nobody", ca_file)
    authorise(f"{entra.base_url}/device", code["user_code"].lower(), "scan@contoso.com", ca_file)
    with pytest.raises(SignInRefused, match="already authorized"):
        authorise(entra.sign_in_url, code["user_code"], "scan@contoso.com", ca_file)
    with pytest.raises(SignInRefused, match="declined to sign in"):
        authorise(entra.sign_in_url, device.begin().json()["user_code"], "scan@contoso.com", ca_file, answer="Cancel")
