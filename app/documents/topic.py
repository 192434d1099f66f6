"""A topic: one matter, cut into propositions, with its events and claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field

from app.documents.base import Document, Line, Note, Part, Slug, SourceId, Text, Words
from app.documents.citation import Citations, sources_of
from app.documents.dates import PartialDate, first_day, is_date, last_day
from app.documents.rules import Broken, Ruled, entries, lacks, said, unique_ids

Finding = Literal["supported", "partly-supported", "disputed", "contradicted", "not-established"]
#: Those that say what sources show.
_FOUND = ("supported", "partly-supported", "disputed", "contradicted")


def _coarse(degrees: float) -> float:
    # Numbers this short are written alike by every JSON writer (app/documents/canonical.py).
    if round(degrees, 4) != degrees:
        raise ValueError(f"'{degrees}' has more than 4 decimals, which is 11 metres; round it")
    return degrees


class Place(Part):
    """A named point, in degrees (WGS 84)."""

    name: Annotated[str, Text(1, 80)]
    lat: Annotated[float, Field(ge=-90, le=90), AfterValidator(_coarse)]
    lon: Annotated[float, Field(ge=-180, le=180), AfterValidator(_coarse)]


class Proposition(Part):
    """A sentence that can be agreed or disagreed with."""

    id: Slug
    text: Annotated[str, Text(1, 240)]
    note: Note | None = None


class Event(Part):
    """Something that happened, with its sources."""

    id: Slug
    date: PartialDate
    title: Annotated[str, Text(1, 120)]
    summary: Annotated[str, Text(1, 600)]
    citations: Annotated[Citations, Field(min_length=1)]


def _hundredths(number: float) -> float:
    if round(number, 2) != number:
        raise ValueError(f"'{number}' has more than 2 decimals; round it")
    return number


class Coding(Part):
    """How far two coders of the topic's positions agreed before they spoke about them."""

    kappa: Annotated[float, Field(ge=-1, le=1), AfterValidator(_hundredths)]
    positions: Annotated[int, Field(ge=1, le=9999)]


def _finding_rests_on_a_source(claim: Any) -> Iterator[Broken]:
    finding = said(claim, "finding")
    if finding in _FOUND and lacks(claim, "citations"):
        yield (), f"the finding '{finding}' needs a citation; add one, or write not-established"


class Claim(Ruled):
    """Something that the article behind the site asserts, and what the sources show."""

    rules = (_finding_rests_on_a_source,)

    id: Slug
    paragraph: Annotated[int, Field(ge=1, le=9999)]
    text: Annotated[str, Text(1, 400)]
    proposition: Slug | None = None
    finding: Finding
    explanation: Annotated[str, Text(1, 900)]
    citations: Citations = ()


def _claims_have_an_author(topic: Any) -> Iterator[Broken]:
    if any(entries(topic, "claims")) and lacks(topic, "claims_of"):
        yield (), "claims need claims_of, the id of the source that makes them"


def _ends_after_it_starts(topic: Any) -> Iterator[Broken]:
    started, ended = said(topic, "started"), said(topic, "ended")
    if is_date(started) and is_date(ended) and last_day(ended) < first_day(started):
        yield ("ended",), f"{ended} is before started, {started}"


class Topic(Document, Ruled):
    """One matter on which the parties' positions are compared."""

    noun: ClassVar[str] = "topic"
    rules = (
        _claims_have_an_author,
        _ends_after_it_starts,
        unique_ids("propositions", "events", "claims"),
    )

    slug: Slug
    title: Annotated[str, Text(1, 140)]
    short_title: Annotated[str, Text(1, 40)]
    framing: Annotated[str, Text(1, 300)]
    summary: Annotated[str, Text(1, 1600), Words(60, 180)]
    places: Annotated[tuple[Place, ...], Field(max_length=20)] = ()
    started: PartialDate
    ended: PartialDate | None = None
    tags: Annotated[tuple[Line, ...], Field(max_length=20)] = ()
    coding: Coding | None = None
    claims_of: SourceId | None = None
    propositions: Annotated[tuple[Proposition, ...], Field(min_length=1, max_length=40)]
    events: Annotated[tuple[Event, ...], Field(max_length=400)] = ()
    claims: Annotated[tuple[Claim, ...], Field(max_length=200)] = ()
    retracted: Note | None = None

    @property
    def key(self) -> str:
        """The topic's slug."""
        return self.slug

    @property
    def gone(self) -> bool:
        """Whether it was retracted."""
        return self.retracted is not None

    def cited(self) -> set[str]:
        """Every source of its events and claims, and the text the claims come from."""
        found = {self.claims_of} if self.claims_of else set()
        for event in self.events:
            found |= sources_of(event.citations)
        for claim in self.claims:
            found |= sources_of(claim.citations)
        return found
