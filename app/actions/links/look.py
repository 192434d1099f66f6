"""One look at an address: it answers, it moved, it is gone, it is refused, it is out of reach.

A name is resolved once, every address of it must be public, and the connection goes to that
very address, so that no later answer of a name server leads anywhere else. No proxy is used.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urldefrag, urljoin

from app.actions.links.address import Target, Unsafe, public, resolve, target

AGENT = "Alteram link checker"
MOST_REDIRECTS = 3
_GONE = (404, 410)
_REDIRECTS = (301, 302, 303, 307, 308)


def dial(address: str, port: int, seconds: float) -> socket.socket:
    """Connect to a numeric address."""
    return socket.create_connection((address, port), timeout=seconds)


@dataclass(frozen=True)
class Outside:
    """The world that is asked, and with how much patience."""

    resolve: Callable[[str, int], list[str]] = resolve
    allowed: Callable[[str], bool] = public
    dial: Callable[[str, int, float], socket.socket] = dial
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context
    connect_seconds: float = 5.0
    seconds: float = 10.0
    most_bytes: int = 64 * 1024
    pause: float = 1.0
    """How long a host is left alone between two requests."""
    asked: dict[str, float] = field(default_factory=dict)
    """When each host was asked last."""


@dataclass(frozen=True)
class Seen:
    """What came of a look."""

    outcome: str
    status: int | None
    detail: str
    address: str
    """Where the last answer came from, or would have had to."""


@dataclass(frozen=True)
class _Answer:
    status: int
    location: str


def look(url: str, outside: Outside) -> Seen:
    """Ask an address, following redirects. Raises nothing: whatever happens is a result."""
    deadline = time.monotonic() + outside.seconds
    here = urldefrag(url)[0]
    for _hop in range(MOST_REDIRECTS + 1):
        try:
            answer = _ask(here, outside, deadline)
        except Unsafe as unsafe:
            return Seen("refused", None, str(unsafe), here)
        except (OSError, http.client.HTTPException, ValueError) as error:
            return Seen("unreachable", None, _reason(error), here)
        if answer.status not in _REDIRECTS or not answer.location:
            return _result(answer.status, here, moved=_hop > 0)
        here = urldefrag(urljoin(here, answer.location))[0]
    return Seen(
        "unreachable", answer.status, f"It redirects more than {MOST_REDIRECTS} times.", here
    )


def _result(status: int, here: str, moved: bool) -> Seen:
    if status in _GONE:
        return Seen("dead", status, "The page is gone.", here)
    if status >= 500:
        return Seen("unreachable", status, "The server failed.", here)
    if not 200 <= status < 300:
        return Seen("refused", status, "The server does not show it to a program.", here)
    return Seen("moved" if moved else "ok", status, "", here)


def _ask(url: str, outside: Outside, deadline: float) -> _Answer:
    """HEAD, and GET where a server does not like it."""
    to = target(url)
    addresses = outside.resolve(to.host, to.port)
    if not addresses or not all(outside.allowed(each) for each in addresses):
        raise Unsafe("Its host is not, or not only, on the public internet.")
    answer = _request("HEAD", to, addresses, outside, deadline)
    return answer if answer.status < 400 else _request("GET", to, addresses, outside, deadline)


def _request(
    method: str, to: Target, addresses: list[str], outside: Outside, deadline: float
) -> _Answer:
    _leave_alone(to.host, outside)
    with _connected(to, addresses, outside, deadline) as connection:
        lines = f"{method} {to.path} HTTP/1.1", f"Host: {to.authority}", f"User-Agent: {AGENT}"
        request = "\r\n".join((*lines, "Accept: */*", "Connection: close", "", ""))
        connection.settimeout(_left(deadline))
        connection.sendall(request.encode("ascii"))
        head = _head(connection, outside.most_bytes, deadline)
    response = http.client.HTTPResponse(cast(socket.socket, _Held(head)), method=method)
    response.begin()
    with response:
        return _Answer(response.status, response.getheader("Location") or "")


def _leave_alone(host: str, outside: Outside) -> None:
    """Wait until a host has had its pause."""
    last = outside.asked.get(host)
    if last is not None:
        time.sleep(max(0.0, last + outside.pause - time.monotonic()))
    outside.asked[host] = time.monotonic()


def _connected(
    to: Target, addresses: list[str], outside: Outside, deadline: float
) -> socket.socket:
    """A connection to the first of these addresses that takes it, encrypted if need be."""
    for place, address in enumerate(addresses):
        try:
            connection = outside.dial(
                address, to.port, min(outside.connect_seconds, _left(deadline))
            )
            break
        except OSError:
            if place == len(addresses) - 1:
                raise
    if not to.secure:
        return connection
    connection.settimeout(_left(deadline))
    try:
        return outside.trust().wrap_socket(connection, server_hostname=to.host)
    except BaseException:
        connection.close()
        raise


def _head(connection: socket.socket, most: int, deadline: float) -> bytes:
    """What a server sends up to the end of its headers; nothing after it is of interest."""
    held = b""
    while b"\r\n\r\n" not in held and len(held) < most:
        connection.settimeout(_left(deadline))
        more = connection.recv(min(4096, most - len(held)))
        if not more:
            break
        held += more
    return held


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("timed out")
    return left


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "It did not answer in time."
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"Its certificate does not hold: {error.verify_message}"[:300]
    return f"{type(error).__name__}: {error}"[:300]


class _Held:
    """An answer that is here already, in the form that the library reads from."""

    def __init__(self, held: bytes) -> None:
        self.held = held

    def makefile(self, *_args: Any, **_more: Any) -> io.BytesIO:
        """The answer as a file."""
        return io.BytesIO(self.held)
