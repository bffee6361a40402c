# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What is wrong with variables of a role that no argument spec can say: told before anything is written."""

from __future__ import annotations

import typing as t

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.printfleet.canon.plugins.module_utils._tasks import oauth

from .reason import OPERATOR, Reason


def wrong(options: t.Mapping[str, t.Any], prefix: str) -> t.List[Reason]:
    """What canon_oauth would refuse.

    :param options: of canon_oauth; what is None or an empty text is not given. :param prefix: of the variables that they come from.
    """
    given = {name: value for name, value in options.items() if value not in (None, "")}
    options = {name: dict(option, required=False) for name, option in oauth.SPEC.options.items()}
    checked = ArgumentSpecValidator(options).validate(given)
    problems = checked.error_messages or oauth.check(checked.validated_parameters)
    return [
        Reason(
            "variables",
            f"{prefix}{problem}." if problem.startswith(tuple(given)) else f"{problem}.",
            "Set it right.",
            OPERATOR,
        )
        for problem in problems
    ]
