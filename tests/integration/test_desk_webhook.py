# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The code desk's messages to a chat, at a server that takes them."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Iterator

import pytest

from .conftest import Fleets, Runner
from .desk_script import Script
from .fleets import Fleet, until
from .playbooks import Run

NAMES = ONE, TWO, THREE = [f"print-{number:02d}" for number in range(1, 4)]
SECRET = "sig-7f3a9c"


class Chat(ThreadingHTTPServer):
    """Keeps what is posted; answers with `status`, after `delay` seconds."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.messages: list[dict[str, Any]] = []
        self.times: list[float] = []
        self.status, self.delay = 202, 0.0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/workflow?{SECRET}"


class Handler(BaseHTTPRequestHandler):
    server: Chat

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.messages.append(json.loads(content))
        self.server.times.append(time.monotonic())
        time.sleep(self.server.delay)
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_arguments: Any) -> None:
        """Not to the test's output."""


@pytest.fixture
def chat() -> Iterator[Chat]:
    with Chat() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def fleet(fleets: Fleets) -> Fleet:
    return fleets("webhook", "--count", str(len(NAMES)), "--profiles", "dx_user_tls", "--small-pages")


class Story:
    """A run in which all printers show a code, one is done, then all are."""

    def __init__(self, ansible_for: Runner, fleet: Fleet, folder: Path) -> None:
        self._ansible, self._folder = ansible_for(fleet), folder
        self.script = Script(folder / "script")

    def tell(self, chat: Chat, is_heard: bool = True, messages: int = 0, **env: str) -> Run:
        """:param messages: wait for so many before the end."""
        for number, name in enumerate(NAMES):
            self.script.waits(name, f"AAAAAAAA{number}")
        settings = {"CANON_CODE_DESK_WEBHOOK_PAUSE": "2", "CANON_CODE_DESK_WEBHOOK": chat.url, **env}
        running = self.script.start(self._ansible, self._folder / "desk.html", **settings)
        until(lambda: "3 waiting for a code" in running.output or running.process.poll() is not None, 60)
        if is_heard:
            until(lambda: chat.messages or running.process.poll() is not None, 60)
        else:
            time.sleep(6)  # the list must have stayed as it is for two seconds
        self.script.ends(ONE, "active")
        self.script.says(TWO, "active")
        until(lambda: len(chat.messages) >= messages or running.process.poll() is not None, 60)
        time.sleep(5)
        for name in (TWO, THREE):
            self.script.ends(name, "active")
        return running.wait()


@pytest.fixture
def story(ansible_for: Runner, fleet: Fleet, tmp_path: Path) -> Story:
    return Story(ansible_for, fleet, tmp_path)


def test_one_message_for_each_change_of_the_list(story: Story, chat: Chat) -> None:
    run = story.tell(chat, messages=2)
    assert run.code == 0
    titles = [message["attachments"][0]["content"]["body"][0]["text"] for message in chat.messages]
    assert titles == [
        "3 printers wait for a code",
        "1 printer waits for a code",
        "The printers' migration has ended",
    ]
    everything = json.dumps(chat.messages)
    assert ONE in everything and "AAAAAAAA" not in everything
    assert min(later - earlier for earlier, later in zip(chat.times, chat.times[1:-1])) >= 1.9
    assert SECRET not in run.output
    assert "WARNING" not in run.output


def test_slack_with_codes(story: Story, chat: Chat) -> None:
    story.tell(chat, CANON_CODE_DESK_WEBHOOK_KIND="slack", CANON_CODE_DESK_WEBHOOK_CODES="true")
    first = chat.messages[0]
    assert first["text"].startswith("3 printers wait for a code")
    assert all(f"AAAAAAAA{number}" in json.dumps(first["blocks"]) for number in range(3))


@pytest.mark.parametrize("trouble", ["refused", "redirected", "gone", "no address"])
def test_a_chat_that_takes_nothing_is_one_warning(story: Story, chat: Chat, trouble: str) -> None:
    chat.status = {"refused": 403, "redirected": 302}.get(trouble, 202)
    address = {"gone": f"http://127.0.0.1:1/{SECRET}", "no address": SECRET}.get(trouble, chat.url)
    run = story.tell(chat, is_heard=address == chat.url, CANON_CODE_DESK_WEBHOOK=address)
    assert run.code == 0
    assert run.output.count("the webhook did not take a message") == 1
    assert SECRET not in run.output


def test_a_chat_that_does_not_answer_does_not_hold_the_run(story: Story, chat: Chat) -> None:
    chat.delay = 600  # a run that waits for it is ended long before, and fails the test
    run = story.tell(chat)
    assert run.code == 0
    assert run.output.count("the webhook did not take a message") == 1
