# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages in a language of which no label is known: one error teaches all that a screen needs."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import UnknownLayout
from ansible_collections.printfleet.canon.plugins.module_utils._screens import oauth, oauth_words
from ansible_collections.printfleet.canon.plugins.module_utils._screens.encoding import encode
from ansible_collections.printfleet.canon.plugins.module_utils._screens.mail import MAIL
from ansible_collections.printfleet.canon.plugins.module_utils._screens.view import View
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import page

STATUS = (
    '<a href="?edit=1">Modifier...</a><table><tr><th>Utiliser OAuth 2.0 (Microsoft) :</th><td>{on}</td></tr>'
    "<tr><th>\u00c9tat de connexion au serveur :</th><td>{connection}</td></tr>"
    "<tr><th>Code utilisateur :</th><td>SZ9SAB76X</td></tr><tr><th>\u00c9tat du jeton :</th><td>{token}</td></tr></table>"
)
LABELS = {
    "oauth.enabled": "Utiliser OAuth 2.0 (Microsoft)",
    "oauth.connection_status": "\u00c9tat de connexion au serveur",
    "oauth.token_status": "\u00c9tat du jeton",
}


def status(
    labels: dict[str, Any], on: str = "Activ\u00e9", connection: str = "Connect\u00e9", token: str = "Actif"
) -> View:
    shown = page(STATUS.format(on=on, connection=connection, token=token))
    shown.root.set("lang", "fr")
    return View(oauth.STATUS, shown, labels)


class Opened:
    """As much of a session as it takes to read one page that is known by its address."""

    def __init__(self, view: View) -> None:
        self.notes = {"oauth_address": view.page.address}
        self.connection = type("Connection", (), {"labels": view.taught})
        self.read = lambda _address, _screen: view.page


def test_one_error_names_all_that_the_status_page_needs() -> None:
    with pytest.raises(UnknownLayout) as raised:
        oauth.open_status(Opened(status({})))  # type: ignore[arg-type]
    remedy = raised.value.remedy or ""
    names = [field.name for field in oauth.STATUS.fields]
    assert [name for name in [*names, "edit"] if f'oauth.{name}: "<' not in remedy] == []
    assert remedy.count("{") == remedy.count("}") == 1
    assert any("\u00c9tat du jeton" in seen for seen in raised.value.seen)
    assert any("Modifier..." in seen for seen in raised.value.seen)


def test_where_one_label_is_missing_only_that_is_asked_for() -> None:
    rows = "".join(
        f"<tr><th>{field.labels[0]}</th><td><input type='checkbox' name='{field.name}'></td></tr>"
        for field in MAIL.fields
        if field.kind == "switch" and field.name != "tls"
    )
    rows += '<tr><th>SMTP Server</th><td><input name="s"></td></tr><tr><th>E-Mail Address</th><td><input name="e"></td></tr>'
    error = View(MAIL, page(f"<table>{rows}</table>"), {}).missing(["tls"])
    assert (error.remedy or "").count("mail.") == 1


@pytest.mark.parametrize(
    ("on", "off"),
    [
        ("Activ\u00e9", "D\u00e9sactiv\u00e9"),
        ("Ein", "Aus"),
        ("\u30aa\u30f3", "\u30aa\u30d5"),
        ("\u3059\u308b", "\u3057\u306a\u3044"),
    ],
)
def test_on_and_off_in_other_languages(on: str, off: str) -> None:
    assert status(LABELS, on=on).value("enabled") is True
    assert status(LABELS, on=off).value("enabled") is False


def test_words_for_on_and_off_are_taught() -> None:
    assert status(LABELS, on="P\u00e4\u00e4ll\u00e4").value("enabled") is None
    assert status({**LABELS, "words.on": "p\u00e4\u00e4ll\u00e4"}, on="P\u00e4\u00e4ll\u00e4").value("enabled") is True


def test_radio_buttons_of_which_no_text_is_known_are_taught() -> None:
    radios = (
        '<input type="radio" name="t" value="a"> P\u00e4\u00e4ll\u00e4 <input type="radio" name="t" value="b"> Pois'
    )
    body = f"<table><tr><th>Allow TLS</th><td>{radios}</td></tr></table>"
    with pytest.raises(UnknownLayout, match="words.on"):
        encode(View(MAIL, page(body), {}), "tls", True)
    taught = {"words.on": "P\u00e4\u00e4ll\u00e4", "words.off": "Pois"}
    assert encode(View(MAIL, page(body), taught), "tls", True)[1] == "a"


def test_status_texts_that_are_not_known_are_told_with_what_to_set() -> None:
    connection, token = oauth_words.unknown_texts(status(LABELS))
    assert 'oauth.connected: "Connect\u00e9"' in connection and "oauth.token_active" in token and '"Actif"' in token
    assert not oauth_words.unknown_texts(
        status({**LABELS, "oauth.connected": "Connect\u00e9", "oauth.token_active": "Actif"})
    )
    assert not oauth_words.unknown_texts(status(LABELS, connection="Not Connected", token="Not Acquired"))


def test_a_code_that_is_there_in_another_language_is_not_renewed() -> None:
    taught = {**LABELS, "oauth.token_pending": "En cours"}
    assert oauth_words.hides_code(status(taught, token="En cours"))
    assert not oauth_words.hides_code(status({**taught, "oauth.user_code": "Code utilisateur"}, token="En cours"))
