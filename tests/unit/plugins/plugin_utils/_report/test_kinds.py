# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A printer of which only its failure is known never looks well, in no report and in no metric."""

from __future__ import annotations

import pytest
from ansible_collections.printfleet.canon.plugins.plugin_utils._report.kinds import (
    BAD,
    KINDS,
    WORK,
    lost_row,
    verdict_of,
)
from ansible_collections.printfleet.canon.plugins.plugin_utils._report.prometheus import as_prometheus


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        ("assess", "needs_attention"),
        ("migrate", "not_migrated"),
        ("verify", "not_verified"),
        ("rollback", "not_restored"),
    ],
)
def test_the_verdict_of_a_lost_printer_says_what_is_known(kind: str, verdict: str) -> None:
    assert lost_row(kind, "copier-1", "")["verdict"] == verdict
    assert verdict_of(kind, verdict)[1] in KINDS[kind].verdicts
    assert verdict_of(kind, verdict)[1].tone in (BAD, WORK)


def test_a_lost_printer_is_an_alert() -> None:
    lines = as_prometheus(
        [{"host": "copier-1", "verdict": "fine"}, lost_row("verify", "copier-2", "Cellar")]
    ).splitlines()
    assert 'printfleet_printer_ok{host="copier-1",site=""} 1' in lines
    assert 'printfleet_printer_ok{host="copier-2",site="Cellar"} 0' in lines
    assert 'printfleet_printer_state{host="copier-2",site="Cellar",state="not_verified"} 1' in lines
    assert any(line.startswith('printfleet_problem{host="copier-2"') for line in lines)
