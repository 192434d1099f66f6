"""The server is started as a process of its own, and answers."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask

from app.config import ROOT
from tests.support.apps import address, environment


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
            server.communicate(timeout=60)


@contextmanager
def taken() -> Iterator[int]:
    """A port that someone else listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def free() -> int:
    with taken() as port:
        return port


def status(port: int, path: str) -> int:
    """What the server answers, once it does."""
    for _ in range(600):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except ConnectionRefusedError:
            signal.sigtimedwait([], 0.1)
        finally:
            connection.close()
    raise TimeoutError("the server does not answer")


def test_it_prints_its_address_and_answers_there(holding: Flask) -> None:
    port = free()
    with serving(holding, PORT=str(port)) as server:
        assert server.stdout
        said = server.stdout.readline()
        assert f"http://127.0.0.1:{port} " in said
        assert status(port, "/readyz") == 200
        assert status(port, "/topics/bridge") == 200


def test_without_a_port_it_takes_one_that_is_free(holding: Flask) -> None:
    with serving(holding, PORT="") as server:
        assert server.stdout
        found = re.search(r"http://127\.0\.0\.1:(\d+)", server.stdout.readline())
        assert found
        assert status(int(found[1]), "/healthz") == 200


@pytest.mark.parametrize("port", ["eighty", "99999"])
def test_a_port_that_makes_no_sense_is_named(holding: Flask, port: str) -> None:
    with serving(holding, PORT=port) as server:
        _, errors = server.communicate(timeout=60)
    assert server.returncode == 1
    assert port in errors


def test_a_port_that_is_taken_is_named(holding: Flask) -> None:
    with taken() as port, serving(holding, PORT=str(port)) as server:
        _, errors = server.communicate(timeout=60)
    assert f"Port {port} of 127.0.0.1 cannot be used" in errors
