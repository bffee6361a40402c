# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values and controls by their labels, in the layouts that a firmware may use."""

from __future__ import annotations

import pytest
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.labels import Labels
from ansible_collections.printfleet.canon.tests.unit.plugins.module_utils.building import (
    control_names,
    labels,
    page,
    value,
)

# -- texts ---------------------------------------------------------------------------------------

SHOWN = {
    "th and td": "<table><tr><th>Token Status</th><td>Active</td></tr></table>",
    "td and td": "<table><tr><td>Token Status</td><td>Active</td></tr></table>",
    "td with bold label": "<table><tr><td><b>Token Status</b></td><td><font>Active</font></td></tr></table>",
    "colon in the label": "<table><tr><th>Token Status :</th><td>Active</td></tr></table>",
    "colon in a cell": "<table><tr><td>Token Status</td><td>:</td><td>Active</td></tr></table>",
    "full-width colon": "<table><tr><th>Token Status：</th><td>Active</td></tr></table>",
    "hard blanks": "<table><tr><th>Token&nbsp;Status&nbsp;:&nbsp;</th><td>&nbsp;Active&nbsp;</td></tr></table>",
    "four columns": "<table><tr><td>A</td><td>1</td><td>Token Status</td><td>Active</td></tr></table>",
    "four columns, th": "<table><tr><th>A</th><td>1</td><th>Token Status</th><td>Active</td></tr></table>",
    "labels on top": "<table><tr><th>A</th><th>Token Status</th></tr><tr><td>1</td><td>Active</td></tr></table>",
    "nested tables": "<table><tr><td><table><tr><td>Token Status</td><td>Active</td></tr></table></td></tr></table>",
    "dl": "<dl><dt>A</dt><dd>1</dd><dt>Token Status</dt><dd>Active</dd></dl>",
    "dl with colon": "<dl><dt>Token Status :</dt><dd>Active</dd></dl>",
    "div pairs": '<div class="row"><div class="l">Token Status</div><div class="v">Active</div></div>',
    "div pairs with colon": "<div><div>Token Status :</div><div>Active</div></div>",
    "span pairs": "<div><span>Token Status</span><span>Active</span></div>",
    "span pairs with blanks": "<p>\n <span>Token Status</span>\n <span>Active</span>\n</p>",
    "paragraph": "<p>Token Status : Active</p>",
    "list": "<ul><li>A : 1</li><li>Token Status: Active</li></ul>",
    "bold in a paragraph": "<p><b>Token Status :</b> Active</p>",
    "lines": "<p>A : 1<br>Token Status : Active<br/>B : 2</p>",
    "lines with bold": "<div><b>A :</b> 1<br><b>Token Status :</b> Active<br></div>",
    "text and element": "<div>Token Status : <span>Active</span></div>",
    "text between blocks": "<div><h4>x</h4>Token Status : <em>Active</em><p>y</p></div>",
    "heading and block": "<div><label>Token Status</label><div>Active</div></div>",
    "link": '<table><tr><th>Token Status</th><td><a href="#">Active</a></td></tr></table>',
    "read-only control": (
        '<table><tr><th>Token Status</th><td><input type="text" value="Active" readonly></td></tr></table>'
    ),
    "note behind the label": "<table><tr><th>Token Status (required)</th><td>Active</td></tr></table>",
    "footnote mark": "<table><tr><th>Token Status *</th><td>Active</td></tr></table>",
    "section of the same name": "<h4>Token Status</h4><table><tr><th>Token Status :</th><td>Active</td></tr></table>",
    "heading of the same name, no colon": (
        '<div><div>Token Status</div><div>Click the icon.</div><div class="r"><div>Token Status</div><div>Active</div></div></div>'
    ),
    "legend with the very label": "<fieldset><legend>Token Status</legend><p>Click.</p><p>Token Status : Active</p></fieldset>",
    "section in a cell": (
        "<table><tr><th>Token Status</th><td><table><tr><th>Token Status</th><td>Active</td></tr></table></td></tr></table>"
    ),
    "section in front of the row": '<table><tr><td rowspan="2">Token Status</td><td>Token Status</td><td>Active</td></tr></table>',
    "colon in a span": "<div><span>Token Status</span><span>:</span><span>Active</span></div>",
    "lines as they are typed": "<pre>A : 1\nToken Status : Active\nB : 2</pre>",
    "picture": '<table><tr><th>Token Status</th><td><img src="a.gif" alt="Active"></td></tr></table>',
    "one of several texts is visible": (
        '<table><tr><th>Token Status</th><td><i style="display:none">None</i><i>Active</i><i style="display: none">x</i></td></tr></table>'
    ),
    "button beside the value": "<table><tr><th>Token Status</th><td>Active <button>Copy</button></td></tr></table>",
    "script link beside the value": (
        '<table><tr><th>Token Status</th><td>Active <a href="javascript:copy()">Copy</a></td></tr></table>'
    ),
    "hidden row before": '<div style="display:none"><p>Token Status : Expired</p></div><p>Token Status : Active</p>',
    "for browsers without script": "<noscript><p>Token Status : Expired</p></noscript><p>Token Status : Active</p>",
    "legend of the same name": "<fieldset><legend>Status</legend><p>Token Status : Active</p></fieldset>",
}


@pytest.mark.parametrize("body", SHOWN.values(), ids=SHOWN.keys())
def test_value_that_is_shown(body: str) -> None:
    spot = labels(body).find("Token Status")[0]
    shown = [control.value for control in spot.controls] or [spot.value]
    assert shown == ["Active"]


def test_empty_value_is_shown_as_empty() -> None:
    assert value("<table><tr><th>User Code</th><td>&nbsp;</td></tr></table>", "User Code") == ""


def test_labels_are_never_matched_in_part() -> None:
    found = labels("<table><tr><th>User Code Expires In</th><td>900 sec.</td></tr></table>")
    assert found.find("User Code") == []
    assert found.find("Expires In") == []


def test_server_endpoint_and_endpoint_are_two_labels() -> None:
    body = """<table><tr><th>Microsoft Entra ID Authorization Server Endpoint :</th><td>https://a/b</td></tr>
    <tr><th>Microsoft Entra ID Authorization Endpoint :</th><td><a href="https://c/d">https://c/d</a></td></tr></table>"""
    assert value(body, "Microsoft Entra ID Authorization Server Endpoint") == "https://a/b"
    spot = labels(body).find("Microsoft Entra ID Authorization Endpoint")[0]
    assert (spot.value, spot.link) == ("https://c/d", "https://c/d")


def test_value_with_a_colon_of_its_own() -> None:
    assert value("<p>Last Updated : 2026 04/01 13:37:12</p>", "Last Updated") == "2026 04/01 13:37:12"
    assert value("<p>Endpoint: https://a:8443/b</p>", "Endpoint") == "https://a:8443/b"


def test_address_alone_is_no_label() -> None:
    assert labels("<p>https://example.com/x</p>").seen() == []
    assert labels("<p>13:37:12</p>").seen() == []


def test_heading_is_no_label_of_what_follows() -> None:
    body = (
        "<h4>Server Connection Status</h4><p>Shows the state.</p><table><tr><th>Server Connection "
        "Status</th><td>Not Connected</td></tr></table>"
    )
    assert value(body, "Server Connection Status") == "Not Connected"


def test_section_is_known_at_its_labels() -> None:
    body = "<h4>Basic Settings</h4><p>Use : On</p><h4>Other</h4><p>Use : Off</p>"
    assert [(spot.section, spot.value) for spot in labels(body).find("Use")] == [
        ("Basic Settings", "On"),
        ("Other", "Off"),
    ]


def test_sentence_of_explanation_does_not_hide_the_value() -> None:
    body = (
        "<p>To display the latest information, click the update icon for [Last Updated].</p><table><tr>"
        "<td>User Code :</td><td>HCDZ36RMX</td></tr></table>"
    )
    assert value(body, "User Code") == "HCDZ36RMX"


def test_value_that_only_a_script_knows_is_none() -> None:
    shown = page("<table><tr><th>User Code</th><td><script>document.write(code());</script></td></tr></table>")
    assert Labels(shown.with_written).find("User Code")[0].value is None


def test_label_written_by_script() -> None:
    shown = page(
        "<table><script>document.write('<tr><th>User Code<\\/th><td>' + 'ABC' + '<\\/td><\\/tr>');</script></table>"
    )
    assert Labels(shown.with_written).find("User Code")[0].value == "ABC"


def test_surest_place_comes_first() -> None:
    body = (
        "<p>SMTP Server : see below</p><table><tr><th>SMTP Server</th><td>x</td></tr></table><label "
        'for="s">SMTP Server</label><input id="s" name="s">'
    )
    first, *others = labels(body).find("SMTP Server")
    assert [control.name for control in first.controls] == ["s"]
    assert len(others) == 2


def test_seen_labels_are_in_the_order_of_the_page() -> None:
    body = "<table><tr><th>B :</th><td>1</td></tr><tr><th>A</th><td>2</td></tr></table><p>C : 3</p>"
    assert labels(body).seen() == ["B", "A", "C"]


@pytest.mark.parametrize("others", ["", '<i style="display:none">Expired</i>'])
def test_value_of_which_every_text_is_hidden_is_not_told(others: str) -> None:
    texts = '<i style="display:none">Active</i>' + others
    assert value(f"<table><tr><th>Token Status</th><td>{texts}</td></tr></table>", "Token Status") == ""


# -- controls ------------------------------------------------------------------------------------

CONTROLS = {
    "label for": '<label for="zz">Allow TLS</label> <input type="checkbox" id="zz" name="zz">',
    "label for in a header cell": (
        '<table><tr><th><label for="zz">Allow TLS</label></th><td><input '
        'type="checkbox" id="zz" name="zz"></td></tr></table>'
    ),
    "label for a name": '<label for="zz">Allow TLS :</label><input type="radio" id="z1" name="zz">',
    "label around": '<label><input type="checkbox" name="zz"> Allow TLS</label>',
    "header cell": '<table><tr><th>Allow TLS</th><td><input type="checkbox" name="zz"></td></tr></table>',
    "plain cells": '<table><tr><td>Allow TLS</td><td><input type="checkbox" name="zz"></td></tr></table>',
    "colon in a cell": '<table><tr><td>Allow TLS</td><td>:</td><td><input type="checkbox" name="zz"></td></tr></table>',
    "dl": '<dl><dt>Allow TLS</dt><dd><input type="checkbox" name="zz"></dd></dl>',
    "div pair": '<div><div>Allow TLS</div><div><input type="checkbox" name="zz"></div></div>',
    "span and control": '<p><span>Allow TLS</span> <input type="checkbox" name="zz"></p>',
    "label and control in one block": (
        '<p>Allow TLS : <input type="checkbox" name="zz"></p><p>Other : <input type="checkbox" name="no"></p>'
    ),
    "spans in a row": (
        '<div><span>Allow TLS :</span><span><input type="checkbox" name="zz"></span></div>'
        '<div><span>Other :</span><span><input type="checkbox" name="no"></span></div>'
    ),
    "text behind a box": '<table><tr><td colspan="2"><input type="checkbox" name="zz"> Allow TLS</td></tr></table>',
    "legend": (
        '<fieldset><legend>Allow TLS</legend><input type="radio" name="zz" value="1"> On <input '
        'type="radio" name="zz" value="0"> Off</fieldset>'
    ),
    "radio buttons with labels of their own": "<table><tr><th>Allow TLS</th><td>"
    '<input type="radio" name="zz" id="z1"><label for="z1">On</label>'
    '<input type="radio" name="zz" id="z0"><label for="z0">Off</label></td></tr></table>',
    "hidden companion": (
        '<table><tr><th>Allow TLS</th><td><input type="hidden" name="h" value="0"><input '
        'type="checkbox" name="zz"></td></tr></table>'
    ),
    "same id in the hidden form": '<form name="SUBMIT_FORM"><input type="hidden" id="zz" name="zz" value="1"></form>'
    '<form name="P"><label for="zz">Allow TLS</label><input type="checkbox" id="zz" name="zz" value="0/1"></form>',
    "button beside": (
        '<table><tr><th>Allow TLS</th><td><input type="checkbox" name="zz"><input type="button" '
        'value="Help"></td></tr></table>'
    ),
}


@pytest.mark.parametrize("body", CONTROLS.values(), ids=CONTROLS.keys())
def test_control_of_a_label(body: str) -> None:
    assert set(control_names(body, "Allow TLS")) == {"zz"}


def test_label_for_a_control_that_does_not_exist_is_no_explicit_one() -> None:
    body = (
        '<table><tr><th><label for="gone">Allow TLS</label></th><td><input type="checkbox" name="zz"></td></tr></table>'
    )
    assert control_names(body, "Allow TLS") == ["zz"]


def test_text_beside_a_box_in_the_value_cell_is_not_the_rows_label() -> None:
    body = (
        '<table><tr><th>Security</th><td><input type="checkbox" name="zz"> <label>Allow TLS</label></td></tr></table>'
    )
    assert control_names(body, "Security") == ["zz"]


def test_several_controls_in_one_row() -> None:
    body = '<table><tr><th>Time</th><td><input name="hh" size="2"> : <input name="mm" size="2"></td></tr></table>'
    assert control_names(body, "Time") == ["hh", "mm"]


def test_rows_that_show_the_same_label_are_both_found() -> None:
    row = '<tr><th>Add CN to Verification Items</th><td><input type="checkbox" name="{}"></td></tr>'
    spots = labels(f"<table>{row.format('one')}{row.format('two')}</table>").find("Add CN to Verification Items")
    assert [control.name for spot in spots for control in spot.controls] == ["one", "two"]


@pytest.mark.parametrize(
    "shown",
    [
        "SMTP Server *1",
        "SMTP Server<sup>*1</sup>",
        "SMTP Server<sup>1</sup> :",
        "SMTP Server (*2)",
        "* SMTP Server",
        "\u203bSMTP Server",
        "1. SMTP Server",
        "[SMTP Server]",
        "\u30fbSMTP Server \u203b1",
        'SMTP Server <a href="#">?</a>',
        "SMTP Server (required) *",
        "SMTP Server<span class='req'>*</span> (Max. 48 characters)",
    ],
)
def test_marks_around_a_label(shown: str) -> None:
    assert control_names(f'<table><tr><th>{shown}</th><td><input name="x"></td></tr></table>', "SMTP Server") == ["x"]


@pytest.mark.parametrize("label", ["POP Server", "SMTP Server (POP)", "SMTP Server 2"])
def test_marks_that_belong_to_the_name(label: str) -> None:
    assert not labels(f'<table><tr><th>{label}</th><td><input name="x"></td></tr></table>').find("SMTP Server")


@pytest.mark.parametrize(
    "body",
    [
        '<p><input name="x" aria-label="SMTP Server"></p>',
        '<p><b id="l">SMTP Server</b> <i>a note</i> <input name="x" aria-labelledby="l"></p>',
        '<p><input name="x" title="SMTP Server"></p>',
        '<p><select name="x" title="SMTP Server"><option>a</option></select></p>',
        '<input name="x" placeholder="SMTP Server">',
        '<div>SMTP Server : <input name="x"><br>SMTP TX Port Number : <input name="y"><br></div>',
        '<div>User : <input name="y"><br><b>SMTP Server</b> : <input name="x"> (Max. 48)<br></div>',
    ],
)
def test_a_control_that_carries_its_label_or_stands_in_a_line_with_it(body: str) -> None:
    assert control_names(body, "SMTP Server") == ["x"]


def test_what_a_script_may_copy_from_stands_on_no_page() -> None:
    template = '<template><table><tr><th>SMTP Server</th><td><input name="old" value="o"></td></tr></table></template>'
    shown = page(f'<form>{template}<table><tr><th>SMTP Server</th><td><input name="x"></td></tr></table></form>')
    assert shown.forms[0].names == ["x"] and len(Labels(shown).find("SMTP Server")) == 1
