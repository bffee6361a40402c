# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The OAuth 2.0 (Microsoft) pages (reference section 10): labels and texts as documented, addresses invented."""

from __future__ import annotations

from ..texts import translate
from .rows import Row, Screen

ENTRA = "Microsoft Entra ID"

TITLE = "OAuth 2.0 (Microsoft) Settings"
EDIT_TITLE = "Edit Basic Settings"
NOTE = (
    "When [Use OAuth 2.0 (Microsoft)] is set to On, [Display Authentication Screen When Sending] will be disabled "
    "and [Information Used for SMTP Server Authentication] will be automatically set to [Device Settings]."
)
REFRESH_HINT = "To display the latest registered information, click the update icon for [Last Updated]."
AUTHORIZE_HINT = (
    "To activate a token, follow the [Message] instructions and perform authorization from [Microsoft Entra ID "
    "Authorization Endpoint] before the user code expires. After authorization is complete, do not turn OFF the main "
    "power of the device until the token is activated. " + REFRESH_HINT
)

USE = "Use OAuth 2.0 (Microsoft)"
VERIFY = "Verify Server Certificate"
VERIFY_CN = "Add CN to Verification Items"
ENDPOINT = "Microsoft Entra ID Authorization Server Endpoint"

ROWS = (
    Row("oauth_enabled", USE, "flag", "Basic Settings"),
    Row("oauth_verify_server_certificate", VERIFY, "flag", "Basic Settings"),
    Row("oauth_verify_cn", VERIFY_CN, "flag", "Basic Settings"),
    Row("endpoint", ENDPOINT, "https", "Basic Settings", limit=256, blanks=False),
)


def status_screen(cgi: str, template: str, function: str) -> Screen:
    """The native status page."""
    return Screen(
        key="oauth_status",
        title=TITLE,
        cgi=cgi,
        template=template,
        function=function,
        menu=36,
        mask=48,
        display="oauth_status",
    )


def edit_screen(cgi: str, template: str, function: str, after: str) -> Screen:
    """The native edit page; [OK] leads back to the status page (manual, step 8)."""
    return Screen(
        key="oauth_edit",
        title=EDIT_TITLE,
        cgi=cgi,
        template=template,
        function=function,
        menu=36,
        mask=48,
        rows=ROWS,
        after=after,
        notes=(NOTE,),
    )


def status_sections(
    settings: dict[str, object], status: dict[str, str], language: str, entra: str = ENTRA
) -> list[dict]:
    """Sections of the status page as in the procedure document: title, hint, rows of (label, text, link).

    Titles, hints and labels are English still, the page translates them; states are in ``language``.
    """

    def on_off(name: str) -> str:
        return translate(language, "On" if settings[name] else "Off")

    seconds = status["expires_in"].partition(" ")[0]
    expires_in = translate(language, "{seconds} sec.").format(seconds=seconds) if seconds else ""
    return [
        {
            "title": "Basic Settings",
            "hint": "",
            "edit": True,
            "rows": [
                (USE, on_off("oauth_enabled"), ""),
                (VERIFY, on_off("oauth_verify_server_certificate"), ""),
                (VERIFY_CN, on_off("oauth_verify_cn"), ""),
                (worded(ENDPOINT, entra), str(settings["endpoint"]), ""),
            ],
        },
        {
            "title": "Server Connection Status",
            "hint": REFRESH_HINT,
            "edit": False,
            "rows": [
                ("Server Connection Status", translate(language, status["connection"]), ""),
            ],
        },
        {
            "title": "Information for Authorization",
            "hint": worded(AUTHORIZE_HINT, entra),
            "edit": False,
            "rows": [
                ("Message", status["message"], ""),
                (
                    worded("Microsoft Entra ID Authorization Endpoint", entra),
                    status["verification_uri"],
                    status["verification_uri"],
                ),
                ("User Code", status["user_code"], ""),
                ("User Code Expires In", expires_in, ""),
            ],
        },
        {
            "title": "Token Status",
            "hint": REFRESH_HINT,
            "edit": False,
            "rows": [
                ("Token Status", translate(language, status["token"]), ""),
            ],
        },
    ]


def worded(label: str, entra: str) -> str:
    """A label with the name that this firmware has for Microsoft's directory."""
    return label.replace(ENTRA, entra)
