# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""What the printer is: portal page and [Device Information] (reference ``remote-ui.md`` 7.6, 13)."""

from __future__ import annotations

import re
import typing as t

from .._remote_ui.page import Page, text_of
from .._remote_ui.session import Session
from .._remote_ui.text import squeeze
from .fields import TEXT, Field, Screen
from .view import View

PORTAL = Screen(
    key="portal",
    titles=("Portal",),
    path="Remote UI portal",
    fields=(
        Field("device_name", TEXT, ("Device Name",), written=False),
        Field(
            "product",
            TEXT,
            ("Product Name(Serial Number)", "Product Name (Serial Number)", "Product Name"),
            written=False,
        ),
        Field("location", TEXT, ("Location", "Installation Location"), written=False),
    ),
)
INFORMATION = Screen(
    key="device",
    titles=("Device Information",),
    address="/rps/dinfo.cgi?CorePGTAG=13",
    path="Status Monitor > Device Information",
    fields=(
        Field(
            "controller_version",
            TEXT,
            (
                "Controller Version",
                "Main Controller Version",
                "Controller",
                "Main Controller",
                "Firmware Version",
                "Controller Firmware Version",
                "Controller Software Version",
                "System Software Version",
                "Controller Ver.",
                "Controller Firmware",
                "Main Controller Firmware",
                "Main Controller Firmware Version",
            ),
            written=False,
        ),
        Field(
            "platform_version",
            TEXT,
            (
                "Platform Version",
                "Firmware Platform Version",
                "Unified Firmware Platform Version",
                "Unified Firmware Platform",
                "uFP Version",
                "System Platform Version",
                "Platform",
                "Platform Ver.",
                "Firmware Platform",
                "Unified Firmware Platform (uFP)",
                "Unified Firmware Platform (uFP) Version",
                "uFP",
            ),
            written=False,
        ),
        Field("product_name", TEXT, ("Product Name", "Model Name", "Device Model"), written=False),
        Field("serial_number", TEXT, ("Serial Number", "Serial No.", "Device Serial Number"), written=False),
    ),
)
_TABLE = "productInformation"
_PRODUCT = re.compile(r"^(.*?)\s{0,9}\(\s{0,9}([^()]{2,40})\s{0,9}\)\s{0,9}$")
VERSION = re.compile(r"\d{1,3}(?:\.\d{1,4}){1,3}")


def portal_facts(portal: t.Optional[Page]) -> t.Dict[str, t.Any]:
    """Name, product, serial number and location of the portal page; None where it does not show them."""
    facts: t.Dict[str, t.Any] = {"product_name": None, "serial_number": None, "device_name": None, "location": None}
    if portal is None:
        return facts
    view = View(PORTAL, portal, {})
    product, name, location = view.value("product"), view.value("device_name"), view.value("location")
    if not product:
        name, product, location = _by_place(portal) or (name, product, location)
    match = _PRODUCT.match(product) if product else None
    facts.update(
        product_name=match.group(1) if match else product,
        serial_number=match.group(2) if match else None,
        device_name=name,
        location=location,
    )
    if not product:
        facts["product_name"] = _from_title(portal)
    return facts


def _by_place(portal: Page) -> t.Optional[t.Tuple[str, str, str]]:
    """Name, product and location in a language without known labels: the three rows of the captured table (reference 7.6),
    where the second one holds the product that the title names.
    """
    table = portal.by_id(_TABLE)
    rows = [list(row.iterchildren("th", "td")) for row in table.iter("tr")] if table is not None else []
    product = _from_title(portal)
    if len(rows) != 3 or not all(len(cells) == 2 for cells in rows):
        return None
    name, second, location = (text_of(cells[1]) for cells in rows)
    return (name, second, location) if product and second.startswith(product) else None


def _from_title(page: Page) -> t.Optional[str]:
    """The product in a title ``Remote UI : <page> : <device name> : <product name>``."""
    parts = [squeeze(part) for part in re.split(r"\s:\s", page.title)]
    return parts[3] if len(parts) == 4 else None


def read_firmware(session: Session) -> t.Dict[str, t.Any]:
    """Controller and platform version as [Device Information] shows them, numbers only; None where it does not."""
    page = session.read(INFORMATION.address or "", INFORMATION.path)
    view = View(INFORMATION, page, session.connection.labels)
    return {
        "controller_version": version(view.value("controller_version")),
        "platform_version": version(view.value("platform_version")),
    }


def version(text: t.Optional[str]) -> t.Optional[str]:
    """``3.18`` of ``V3.18`` or ``uFP v3.18``."""
    match = VERSION.search(text or "")
    return match.group() if match else None
