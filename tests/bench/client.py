"""One kept-alive connection, and a stop-watch."""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

_PATIENCE = 30.0  #: seconds


@dataclass(frozen=True)
class Answer:
    """An answer as it came over the wire, and how long it took to the last byte."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes
    seconds: float

    def header(self, name: str) -> str:
        """The value of a header, or ''."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


class Client:
    """A connection to a server of this machine."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)

    def __enter__(self) -> Self:
        """Connect."""
        self._connection.connect()
        self._connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Hang up."""
        self._connection.close()

    def get(self, path: str, headers: Mapping[str, str]) -> Answer:
        """Ask, and read the whole answer."""
        started = time.perf_counter()
        self._connection.request("GET", path, headers=dict(headers))
        response = self._connection.getresponse()
        body = response.read()
        seconds = time.perf_counter() - started
        return Answer(response.status, response.getheaders(), body, seconds)
