# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Virtual printers for tests, and a small client that a browser's user could be; it shares nothing with the driver."""

from __future__ import annotations

import html
import re
import time
from base64 import b64encode
from dataclasses import replace
from typing import Any, Callable, Iterator

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from lxml import html as lxml_html

from virtual_fleet.certificates import Authority
from virtual_fleet.printer import PROFILES, Pace, VirtualPrinter
from virtual_fleet.printer_tls import printer_tls

ADDRESS = "127.1.0.1"
USER = ("Administrator", "s3cret pässword")
PIN = ("1234", "4711")
QUICK = Pace(
    connect_seconds=0.1,
    token_poll_seconds=0.1,
    restart_seconds=0.3,
    http_seconds=3.0,
    download_seconds=0.5,
    apply_seconds=0.1,
    update_restart_seconds=0.4,
)
ALL_PORTS = {"http": 0, "https": 0, "entry": 0, "entry_tls": 0}
Starter = Callable[..., VirtualPrinter]


@pytest.fixture
def printer(loop: Any, authority: Authority, ca_file: str) -> Iterator[Starter]:
    """A function that starts a printer: profile name, seed, changes of the profile as ``profile_<option>``.

    Pages are without the ballast that makes real ones large, unless asked for.
    """
    running: list[VirtualPrinter] = []

    def start(profile: str = "dx_user_tls", seed: int = 17, **options: Any) -> VirtualPrinter:
        changes = {"full_size": False} | {
            key.removeprefix("profile_"): options.pop(key) for key in list(options) if key.startswith("profile_")
        }
        chosen = replace(PROFILES[profile], **changes)
        credentials = {"system_manager": PIN, "department_id": PIN, "none": None}.get(chosen.login, USER)
        device = VirtualPrinter(
            **{
                "name": "print-01",
                "address": ADDRESS,
                "profile": chosen,
                "seed": seed,
                "credentials": credentials,
                "ports": ALL_PORTS,
                "tls_context": printer_tls(chosen, authority, ADDRESS)[0] or authority.server_context(ADDRESS),
                "trusted_ca": ca_file,
                "pace": QUICK,
                **options,
            }
        )
        loop.run(device.start())
        running.append(device)
        return device

    yield start
    for device in running:
        loop.run(device.stop())


class Visitor:
    """Somebody at a web browser without JavaScript, who reads the page's source."""

    def __init__(self, device: VirtualPrinter, ca_file: str) -> None:
        self.device = device
        self.http = requests.Session()
        self.http.trust_env, self.http.verify = False, ca_file
        self.base = f"{'https' if device.profile.tls else 'http'}://{ADDRESS}:{device.remote_ui_port}"

    def get(self, path: str) -> requests.Response:
        return self.http.get(self.base + path, allow_redirects=False, timeout=10)

    def post(self, path: str, form: dict[str, str]) -> requests.Response:
        return self.http.post(self.base + path, data=form, allow_redirects=False, timeout=10)

    def log_in(self, name: str = "", password: str = "", **changes: str) -> requests.Response:
        """Post whatever login form the printer shows."""
        page = self.get("/")
        form = hidden(page.text, "login")
        if "CHALLENGE" in form:
            key = load_pem_public_key(form["PK"].encode() if "\n" in form["PK"] else _wrapped(form["PK"]))
            secret = ((password or USER[1]) + form["CHALLENGE"]).encode()
            form.update(
                USERNAME=name or USER[0],
                PASSWORD_T="",
                DOMAIN=self.device.profile.account_destination,
                PASSWORD=b64encode(key.encrypt(secret, padding.PKCS1v15())).decode(),
            )
        else:
            form.update(deptid=name or PIN[0], password=password or PIN[1])
        if "userID" in page.text:
            form = {"uri": "/", "userID": name or USER[0], "password": password or USER[1]}
        elif "CHALLENGE" not in form and 'name="USERNAME"' in page.text:
            form.update(USERNAME=name or USER[0], PASSWORD=password or USER[1])
        form.update(changes)
        return self.post("/login", form)

    def open_settings(self) -> str:
        """Log in where needed, then the tile Settings/Registration; returns the address it forwards to."""
        if self.device.profile.login != "none":
            assert self.log_in().status_code == 302
        self.get("/")
        tile = self.get("/usermode")
        assert tile.status_code == 302
        opened = self.get("/rps/" + tile.headers["Location"].split("/rps/", 1)[1])
        return re.search(r'location\.replace\("([^"]+)"', opened.text)[1]

    def screen(self, key: str) -> str:
        """The source of a page by the printer's own catalogue."""
        return self.get("/rps/" + self.device.screens.by_key[key].address[2:]).text

    def save(self, source: str, by_label: dict[str, str], **control: str) -> str:
        """Press OK after changing fields, as the page's script would."""
        form = hidden(source, "SUBMIT_FORM")
        names = labels(source)
        form.update({names[label]: value for label, value in by_label.items()})
        form.update(on_ok(source))
        form.update(control)
        action = re.search(r'<form name="SUBMIT_FORM" action="\./([^"]+)"', source)[1]
        return self.post(f"/rps/{action}", form).text


def _wrapped(pem: str) -> bytes:
    head, body, tail = re.fullmatch(r"(-----BEGIN[^-]+-----)(.+)(-----END[^-]+-----)", pem).groups()
    return f"{head}\n{body}\n{tail}\n".encode()


def hidden(source: str, form: str) -> dict[str, str]:
    """Hidden fields of a form, in order."""
    tree = lxml_html.fromstring(source)
    found = tree.xpath(f"//form[@name='{form}']//input[@type='hidden']")
    return {field.get("name"): field.get("value") or "" for field in found}


def labels(source: str) -> dict[str, str]:
    """Label to field name, from markup and from script that writes markup; the first of equal labels counts."""
    found: dict[str, str] = {}
    pairs = re.findall(r'<label for="([^"]+)">([^<]*)</label>', source)
    radios = re.findall(
        r"""<th>([^<]+)</th>(?:'\);|\s|document\.writeln\(')*<td>(?:'\);|\s|document\.writeln\(')*"""
        r"""<input type="radio" name="([^"]+)\"""",
        source,
    )
    for name, label in [*pairs, *((name, label) for label, name in radios)]:
        found.setdefault(plain(label), name)
    return found


def plain(label: str) -> str:
    """A label without entities, hard blanks and colon."""
    return html.unescape(label).replace("\xa0", " ").strip().rstrip(":").strip()


def on_ok(source: str) -> dict[str, str]:
    """What the page's script sets when OK is pressed."""
    return dict(re.findall(r'\b(Flag|PageFlag|CoreNXAction|CoreNXPage)\.value = "([^"]+)"', source))


def shown(source: str) -> dict[str, str]:
    """Label to text of a page that only shows values, native or servlet."""
    tree = lxml_html.fromstring(source)
    pairs = [
        *((row[0], row[1]) for row in tree.xpath("//tr[count(*)=2]")),
        *zip(tree.xpath("//dt"), tree.xpath("//dd")),
        *(
            (row[0], row[1])
            for row in tree.xpath("//div[count(*)=2 and not(*/*/*) and (count(div)=2 or count(span)=2)]")
        ),
    ]
    return {plain(left.text_content()): right.text_content().strip() for left, right in pairs}


def wait_for(condition: Callable[[], Any], seconds: float = 30) -> Any:
    """The first true value of ``condition``, or an error after ``seconds``."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if value := condition():
            return value
        time.sleep(0.05)
    raise AssertionError("did not happen in time")
