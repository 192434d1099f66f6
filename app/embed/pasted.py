"""What an address that somebody pasted asks a card of. Pure: nothing is looked up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from app.documents.party import RESERVED

LONGEST = 2000
_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_TOPIC = re.compile(rf"/topics/(?P<slug>{_SLUG})", re.ASCII)
_PERSPECTIVE = re.compile(rf"/topics/(?P<slug>{_SLUG})/(?P<party>{_SLUG})", re.ASCII)
_CARD = re.compile(
    rf"/embed/topics/(?P<slug>{_SLUG})(?:/propositions/(?P<proposition>{_SLUG}))?", re.ASCII
)
_CLAIM = re.compile(rf"/embed/claims/(?P<claim>{_SLUG})", re.ASCII)
#: Arguments that hold several words, between commas or repeated.
LISTS = ("parties", "only")
_PRIVATE = re.compile(r"/desk(?:/.*)?|/account", re.ASCII)


class NoCard(Exception):  # noqa: N818 - the address has none; nothing went wrong
    """There is no card of what the address names."""


class Elsewhere(NoCard):
    """The address is not one of this site."""


class Private(NoCard):
    """The address is one of the editors' own."""


@dataclass(frozen=True)
class Pasted:
    """The parts of an address that decide on its card."""

    slug: str = ""
    proposition: str = ""
    claim: str = ""
    """By the name that claims have over all topics."""
    party: str = ""
    fragment: str = ""
    framed: bool = False
    """Whether it is the address of a card itself."""
    query: Mapping[str, str] = field(default_factory=dict)


def read(address: str, site: str) -> Pasted:
    """Read an address of *site* (scheme and host); raises NoCard, Elsewhere or Private.

    Scheme, host and port must be the site's, the rest must be written as the site writes it; a stroke too many at the
    end is forgiven, as pages do.
    """
    if len(address) > LONGEST or not address.isprintable() or re.search(r"[\s\\<>\"]", address):
        raise NoCard
    path, query, fragment = _of_site(address, site)
    if _PRIVATE.fullmatch(path):
        raise Private
    if path == "/claims/":
        return Pasted(claim=fragment) if re.fullmatch(_SLUG, fragment) else _none()
    for pattern in (_CARD, _CLAIM, _TOPIC, _PERSPECTIVE):
        found = pattern.fullmatch(path)
        if found and found.groupdict().get("party") not in RESERVED:
            named = {name: value for name, value in found.groupdict().items() if value}
            framed = path.startswith("/embed/")
            return Pasted(**named, fragment=fragment, framed=framed, query=query)
    return _none()


def _none() -> Pasted:
    raise NoCard


def _of_site(address: str, site: str) -> tuple[str, dict[str, str], str]:
    own = urlsplit(site)
    try:
        parts = urlsplit(address)
        same = parts.scheme == own.scheme and _host(parts.netloc) == _host(own.netloc)
        query = _once(parse_qsl(parts.query, errors="strict", max_num_fields=20))
        fragment = unquote(parts.fragment, errors="strict")
    except ValueError:  # an IPv6 address without its end, a port that is none, no text
        raise NoCard from None
    if not same:
        raise Elsewhere
    return parts.path.removesuffix("/") if parts.path != "/claims/" else parts.path, query, fragment


def _once(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """Each argument once, as pages and cards read them: the first, or all of a list."""
    held: dict[str, str] = {}
    for name, value in pairs:
        if name not in held:
            held[name] = value
        elif name in LISTS:
            held[name] += f",{value}"
    return held


def _host(netloc: str) -> str:
    return netloc.lower()
