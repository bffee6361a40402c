# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is taken down of a session, and the zip file that comes of it."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
import yaml
from ansible_collections.printfleet.canon.plugins.module_utils._capture import archive, content
from ansible_collections.printfleet.canon.plugins.module_utils._capture.recorder import Recorder, still
from ansible_collections.printfleet.canon.plugins.module_utils._capture.walk import Survey
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.connection import Connection
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import InvalidInput, LoginRefused
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.transport import Answer
from ansible_collections.printfleet.canon.plugins.module_utils._tasks import capture

BASE = "https://127.0.0.9:8443"
LOGIN = '<title>Login</title><form name="login" action="/login"><input name="USERNAME"><input name="PASSWORD_T"></form>'


def answer(path: str, body: str, status: int = 200, **headers: str) -> Answer:
    given = {"Content-Type": "text/html", **{name.replace("_", "-"): value for name, value in headers.items()}}
    return Answer(status, given, body.encode(), BASE + path, None)


def archive_of(recorder: Recorder, survey: Survey) -> zipfile.ZipFile:
    connection = Connection("127.0.0.9", username="jdoe77", password="s3cret-Word")
    masker = content.masker_for(connection, recorder.recorded, survey, only_secrets=False)
    data = archive.build(content.manifest(masker, recorder.recorded, survey, "9.9.9"), masker, recorder.recorded)
    assert data == archive.build(
        content.manifest(masker, recorder.recorded, survey, "9.9.9"), masker, recorder.recorded
    )
    return zipfile.ZipFile(io.BytesIO(data))


def test_what_differs_each_time_is_no_part_of_an_address() -> None:
    assert still("/rps/x.cgi?Token=123&Flag=Init_Data&Dummy=1775556543123") == "/rps/x.cgi?Token=&Flag=Init_Data"
    assert still("/rps/x.cgi?Dummy=1") == "/rps/x.cgi"
    assert still("/rps/x.cgi?Dummy=1&CorePGTAG=36&Dummy=2") == "/rps/x.cgi?CorePGTAG=36"


def test_an_answer_that_comes_again_is_kept_once_and_a_login_page_beside_it() -> None:
    recorder = Recorder()
    for body in (LOGIN, '<div id="productInformation">old</div>', '<div id="productInformation">new</div>'):
        recorder.observe("GET", answer("/?Dummy=1", body))
    recorder.observe("GET", answer("/logout", "bye"))
    assert [(entry.what, entry.address) for entry in recorder.recorded] == [("login page", "/"), ("portal", "/")]
    assert "new" in (recorder.recorded[1].body or "")


def test_pictures_are_not_kept() -> None:
    recorder = Recorder()
    recorder.observe("GET", answer("/rps/media/x.gif", "GIF89a", Content_Type="image/gif"))
    assert recorder.recorded[0].body is None
    assert archive_of(recorder, Survey()).namelist() == ["README.txt", "index.html", "manifest.json"]


def test_the_archive_without_a_login() -> None:
    recorder = Recorder()
    recorder.observe(
        "GET", answer("/", LOGIN, Set_Cookie="sessionid=0af5d4c3823bb787288b8a34dcaa3d34; path=/, portalLang=en")
    )
    recorder.observe("POST", answer("/login", LOGIN + "<p>jdoe77 is locked</p>"))
    survey = Survey(login_error=LoginRefused("Refused", seen=["jdoe77 at 127.0.0.9 is locked"]))
    made = archive_of(recorder, survey)
    manifest = json.loads(made.read("manifest.json"))
    assert manifest["logged_in"] is False and "user-name-1 at 192.0.2.1 is locked" in manifest["login_error"]
    assert [page["method"] for page in manifest["pages"]] == ["GET", "POST"]
    assert ["Set-Cookie", "portalLang=en"] in manifest["pages"][0]["headers"]
    assert ["Set-Cookie", "sessionid=" + "0" * 31 + "1; path=/"] in manifest["pages"][0]["headers"]
    assert "NOT logged in" in made.read("index.html").decode()
    whole = "".join(made.read(name).decode() for name in made.namelist())
    for secret in ("jdoe77", "127.0.0.9", "s3cret-Word", "0af5d4c3823bb787288b8a34dcaa3d34"):
        assert secret not in whole


def test_a_title_cannot_write_into_the_index() -> None:
    recorder = Recorder()
    recorder.observe("GET", answer("/x", "<title>&lt;script&gt;alert(1)&lt;/script&gt;</title>"))
    assert "<script" not in archive_of(recorder, Survey()).read("index.html").decode()


def test_the_file_is_its_owners(tmp_path: Path) -> None:
    target = tmp_path / "new" / "x.zip"
    archive.write(str(target), b"one")
    archive.write(str(target), b"two")
    assert target.read_bytes() == b"two" and target.stat().st_mode & 0o777 == 0o600
    assert list(target.parent.iterdir()) == [target]


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InvalidInput, match="cannot be written"):
        archive.write(str(tmp_path / "file" / "x.zip"), b"")


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("copier-1", "copier-1-capture.zip"),
        ("../../etc/x", "etc_x-capture.zip"),
        ("a b", "a_b-capture.zip"),
        ("..", "printer-capture.zip"),
    ],
)
def test_the_name_of_the_file(name: str, file: str) -> None:
    assert archive.file_name(name) == file


def test_the_version_in_captures_is_the_collections() -> None:
    root = Path(__file__).resolve().parents[5]
    assert yaml.safe_load((root / "galaxy.yml").read_text(encoding="utf-8"))["version"] == capture.VERSION
