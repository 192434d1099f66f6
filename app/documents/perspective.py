"""A perspective: one party on one topic, position by position."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from app.documents.base import Document, Note, Part, Slug, Text, Words
from app.documents.citation import Citations, sources_of
from app.documents.dates import PartialDate
from app.documents.rules import Broken, Ruled, entries, lacks, said, unique_ids

Stance = Literal["agrees", "disagrees", "conditional", "mixed", "none-found"]
STANCES: tuple[Stance, ...] = ("agrees", "disagrees", "conditional", "mixed", "none-found")
_SPEAKING = STANCES[:-1]


class Speaker(Part):
    """Who spoke, in which role, for whom."""

    name: Annotated[str, Text(1, 100)]
    role: Annotated[str, Text(1, 140)]
    affiliation: Annotated[str, Text(1, 120)]


class Searched(Part):
    """A search that found nothing: where it was made, and when."""

    where: Annotated[str, Text(1, 300)]
    date: PartialDate


def _rests_on_something(position: Any) -> Iterator[Broken]:
    stance = said(position, "stance")
    if stance == "none-found":
        yield from _silence(position)
    elif stance in STANCES:
        yield from _spoken(position, stance)


def _silence(position: Any) -> Iterator[Broken]:
    if lacks(position, "searched"):
        yield (), "the stance 'none-found' needs searched, with where and date"
    if not (lacks(position, "date") and lacks(position, "speaker")):
        yield (), "the stance 'none-found' has no date and no speaker; remove them"


def _spoken(position: Any, stance: Stance) -> Iterator[Broken]:
    if lacks(position, "citations"):
        yield (), f"the stance '{stance}' needs a citation; add one"
    if lacks(position, "date") or lacks(position, "speaker"):
        yield (), f"the stance '{stance}' needs a date and a speaker"
    if not lacks(position, "searched"):
        yield ("searched",), f"belongs to 'none-found' and not to '{stance}'; remove it"


class Position(Ruled):
    """What one party said about one proposition on one occasion."""

    rules = (_rests_on_something,)

    id: Slug
    proposition: Slug
    stance: Stance
    date: PartialDate | None = None
    speaker: Speaker | None = None
    statement: Annotated[str, Text(1, 600)]
    searched: Searched | None = None
    citations: Citations = ()

    @property
    def silent(self) -> bool:
        """Whether it records that nothing was found."""
        return self.stance == "none-found"


def _summary_rests_on_a_source(perspective: Any) -> Iterator[Broken]:
    speaks = any(
        said(each, "stance") in _SPEAKING for _place, each in entries(perspective, "positions")
    )
    if speaks and lacks(perspective, "citations"):
        yield (), "the summary needs a citation; add one to the perspective"


def _silence_stands_alone(perspective: Any) -> Iterator[Broken]:
    held = [
        (place, said(each, "stance"), said(each, "proposition"))
        for place, each in entries(perspective, "positions")
    ]
    answered = [about for _place, stance, about in held if stance in _SPEAKING]
    for place, stance, about in held:
        if stance != "none-found" or about is None:
            continue
        if about in answered:
            sentence = f"'{about}' has 'none-found' beside another position; keep one"
            yield ("positions", place, "stance"), sentence
        answered.append(about)


class Perspective(Document, Ruled):
    """One party on one topic: headline, summary, positions."""

    noun: ClassVar[str] = "perspective"
    rules = (_summary_rests_on_a_source, _silence_stands_alone, unique_ids("positions"))

    topic: Slug
    party: Slug
    headline: Annotated[str, Text(1, 160)]
    summary: Annotated[str, Text(1, 1400), Words(60, 140)]
    citations: Citations = ()
    positions: Annotated[tuple[Position, ...], Field(min_length=1, max_length=400)]
    retracted: Note | None = None

    @property
    def key(self) -> str:
        """``topic/party``."""
        return f"{self.topic}/{self.party}"

    @property
    def gone(self) -> bool:
        """Whether it was retracted."""
        return self.retracted is not None

    def cited(self) -> set[str]:
        """Every source of its summary and positions."""
        found = sources_of(self.citations)
        for position in self.positions:
            found |= sources_of(position.citations)
        return found
