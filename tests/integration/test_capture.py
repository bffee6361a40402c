# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""canon_capture against virtual printers: reads only, gives nothing away, and what it saved can be played back."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator

import pytest
import yaml
from ansible_collections.printfleet.canon.plugins.modules import canon_capture

from .conftest import Fleets, Runner
from .fleets import Fleet, until
from .playbooks import CHECKOUT, JUMPER, Ansible, Run, delegated, task

NAMES = ["print-01", "print-02", "print-03"]
TEXTS = {
    "print-01": {
        "device_name": "Kopierer Empfang",
        "location": "Haus 4, 2. OG",
        "server": "mail.fabrikam.example",
        "smtp_username": "scan-dienst",
        "proxy_server": "proxy.fabrikam.example",
        "default_subject": "Von Erika",
    },
    "print-02": {
        "device_name": "admin",
        "location": "Location",
        "sntp_server": "zeit.fabrikam.example",
        "endpoint": "https://login.microsoftonline.com/fabrikam.example/oauth2/v2.0",
    },
    "print-03": {"location": "<b>\"Süd\" & 'Nord'</b>", "dns_domain": "fabrikam.example", "oauth_enabled": False},
}
SECRET_SETTINGS = (
    "device_name",
    "location",
    "server",
    "smtp_username",
    "proxy_server",
    "default_subject",
    "sntp_server",
    "dns_domain",
    "email_address",
    "ip_address",
    "gateway",
    "dns_primary",
)
PUBLIC = {"smtp.office365.com", "pool.ntp.org", "Attached Image", ""}
WORDS = {"admin", "Location"}
"""Values that are also words of the printer's pages; where they stand as values is looked at by hand below."""


@dataclass(frozen=True)
class Captured:
    """A fleet of which every printer was captured, and what it said of itself before and after."""

    fleet: Fleet
    ansible: Ansible
    folder: Path
    facts: Run
    run: Run
    counters: dict[str, dict[str, Any]]
    codes: dict[str, str]

    def archive(self, name: str) -> dict[str, str]:
        with zipfile.ZipFile(self.folder / f"{name}-capture.zip") as archive:
            return {member: archive.read(member).decode("utf-8") for member in archive.namelist()}

    def manifest(self, name: str) -> dict[str, Any]:
        return json.loads(self.archive(name)["manifest.json"])


@pytest.fixture(scope="module")
def captured(fleets: Fleets, ansible_for: Runner, tmp_path_factory: pytest.TempPathFactory) -> Captured:
    fleet = fleets("captured", "--count", "3")
    for name in NAMES:
        fleet.control.set(name, **{"oauth_enabled": True, **TEXTS[name]})
    until(lambda: NAMES[0] in {code["printer"] for code in fleet.control.waiting()})
    codes = {name: fleet.control.printer(name)["oauth"]["user_code"] for name in NAMES}
    ansible, folder = ansible_for(fleet), tmp_path_factory.mktemp("captures")
    facts = ansible.run([task("facts", "canon_info")], seconds=200)
    fleet.control.reset_counters()
    run = ansible.run([task("capture", "canon_capture", dest=f"{folder}/")], seconds=200)
    assert run.code == 0, run.output
    return Captured(fleet, ansible, folder, facts, run, fleet.all_counters(), codes)


@pytest.mark.parametrize("name", NAMES)
def test_it_only_reads(captured: Captured, name: str) -> None:
    counters = captured.counters[name]
    assert (counters["writes"], counters["applies"], counters["restarts"], counters["open_sessions"]) == (0, 0, 0, 0)
    assert counters["logins"] == counters["logouts"] == (1 if captured.fleet.has_login(name) else 0)
    sent = {(entry["method"], entry["path"].split("?")[0]) for entry in captured.fleet.control.journal(name)}
    assert {path for method, path in sent if method != "GET"} <= {"/login", "/PwdConfirm"}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_names_the_printer_or_its_owner_is_in_the_file(captured: Captured, name: str) -> None:
    printer, variables = captured.fleet.control.printer(name), captured.fleet.variables(name)
    known = {
        printer["serial"],
        captured.codes[name],
        printer["address"],
        name,
        variables.get("canon_password"),
        variables.get("canon_username"),
        *(str(printer["settings"][key]) for key in SECRET_SETTINGS),
        *captured.fleet.passwords,
        "fabrikam",
        "contoso",
        "Autumn-2024",
    }
    for member, text in captured.archive(name).items():
        for value in known - PUBLIC - WORDS - {None}:
            for written in (value, value.replace(" ", "&nbsp;"), value.replace("&", "&amp;").replace("<", "&lt;")):
                # the printer's scripts have a constant ADMINISTRATOR of their own
                where = (
                    text.find(written)
                    if value == variables.get("canon_username")
                    else text.lower().find(written.lower())
                )
                assert where < 0, (member, value, text[max(0, where - 80) : where + 80])


@pytest.mark.parametrize("name", NAMES)
def test_no_token_cookie_or_key_is_in_the_file(captured: Captured, name: str) -> None:
    for member, text in captured.archive(name).items():
        found = [*re.findall(r"\b\d{16,20}\b", text), *re.findall(r"\b[0-9a-f]{24,32}\b", text)]
        assert [value for value in found if not re.fullmatch(r"1?0{8,}[0-9a-f]{1,4}", value)] == [], member
        assert re.findall(r"(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}", text.replace("00:00:5e:00:53:", "")) == [], member
        assert not re.search(r"(?=\S*[a-z])(?=\S*\d)[A-Za-z0-9+/]{60}", text.replace("A" * 20, "")), member


def test_a_value_that_is_also_a_word_is_masked_where_it_is_the_value(captured: Captured) -> None:
    pages = captured.archive("print-02")
    portal = next(text for member, text in pages.items() if "portal" in member)
    assert (
        "<tr><th>Location :</th><td>masked-text-" in portal and "<th>Device Name :</th><td>device-name-1</td>" in portal
    )
    assert not [member for member, text in pages.items() if re.search(r"admin / |/ Location<|: admin :", text)]


@pytest.mark.parametrize("name", NAMES)
def test_labels_markup_and_scripts_stay(captured: Captured, name: str) -> None:
    everything = "".join(captured.archive(name).values())
    for text in (
        "SMTP Authentication (SMTP AUTH)",
        "UmdMenuTbl.FucSndMainTBL",
        "comidxGlobal",
        "Go_NextPage",
        "FuncTypeFlag=EmailAdrs_Page",
        "Successfully Connected" if name != "print-03" else "Not Connected",
        "pool.ntp.org" if name != "print-02" else "host-",
    ):
        assert text in everything, text


@pytest.mark.parametrize("name", NAMES)
def test_the_index_says_what_was_found(captured: Captured, name: str) -> None:
    files, manifest = captured.archive(name), captured.manifest(name)
    result = captured.run.result(name, "capture")
    assert manifest["fields"]["mail"]["server"]["label"] == "SMTP Server"
    assert manifest["fields"]["oauth edit"]["endpoint"] == {
        "label": "Microsoft Entra ID Authorization Server Endpoint",
        "control": "text",
        "understood": True,
    }
    assert manifest["fields"]["mail"]["smtp_password_confirm"]["label"] is None
    assert "<td>mail.server</td><td>SMTP Server</td>" in files["index.html"]
    assert {page["file"] for page in manifest["pages"] if page["file"]} == set(files) - {
        "index.html",
        "manifest.json",
        "README.txt",
    }
    assert result["fields"]["mail"]["server"] == "SMTP Server" and result["logged_in"] and result["complete"]
    assert result["masked"]["serial_number"] == 1 and result["changed"]
    titles = " ".join(page["title"] for page in manifest["pages"])
    assert "Register/Update Software" in titles and "SNTP Settings" in titles and "Edit Basic Settings" in titles


def test_the_result_is_what_the_documentation_says(captured: Captured) -> None:
    returned = yaml.safe_load(canon_capture.RETURN)
    for name in NAMES:
        result = {key for key in captured.run.result(name, "capture") if not key.startswith("_ansible")}
        assert result - {"changed", "warnings", "invocation", "failed"} == set(returned) - {"error"}
        assert set(captured.run.result(name, "capture")["pages"][0]) == set(returned["pages"]["contains"])


# -- played back ---------------------------------------------------------------------------------------------------


@pytest.fixture
def played(captured: Captured) -> Iterator[dict[str, int]]:
    """Ports at which the captures are played back."""
    running: list[subprocess.Popen[str]] = []
    ports = {}
    for name in NAMES:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "virtual_fleet",
                "capture",
                "--zip",
                str(captured.folder / f"{name}-capture.zip"),
                "--exit-with-parent",
                "--max-seconds",
                "200",
            ],
            cwd=CHECKOUT / "tests",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        running.append(process)
        assert process.stdout is not None
        ports[name] = int(re.search(r"http://127\.0\.0\.1:(\d+)/", process.stdout.readline())[1])
    yield ports
    for process in running:
        process.terminate()
        output, _nothing = process.communicate(timeout=10)
        assert "Traceback" not in (output or "")


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, f"{path}.{key}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from leaves(item, f"{path}.{number}")
    else:
        yield path, value


PASSING = re.compile(r"offset_seconds|device_time|expires_in|last_updated|user_code_valid")
PRIVATE = re.compile(
    r"serial_number|device_name|location|gateway|dns|server$|email_address|smtp_username|endpoint|user_code$|uri|message"
)


def test_a_capture_played_back_says_the_same(captured: Captured, played: dict[str, int]) -> None:
    hosts = {
        name: {
            "ansible_host": "127.0.0.1",
            "canon_port": port,
            "canon_scheme": "http",
            "canon_password": "",
            "canon_username": "",
            "canon_certificate_fingerprint": "",
        }
        for name, port in played.items()
    }
    again = captured.ansible.run([task("facts", "canon_info")], hosts=hosts, seconds=200)
    assert again.code == 0, again.output
    for name in NAMES:
        before = dict(leaves(captured.facts.result(name, "facts")["printer"]))
        after = dict(leaves(again.result(name, "facts")["printer"]))
        assert before.keys() == after.keys()
        assert again.result(name, "facts")["unknown"] == captured.facts.result(name, "facts")["unknown"]
        for path, value in before.items():
            if PASSING.search(path):
                assert (value is None) == (after[path] is None), path
            elif value != after[path]:
                # what was masked is masked, and is still of its kind
                assert PRIVATE.search(path) and isinstance(value, str) and after[path], (path, value, after[path])
                assert re.search(
                    r"example\.com|192\.0\.2\.|SER0|CODE0|device-name|masked-text|user-name", after[path]
                ), path
        different = {path for path in before if before[path] != after[path]}
        assert {".device.serial_number", ".device.device_name", ".mail.email_address", ".network.gateway"} <= different


# -- without a login, without a file, refused -----------------------------------------------------------------------


def test_a_refused_login_is_captured_and_not_repeated(captured: Captured, tmp_path: Path) -> None:
    captured.fleet.control.reset_counters()
    run = captured.ansible.run(
        [
            task("capture", "canon_capture", dest=str(tmp_path / "x.zip"), password="Wrong-Word-1"),
            task("again", "canon_capture", dest=str(tmp_path / "y.zip"), password="Wrong-Word-1"),
        ],
        "--limit",
        "print-01",
    )
    result = run.result("print-01", "capture")
    assert run.code == 0 and result["logged_in"] is False and "refused" in result["login_error"] and result["changed"]
    assert "Without a login" in run.output and "Wrong-Word-1" not in run.output
    assert captured.fleet.counters("print-01")["wrong_logins"] == 1
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        whole = "".join(archive.read(name).decode() for name in archive.namelist())
        manifest = json.loads(archive.read("manifest.json"))
    assert {(page["method"], page["what"]) for page in manifest["pages"]} == {
        ("GET", "login page"),
        ("POST", "login page"),
    }
    for value in (
        "Wrong-Word-1",
        captured.fleet.control.printer("print-01")["serial"],
        captured.fleet.control.printer("print-01")["address"],
    ):
        assert value not in whole


def test_check_mode_reads_and_writes_no_file(captured: Captured, tmp_path: Path) -> None:
    run = captured.ansible.run(
        [task("capture", "canon_capture", dest=f"{tmp_path}/")], "--check", "--limit", "print-03"
    )
    assert run.result("print-03", "capture")["changed"] and run.result("print-03", "capture")["pages"]
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_can_be_kept(captured: Captured, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_text("mine")
    captured.fleet.control.reset_counters()
    run = captured.ansible.run(
        [task("capture", "canon_capture", dest=str(tmp_path / "x.zip"), force=False)], "--limit", "print-01"
    )
    assert run.result("print-01", "capture")["changed"] is False and (tmp_path / "x.zip").read_text() == "mine"
    assert captured.fleet.counters("print-01")["requests"] == 0


def test_pages_of_the_users_own(captured: Captured, tmp_path: Path) -> None:
    tasks = [
        task(
            "capture",
            "canon_capture",
            dest=str(tmp_path / "x.zip"),
            pages=["/rps/cdsrsnd.cgi?Flag=Init_Data&PageFlag=c_cmsd.tpl"],
        ),
        task(
            "acts",
            "canon_capture",
            dest=str(tmp_path / "y.zip"),
            pages=["/rps/caboot.cgi?Flag=Init_Reboot"],
            keywords={"ignore_errors": True},
        ),
    ]
    run = captured.ansible.run(tasks, "--limit", "print-01", seconds=120)
    pages = run.result("print-01", "capture")["pages"]
    assert [page["status"] for page in pages if "c_cmsd.tpl" in page["address"]] == [200]
    assert run.result("print-01", "acts")["error"]["kind"] == "invalid_input" and not (tmp_path / "y.zip").exists()


def test_secrets_are_masked_also_without_masking(captured: Captured, tmp_path: Path) -> None:
    run = captured.ansible.run(
        [task("capture", "canon_capture", dest=str(tmp_path / "x.zip"), masked=False)], "--limit", "print-01"
    )
    assert "Do not send it" in run.output
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        whole = "".join(archive.read(name).decode() for name in archive.namelist())
    assert captured.fleet.control.printer("print-01")["serial"] in whole and "NOT MASKED" in whole
    assert captured.codes["print-01"] not in whole and not re.search(r"Token=[2-9]\d{12,}", whole)


def test_delegated_it_is_the_same(captured: Captured, tmp_path: Path) -> None:
    tasks = delegated([task("capture", "canon_capture", dest=f"{tmp_path}/")])
    run = captured.ansible.run(tasks, "--limit", "print-03,jumper", hosts=JUMPER, seconds=120)
    assert run.code == 0, run.output
    there, here = run.result("print-03", "capture"), captured.run.result("print-03", "capture")
    assert there["dest"] == str(tmp_path / "print-03-capture.zip") and (tmp_path / "print-03-capture.zip").exists()
    for key in ("fields", "not_read", "logged_in", "complete"):
        assert there[key] == here[key], key
    assert [page["address"] for page in there["pages"]] == [page["address"] for page in here["pages"]]


def test_a_language_that_the_labels_are_not_known_in(fleets: Fleets, ansible_for: Runner, tmp_path: Path) -> None:
    fleet = fleets("french", "--count", "1", "--profiles", "dx_french_fixed")
    texts = {"device_name": "Kopierer Empfang", "location": "Haus 4, 2. OG", "server": "mail.fabrikam.example"}
    fleet.control.set("print-01", oauth_enabled=True, **texts)
    until(fleet.control.waiting)
    run = ansible_for(fleet).run([task("capture", "canon_capture", dest=str(tmp_path / "x.zip"))], seconds=120)
    assert run.code == 0, run.output
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        whole = "".join(archive.read(member).decode("utf-8") for member in archive.namelist())
        manifest = json.loads(archive.read("manifest.json"))
    printer = fleet.control.printer("print-01")
    private = [printer["serial"], printer["address"], printer["oauth"]["user_code"], *texts.values()]
    assert [value for value in private if value in whole] == []
    # the page to be learned is there, although none of its labels is known
    status = [page for page in manifest["pages"] if "oauth" in page["screens"]]
    assert status and "OAuth" in status[0]["title"] and len(status[0]["labels"]) > 5
    assert manifest["fields"]["oauth"]["token_status"]["label"] is None
    assert printer["counters"]["writes"] == 0
