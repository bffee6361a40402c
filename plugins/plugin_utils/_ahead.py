# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What the workers of a run use, imported in ansible-playbook itself before they are forked.

Ansible's loader of collections keeps no compiled code: what only a worker imports is compiled again for each printer and task.
"""

from __future__ import annotations

import contextlib
import importlib
import pkgutil

_PLUGINS = "ansible_collections.printfleet.canon.plugins"
_OF_THE_ROLES = ("filter", "plugin_utils._judgement")  # action plugins and what they use are imported by core


def import_all() -> None:
    """Import the filters of the roles; where one cannot be, the task that uses it tells why."""
    for name in _OF_THE_ROLES:
        package = importlib.import_module(f"{_PLUGINS}.{name}")
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            with contextlib.suppress(ImportError):
                importlib.import_module(module.name)
