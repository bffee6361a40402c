# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Test helper: a connection that is not "local", so that a task is handed to the real module, as on a jump host."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import Any

from ansible.errors import AnsibleConnectionFailure
from ansible.plugins.connection import ConnectionBase

DOCUMENTATION = """
name: shell_pipe
short_description: Commands through /bin/sh, with an environment of their own
description: Starts each command in a shell of this machine that has inherited no variables.
options:
  remote_user:
    description: The account on that machine; only noted.
    vars:
      - name: ansible_user
  password:
    description: Its password; only noted.
    vars:
      - name: ansible_password
"""


class Connection(ConnectionBase):
    transport = "shell_pipe"
    has_pipelining = True

    def _connect(self) -> Connection:
        self._connected = True
        return self

    def exec_command(self, cmd: str, in_data: bytes | None = None, sudoable: bool = True) -> tuple[int, bytes, bytes]:
        super().exec_command(cmd, in_data=in_data, sudoable=sudoable)
        if os.path.exists(os.environ.get("SHELL_PIPE_CUT", "")):  # a file stands for a network that is down
            raise AnsibleConnectionFailure("Connection timed out")
        if "SHELL_PIPE_LOG" in os.environ:  # what a real jump host would get to see
            with open(os.environ["SHELL_PIPE_LOG"], "a", encoding="utf-8") as stream:
                stream.write(f"{self.get_option('remote_user')} {self.get_option('password')}\n")
        done = subprocess.run(
            ["/bin/sh", "-c", cmd],
            input=in_data or b"",
            capture_output=True,
            check=False,
            env={"PATH": "/usr/bin:/bin", "HOME": os.environ["HOME"]},
        )
        return done.returncode, done.stdout, done.stderr

    def put_file(self, in_path: str, out_path: str) -> None:
        shutil.copyfile(in_path, out_path)

    def fetch_file(self, in_path: str, out_path: str) -> None:
        shutil.copyfile(in_path, out_path)

    def close(self) -> None:
        self._connected = False

    def reset(self, *_arguments: Any) -> None:
        self.close()
