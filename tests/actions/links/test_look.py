"""What one look at an address finds, how patient it is, and whom it believes."""

from __future__ import annotations

import itertools
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.actions.links.address import target
from app.actions.links.look import AGENT, Outside, Seen, look
from tests.support.outside import PUBLIC, Answer, Authority, Server, said, serving, world

NAME = "good.example"
URL = f"http://{NAME}/page?a=b#part"


def seen(answer: Answer, url: str = URL, **more: Any) -> Seen:
    """What is seen of a server that answers so."""
    with serving(answer) as server:
        return look(url, world(elsewhere=server, names={NAME: [PUBLIC]}, **more))


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(200, "ok"), (204, "ok"), (404, "dead"), (410, "dead"), (403, "refused"), (401, "refused"),
     (429, "refused"), (304, "refused"), (500, "unreachable"), (503, "unreachable")],
)  # fmt: skip
def test_what_an_answer_means(status: int, outcome: str) -> None:
    found = seen(lambda _method, _path: said(status))
    assert (found.outcome, found.status) == (outcome, status)
    assert found.address == f"http://{NAME}/page?a=b"


def test_what_is_asked_and_how() -> None:
    with serving(lambda _method, _path: said(200)) as server:
        look(URL, world(elsewhere=server, names={NAME: [PUBLIC]}))
    lines = server.requests[0].split("\r\n")
    assert lines[:3] == ["HEAD /page?a=b HTTP/1.1", f"Host: {NAME}", f"User-Agent: {AGENT}"]
    assert len(server.requests) == 1


@pytest.mark.parametrize("refusal", [400, 403, 404, 405, 501])
def test_where_a_head_is_refused_the_page_is_asked_for(refusal: int) -> None:
    found = seen(lambda method, _path: said(refusal if method == "HEAD" else 200))
    assert found.outcome == "ok"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_what_moved_is_told_with_its_new_address(status: int) -> None:
    def answer(_method: str, path: str) -> list[bytes]:
        return said(200) if path == "/new" else said(status, "Location: ../new#there")

    found = seen(answer)
    assert (found.outcome, found.status, found.address) == ("moved", 200, f"http://{NAME}/new")


@pytest.mark.parametrize(("times", "outcome"), [(3, "moved"), (4, "unreachable")])
def test_three_redirects_are_followed_and_not_four(times: int, outcome: str) -> None:
    def answer(_method: str, path: str) -> list[bytes]:
        number = int(path.strip("/"))
        return said(302, f"Location: /{number - 1}") if number else said(200)

    assert seen(answer, f"http://{NAME}/{times}").outcome == outcome


def test_a_redirect_to_a_page_that_is_gone_is_dead() -> None:
    found = seen(lambda _m, path: said(404) if path == "/x" else said(301, "Location: /x"))
    assert (found.outcome, found.status) == ("dead", 404)


@pytest.mark.parametrize(
    "answer", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 2", b"\xff" * 50]
)
def test_what_is_no_answer_is_no_answer(answer: bytes) -> None:
    found = seen(lambda _method, _path: [answer])
    assert (found.outcome, found.status) == ("unreachable", None)
    assert found.detail


def test_a_body_without_end_is_not_waited_for() -> None:
    start = b"HTTP/1.1 200 OK\r\n\r\n"
    with serving(lambda _m, _p: itertools.chain([start], itertools.repeat(b"x" * 65536))) as server:
        before = time.monotonic()
        assert look(URL, world(elsewhere=server, names={NAME: [PUBLIC]})).outcome == "ok"
        assert time.monotonic() - before < 5
    assert server.sent < 64 * 1024 * 1024  # what the buffers of this machine took


def test_headers_without_end_are_cut() -> None:
    parts = itertools.chain(
        [b"HTTP/1.1 200 OK\r\n"], itertools.repeat(b"X-Y: " + b"z" * 100 + b"\r\n")
    )
    started = time.monotonic()
    found = seen(lambda _m, _p: parts, most_bytes=64 * 1024)
    assert found.outcome == "unreachable"
    assert time.monotonic() - started < 5


def slowly(_method: str, _path: str) -> Iterator[bytes]:
    """An answer of which a byte comes often enough to keep a connection."""
    for byte in b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 1000:
        time.sleep(0.05)
        yield bytes([byte])


def test_a_slow_server_is_given_up_in_all() -> None:
    started = time.monotonic()
    found = seen(slowly, seconds=0.4)
    assert (found.outcome, found.detail) == ("unreachable", "It did not answer in time.")
    assert time.monotonic() - started < 4


def test_connecting_has_a_limit_of_its_own() -> None:
    limits = []

    def dial(_address: str, _port: int, seconds: float) -> socket.socket:
        limits.append(seconds)
        raise TimeoutError("timed out")

    outside = Outside(resolve=lambda _host, _port: [PUBLIC, "8.8.8.8"], dial=dial)
    assert look(URL, outside).outcome == "unreachable"
    assert (len(limits), limits[0]) == (2, 5.0)


def test_the_next_address_of_a_name_is_tried_where_one_does_not_answer() -> None:
    with serving(lambda _method, _path: said(200)) as server:
        good = world(elsewhere=server)

        def dial(address: str, port: int, seconds: float) -> socket.socket:
            if ":" in address:
                raise OSError("no route to host")
            return good.dial(address, port, seconds)

        names = world(names={NAME: ["2606:2800::1", PUBLIC]}, dial=dial)
        assert look(URL, names).outcome == "ok"


def test_a_name_that_nobody_knows_is_out_of_reach() -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    found = look(URL, Outside(resolve=unknown))
    assert (found.outcome, "not known" in found.detail) == ("unreachable", True)


def test_a_host_is_left_alone_between_two_requests() -> None:
    started = time.monotonic()
    seen(lambda method, _path: said(405 if method == "HEAD" else 200), pause=0.3)
    assert time.monotonic() - started >= 0.3


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Who certifies the servers."""
    return Authority(tmp_path_factory.mktemp("authority"))


def secure(server: Server, authority: Authority) -> Seen:
    """What is seen of a server at an encrypted address."""
    here = world(elsewhere=server, names={NAME: [PUBLIC]}, trust=authority.trusted)
    return look(f"https://{NAME}/", here)


def test_a_certificate_for_the_name_is_believed(authority: Authority) -> None:
    with serving(lambda _m, _p: said(200), authority.serves(NAME)) as server:
        assert secure(server, authority).outcome == "ok"


@pytest.mark.parametrize("name", ["other.example", "good.example.org", "*.good.example", PUBLIC])
def test_one_for_another_name_is_not(authority: Authority, name: str) -> None:
    with serving(lambda _m, _p: said(200), authority.serves(name)) as server:
        found = secure(server, authority)
        assert (found.outcome, found.status) == ("unreachable", None)
        assert "certificate" in found.detail
        assert server.requests == []


def test_one_of_an_unknown_authority_is_not(authority: Authority, tmp_path: Path) -> None:
    with serving(lambda _m, _p: said(200), authority.serves(NAME)) as server:
        assert secure(server, Authority(tmp_path)).outcome == "unreachable"
        assert server.requests == []


def test_a_server_is_told_which_name_is_meant(authority: Authority) -> None:
    told = []
    context = authority.serves(NAME)
    context.sni_callback = lambda _socket, name, _context: told.append(name)
    with serving(lambda _m, _p: said(200), context) as server:
        secure(server, authority)
    assert told == [NAME]


@pytest.mark.parametrize(
    ("url", "authority", "path"),
    [
        ("http://a.example", "a.example", "/"),
        ("https://a.example:443/ä b".replace(" ", "%20"), "a.example", "/%C3%A4%20b"),
        ("http://a.example:443/x?q=1", "a.example:443", "/x?q=1"),
        ("https://bücher.example/", "xn--bcher-kva.example", "/"),
        ("http://[2606:2800::1]/", "[2606:2800::1]", "/"),
    ],
)
def test_an_address_is_taken_apart(url: str, authority: str, path: str) -> None:
    found = target(url)
    assert (found.authority, found.path) == (authority, path)
