# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mail pages (reference section 9.1): real address and template, labels and limits as expected there."""

from __future__ import annotations

from .rows import Row, Screen

EMAIL_NOTE = ("The changes become effective after selecting [Apply Setting Changes].",)


def mail_screen(port_label: str | None, after: str | None) -> Screen:
    """Network Settings - E-Mail/I-Fax Settings; with the SMTP port if ``port_label`` is given."""
    port = (Row("port", port_label, "number", "SMTP", low=1),) if port_label else ()
    return Screen(
        key="mail",
        title="Network Settings - E-Mail/I-Fax Settings",
        cgi="cdntwkem",
        template="c_rnet.tpl",
        function="EmailAdrs_Page",
        menu=36,
        mask=56,
        after=after,
        deferrable=True,
        rows=(
            Row("smtp_rx", "SMTP RX", "flag", "SMTP"),
            Row("server", "SMTP Server", "text", "SMTP", limit=48, blanks=False),
            *port,
            Row("email_address", "E-Mail Address", "text", "SMTP", limit=120, blanks=False),
            Row("pop", "POP", "flag", "POP"),
            Row("pop_server", "POP Server", "text", "POP", limit=48, blanks=False),
            Row("pop_username", "POP Login Name", "text", "POP", limit=64),
            Row("pop_password", "Check Password", "guard", "POP"),
            Row("pop_password", "POP Password", "password", "POP", limit=32),
            Row("pop_interval", "POP Interval", "number", "POP", high=99),
            Row(
                "pop_auth_method",
                "POP Authentication Method",
                "choice",
                "POP",
                choices=(("0", "Standard"), ("1", "APOP"), ("2", "POP AUTH")),
            ),
            Row("pop_before_smtp", "POP Authentication Before Sending", "flag", "POP"),
            Row("pop_tls", "Allow TLS (POP)", "flag", "POP"),
            Row("pop_verify_certificate", "Confirm TLS Certificate for POP", "flag", "POP"),
            Row("pop_verify_cn", "Add CN to Verification Items", "flag", "POP"),
            Row("smtp_auth", "SMTP Authentication (SMTP AUTH)", "flag", "SMTP Authentication"),
            Row(
                "display_authentication_screen",
                "Display Authentication Screen When Sending",
                "flag",
                "SMTP Authentication",
            ),
            Row(
                "authentication_information",
                "Information Used for SMTP Server Authentication",
                "choice",
                "SMTP Authentication",
                choices=(("0", "Device Settings"), ("1", "Login Information")),
            ),
            Row("smtp_username", "User Name", "text", "SMTP Authentication", limit=64),
            Row("smtp_password", "Check Password", "guard", "SMTP Authentication"),
            Row("smtp_password", "Password", "password", "SMTP Authentication", limit=64),
            Row("tls", "Allow TLS (SMTP TX)", "flag", "SMTP TX"),
            Row("verify_certificate", "Confirm TLS Certificate for SMTP TX", "flag", "SMTP TX"),
            Row("verify_cn", "Add CN to Verification Items", "flag", "SMTP TX"),
        ),
    )


COMMUNICATIONS = Screen(
    key="mail_communications",
    title="Communications Settings - E-Mail/I-Fax Settings",
    cgi="cdcommail",
    template="c_srml.tpl",
    function="IFAXMAIL_Page",
    menu=36,
    mask=40,
    rows=(
        Row("maximum_data_size", "Maximum Data Size for Sending", "number", high=99),
        Row("default_subject", "Default Subject", "text", limit=40),
        Row("unregistered_senders", "Allow Sending to Unregistered Destinations", "flag"),
    ),
)

SEND_COMMON = Screen(
    key="send_common",
    title="Common Settings",
    cgi="cdsrsnd",
    template="c_cmsd.tpl",
    menu=36,
    mask=4,
    rows=(
        Row("user_as_sender", "Set Authorized User Destination to Sender", "flag"),
        Row("retry_times", "Number of TX Retry Times", "number", high=5),
    ),
)
