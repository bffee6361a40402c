# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same label in several sections of the mail screen: the heading tells which is meant, or nothing is chosen."""

from __future__ import annotations

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import UnknownLayout
from ansible_collections.printfleet.canon.plugins.module_utils._screens import oauth
from ansible_collections.printfleet.canon.plugins.module_utils._screens.mail import MAIL
from ansible_collections.printfleet.canon.plugins.module_utils._screens.view import View
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import page


def row(label: str, name: str, kind: str = "checkbox") -> str:
    value = "0/1" if kind == "checkbox" else ""
    return f'<p><label for="{name}">{label}</label><input type="{kind}" id="{name}" name="{name}" value="{value}"></p>'


POP = (
    row("POP Server", "a1", "text")
    + row("Allow TLS", "a2")
    + row("Verify Certificate", "a3")
    + row("Add CN to Verification Items", "a4")
)
SMTP = (
    row("SMTP Server", "b1", "text")
    + row("Allow TLS", "b2")
    + row("Verify Certificate", "b3")
    + row("Add CN to Verification Items", "b4")
)
SENDING = {"tls": "b2", "verify_certificate": "b3", "verify_cn": "b4"}


def view(body: str, labels: dict[str, str] | None = None) -> View:
    return View(MAIL, page(f'<form name="F">{body}</form>'), labels or {})


def names(shown: View) -> dict[str, str | None]:
    found = {name: shown.control(name) for name in SENDING}
    return {name: control.name if control else None for name, control in found.items()}


@pytest.mark.parametrize(
    "body",
    [
        f"<h4>POP Settings</h4>{POP}<h4>SMTP Settings</h4>{SMTP}",
        f"<h4>SMTP Settings</h4>{SMTP}<h4>POP Settings</h4>{POP}",
        f"<h3>E-Mail</h3><h4>Sending</h4>{SMTP}<h4>Reception</h4>{POP}",
    ],
)
def test_heading_of_the_smtp_server_tells(body: str) -> None:
    assert names(view(body)) == SENDING


@pytest.mark.parametrize(
    "body",
    [
        POP + SMTP,
        f"<h4>Mail Server</h4>{SMTP}{POP}",
        f"<h4>Servers</h4>{row('SMTP Server', 'b1', 'text')}<h4>One</h4>{row('Allow TLS', 'a2')}"
        f"<h4>Two</h4>{row('Allow TLS', 'b2')}",
        # the only one below the server's own heading belongs to POP, perhaps
        f"<h4>Servers</h4>{row('SMTP Server', 'b1', 'text')}{row('POP Server', 'a1', 'text')}{row('Allow TLS', 'a2')}"
        f"<h4>More</h4>{row('Allow TLS', 'b2')}",
    ],
)
def test_nothing_is_chosen_where_no_heading_tells(body: str) -> None:
    shown = view(body)
    assert shown.control("tls") is None
    with pytest.raises(UnknownLayout, match='"Allow TLS" stands more than once'):
        raise shown.missing(["tls"])


def test_heading_about_smtp_is_meant_and_none_about_pop() -> None:
    pop, smtp = (f"<h4>{name} Settings</h4>{row('Allow TLS', name)}" for name in ("POP", "SMTP"))
    other = f"<h4>Servers</h4>{row('SMTP Server', 'b1', 'text')}"
    assert names(view(other + pop + smtp))["tls"] == names(view(other + smtp + pop))["tls"] == "SMTP"
    assert view(other + smtp + pop + f"<h4>More</h4>{row('Allow TLS', 'x')}").control("tls") is None


def test_the_example_to_paste_is_not_that_of_the_reception() -> None:
    body = f"<h4>POP Settings</h4>{row('Allow TLS', 'a2')}<h4>Sending</h4>{row('Allow TLS', 'b2')}"
    error = view(body).missing(["tls"])
    assert error.remedy and 'canon_labels: {mail.tls: "Sending > Allow TLS"}' in error.remedy


def test_the_error_names_the_places_and_what_to_paste() -> None:
    body = (
        f"<h4>Server</h4>{row('SMTP Server', 'b1', 'text')}<h4>One</h4>{row('Allow TLS', 'a2')}"
        f"<h4>Two</h4>{row('Allow TLS', 'b2')}"
    )
    error = view(body).missing(["tls"])
    assert error.seen == ["One > Allow TLS", "Two > Allow TLS"]
    assert error.remedy and 'canon_labels: {mail.tls: "One > Allow TLS"}' in error.remedy
    assert names(view(body, {"mail.tls": "Two > Allow TLS"}))["tls"] == "b2"
    assert names(view(body, {"mail.tls": "one > allow tls :"}))["tls"] == "a2"


def test_a_label_before_it_tells_where_there_is_no_heading() -> None:
    error = view(POP + SMTP).missing(["tls"])
    assert error.remedy and 'canon_labels: {mail.tls: "<label before it> > Allow TLS"}' in error.remedy
    assert names(view(POP + SMTP, {"mail.tls": "SMTP Server > Allow TLS"}))["tls"] == "b2"
    assert names(view(POP + SMTP, {"mail.tls": "POP Server > Allow TLS"}))["tls"] == "a2"
    assert names(view(POP + SMTP, {"mail.tls": "Nowhere > Allow TLS"}))["tls"] is None


def test_a_label_that_holds_the_mark_itself_is_still_found() -> None:
    body = f"<h4>Server</h4>{row('SMTP Server', 'b1', 'text')}{row('Sending > TLS', 'b2')}"
    assert names(view(body, {"mail.tls": "Sending > TLS"}))["tls"] == "b2"


def test_sections_of_google_on_the_same_page_are_not_those_of_microsoft() -> None:
    rows = (
        "<table><tr><th>Server Connection Status</th><td>{}</td></tr><tr><th>Token Status</th><td>{}</td></tr></table>"
    )
    google = "<h4>OAuth 2.0 (Google)</h4>" + rows.format("Not Connected", "Not Acquired")
    microsoft = "<h4>OAuth 2.0 (Microsoft)</h4>" + rows.format("Successfully Connected", "Active")
    for body in (google + microsoft, microsoft + google):
        found = View(oauth.STATUS, page(body), {})
        assert (found.value("connection_status"), found.value("token_status")) == ("Successfully Connected", "Active")
