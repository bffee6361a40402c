# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Department ID Management: the page of System Manager ID and PIN with other labels (reference section 2.1)."""

from __future__ import annotations

from .system_manager import SystemManagerLogin


class DepartmentIdLogin(SystemManagerLogin):
    """Whoever has a Department ID may log in; whether that is an administrator is up to the account."""

    id_label, pin_label = "Department ID", "PIN"
    prompt = "Enter the Department ID and the PIN."
