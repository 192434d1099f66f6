"""Which addresses may be asked: those of the public internet, by their written form and number.

What an editor writes into a source, or a server into a redirect, must not make this machine
talk to itself or to its neighbours.
"""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urlsplit

LONGEST = 2000
PORTS = {"http": 80, "https": 443}
# Lists of our own, since what Python calls global differs from version to version, and lets
# the addresses through that carry another one inside (NAT64, 6to4, Teredo).
_NOT_PUBLIC_4 = tuple(
    ip_network(each)
    for each in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    )
)  # fmt: skip
#: Nothing outside it was ever given to anyone: no loopback, NAT64, ULA, link- or site-local.
_PUBLIC_6 = ip_network("2000::/3")
#: Within it: protocols with Teredo, documentation, 6to4.
_NOT_PUBLIC_6 = tuple(
    ip_network(each) for each in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
)
_SAFE = "/:?#[]@!$&'()*+,;=%~"


class Unsafe(Exception):  # noqa: N818 - it names what the address is
    """An address that is not asked; its text is a sentence."""


@dataclass(frozen=True)
class Target:
    """An address taken apart."""

    secure: bool
    host: str
    port: int
    path: str
    """With the query, as it is sent."""

    @property
    def authority(self) -> str:
        """The host as a request names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return (
            host
            if self.port == PORTS["https" if self.secure else "http"]
            else f"{host}:{self.port}"
        )


def target(url: str) -> Target:
    """Take an address apart. Raises Unsafe for what is none of the public web."""
    if len(url) > LONGEST or re.search(r"[\x00-\x20\x7f\\]", url):
        raise Unsafe("It is too long, or holds a space, a backslash or a control character.")
    try:
        parts = urlsplit(url)
        port, host = parts.port, _ascii(parts.hostname or "")
    except ValueError:
        raise Unsafe("It is not an address.") from None
    if parts.scheme not in PORTS:
        raise Unsafe("Only http and https are asked.")
    if "@" in parts.netloc:
        raise Unsafe("It holds a user name or password.")
    port = PORTS[parts.scheme] if port is None else port
    if port not in PORTS.values():
        raise Unsafe("Only the ports 80 and 443 are asked.")
    if not host or "%" in host:
        raise Unsafe("It names no host.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme == "https", host, port, quote(path, safe=_SAFE))


def public(address: str) -> bool:
    """Whether a numeric address belongs to the public internet."""
    try:
        number = ip_address(address)
    except ValueError:
        return False
    if isinstance(number, IPv6Address) and number.ipv4_mapped:
        number = number.ipv4_mapped
    if isinstance(number, IPv4Address):
        return not any(number in each for each in _NOT_PUBLIC_4)
    # One with a scope ("%eth0") is of a neighbour, whatever it says.
    inside = not number.scope_id and number in _PUBLIC_6
    return inside and not any(number in each for each in _NOT_PUBLIC_6)


def resolve(host: str, port: int) -> list[str]:
    """The numeric addresses of a host, as this machine finds them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def _ascii(host: str) -> str:
    return host if host.isascii() else host.encode("idna").decode("ascii")
