"""A server of its own on a free port of this machine, with its memory."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.config import ROOT
from app.serve import GRANIAN
from tests.bench.client import Client

_PATIENCE = 30.0


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    process: subprocess.Popen[bytes]
    started_in: float
    """Seconds from the start of the process to its first answer, of /healthz."""

    def memory(self) -> float | None:
        """The resident memory of its processes in MiB; None where /proc does not tell."""
        try:
            sizes = [_resident(pid) for pid in (self.process.pid, *_children(self.process.pid))]
        except OSError:
            return None
        return sum(sizes) / 1024


@contextmanager
def serving(target: str, environment: Mapping[str, str]) -> Iterator[Server]:
    """A server for the application factory *target*; it has answered /healthz."""
    port = _free_port()
    started = time.perf_counter()
    process = subprocess.Popen(
        [_program(), *GRANIAN, "--host", "127.0.0.1", "--port", str(port), target],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait(process, port)
        yield Server(port, process, time.perf_counter() - started)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _program() -> str:
    """The granian of the Python that runs this."""
    return str(Path(sys.executable).with_name("granian"))


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.perf_counter() + _PATIENCE
    while time.perf_counter() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode} before it answered")
        try:
            with Client(port) as client:
                if client.get("/healthz", {}).status == 200:
                    return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"the server did not answer within {_PATIENCE:.0f} seconds")


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [int(each) for each in listed]


def _resident(pid: int) -> int:
    """Kilobytes; what processes share counts for each in its part (proportional set size)."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    found = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
    return int(found[1]) if found else 0
