"""What editors paste in the place of a source: an address, a UN symbol, a DOI."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from app.desk.beside import beside_named
from app.documents import Source
from app.documents.address import normalise
from app.documents.base import SLUG
from app.documents.gone import named_sources
from app.documents.identifier import doi, symbol
from app.extensions import db
from app.queries.desk.held import held
from app.queries.documents import sources

Data = dict[str, Any]
_ADDRESS = re.compile(r"https?://\S+")
#: A name with a dot in it that is no number, as normalise() leaves it.
_PUBLIC = re.compile(r"[^/:@\[\]]+\.[^/:@\[\].]*[a-z][^/:@\[\].]*(:\d+)?(/|\?|$)")


@dataclass(frozen=True)
class Pasted:
    """A text that stands where the id of a source should, and the sources that it may mean."""

    text: str
    sources: tuple[Source, ...]
    gone: Source | None = None
    """The source whose id it is, if that was merged into another or retracted."""

    @property
    def leads_on(self) -> bool:
        """Whether more can be offered than to correct it."""
        return bool(self.sources or self.gone or self.begins)

    @property
    def begins(self) -> bool:
        """Whether a new source can be begun from it."""
        return names_source(self.text)


def pasted_in(data: Data, known: set[str], beside: dict[str, Source]) -> list[Pasted]:
    """The texts in a draft that are no ids of sources, each with those that it may mean: those
    that are held, and those drafted *beside* it."""
    unknown = sorted(named_sources(data) - known - beside.keys())
    gone = sources(db.session, unknown) if unknown else {}
    return [_meant(text, gone.get(text), beside) for text in unknown]


def _meant(text: str, gone: Source | None, beside: dict[str, Source]) -> Pasted:
    if gone is None:
        return Pasted(text, (*held(db.session, text), *beside_named(beside, text)))
    into = sources(db.session, [gone.merged_into]) if gone.merged_into else {}
    instead = tuple(each for each in into.values() if each.id == gone.merged_into)
    return Pasted(text, tuple(each for each in instead if not each.gone), gone)


def names_source(text: str) -> bool:
    """Whether a text holds a UN symbol, a DOI or the address of a page that others can open."""
    if symbol(text) or doi(text):
        return True
    address = _ADDRESS.search(text)
    return bool(address and _PUBLIC.match(normalise(address.group())))


def begun_from(text: str) -> Data:
    """The data with which the draft of a new source begins."""
    text = text.strip()
    address = _ADDRESS.search(text)
    data: Data = {"verification": "read"}
    if found := symbol(text):
        data |= {"symbol": found, "url": f"https://docs.un.org/en/{found}"}
    if found := doi(text):
        data |= {"url": f"https://doi.org/{found}"}
    if address:
        data["url"] = address.group()
    return data


def proposed_id(text: str) -> str:
    """An id for a new source, made from what was pasted: ``mid-ru-foreign-policy-1791337``."""
    name = symbol(text) or doi(text) or ""
    if not name and (address := _ADDRESS.search(text)):
        name = normalise(address.group()).partition("?")[0]
    words = re.findall(r"[a-z0-9]+", name.lower())
    while len("-".join(words)) > 60:
        words.pop(len(words) // 2)  # the host tells who, the end tells what
    slug = "-".join(words)
    return slug if SLUG.fullmatch(slug) else ""
