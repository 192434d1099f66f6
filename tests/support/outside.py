"""The outside world of the checker of links: servers on this machine, and names that lead there."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.actions.links.address import resolve
from app.actions.links.look import Outside

#: A public address that nobody is asked at: connections to it end at a server of the test.
PUBLIC = "93.184.216.34"
Answer = Callable[[str, str], Iterable[bytes]]


def said(status: int, *headers: str, body: bytes = b"") -> list[bytes]:
    """An answer of a web server."""
    lines = (f"HTTP/1.1 {status} X", *headers, f"Content-Length: {len(body)}", "", "")
    return ["\r\n".join(lines).encode(), body]


class Server:
    """A web server that answers as it is told, and counts who comes."""

    def __init__(self, answer: Answer, context: ssl.SSLContext | None = None) -> None:
        self.answer = answer
        self.context = context
        self.connections = 0
        self.requests: list[str] = []
        self.sent = 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.socket.getsockname()[1]
        self.thread = threading.Thread(target=self._serve)
        self.thread.start()

    def close(self) -> None:
        """Let nobody in any more."""
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self.thread.join(5)

    def _serve(self) -> None:
        while True:
            try:
                connection, _address = self.socket.accept()
            except OSError:
                return
            self.connections += 1
            with suppress(OSError), connection:
                self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        connection.settimeout(5)
        if self.context:
            connection = self.context.wrap_socket(connection, server_side=True)
        with connection:
            head = connection.recv(65536).decode("latin-1")
            self.requests.append(head)
            method, path = head.split(" ")[:2]
            for part in self.answer(method, path):
                connection.sendall(part)
                self.sent += len(part)


@contextmanager
def serving(answer: Answer, context: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server while a test lasts."""
    server = Server(answer, context)
    try:
        yield server
    finally:
        server.close()


def world(
    at: dict[str, Server] | None = None,
    elsewhere: Server | None = None,
    names: dict[str, list[str]] | None = None,
    **more: Any,
) -> Outside:
    """The world in which each address leads to its server, and all others to *elsewhere*.

    Names that are not listed are resolved by this machine, which knows numbers without asking.
    """

    def lead(address: str, _port: int, seconds: float) -> socket.socket:
        server = (at or {}).get(address) or elsewhere
        assert server is not None, f"nobody is at {address}"
        return socket.create_connection(("127.0.0.1", server.port), timeout=seconds)

    def known(host: str, port: int) -> list[str]:
        return (names or {}).get(host) or resolve(host, port)

    return Outside(**{"dial": lead, "resolve": known, "pause": 0.0, **more})


class Authority:
    """A throw-away authority that certifies servers of the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.certificate = self._certify("Tests", self.key, is_authority=True)

    def trusted(self) -> ssl.SSLContext:
        """What a client uses that trusts this authority alone."""
        pem = self.certificate.public_bytes(serialization.Encoding.PEM).decode()
        return ssl.create_default_context(cadata=pem)

    def serves(self, name: str) -> ssl.SSLContext:
        """What a server uses that is called so."""
        key = ec.generate_private_key(ec.SECP256R1())
        file = self.folder / f"{name}.pem"
        plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        file.write_bytes(
            key.private_bytes(serialization.Encoding.PEM, *plain)
            + self._certify(name, key).public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    def _certify(
        self, name: str, key: ec.EllipticCurvePrivateKey, is_authority: bool = False
    ) -> x509.Certificate:
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        issuer = subject if is_authority else self.certificate.subject
        now = dt.datetime.now(dt.UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - dt.timedelta(days=1))
            .not_valid_after(now + dt.timedelta(days=1))
            .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()),
                critical=False,
            )
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
            .sign(self.key, hashes.SHA256())
        )
