"""The checker of links talks to the public web only: not a byte reaches anybody else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.actions.links.address import public
from app.actions.links.look import look
from tests.support.outside import PUBLIC, Server, said, serving, world

HOSTS = [
    "127.0.0.1", "127.1", "127.255.255.254", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1",
    "0.0.0.0", "0", "10.0.0.1", "10.255.255.255", "100.64.0.1", "169.254.169.254", "172.16.0.1",  # noqa: S104 - to be refused
    "172.31.255.255", "192.0.0.1", "192.0.0.170", "192.0.2.1", "192.88.99.1", "192.168.0.1",
    "198.18.0.1", "198.51.100.7", "203.0.113.7", "224.0.0.1", "239.255.255.250", "240.0.0.1",
    "255.255.255.255", "[::]", "[::1]", "[::7f00:1]", "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]",
    "[::ffff:169.254.169.254]", "[64:ff9b::7f00:1]", "[64:ff9b::127.0.0.1]", "[64:ff9b:1::1]",
    "[100::1]", "[2001::7f00:1]", "[2001:0:7f00:1::]", "[2001:20::1]", "[2001:db8::1]",
    "[2002:7f00:1::]", "[2002:a00:1::]", "[3fff::1]", "[5f00::1]", "[fc00::1]", "[fd12:3456::1]",
    "[fe80::1]", "[fec0::1]", "[ff02::1]", "[ff0e::1]", "[4000::1]",
]  # fmt: skip
WRITTEN = [
    "ftp://good.example/", "file:///etc/passwd", "gopher://good.example/", "javascript:alert(1)",
    "//good.example/", "good.example", "", "http:///path", "http://", "http://good.example:22/",
    "http://good.example:8080/", "https://good.example:0/", "http://good.example:99999/",
    "http://good.example:x/", "http://user@good.example/", "http://user:word@good.example/",
    "http://@good.example/", "http://good.example\\@127.0.0.1/", "http://good.example /",
    "http://good.example/\r\nHost: other", "http://good.example/\x00", "http://[::1", "http://[fe80::1%25eth0]/",
    "http://good.example/" + "a" * 2000,
]  # fmt: skip


@pytest.fixture
def canary() -> Iterator[Server]:
    """What stands wherever a connection goes that should not be made."""
    with serving(lambda _method, _path: said(200)) as server:
        yield server


@pytest.mark.parametrize("host", HOSTS)
def test_a_number_of_no_public_host_is_refused(canary: Server, host: str) -> None:
    seen = look(f"http://{host}/", world(elsewhere=canary))
    assert (seen.outcome, seen.status) == ("refused", None)
    assert canary.connections == 0
    # The canary sings where the addresses are not looked at.
    assert look(f"http://{host}/", world(elsewhere=canary, allowed=lambda _: True)).outcome == "ok"
    assert canary.connections == 1


@pytest.mark.parametrize("host", HOSTS)
def test_a_name_that_leads_there_is_refused(canary: Server, host: str) -> None:
    there = {"innocent.example": [PUBLIC, host.strip("[]")]}
    seen = look("https://innocent.example/", world(elsewhere=canary, names=there))
    assert seen.outcome == "refused"
    assert canary.connections == 0


@pytest.mark.parametrize("url", WRITTEN)
def test_an_address_of_another_form_is_refused(canary: Server, url: str) -> None:
    seen = look(url, world(elsewhere=canary, names={"good.example": [PUBLIC]}))
    assert (seen.outcome, seen.status) == ("refused", None)
    assert seen.detail.endswith(".")
    assert canary.connections == 0


def test_the_same_name_in_good_form_is_asked(canary: Server) -> None:
    good = world(elsewhere=canary, names={"good.example": [PUBLIC]})
    assert look("http://good.example/", good).outcome == "ok"
    assert canary.connections == 1


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "::ffff:8.8.8.8", "2606:2800:220:1::1", "2a00:1450::1"]
)
def test_public_addresses_are_allowed(address: str) -> None:
    assert public(address)


@pytest.mark.parametrize("address", ["2606:2800::1%eth0", "example.org", ""])
def test_what_is_no_plain_number_is_not(address: str) -> None:
    assert not public(address)


@pytest.mark.parametrize("host", HOSTS[::3])
def test_a_redirect_there_is_refused(canary: Server, host: str) -> None:
    names = {"good.example": [PUBLIC]}
    with serving(lambda _method, _path: said(302, f"Location: http://{host}/admin")) as good:
        at = {PUBLIC: good}
        seen = look("http://good.example/", world(at, canary, names))
        assert (seen.outcome, seen.status) == ("refused", None)
        assert canary.connections == 0
        free = world(at, canary, names, allowed=lambda _: True)
        assert look("http://good.example/", free).outcome == "moved"
        assert canary.connections == 1


def test_a_name_that_leads_elsewhere_the_second_time_leads_nowhere(canary: Server) -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    with serving(lambda method, _path: said(405 if method == "HEAD" else 200)) as good:
        rebinding = world({PUBLIC: good}, canary, resolve=lambda _host, _port: next(answers))
        assert look("http://good.example/", rebinding).outcome == "ok"
        assert len(good.requests) == 2
    assert canary.connections == 0


def test_a_redirect_to_the_same_name_is_resolved_and_looked_at_again(canary: Server) -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    with serving(lambda _method, _path: said(301, "Location: /there")) as good:
        rebinding = world({PUBLIC: good}, canary, resolve=lambda _host, _port: next(answers))
        assert look("http://good.example/", rebinding).outcome == "refused"
    assert canary.connections == 0


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"])
def test_no_proxy_is_used(canary: Server, monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, f"http://127.0.0.1:{canary.port}")
    with serving(lambda _method, _path: said(200)) as good:
        here = world({PUBLIC: good}, None, {"good.example": [PUBLIC]})
        assert look("http://good.example/", here).outcome == "ok"
    assert canary.connections == 0
