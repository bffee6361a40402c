# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small native screen: its fields, its hidden form, and the form that a person sees."""

from __future__ import annotations

from ansible_collections.printfleet.canon.plugins.module_utils._screens.fields import SWITCH, TEXT, Field, Screen
from ansible_collections.printfleet.canon.plugins.module_utils._screens.view import View
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import page

SCREEN = Screen(
    key="probe",
    titles=("Probe",),
    path="Settings > Probe",
    fields=(
        Field("server", TEXT, ("SMTP Server",), limit=48),
        Field("tls", SWITCH, ("Allow TLS",)),
        Field("auth", SWITCH, ("SMTP AUTH",)),
    ),
)
HIDDEN = """<form name="SUBMIT_FORM" action="./cdprobe.cgi" method="post" target="_self">
<input type="hidden" name="QA" value="old.example.com"><input type="hidden" name="QB" value="0">
        <input type="hidden" name="QC" value="1">
<input type="hidden" name="QX" value="not shown &amp; kept"><input type="hidden" name="Flag" value="Init_Data">
        <input type="hidden" name="PageFlag" value="c_probe.tpl">
<input type="hidden" name="FuncTypeFlag" value="Probe_Page"><input type="hidden" name="CoreNXAction" value="">
        <input type="hidden" name="CoreNXPage" value="">
<input type="hidden" name="CoreNXFlag" value=""><input type="hidden" name="disp" value="">
        <input type="hidden" name="Dummy" value="1712390000000">
<input type="hidden" name="Token" value="98765432109876543"></form>"""
VISIBLE = """<form name="PROP_FORM"><input type="button" id="OK_Button" value="OK" onclick="ok_click()">
        <input type="button" value="Cancel" onclick="cancel()">
<table><tr><th><label for="QA">SMTP Server</label></th><td><input id="QA" name="QA"></td></tr>
<tr><th><label for="QB">Allow TLS</label></th><td><input type="checkbox" id="QB" name="QB" value="0/1"></td></tr>
<tr><th>SMTP AUTH</th><td><input type="radio" name="QC" value="1">On
        <input type="radio" name="QC" value="0">Off</td></tr></table></form>"""


def view(body: str) -> View:
    return View(SCREEN, page(body, "/rps/cdprobe.cgi?Flag=Init_Data"), {})
