"""What answers hold: the documents and their parts, each with where it stands."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from app.documents import (
    Claim,
    Event,
    Party,
    Perspective,
    Position,
    Proposition,
    Source,
    Topic,
)
from app.documents.base import Part
from app.exports.links import LICENCE

Noun = Literal["party", "source", "topic", "perspective"]


def _any_fields(schema: dict[str, Any]) -> None:
    """Let ``fields`` leave any field out."""
    schema.pop("required", None)


_ENTRY = ConfigDict(json_schema_extra=_any_fields)


class Version(Part):
    """Which version of its document an entry was read from."""

    number: int
    published_at: str
    origin: str
    reviewer: str | None = None


class _Entry(Part):
    """What every entry says besides."""

    address: str = Field(description="The page that shows it.")
    version: Version


class TopicEntry(Topic, _Entry):
    """A topic."""

    model_config = _ENTRY


class PerspectiveEntry(Perspective, _Entry):
    """A perspective with its positions."""

    model_config = _ENTRY


class PartyEntry(Party, _Entry):
    """A party."""

    model_config = _ENTRY


class SourceEntry(Source, _Entry):
    """A source."""

    model_config = _ENTRY


class PropositionEntry(Proposition, _Entry):
    """A proposition of a topic."""

    model_config = _ENTRY
    topic: str


class EventEntry(Event, _Entry):
    """An event of a topic."""

    model_config = _ENTRY
    topic: str


class ClaimEntry(Claim, _Entry):
    """A claim that a topic examines."""

    model_config = _ENTRY
    topic: str
    claims_of: str = Field(description="The id of the source that makes the claim.")


class PositionEntry(Position, _Entry):
    """A position of a party on a proposition."""

    model_config = _ENTRY
    topic: str
    party: str
    standing: bool = Field(
        description="Whether it is where the party stands, as of the day that was asked for."
    )


class RevisionEntry(Part):
    """A published version of a document, a link of the chain."""

    model_config = _ENTRY
    sequence: int
    noun: Noun
    key: str
    number: int
    origin: str
    authors: list[str]
    reviewer: str | None = None
    summary: str
    correction: str | None = None
    published_at: str
    previous_digest: str
    digest: str
    address: str
    document: Topic | Perspective | Source | Party | None = Field(
        None, description="The document as it was; with a single revision only."
    )


class HitEntry(Part):
    """Something that search found."""

    model_config = _ENTRY
    kind: str
    address: str
    topic: str | None = None
    party: str | None = None
    stance: str | None = None
    date: str | None = None
    language: str | None = None
    title: str
    excerpt: str
    version: Version
    cites: list[str] = Field(
        description="The ids of the sources that carry it; of a source, its own."
    )


class CellPair(Part):
    """A proposition on which two parties spoke."""

    proposition: str
    stances: tuple[str, str]
    relation: Literal["same", "opposite", "in-part"]


class AgreementEntry(Part):
    """How the stances of two parties on a topic compare (docs/agreement.md)."""

    model_config = _ENTRY
    topic: str
    parties: tuple[str, str]
    n: int = Field(description="On how many propositions both spoke.")
    same: int | None = Field(None, description="Left out where n is below 3.")
    opposite: int | None = None
    in_part: int | None = None
    cells: list[CellPair]


class Meta(Part):
    """What holds for the whole answer."""

    licence: Literal["https://creativecommons.org/licenses/by/4.0/"] = LICENCE  # type: ignore[assignment]
    as_of: str | None = Field(None, description="The day in the world that was asked for.")
    published: str | None = Field(None, description="The moment of our history, as asked for.")
    as_published: str | None = Field(
        None, description="The moment of our history that is shown: all pages of a list have one."
    )


class Links(Part):
    """Where the answer is, and where the list goes on."""

    self: str
    permanent: str | None = Field(
        None, description="The address that gives this answer whatever is published later."
    )
    next: str | None = None


def answer(entry: type[Part], many: bool) -> type[BaseModel]:
    """The model of an answer with such entries, or with one, and the sources that they cite."""
    kind = "List" if many else "Answer"
    return create_model(
        entry.__name__.removesuffix("Entry") + kind,
        __base__=Part,
        __doc__="A page of a list." if many else "One entry.",
        data=(list[entry] if many else entry, ...),  # type: ignore[valid-type]
        sources=(dict[str, Source], {}),
        meta=(Meta, ...),
        links=(Links, ...),
    )
