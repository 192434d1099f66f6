"""The server is started as a process of its own, and answers."""

from __future__ import annotations

import fcntl
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask

from app.config import ROOT, SITE_FILE, settings
from app.serve import INSTANCE, secret
from tests.support.apps import address, environment
from tests.support.commands import PATIENCE

SERVED = INSTANCE / SITE_FILE


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    """Servers that are started side by side would write over where each was served.

    Afterwards commands are told again what they were told before.
    """
    with (Path(tempfile.gettempdir()) / "alteram-serve.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        before = SERVED.read_text() if SERVED.exists() else None
        yield
        SERVED.unlink(missing_ok=True) if before is None else SERVED.write_text(before)


@contextmanager
def serving(app: Flask, **settings: str) -> Iterator[subprocess.Popen[str]]:
    """``python -m app.serve`` on the database of an application."""
    given = {**os.environ, **environment(address(app)), "ALTERAM_SECRET_KEY": "s" * 40}
    command = [sys.executable, "-m", "app.serve"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=ROOT, env=given | settings, stdout=pipe, stderr=pipe, text=True
    ) as server:
        try:
            yield server
        finally:
            server.send_signal(signal.SIGTERM)
            server.communicate(timeout=PATIENCE)


@contextmanager
def taken() -> Iterator[int]:
    """A port that someone else listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def free() -> int:
    with taken() as port:
        return port


def status(port: int, path: str) -> int:
    """What the server answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


def test_it_prints_its_address_and_answers_there(holding: Flask) -> None:
    port = free()
    with serving(holding, PORT=str(port)) as server:
        assert server.stdout
        said = server.stdout.readline()
        assert said == f"Alteram is at http://127.0.0.1:{port} (Ctrl+C ends it)\n"
        assert status(port, "/readyz") == 200
        assert status(port, "/topics/bridge") == 200
        server.send_signal(signal.SIGTERM)
        assert server.stderr
        assert server.stderr.read() == ""


def test_without_a_port_it_takes_one_that_is_free(holding: Flask) -> None:
    with serving(holding, PORT="") as server:
        assert server.stdout
        found = re.search(r"http://127\.0\.0\.1:(\d+)", server.stdout.readline())
        assert found
        assert status(int(found[1]), "/healthz") == 200


@pytest.mark.parametrize("set_to", ["", "http://alteram.example:5182/"])
def test_addresses_that_commands_give_are_those_of_where_it_was_served_last(
    holding: Flask, set_to: str
) -> None:
    port = free()
    with serving(holding, PORT=str(port), ALTERAM_SITE_URL=set_to) as server:
        assert server.stdout
        server.stdout.readline()
        told = settings({"ALTERAM_DEBUG": "1"}, INSTANCE)
    assert told["SITE_URL"] == (set_to.rstrip("/") or f"http://127.0.0.1:{port}")


@pytest.mark.parametrize("port", ["eighty", "99999"])
def test_a_port_that_makes_no_sense_is_named(holding: Flask, port: str) -> None:
    with serving(holding, PORT=port) as server:
        _, errors = server.communicate(timeout=PATIENCE)
    assert server.returncode == 1
    assert port in errors


def test_a_port_that_is_taken_is_named(holding: Flask) -> None:
    with taken() as port, serving(holding, PORT=str(port)) as server:
        _, errors = server.communicate(timeout=PATIENCE)
    assert f"Port {port} of 127.0.0.1 cannot be used" in errors


def test_a_setting_that_cannot_be_used_ends_it_with_one_sentence(holding: Flask) -> None:
    with serving(holding, ALTERAM_DEBUG="yes") as server:
        _, errors = server.communicate(timeout=PATIENCE)
    assert server.returncode == 1
    assert errors == "ALTERAM_DEBUG must be 1 or 0, not yes\n"


def test_servers_that_start_together_agree_on_one_secret(tmp_path: Path) -> None:
    file = tmp_path / "instance" / "secret-key"
    with ThreadPoolExecutor(16) as starting:
        found = set(starting.map(lambda _: secret(file), range(64)))
    assert len(found) == 1
    assert len(found.pop()) >= 32
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_secret_that_is_there_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "secret-key"
    file.write_text("s" * 40 + "\n")
    assert secret(file) == "s" * 40
    assert file.read_text() == "s" * 40 + "\n"


def test_a_start_that_was_cut_off_leaves_no_empty_secret(tmp_path: Path) -> None:
    file = tmp_path / "secret-key"
    file.touch()
    assert len(secret(file)) >= 32
    assert secret(file) == file.read_text()
