# -*- coding: utf-8 -*-
# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Private to the collection printfleet.canon: names and behaviour can change at any time.

"""HTTP with one printer: one ``requests`` session, bounded in time and size, every exception turned into a typed error."""

from __future__ import annotations

import re
import time
import typing as t
import warnings
from urllib.parse import urlencode, urlsplit, urlunsplit

from . import tls
from .errors import Busy, NotTrusted, RemoteUIError, UnexpectedAnswer, Unreachable
from .libraries import requests
from .links import Request
from .page import Page

MAX_BYTES = 8_000_000
LANGUAGE = "en"
REDIRECTS = (301, 302, 303, 307, 308)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)
_NO_TLS = (
    "wrong version number",
    "wrong_version_number",
    "record layer failure",
    "record_layer_failure",
    "packet length too long",
    "http_request",
)
_OLD_TLS = (
    "unsupported protocol",
    "unsupported_protocol",
    "tlsv1 alert protocol version",
    "version too low",
    "no protocols available",
    "dh key too small",
    "handshake failure",
    "handshake_failure",
)

_UNTRUSTED = (
    "Set canon_ca_path to the CA that signed it, or, when the fingerprint is the printer's own, "
    "canon_certificate_fingerprint; nothing was sent"
)
_OWN = (
    "When the fingerprint is the printer's own, set canon_certificate_fingerprint; or give the printer a certificate of your CA; "
    "nothing was sent"
)
_SELF_SIGNED = re.compile(r"self.signed certificate(?! in)")  # OpenSSL's words; the other ones are about a CA
_EXPIRED = (
    "Give the printer a new certificate ([Network Settings] > [TLS Settings]), or, when the fingerprint is the "
    "printer's own, accept this one with canon_certificate_fingerprint; nothing was sent"
)

pause = time.sleep  # a name of its own, so that a test can watch it


class Answer(t.NamedTuple):
    status: int
    headers: t.Mapping[str, str]
    body: bytes
    address: str
    location: t.Optional[str]


class Transport:
    """The connection to one printer.

    :param base: scheme, host and port that were reached, for example ``https://192.0.2.10:8443``.
    :param timeout: seconds for one answer.
    :param log: called with one line for each request, without fields.
    :param observe: called with the method and the :class:`Answer` of each request.
    """

    def __init__(
        self,
        base: str,
        timeout: float,
        validate_certs: bool = True,
        ca_path: t.Optional[str] = None,
        fingerprint: t.Optional[str] = None,
        log: t.Callable[[str], None] = lambda line: None,
        observe: t.Callable[[str, Answer], None] = lambda method, answer: None,
    ) -> None:
        self.base = base
        self.timeout = timeout
        self.log = log
        self.observe = observe
        self.pinned = bool(fingerprint)
        self.requests_made = 0
        self.session = requests.Session()
        self.session.trust_env = False  # no ~/.netrc, no proxies of the environment (design, section 9)
        self.session.headers.update(
            {
                "User-Agent": "Mozilla/5.0 (compatible; printfleet.canon)",
                "Accept": "text/html,*/*;q=0.8",
                "Accept-Language": LANGUAGE,
            }
        )
        self.session.mount("http://", requests.adapters.HTTPAdapter(max_retries=0))
        self.session.mount("https://", requests.adapters.HTTPAdapter(max_retries=0))
        self.session.verify = ca_path or True
        if fingerprint or not validate_certs:
            tls.mount_unverified(self.session, fingerprint)

    def close(self) -> None:
        self.session.close()

    def rewrite(self, address: str) -> str:
        """The address with scheme, host and port that were reached: a printer may know itself by another name (reference 1.9)."""
        wanted, reached = urlsplit(address), urlsplit(self.base)
        return urlunsplit((reached.scheme, reached.netloc, wanted.path or "/", wanted.query, ""))

    def get(self, address: str, referer: t.Optional[str] = None, tries: int = 3) -> Answer:
        """One page; repeated with back-off when the connection breaks or the printer is busy.

        :raises Unreachable, Busy: after the last try. :raises NotTrusted: at once.
        """
        attempt = 1
        while True:
            try:
                return self._send("GET", address, None, referer)
            except (Unreachable, Busy) as error:
                if attempt >= tries or (isinstance(error, Unreachable) and error.refused):
                    raise
                self.log(f"{error.kind}, once more in {attempt * 0.5:g} s")
            pause(attempt * 0.5)
            attempt += 1

    def send(self, request: Request, referer: t.Optional[str] = None) -> Answer:
        """One request as it is, never repeated."""
        fields = None if request.method == "GET" else request.fields
        return self._send(request.method, request.full_address, fields, referer)

    def _send(self, method: str, address: str, fields: t.Any, referer: t.Optional[str]) -> Answer:
        address = self.rewrite(address)
        path = urlsplit(address).path
        headers = {"Referer": self.rewrite(referer)} if referer else {}
        if method == "POST":
            headers["Origin"] = self.base
        self.requests_made += 1
        body = None if fields is None else urlencode(fields).encode("ascii")
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        started = time.monotonic()
        try:
            response = self._request(
                method,
                address,
                data=body,
                headers=headers,
                timeout=(min(self.timeout, 10.0), self.timeout),
                allow_redirects=False,
                stream=True,
            )
            try:
                content = self._read(response, started, path)
            finally:
                response.close()
        except requests.exceptions.RequestException as error:
            self.log(f"{method} {path}: {type(error).__name__}")
            raise self._translate(error, path) from error
        except (OSError, ValueError, UnicodeError) as error:
            raise Unreachable(f"The connection to the printer failed ({type(error).__name__})", address=path) from error
        self.log(f"{method} {path}: {response.status_code}, {len(content)} bytes, {time.monotonic() - started:.2f} s")
        answer = Answer(response.status_code, response.headers, content, address, response.headers.get("Location"))
        self.observe(method, answer)
        if answer.status == 503:
            raise Busy("The printer is busy (HTTP 503)", address=path, remedy="Try again in a minute")
        return answer

    def _request(self, method: str, address: str, **options: t.Any) -> t.Any:
        """One request. Who asked for no verification, or pinned the certificate, need not be warned of it each time."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", requests.packages.urllib3.exceptions.InsecureRequestWarning)
            return self.session.request(method, address, **options)

    def _read(self, response: t.Any, started: float, path: str) -> bytes:
        """The whole body within the time and size that one answer may have."""
        pieces: t.List[bytes] = []
        size = 0
        for piece in response.iter_content(65536):
            pieces.append(piece)
            size += len(piece)
            if size > MAX_BYTES:
                raise UnexpectedAnswer(f"The printer's answer is larger than {MAX_BYTES // 1_000_000} MB", address=path)
            if time.monotonic() - started > self.timeout:
                raise Unreachable(
                    f"The printer's answer was not complete after {self.timeout:g} seconds",
                    address=path,
                    remedy="Raise canon_timeout if the printer is just slow",
                )
        expected = response.headers.get("Content-Length")
        if expected and expected.isdigit() and not response.headers.get("Content-Encoding") and size < int(expected):
            raise Unreachable("The printer's answer was cut off", address=path)
        return b"".join(pieces)

    def _translate(self, error: Exception, path: str) -> RemoteUIError:
        parts = urlsplit(self.base)
        where = f"{parts.hostname} port {parts.port}"
        if isinstance(error, requests.exceptions.SSLError):
            return self._not_trusted(str(error), where)
        if isinstance(error, requests.exceptions.ConnectTimeout):
            failure = Unreachable(
                f"No connection to {where} within {min(self.timeout, 10.0):g} seconds",
                remedy="Is the printer on, and is this its address?",
            )
            failure.refused = True
            return failure
        if isinstance(error, requests.exceptions.Timeout):
            return Unreachable(
                f"No answer from {where} within {self.timeout:g} seconds",
                address=path,
                remedy="Raise canon_timeout if the printer is just slow",
            )
        failure = Unreachable(f"The connection to {where} failed ({cause(error)})", address=path)
        failure.refused = "NewConnectionError" in repr(error)
        return failure

    def _not_trusted(self, text: str, where: str) -> RemoteUIError:
        parts = urlsplit(self.base)
        lowered = text.lower()
        if self.pinned and "fingerprint" in lowered:
            shown = tls.peek(parts.hostname or "", parts.port or 443, min(self.timeout, 5.0))
            return NotTrusted(
                f"The certificate of {where} is not the pinned one",
                seen=[f"SHA-256 {shown['fingerprint']}"] if shown else [],
                remedy="Find out why it changed before you change canon_certificate_fingerprint; nothing was sent",
            )
        if any(sign in lowered for sign in _NO_TLS):
            failure = NotTrusted(
                f"{where} does not speak TLS",
                remedy="Set canon_scheme: http if the Remote UI of this printer is on plain http; nothing was sent",
            )
            failure.no_tls = True
            return failure
        if any(sign in lowered for sign in _OLD_TLS):
            return NotTrusted(
                f"{where} speaks no TLS version or cipher that this computer accepts",
                remedy="Allow TLS 1.2 on the printer ([Network Settings] > [TLS Settings]) or update its firmware; nothing was sent",
            )
        if "eof occurred" in lowered:
            ended = Unreachable(
                f"{where} ended the TLS handshake; perhaps it knows no TLS version that this computer accepts",
                remedy="If it stays so, allow TLS 1.2 on the printer ([Network Settings] > [TLS Settings]) or update its firmware; nothing was sent",
            )
            ended.handshake = True
            return ended
        shown = tls.peek(parts.hostname or "", parts.port or 443, min(self.timeout, 5.0))
        reason = (
            "expired"
            if "expired" in lowered
            else "issued for another name"
            if "hostname" in lowered or "doesn't match" in lowered or "ip address mismatch" in lowered
            else "self-signed"
            if _SELF_SIGNED.search(lowered)
            else "not signed by a known CA"
        )
        return NotTrusted(
            f"The certificate of {where} is not trusted ({reason})",
            seen=[f"SHA-256 {shown['fingerprint']}"] if shown else [],
            remedy={"expired": _EXPIRED, "self-signed": _OWN}.get(reason, _UNTRUSTED),
        )


def cause(error: BaseException) -> str:
    """A few plain words for a broken connection."""
    text = repr(error)
    for sign, words in (
        ("Name or service not known", "the name is not known"),
        ("NameResolutionError", "the name is not known"),
        ("Connection refused", "connection refused"),
        ("No route to host", "no route to host"),
        ("Network is unreachable", "network is unreachable"),
        ("Connection reset", "connection reset by the printer"),
        ("RemoteDisconnected", "the printer closed the connection without an answer"),
        ("IncompleteRead", "the answer was cut off"),
    ):
        if sign in text:
            return words
    return type(error).__name__


def to_page(answer: Answer) -> Page:
    """An answer as a page. Undecodable bytes become replacement characters."""
    match = _CHARSET.search(answer.headers.get("Content-Type", "")) or _CHARSET.search(
        answer.body[:2048].decode("ascii", "replace")
    )
    try:
        text = answer.body.decode(match.group(1) if match else "utf-8", "replace")
    except (LookupError, ValueError):
        text = answer.body.decode("utf-8", "replace")
    return Page(answer.address, text, answer.status, answer.headers)
