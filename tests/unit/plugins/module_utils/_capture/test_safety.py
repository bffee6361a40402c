# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which addresses a capture opens."""

from __future__ import annotations

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._capture import safety


@pytest.mark.parametrize(
    "address",
    [
        "/rps/cdsrsnd.cgi?Flag=Init_Data&PageFlag=c_cmsd.tpl",
        "/rps/dfeat.cgi?CorePGTAG=12",
        "/userauth/?portalLang=en&disp=usr_menu",
        "/rps/cdkeycert.cgi?Flag=CAList_Data&PageFlag=c_crtls.tpl",
        "/portal/indicate",
        "/rps/rnwntssl.cgi?PageFlag=c_sslm.tpl",
        "/rps/cdmenu.cgi?CorePGTAG=42",
        "/rps/cadinf1.cgi?Flag=Init_Data&PageFlag=c_devinf.tpl&FuncTypeFlag=DevInfo_Page",
    ],
)
def test_pages_that_show_something(address: str) -> None:
    assert safety.check([address]) == []


@pytest.mark.parametrize(
    "address",
    [
        "/rps/cadrs.cgi?Flag=Exec_Data&PageFlag=c_adrs.tpl",
        "/rps/x.cgi?Flag=%45xec_Data",
        "/rps/x.cgi?Flag=%2545xec_Data",
        "/rps/x.cgi?fLaG=exec_data",
        "/rps/x.cgi?Flag=Whatever",
        "/rps/x.cgi?%46lag=Whatever",
        "/rps/caboot.cgi?Flag=Init_Data",
        "/rps/%63aboot.cgi",
        "/rps/cnwupdt.cgi?PageFlag=c_nwupdt.tpl&Flag=Init_Data",
        "/rps/shutdown.cgi?Flag=Init_Data",
        "/logout",
        "/rps/logout.cgi",
        "/rps/joblog.cgi?do=Clear",
        "/box/deleteAll",
        "/rps/x.cgi?Flag=Init_Reboot",
        "/portal?RUIPmode=exec&Language=de",
        "/nis/startUpdate",
        "/rps/x.cgi?CoreNXAction=./y.cgi",
    ],
)
def test_pages_that_could_act(address: str) -> None:
    assert len(safety.check([address])) == 1


@pytest.mark.parametrize(
    "address",
    [
        "rps/x.cgi",
        "http://printer/rps/x.cgi",
        "//other.example/x",
        "/rps/a b",
        "/rps/x#y",
        "/rps/../login",
        "/rps/%2e%2e/x",
        "",
        "/r\\x",
        "/é",
    ],
)
def test_what_is_no_address_of_the_printer(address: str) -> None:
    assert len(safety.check([address])) == 1


def test_the_collections_own_pages_may_have_any_name() -> None:
    assert not safety.acts("/OAuthRegistration/start?portalLang=en")
    assert safety.acts("/rps/x.cgi?Flag=Exec_Data") and safety.acts("/rps/caboot.cgi?Flag=Init_Data")
