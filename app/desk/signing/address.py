"""Addresses of people, cut so that they tell a network and no household."""

from __future__ import annotations

from ipaddress import IPv4Address, ip_address, ip_network

_BITS = {4: 24, 6: 56}


def network(address: str | None) -> str:
    """The network of an address: 24 bits of IPv4, 56 of IPv6; empty where there is none."""
    try:
        known = ip_address(address or "")
    except ValueError:
        return ""
    mapped: IPv4Address | None = getattr(known, "ipv4_mapped", None)
    known = mapped or known
    return str(ip_network((known, _BITS[known.version]), strict=False))
