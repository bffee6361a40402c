# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: code_desk
type: notification
short_description: Shows the codes that operators type on a page that keeps itself up to date
version_added: "0.1.0"
author:
  - printfleet.canon contributors (@printfleet)
description:
  - While printers wait for a person who types their codes (P(printfleet.canon.migrate#role), or
    M(printfleet.canon.canon_oauth) with O(printfleet.canon.canon_oauth#module:wait=token)), keeps a page with a row for
    each of them. A row has the printer's name, place and model, the code, the address to type it at, the account to
    sign in with and the time left. It turns green by itself when the token is active. Below are the printers that
    failed, with the reason, and those that are done.
  - The page is a plain file. Open it in a browser on the same machine; no server is needed, and nothing is loaded from
    elsewhere. Its data lie beside it, in a file with the same name that ends in C(.data.js).
  - The address of the page is printed once, when the role begins, or the first task that waits for a token. From then
    on a line tells how many printers are done, wait, failed and are to come, whenever that changes, every few seconds
    at most.
  - A run that is killed and started again goes on with the same page, also where a browser has it open. While two
    runs are alive, the second takes a page of its own beside the first, such as C(code_desk-2.html).
  - Codes are on the page, so only the user who runs ansible-playbook may read it (mode 0600).
  - Whatever goes wrong with the page or the webhook is told in one warning and never stops the run.
notes:
  - In AWX and automation controller the page is gone with the job's container. The codes are in the job's output there.
options:
  path:
    description:
      - The page. A folder that is missing is made, with mode 0700.
      - A relative path starts at the folder of ansible-playbook's configuration file if it is set there, else at the
        working directory.
    type: path
    default: reports/code_desk.html
    env:
      - name: CANON_CODE_DESK_PATH
    ini:
      - section: callback_code_desk
        key: path
  webhook_url:
    description:
      - Address of a webhook that is told each change of the waiting list, in one message. Not set, nothing is sent.
      - For Teams, a workflow with the trigger C(When a Teams webhook request is received). For Slack, an incoming
        webhook.
      - The address is a secret, since whoever knows it can write to the channel. It is never printed. Prefer the
        environment variable to a file.
      - Proxies are taken from the environment.
    type: str
    env:
      - name: CANON_CODE_DESK_WEBHOOK
    ini:
      - section: callback_code_desk
        key: webhook_url
  webhook_kind:
    description: What the webhook understands. V(teams) sends an adaptive card, V(slack) sends blocks.
    type: str
    choices: [teams, slack]
    default: teams
    env:
      - name: CANON_CODE_DESK_WEBHOOK_KIND
    ini:
      - section: callback_code_desk
        key: webhook_kind
  webhook_codes:
    description:
      - Whether messages have the codes and the addresses, too. Without them, they have names, places and models.
      - Everybody who reads the channel can then authorise a printer with an account of their own, and gets used to
        typing codes that come by chat, which is how device codes are phished.
    type: bool
    default: false
    env:
      - name: CANON_CODE_DESK_WEBHOOK_CODES
    ini:
      - section: callback_code_desk
        key: webhook_codes
  webhook_pause:
    description: Seconds between two messages, at least. What changes meanwhile is in the next one. The message that the run has ended does not wait.
    type: float
    default: 60
    env:
      - name: CANON_CODE_DESK_WEBHOOK_PAUSE
    ini:
      - section: callback_code_desk
        key: webhook_pause
"""

import atexit
import contextlib
import os
import sys
import typing as t

from ansible import constants, context
from ansible.plugins.callback import CallbackBase
from ansible_collections.printfleet.canon.plugins.plugin_utils import _waiting_list
from ansible_collections.printfleet.canon.plugins.plugin_utils._code_desk.desk import Desk
from ansible_collections.printfleet.canon.plugins.plugin_utils._code_desk.page import Page
from ansible_collections.printfleet.canon.plugins.plugin_utils._code_desk.webhook import Webhook

_COLLECTION = "printfleet.canon."
_OAUTH = frozenset({f"{_COLLECTION}canon_oauth", "canon_oauth"})
_INFO = frozenset({f"{_COLLECTION}canon_info", "canon_info"})
_ROLE = f"{_COLLECTION}migrate"
_EVENT = "an event could not be understood"


class CallbackModule(CallbackBase):
    """Hands the events of a run to the desk."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "notification"
    CALLBACK_NAME = "printfleet.canon.code_desk"
    CALLBACK_NEEDS_ENABLED = True

    def __init__(self, *args: t.Any, **kwargs: t.Any) -> None:
        super().__init__(*args, **kwargs)
        self._desk: t.Optional[Desk] = None
        # The lock that core itself holds while it forks a worker.
        self._forking: t.Any = getattr(self._display, "_lock", None) or contextlib.nullcontext()

    def v2_playbook_on_start(self, playbook: t.Any) -> None:
        try:
            self._desk = self._make()
        except Exception as error:
            self._display.warning(f"code desk: {type(error).__name__}: {error}")
        else:
            atexit.register(self._interrupted, os.getpid())

    def _make(self) -> Desk:
        url = self.get_option("webhook_url")
        webhook = None
        if url:
            webhook = Webhook(
                str(url),
                str(self.get_option("webhook_kind")),
                bool(self.get_option("webhook_codes")),
                max(0.0, float(self.get_option("webhook_pause"))),
                warn=lambda text: self._display.warning(f"code desk: {text}"),
                forking=self._forking,
            )
        return Desk(
            read_posts=_waiting_list.Reader(constants.DEFAULT_LOCAL_TMP).news,
            page=Page(str(self.get_option("path"))),
            webhook=webhook,
            say=self._say,
            warn=self._display.warning,
        )

    def _say(self, text: str) -> None:
        self._display.display(text)
        with self._forking:  # Python keeps text for a pipe until its buffer is full, or a worker is forked
            sys.stdout.flush()

    def _interrupted(self, owner: int) -> None:
        if self._desk and os.getpid() == owner:
            self._desk.end("interrupted")  # nothing to do after a run that came to its end

    def v2_playbook_on_play_start(self, play: t.Any) -> None:
        if self._desk is None or context.CLIARGS.get("check"):
            return
        with self._desk.trying(_EVENT):
            self._desk.watch()
            variables = play.get_variable_manager().get_vars(play=play)
            self._desk.hosts = [str(name) for name in variables.get("ansible_play_hosts_all") or []]
            if any(role.get_name() == _ROLE for role in play.get_roles()):
                self._desk.open()

    def v2_playbook_on_task_start(self, task: t.Any, is_conditional: bool) -> None:
        if self._desk is None or task.action not in _OAUTH or task.check_mode:
            return
        with self._desk.trying(_EVENT):
            if task.args.get("wait", "none") not in ("none", "connection"):
                self._desk.open()

    def v2_runner_on_ok(self, result: t.Any) -> None:
        if self._desk is None:
            return
        with self._desk.trying(_EVENT):
            name, task = _origin(result)
            if task.action in _INFO:
                self._described(name, _content(result).get("printer"))
            elif task.action in _OAUTH:
                self._desk.board.take_wait(name, _content(result))
            elif not task.action.startswith(_COLLECTION):  # none of its modules sets a fact
                facts = _content(result).get("ansible_facts")
                if isinstance(facts, t.Mapping) and "migrate_result" in facts:
                    self._desk.board.take_verdict(name, facts["migrate_result"])

    def _described(self, name: str, printer: t.Any) -> None:
        if self._desk and isinstance(printer, t.Mapping):
            self._desk.board.describe(name, printer.get("device"))

    def v2_runner_on_failed(self, result: t.Any, ignore_errors: bool = False) -> None:
        self._failed(result, is_final=False, is_ignored=ignore_errors)

    def v2_runner_on_unreachable(self, result: t.Any) -> None:
        self._failed(result, is_final=True)

    def _failed(self, result: t.Any, is_final: bool, is_ignored: bool = False) -> None:
        if self._desk is None or is_ignored:
            return
        with self._desk.trying(_EVENT):
            name, task = _origin(result)
            waited = task.action in _OAUTH and task.args.get("wait", "none") != "none"
            # The role's own rescue runs when the last printer has left the task, which may be minutes of typing later.
            is_final = is_final or waited or _role_of(task) == _ROLE
            self._desk.board.take_trouble(name, task.get_name(), _content(result).get("msg"), is_final)

    def v2_playbook_on_stats(self, stats: t.Any) -> None:
        if self._desk is None:
            return
        with self._desk.trying(_EVENT):
            counts = {str(name): stats.summarize(name) for name in stats.processed}
            failed = [name for name, count in counts.items() if count["failures"] or count["unreachable"]]
            self._desk.board.finish(failed)
        self._desk.end("completed")


def _role_of(task: t.Any) -> str:
    role = getattr(task, "_role", None)
    return str(role.get_name()) if role else ""


def _origin(result: t.Any) -> t.Tuple[str, t.Any]:
    """Host and task of a result; the names with an underscore, here and below, are those of ansible-core before 2.19."""
    host = result.host if hasattr(result, "host") else result._host
    task = result.task if hasattr(result, "task") else result._task
    return str(host.get_name()), task


def _content(result: t.Any) -> t.Mapping[str, t.Any]:
    """What the task gave; core converts all of it at the first look, so it is looked at only where it says something."""
    content = result.result if hasattr(result, "result") else result._result
    return content if isinstance(content, t.Mapping) else {}
