# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""User Authentication with CHALLENGE and public key (reference section 2.2, CODE)."""

from __future__ import annotations

import binascii
import secrets
from base64 import b64decode
from collections.abc import Mapping
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from ..rendering import render
from ..sessions import Session
from .base import LoginService, Outcome, local_target


@lru_cache(maxsize=1)
def _key() -> rsa.RSAPrivateKey:
    """One key for all printers of the process: making one takes longer than anything else here."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class UserAuthentication(LoginService):
    """``PASSWORD`` is base64(RSA PKCS#1 v1.5(password followed by CHALLENGE)); each CHALLENGE is good once."""

    def page(self, session: Session, target: str, message: str = "") -> str:
        challenge = secrets.token_hex(16)
        session.challenges.append(challenge)
        profile, naming = self.printer.profile, self.printer.naming
        pem = _key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
        return render(
            "login_user.html.j2",
            language=session.language,
            uri=target,
            message=message,
            challenge=challenge,
            public_key=""
            if not profile.login_public_key
            else pem
            if profile.pem_line_breaks
            else pem.replace("\n", ""),
            clear="PASSWORD_T" if profile.login_public_key else "PASSWORD",
            destinations=[("localhost", "This device"), *((name, name) for name in profile.login_destinations)],
            button=naming.field("login.button"),
            device_name=self.printer.settings["device_name"],
            product=self.printer.identity.product,
        )

    def submit(self, session: Session, form: Mapping[str, str]) -> Outcome:
        target = local_target(form.get("URI"))
        if not self.printer.profile.login_public_key:
            return self.judge(
                form.get("USERNAME", ""), form.get("PASSWORD", ""), form.get("DOMAIN") or "localhost", target
            )
        challenge = form.get("CHALLENGE", "")
        if challenge not in session.challenges:
            return Outcome(message="The page has expired. Log in again.", target=target)
        session.challenges.remove(challenge)
        password = self._decrypt(form.get("PASSWORD", ""), challenge)
        # What cannot be decrypted counts as a wrong password: the device cannot tell the two apart.
        return self.judge(form.get("USERNAME", ""), password, form.get("DOMAIN") or "localhost", target)

    @staticmethod
    def _decrypt(sent: str, challenge: str) -> str | None:
        try:
            text = _key().decrypt(b64decode(sent, validate=True), padding.PKCS1v15()).decode()
        except (ValueError, binascii.Error):
            return None
        return text.removesuffix(challenge) if text.endswith(challenge) else None
