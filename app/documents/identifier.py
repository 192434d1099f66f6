"""Names that publications bear wherever they stand: symbols of UN documents and DOIs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urlsplit

#: Organ, body or session, then numbers: https://research.un.org/en/docs/symbols
_SYMBOL = re.compile(
    r"""(?<![\w/.:=])(?<![^\W\d]-)
    (?: (?:A|S|E|T|ST|CCPR|CAT|CEDAW|CERD|CRC|CRPD)/
        (?: PV\.\d+ | \d{4,6}(?![\d/])
          | (?:RES|DEC|PRST|HRC|INF|NGO|SGB|AI|(?:C|AC|CN|CONF|EMERGENCY)\.\d+|E?S-\d+|\d{2,4}|C)
            (?:/(?:(?:[A-Z]+[.-])?\d+[A-Z]?|RES|DEC|PV|SR|NGO|UPR))+ )
      | (?:GA|SC|SG/SM)/\d+ )
    (?:/(?:Rev|Add|Corr|Amend)\.\d+)*
    (?:\ ?\((?:\d{4}|[IVXLC]+|E?S-[IVXLC]+|Resumption\ \d+|Part\ [IVXLC]+)\))?
    (?![\w/])""",
    re.IGNORECASE | re.VERBOSE,
)
_UN_ADDRESS = re.compile(
    r"(?<![\w.-])(?:[a-z0-9-]{1,63}\.){0,4}(?:un|undocs)\.org/\S+", re.IGNORECASE | re.ASCII
)
_IN_QUERY = ("symbol", "FinalSymbol", "m", "ds")
_PRESS = re.compile(r"/(ga|sc|sgsm)(\d+)\.doc\.htm", re.IGNORECASE)
_LANGUAGE = re.compile(r"^/(?:[a-z]{2}/)?", re.IGNORECASE)
_SPELLED = re.compile(r"\b(?:REV|ADD|CORR|AMEND)\.|RESUMPTION|PART(?= )")

_DOI = re.compile(r"(?<![\w.])10\.\d{4,9}/[^\s\"<>?#]{1,300}")
_AFTER_DOI = re.compile(r"(?:/(?:full|pdf|epdf|abstract|html)|\.pdf|[.,;:'»”\]}]+)$", re.IGNORECASE)


def symbol(text: str) -> str | None:
    """The first UN document symbol in a text or an address, as the UN writes it, or None.

    ``UN Doc. s/res/1701(2006)`` and https://undocs.org/en/S/RES/1701(2006) are both
    ``S/RES/1701 (2006)``. Press releases with a number (``SC/12566``) are symbols too.
    """
    return next(symbols(text), None)


def symbols(text: str) -> Iterator[str]:
    """Every UN document symbol in a text, those in addresses of the UN first."""
    for address in _UN_ADDRESS.findall(text):
        yield from _in_address(address)
    for match in _SYMBOL.finditer(text):
        yield _spelled(match.group())


def _in_address(address: str) -> Iterator[str]:
    parts = urlsplit(f"//{address}")
    press = _PRESS.search(parts.path)
    if press:
        organ = press.group(1).upper().replace("SGSM", "SG/SM")
        yield f"{organ}/{press.group(2)}"
        return
    asked = parse_qs(parts.query)
    places = [value for name in _IN_QUERY for value in asked.get(name, ())]
    for place in (*places, _LANGUAGE.sub("", unquote(parts.path))):
        found = _SYMBOL.match(place)
        if found:
            yield _spelled(found.group())


def _spelled(found: str) -> str:
    """Upper case but for Rev., Add. and the like, and one space before what is in brackets."""
    text = _SPELLED.sub(lambda match: match.group().capitalize(), found.upper())
    return re.sub(r" ?\(", " (", text)


def doi(text: str) -> str | None:
    """The first DOI in a text or an address, in lower case (DOIs know no case), or None."""
    found = _DOI.search(unquote(text))
    if not found:
        return None
    name = found.group()
    while True:
        shorter = _AFTER_DOI.sub("", name)
        if shorter.count(")") > shorter.count("("):
            shorter = shorter.removesuffix(")")
        if shorter == name:
            return name.lower()
        name = shorter
