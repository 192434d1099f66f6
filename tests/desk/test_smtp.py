"""Letters go through the mail server that is set."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator

import pytest
from flask import Flask

from app.web import mail


class Post(socketserver.StreamRequestHandler):
    """As much of a mail server (RFC 5321) as a letter needs."""

    def handle(self) -> None:
        """Answer each command; keep what follows DATA."""
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            command = line[:4].upper()
            if command == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                kept = []
                while (part := self.rfile.readline()) not in (b".\r\n", b""):
                    kept.append(part)
                self.server.letters.append(b"".join(kept).decode())  # type: ignore[attr-defined]
            self.wfile.write(b"221 bye\r\n" if command == b"QUIT" else b"250 ok\r\n")
            if command == b"QUIT":
                self.server.over.set()  # type: ignore[attr-defined]
                return


class PostOffice(socketserver.TCPServer):
    """A mail server of this machine."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Post)
        self.letters: list[str] = []
        self.over = threading.Event()


@pytest.fixture
def office() -> Iterator[PostOffice]:
    """A mail server that runs."""
    with PostOffice() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_letter_arrives(small: Flask, office: PostOffice) -> None:
    small.config["SMTP_URL"] = f"smtp://127.0.0.1:{office.server_address[1]}"
    with small.test_request_context():
        mail.notify("bea@example.org", "password-changed", name="Bea")
    assert office.over.wait(10)
    [letter] = office.letters
    assert "To: bea@example.org" in letter
    assert "Subject: Your password at Alteram was changed" in letter
    assert "Hello Bea," in letter


def test_a_server_that_is_away_keeps_nobody_waiting_and_is_noted(
    small: Flask, office: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    small.config["SMTP_URL"] = "smtp://127.0.0.1:1"
    before = threading.active_count()
    with small.test_request_context():
        mail.notify("bea@example.org", "password-changed", name="Bea")
    for thread in threading.enumerate():
        if thread.name.endswith("(_deliver)"):
            thread.join(10)
    assert threading.active_count() <= before
    assert "could not be sent" in caplog.text
