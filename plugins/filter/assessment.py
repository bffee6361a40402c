# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The filter ``assessment``; its documentation is in the file of the same name that ends in ``.yml``."""

from __future__ import annotations

import re
import typing as t

from ansible.errors import AnsibleFilterError
from ansible.utils.unsafe_proxy import wrap_var
from ansible_collections.printfleet.canon.plugins.plugin_utils._judgement.firmware import POLICIES
from ansible_collections.printfleet.canon.plugins.plugin_utils._judgement.fitness import Limits
from ansible_collections.printfleet.canon.plugins.plugin_utils._judgement.variables import wrong
from ansible_collections.printfleet.canon.plugins.plugin_utils._judgement.verdict import assess
from ansible_collections.printfleet.canon.plugins.plugin_utils._options import plain

_VERSION = re.compile(r"^[0-9]{1,4}(?:\.[0-9]{1,4}){0,3}\Z")


def assessment(
    facts: t.Any,
    offer: t.Any = None,
    minimum_platform: t.Any = "3.18",
    max_clock_offset: t.Any = 300,
    firmware: str = "require",
    name: str = "",
    oauth_options: t.Any = None,
    prefix: str = "",
) -> t.Dict[str, t.Any]:
    if not isinstance(facts, t.Mapping):
        raise AnsibleFilterError(f"assessment wants a result of canon_info, not {type(facts).__name__}")
    if offer is not None and not isinstance(offer, t.Mapping):
        raise AnsibleFilterError(f"assessment wants a result of canon_firmware, not {type(offer).__name__}")
    if not _VERSION.match(str(minimum_platform)):
        raise AnsibleFilterError(
            f'minimum_platform (assess_minimum_platform, migrate_minimum_platform): "{minimum_platform}" is not a version such as 3.18'
        )
    if firmware not in POLICIES:
        raise AnsibleFilterError(f'firmware: "{firmware}" is none of {", ".join(POLICIES)}')
    try:
        offset = int(max_clock_offset)
    except (TypeError, ValueError):
        raise AnsibleFilterError(f'max_clock_offset: "{max_clock_offset}" is not a number of seconds') from None
    mistakes = [reason._asdict() for reason in wrong(plain(oauth_options or {}), str(prefix))]
    found = assess(facts, offer, Limits(str(minimum_platform), offset, str(firmware)), str(name))
    found.update(stops=mistakes + found["stops"], can_go_on=found["can_go_on"] and not mistakes)
    # What a printer shows may look like a template. It came in marked as not to be templated, and goes out so.
    return wrap_var(found)


class FilterModule:
    """The filter of this file."""

    def filters(self) -> t.Dict[str, t.Callable[..., t.Any]]:
        return {"assessment": assessment}
