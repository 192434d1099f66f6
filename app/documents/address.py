"""What two mentions of one publication have in common: its address, its symbol, its DOI.

For comparing only; a page always shows an address as it was written. ``w3lib`` sorts and
encodes but knows neither ``www.`` nor mobile hosts, ``url-normalize`` keeps what advertisers
add, ``courlan`` drops addresses that it takes for no article, and each brings libraries of its
own. None of them unwraps an archive, so the rules stand here, each in a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, parse_qsl, quote, unquote_to_bytes, urlencode, urlsplit

from app.documents.identifier import doi, symbol, symbols
from app.documents.source import Source

__all__ = ["doi", "keys", "keys_of", "normalise", "symbol"]

_SCHEME = re.compile(r"^\s*(?:https?:)?//", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
_FOUND = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_BARE = re.compile(r"[^\s/@:]+\.[^\s/@:.]{2,}(:\d+)?/\S*")
#: What archives and caches put before the original address; it follows as it is.
_WRAPPER = re.compile(
    r"""(?:(?:www\.)?(?:web\.)?archive\.org/(?:web/)?[0-9*]+(?:[a-z]{2}_)?/
          |archive\.(?:today|ph|is|li|vn|fo|md)/(?:newest|o/\w+|\d+)/
          |(?:www\.)?google\.[a-z.]+/amp/(?:s/)?
          |[a-z0-9-]+\.cdn\.ampproject\.org/[a-z]/(?:s/)?
        )(?=\S)""",
    re.IGNORECASE | re.VERBOSE,
)
_YEAR = re.compile(r" \(\d{4}\)$")
#: Other doors to the same page; ``en.m.wikipedia.org`` has one in its second place.
_DOORS = {"www", "m", "mobile", "amp"}
_INDEX = re.compile(r"(?:index\.(?:html?|php|aspx?|jsp)|default\.(?:html?|aspx?))", re.IGNORECASE)
_AMP = re.compile(r"\.amp(?=$|\.html?$)", re.IGNORECASE)
#: What advertisers, newsletters and counters add. Parameters that may name the document stay:
#: id, p, symbol and the like, but also source, src, from, cid, s and every choice of language.
_TRACKERS = {
    "_ga", "_gl", "_hsenc", "_hsmi", "_openstat", "amp", "dclid", "fb_action_ids", "fb_ref",
    "fb_source", "fbclid", "gbraid", "gclid", "gclsrc", "guccounter", "guce_referrer",
    "guce_referrer_sig", "igsh", "igshid", "mc_cid", "mc_eid", "mkt_tok", "msclkid", "ref_src",
    "ref_url", "ttclid", "twclid", "wbraid", "yclid", "ymclid", "ysclid",
}  # fmt: skip
_TRACKER_FAMILIES = ("utm_", "hsa_", "itm_", "mtm_", "pk_")
_SAFE = "-._~!$'()*,;:@"


def normalise(url: str) -> str:
    """An address as others are compared with it: ``tass.com/world/1406467``.

    Without scheme, fragment, doors such as ``www.`` and ``m.``, default port, index page,
    tracking and archive; its query is sorted and its letters are percent-encoded alike. What
    is no web address comes back without the space around it.
    """
    rest = _inside(url.encode("utf-8", "replace").decode())
    if _OTHER_SCHEME.match(rest):
        return rest
    try:
        parts = urlsplit(f"//{rest}")
        host = _host(parts)
    except ValueError:
        return rest
    query = _query(parts.query)
    fragment = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    return f"{host}{_path(parts.path)}{query}{fragment}"


def _inside(url: str) -> str:
    """The address without its scheme, and without the archives around it."""
    rest = _without_scheme(url)
    while found := _WRAPPER.match(rest):
        rest = _without_scheme(rest[found.end() :])
    return rest


def _without_scheme(url: str) -> str:
    # Archives fold the two slashes of what they hold, and some encode it.
    url = re.sub(r"^(https?)(?:%3A|:)(?:%2F|/){1,2}", "//", url.strip(), flags=re.IGNORECASE)
    return _SCHEME.sub("", url, count=1)


def _host(parts: SplitResult) -> str:
    """Raises ValueError for a port that is no number."""
    host = (parts.hostname or "").rstrip(".")
    try:
        host = host.encode("idna").decode().lower()
    except UnicodeError:
        host = host.lower()
    port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
    return _without_doors(host) + port


def _without_doors(host: str) -> str:
    labels = host.split(".")
    while len(labels) > 2 and labels[0] in _DOORS:
        del labels[0]
    if len(labels) > 3 and labels[1] in _DOORS:
        del labels[1]
    return ".".join(labels)


def _path(path: str) -> str:
    steps: list[str] = []
    for step in map(_encoded, path.split("/")):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    steps = _without_amp(steps)
    if steps and _INDEX.fullmatch(steps[-1]):
        del steps[-1]
    return "".join(f"/{step}" for step in steps)


def _without_amp(steps: list[str]) -> list[str]:
    for place in (0, -1):
        if len(steps) > 1 and steps[place].lower() == "amp":
            del steps[place]
    return [*steps[:-1], _AMP.sub("", steps[-1])] if steps else []


def _encoded(text: str) -> str:
    return quote(unquote_to_bytes(text), safe=_SAFE)


def _query(query: str) -> str:
    # Escaped surrogates keep the bytes of older encodings apart, such as Windows-1251.
    pairs = parse_qsl(query, keep_blank_values=True, errors="surrogateescape")
    kept = sorted((name, value) for name, value in pairs if not _tracks(name.lower(), value))
    return f"?{urlencode(kept, errors='surrogateescape')}" if kept else ""


def _tracks(name: str, value: str) -> bool:
    if name == "ref":  # who sent the reader; a number is the reference of a document
        return not re.search(r"\d", value)
    return not name or name in _TRACKERS or name.startswith(_TRACKER_FAMILIES)


def keys(text: str) -> set[str]:
    """All by which a pasted text can be found: of its addresses, UN symbols and a DOI.

    Each begins with what it is: ``address:``, ``symbol:`` or ``doi:``.
    """
    found = {f"address:{normalise(each)}" for each in _addresses(text)}
    # A resolution of the Security Council is one by its number; many leave the year out.
    found |= {f"symbol:{_YEAR.sub('', each)}" for each in symbols(text)}
    name = doi(text)
    return found | ({f"doi:{name}"} if name else set())


def keys_of(source: Source) -> set[str]:
    """All by which a source can be found: its address, its symbol and its DOI."""
    return keys(source.url) | keys(source.symbol or "")


def _addresses(text: str) -> Iterator[str]:
    for match in _FOUND.finditer(text):
        yield match.group().rstrip(".,;'»”)]")
    if _BARE.fullmatch(text.strip()) and not _FOUND.search(text) and not doi(text):
        yield text
