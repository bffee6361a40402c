# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""News of waiting printers: each is read once, the latest counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from ansible_collections.printfleet.canon.plugins.plugin_utils._waiting_list import FOLDER, Reader, is_first, post


def test_nothing_was_posted_yet(tmp_path: Path) -> None:
    assert list(Reader(str(tmp_path)).news()) == []


def test_news_are_read_once(tmp_path: Path) -> None:
    reader = Reader(str(tmp_path))
    post(str(tmp_path), "copier-1", {"state": "connecting"})
    post(str(tmp_path), "copier-2", {"state": "connecting"})
    assert sorted(one["host"] for one in reader.news()) == ["copier-1", "copier-2"]
    assert list(reader.news()) == []


def test_only_what_is_new_is_read_again(tmp_path: Path) -> None:
    reader = Reader(str(tmp_path))
    for host in ("copier-1", "copier-2"):
        post(str(tmp_path), host, {"state": "connecting"})
    list(reader.news())
    post(str(tmp_path), "copier-2", {"state": "waiting", "user_code": "HCDZ36RMX"})
    (news,) = reader.news()
    assert (news["host"], news["state"], news["user_code"]) == ("copier-2", "waiting", "HCDZ36RMX")


def test_of_two_news_between_two_looks_the_later_counts(tmp_path: Path) -> None:
    reader = Reader(str(tmp_path))
    for state in ("connecting", "waiting", "active"):
        post(str(tmp_path), "copier-1", {"state": state})
    assert [one["state"] for one in reader.news()] == ["active"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"state": "waiting"}'])
def test_a_file_that_tells_no_host_is_read_when_it_does(tmp_path: Path, text: str) -> None:
    reader = Reader(str(tmp_path))
    post(str(tmp_path), "copier-1", {"state": "connecting"})
    (path,) = (tmp_path / FOLDER).iterdir()
    path.write_text(text)
    assert list(reader.news()) == []
    post(str(tmp_path), "copier-1", {"state": "waiting"})
    assert [one["state"] for one in reader.news()] == ["waiting"]


def test_one_task_of_a_run_is_the_first(tmp_path: Path) -> None:
    assert [is_first(str(tmp_path)) for _time in range(3)] == [True, False, False]
