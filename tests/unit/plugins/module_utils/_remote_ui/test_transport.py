# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP with one printer, against real servers: TLS, bounds, addresses, decoding."""

from __future__ import annotations

import hashlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trustme
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui import tls
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors import (
    Busy,
    InvalidInput,
    NotTrusted,
    RemoteUIError,
    UnexpectedAnswer,
    Unreachable,
)
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.links import Request
from ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.transport import Answer, Transport, to_page

HOST = "127.0.0.9"
HELLO = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"


def whole_request(connection: socket.socket) -> bytes:
    """A request with its body, which may come in pieces."""
    data = connection.recv(65536)
    head, _blank, body = data.partition(b"\r\n\r\n")
    wanted = next((int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0)
    while len(body) < wanted:
        piece = connection.recv(65536)
        if not piece:
            break
        body, data = body + piece, data + piece
    return data


class Server:
    """Answers every connection with the same bytes, and keeps what was sent to it."""

    def __init__(self, answer: Callable[[socket.socket], None], context: ssl.SSLContext | None = None) -> None:
        self.received: list[bytes] = []
        self._answer = answer
        self._context = context
        self._socket = socket.create_server((HOST, 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _address = self._socket.accept()
            except OSError:
                return
            try:
                connection.settimeout(5)
                if self._context is not None:
                    connection = self._context.wrap_socket(connection, server_side=True)
                self.received.append(whole_request(connection))
                self._answer(connection)
                connection.close()
            except OSError:
                connection.close()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(6)


def sends(*pieces: bytes, pause: float = 0.0) -> Callable[[socket.socket], None]:
    def answer(connection: socket.socket) -> None:
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(pause)

    return answer


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    servers: list[Server] = []

    def start(answer: Callable[[socket.socket], None], context: ssl.SSLContext | None = None) -> Server:
        servers.append(Server(answer, context))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def context_of(authority: trustme.CA, name: str = HOST) -> tuple[ssl.SSLContext, str]:
    """A server's context, and the fingerprint of its certificate."""
    certificate = authority.issue_cert(name)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    der = ssl.PEM_cert_to_DER_cert(certificate.cert_chain_pems[0].bytes().decode())
    return context, hashlib.sha256(der).hexdigest()


def transport(server: Server, scheme: str = "http", timeout: float = 5.0, **options: object) -> Transport:
    return Transport(f"{scheme}://{HOST}:{server.port}", timeout, **options)  # type: ignore[arg-type]


# -- answers -------------------------------------------------------------------------------------


def test_plain_answer(serve: Callable[..., Server]) -> None:
    server = serve(sends(HELLO))
    answer = transport(server).get(f"http://{HOST}:{server.port}/rps/x.cgi?a=1", referer="http://other/y")
    assert (answer.status, answer.body) == (200, b"hello")
    head = server.received[0].decode()
    assert head.startswith("GET /rps/x.cgi?a=1 HTTP/1.1")
    assert "Accept-Language: en" in head
    assert f"Referer: http://{HOST}:{server.port}/y" in head


def test_form_is_sent_in_its_order_with_origin(serve: Callable[..., Server]) -> None:
    server = serve(sends(HELLO))
    fields = [("b", "\u00e4 &="), ("a", ""), ("b", "2")]
    transport(server).send(Request("POST", "http://elsewhere/rps/x.cgi", fields))
    head, _blank, body = server.received[0].decode().partition("\r\n\r\n")
    assert body == "b=%C3%A4+%26%3D&a=&b=2"
    assert f"Origin: http://{HOST}:{server.port}" in head
    assert "Content-Type: application/x-www-form-urlencoded" in head


def test_proxies_and_passwords_of_the_environment_are_ignored(
    serve: Callable[..., Server], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text(f"machine {HOST} login secret password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    server = serve(sends(HELLO))
    assert transport(server).get("/").status == 200
    assert b"Authorization" not in server.received[0]


def test_busy_printer_is_asked_again_then_given_up(serve: Callable[..., Server]) -> None:
    server = serve(sends(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
    with pytest.raises(Busy):
        transport(server).get("/", tries=2)
    assert len(server.received) == 2


def test_write_is_never_repeated(serve: Callable[..., Server]) -> None:
    server = serve(sends())
    with pytest.raises(Unreachable):
        transport(server).send(Request("POST", "/x", [("a", "1")], writes=True))
    assert len(server.received) == 1


@pytest.mark.parametrize(
    "pieces",
    [
        (),
        (b"",),
        (b"SSH-2.0-x\r\n",),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\nConnection: close\r\n\r\nhello",),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\nhel",),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\nhello\r\n",),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello",),
        (b"HTTP/1.1 xyz\r\n\r\n",),
    ],
    ids=["closed", "nothing", "another protocol", "cut off", "cut off in a chunk", "no chunk", "no gzip", "no status"],
)
def test_broken_answers_are_unreachable(serve: Callable[..., Server], pieces: tuple[bytes, ...]) -> None:
    with pytest.raises(RemoteUIError) as caught:
        transport(serve(sends(*pieces))).get("/", tries=1)
    assert caught.value.retryable


def test_answer_that_trickles_is_given_up_in_time(serve: Callable[..., Server]) -> None:
    server = serve(sends(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n", *[b"x" * 70_000] * 600, pause=0.1))
    started = time.monotonic()
    with pytest.raises(Unreachable):
        transport(server, timeout=1.0).get("/", tries=1)
    assert time.monotonic() - started < 30  # half of what the answer takes


def test_answer_that_never_ends_is_not_kept(serve: Callable[..., Server]) -> None:
    server = serve(sends(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", *[b"x" * 1_000_000] * 12))
    with pytest.raises(UnexpectedAnswer):
        transport(server, timeout=30.0).get("/", tries=1)


def test_nobody_there() -> None:
    with socket.socket() as unused:
        unused.bind((HOST, 0))
        port = unused.getsockname()[1]
    with pytest.raises(Unreachable) as caught:
        Transport(f"http://{HOST}:{port}", 5.0).get("/")
    assert "connection refused" in str(caught.value)


# -- TLS -----------------------------------------------------------------------------------------


def test_certificate_of_a_known_authority(serve: Callable[..., Server], authority: trustme.CA, tmp_path: Path) -> None:
    bundle = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(bundle)
    server = serve(sends(HELLO), context_of(authority)[0])
    assert transport(server, "https", ca_path=str(bundle)).get("/").body == b"hello"


def test_unknown_certificate_is_refused_and_shown(serve: Callable[..., Server], authority: trustme.CA) -> None:
    context, fingerprint = context_of(authority)
    server = serve(sends(HELLO), context)
    with pytest.raises(NotTrusted) as caught:
        transport(server, "https").send(Request("POST", "/login", [("password", "hush")]))
    assert caught.value.seen == [f"SHA-256 {tls.colons(fingerprint)}"]
    assert not any(b"hush" in received for received in server.received)


def test_certificate_for_another_name_is_refused(
    serve: Callable[..., Server], authority: trustme.CA, tmp_path: Path
) -> None:
    bundle = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(bundle)
    server = serve(sends(HELLO), context_of(authority, "printer.example.com")[0])
    with pytest.raises(NotTrusted) as caught:
        transport(server, "https", ca_path=str(bundle)).get("/")
    assert "another name" in str(caught.value)


def test_pinned_certificate_whoever_signed_it(serve: Callable[..., Server], authority: trustme.CA) -> None:
    context, fingerprint = context_of(authority, "printer.example.com")
    assert transport(serve(sends(HELLO), context), "https", fingerprint=fingerprint).get("/").body == b"hello"


def test_other_certificate_than_the_pinned_one(serve: Callable[..., Server], authority: trustme.CA) -> None:
    context, fingerprint = context_of(authority)
    with pytest.raises(NotTrusted) as caught:
        transport(serve(sends(HELLO), context), "https", fingerprint="ab" * 32).get("/")
    assert "not the pinned one" in str(caught.value)
    assert caught.value.seen == [f"SHA-256 {tls.colons(fingerprint)}"]


@pytest.mark.filterwarnings("ignore:Unverified HTTPS request")
def test_check_switched_off(serve: Callable[..., Server], authority: trustme.CA) -> None:
    assert (
        transport(serve(sends(HELLO), context_of(authority)[0]), "https", validate_certs=False).get("/").body
        == b"hello"
    )


def test_server_without_tls(serve: Callable[..., Server]) -> None:
    with pytest.raises(NotTrusted) as caught:
        transport(serve(sends(HELLO)), "https").get("/")
    assert "does not speak TLS" in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "AB" * 32,
        ":".join(["ab"] * 32),
        "SHA256:" + "ab" * 32,
        "sha-256 " + "Ab:" * 31 + "aB",
        "  " + "ab " * 31 + "ab ",
        "sha256=" + "ab" * 32,
    ],
)
def test_spellings_of_a_fingerprint(text: str) -> None:
    assert tls.clean_fingerprint(text) == "ab" * 32


@pytest.mark.parametrize("text", ["", "ab", "ab" * 20, "zz" * 32, "ab" * 33, "AB:" * 32, "md5:" + "ab" * 32])
def test_what_is_no_fingerprint(text: str) -> None:
    with pytest.raises(InvalidInput):
        tls.clean_fingerprint(text)


def test_look_at_a_server_that_is_not_there() -> None:
    assert tls.peek(HOST, 1, 0.5) == {}


# -- addresses and bytes -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "reached"),
    [
        ("http://printer.local:8000/rps/x.cgi?a=1", "https://10.0.0.1:18443/rps/x.cgi?a=1"),
        ("https://192.0.2.1/", "https://10.0.0.1:18443/"),
        ("/usermode", "https://10.0.0.1:18443/usermode"),
        ("https://192.0.2.1", "https://10.0.0.1:18443/"),
        ("https://u:p@192.0.2.1/x#top", "https://10.0.0.1:18443/x"),
    ],
)
def test_addresses_of_the_printer_become_those_that_we_reached(address: str, reached: str) -> None:
    assert Transport("https://10.0.0.1:18443", 1.0).rewrite(address) == reached


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("<p>Gr\u00fc\u00df</p>".encode(), "text/html;charset=UTF-8"),
        ("<p>Gr\u00fc\u00df</p>".encode(), "text/html"),
        ("<p>Gr\u00fc\u00df</p>".encode("latin-1"), "text/html; charset=ISO-8859-1"),
        ("<p>Gr\u00fc\u00df</p>".encode("utf-16"), 'text/html; charset="utf-16"'),
        (
            '<meta http-equiv="content-type" content="text/html; charset=windows-1252"><p>Gr\u00fc\u00df</p>'.encode(
                "cp1252"
            ),
            "",
        ),
    ],
)
def test_text_of_a_page(body: bytes, content_type: str) -> None:
    page = to_page(Answer(200, {"Content-Type": content_type}, body, "https://h/", None))
    assert "Gr\u00fc\u00df" in page.source


@pytest.mark.parametrize(
    "charset",
    ["x-unknown", "base64", "idna", "rot13", "hex", "unicode_escape", "punycode", "utf-7", "undefined", "mbcs", "zip"],
)
def test_any_name_of_a_charset_gives_a_page(charset: str) -> None:
    body = b"<title>\xff x \\ud800 +2AA-</title>"
    page = to_page(Answer(200, {"Content-Type": f"text/html; charset={charset}"}, body, "https://h/", None))
    assert "title" in page.source or page.source == ""
